//! The words of the domain, as data files with lookups.
//!
//! Must not know where a word was found.

pub mod acronym;
pub mod fold;
pub mod foreign;
pub mod generated;
pub mod imported;
pub mod kim;
pub mod language;
pub mod licence_policy;
pub mod school;
pub mod software;
pub mod sources;
pub(crate) mod table;
