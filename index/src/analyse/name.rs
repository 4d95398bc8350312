//! Names kept whole: a tokenizer that leaves `+ # . - _` inside a word alone.
//!
//! Must not know which names exist; any word may be one.

use tantivy::tokenizer::{Token, TokenStream, Tokenizer};

use super::stop::ELISIONS;

/// Splits a text into names.
#[derive(Clone)]
pub(crate) struct NameTokenizer {
    compounds_only: bool,
    token: Token,
}

impl NameTokenizer {
    /// A tokenizer of all names, or only of those that [`is_compound`] holds for.
    pub(crate) fn new(compounds_only: bool) -> Self {
        Self { compounds_only, token: Token::default() }
    }
}

impl Tokenizer for NameTokenizer {
    type TokenStream<'a> = NameStream<'a>;

    fn token_stream<'a>(&'a mut self, text: &'a str) -> NameStream<'a> {
        self.token.reset();
        NameStream { text, at: 0, compounds_only: self.compounds_only, token: &mut self.token }
    }
}

/// The names of one text, in order.
pub(crate) struct NameStream<'a> {
    text: &'a str,
    at: usize,
    compounds_only: bool,
    token: &'a mut Token,
}

impl TokenStream for NameStream<'_> {
    fn advance(&mut self) -> bool {
        while let Some((start, end)) = next_run(self.text, self.at) {
            self.at = end;
            let (from, to) = trimmed(self.text, start, end);
            let name = &self.text[from..to];
            if name.is_empty() || self.compounds_only && !is_compound(name) || self.is_elided(name, end) {
                continue;
            }
            self.token.text.clear();
            self.token.text.push_str(name);
            self.token.offset_from = from;
            self.token.offset_to = to;
            self.token.position = self.token.position.wrapping_add(1);
            return true;
        }
        false
    }

    fn token(&self) -> &Token {
        self.token
    }

    fn token_mut(&mut self) -> &mut Token {
        self.token
    }
}

impl NameStream<'_> {
    fn is_elided(&self, name: &str, end: usize) -> bool {
        self.text[end..].starts_with(['\'', '’'])
            && ELISIONS.iter().any(|elision| elision.eq_ignore_ascii_case(name))
    }
}

fn is_name_char(c: char) -> bool {
    c.is_alphanumeric() || matches!(c, '+' | '#' | '.' | '-' | '_')
}

/// The next run of characters that a name may have, from `at` on.
fn next_run(text: &str, at: usize) -> Option<(usize, usize)> {
    let start = at + text[at..].find(is_name_char)?;
    let length = text[start..].find(|c| !is_name_char(c)).unwrap_or(text.len() - start);
    Some((start, start + length))
}

/// A run without the punctuation around the name: the stop of a sentence, a dash, but not `.net`'s.
fn trimmed(text: &str, start: usize, end: usize) -> (usize, usize) {
    let run = &text[start..end];
    let Some(first) = run.find(char::is_alphanumeric) else { return (start, start) };
    let dotted = first == 1 && run.starts_with('.') && run[1..].starts_with(char::is_alphabetic);
    let body = run[first..].trim_end_matches(['.', '-', '_']);
    let from = if dotted { start } else { start + first };
    (from, start + first + body.len())
}

/// Whether the exact chain would lose what makes this a name: `c++`, `c#`, `.net`, `node.js`.
pub(crate) fn is_compound(name: &str) -> bool {
    name.contains(['+', '#', '.']) && name.contains(char::is_alphabetic)
}
