//! Writers of interchange formats: one format a file, model in, text out.
//!
//! Must not know where the text goes.

mod address;
pub mod code_gouv;
pub mod codemeta;
pub mod csv;
pub mod dcat;
mod described;
mod linked;
pub mod publiccode;
pub mod schema_org;

pub use described::Described;

#[cfg(test)]
mod sample;
