//! From what a person typed to a query of the engine: parse, understand, build.
//!
//! No step fails on any input.

mod build;
mod correct;
mod days;
mod licence;
mod name;
mod parse;
mod places;
mod tree;
mod understand;
mod unit;
mod value;

pub(crate) use build::{Terms, build};
pub use build::Understood;
pub(crate) use parse::parse;
pub(crate) use places::filter;
pub(crate) use tree::Parsed;
