//! Turns byte offsets of the configuration file into lines and columns.
//!
//! Knows text only, not TOML.

use std::fmt;

/// A place in the configuration file, both counted from 1.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Place {
    pub(super) line: u32,
    /// In characters, not bytes.
    pub(super) column: u32,
}

impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}", self.line, self.column)
    }
}

/// The place of a byte offset; an offset beyond the end is the end.
pub(super) fn place_of(text: &str, offset: usize) -> Place {
    let before = text.get(..offset).unwrap_or(text);
    let start = before.rfind('\n').map_or(0, |at| at + 1);
    let count = |n: usize| u32::try_from(n).unwrap_or(u32::MAX);
    Place {
        line: count(before.bytes().filter(|byte| *byte == b'\n').count() + 1),
        column: count(before[start..].chars().count() + 1),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_are_characters() {
        let text = "a\né = 1\n";
        let place = place_of(text, text.find('=').unwrap());
        assert_eq!(place, Place { line: 2, column: 3 });
        assert_eq!(place_of(text, 99), Place { line: 3, column: 1 });
    }
}
