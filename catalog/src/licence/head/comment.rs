//! The part of a file's head in which somebody speaks of its licence: the comments, from the first
//! paragraph with a word of that kind to the end of the last comment with one.
//!
//! Whatever the programming language: a comment is known by its marks. Must not know licences.

/// Marks with which a line of a comment begins.
const MARKS: &[&str] = &[
    "//",
    "#",
    "*",
    "--",
    ";",
    "%",
    "(*",
    "{-",
    "{#",
    "/*",
    "<!--",
    "\"\"\"",
    "'''",
    "'",
    "!",
    "..",
    "dnl ",
    "REM ",
    "rem ",
    "@rem ",
    "@license",
    "@comment",
    "=begin",
    "=pod",
    "__license__",
    "__licence__",
    "__copyright__",
    "<%",
    "{{!",
    "C ",
];

/// What opens a comment of several lines, and what closes it.
const BLOCKS: &[(&str, &str)] = &[
    ("/*", "*/"),
    ("<!--", "-->"),
    ("\"\"\"", "\"\"\""),
    ("'''", "'''"),
    ("(*", "*)"),
    ("{-", "-}"),
    ("{#", "#}"),
    ("<%", "%>"),
    ("{{!", "}}"),
    ("=begin", "=end"),
    ("=pod", "=cut"),
];

/// What is to be read of a head.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Spoken {
    /// The lines, without code between them and without those that only say whose the file is.
    pub(super) text: String,
    /// Lines of the head before them.
    pub(super) before: u32,
}

/// A line of a head.
#[derive(Clone, Copy)]
struct Line<'a> {
    text: &'a str,
    comment: bool,
    /// Nothing but marks: it parts paragraphs.
    empty: bool,
}

/// What a head says of licences in its comments; nothing where no comment has a telling word.
pub(super) fn spoken(head: &str, tells: impl Fn(&str) -> bool) -> Option<Spoken> {
    let lines = lines(head);
    let telling = |line: &Line<'_>| line.comment && tells(line.text);
    let first = lines.iter().position(telling)?;
    let last = lines.iter().rposition(telling)?;
    let begin = lines[..first].iter().rposition(|line| !line.comment || line.empty).map_or(0, |at| at + 1);
    let end = lines[last..].iter().position(|line| !line.comment).map_or(lines.len(), |after| last + after);
    let kept = lines[begin..end]
        .iter()
        .map(|line| if line.comment && !is_claimed(line.text) { line.text } else { "" });
    Some(Spoken { text: kept.collect::<Vec<_>>().join("\n"), before: u32::try_from(begin).unwrap_or(0) })
}

/// A line that says whose the file is: another in each file, and of no licence.
fn is_claimed(line: &str) -> bool {
    let lower = line.to_ascii_lowercase();
    (lower.contains("copyright") || lower.contains("(c)") || line.contains('©'))
        && lower.contains(|letter: char| letter.is_ascii_digit())
        && !lower.contains("licen")
}

fn lines(head: &str) -> Vec<Line<'_>> {
    let mut open: Option<&str> = None;
    head.lines()
        .map(|text| {
            let bare = text.trim();
            let begun = open.is_some();
            match open {
                Some(end) => open = Some(end).filter(|end| !bare.contains(end)),
                None => open = opened(bare),
            }
            let comment = begun || MARKS.iter().any(|mark| bare.starts_with(mark));
            let empty = !bare.contains(|letter: char| letter.is_alphanumeric());
            // An empty line does not end what is said around it.
            Line { text, comment: comment || bare.is_empty(), empty }
        })
        .collect()
}

/// What closes the comment that a line opens and leaves open.
fn opened(bare: &str) -> Option<&'static str> {
    let (begin, end) = BLOCKS.iter().find(|(begin, _)| bare.starts_with(begin))?;
    (!bare[begin.len()..].contains(end)).then_some(*end)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn said(head: &str) -> Option<(String, u32)> {
        spoken(head, |line| line.contains("licen")).map(|one| (one.text, one.before))
    }

    #[test]
    fn comments_are_kept_from_the_telling_paragraph_on() {
        let head = "/*\n * a.c: counts\n *\n * Copyright 2020 X\n * Under a licence\n * of ours.\n */\nint licence;\n";
        assert_eq!(said(head), Some(("\n * Under a licence\n * of ours.\n */".to_owned(), 3)));
        assert_eq!(said("int licence = 1;\n"), None);
        assert_eq!(said("#!/bin/sh\n# licence X\necho\n"), Some(("#!/bin/sh\n# licence X".to_owned(), 0)));
        let text = "\"\"\"Outil.\n\nSous licence X.\n\"\"\"\nimport a\n";
        assert_eq!(said(text), Some(("Sous licence X.\n\"\"\"".to_owned(), 2)));
    }

    #[test]
    fn code_between_comments_is_left_out() {
        let head = "# licence X\nimport licence\n# see the licence\n";
        assert_eq!(said(head).unwrap().0, "# licence X\n\n# see the licence");
    }
}
