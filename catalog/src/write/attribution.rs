//! The credit that whoever takes up a work puts beside it: title, author, licence, link and use.
//!
//! The rule of TULLU, in one sentence, ready to paste as text, HTML, Markdown or LaTeX. What is not known
//! is said to be unknown: nobody is named who did not name themselves.

mod form;
mod words;

use crate::model::{Field, ResourceKey, ResourceRecord};
use words::Words;

pub use form::Form;

/// The language of a credit.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Language {
    /// French, with the spaces of print.
    French,
    /// English.
    English,
}

/// What is made of the work.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Usage {
    /// Taken as it is.
    Unchanged,
    /// Changed, shortened, translated, mixed with others.
    Adapted,
}

/// Where the work is found.
#[derive(Debug, Clone, Copy, Default)]
pub struct Origin<'a> {
    /// Its address: at its source, else its page here.
    pub address: Option<&'a str>,
    /// Who publishes it where no author is known: its project, or the catalogue that lists it.
    pub publisher: Option<&'a str>,
}

/// A credit in every form.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Attribution {
    /// Plain text, every address written out.
    pub text: String,
    /// HTML, for a page.
    pub html: String,
    /// Markdown.
    pub markdown: String,
    /// LaTeX; needs the package `hyperref`.
    pub latex: String,
}

/// One piece of the sentence.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Piece {
    /// Words.
    Words(String),
    /// Words with an address; of a licence or not.
    Linked { words: String, address: String, licence: bool },
}

impl Attribution {
    /// The credit of a work, in a language.
    #[must_use]
    pub fn of(record: &ResourceRecord, origin: Origin<'_>, usage: Usage, language: Language) -> Self {
        let pieces = Words::of(language).sentence(record, origin, usage);
        let written = |form: Form| form.written(&pieces);
        Self {
            text: written(Form::Text),
            html: written(Form::Html),
            markdown: written(Form::Markdown),
            latex: written(Form::Latex),
        }
    }
}

/// The name of a resource, else that of its file or folder, else the identifier it has elsewhere.
#[must_use]
pub fn title(record: &ResourceRecord) -> &str {
    let named = record.fields.value(Field::Name).map(str::trim).filter(|name| !name.is_empty());
    named.unwrap_or_else(|| match &record.key {
        ResourceKey::Part { project, path } => match path.rsplit('/').find(|part| !part.is_empty()) {
            Some(last) => last,
            None => &project.id,
        },
        ResourceKey::Record { id, .. } => id,
    })
}

/// Its authors as they may be named: without addresses, each once.
#[must_use]
pub fn authors(record: &ResourceRecord) -> Vec<String> {
    let mut names: Vec<String> = Vec::new();
    for value in record.fields.credited(Field::Author) {
        let words: Vec<&str> = value.split_whitespace().filter(|word| !word.contains('@')).collect();
        let name = words.join(" ");
        if !name.is_empty() && !names.contains(&name) {
            names.push(name);
        }
    }
    names
}

/// Whether its licence asks that an author be named, and none is known.
#[must_use]
pub fn lacks_author(record: &ResourceRecord) -> bool {
    use crate::vocabulary::licence_policy::{Right, licence};
    let asks = |id: &str| licence(id).is_none_or(|known| known.attribution != Right::No);
    authors(record).is_empty() && record.licence.expression.as_deref().is_some_and(asks)
}

#[cfg(test)]
mod tests;
