//! What is offered while somebody types: words of school, bodies, people who credit themselves, titles.
//!
//! Read from the dictionaries of the index, which lie on disk; nothing is kept in memory for it but the
//! words of school. What only deleted records say is never offered.

mod dictionary;
mod names;
mod school;
mod spelling;
mod titles;

use std::collections::HashSet;

use tantivy::TantivyError;

use crate::analyse::{Chain, begun, folded, tokens};
use crate::entry::Kind;
use crate::error::IndexError;
use crate::index::Index;
use crate::schema::Fields;

pub(crate) use names::named;
pub(crate) use titles::kept;

/// Characters and words of a text for which something is offered; whoever writes more pastes.
const LONGEST: usize = 256;
const WORDS: usize = 12;
/// The most that is offered at once.
const MOST: usize = 10;
/// How many of each group come before the next has its turn: words of school, organisations, authors.
/// Titles take what is left.
const SHARES: [usize; 4] = [3, 2, 2, MOST];

/// What a suggestion is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum SuggestionKind {
    /// A level of the thesaurus.
    Level,
    /// A subject of the thesaurus.
    Subject,
    /// A type of resource of the thesaurus.
    ResourceType,
    /// A group of a forge, or a body that a record names.
    Organisation,
    /// Somebody who is credited for what is shown, by their own account.
    Author,
    /// The title of a project or resource, or the name of a program.
    Title(Kind),
}

/// One thing to search for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Suggestion {
    /// What to search for, as it is written.
    pub text: String,
    /// What it is.
    pub kind: SuggestionKind,
    /// The term of the thesaurus that the text is another form of.
    pub form_of: Option<String>,
    /// Whether it was found by taking words for others.
    pub guess: bool,
}

/// What is found one way, group by group in the order of [`SHARES`].
type Groups = [Vec<Suggestion>; 4];

impl Index {
    /// What may be meant by the beginning of a search: at most `limit` things, and never more than ten.
    ///
    /// What begins with the whole text comes first, then what has it or its words (the last of them
    /// unfinished), then, where a word is unknown, the same for the nearest known words. Accents and
    /// case do not matter. Each text is given once; the order is the same each time. For a text that is
    /// empty, or too long to be typed, there is nothing.
    ///
    /// # Errors
    /// When the index cannot be read.
    pub fn suggest(&self, text: &str, limit: usize) -> Result<Vec<Suggestion>, IndexError> {
        if text.chars().nth(LONGEST).is_some() {
            return Ok(Vec::new());
        }
        let words: Vec<String> = tokens(Chain::Exact, text).into_iter().map(|token| token.text).collect();
        if words.is_empty() || words.len() > WORDS {
            return Ok(Vec::new());
        }
        let live = self.shared.live();
        let view = View { searcher: live.reader.searcher(), fields: &live.fields };
        let mut offer = Offer::new(limit.min(MOST));
        view.fill(&mut offer, &words).map_err(|error| IndexError::engine(&live.path, error))?;
        Ok(offer.list)
    }
}

/// The list while it is filled.
struct Offer {
    limit: usize,
    texts: HashSet<String>,
    list: Vec<Suggestion>,
}

impl Offer {
    fn new(limit: usize) -> Self {
        Self { limit, texts: HashSet::new(), list: Vec::new() }
    }

    fn is_full(&self) -> bool {
        self.list.len() >= self.limit
    }

    fn push(&mut self, suggestion: Suggestion) {
        // Of the forms of a term, one is enough.
        let term = suggestion.form_of.as_deref().map(folded);
        let is_known = term.as_ref().is_some_and(|term| self.texts.contains(term));
        if !self.is_full() && !is_known && self.texts.insert(folded(&suggestion.text)) {
            self.texts.extend(term);
            self.list.push(suggestion);
        }
    }

    /// Takes its share of each group, then what is left of them.
    fn take(&mut self, groups: Groups, guess: bool) {
        let mut rest = Vec::new();
        for (mut group, share) in groups.into_iter().zip(SHARES) {
            rest.extend(group.split_off(share.min(group.len())));
            group.into_iter().for_each(|suggestion| self.push(Suggestion { guess, ..suggestion }));
        }
        rest.into_iter().for_each(|suggestion| self.push(Suggestion { guess, ..suggestion }));
    }
}

/// One state of the index, for the whole of one question.
struct View<'a> {
    searcher: tantivy::Searcher,
    fields: &'a Fields,
}

impl View<'_> {
    fn fill(&self, offer: &mut Offer, words: &[String]) -> Result<(), TantivyError> {
        self.fill_as_written(offer, words, false)?;
        if offer.is_full() {
            return Ok(());
        }
        // The index has one spelling for the years of school, of which `sixi` is no beginning.
        if let Some((last, finished)) = words.split_last()
            && let Some(year) = begun(last)
        {
            let spelt: Vec<String> = finished.iter().cloned().chain([year]).collect();
            return self.fill_as_written(offer, &spelt, false);
        }
        for spelt in spelling::corrected(self, words)? {
            self.fill_as_written(offer, &spelt, true)?;
            if offer.is_full() {
                break;
            }
        }
        Ok(())
    }

    /// What begins with these words, then what has them.
    fn fill_as_written(&self, offer: &mut Offer, words: &[String], guess: bool) -> Result<(), TantivyError> {
        let text = words.join(" ");
        let (terms, inner_terms) = school::beginning(self, &text)?;
        let ([bodies, people], [inner_bodies, inner_people]) = names::beginning(self, &text)?;
        let titles = titles::beginning(self, &text, offer.limit)?;
        offer.take([terms, bodies, people, titles], guess);
        if offer.is_full() {
            return Ok(());
        }
        let titles = titles::having(self, words, offer.limit + offer.list.len())?;
        offer.take([inner_terms, inner_bodies, inner_people, titles], guess);
        Ok(())
    }
}

impl Suggestion {
    fn new(text: String, kind: SuggestionKind) -> Self {
        Self { text, kind, form_of: None, guess: false }
    }
}
