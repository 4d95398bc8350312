//! How much of a preview may still be written.
//!
//! Counts what a page makes of it, so that a text of nothing but `<` costs what it weighs there.

use super::Preview;

/// What a block or a piece of a line costs beside its text: its tags, with their attributes.
const NODE: usize = 56;
/// What a page says around the whole, and around each table.
const FRAME: usize = 512;

/// What is left, and whether something had to be left out.
pub(super) struct Budget {
    left: usize,
    /// Something was left out.
    pub(super) cut: bool,
}

impl Default for Budget {
    fn default() -> Self {
        Self { left: Preview::SHOWN - FRAME, cut: false }
    }
}

impl Budget {
    /// Whether nothing more fits.
    pub(super) fn is_spent(&mut self) -> bool {
        let spent = self.left < NODE;
        self.cut |= spent;
        spent
    }

    /// Takes what a block or a piece of a line costs; false where that is not left.
    pub(super) fn node(&mut self) -> bool {
        if self.is_spent() {
            return false;
        }
        self.left -= NODE;
        true
    }

    /// Takes what a table costs; false where that is not left.
    pub(super) fn table(&mut self) -> bool {
        let fits = self.left > FRAME;
        self.left = self.left.saturating_sub(FRAME);
        self.cut |= !fits;
        fits
    }

    /// As much of a text as fits, without control characters and marks that turn its direction.
    pub(super) fn text(&mut self, text: &str) -> String {
        self.taken(text, |letter| letter == '\n')
    }

    /// As much of a code as fits; its tabs stay too.
    pub(super) fn code(&mut self, text: &str) -> String {
        self.node();
        self.taken(text.trim_end(), |letter| matches!(letter, '\n' | '\t'))
    }

    fn taken(&mut self, text: &str, kept: fn(char) -> bool) -> String {
        let mut out = String::new();
        for letter in text.chars().filter(|letter| kept(*letter) || !is_hidden(*letter)) {
            let cost = escaped(letter);
            if cost > self.left {
                self.left = 0;
                self.cut = true;
                break;
            }
            self.left -= cost;
            out.push(letter);
        }
        out
    }
}

/// Bytes of a letter in a page: the longest way to write it.
fn escaped(letter: char) -> usize {
    match letter {
        '<' | '>' => 4,
        '&' => 5,
        '"' => 6,
        other => other.len_utf8(),
    }
}

fn is_hidden(letter: char) -> bool {
    letter.is_control()
        || matches!(letter, '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{feff}')
}
