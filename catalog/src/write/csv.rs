//! Tables as CSV: RFC 4180, and the form that French spreadsheets open right.
//!
//! The RFC form keeps every value as it is. The French form (`;`, byte order mark, decimal comma)
//! is meant to be opened by hand, so text that a spreadsheet would run as a formula is guarded;
//! numbers never are. Must not know what the table is about.

/// The end of a line, in both forms.
const END: &str = "\r\n";

/// What a column holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Type {
    /// Any text.
    Text,
    /// A whole number.
    Integer,
    /// A number with decimals.
    Decimal,
    /// A date or an instant, ISO 8601.
    Date,
}

/// A column: its heading, in ASCII `snake_case` where machines read the table, and what it holds.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Column {
    /// Heading.
    pub name: String,
    /// What its cells hold.
    pub holds: Type,
}

/// One value. What could not be measured is no value, which is not zero.
#[derive(Debug, Clone, PartialEq)]
pub enum Cell {
    /// A text, or a date as text.
    Text(String),
    /// A whole number.
    Integer(i64),
    /// A number and how many decimals to write.
    Decimal(f64, u8),
}

/// A table whose rows have a cell, or none, for each column.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Table {
    columns: Vec<Column>,
    rows: Vec<Vec<Option<Cell>>>,
}

impl Table {
    /// A table without rows.
    #[must_use]
    pub fn new(columns: &[(&str, Type)]) -> Self {
        let column = |(name, holds): &(&str, Type)| Column { name: (*name).to_owned(), holds: *holds };
        Self { columns: columns.iter().map(column).collect(), rows: Vec::new() }
    }

    /// Adds a row; missing cells are empty, surplus ones are left out.
    pub fn push(&mut self, mut cells: Vec<Option<Cell>>) {
        cells.resize(self.columns.len(), None);
        self.rows.push(cells);
    }

    /// The columns.
    #[must_use]
    pub fn columns(&self) -> &[Column] {
        &self.columns
    }

    /// The rows.
    #[must_use]
    pub fn rows(&self) -> &[Vec<Option<Cell>>] {
        &self.rows
    }
}

/// The table as RFC 4180: comma, UTF-8 without mark, decimal point, values as they are.
#[must_use]
pub fn rfc4180(table: &Table) -> String {
    heading(table, ",") + &rfc4180_rows(table)
}

/// The rows of [`rfc4180`] without the heading, for a table that is written piece by piece.
#[must_use]
pub fn rfc4180_rows(table: &Table) -> String {
    write(table, ",", |cell, _| match cell {
        Cell::Text(text) => text.clone(),
        Cell::Integer(number) => number.to_string(),
        Cell::Decimal(number, digits) => decimal(*number, *digits),
    })
}

/// The table for French spreadsheets: semicolon, UTF-8 with mark, CRLF, decimal comma.
#[must_use]
pub fn french(table: &Table) -> String {
    format!("\u{feff}{}{}", heading(table, ";"), french_rows(table))
}

/// The rows of [`french`] without the mark and the heading, for a table that is written piece by piece.
#[must_use]
pub fn french_rows(table: &Table) -> String {
    write(table, ";", |cell, holds| match cell {
        Cell::Text(text) if holds == Type::Text => guarded(text),
        Cell::Text(text) => text.clone(),
        Cell::Integer(number) => number.to_string(),
        Cell::Decimal(number, digits) => decimal(*number, *digits).replace('.', ","),
    })
}

fn heading(table: &Table, separator: &str) -> String {
    let names: Vec<String> = table.columns.iter().map(|column| quoted(&column.name, separator)).collect();
    names.join(separator) + END
}

fn write(table: &Table, separator: &str, show: impl Fn(&Cell, Type) -> String) -> String {
    let mut text = String::new();
    for row in &table.rows {
        let cells = row.iter().zip(&table.columns).map(|(cell, column)| {
            cell.as_ref().map_or_else(String::new, |cell| quoted(&show(cell, column.holds), separator))
        });
        text.push_str(&cells.collect::<Vec<_>>().join(separator));
        text.push_str(END);
    }
    text
}

/// A number that is none (division by zero) is an empty cell; minus zero is zero.
fn decimal(number: f64, digits: u8) -> String {
    if !number.is_finite() {
        return String::new();
    }
    let text = format!("{number:.*}", usize::from(digits));
    let zero = text.starts_with('-') && text.bytes().all(|b| matches!(b, b'-' | b'0' | b'.'));
    if zero { text[1..].to_owned() } else { text }
}

fn quoted(text: &str, separator: &str) -> String {
    let special = text.contains(separator) || text.contains(['"', '\n', '\r']);
    let edged = text.starts_with(char::is_whitespace) || text.ends_with(char::is_whitespace);
    if special || edged { format!("\"{}\"", text.replace('"', "\"\"")) } else { text.to_owned() }
}

/// Text that a spreadsheet could take for a formula gets an apostrophe, after OWASP ASVS 5 1.2.10;
/// signs hidden behind white space, invisible marks or full-width forms count too.
fn guarded(text: &str) -> String {
    let shown = text.trim_start_matches(|c: char| {
        c.is_whitespace()
            || matches!(c, '\0' | '\u{feff}' | '\u{200b}'..='\u{200f}' | '\u{2060}' | '\'' | '"')
    });
    let formula = shown.starts_with(['=', '+', '-', '@', '＝', '＋', '－', '＠', '|', '%']);
    let control = text.starts_with(['\t', '\r', '\n', '\0']);
    let text = text.replace('\0', "");
    if formula || control { format!("'{text}") } else { text }
}

#[cfg(test)]
mod tests;
