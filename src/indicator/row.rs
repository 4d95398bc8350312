//! The edition as a long table: one row a number.
//!
//! Columns are only ever added, at the end.

use serde::Serialize;

use super::edition::{Edition, Figure};
use super::measure::{Measure, Value};
use super::number::Hundredths;

/// How the scope of all forges is written; no forge id can be it.
pub(super) const WHOLE: &str = "*";

/// One number of an edition.
#[derive(Debug, Clone, Serialize)]
pub(super) struct Row<'a> {
    /// The day the figures were taken, ISO 8601.
    pub(super) date: String,
    pub(super) indicator: &'static str,
    /// The indicator's French name.
    pub(super) label: &'static str,
    pub(super) definition_version: &'static str,
    /// A forge id, or `*`.
    pub(super) forge: &'a str,
    /// Empty for the headline.
    pub(super) dimension: &'a str,
    pub(super) value: Option<Hundredths>,
    pub(super) numerator: Option<u64>,
    pub(super) denominator: Option<u64>,
    pub(super) unit: &'static str,
    /// Per cent collected of what the scope announced.
    pub(super) coverage: Option<Hundredths>,
    pub(super) freshness_hours: Option<Hundredths>,
    pub(super) status: &'static str,
}

/// Every number of an edition: by indicator, the whole first, then the forges by id.
pub(super) fn rows(edition: &Edition) -> Vec<Row<'_>> {
    let date = edition.date.to_string();
    let mut rows = Vec::new();
    for figure in &edition.figures {
        add(&mut rows, &date, figure, WHOLE, &figure.whole);
        for (forge, value) in &figure.by_forge {
            add(&mut rows, &date, figure, forge.as_str(), value);
        }
    }
    rows
}

fn add<'a>(rows: &mut Vec<Row<'a>>, date: &str, figure: &Figure, forge: &'a str, value: &'a Value) {
    let row = |dimension: &'a str, measure: &Measure| Row {
        date: date.to_owned(),
        indicator: figure.definition.code,
        label: figure.definition.label.fr,
        definition_version: figure.definition.version,
        forge,
        dimension,
        value: measure.value,
        numerator: measure.numerator,
        denominator: measure.denominator,
        unit: measure.unit.as_str(),
        coverage: value.coverage,
        freshness_hours: value.freshness,
        status: measure.status(),
    };
    rows.extend(value.main.iter().map(|measure| row("", measure)));
    rows.extend(value.parts.iter().map(|part| row(&part.dimension, &part.measure)));
}
