//! The text that a package shows, gathered block by block until there is enough.
//!
//! Must not know formats.

use super::super::sheet::{Sheet, clean, clean_code, cut};
use super::super::{TEXT_LIMIT, tongue};
use super::stripped::{self, Block};
use crate::model::Field;

/// Text under way.
#[derive(Default)]
pub(super) struct Prose {
    text: String,
    /// Bytes of HTML looked at: tags without words would never fill the text.
    seen: usize,
}

/// Most bytes of HTML that are looked at for the text of one package.
const SEEN: usize = 2 * 1024 * 1024;

impl Prose {
    /// Whether there is as much as is kept.
    pub(super) fn is_full(&self) -> bool {
        self.text.len() > TEXT_LIMIT || self.seen >= SEEN
    }

    /// Adds a paragraph of plain text.
    pub(super) fn plain(&mut self, text: &str) {
        self.block(Block::Plain, text);
    }

    /// Adds an item of a list.
    pub(super) fn item(&mut self, text: &str) {
        self.block(Block::Item, text);
    }

    /// Adds the blocks of an HTML text.
    pub(super) fn html(&mut self, html: &str) {
        let html = cut(html, SEEN - self.seen.min(SEEN));
        stripped::blocks(html, &mut |block, text| {
            self.block(block, text);
            !self.is_full()
        });
        self.seen += html.len();
    }

    pub(super) fn block(&mut self, block: Block, text: &str) {
        if self.is_full() {
            return;
        }
        let text = match block {
            Block::Plain => clean(text),
            Block::Item => clean(text).trim_start_matches(['•', '-', ' ']).to_owned(),
            Block::Code => {
                let lines: Vec<String> =
                    text.lines().map(|line| format!("    {}", clean_code(line))).collect();
                lines.join("\n")
            }
        };
        if text.trim().is_empty() || self.text.ends_with(&text) {
            return;
        }
        if !self.text.is_empty() {
            self.text.push_str("\n\n");
        }
        if block == Block::Item {
            self.text.push_str("• ");
        }
        self.text.push_str(&text);
    }

    pub(super) fn as_str(&self) -> &str {
        &self.text
    }

    /// Keeps the text; its language is guessed where the package does not say it.
    pub(super) fn keep(self, sheet: &mut Sheet<'_>, told: bool) {
        if !told && let Some((language, certainty)) = tongue::guess(&self.text) {
            sheet.say(Field::Language, language, None, None, certainty);
        }
        sheet.text(&self.text);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn blocks_are_laid_out_and_bounded() {
        let mut prose = Prose::default();
        prose.html("<p>Un  cours</p><p>Un cours</p><ul><li>- item</li></ul><pre>x = 1</pre>");
        assert_eq!(prose.as_str(), "Un cours\n\n• item\n\n    x = 1");
        prose.plain(&"mot ".repeat(10_000));
        prose.plain("trop");
        assert!(prose.is_full() && !prose.as_str().ends_with("trop"));
    }
}
