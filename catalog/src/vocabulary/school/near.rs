//! Terms near what somebody wrote: those that share a word with it, and those that are spelt nearly so.
//!
//! For who found nothing; must not know what was searched.

use std::sync::LazyLock;

use super::table::{SCHOOL, key};
use super::{Kind, Term};

/// Letters a word must have to be looked for inside names, and to be taken for another with one error or two.
const SHARED: usize = 4;
const ONE_ERROR: usize = 4;
const TWO_ERRORS: usize = 7;
/// Longest texts that are compared, in letters, and words of a text that are looked for inside names.
const LONGEST: usize = 40;
const WORDS: usize = 4;

/// A text as it is compared: folded, as a whole and word by word.
struct Letters {
    whole: Vec<char>,
    words: Vec<Vec<char>>,
}

impl Letters {
    fn of(text: &str) -> Self {
        let key = key(text);
        let words = key.split(' ').map(|word| word.chars().collect()).collect();
        Self { whole: key.chars().collect(), words }
    }
}

/// The forms of each term that can be meant.
static FORMS: LazyLock<Vec<(&'static Term, Vec<Letters>)>> = LazyLock::new(|| {
    let kinds = [Kind::Level, Kind::Diploma, Kind::Subject, Kind::Theme, Kind::Type];
    let terms = SCHOOL.terms.iter().filter(|term| kinds.contains(&term.kind));
    let forms = |term: &Term| {
        std::iter::once(&term.term).chain(&term.variants).map(|form| Letters::of(form)).collect()
    };
    terms.map(|term| (term, forms(term))).collect()
});

/// Up to `most` levels, subjects and types near a text: fewest errors first, then those that have a word in
/// common, each in the order of the thesaurus.
#[must_use]
pub fn near(text: &str, most: usize) -> Vec<&'static Term> {
    let mut sought = Letters::of(text);
    sought.words.retain(|word| (SHARED..=LONGEST).contains(&word.len()));
    sought.words.truncate(WORDS);
    let by_form = |forms: &[Letters]| forms.iter().filter_map(|form| distance(&sought, form)).min();
    let near = FORMS.iter().filter_map(|(term, forms)| Some((by_form(forms)?, *term)));
    let mut found: Vec<(usize, &Term)> = near.collect();
    found.sort_by_key(|(distance, _)| *distance);
    found.into_iter().take(most).map(|(_, term)| term).collect()
}

/// How far a form is: its errors; or further than any of those, where it has a word in common, and the further
/// the more other words it has.
fn distance(sought: &Letters, form: &Letters) -> Option<usize> {
    errors(&sought.whole, &form.whole).or_else(|| {
        let pairs = sought.words.iter().flat_map(|word| form.words.iter().map(move |of| (word, of)));
        let least = pairs.filter_map(|(word, of)| errors(word, of)).min()?;
        Some(3 + 3 * least + form.words.len())
    })
}

/// The errors between two words, when they are few enough and the first letter is the same.
fn errors(one: &[char], other: &[char]) -> Option<usize> {
    let shorter = one.len().min(other.len());
    if one.first() != other.first() || one.len().max(other.len()) > LONGEST || shorter < ONE_ERROR {
        return None;
    }
    let allowed = if shorter >= TWO_ERRORS { 2 } else { 1 };
    (one.len().abs_diff(other.len()) <= allowed).then(|| edits(one, other)).filter(|few| *few <= allowed)
}

/// Letters put in, taken out, changed, or exchanged with their neighbour.
fn edits(one: &[char], other: &[char]) -> usize {
    let (mut before, mut last): (Vec<usize>, Vec<usize>) = (Vec::new(), (0..=other.len()).collect());
    for (i, a) in one.iter().enumerate() {
        let mut row = vec![i + 1];
        for (j, b) in other.iter().enumerate() {
            let changed = last[j] + usize::from(a != b);
            let mut least = changed.min(last[j + 1] + 1).min(row[j] + 1);
            if i > 0 && j > 0 && *a == other[j - 1] && one[i - 1] == *b {
                least = least.min(before[j - 1] + 1);
            }
            row.push(least);
        }
        before = std::mem::replace(&mut last, row);
    }
    last.last().copied().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names(text: &str) -> Vec<&'static str> {
        near(text, 3).into_iter().map(|term| term.term.as_str()).collect()
    }

    #[test]
    fn what_is_spelt_nearly_so_comes_first() {
        assert_eq!(names("géografie")[0], "géographie");
        assert_eq!(names("mathématiqes")[0], "mathématiques");
        assert_eq!(names("pihlosophie")[0], "philosophie");
        assert_eq!(names("quatrieem")[0], "4e");
    }

    #[test]
    fn then_what_shares_a_word() {
        assert!(names("sciences du vivant").contains(&"sciences"), "{:?}", names("sciences du vivant"));
        assert!(names("zzyzx").is_empty());
        assert!(names("").is_empty());
        assert!(names("de la").is_empty());
    }
}
