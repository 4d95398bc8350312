//! The figures by which the programme is steered: definitions, computation, files.
//!
//! Pure functions of what the store holds and of an instant that is given; must not ask the store,
//! the network or the clock.

mod compute;
mod definition;
mod edition;
mod export;
mod measure;
mod number;
mod part;
mod population;
mod row;
mod write_csv;
mod write_json;

pub use definition::{DEFINITIONS, Definition, Text, Unit};
pub use edition::{Edition, Figure};
pub use export::{EditionFile, export, files};
pub use measure::{Measure, Part, Value};
pub use number::Hundredths;
pub use part::part_label;
pub use population::World;

#[cfg(test)]
mod tests;
