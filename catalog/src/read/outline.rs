//! What a page of prose says of itself: title, first paragraph, plain text.
//!
//! Markdown by comrak; other markups by their lines. Must not know licences or schools.

mod markdown;
mod plain;

use super::sheet::{clean_code, cut};

pub(crate) use markdown::html_text;
pub(super) use markdown::markdown;
pub(super) use plain::{asciidoc, org, plain_text, restructured};

/// How much of a page is laid out, in bytes: title, summary and searchable text all stand in it.
pub(super) const LIMIT: usize = 128 * 1024;

/// A page's outline.
#[derive(Debug, Clone, Default, PartialEq)]
pub(super) struct Outline {
    /// The title, its line, and how sure it is one.
    pub(super) title: Option<(String, u32, f32)>,
    /// The first real paragraph and its line.
    pub(super) summary: Option<(String, u32)>,
    /// The YAML before the page, without its fences, and the line it starts on.
    pub(super) front: Option<(String, u32)>,
    /// Plain text without the title, a little more than is kept: blocks with an empty line between,
    /// items after a bullet, code behind four spaces.
    pub(super) text: String,
}

/// What stands before every line of code.
const CODE: &str = "    ";
/// What stands before an item of a list.
const BULLET: &str = "• ";

impl Outline {
    /// The text without its code.
    pub(super) fn prose(&self) -> String {
        let lines: Vec<&str> = self.text.lines().filter(|line| !line.starts_with(CODE)).collect();
        lines.join("\n")
    }

    /// Adds a block of lines; an empty one adds nothing.
    fn push(&mut self, text: &str) {
        if self.text.len() > super::TEXT_LIMIT || text.trim().is_empty() {
            return;
        }
        if !self.text.is_empty() {
            self.text.push_str("\n\n");
        }
        self.text.push_str(text);
    }

    /// Adds a block of code as it stands, an empty line of it not empty here.
    fn push_code(&mut self, code: &str) {
        if code.trim().is_empty() {
            return;
        }
        let code = cut(code.trim_end().trim_start_matches(['\n', '\r']), super::TEXT_LIMIT);
        let lines: Vec<String> = code.lines().map(|line| format!("{CODE}{}", clean_code(line))).collect();
        self.push(&lines.join("\n"));
    }
}

/// Whether a paragraph says something: at least three words with letters.
fn is_real(text: &str) -> bool {
    text.split_whitespace().filter(|word| word.chars().filter(|c| c.is_alphabetic()).count() >= 2).count()
        >= 3
}
