//! Writers of interchange formats: one format a file, model in, text out.
//!
//! Must not know where the text goes.

pub mod csv;
