//! What a page of prose says of itself: title, first paragraph, plain text.
//!
//! Markdown by comrak; other markups by their lines. Must not know licences or schools.

mod markdown;
mod plain;

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
    /// Plain text, a little more than is kept.
    pub(super) text: String,
}

impl Outline {
    fn push(&mut self, text: &str) {
        if self.text.len() <= super::TEXT_LIMIT {
            self.text.push_str(text);
            self.text.push('\n');
        }
    }
}

/// Whether a paragraph says something: at least three words with letters.
fn is_real(text: &str) -> bool {
    text.split_whitespace().filter(|word| word.chars().filter(|c| c.is_alphabetic()).count() >= 2).count()
        >= 3
}
