//! How long a project that failed waits: a minute, doubled at each failure, a day at most.
//!
//! The wait is scattered by the project's name, so that what failed together does not come back
//! together. Must not know why it failed.

use jiff::SignedDuration;
use sha2::{Digest, Sha256};

/// The first wait, in seconds.
const FIRST: u64 = 60;
/// The longest one, in seconds.
const LONGEST: u64 = 24 * 3600;

/// The wait after one more failure than `failures`: between half and all of what is doubled.
#[must_use]
pub fn wait(failures: u32, subject: &str) -> SignedDuration {
    let whole = FIRST.saturating_mul(1_u64.checked_shl(failures).unwrap_or(u64::MAX)).min(LONGEST);
    let seconds = whole / 2 + share(&format!("{subject}#{failures}"), whole - whole / 2);
    SignedDuration::from_secs(i64::try_from(seconds).unwrap_or(i64::MAX))
}

/// A part of `whole` that is always the same for this name, and evenly spread over many names.
#[must_use]
pub fn share(name: &str, whole: u64) -> u64 {
    let digest = Sha256::digest(name);
    let drawn = digest.iter().take(4).fold(0_u64, |sum, byte| sum << 8 | u64::from(*byte));
    // Thirty-two bits of at most a day in seconds: no overflow.
    (drawn * whole.min(u64::from(u32::MAX))) >> 32
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn waits_double_to_a_day_and_are_scattered() {
        // One minute doubled: 60, 120, 240 … 61,440, then a day; each between its half and itself.
        for (failures, whole) in
            [(0, 60), (1, 120), (2, 240), (10, 61_440), (11, 86_400), (63, 86_400), (64, 86_400)]
        {
            let seconds = wait(failures, "mim:1").as_secs();
            assert!((whole / 2..=whole).contains(&seconds), "{failures}: {seconds}");
        }
        let drawn: std::collections::BTreeSet<_> =
            (0..100).map(|id| wait(11, &format!("mim:{id}")).as_secs()).collect();
        assert!(drawn.len() > 90, "{} of 100 differ", drawn.len());
        assert_eq!(wait(3, "mim:1"), wait(3, "mim:1"));
    }
}
