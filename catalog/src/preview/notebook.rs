//! Notebooks: their prose laid out, their code as it stands.
//!
//! Outputs are never read: they may hold anything, scripts and names of pupils included.

use serde::de::IgnoredAny;
use url::Url;

use super::budget::Budget;
use super::{Block, Inline, Preview, markdown};
use crate::notebook::{self, Notebook};

/// The blocks of a notebook; none where the bytes are no notebook.
pub(super) fn blocks(bytes: &[u8], base: Option<&Url>, budget: &mut Budget) -> Option<Vec<Block>> {
    let notebook: Notebook<IgnoredAny> = notebook::parse(bytes).ok()?;
    let mut found = Vec::new();
    let mut read = 0;
    for cell in notebook.cells() {
        let source = cell.source();
        read += source.len();
        if read > Preview::READ || budget.is_spent() {
            budget.cut = true;
            break;
        }
        match cell.kind() {
            "markdown" => found.extend(markdown::blocks(source, base, budget)),
            "code" if !source.trim().is_empty() => found.push(Block::Code(budget.code(source))),
            "heading" if budget.node() => {
                let words = Inline::Text(budget.text(source.trim()));
                found.push(Block::Heading(cell.level(), vec![words]));
            }
            _ => {}
        }
    }
    Some(found)
}
