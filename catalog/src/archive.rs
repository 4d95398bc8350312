//! Archives as strangers make them: the entries of ZIP files and the files of tape archives.
//!
//! Everything is read in memory and within a measure; nothing is written anywhere. Must not know what entries mean.

pub(crate) mod tar;
pub(crate) mod zip;
