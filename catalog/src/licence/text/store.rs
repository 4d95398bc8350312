//! The store: every known text, and for each pair of words the texts that hold it.
//!
//! Made once, when it is first asked for. Must not know the text that is looked at.

use std::collections::HashMap;
use std::sync::LazyLock;

use super::known::{self, Known};

/// What a text is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::licence) enum Kind {
    /// A licence.
    Licence,
    /// An exception to one.
    Exception,
}

/// A text of the store.
#[derive(Debug)]
pub(super) struct Entry {
    pub(super) id: &'static str,
    pub(super) kind: Kind,
    pub(super) deprecated: bool,
    /// Its distinct pairs, sorted.
    pub(super) pairs: Vec<u32>,
}

/// All known texts.
#[derive(Debug)]
pub(super) struct Store {
    pub(super) entries: Vec<Entry>,
    wholes: HashMap<u64, u16>,
    /// Distinct pairs, sorted, and where the texts of each begin.
    keys: Vec<u32>,
    begins: Vec<u32>,
    texts: Vec<u16>,
    /// Where the keys with these upper bits begin.
    buckets: Vec<u32>,
}

/// Bits of a pair that choose its bucket.
const BITS: u32 = 16;

static STORE: LazyLock<Store> = LazyLock::new(|| Store::new(known::all()));

impl Store {
    /// The one store.
    pub(super) fn get() -> &'static Self {
        &STORE
    }

    fn new(known: Vec<Known>) -> Self {
        let mut wholes: HashMap<u64, u16> = HashMap::new();
        let mut entries: Vec<Entry> = Vec::new();
        for Known { id, kind, deprecated, print } in known {
            let Ok(number) = u16::try_from(entries.len()) else { break };
            if print.pairs.is_empty() || id.is_empty() {
                continue;
            }
            // The same words under two identifiers: the one in use stands for both.
            if let Some(same) = wholes.get(&print.whole) {
                let first = &mut entries[usize::from(*same)];
                if first.deprecated && !deprecated {
                    *first = Entry { id, kind, deprecated, pairs: print.pairs };
                }
                continue;
            }
            wholes.insert(print.whole, number);
            entries.push(Entry { id, kind, deprecated, pairs: print.pairs });
        }
        let (keys, begins, texts) = inverted(&entries);
        let buckets = buckets(&keys);
        Self { entries, wholes, keys, begins, texts, buckets }
    }

    /// The text with exactly these words.
    pub(super) fn whole(&self, whole: u64) -> Option<u16> {
        self.wholes.get(&whole).copied()
    }

    /// The texts that hold a pair.
    pub(super) fn holding(&self, pair: u32) -> &[u16] {
        let bucket = (pair >> (32 - BITS)) as usize;
        let (from, to) = (self.buckets[bucket] as usize, self.buckets[bucket + 1] as usize);
        match self.keys[from..to].binary_search(&pair) {
            Ok(at) => {
                let (begin, end) = (self.begins[from + at] as usize, self.begins[from + at + 1] as usize);
                &self.texts[begin..end]
            }
            Err(_) => &[],
        }
    }

    /// How much memory it takes, in bytes.
    pub(super) fn bytes(&self) -> usize {
        let pairs: usize = self.entries.iter().map(|entry| entry.pairs.len() * 4 + size_of::<Entry>()).sum();
        pairs
            + (self.keys.len() + self.begins.len() + self.buckets.len()) * 4
            + self.texts.len() * 2
            + self.wholes.len() * 16
    }
}

fn inverted(entries: &[Entry]) -> (Vec<u32>, Vec<u32>, Vec<u16>) {
    let mut all: Vec<u64> = Vec::with_capacity(entries.iter().map(|entry| entry.pairs.len()).sum());
    for (number, entry) in (0u64..).zip(entries) {
        all.extend(entry.pairs.iter().map(|pair| u64::from(*pair) << 16 | number));
    }
    all.sort_unstable();
    let (mut keys, mut begins, mut texts) = (Vec::new(), Vec::new(), Vec::with_capacity(all.len()));
    for (at, both) in (0u32..).zip(&all) {
        let key = u32::try_from(both >> 16).unwrap_or_default();
        if keys.last() != Some(&key) {
            keys.push(key);
            begins.push(at);
        }
        texts.push(u16::try_from(both & 0xffff).unwrap_or_default());
    }
    begins.push(u32::try_from(all.len()).unwrap_or(u32::MAX));
    (keys, begins, texts)
}

fn buckets(keys: &[u32]) -> Vec<u32> {
    let mut begins = vec![0u32; (1 << BITS) + 1];
    for key in keys {
        begins[(key >> (32 - BITS)) as usize + 1] += 1;
    }
    for at in 1..begins.len() {
        begins[at] += begins[at - 1];
    }
    begins
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The bound that was asked for: 20 MiB.
    #[test]
    fn the_store_is_small_and_finds_what_it_holds() {
        let store = Store::get();
        println!("{} texts, {} pairs, {} bytes", store.entries.len(), store.keys.len(), store.bytes());
        assert!(store.bytes() < 20 << 20);
        let mit = store.entries.iter().position(|entry| entry.id == "MIT").unwrap();
        let mit = u16::try_from(mit).unwrap();
        assert!(store.entries[usize::from(mit)].pairs.iter().all(|pair| store.holding(*pair).contains(&mit)));
        assert!(store.holding(0).is_empty() && store.holding(u32::MAX).is_empty());
    }
}
