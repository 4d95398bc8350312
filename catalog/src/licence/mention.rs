//! Licences named in prose: by name, identifier, address or badge, in French and in English.
//!
//! Says only that a licence is named; whether the project is under it is for the caller to judge.

mod context;
mod scan;

use super::Normalised;
use super::sentence::sentences;
use scan::{Named, scan};
pub(super) use scan::{prose_words, take_names};

/// A licence named in a text.
#[derive(Debug, Clone, PartialEq)]
pub struct Mention {
    /// What is named.
    pub licence: Normalised,
    /// The line it is named on, from 1.
    pub line: u32,
    /// The last line of its sentence.
    pub last_line: u32,
    /// Said of texts, pictures or data rather than of code.
    pub of_contents: bool,
    /// Offered beside what else the text is under, to choose from.
    pub is_further: bool,
}

/// Every licence named in a text that is known to speak of licences, in order.
///
/// A sentence that takes away from the licence it names ("MIT, sauf usage commercial") names none,
/// nor does one that speaks about licences or of somebody else's work.
#[must_use]
pub fn mentions(text: &str) -> Vec<Mention> {
    named(text, true)
}

/// The same in any text: a bare name counts only beside words that put something under a licence.
pub(super) fn mentions_anywhere(text: &str) -> Vec<Mention> {
    named(text, false)
}

fn named(text: &str, in_section: bool) -> Vec<Mention> {
    let mut found: Vec<Mention> = Vec::new();
    // Where a list that offers a choice began, while it lasts.
    let mut list: Option<usize> = None;
    let mut after_or = false;
    for sentence in sentences(text) {
        let is_further = after_or || context::is_further(&sentence.text);
        after_or = context::is_or(&sentence.text);
        if context::is_choice_of_above(&sentence.text) {
            found = chosen(found);
        }
        if context::takes_away(&sentence.text) || context::is_about(&sentence.text) {
            continue;
        }
        let section = in_section || sentence.in_section;
        let code = !section && context::is_code(&sentence.text);
        let counts = |one: &Named| section || one.is_cued || one.is_plain && !code;
        let named: Vec<Named> = scan(&sentence.text).into_iter().filter(counts).collect();
        list = list.filter(|_| sentence.is_item);
        let choice = list.is_some() || context::is_choice(&sentence.text);
        found.extend(joined(&named, choice).into_iter().map(|one| Mention {
            licence: Normalised { expression: one.expression, confidence: one.confidence },
            line: sentence.first,
            last_line: sentence.last,
            of_contents: one.of_contents,
            is_further,
        }));
        if let Some(begin) = list.filter(|_| !named.is_empty()) {
            let rest = found.split_off(begin);
            found.extend(chosen(rest));
        }
        if context::opens_choice(&sentence.text) {
            list = Some(found.len());
        }
    }
    found
}

/// All that was named so far as one choice.
fn chosen(found: Vec<Mention>) -> Vec<Mention> {
    let one = found.into_iter().reduce(|mut all, next| {
        let expression = &mut all.licence.expression;
        if !expression.split(" OR ").any(|known| known == next.licence.expression) {
            *expression = format!("{expression} OR {}", next.licence.expression);
            all.licence.confidence = all.licence.confidence.min(next.licence.confidence);
        }
        all.last_line = next.last_line;
        all
    });
    one.into_iter().collect()
}

/// Names that stand in a choice become one expression; the others stay apart.
fn joined(named: &[Named], choice: bool) -> Vec<Named> {
    let mut found: Vec<Named> = Vec::new();
    for one in named {
        let twice = found.iter().any(|known| known.expression.split(' ').any(|id| id == one.expression));
        match found.last_mut() {
            _ if twice => {}
            Some(before) if one.after_or || choice => {
                before.expression = format!("{} OR {}", before.expression, one.expression);
                before.confidence = before.confidence.min(one.confidence);
            }
            _ => found.push(one.clone()),
        }
    }
    found
}

#[cfg(test)]
mod tests;
