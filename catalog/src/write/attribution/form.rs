//! One sentence in four ways of writing: text, HTML, Markdown, LaTeX.
//!
//! Each escapes what its language would read as more than words. Must not know what the sentence says.

use super::Piece;

/// A way of writing.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Form {
    /// Plain text.
    Text,
    /// HTML.
    Html,
    /// Markdown.
    Markdown,
    /// LaTeX.
    Latex,
}

impl Form {
    pub(super) fn written(self, pieces: &[Piece]) -> String {
        let sentence: String = pieces.iter().map(|piece| self.piece(piece)).collect();
        if self == Self::Html { format!("<p>{sentence}</p>") } else { sentence }
    }

    fn piece(self, piece: &Piece) -> String {
        match piece {
            Piece::Words(words) => self.escaped(words),
            // Where the words are the address itself, once is enough.
            Piece::Linked { words, address, .. } if words == address => self.bare(address),
            Piece::Linked { words, address, licence } => self.linked(words, address, *licence),
        }
    }

    fn linked(self, words: &str, address: &str, licence: bool) -> String {
        let words = self.escaped(words);
        match self {
            Self::Text => format!("{words} ({address})"),
            Self::Html if licence => format!("<a rel=\"license\" href=\"{}\">{words}</a>", html(address)),
            Self::Html => format!("<a href=\"{}\">{words}</a>", html(address)),
            Self::Markdown => format!("[{words}](<{}>)", address.replace('\\', "%5C")),
            // On paper a link has to be read.
            Self::Latex => format!("{words} ({})", latex_address(address)),
        }
    }

    fn bare(self, address: &str) -> String {
        match self {
            Self::Text => address.to_owned(),
            Self::Html => format!("<a href=\"{0}\">{0}</a>", html(address)),
            Self::Markdown => format!("<{address}>"),
            Self::Latex => latex_address(address),
        }
    }

    fn escaped(self, words: &str) -> String {
        match self {
            Self::Text => words.to_owned(),
            Self::Html => html(words),
            Self::Markdown => markdown(words),
            Self::Latex => latex(words),
        }
    }
}

fn html(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for letter in text.chars() {
        match letter {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&#39;"),
            plain => out.push(plain),
        }
    }
    out
}

/// A backslash before what can begin markup; the sentence never begins a line by such a sign.
fn markdown(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for letter in text.chars() {
        if "\\`*_{}[]<>#|~!$&^=".contains(letter) {
            out.push('\\');
        }
        out.push(letter);
    }
    out
}

fn latex(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for letter in text.chars() {
        match letter {
            '\\' => out.push_str("\\textbackslash{}"),
            '{' | '}' | '$' | '&' | '#' | '%' | '_' => out.extend(['\\', letter]),
            '^' => out.push_str("\\textasciicircum{}"),
            '~' => out.push_str("\\textasciitilde{}"),
            '<' => out.push_str("\\textless{}"),
            '>' => out.push_str("\\textgreater{}"),
            '|' => out.push_str("\\textbar{}"),
            '`' => out.push_str("\\textasciigrave{}"),
            '"' => out.push_str("\\textquotedbl{}"),
            // The spaces of print are LaTeX's own.
            '\u{202f}' | '\u{a0}' => out.push('~'),
            plain => out.push(plain),
        }
    }
    out
}

/// An address in LaTeX, escaped so that it stands in a footnote or a title too.
fn latex_address(address: &str) -> String {
    let mut out = String::from("\\url{");
    for letter in address.chars() {
        match letter {
            '%' | '#' | '&' | '_' => out.extend(['\\', letter]),
            '\\' => out.push_str("\\%5C"),
            '{' => out.push_str("\\%7B"),
            '}' => out.push_str("\\%7D"),
            '^' => out.push_str("\\%5E"),
            '~' => out.push_str("\\%7E"),
            '$' => out.push_str("\\%24"),
            plain => out.push(plain),
        }
    }
    out.push('}');
    out
}
