//! `indicateurs.csv` and `indicateurs.fr.csv`: the long table, by the catalogue's CSV writers.
//!
//! Says which column holds what; how each form writes it is not known here. The names of the RFC form
//! are frozen, since programs read it: English `snake_case` columns, `*` for all forges, parts by their
//! slugs. The French form is for a person with a spreadsheet: everything in words.

use glane_catalog::write::csv::{self, Cell, Table, Type};

use super::edition::Edition;
use super::number::Hundredths;
use super::part::part_label;
use super::row::{Row, WHOLE, rows};

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

/// The same columns as a person reads them.
const FRENCH_COLUMNS: &[(&str, Type)] = &[
    ("date", Type::Date),
    ("code", Type::Text),
    ("indicateur", Type::Text),
    ("version de la définition", Type::Text),
    ("forge", Type::Text),
    ("détail", Type::Text),
    ("valeur", Type::Decimal),
    ("numérateur", Type::Integer),
    ("dénominateur", Type::Integer),
    ("unité", Type::Text),
    ("couverture (%)", Type::Decimal),
    ("âge des données (h)", Type::Decimal),
    ("état", Type::Text),
];

/// RFC 4180: comma, point, UTF-8.
pub(super) fn rfc(edition: &Edition) -> Vec<u8> {
    csv::rfc4180(&table(COLUMNS, rows(edition))).into_bytes()
}

/// For French spreadsheets: semicolon, decimal comma, byte order mark.
pub(super) fn french(edition: &Edition) -> Vec<u8> {
    let rows = rows(edition);
    let details: Vec<_> = rows.iter().map(|row| part_label(row.dimension, "fr")).collect();
    let in_words = rows.iter().zip(&details).map(|(row, detail)| Row {
        forge: if row.forge == WHOLE { "Ensemble" } else { row.forge },
        dimension: detail,
        status: if row.value.is_some() { "mesuré" } else { "non mesurable" },
        ..row.clone()
    });
    csv::french(&table(FRENCH_COLUMNS, in_words)).into_bytes()
}

fn table<'a>(columns: &[(&str, Type)], rows: impl IntoIterator<Item = Row<'a>>) -> Table {
    let mut table = Table::new(columns);
    for row in rows {
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
