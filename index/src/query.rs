//! From what a person typed to a query of the engine, in three steps: parse, build, correct.
//!
//! No step fails on any input.

mod build;
mod correct;
mod parse;
mod value;

pub(crate) use build::{Built, Terms, build, filter};
pub(crate) use correct::correct;
pub(crate) use parse::{Parsed, parse};
