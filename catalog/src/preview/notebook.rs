//! Notebooks: their prose laid out, their code as it stands.
//!
//! Outputs are never read: they may hold anything, scripts and names of pupils included.

use serde::Deserialize;
use url::Url;

use super::budget::Budget;
use super::{Block, Inline, Preview, markdown};

#[derive(Deserialize)]
struct Notebook {
    #[serde(default)]
    cells: Vec<Cell>,
    /// Format 3 kept its cells in worksheets.
    #[serde(default)]
    worksheets: Vec<Worksheet>,
}

#[derive(Deserialize)]
struct Worksheet {
    #[serde(default)]
    cells: Vec<Cell>,
}

#[derive(Deserialize)]
struct Cell {
    #[serde(default)]
    cell_type: String,
    /// What code was called in format 3.
    #[serde(default, alias = "input")]
    source: Source,
    /// Of a heading, in format 3.
    #[serde(default)]
    level: Option<u8>,
}

/// A text, or its lines.
#[derive(Deserialize)]
#[serde(untagged)]
enum Source {
    Text(String),
    Lines(Vec<String>),
    Other(serde::de::IgnoredAny),
}

impl Default for Source {
    fn default() -> Self {
        Self::Text(String::new())
    }
}

impl Source {
    fn text(&self) -> String {
        match self {
            Self::Text(text) => text.clone(),
            Self::Lines(lines) => lines.concat(),
            Self::Other(_) => String::new(),
        }
    }
}

/// The blocks of a notebook; none where the bytes are no notebook.
pub(super) fn blocks(bytes: &[u8], base: Option<&Url>, budget: &mut Budget) -> Option<Vec<Block>> {
    // A list would be taken for the fields in their order.
    let object = bytes.trim_ascii_start().starts_with(b"{");
    let notebook: Notebook = object.then(|| serde_json::from_slice(bytes).ok())??;
    let cells = notebook.cells.iter().chain(notebook.worksheets.iter().flat_map(|sheet| &sheet.cells));
    let mut found = Vec::new();
    let mut read = 0;
    for cell in cells {
        let source = cell.source.text();
        read += source.len();
        if read > Preview::READ || budget.is_spent() {
            budget.cut = true;
            break;
        }
        match cell.cell_type.as_str() {
            "markdown" => found.extend(markdown::blocks(&source, base, budget)),
            "code" if !source.trim().is_empty() => found.push(Block::Code(budget.code(&source))),
            "heading" if budget.node() => {
                let words = Inline::Text(budget.text(source.trim()));
                found.push(Block::Heading(cell.level.unwrap_or(1).clamp(1, 6), vec![words]));
            }
            _ => {}
        }
    }
    Some(found)
}
