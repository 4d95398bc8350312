//! `indicateurs.json` and `definitions.json`: same names as the columns, numbers as numbers.
//!
//! Not measurable is `null`, which is not 0.

use serde::Serialize;

use super::definition::{DEFINITIONS, Definition};
use super::edition::Edition;
use super::row::{Row, rows};

#[derive(Serialize)]
struct Document<'a> {
    date: String,
    rows: Vec<Row<'a>>,
}

#[derive(Serialize)]
struct Definitions {
    definitions: &'static [&'static Definition],
}

/// The edition's numbers.
pub(super) fn figures(edition: &Edition) -> serde_json::Result<Vec<u8>> {
    pretty(&Document { date: edition.date.to_string(), rows: rows(edition) })
}

/// What they mean.
pub(super) fn definitions() -> serde_json::Result<Vec<u8>> {
    pretty(&Definitions { definitions: DEFINITIONS })
}

fn pretty(value: &impl Serialize) -> serde_json::Result<Vec<u8>> {
    let mut bytes = serde_json::to_vec_pretty(value)?;
    bytes.push(b'\n');
    Ok(bytes)
}
