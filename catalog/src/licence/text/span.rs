//! The stretch of a file where a text stands, and how well it fits.
//!
//! Sees positions and whether each holds a pair of the text; must not know the texts.

/// What a pair that is not the text's costs; a stranger stretch is bridged when shorter than a third
/// of what is gained behind it.
const STRANGER: f32 = 0.35;
/// The same for texts so short that their pairs are common ones.
const STRANGER_IN_SHORT: f32 = 1.0;

/// A stretch of positions, the end not included.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Span {
    pub(super) from: usize,
    pub(super) to: usize,
}

/// What a position holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Held {
    /// A pair of the text, with its number among the distinct pairs of the file.
    Pair(usize),
    /// Another pair.
    Stranger,
    /// Something that another text explained already.
    Taken,
}

/// The stretch that holds most of the text with least else in it; `distinct` is how many distinct
/// pairs the file has. A pair counts once: a second copy of the text is another stretch.
pub(super) fn densest(held: impl Iterator<Item = Held>, distinct: usize, short: bool) -> Option<Span> {
    let cost = if short { STRANGER_IN_SHORT } else { STRANGER };
    let mut seen = vec![usize::MAX; distinct];
    let (mut sum, mut from, mut most) = (0.0f32, 0, 0.0f32);
    let mut best = None;
    for (at, one) in held.enumerate() {
        match one {
            Held::Pair(number) => {
                if sum <= 0.0 {
                    (sum, from) = (0.0, at);
                }
                let again = seen[number] != usize::MAX && seen[number] >= from;
                seen[number] = at;
                sum += if again { -cost } else { 1.0 };
                if sum > most {
                    (most, best) = (sum, Some(Span { from, to: at + 1 }));
                }
            }
            Held::Stranger => sum -= cost,
            Held::Taken => sum = 0.0,
        }
    }
    best
}

/// How a stretch and a text fit: counts of distinct pairs.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Fit {
    /// Pairs of the text that the stretch holds.
    pub(super) common: usize,
    /// Pairs of the text.
    pub(super) text: usize,
    /// Pairs of the stretch.
    pub(super) stretch: usize,
}

#[expect(clippy::cast_precision_loss, reason = "counts of pairs are far below the precision of a float")]
impl Fit {
    /// The share of the text that is there.
    pub(super) fn cover(self) -> f32 {
        self.common as f32 / self.text.max(1) as f32
    }

    /// Likeness by Dice: twice what is common over both.
    pub(super) fn dice(self) -> f32 {
        2.0 * self.common as f32 / (self.text + self.stretch).max(1) as f32
    }

    /// What the text explains of the stretch, less what is missing and what is strange.
    pub(super) fn worth(self) -> f32 {
        let missing = (self.text - self.common) as f32;
        let strange = self.stretch.saturating_sub(self.common) as f32;
        self.common as f32 - missing - 0.5 * strange
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn held(marks: &str) -> impl Iterator<Item = Held> {
        marks.bytes().map(|mark| match mark {
            b'|' => Held::Taken,
            b'.' => Held::Stranger,
            letter => Held::Pair(usize::from(letter)),
        })
    }

    #[test]
    fn the_densest_stretch_has_no_strange_ends_and_stops_at_what_is_taken() {
        let densest = |marks, short| densest(held(marks), 128, short);
        assert_eq!(densest("..a....bcde.fghi..j", false), Some(Span { from: 7, to: 19 }));
        assert_eq!(densest("abcde|abcdefg", false), Some(Span { from: 6, to: 13 }));
        assert_eq!(densest("...", false), None);
        assert_eq!(densest("ab..cde", true), Some(Span { from: 4, to: 7 }));
        assert_eq!(densest("abcdef.abcdef", false), Some(Span { from: 0, to: 6 }));
    }

    #[test]
    fn a_fit_counts_by_hand() {
        let fit = Fit { common: 90, text: 100, stretch: 110 };
        assert!((fit.cover() - 0.9).abs() < 1e-6);
        assert!((fit.dice() - 180.0 / 210.0).abs() < 1e-6);
        assert!((fit.worth() - 70.0).abs() < 1e-6);
    }
}
