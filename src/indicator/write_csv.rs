//! `indicateurs.csv` and `indicateurs.fr.csv`: the long table, by the catalogue's CSV writers.
//!
//! Says which column holds what; how each form writes it is not known here.

use glane_catalog::write::csv::{self, Cell, Table, Type};

use super::edition::Edition;
use super::number::Hundredths;
use super::row::{Row, rows};

const COLUMNS: &[(&str, Type)] = &[
    ("date", Type::Date),
    ("indicator", Type::Text),
    ("label", Type::Text),
    ("definition_version", Type::Text),
    ("forge", Type::Text),
    ("dimension", Type::Text),
    ("value", Type::Decimal),
    ("numerator", Type::Integer),
    ("denominator", Type::Integer),
    ("unit", Type::Text),
    ("coverage", Type::Decimal),
    ("freshness_hours", Type::Decimal),
    ("status", Type::Text),
];

/// RFC 4180: comma, point, UTF-8.
pub(super) fn rfc(edition: &Edition) -> Vec<u8> {
    csv::rfc4180(&table(edition)).into_bytes()
}

/// For French spreadsheets: semicolon, decimal comma, byte order mark.
pub(super) fn french(edition: &Edition) -> Vec<u8> {
    csv::french(&table(edition)).into_bytes()
}

fn table(edition: &Edition) -> Table {
    let mut table = Table::new(COLUMNS);
    for row in rows(edition) {
        table.push(cells(&row));
    }
    table
}

fn cells(row: &Row<'_>) -> Vec<Option<Cell>> {
    vec![
        text(&row.date),
        text(row.indicator),
        text(row.label),
        text(row.definition_version),
        text(row.forge),
        text(row.dimension),
        row.value.map(decimal),
        row.numerator.map(integer),
        row.denominator.map(integer),
        text(row.unit),
        row.coverage.map(decimal),
        row.freshness_hours.map(decimal),
        text(row.status),
    ]
}

fn text(text: &str) -> Option<Cell> {
    Some(Cell::Text(text.to_owned()))
}

fn integer(number: u64) -> Cell {
    Cell::Integer(i64::try_from(number).unwrap_or(i64::MAX))
}

fn decimal(number: Hundredths) -> Cell {
    Cell::Decimal(number.to_f64(), number.decimals())
}
