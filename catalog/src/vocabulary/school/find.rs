//! School terms in texts: which words name one, and how surely.
//!
//! Must not know which field of what the text is.

use super::super::fold::fold;
use super::table::{Form, SCHOOL, is_in_capitals, tokens};
use super::{Kind, Term};

/// Longest form, in words.
const LONGEST: usize = 14;

/// Most words of one text that are looked at.
const WORDS: usize = 400;

/// A term that a text names.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mention {
    /// The term.
    pub term: &'static Term,
    /// The words that name it, as they are written, with one space between.
    pub form: String,
    /// These words may mean something else: a search keeps them as text too.
    pub ambiguous: bool,
}

/// The terms that a text is, or names as whole words; the longest form wins at each place.
///
/// Inside a sentence, abbreviations that are also words count only in capitals: `SI` is a subject,
/// `si` is not. Everyday words count only where the text has nothing but school words.
#[must_use]
pub fn lookup(text: &str) -> Vec<&'static Term> {
    mentions(text).into_iter().map(|mention| mention.term).collect()
}

/// As [`lookup`], with the words that name each term.
#[must_use]
pub fn mentions(text: &str) -> Vec<Mention> {
    let hits = hits(text);
    let only_school = is_covered(&hits, text);
    gathered(hits.iter().filter(|hit| only_school || hit.stands()))
}

/// The terms that a query names: what [`mentions`] finds, in small letters too.
///
/// Who asks is short and writes as it comes. What may mean something else counts in company of what
/// cannot: `pc 4e` asks for physics, `pc portable` does not.
#[must_use]
pub fn asked(text: &str) -> Vec<Mention> {
    let hits = hits(text);
    let company = hits.iter().any(Hit::is_sure);
    let only_school = is_covered(&hits, text);
    let sure: Vec<Kind> = hits.iter().filter(|hit| hit.is_sure()).flat_map(Hit::kinds).collect();
    let counted: Vec<Hit<'_>> =
        hits.into_iter().filter(|hit| only_school || company || hit.is_sure()).collect();
    let mut found = gathered(counted.iter());
    // Of a form that means things of several kinds, what is said more surely beside it is left out.
    let elsewhere = |said: &Mention| {
        let of_several =
            |hit: &Hit<'_>| !hit.is_sure() && hit.is(said) && hit.kinds().any(|kind| kind != said.term.kind);
        sure.contains(&said.term.kind) && counted.iter().any(of_several)
    };
    found.retain(|said| !elsewhere(said));
    found
}

/// Whether a text has nothing but school words.
fn is_covered(hits: &[Hit<'_>], text: &str) -> bool {
    hits.iter().map(|hit| hit.words.len()).sum::<usize>() == tokens(text).take(WORDS).count()
}

/// Words of a text that are a form.
struct Hit<'a> {
    words: Vec<&'a str>,
    form: &'static Form,
}

impl Hit<'_> {
    /// Whether it counts inside a sentence.
    fn stands(&self) -> bool {
        let [word] = self.words[..] else { return true };
        let must_be_capital = self.form.ambiguous && self.form.capitals;
        !self.form.alone && (!must_be_capital || is_in_capitals(word))
    }

    /// The kinds of what it means.
    fn kinds(&self) -> impl Iterator<Item = Kind> {
        self.form.terms.iter().map(|at| SCHOOL.terms[*at].kind)
    }

    /// Whether it is the form of a mention.
    fn is(&self, said: &Mention) -> bool {
        self.form.terms.iter().any(|at| std::ptr::eq(&SCHOOL.terms[*at], said.term))
    }

    /// Whether it can mean nothing else.
    fn is_sure(&self) -> bool {
        !self.form.ambiguous && !self.form.alone && !self.form.terms.is_empty()
    }
}

fn hits(text: &str) -> Vec<Hit<'_>> {
    let words: Vec<&str> = tokens(text).take(WORDS).collect();
    let folded: Vec<String> = words.iter().map(|word| fold(word)).collect();
    let mut found = Vec::new();
    let mut start = 0;
    while start < words.len() {
        let longest = (1..=LONGEST.min(words.len() - start))
            .rev()
            .find_map(|length| Some((SCHOOL.folded(&folded[start..start + length].join(" "))?, length)));
        let length = longest.map_or(1, |(_, length)| length);
        if let Some((form, _)) = longest {
            found.push(Hit { words: words[start..start + length].to_vec(), form });
        }
        start += length;
    }
    found
}

/// Each term once, in the order in which they are named.
fn gathered<'a>(hits: impl Iterator<Item = &'a Hit<'a>>) -> Vec<Mention> {
    let mut found: Vec<Mention> = Vec::new();
    for hit in hits {
        for term in hit.form.terms.iter().map(|at| &SCHOOL.terms[*at]) {
            if !found.iter().any(|known| std::ptr::eq(known.term, term)) {
                let ambiguous = hit.form.ambiguous || hit.form.alone;
                found.push(Mention { term, form: hit.words.join(" "), ambiguous });
            }
        }
    }
    found
}
