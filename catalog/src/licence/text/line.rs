//! One line of a file before its words are taken: what a comment, a page or a copyright adds to it.
//!
//! Must not know licences.

/// Longest line that may be nothing but a copyright line, in bytes.
const LONGEST_COPYRIGHT: usize = 160;

/// The line without the marks of a comment before it.
pub(in crate::licence) fn bare(line: &str) -> &str {
    let line = line.trim_start_matches(|c: char| {
        c.is_whitespace()
            || matches!(c, '*' | '/' | '#' | '%' | ';' | '-' | '>' | '|' | '!' | '\'' | '"' | '_')
    });
    let word = line.split_whitespace().next().unwrap_or_default();
    let marks = ["dnl", "rem", "REM", "..", "//", "C"];
    if marks.contains(&word) && line.len() > word.len() { line[word.len()..].trim_start() } else { line }
}

/// Whether a line only says who holds the rights: each copy of a licence has its own.
pub(super) fn is_copyright(line: &str) -> bool {
    if line.len() > LONGEST_COPYRIGHT {
        return false;
    }
    let begins = |mark: &str| line.get(..mark.len()).is_some_and(|head| head.eq_ignore_ascii_case(mark));
    if begins("(c)") || begins("©") || begins("all rights reserved") || begins("tous droits") {
        return true;
    }
    let mark = ["portions copyright", "copyright", "copr."].into_iter().find(|mark| begins(mark));
    let Some(rest) = mark.and_then(|mark| line.get(mark.len()..)) else { return false };
    let near = rest.trim_start_matches([' ', ':', '\t']);
    near.starts_with(|c: char| c.is_ascii_digit() || matches!(c, '(' | '©' | '<' | '[' | '{' | '&'))
        || rest.bytes().filter(u8::is_ascii_digit).count() >= 4
}

/// The length of the tag of a page that begins here, with its brackets; none when there is none.
pub(super) fn tag(rest: &str) -> Option<usize> {
    const LONGEST: usize = 400;
    let inside = rest.strip_prefix('<')?;
    if !inside.starts_with(|c: char| c.is_ascii_alphabetic() || matches!(c, '/' | '!')) {
        return None;
    }
    let end = rest.bytes().take(LONGEST).position(|byte| byte == b'>')?;
    Some(end + 1)
}

/// The length of an entity of a page that begins here: `&nbsp;`, `&#8217;`.
pub(super) fn entity(rest: &str) -> Option<usize> {
    let end = rest.bytes().take(10).position(|byte| byte == b';')?;
    let name = rest.get(1..end)?;
    (!name.is_empty() && name.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'#'))
        .then_some(end + 1)
}

/// The length of the address that begins here: addresses change while texts stay.
pub(super) fn address(rest: &str) -> Option<usize> {
    let begins = ["http://", "https://", "www."]
        .iter()
        .any(|mark| rest.get(..mark.len()).is_some_and(|head| head.eq_ignore_ascii_case(mark)));
    begins.then(|| {
        rest.find(|c: char| c.is_whitespace() || matches!(c, ')' | '>' | ']' | '"' | '<'))
            .unwrap_or(rest.len())
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn copyright_lines_are_told_from_sentences_on_copyright() {
        for line in
            ["Copyright (c) 2024 Académie de Nantes", "© DINUM", "Copyright <year> <holders>", "(C) 1990 X"]
        {
            assert!(is_copyright(line), "{line}");
        }
        for line in ["copyright notice, this list of conditions", "Copyright holders may", ""] {
            assert!(!is_copyright(line), "{line}");
        }
    }

    #[test]
    fn marks_of_comments_go() {
        assert_eq!(bare(" * Permission is"), "Permission is");
        assert_eq!(bare("dnl Permission is"), "Permission is");
        assert_eq!(bare("// -- x"), "x");
    }
}
