//! The name under which a file is saved.
//!
//! It comes from a repository: it says nothing that a browser or a person could take for something else.

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};

/// What RFC 8187 lets stand as it is, of what names of files have.
const VALUE: &AsciiSet = &NON_ALPHANUMERIC.remove(b'-').remove(b'.').remove(b'_');

/// The last part of a path.
pub(super) fn last(path: &str) -> &str {
    path.rsplit('/').next().unwrap_or(path)
}

/// A name without what no file system takes, and without the signs that turn the direction of writing
/// (`fiche<RLO>fdp.exe` would be read as `ficheexe.pdf`).
pub(super) fn cleaned(name: &str) -> String {
    let plain = |c: char| match c {
        '/' | '\\' | ':' | '*' | '?' | '"' | '<' | '>' | '|' => '_',
        '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' => '_',
        c if c.is_control() => '_',
        c => c,
    };
    name.chars().map(plain).collect()
}

/// The value of `Content-Disposition`: always to be saved, never to be opened in place (RFC 6266).
pub(super) fn attachment(name: &str) -> String {
    let name = cleaned(name);
    let ascii = |c: char| if c.is_ascii() { c } else { '_' };
    let fallback: String = name.chars().map(ascii).collect();
    format!("attachment; filename=\"{fallback}\"; filename*=UTF-8''{}", utf8_percent_encode(&name, VALUE))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_is_saved_as_it_is_and_cannot_leave_its_quotes() {
        assert_eq!(
            attachment("évaluation 6e.odt"),
            "attachment; filename=\"_valuation 6e.odt\"; filename*=UTF-8''%C3%A9valuation%206e.odt"
        );
        let hostile = attachment("a\"; x=\"\r\nSet-Cookie: b\u{202e}fdp.exe");
        assert!(
            !hostile.contains(['\r', '\n', '\u{202e}']) && hostile.matches('"').count() == 2,
            "{hostile}"
        );
        assert_eq!(last("a/b/c.tex"), "c.tex");
    }
}
