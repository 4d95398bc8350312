//! Writers of interchange formats: one format a file, model in, text out.
//!
//! Must not know where the text goes.

mod address;
pub mod amb;
pub mod application;
pub mod atom;
pub mod attribution;
pub mod code_gouv;
pub mod codemeta;
pub mod csv;
pub mod dcat;
mod described;
pub mod imscc;
pub mod learning;
mod linked;
pub mod lom;
pub mod oai_dc;
pub mod publiccode;
mod resource;
pub mod schema_org;
pub mod sets;
mod xml;

pub use described::Described;
pub use resource::Catalogue;

#[cfg(test)]
mod sample;
#[cfg(test)]
mod tests;
