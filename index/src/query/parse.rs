//! The query language: words, "phrases", -exclusion, OU, field:value.
//!
//! Lenient: what is not understood is text. Must not know the index.

use std::ops::Range;

use super::name::meant;
use super::tree::{Clause, Parsed, What};
use crate::analyse::{ELISIONS, folded};

/// Characters and clauses that are read; the rest is left out.
const LONGEST: usize = 256;
const CLAUSES: usize = 32;

/// Takes a query apart.
pub(crate) fn parse(query: &str) -> Parsed {
    let text: String = query.chars().take(LONGEST).filter(|c| !is_mark(*c)).map(plain).collect();
    let mut reader = Reader { text: &text, at: 0, clauses: Vec::new(), leaves: 0, or: None };
    reader.read();
    let clauses = reader.clauses;
    Parsed { clauses, text }
}

/// An accent that stands behind its letter: it would end the word, and no accent is sought.
fn is_mark(c: char) -> bool {
    matches!(c, '\u{300}'..='\u{36f}')
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
    /// Clauses, those of alternatives too.
    leaves: usize,
    /// Where `OU` stands before the clause to come.
    or: Option<Range<usize>>,
}

impl Reader<'_> {
    fn read(&mut self) {
        let mut before = ' ';
        while let Some(c) = self.text[self.at..].chars().next() {
            if self.leaves >= CLAUSES {
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
        // What nothing follows is a word.
        if let Some(place) = self.or.take() {
            self.clauses.push(word(&self.text[place.clone()], place));
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
        if !excluded && matches!(word, "OU" | "OR") && self.may_join() {
            self.or = Some(start..self.at);
            return;
        }
        let bare = without_elision(word);
        if bare.contains(char::is_alphanumeric) {
            let from = start + (word.len() - bare.len());
            self.push(excluded, What::Word(bare.to_owned()), from..start + end);
        }
    }

    /// Reads `name:value` when the name is known and there is a value.
    fn value(&mut self, name: &str, end: usize, excluded: bool) -> bool {
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
        let Some(what) = meant(name, &value) else {
            self.at = start;
            return false;
        };
        self.push(excluded, what, start..self.at);
        true
    }

    /// Whether what comes may be an alternative to what came.
    fn may_join(&self) -> bool {
        self.or.is_none() && self.clauses.last().is_some_and(|clause| !clause.excluded)
    }

    fn push(&mut self, excluded: bool, what: What, span: Range<usize>) {
        self.leaves += 1;
        let clause = Clause { excluded, what, span };
        match (self.or.take(), self.clauses.pop()) {
            (Some(_), Some(last)) if !excluded => self.clauses.push(either(last, clause)),
            (_, last) => {
                self.clauses.extend(last);
                self.clauses.push(clause);
            }
        }
    }
}

fn word(text: &str, span: Range<usize>) -> Clause {
    Clause { excluded: false, what: What::Word(text.to_owned()), span }
}

/// One of two; a third joins the two before it.
fn either(last: Clause, next: Clause) -> Clause {
    let span = last.span.start..next.span.end;
    let mut any = match last.what {
        What::Any(any) => any,
        _ => vec![last],
    };
    any.push(next);
    Clause { excluded: false, what: What::Any(any), span }
}

fn is_word(c: char) -> bool {
    c.is_alphanumeric() || matches!(c, '+' | '#' | '.' | '-' | '_' | '\'')
}

/// The word without the articles and conjunctions elided before it: `l'école`, `jusqu'à`.
fn without_elision(word: &str) -> &str {
    // Signs are folded away, and words that are too long to be sought: what has them is no article.
    let is_elision =
        |text: &str| text.chars().all(char::is_alphanumeric) && ELISIONS.contains(&folded(text).as_str());
    match word.split_once('\'') {
        Some((before, after)) if before.is_empty() || is_elision(before) => without_elision(after),
        _ => word,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(clause: &Clause) -> String {
        let sign = if clause.excluded { "-" } else { "" };
        match &clause.what {
            What::Word(word) => format!("{sign}{word}"),
            What::Phrase(words) => format!("{sign}[{words}]"),
            What::Value(facet, value) => format!("{sign}{}={value}", facet.field()),
            What::Author(name) => format!("{sign}author={name}"),
            What::Changed(days) => format!("{sign}{:?}..{:?}", days.from, days.to),
            What::Any(any) => format!("({})", any.iter().map(shown).collect::<Vec<_>>().join("|")),
        }
    }

    fn read(query: &str) -> Vec<String> {
        parse(query).clauses.iter().map(shown).collect()
    }

    #[test]
    fn alternatives() {
        assert_eq!(read("nsi python OU java"), ["nsi", "(python|java)"]);
        assert_eq!(read("a OR \"b c\" OU langage:c d"), ["(a|[b c]|language=c)", "d"]);
        assert_eq!(read("python ou java"), ["python", "ou", "java"]);
        // Where there is nothing to choose from it is a word.
        assert_eq!(read("OU est-ce"), ["OU", "est-ce"]);
        assert_eq!(read("le nombre d'OR"), ["le", "nombre", "OR"]);
        assert_eq!(read("mine OR"), ["mine", "OR"]);
        assert_eq!(read("a OU -b c"), ["a", "-b", "c"]);
        assert_eq!(read("-a OU b"), ["-a", "OU", "b"]);
        assert_eq!(read("a OU OU b"), ["(a|OU)", "b"]);
    }

    #[test]
    fn fields_in_both_languages() {
        assert_eq!(read("langue:français type:logiciel"), ["tongue=fr", "kind=software"]);
        assert_eq!(read("lang:EN type:exercice"), ["tongue=en", "resource_type=exercice"]);
        assert_eq!(read("auteur:\"Ada Martin\" -author:x"), ["author=Ada Martin", "-author=x"]);
        assert_eq!(read("maj:>2025-01"), ["Some(2025-02-01)..None"]);
        assert_eq!(read("maj:hier updated:"), ["maj", "hier", "updated"]);
        assert_eq!(read("level:6e subject:maths license:mit"), ["level=6e", "subject=maths", "licence=mit"]);
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
    fn an_accent_behind_its_letter_ends_no_word() {
        assert_eq!(read("e\u{301}cole d'e\u{301}te\u{301}"), ["ecole", "ete"]);
    }

    #[test]
    fn length_and_clauses_are_capped() {
        assert_eq!(read(&"mot ".repeat(100)).len(), CLAUSES);
        assert_eq!(read(&"mot OU ".repeat(100)).len(), 1);
        assert_eq!(parse(&"é".repeat(10_000)).text.chars().count(), LONGEST);
    }

    #[test]
    fn a_span_is_the_words_own() {
        let parsed = parse("de l’école");
        assert_eq!(&parsed.text[parsed.clauses[1].span.clone()], "école");
    }
}
