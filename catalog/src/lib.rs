//! The domain of Glane: what a catalogue of commons is made of, and the rules that hold for it.
//!
//! Knows no HTTP, no HTML, no SQL, no Tantivy, no git and no clock: bytes and instants come in,
//! values and findings come out.

mod archive;
#[cfg(test)]
mod corpus;
pub mod identity;
pub mod licence;
pub mod model;
mod notebook;
pub mod preview;
pub mod quality;
pub mod read;
pub mod resource;
pub mod scan;
pub mod vocabulary;
pub mod write;
