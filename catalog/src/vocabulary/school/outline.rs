//! Levels and subjects as two outlines: what a value is part of within its own, and the one heading under
//! which it is listed there.
//!
//! A class is part of a cycle and of a school: it counts for both and is listed under the school. Must not
//! know what is counted.

use super::table::SCHOOL;
use super::tree::{broader, broader_all};
use super::{Kind, Term};

/// What has so much under it that it hides what one looks for: listed beside its parts, not above them.
const TOO_BROAD: [&str; 3] = ["enseignement scolaire", "second degré", "école primaire"];

/// The kinds of terms that stand in one outline with a kind.
fn outline(kind: Kind) -> &'static [Kind] {
    match kind {
        Kind::Level | Kind::Diploma => &[Kind::Level, Kind::Diploma],
        Kind::Subject | Kind::Theme => &[Kind::Subject, Kind::Theme],
        Kind::Type => &[Kind::Type],
        Kind::Scheme => &[Kind::Scheme],
        Kind::Exam => &[Kind::Exam],
    }
}

/// The term of an outline that is called exactly so.
fn named(kind: Kind, name: &str) -> Option<&'static Term> {
    outline(kind)
        .iter()
        .find_map(|kind| SCHOOL.terms.iter().find(|term| term.kind == *kind && term.term == name))
}

/// Whether a term has so much under it that it says next to nothing where its parts are named too.
#[must_use]
pub fn is_too_broad(name: &str) -> bool {
    TOO_BROAD.contains(&name)
}

/// Everything of its outline that the term of this name is part of; nothing for what is no term.
#[must_use]
pub fn part_of(kind: Kind, name: &str) -> Vec<&'static str> {
    let above = named(kind, name).map(broader_all).unwrap_or_default();
    above
        .into_iter()
        .filter(|term| outline(kind).contains(&term.kind))
        .map(|term| term.term.as_str())
        .collect()
}

/// The heading under which the term of this name is listed; none for one that stands at the top.
#[must_use]
pub fn stands_under(kind: Kind, name: &str) -> Option<&'static str> {
    let above = broader(named(kind, name)?);
    let mut within = above.into_iter().filter(|term| outline(kind).contains(&term.kind));
    // The school is named after the cycle; of a subject of several, the first.
    let levels = |within: &[&'static Term]| {
        within.iter().rev().find(|term| term.kind == Kind::Level).or(within.last()).copied()
    };
    let heading = match kind {
        Kind::Level | Kind::Diploma => levels(&within.collect::<Vec<_>>()),
        _ => within.next(),
    };
    heading.map(|term| term.term.as_str()).filter(|name| !is_too_broad(name))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_class_counts_for_cycle_and_school_and_is_listed_under_the_school() {
        assert_eq!(
            part_of(Kind::Level, "5e"),
            ["cycle 4", "collège", "second degré", "enseignement scolaire"]
        );
        assert_eq!(stands_under(Kind::Level, "5e"), Some("collège"));
        assert_eq!(stands_under(Kind::Level, "collège"), None);
        assert_eq!(stands_under(Kind::Level, "CP"), Some("école élémentaire"));
        assert_eq!(stands_under(Kind::Level, "1re STMG"), Some("1re technologique"));
    }

    #[test]
    fn a_subject_is_part_of_no_school() {
        assert_eq!(part_of(Kind::Subject, "numérique et sciences informatiques"), ["informatique"]);
        assert_eq!(stands_under(Kind::Subject, "histoire"), Some("histoire-géographie"));
        assert_eq!(stands_under(Kind::Subject, "physique-chimie et mathématiques"), Some("physique-chimie"));
        assert!(part_of(Kind::Subject, "cuisine").is_empty());
    }

    #[test]
    fn no_outline_goes_round_in_circles() {
        for term in &SCHOOL.terms {
            let mut at = Some(term.term.as_str());
            for _ in 0..10 {
                at = at.and_then(|name| stands_under(term.kind, name));
            }
            assert_eq!(at, None, "{}", term.term);
        }
    }
}
