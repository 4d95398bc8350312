//! The fingerprint of a text: the numbers of its pairs of words, and nothing it could be read from.
//!
//! Also the table that fingerprints are kept in. Must not know where a text came from.

use super::prose::Prose;

/// A text as numbers.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fingerprint {
    /// All words in their order, as one number.
    pub whole: u64,
    /// The distinct pairs of neighbouring words, sorted.
    pub pairs: Vec<u32>,
}

impl Fingerprint {
    /// The fingerprint of a text.
    #[must_use]
    pub fn of(text: &str) -> Self {
        Self::of_prose(&Prose::of(text))
    }

    pub(super) fn of_prose(prose: &Prose) -> Self {
        let mut pairs = prose.pairs();
        pairs.sort_unstable();
        pairs.dedup();
        Self { whole: prose.whole(), pairs }
    }
}

/// Several fingerprints as bytes: for each the whole, how many pairs, the pairs; little-endian.
#[must_use]
pub fn table(fingerprints: &[Fingerprint]) -> Vec<u8> {
    let mut bytes = Vec::new();
    for one in fingerprints {
        bytes.extend(one.whole.to_le_bytes());
        bytes.extend(u32::try_from(one.pairs.len()).unwrap_or(u32::MAX).to_le_bytes());
        bytes.extend(one.pairs.iter().flat_map(|pair| pair.to_le_bytes()));
    }
    bytes
}

/// The fingerprints of a table, in order; ends at the first that is not whole.
pub(super) fn read(mut bytes: &[u8]) -> Vec<Fingerprint> {
    let mut found = Vec::new();
    while let Some((one, rest)) = first(bytes) {
        found.push(one);
        bytes = rest;
    }
    found
}

fn first(bytes: &[u8]) -> Option<(Fingerprint, &[u8])> {
    let (whole, rest) = bytes.split_first_chunk()?;
    let (count, rest) = rest.split_first_chunk()?;
    let count = usize::try_from(u32::from_le_bytes(*count)).ok()?;
    let (pairs, rest) = rest.split_at_checked(count.checked_mul(4)?)?;
    let pairs = pairs.as_chunks().0.iter().map(|four| u32::from_le_bytes(*four)).collect();
    Some((Fingerprint { whole: u64::from_le_bytes(*whole), pairs }, rest))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_table_reads_back_and_a_broken_one_ends() {
        let all = [Fingerprint::of("one two three"), Fingerprint::of(""), Fingerprint::of("four five")];
        let bytes = table(&all);
        assert_eq!(read(&bytes), all);
        assert_eq!(read(&bytes[..bytes.len() - 1]), all[..2]);
        assert_eq!(all[0].pairs.len(), 2);
    }
}
