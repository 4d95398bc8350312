//! The query language: words, "phrases", -exclusion, field:value.
//!
//! Lenient: what is not understood is text. Must not know the index.

use std::ops::Range;

use crate::analyse::{ELISIONS, folded};
use crate::facet::{Facet, LICENCE_FAMILIES};

/// Characters and clauses that are read; the rest is left out.
const LONGEST: usize = 256;
const CLAUSES: usize = 12;

/// A query, taken apart.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Parsed {
    /// The text that was read.
    pub(crate) text: String,
    /// What it asks for, in order.
    pub(crate) clauses: Vec<Clause>,
}

/// One thing asked for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Clause {
    /// Asked to be absent.
    pub(crate) excluded: bool,
    /// What.
    pub(crate) what: What,
    /// Where a word stands in the text.
    pub(crate) span: Range<usize>,
}

/// What a clause is about.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum What {
    /// A word, without the article elided before it.
    Word(String),
    /// Words in this order.
    Phrase(String),
    /// A value of a facet.
    Value(Facet, String),
}

/// Takes a query apart.
pub(crate) fn parse(query: &str) -> Parsed {
    let text: String = query.chars().take(LONGEST).map(plain).collect();
    let mut reader = Reader { text: &text, at: 0, clauses: Vec::new() };
    reader.read();
    let clauses = reader.clauses;
    Parsed { clauses, text }
}

/// Quotes of every kind are one, and what is not printed is a space.
fn plain(c: char) -> char {
    match c {
        '«' | '»' | '“' | '”' | '„' => '"',
        '’' | '‘' => '\'',
        '−' | '‐' | '‑' => '-',
        c if c.is_control() || c.is_whitespace() => ' ',
        c => c,
    }
}

struct Reader<'a> {
    text: &'a str,
    at: usize,
    clauses: Vec<Clause>,
}

impl Reader<'_> {
    fn read(&mut self) {
        let mut before = ' ';
        while let Some(c) = self.text[self.at..].chars().next() {
            if self.clauses.len() >= CLAUSES {
                return;
            }
            let next = self.text[self.at + c.len_utf8()..].chars().next().unwrap_or(' ');
            let excluded =
                c == '-' && before == ' ' && (next == '"' || next.is_alphanumeric() || next == '.');
            if excluded {
                self.at += 1;
            }
            match if excluded { next } else { c } {
                '"' => self.phrase(excluded),
                c if is_word(c) => self.word(excluded),
                c => self.at += c.len_utf8(),
            }
            before = self.text[..self.at].chars().next_back().unwrap_or(' ');
        }
    }

    fn phrase(&mut self, excluded: bool) {
        let start = self.at;
        let words = self.quoted();
        if words.contains(char::is_alphanumeric) {
            self.push(excluded, What::Phrase(words), start..self.at);
        }
    }

    /// What stands between the quote here and the next one, or the end.
    fn quoted(&mut self) -> String {
        let inside = &self.text[self.at + 1..];
        let end = inside.find('"').unwrap_or(inside.len());
        self.at = (self.at + 1 + end + 1).min(self.text.len());
        inside[..end].trim().to_owned()
    }

    fn word(&mut self, excluded: bool) {
        let rest = &self.text[self.at..];
        let end = rest.find(|c| !is_word(c)).unwrap_or(rest.len());
        let word = &rest[..end];
        if rest[end..].starts_with(':') && self.value(word, end, excluded) {
            return;
        }
        let start = self.at;
        self.at += end;
        let bare = without_elision(word);
        if bare.contains(char::is_alphanumeric) {
            let from = start + (word.len() - bare.len());
            self.push(excluded, What::Word(bare.to_owned()), from..start + end);
        }
    }

    /// Reads `name:value` when the name is known and there is a value.
    fn value(&mut self, name: &str, end: usize, excluded: bool) -> bool {
        let Some(facet) = Facet::named(name) else { return false };
        let start = self.at;
        self.at += end + 1;
        let rest = &self.text[self.at..];
        let value = if rest.starts_with('"') {
            self.quoted()
        } else {
            let length = rest.find([' ', '"']).unwrap_or(rest.len());
            self.at += length;
            rest[..length].to_owned()
        };
        if !value.contains(char::is_alphanumeric) {
            self.at = start;
            return false;
        }
        let facet = if facet == Facet::Licence && is_family(&value) { Facet::LicenceFamily } else { facet };
        self.push(excluded, What::Value(facet, value), start..self.at);
        true
    }

    fn push(&mut self, excluded: bool, what: What, span: Range<usize>) {
        self.clauses.push(Clause { excluded, what, span });
    }
}

/// Whether `licence:` was given a family instead of a licence.
fn is_family(value: &str) -> bool {
    LICENCE_FAMILIES.contains(&value.to_lowercase().as_str())
}

fn is_word(c: char) -> bool {
    c.is_alphanumeric() || matches!(c, '+' | '#' | '.' | '-' | '_' | '\'')
}

/// The word without the articles and conjunctions elided before it: `l'école`, `jusqu'à`.
fn without_elision(word: &str) -> &str {
    match word.split_once('\'') {
        Some((before, after)) if before.is_empty() || ELISIONS.contains(&folded(before).as_str()) => {
            without_elision(after)
        }
        _ => word,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(query: &str) -> Vec<String> {
        let shown = |clause: Clause| {
            let sign = if clause.excluded { "-" } else { "" };
            match clause.what {
                What::Word(word) => format!("{sign}{word}"),
                What::Phrase(words) => format!("{sign}[{words}]"),
                What::Value(facet, value) => format!("{sign}{}={value}", facet.field()),
            }
        };
        parse(query).clauses.into_iter().map(shown).collect()
    }

    #[test]
    fn the_language() {
        assert_eq!(read("fractions 6e"), ["fractions", "6e"]);
        assert_eq!(read("« arbre binaire » -java nsi"), ["[arbre binaire]", "-java", "nsi"]);
        assert_eq!(read("l’école d'été"), ["école", "été"]);
        assert_eq!(read("licence:GPL-3.0 langage:c++"), ["licence=GPL-3.0", "language=c++"]);
        assert_eq!(
            read("licence:libre licence:libreoffice"),
            ["licence_family=libre", "licence=libreoffice"]
        );
        assert_eq!(read("organisme:\"drane lyon\" -forge:x"), ["organisation=drane lyon", "-forge=x"]);
        assert_eq!(
            read("c++ C# .net node.js scikit-learn"),
            ["c++", "C#", ".net", "node.js", "scikit-learn"]
        );
        assert_eq!(read("entrée/sortie, (boucles)"), ["entrée", "sortie", "boucles"]);
    }

    #[test]
    fn what_is_not_understood_is_text() {
        assert_eq!(read("https://exemple.fr inconnu:valeur"), ["https", "exemple.fr", "inconnu", "valeur"]);
        assert_eq!(read("licence: niveau"), ["licence", "niveau"]);
        assert_eq!(read("\"jamais fermé"), ["[jamais fermé]"]);
        assert!(read("- -- \" \"\" ''' ::: +").is_empty());
    }

    #[test]
    fn length_and_clauses_are_capped() {
        assert_eq!(read(&"mot ".repeat(100)).len(), CLAUSES);
        assert_eq!(parse(&"é".repeat(10_000)).text.chars().count(), LONGEST);
    }

    #[test]
    fn a_span_is_the_words_own() {
        let parsed = parse("de l’école");
        assert_eq!(&parsed.text[parsed.clauses[1].span.clone()], "école");
    }
}
