//! What can be shown of a file as text: paragraphs, lists, tables, code; nothing that runs or loads.
//!
//! A tree of plain values: no HTML goes in as HTML, so none can come out. Markdown and notebooks are
//! laid out, of anything else the plain text is. Must not know the page it is shown on.

mod budget;
mod markdown;
mod notebook;

use budget::Budget;

use crate::read::text_of;

/// A text in blocks, of a bounded size.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Preview {
    /// Its blocks, in order.
    pub blocks: Vec<Block>,
    /// Whether there is more than is shown.
    pub cut: bool,
}

/// One block of a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Block {
    /// A heading; 1 is the highest.
    Heading(u8, Vec<Inline>),
    /// Text.
    Paragraph(Vec<Inline>),
    /// A list: the number it begins with, if its items are numbered, and the items.
    List(Option<u32>, Vec<Vec<Block>>),
    /// What is quoted or set apart.
    Quotation(Vec<Block>),
    /// Code as it stands.
    Code(String),
    /// A formula on a line of its own, in LaTeX.
    Formula(String),
    /// Rows of cells; whether the first names the columns.
    Table(bool, Vec<Vec<Vec<Inline>>>),
    /// A line between two parts.
    Rule,
}

/// A piece of a line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Inline {
    /// Words.
    Text(String),
    /// Code.
    Code(String),
    /// A formula, in LaTeX.
    Formula(String),
    /// Emphasis.
    Emphasis(Vec<Inline>),
    /// Strong emphasis.
    Strong(Vec<Inline>),
    /// Struck through.
    Struck(Vec<Inline>),
    /// A link; the address is one of the web.
    Link(String, Vec<Inline>),
    /// A picture that is not shown, by what it says of itself.
    Picture(String),
    /// The next line begins.
    Break,
}

impl Preview {
    /// Most bytes of the file that are laid out.
    pub const READ: usize = 256 * 1024;
    /// Most bytes of the preview as a page writes it: text as it is escaped, and what stands around it.
    pub const SHOWN: usize = 64 * 1024;

    /// Whether files of a format have one.
    #[must_use]
    pub fn is_made_of(format: &str) -> bool {
        matches!(format, "markdown" | "quarto" | "rmarkdown" | "notebook")
    }

    /// The preview of a file whose format has one; `base` is the file's address at its source, by which
    /// its own links are understood.
    #[must_use]
    pub fn of(format: &str, bytes: &[u8], base: Option<&str>) -> Option<Self> {
        let base = base.and_then(|base| url::Url::parse(base).ok());
        let mut budget = Budget::default();
        let blocks = match format {
            "markdown" | "quarto" | "rmarkdown" => {
                let head = &bytes[..bytes.len().min(Self::READ)];
                budget.cut = head.len() < bytes.len();
                markdown::blocks(&text_of("", head), base.as_ref(), &mut budget)
            }
            "notebook" => notebook::blocks(bytes, base.as_ref(), &mut budget)?,
            _ => return None,
        };
        Some(Self { blocks, cut: budget.cut })
    }

    /// The plain text of a record: blocks apart by an empty line, code behind four spaces.
    #[must_use]
    pub fn plain(text: &str) -> Self {
        let mut budget = Budget::default();
        let mut blocks = Vec::new();
        for part in text.split("\n\n").filter(|part| !part.trim().is_empty()) {
            if budget.is_spent() {
                break;
            }
            let code: Option<Vec<&str>> = part.lines().map(|line| line.strip_prefix("    ")).collect();
            blocks.push(match code {
                Some(lines) => Block::Code(budget.code(&lines.join("\n"))),
                None => Block::Paragraph(lines(part, &mut budget)),
            });
        }
        Self { blocks, cut: budget.cut }
    }

    /// Whether there is nothing to show.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.blocks.is_empty()
    }
}

fn lines(part: &str, budget: &mut Budget) -> Vec<Inline> {
    let mut inlines = Vec::new();
    for (at, line) in part.lines().enumerate() {
        if at > 0 && budget.node() {
            inlines.push(Inline::Break);
        }
        inlines.push(Inline::Text(budget.text(line.trim())));
    }
    inlines
}

#[cfg(test)]
mod tests;
