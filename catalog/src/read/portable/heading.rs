//! The title that a first page shows: its largest words, where they are larger than most.
//!
//! Must not know how words are drawn.

use std::ops::Range;

use crate::read::sheet::clean;

/// Most pieces of a page that are looked at.
pub(super) const PIECES: usize = 2_000;
/// How much larger than most words a title is.
const LARGER: f64 = 1.15;
/// Fewest letters, and most words, of a title.
const LETTERS: usize = 4;
const WORDS: usize = 20;

/// A piece of text: how large it is drawn, and where it stands among the words read.
pub(super) type Piece = (f64, Range<usize>);

/// The title among the pieces of a page.
pub(super) fn of(text: &str, pieces: &[Piece]) -> Option<String> {
    let letters = |range: &Range<usize>| {
        text.get(range.clone()).unwrap_or_default().chars().filter(|letter| letter.is_alphabetic()).count()
    };
    // Letters of each size, in order of size.
    let mut sizes: Vec<(f64, usize)> = Vec::new();
    for (size, range) in pieces {
        match sizes.iter_mut().find(|(known, _)| is_same(*known, *size)) {
            Some((_, count)) => *count += letters(range),
            None => sizes.push((*size, letters(range))),
        }
    }
    let most = sizes.iter().max_by_key(|(_, count)| *count)?.0;
    let named = sizes.iter().filter(|(_, count)| *count >= LETTERS).map(|(size, _)| *size);
    let largest = named.fold(0.0, f64::max);
    if largest < most * LARGER {
        return None;
    }
    let first = pieces.iter().position(|(size, range)| is_same(*size, largest) && letters(range) > 0)?;
    let rest = pieces[first..].iter();
    let last = rest.take_while(|(size, range)| is_same(*size, largest) || letters(range) == 0).last()?;
    let title = clean(text.get(pieces[first].1.start..last.1.end)?);
    let fits = (1..=WORDS).contains(&title.split_whitespace().count());
    (fits && title.chars().filter(|letter| letter.is_alphabetic()).count() >= LETTERS).then_some(title)
}

fn is_same(one: f64, other: f64) -> bool {
    (one - other).abs() <= one.max(other) * 0.03
}

#[cfg(test)]
mod tests {
    use super::of;

    #[test]
    fn the_largest_words_are_a_title_where_most_are_smaller() {
        let text = "5e\nLes\nvolcans\nUn cours pour la classe";
        assert_eq!(
            of(text, &[(30.0, 0..2), (24.0, 3..6), (24.2, 7..14), (11.0, 15..text.len())]).as_deref(),
            Some("Les volcans")
        );
        assert_eq!(of(text, &[(11.0, 0..14), (11.0, 15..text.len())]), None);
        assert_eq!(of(text, &[(11.0, 0..99)]), None);
    }
}
