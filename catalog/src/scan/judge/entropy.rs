//! How many bits a symbol of a text carries, by Shannon.
//!
//! Useless alone under twenty symbols: one measure among others.

/// Bits a symbol; 0 for nothing.
#[expect(clippy::cast_precision_loss, reason = "counts of symbols in a short text")]
pub(super) fn bits(text: &[u8]) -> f32 {
    let mut counts = [0_u32; 256];
    for &byte in text {
        counts[usize::from(byte)] += 1;
    }
    let length = text.len() as f32;
    let shares = counts.iter().filter(|&&count| count > 0).map(|&count| count as f32 / length);
    -shares.map(|share| share * share.log2()).sum::<f32>()
}

#[cfg(test)]
mod tests {
    #[test]
    fn bits_of_known_texts() {
        for (text, expected) in
            [("", 0.0), ("aaaa", 0.0), ("abab", 1.0), ("abcdabcd", 2.0), ("01234567", 3.0)]
        {
            assert!((super::bits(text.as_bytes()) - expected).abs() < 1e-6, "{text}");
        }
    }
}
