//! A vocabulary that an operator imported: its concepts, and ours they stand for.
//!
//! Addresses and labels that records carry lead here where our own thesaurus has none of them.
//! Must not know where the file came from.

use std::collections::HashMap;

use serde::{Deserialize, Serialize};

use super::fold::fold;
use super::school::{self, Kind, Term, without_scheme};

/// Most concepts kept.
pub const MOST: usize = 100_000;

/// One concept of a vocabulary.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Concept {
    /// Its address.
    pub uri: String,
    /// Its preferred label; a release may have forgotten it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub label: Option<String>,
    /// Its other labels.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub labels: Vec<String>,
    /// `Actuel`, `Ancien`, `Obsolète`, `Déprécié`, where it is said.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub status: Option<String>,
    /// Addresses of what it is part of.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub broader: Vec<String>,
    /// Addresses of the vocabularies it is in.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub schemes: Vec<String>,
}

impl Concept {
    /// What it is called: its preferred label, else the first of the others.
    #[must_use]
    pub fn name(&self) -> &str {
        self.label.as_ref().or(self.labels.first()).map_or("", String::as_str)
    }

    /// Whether it is still in use; one that says nothing is.
    #[must_use]
    pub fn is_current(&self) -> bool {
        self.status.as_deref().is_none_or(|status| fold(status) == "actuel")
    }

    /// The kinds of our terms that its vocabulary has words for, by the numbers of `ScoLOMFR`.
    fn kinds(&self) -> &'static [Kind] {
        let of = |scheme: &String| -> Option<&'static [Kind]> {
            Some(match scheme.rsplit_once("-voc-")?.1 {
                "012" | "022" => &[Kind::Level, Kind::Diploma],
                "015" => &[Kind::Subject, Kind::Theme],
                "005" | "010" => &[Kind::Type],
                "018" | "040" => &[Kind::Scheme, Kind::Theme, Kind::Type],
                "029" => &[Kind::Diploma, Kind::Exam],
                _ => return None,
            })
        };
        self.schemes.iter().find_map(of).unwrap_or(&[])
    }

    /// Our term that says the same: by its address, else by its preferred label in its own vocabulary.
    #[must_use]
    pub fn term(&self) -> Option<&'static Term> {
        let by_label = |label: &str| self.kinds().iter().find_map(|kind| school::by_label(*kind, label));
        school::by_uri(&self.uri).or_else(|| by_label(self.name()))
    }
}

/// What an address or a label leads to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Found<'a> {
    /// A term of ours that says the same.
    Same(&'static Term),
    /// A concept of which the nearest one above is a term of ours.
    Within(&'static Term, &'a Concept),
    /// A concept that ours knows nothing of.
    Other(&'a Concept),
}

impl Found<'_> {
    /// What it is called.
    #[must_use]
    pub fn name(&self) -> &str {
        match self {
            Self::Same(term) => &term.term,
            Self::Within(_, concept) | Self::Other(concept) => concept.name(),
        }
    }

    /// The term of ours that says the same, or holds it.
    #[must_use]
    pub fn term(&self) -> Option<&'static Term> {
        match self {
            Self::Same(term) | Self::Within(term, _) => Some(term),
            Self::Other(_) => None,
        }
    }
}

/// An imported vocabulary.
#[derive(Debug, Clone, Default)]
pub struct Imported {
    concepts: Vec<Concept>,
    uris: HashMap<String, usize>,
    labels: HashMap<String, usize>,
}

/// The vocabulary as a file.
#[derive(Serialize, Deserialize)]
struct Stored<T> {
    format: u32,
    concepts: T,
}

/// The form of the file; another is not read.
const FORMAT: u32 = 1;

/// A stored vocabulary that cannot be read.
#[derive(Debug, thiserror::Error)]
pub enum ImportedError {
    /// It is not the JSON that was written.
    #[error("it is not a stored vocabulary: {0}")]
    Json(#[from] serde_json::Error),
    /// It is of another program version.
    #[error("it has form {0}, and {FORMAT} is read")]
    Format(u32),
}

impl Imported {
    /// The vocabulary of these concepts; of several with one address, what they say is joined.
    #[must_use]
    pub fn new(concepts: impl IntoIterator<Item = Concept>) -> Self {
        let mut imported = Self::default();
        for concept in concepts.into_iter().take(MOST) {
            imported.put(concept);
        }
        imported.name();
        imported
    }

    /// Leads every label to one concept: one that is in use, that prefers it, or whose name begins by it.
    ///
    /// `cycle 4` is a label of `5e`, `4e` and `3e` too, and `cycle 4 (2016)` is what it means.
    fn name(&mut self) {
        let mut ranked = Vec::new();
        for (at, concept) in self.concepts.iter().enumerate() {
            let name = fold(concept.name());
            for label in concept.label.iter().chain(&concept.labels).map(|label| fold(label)) {
                let rank = (!concept.is_current(), label != name, !name.starts_with(&label), at);
                ranked.push((rank, label));
            }
        }
        ranked.sort();
        for ((.., at), label) in ranked {
            self.labels.entry(label).or_insert(at);
        }
    }

    fn put(&mut self, concept: Concept) {
        let place = self.concepts.len();
        let known = *self.uris.entry(without_scheme(&concept.uri).to_owned()).or_insert(place);
        if known == place {
            self.concepts.push(concept);
            return;
        }
        let own = &mut self.concepts[known];
        own.label = own.label.take().or(concept.label);
        own.status = own.status.take().or(concept.status);
        join(&mut own.labels, concept.labels);
        join(&mut own.broader, concept.broader);
        join(&mut own.schemes, concept.schemes);
    }

    /// Its concepts, in the order in which they came.
    #[must_use]
    pub fn concepts(&self) -> &[Concept] {
        &self.concepts
    }

    /// What an address or a whole label means.
    #[must_use]
    pub fn find(&self, text: &str) -> Option<Found<'_>> {
        let text = text.trim();
        let by_label = || self.labels.get(&fold(text));
        let concept = self.uris.get(without_scheme(text)).or_else(by_label).map(|at| &self.concepts[*at])?;
        Some(match (concept.term(), self.above(concept)) {
            (Some(term), _) => Found::Same(term),
            (None, Some(term)) => Found::Within(term, concept),
            (None, None) => Found::Other(concept),
        })
    }

    /// The term of the nearest concept above that is one of ours.
    fn above(&self, concept: &Concept) -> Option<&'static Term> {
        let mut seen: Vec<usize> = Vec::new();
        let mut waiting: Vec<&String> = concept.broader.iter().collect();
        while let Some(uri) = (!waiting.is_empty()).then(|| waiting.remove(0)) {
            let Some(at) = self.uris.get(without_scheme(uri)).filter(|at| !seen.contains(at)) else {
                continue;
            };
            seen.push(*at);
            let above = &self.concepts[*at];
            if let Some(term) = above.term() {
                return Some(term);
            }
            waiting.extend(above.broader.iter().take(20));
        }
        None
    }

    /// The vocabulary as the bytes of a file.
    ///
    /// # Errors
    /// Never in practice: every value can be written.
    pub fn to_json(&self) -> Result<Vec<u8>, serde_json::Error> {
        serde_json::to_vec(&Stored { format: FORMAT, concepts: &self.concepts })
    }

    /// Reads what [`Imported::to_json`] wrote.
    ///
    /// # Errors
    /// When it is not that, or of another form.
    pub fn from_json(bytes: &[u8]) -> Result<Self, ImportedError> {
        let stored: Stored<Vec<Concept>> = serde_json::from_slice(bytes)?;
        if stored.format == FORMAT {
            Ok(Self::new(stored.concepts))
        } else {
            Err(ImportedError::Format(stored.format))
        }
    }
}

fn join(known: &mut Vec<String>, more: Vec<String>) {
    for text in more {
        if !known.contains(&text) {
            known.push(text);
        }
    }
}

#[cfg(test)]
mod tests;
