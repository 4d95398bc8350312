//! May two works be put together in one, and under what? May an adaptation be under another licence?
//!
//! After the two charts of Creative Commons, and what the Licence Ouverte and the Licence Art Libre
//! say of themselves. Must not know code.

use std::collections::HashMap;
use std::sync::LazyLock;

use super::super::super::table::rows;
use super::{Answer, Compatibility};

const REMIX: &str = include_str!("../../../../data/licences/cc_remix.csv");
const ADAPTER: &str = include_str!("../../../../data/licences/cc_adapter.csv");

type Pair = (String, String);

static REMIXED: LazyLock<HashMap<Pair, (Answer, String, String)>> = LazyLock::new(|| {
    let read = |row: csv::StringRecord| {
        let value = (Answer::parse(&row[2]), row[3].to_owned(), row[4].to_owned());
        ((row[0].to_owned(), row[1].to_owned()), value)
    };
    rows(REMIX).map(read).collect()
});

static ADAPTED: LazyLock<HashMap<Pair, (Answer, String)>> = LazyLock::new(|| {
    let read = |row: csv::StringRecord| {
        ((row[0].to_owned(), row[1].to_owned()), (Answer::parse(&row[2]), row[3].to_owned()))
    };
    rows(ADAPTER).map(read).collect()
});

/// The letters of a Creative Commons licence, `BY-NC-SA`, and its version.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Letters {
    /// As the charts have them; `CC0` and `PD` too.
    pub(super) letters: String,
    /// `4.0`; the charts do not depend on it.
    pub(super) version: String,
}

impl Letters {
    /// The letters of an SPDX identifier; none for one that is no licence of content.
    pub(super) fn of(id: &str) -> Option<Self> {
        let known = |letters: &str, version: &str| {
            Some(Self { letters: letters.to_owned(), version: version.to_owned() })
        };
        match id {
            "CC0-1.0" => return known("CC0", "1.0"),
            "CC-PDM-1.0" => return known("PD", "1.0"),
            // Both say of themselves that they may go on under CC BY.
            "etalab-2.0" | "LicenseRef-etalab-1.0" => return known("BY", "4.0"),
            // Each names the other as compatible.
            "LAL-1.3" => return known("BY-SA", "4.0"),
            _ => {}
        }
        let rest = id.strip_prefix("CC-").or_else(|| id.strip_prefix("LicenseRef-CC-"))?;
        let at = rest.find(|c: char| c.is_ascii_digit())?;
        let letters = rest[..at].trim_end_matches('-');
        let version = rest[at..].split('-').next()?;
        let charted = REMIXED.contains_key(&(letters.to_owned(), letters.to_owned()));
        known(letters, version).filter(|_| charted)
    }

    fn shares_alike(&self) -> bool {
        self.letters.ends_with("-SA")
    }
}

/// Whether two works may be mixed in one, and the licence that the result must have at least.
#[must_use]
pub fn remix(one: &str, other: &str) -> Compatibility {
    let (Some(first), Some(second)) = (Letters::of(one), Letters::of(other)) else {
        return Compatibility::unknown(one, other);
    };
    let key = (first.letters.clone(), second.letters.clone());
    let Some((answer, result, reason)) = REMIXED.get(&key) else {
        return Compatibility::unknown(one, other);
    };
    let told = Compatibility::new(*answer, reason, one, other);
    if *answer != Answer::Yes {
        return told;
    }
    let alike: Vec<&Letters> = [&first, &second].into_iter().filter(|work| work.shares_alike()).collect();
    if let [first, second] = alike[..]
        && first.version != second.version
        && [first, second].iter().any(|work| work.version == "1.0")
    {
        return Compatibility::new(Answer::No, "sa_first_version", one, other);
    }
    // Sharing alike goes on under the newest version in the mix; anything else takes the newest there is.
    let version = alike.iter().map(|work| work.version.as_str()).max().unwrap_or("4.0");
    match result.as_str() {
        _ if one == other => told.under(one),
        "CC0" => told.under("CC0-1.0"),
        letters => told.under(&format!("CC-{letters}-{version}")),
    }
}

/// Whether an adaptation of a work may be under another licence.
#[must_use]
pub fn adapted_under(original: &str, adaptation: &str) -> Compatibility {
    let (Some(from), Some(to)) = (Letters::of(original), Letters::of(adaptation)) else {
        return Compatibility::unknown(original, adaptation);
    };
    let Some((answer, reason)) = ADAPTED.get(&(from.letters.clone(), to.letters)) else {
        return Compatibility::unknown(original, adaptation);
    };
    let earlier = from.shares_alike() && (to.version < from.version || from.version == "1.0");
    if *answer == Answer::Yes && earlier && to.version != from.version {
        return Compatibility::new(Answer::No, "same_licence_only", original, adaptation);
    }
    Compatibility::new(*answer, reason, original, adaptation).under(adaptation)
}

/// The rows of both charts, for the tests.
#[cfg(test)]
pub(super) fn charts() -> (Vec<csv::StringRecord>, Vec<csv::StringRecord>) {
    (rows(REMIX).collect(), rows(ADAPTER).collect())
}
