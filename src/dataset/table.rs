//! Rows of code.gouv.fr in one of three forms, written a few at a time.
//!
//! Piece by piece and all at once give the same bytes.

use std::marker::PhantomData;

use glane_catalog::write::code_gouv::{self, Row};
use glane_catalog::write::csv;

/// How a table is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Form {
    /// One JSON list, a row a line.
    Json,
    /// RFC 4180, for programs.
    Csv,
    /// For French spreadsheets: what looks like a formula is guarded.
    French,
}

impl Form {
    pub(super) fn media_type(self) -> &'static str {
        match self {
            Self::Json => "application/json",
            Self::Csv | Self::French => "text/csv; charset=utf-8",
        }
    }
}

/// A table under way.
pub(super) struct Rows<R> {
    form: Form,
    begun: bool,
    kind: PhantomData<fn() -> R>,
}

impl<R: Row> Rows<R> {
    pub(super) fn new(form: Form) -> Self {
        Self { form, begun: false, kind: PhantomData }
    }

    pub(super) fn opening(&self) -> String {
        let heading = code_gouv::table::<R>(&[]);
        match self.form {
            Form::Json => "[".to_owned(),
            Form::Csv => csv::rfc4180(&heading),
            Form::French => csv::french(&heading),
        }
    }

    pub(super) fn more(&mut self, rows: &[R]) -> String {
        match self.form {
            Form::Json => rows.iter().map(|row| self.item(row)).collect(),
            Form::Csv => csv::rfc4180_rows(&code_gouv::table(rows)),
            Form::French => csv::french_rows(&code_gouv::table(rows)),
        }
    }

    fn item(&mut self, row: &R) -> String {
        let before = if self.begun { ",\n" } else { "\n" };
        self.begun = true;
        before.to_owned() + &code_gouv::json(row)
    }

    pub(super) fn closing(&self) -> String {
        match self.form {
            Form::Json => "\n]\n".to_owned(),
            Form::Csv | Form::French => String::new(),
        }
    }
}

#[cfg(test)]
mod tests {
    use glane_catalog::write::code_gouv::Organisation;

    use super::*;

    fn written(form: Form, pieces: &[&[Organisation]]) -> String {
        let mut rows = Rows::<Organisation>::new(form);
        let opening = rows.opening();
        let between: String = pieces.iter().map(|piece| rows.more(piece)).collect();
        opening + &between + &rows.closing()
    }

    #[test]
    fn pieces_make_the_same_file_as_the_whole() {
        let owner = |login: &str| Organisation { login: login.to_owned(), ..Organisation::default() };
        let three = [owner("dsi"), owner("=1+1"), owner("labo")];
        for form in [Form::Json, Form::Csv, Form::French] {
            assert_eq!(written(form, &[&three[..1], &[], &three[1..]]), written(form, &[&three]), "{form:?}");
        }
        let list: serde_json::Value = serde_json::from_str(&written(Form::Json, &[&three])).unwrap();
        assert_eq!((list[0]["login"].as_str(), list.as_array().unwrap().len()), (Some("dsi"), 3));
        let none: serde_json::Value = serde_json::from_str(&written(Form::Json, &[])).unwrap();
        assert_eq!(none, serde_json::json!([]));
        assert!(written(Form::French, &[&three]).contains(";'=1+1;"), "people open this one");
    }
}
