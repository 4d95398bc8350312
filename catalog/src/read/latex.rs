//! LaTeX documents: what the preamble says, and the text with its commands taken away.
//!
//! Macros are not expanded and nothing is included.

use super::outline::LIMIT;
use super::sheet::{Sheet, clean, cut};
use super::tongue;
use crate::model::Field;

pub(super) fn read(sheet: &mut Sheet<'_>, text: &str) {
    let text = cut(text, LIMIT);
    if let Some((title, line)) = argument(text, "title") {
        let title = plain(title);
        sheet.say(Field::Name, &title, Some("title"), Some(line), 1.0);
        sheet.school(&title, Some("title"), Some(line), 0.6);
    }
    if let Some((authors, line)) = argument(text, "author") {
        for author in authors.split("\\and").flat_map(|part| part.split("\\\\").take(1)) {
            sheet.author(&plain(author), Some("author"), Some(line), 1.0);
        }
    }
    let body = text.split_once("\\begin{document}").map_or(text, |(_, body)| body);
    let prose: Vec<String> =
        body.lines().map(|line| plain(without_comment(line))).filter(|line| !line.is_empty()).collect();
    let prose = prose.join("\n");
    if let Some((language, certainty)) = tongue::guess(&prose) {
        sheet.say(Field::Language, language, None, None, certainty);
    }
    sheet.text(&prose);
}

/// The first `\name[…]{argument}` and its line, braces balanced.
fn argument<'a>(text: &'a str, name: &str) -> Option<(&'a str, u32)> {
    let command = format!("\\{name}");
    for (at, _) in text.match_indices(&command) {
        let rest = &text[at + command.len()..];
        let rest =
            rest.strip_prefix('[').and_then(|rest| rest.split_once(']')).map_or(rest, |(_, rest)| rest);
        let Some(inside) = rest.trim_start().strip_prefix('{') else { continue };
        let mut depth = 1_u32;
        let end = inside.char_indices().take(4_000).find(|(_, letter)| {
            match letter {
                '{' => depth += 1,
                '}' => depth -= 1,
                _ => {}
            }
            depth == 0
        });
        let line = u32::try_from(text[..at].matches('\n').count() + 1).unwrap_or(u32::MAX);
        return Some((&inside[..end?.0], line));
    }
    None
}

fn without_comment(line: &str) -> &str {
    let comment =
        line.match_indices('%').map(|(at, _)| at).find(|at| *at == 0 || line.as_bytes()[at - 1] != b'\\');
    comment.map_or(line, |at| &line[..at])
}

/// The text without commands and braces; their arguments stay.
fn plain(text: &str) -> String {
    let mut kept = String::with_capacity(text.len());
    let mut letters = text.chars().peekable();
    while let Some(letter) = letters.next() {
        match letter {
            '\\' => {
                let mut name = String::new();
                while let Some(next) = letters.next_if(char::is_ascii_alphabetic) {
                    name.push(next);
                }
                if name.is_empty() {
                    kept.extend(letters.next().filter(|next| matches!(next, '%' | '&' | '_' | '#' | '$')));
                } else if matches!(
                    name.as_str(),
                    "begin" | "end" | "label" | "ref" | "includegraphics" | "vspace" | "hspace"
                ) {
                    // Their argument is a name, not text.
                    if letters.peek() == Some(&'{') {
                        letters.by_ref().find(|next| *next == '}');
                    }
                } else {
                    // A command with an argument leaves its argument; one without ends at a space.
                    kept.push_str(match name.as_str() {
                        "ieme" => "e",
                        "iere" => "re",
                        "ier" => "er",
                        _ if letters.peek() == Some(&'{') => "",
                        _ => " ",
                    });
                }
            }
            '{' | '}' => {}
            '~' | '$' | '&' => kept.push(' '),
            other => kept.push(other),
        }
    }
    clean(&kept)
}

#[cfg(test)]
mod tests {
    use super::super::{Format, read};
    use crate::model::Field;

    #[test]
    fn title_authors_and_text_are_read() {
        let text = "\\documentclass{article}\n\\title[court]{Les \\textbf{fractions} en 6\\ieme}\n\
            \\author{Ada Lovelace\\thanks{ada@example.org} \\and Blaise Pascal}\n\
            \\begin{document}\n\\maketitle % rien\nLa moitié de 50\\,\\% est un quart.\n\\end{document}\n";
        let reading = read(Format::Latex, "cours.tex", text.as_bytes());
        assert_eq!(reading.fields.value(Field::Name), Some("Les fractions en 6e"));
        assert_eq!(reading.fields.claims(Field::Name)[0].source.line, Some(2));
        assert!(reading.fields.values(Field::Author).contains(&"Blaise Pascal"));
        assert!(reading.fields.values(Field::Author).iter().all(|name| !name.contains('@')));
        let prose = reading.text.unwrap();
        assert!(
            prose.contains("La moitié") && !prose.contains("rien") && !prose.contains("document"),
            "{prose}"
        );
    }
}
