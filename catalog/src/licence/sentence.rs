//! A text as sentences: wrapped lines joined, comment marks gone, each with its lines.
//!
//! Also says which sentences stand under a heading on licences. Must not know names of licences.

use super::text::bare;
use crate::vocabulary::fold::fold;

/// Most lines that are read.
const LINES: usize = 600;
/// Most bytes that are read: whoever names a licence does so before.
const BYTES: usize = 64 * 1024;
/// Longest sentence, in bytes: longer ones are cut.
const LONGEST: usize = 1_500;
/// Words before a full stop that do not end a sentence.
const SHORT: &[&str] = &["v", "ver", "vers", "inc", "al", "etc", "no", "corp", "ltd", "dr", "cf", "art"];

/// A sentence.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Sentence {
    pub(super) text: String,
    /// First line, from 1.
    pub(super) first: u32,
    /// Last line.
    pub(super) last: u32,
    /// Under a heading that speaks of licences, or that heading itself.
    pub(super) in_section: bool,
    /// Begins with the mark of an item of a list.
    pub(super) is_item: bool,
}

/// The sentences of a text, in order.
pub(super) fn sentences(text: &str) -> Vec<Sentence> {
    let mut found = Vec::new();
    let mut open: Option<Sentence> = None;
    let mut section = false;
    let lines: Vec<&str> = text[..text.floor_char_boundary(BYTES)].lines().take(LINES).collect();
    for (at, raw) in lines.iter().enumerate() {
        let number = u32::try_from(at + 1).unwrap_or(u32::MAX);
        let heading = is_heading(raw, lines.get(at + 1).copied());
        if heading {
            section = speaks_of_licences(raw);
        }
        let line = bare(raw);
        if line.is_empty() || heading || begins_anew(raw) {
            found.extend(open.take());
        }
        for (part, ends) in parts(line) {
            let sentence = open.get_or_insert_with(|| Sentence {
                text: String::new(),
                first: number,
                last: number,
                in_section: section,
                is_item: begins_anew(raw) || raw.trim_start().starts_with("* "),
            });
            for word in part.split_whitespace() {
                sentence.text.push_str(word);
                sentence.text.push(' ');
            }
            sentence.last = number;
            if ends || sentence.text.len() > LONGEST {
                found.extend(open.take());
            }
        }
        if heading {
            found.extend(open.take());
        }
    }
    found.extend(open);
    found
}

/// The parts of a line, and whether each ends a sentence.
fn parts(line: &str) -> Vec<(&str, bool)> {
    let mut found = Vec::new();
    let mut from = 0;
    for (at, _) in line.match_indices(['.', '?']) {
        let rest = &line[at + 1..];
        let next = rest.trim_start().chars().next();
        let starts =
            rest.starts_with(' ') && next.is_some_and(|c| c.is_uppercase() || matches!(c, '(' | '['));
        let before = line[from..at].rsplit(|c: char| !c.is_alphanumeric()).next().unwrap_or_default();
        if (starts || rest.is_empty()) && !SHORT.contains(&before.to_lowercase().as_str()) {
            found.push((&line[from..=at], true));
            from = at + 1;
        }
    }
    if !line[from..].trim().is_empty() {
        found.push((&line[from..], false));
    }
    found
}

fn is_heading(line: &str, next: Option<&str>) -> bool {
    let marks = line.bytes().take_while(|byte| matches!(byte, b'#' | b'=')).count();
    let marked = marks > 0 && marks < 7 && line.as_bytes().get(marks) == Some(&b' ') && line.len() < 100;
    let underlined = next.is_some_and(|next| {
        next.len() >= 3 && next.len() < 100 && next.bytes().all(|byte| matches!(byte, b'=' | b'-' | b'~'))
    });
    marked && speaks_or_is_markdown(line, marks) || underlined && line.len() < 100 && !line.trim().is_empty()
}

/// `# text` is a heading in Markdown and a comment in many languages: two marks, or the one word, tell.
fn speaks_or_is_markdown(line: &str, marks: usize) -> bool {
    marks > 1 || line.starts_with('=') || line.split_whitespace().count() <= 4
}

fn speaks_of_licences(line: &str) -> bool {
    let folded = fold(line);
    folded.split(|c: char| !c.is_alphanumeric()).any(|word| {
        matches!(word, "licence" | "license" | "licences" | "licenses" | "licensing" | "copyright" | "droits")
    })
}

fn begins_anew(line: &str) -> bool {
    let line = line.trim_start();
    ["- ", "+ ", "• ", "| ", "\""].iter().any(|mark| line.starts_with(mark))
}

#[cfg(test)]
mod tests {
    use super::sentences;

    #[test]
    fn wrapped_lines_are_joined_and_full_stops_part() {
        let text =
            "/* under the Apache\n * License, Version 2.0. See v. 1 and\n * x. */\n\n## Licence\n\nMIT. Voir";
        let found: Vec<(String, u32, u32, bool)> = sentences(text)
            .into_iter()
            .map(|one| (one.text.trim().to_owned(), one.first, one.last, one.in_section))
            .collect();
        let expected = [
            ("under the Apache License, Version 2.0.", 1, 2, false),
            ("See v. 1 and x. */", 2, 3, false),
            ("Licence", 5, 5, true),
            ("MIT.", 7, 7, true),
            ("Voir", 7, 7, true),
        ];
        let found: Vec<_> = found.iter().map(|(text, a, b, c)| (text.as_str(), *a, *b, *c)).collect();
        assert_eq!(found, expected);
    }
}
