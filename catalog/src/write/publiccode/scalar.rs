//! Texts as YAML 1.2 scalars that every reader takes for the same text, and for a text.
//!
//! Must not know what they mean.

use std::fmt::Write as _;

/// A double-quoted scalar on one line; what does not show or turns the direction is escaped.
pub(super) fn quoted(text: &str) -> String {
    let mut quoted = String::from("\"");
    for letter in text.chars() {
        match letter {
            '"' => quoted.push_str("\\\""),
            '\\' => quoted.push_str("\\\\"),
            '\n' => quoted.push_str("\\n"),
            '\t' => quoted.push_str("\\t"),
            // Writing into a text cannot fail.
            hidden if !shows(hidden) => drop(match u32::from(hidden) {
                code @ 0..=0xffff => write!(quoted, "\\u{code:04X}"),
                code => write!(quoted, "\\U{code:08X}"),
            }),
            plain => quoted.push(plain),
        }
    }
    quoted.push('"');
    quoted
}

/// A key: plain where no reader can take it for anything else.
pub(super) fn key(text: &str) -> String {
    let plain = text.len() > 1 && text.bytes().all(|byte| byte.is_ascii_alphanumeric());
    let word = ["no", "yes", "on", "off", "true", "false", "null"].contains(&text.to_lowercase().as_str());
    let number = text.starts_with(|first: char| first.is_ascii_digit());
    if plain && !word && !number { text.to_owned() } else { quoted(text) }
}

/// Whether a text reads best as lines of their own, and can be written so without any escape.
pub(super) fn is_prose(text: &str) -> bool {
    let several = text.contains('\n') || (text.contains(' ') && text.chars().count() > 150);
    let plain = text.chars().all(|letter| letter == '\n' || shows(letter));
    let edges =
        text.lines().all(|line| line.trim() == line) && !text.starts_with('\n') && !text.ends_with('\n');
    several && plain && edges && !text.is_empty()
}

/// Whether a letter shows where it stands, and nothing else.
fn shows(letter: char) -> bool {
    !letter.is_control()
        && !matches!(letter,
            '\u{200b}' | '\u{200e}' | '\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{2069}' | '\u{feff}'
            | '\u{fffe}' | '\u{ffff}' | '\u{e000}'..='\u{f8ff}')
}
