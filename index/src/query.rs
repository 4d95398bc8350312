//! From what a person typed to a query of the engine: parse, understand, build.
//!
//! No step fails on any input.

mod asked;
mod build;
mod correct;
mod days;
mod known;
mod licence;
mod name;
mod parse;
mod places;
#[cfg(test)]
mod properties;
mod tree;
mod understand;
mod unit;
mod value;

pub(crate) use asked::{Asked, Way, asked};
pub use asked::{Place, Reading, Spot};
pub use build::Understood;
pub(crate) use build::{Terms, build};
pub(crate) use known::Known;
pub(crate) use parse::parse;
pub(crate) use places::filter;
pub(crate) use tree::{Clause, Parsed, What};
pub(crate) use understand::values;

/// Reads a query as the search does; gives how many things it asks for. Nothing is an error.
#[must_use]
pub fn clauses(query: &str) -> usize {
    parse(query).clauses.len()
}
