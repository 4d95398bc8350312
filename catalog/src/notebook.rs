//! The shape of a Jupyter notebook, of format 4 and of format 3 before it, for whoever reads or shows one.
//!
//! Outputs are not taken: they may hold anything, scripts and names of pupils included. Values of another
//! shape than the format's say nothing. Must not know what is made of the cells.

mod loose;

use serde::Deserialize;
use serde::de::IgnoredAny;

use self::loose::Few;
pub(crate) use self::loose::{Loose, Text};

/// Most worksheets that are taken, and most cells of each.
const WORKSHEETS: usize = 20;
const CELLS: usize = 10_000;

/// A notebook, with what it says of itself as a whole.
#[derive(Deserialize)]
pub(crate) struct Notebook<M> {
    #[serde(default)]
    cells: Few<Cell, CELLS>,
    /// Format 3 kept its cells in worksheets.
    #[serde(default)]
    worksheets: Few<Worksheet, WORKSHEETS>,
    #[serde(default)]
    pub(crate) metadata: M,
}

#[derive(Deserialize)]
struct Worksheet {
    #[serde(default)]
    cells: Few<Cell, CELLS>,
}

#[derive(Default, Deserialize)]
#[serde(default)]
pub(crate) struct Cell {
    cell_type: Text,
    source: Text,
    /// What the source of code was called in format 3.
    input: Text,
    /// Of a heading, in format 3.
    level: Loose<IgnoredAny>,
}

/// The notebook that bytes are.
///
/// # Errors
/// When they are none.
pub(crate) fn parse<M: for<'a> Deserialize<'a> + Default>(bytes: &[u8]) -> serde_json::Result<Notebook<M>> {
    // A list would be taken for the fields in their order.
    let object = bytes.trim_ascii_start().starts_with(b"{");
    serde_json::from_slice(if object { bytes } else { b"" })
}

impl<M> Notebook<M> {
    pub(crate) fn cells(&self) -> impl Iterator<Item = &Cell> {
        self.cells.0.iter().chain(self.worksheets.0.iter().flat_map(|sheet| &sheet.cells.0))
    }
}

impl Cell {
    /// `markdown`, `code`, `raw`, `heading`.
    pub(crate) fn kind(&self) -> &str {
        self.cell_type.as_str()
    }

    pub(crate) fn source(&self) -> &str {
        if self.source.as_str().is_empty() { self.input.as_str() } else { self.source.as_str() }
    }

    /// How deep a heading is, from 1 to 6.
    pub(crate) fn level(&self) -> u8 {
        let Loose::Number(level) = self.level else { return 1 };
        u8::try_from(level).unwrap_or(u8::MAX).clamp(1, 6)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cells(text: &str) -> Vec<(String, String, u8)> {
        let notebook: Notebook<IgnoredAny> = parse(text.as_bytes()).unwrap();
        notebook
            .cells()
            .map(|cell| (cell.kind().to_owned(), cell.source().to_owned(), cell.level()))
            .collect()
    }

    #[test]
    fn both_formats_have_cells_and_values_of_other_shapes_say_nothing() {
        let four = r#"{"cells":[{"cell_type":"markdown","source":["a\n",["b",3],"c"]},{"source":{"x":["y"]},
            "level":"x","outputs":[{"text":"secret"}]},{"cell_type":null,"source":true}],"nbformat":4}"#;
        let said = |kind: &str, source: &str, level| (kind.to_owned(), source.to_owned(), level);
        assert_eq!(cells(four), [said("markdown", "a\nbc", 1), said("", "", 1), said("", "", 1)]);
        let three = r#"{"worksheets":[{"cells":[{"cell_type":"code","input":"x = 1"},
            {"cell_type":"heading","source":"Titre","level":9}]}]}"#;
        assert_eq!(cells(three), [said("code", "x = 1", 1), said("heading", "Titre", 6)]);
    }

    #[test]
    fn what_is_no_object_is_no_notebook() {
        for text in ["", "[]", "[[]]", "3", "{"] {
            assert!(parse::<IgnoredAny>(text.as_bytes()).is_err(), "{text}");
        }
    }
}
