//! Which values of a facet a person means who types `licence:gpl` or `niveau:sixième`.
//!
//! Looks among the values of the facet, so that case, accents and versions need not be typed.

use std::collections::BTreeSet;

use glane_catalog::vocabulary::school::{self, Kind};
use tantivy::{Searcher, TantivyError};

use super::known::Keys;
use super::understand::values;
use crate::analyse::folded;
use crate::facet::Facet;
use crate::schema::Fields;

/// Values that one `field:value` may stand for.
const MOST: usize = 100;

/// The values in the index that are meant; none when there is no such value.
pub(crate) fn matching_values(
    searcher: &Searcher,
    fields: &Fields,
    facet: Facet,
    text: &str,
) -> Result<Vec<String>, TantivyError> {
    // Its name says a span of what the index holds.
    if facet == Facet::Maintained {
        return Ok(vec![text.to_owned()]);
    }
    let wanted = Wanted::new(facet, text);
    let keys = wanted.keys();
    let mut found = BTreeSet::new();
    for known in fields.known.values(searcher, fields.facet(facet), facet)? {
        let room = MOST.saturating_sub(found.len());
        let meant = known.candidates(&keys).filter(|value| wanted.is(value));
        found.extend(meant.take(room).map(str::to_owned));
    }
    Ok(found.into_iter().collect())
}

struct Wanted {
    facet: Facet,
    lower: String,
    folded: String,
    /// Folded values of the term that the text names, and of what is part of it.
    terms: BTreeSet<String>,
}

impl Wanted {
    fn new(facet: Facet, text: &str) -> Self {
        let kinds: &[Kind] = match facet {
            Facet::Level => &[Kind::Level, Kind::Diploma],
            Facet::Subject => &[Kind::Subject, Kind::Theme],
            Facet::ResourceType => &[Kind::Type],
            _ => &[],
        };
        let term = kinds.iter().find_map(|kind| school::by_label(*kind, text));
        let terms = term.into_iter().flat_map(values).map(|value| folded(&value)).collect();
        Self { facet, lower: text.to_lowercase(), folded: folded(text), terms }
    }

    /// The keys of [`Known`] under which the values lie that may be meant.
    fn keys(&self) -> Keys<'_> {
        match self.facet {
            Facet::Licence => Keys::Beginning(&self.lower),
            Facet::Language => Keys::Any(vec![&self.lower]),
            Facet::Organisation | Facet::Forge if self.folded.is_empty() => Keys::Any(vec![&self.lower]),
            Facet::Organisation | Facet::Forge => Keys::All(self.folded.split(' ').collect()),
            _ => Keys::Any(self.terms.iter().chain([&self.folded]).map(String::as_str).collect()),
        }
    }

    fn is(&self, value: &str) -> bool {
        let lower = value.to_lowercase();
        match self.facet {
            Facet::Licence => lower == self.lower || self.begins_licence(&lower),
            // `c`, `c++` and `c#` fold to one letter: a language is its whole name.
            Facet::Language => lower == self.lower,
            Facet::Organisation | Facet::Forge => lower == self.lower || self.is_in(value),
            _ => {
                let value = folded(value);
                !self.folded.is_empty() && value == self.folded || self.terms.contains(&value)
            }
        }
    }

    /// `gpl` begins every GPL, `cc-by` every version of CC-BY but not CC-BY-SA.
    fn begins_licence(&self, lower: &str) -> bool {
        lower.strip_prefix(&self.lower).and_then(|rest| rest.strip_prefix('-')).is_some_and(|rest| {
            !self.lower.contains('-')
                || rest.starts_with(|c: char| c.is_ascii_digit())
                || matches!(rest, "only" | "or-later")
        })
    }

    fn is_in(&self, value: &str) -> bool {
        let words = folded(value);
        !self.folded.is_empty() && format!(" {words} ").contains(&format!(" {} ", self.folded))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_value_need_not_be_typed_as_it_is_written() {
        for (facet, text, value, meant) in [
            (Facet::Licence, "gpl", "GPL-3.0-or-later", true),
            (Facet::Licence, "gpl-3.0", "GPL-3.0-or-later", true),
            (Facet::Licence, "CC-BY", "CC-BY-4.0", true),
            (Facet::Licence, "CC-BY", "CC-BY-SA-4.0", false),
            (Facet::Licence, "gpl", "LGPL-3.0-only", false),
            (Facet::Language, "python", "Python", true),
            (Facet::Language, "c", "C++", false),
            (Facet::Level, "sixième", "6e", true),
            (Facet::Level, "6eme", "6e", true),
            (Facet::Level, "collège", "6e", true),
            (Facet::Level, "6e", "collège", false),
            (Facet::Subject, "SVT", "sciences de la vie et de la Terre", true),
            (Facet::ResourceType, "qcm", "questionnaire", true),
            (Facet::Subject, "mathematiques", "mathématiques", true),
            (Facet::Organisation, "lyon", "drane-lyon", true),
            (Facet::Organisation, "ly", "drane-lyon", false),
        ] {
            assert_eq!(Wanted::new(facet, text).is(value), meant, "{text} {value}");
        }
    }
}
