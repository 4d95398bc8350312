//! The files of code.gouv.fr: repositories and organisations, in its own long names, JSON and CSV.
//!
//! Names and types are those of its public program (`codegouvfr-repositories`,
//! `codegouvfr-organizations`), where nothing is written as an empty text; `former` has the names of
//! 2021, which readers still know. A row is a struct, so that both forms have the same keys.

pub mod former;
mod organisation;
mod repository;

use serde::Serialize;
use serde_json::Value;

use super::csv::{Cell, Table, Type};

pub use organisation::{Organisation, Owners};
pub use repository::Repository;

/// A row of one of the files.
pub trait Row: Serialize {
    /// Its columns, in order, with what they hold.
    const COLUMNS: &'static [(&'static str, Type)];
    /// How a table spells yes and no.
    const BOOLEANS: [&'static str; 2];
}

/// A row as a JSON object, on one line.
#[must_use]
pub fn json<R: Row>(row: &R) -> String {
    // A struct of texts, numbers and booleans: nothing in it can fail to be written.
    serde_json::to_string(row).unwrap_or_default()
}

/// The rows as a table, for [`super::csv::rfc4180`] or, for people, [`super::csv::french`].
#[must_use]
pub fn table<R: Row>(rows: &[R]) -> Table {
    let mut table = Table::new(R::COLUMNS);
    for row in rows {
        let row = serde_json::to_value(row).unwrap_or_default();
        table.push(R::COLUMNS.iter().map(|(name, _)| cell::<R>(&row[name])).collect());
    }
    table
}

fn cell<R: Row>(value: &Value) -> Option<Cell> {
    match value {
        Value::String(text) => Some(Cell::Text(text.clone())),
        Value::Bool(yes) => Some(Cell::Text(R::BOOLEANS[usize::from(!yes)].to_owned())),
        Value::Number(number) => number.as_i64().map(Cell::Integer),
        Value::Null | Value::Array(_) | Value::Object(_) => None,
    }
}

/// The host of an address of the web.
fn host(address: &str) -> Option<String> {
    let url = url::Url::parse(&super::address::web(address)?).ok()?;
    let port = url.port().map_or_else(String::new, |port| format!(":{port}"));
    Some(format!("{}{port}", url.host_str()?))
}

#[cfg(test)]
mod tests;
