//! Where in a file known texts stand: the best first, then the best of what is left.
//!
//! Must not know titles; two texts of one family may both fit.

use super::kin;
use super::prose::{Prose, Word};
use super::span::{self, Fit, Held, Span};
use super::store::{Kind, Store};

/// Most texts looked for in one file, copies of one counted.
const MOST: usize = 24;
/// Most texts compared with the file in detail.
const COMPARED: usize = 48;
/// How well a text must fit.
#[derive(Debug, Clone, Copy)]
struct Bar {
    /// Likeness from which a text is taken for the licence's own.
    alike: f32,
    /// Share of a text, from which it stands inside something else.
    contained: f32,
    /// Likeness that a contained text must have all the same, with what stands between its words.
    contained_alike: f32,
    /// Share of a text below which it is not looked at in detail.
    hinted: f32,
}

const SURE: Bar = Bar { alike: 0.90, contained: 0.90, contained_alike: 0.78, hinted: 0.75 };
/// For a file in which nothing is sure: a part of a text, or a variant of one.
const LOOSE: Bar = Bar { alike: 0.78, contained: 0.85, contained_alike: 0.70, hinted: 0.60 };

/// Pairs from which a text may be found by containment.
const LONG: usize = 40;
/// Fewest pairs that may name a text.
const FEWEST: usize = 6;

/// A known text in a file.
#[derive(Debug, Clone, PartialEq)]
pub(in crate::licence) struct Place {
    /// Its identifier.
    pub(in crate::licence) id: &'static str,
    /// Licence or exception.
    pub(in crate::licence) kind: Kind,
    /// Word for word.
    pub(in crate::licence) exact: bool,
    /// Likeness, from 0 to 1; below 0.9 the text is a part or a variant.
    pub(in crate::licence) score: f32,
    /// First line, from 1.
    pub(in crate::licence) first: u32,
    /// Last line.
    pub(in crate::licence) last: u32,
}

/// The known texts that a file holds, in order of appearance.
pub(in crate::licence) fn places(prose: &Prose) -> Vec<Place> {
    let store = Store::get();
    let words = &prose.words;
    let (Some(first), Some(last)) = (words.first(), words.last()) else { return Vec::new() };
    if let Some(text) = store.whole(prose.whole()) {
        let entry = &store.entries[usize::from(text)];
        let (id, kind) = (entry.id, entry.kind);
        return vec![Place { id, kind, exact: true, score: 1.0, first: first.line, last: last.line }];
    }
    let mut search = Search::new(store, prose);
    let mut found: Vec<(usize, Place)> = Vec::new();
    while let Some((text, span, fit)) =
        Some(()).filter(|()| found.len() < MOST).and_then(|()| search.best(SURE))
    {
        search.take(span);
        found.push((span.from, place(store, words, (text, span, fit))));
    }
    if found.is_empty()
        && let Some((text, span, fit)) = search.best(LOOSE)
    {
        found.push((0, Place { score: fit.dice(), ..place(store, words, (text, span, fit)) }));
    }
    found.sort_by_key(|(from, _)| *from);
    found.into_iter().map(|(_, place)| place).collect()
}

fn place(store: &Store, words: &[Word], (text, span, fit): Compared) -> Place {
    let entry = &store.entries[text];
    let contained = if fit.cover() >= SURE.contained { fit.cover() * 0.97 } else { 0.0 };
    let score = fit.dice().max(contained);
    Place {
        id: kin::usual_name(entry.id, score),
        kind: entry.kind,
        exact: fit.common == fit.text && fit.stretch == fit.text,
        score,
        first: words[span.from].line,
        last: words[span.to].line,
    }
}

/// A file under search.
struct Search<'a> {
    store: &'a Store,
    /// For each position, which distinct pair it holds.
    held: Vec<usize>,
    /// The distinct pairs, sorted, each with the texts that hold it.
    distinct: Vec<(u32, &'a [u16])>,
    taken: Vec<bool>,
}

/// A text compared: its number, where, and how it fits.
type Compared = (usize, Span, Fit);

impl<'a> Search<'a> {
    fn new(store: &'a Store, prose: &Prose) -> Self {
        let pairs = prose.pairs();
        let mut sorted = pairs.clone();
        sorted.sort_unstable();
        sorted.dedup();
        let held = pairs.iter().map(|pair| sorted.binary_search(pair).unwrap_or_default()).collect();
        let distinct = sorted.into_iter().map(|pair| (pair, store.holding(pair))).collect();
        Self { store, held, distinct, taken: vec![false; pairs.len()] }
    }

    fn take(&mut self, span: Span) {
        self.taken[span.from..span.to].fill(true);
    }

    /// The text that explains most of what is left.
    fn best(&self, bar: Bar) -> Option<Compared> {
        let left = self.left();
        let texts = self.hinted(&left, bar);
        let mut slots = vec![usize::MAX; self.store.entries.len()];
        for (slot, text) in texts.iter().enumerate() {
            slots[*text] = slot;
        }
        let mut members = vec![0u64; self.distinct.len()];
        for (at, (_, holding)) in self.distinct.iter().enumerate().filter(|(at, _)| left[*at]) {
            for text in *holding {
                if let Some(bit) = Some(slots[usize::from(*text)]).filter(|slot| *slot < 64) {
                    members[at] |= 1 << bit;
                }
            }
        }
        let mut fitting: Vec<Compared> =
            (0..).zip(&texts).filter_map(|(slot, text)| self.compare(*text, slot, &members, bar)).collect();
        fitting.sort_by(|a, b| b.2.worth().total_cmp(&a.2.worth()));
        self.among(&fitting)
    }

    /// The first, or one of its kin that is rather meant.
    fn among(&self, fitting: &[Compared]) -> Option<Compared> {
        let mut best = *fitting.first()?;
        let pairs = |span: Span| {
            let mut there: Vec<usize> = self.held[span.from..span.to].to_vec();
            there.sort_unstable();
            there
        };
        let there = pairs(best.1);
        let holds = |pair: u32| {
            self.distinct
                .binary_search_by_key(&pair, |(pair, _)| *pair)
                .is_ok_and(|at| there.binary_search(&at).is_ok())
        };
        #[expect(clippy::cast_precision_loss, reason = "counts of pairs are small")]
        let margin = 4.0 + best.2.text as f32 * 0.15;
        let near = best.2.worth() - margin;
        for other in &fitting[1..] {
            if other.2.worth() < near {
                break;
            }
            if kin::rather(&self.store.entries[best.0], &self.store.entries[other.0], holds) {
                best = *other;
            }
        }
        Some(best)
    }

    /// Which distinct pairs are still somewhere.
    fn left(&self) -> Vec<bool> {
        let mut left = vec![false; self.distinct.len()];
        for (at, _) in self.taken.iter().enumerate().filter(|(_, taken)| !**taken) {
            left[self.held[at]] = true;
        }
        left
    }

    /// The texts of which enough is there to look closer, those with most in common first.
    #[expect(clippy::cast_precision_loss, reason = "counts of pairs are far below the precision of a float")]
    fn hinted(&self, left: &[bool], bar: Bar) -> Vec<usize> {
        let mut counts = vec![0u32; self.store.entries.len()];
        for (_, holding) in self.distinct.iter().zip(left).filter(|(_, left)| **left).map(|(one, _)| one) {
            for text in *holding {
                counts[usize::from(*text)] += 1;
            }
        }
        let enough = |text: &usize| {
            let pairs = self.store.entries[*text].pairs.len();
            pairs >= FEWEST && counts[*text] as f32 >= bar.hinted * pairs as f32
        };
        let mut texts: Vec<usize> = (0..counts.len()).filter(enough).collect();
        texts.sort_by_key(|text| std::cmp::Reverse(counts[*text]));
        texts.truncate(COMPARED);
        texts
    }

    fn compare(&self, text: usize, slot: usize, members: &[u64], bar: Bar) -> Option<Compared> {
        let pairs = self.store.entries[text].pairs.len();
        let held =
            self.held.iter().zip(&self.taken).map(|(at, taken)| match (*taken, members[*at] >> slot & 1) {
                (true, _) => Held::Taken,
                (_, 1) => Held::Pair(*at),
                _ => Held::Stranger,
            });
        let span = span::densest(held, self.distinct.len(), pairs < LONG)?;
        let mut seen = vec![false; self.distinct.len()];
        let mut fit = Fit { common: 0, text: pairs, stretch: 0 };
        for at in &self.held[span.from..span.to] {
            if !std::mem::replace(&mut seen[*at], true) {
                fit.stretch += 1;
                fit.common += usize::from(members[*at] >> slot & 1 == 1);
            }
        }
        let contained = pairs >= LONG && fit.cover() >= bar.contained && fit.dice() >= bar.contained_alike;
        (fit.dice() >= bar.alike || contained).then_some((text, span, fit))
    }
}
