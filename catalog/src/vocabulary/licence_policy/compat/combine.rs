//! May works under several licences be put together in one, and what may that one carry?
//!
//! Made of the answers for two of them; help, not legal advice. Must not know the page that asks.

use super::content::Letters;
use super::{Answer, Compatibility, adapted_under, code_into, remix};
use crate::licence::ALL_RIGHTS_RESERVED;
use crate::vocabulary::licence_policy::{Right, licence};

/// What a work that teaches may be put under, the freest first.
const WORKS: [&str; 5] = ["CC0-1.0", "CC-BY-4.0", "CC-BY-SA-4.0", "CC-BY-NC-4.0", "CC-BY-NC-SA-4.0"];

/// What asks for nothing, and so may go on under anything.
const WAIVED: [&str; 2] = ["CC0-1.0", "CC-PDM-1.0"];

/// What code may be put under, the freest first.
const PROJECTS: [&str; 8] = [
    "MIT",
    "Apache-2.0",
    "MPL-2.0",
    "CECILL-2.1",
    "EUPL-1.2",
    "GPL-2.0-or-later",
    "GPL-3.0-or-later",
    "AGPL-3.0-or-later",
];

/// Most licences that are put together.
pub const MOST: usize = 6;

/// What is said of two of the licences.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Pair {
    /// One of them.
    pub one: String,
    /// The other; the same, where a licence stands in the way by itself.
    pub other: String,
    /// The answer with its reason.
    pub told: Compatibility,
}

/// What is said of several licences together.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Combination {
    /// Whether one work may be made of all of them.
    pub answer: Answer,
    /// What that work may carry, the freest first; none unless the answer is yes.
    pub carries: Vec<String>,
    /// Why: of a yes every pair, otherwise the pairs that stand in the way.
    pub pairs: Vec<Pair>,
}

/// Whether works under these licences may be mixed in one, what it may carry, and why.
///
/// Each licence counts once, the first six of them. Of fewer than two nothing is asked, but what
/// stands in the way by itself is said all the same.
#[must_use]
pub fn combine(licences: &[&str]) -> Combination {
    let mut given: Vec<&str> = Vec::new();
    for one in licences.iter().copied().filter(|one| !one.is_empty()) {
        if !given.contains(&one) && given.len() < MOST {
            given.push(one);
        }
    }
    let mut pairs: Vec<Pair> = given.iter().filter_map(|one| alone(one)).collect();
    for (at, one) in given.iter().enumerate() {
        pairs.extend(given[at + 1..].iter().map(|other| pair(one, other)));
    }
    let answered = |answer| pairs.iter().any(|pair| pair.told.answer == answer);
    let mut answer = if answered(Answer::No) {
        Answer::No
    } else if answered(Answer::Depends) {
        Answer::Depends
    } else {
        Answer::Yes
    };
    let carries = if answer == Answer::Yes && !given.is_empty() { carried(&given) } else { Vec::new() };
    // Each two go together, and no licence is known for all of them.
    if carries.is_empty() && answer == Answer::Yes && given.len() > 1 {
        answer = Answer::Depends;
    }
    pairs.retain(|pair| answer == Answer::Yes || pair.told.answer != Answer::Yes);
    pairs.sort_by_key(|pair| pair.told.answer != Answer::No);
    Combination { answer, carries, pairs }
}

/// What stands in the way whatever it is put with: no licence, or one that allows no change.
fn alone(id: &str) -> Option<Pair> {
    let reason = match licence(id) {
        _ if id == "NONE" || id == ALL_RIGHTS_RESERVED => "no_licence",
        Some(known) if known.modification == Right::No => "no_derivatives",
        _ => return None,
    };
    let told = Compatibility::new(Answer::No, reason, id, id);
    Some(Pair { one: id.to_owned(), other: id.to_owned(), told })
}

fn pair(one: &str, other: &str) -> Pair {
    let content = |id: &str| Letters::of(id).is_some();
    let told = match (content(one), content(other)) {
        (true, true) => remix(one, other),
        (false, false) => both_ways(one, other),
        // A text and a program beside each other: each stays what it is.
        _ if licence(one).is_some() && licence(other).is_some() => {
            Compatibility::new(Answer::Depends, "code_and_content", one, other)
        }
        _ => Compatibility::unknown(one, other),
    };
    Pair { one: one.to_owned(), other: other.to_owned(), told }
}

/// Two licences of code go together where one takes the other in, or a third takes both.
fn both_ways(one: &str, other: &str) -> Compatibility {
    let (into_other, into_one) = (code_into(one, other), code_into(other, one));
    if into_other.answer == Answer::Yes {
        return into_other;
    }
    if into_one.answer == Answer::Yes {
        return into_one;
    }
    let takes = |project: &&&str| [one, other].iter().all(|id| code_into(id, project).answer == Answer::Yes);
    if let Some(project) = PROJECTS.iter().find(takes) {
        return Compatibility::new(Answer::Yes, "third", one, other).under(project);
    }
    if into_other.answer == Answer::Depends { into_other } else { into_one }
}

fn carried(given: &[&str]) -> Vec<String> {
    let content = given.iter().all(|id| Letters::of(id).is_some());
    let takes = |result: &str| {
        given.iter().all(|id| match content {
            _ if *id == result => true,
            // That another licence leads to those of Creative Commons does not mean the way back.
            true if !result.starts_with("CC") => WAIVED.contains(id),
            true => adapted_under(id, result).answer == Answer::Yes,
            false => code_into(id, result).answer == Answer::Yes,
        })
    };
    let usual: &[&str] = if content { &WORKS } else { &PROJECTS };
    let mut found: Vec<String> = Vec::new();
    for result in usual.iter().chain(given).filter(|result| takes(result)) {
        if !found.iter().any(|known| known == result) {
            found.push((*result).to_owned());
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(licences: &[&str]) -> (Answer, Vec<String>) {
        let told = combine(licences);
        for pair in &told.pairs {
            assert!(
                !pair.told.fr.is_empty() && !pair.told.fr.contains('{'),
                "{licences:?}: {}",
                pair.told.fr
            );
            assert!(
                !pair.told.en.is_empty() && !pair.told.en.contains('{'),
                "{licences:?}: {}",
                pair.told.en
            );
        }
        (told.answer, told.carries)
    }

    /// The remix chart and the adapter's chart of Creative Commons, read by hand.
    #[test]
    fn works_are_mixed_as_creative_commons_says() {
        use Answer::{No, Yes};
        let yes = |carries: &[&str]| (Yes, carries.iter().map(|id| (*id).to_owned()).collect::<Vec<_>>());
        assert_eq!(told(&["CC-BY-4.0", "CC-BY-SA-4.0"]), yes(&["CC-BY-SA-4.0"]));
        assert_eq!(told(&["CC-BY-4.0", "CC-BY-NC-4.0"]), yes(&["CC-BY-NC-4.0", "CC-BY-NC-SA-4.0"]));
        assert_eq!(told(&["CC-BY-NC-4.0", "CC-BY-NC-SA-4.0", "CC0-1.0"]), yes(&["CC-BY-NC-SA-4.0"]));
        assert_eq!(told(&["CC-BY-SA-3.0", "CC-BY-SA-4.0"]), yes(&["CC-BY-SA-4.0"]));
        assert_eq!(told(&["LAL-1.3", "CC-BY-SA-4.0"]), yes(&["CC-BY-SA-4.0"]));
        assert_eq!(
            told(&["etalab-2.0", "CC-BY-4.0"]),
            yes(&["CC-BY-4.0", "CC-BY-SA-4.0", "CC-BY-NC-4.0", "CC-BY-NC-SA-4.0"])
        );
        assert_eq!(told(&["etalab-2.0", "CC0-1.0"]).1.last().map(String::as_str), Some("etalab-2.0"));
        for against in [
            &["CC-BY-SA-4.0", "CC-BY-NC-4.0"][..],
            &["CC-BY-4.0", "CC-BY-ND-4.0"],
            &["CC-BY-4.0", "CC0-1.0", "CC-BY-SA-4.0", "CC-BY-NC-SA-4.0"],
            &["CC-BY-4.0", "NONE"],
        ] {
            assert_eq!(told(against), (No, vec![]), "{against:?}");
        }
        let three = combine(&["CC-BY-4.0", "CC-BY-SA-4.0", "CC-BY-NC-4.0"]);
        let why: Vec<_> = three.pairs.iter().map(|pair| (pair.one.as_str(), pair.other.as_str())).collect();
        assert_eq!(why, [("CC-BY-SA-4.0", "CC-BY-NC-4.0")], "only what stands in the way is told");
    }

    #[test]
    fn code_goes_where_all_of_it_may() {
        let (answer, carries) = told(&["MIT", "Apache-2.0"]);
        assert_eq!(answer, Answer::Yes);
        assert!(carries.contains(&"Apache-2.0".to_owned()) && !carries.contains(&"GPL-2.0-only".to_owned()));
        assert_eq!(told(&["Apache-2.0", "GPL-2.0-only"]).0, Answer::No);
        let (answer, carries) = told(&["MIT", "GPL-3.0-or-later"]);
        assert_eq!((answer, carries[0].as_str()), (Answer::Yes, "GPL-3.0-or-later"));
    }

    #[test]
    fn what_is_not_known_is_not_answered() {
        for unknown in [&["MIT", "CC-BY-4.0"][..], &["GFDL-1.3-only", "CC-BY-SA-4.0"], &["<script>", "MIT"]] {
            assert_eq!(told(unknown), (Answer::Depends, vec![]), "{unknown:?}");
        }
        assert_eq!(told(&[]), (Answer::Yes, vec![]));
        assert_eq!(told(&["NONE"]).0, Answer::No);
        assert_eq!(told(&["CC-BY-4.0", "CC-BY-4.0", ""]).0, Answer::Yes);
    }
}
