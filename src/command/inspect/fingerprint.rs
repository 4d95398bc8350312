//! By what a CI system knows a thing to mend again after the file around it has changed.
//!
//! A digest of code, file and key, and of how many of the same came before: no line, so that lines added
//! above change nothing, and nothing of what was matched, so that it tells no secret.

use std::collections::HashMap;

use sha2::{Digest, Sha256};

use super::mend::Mend;

/// The fingerprint of each, in their order; no two are the same.
pub(super) fn fingerprints(list: &[Mend]) -> Vec<String> {
    let mut before: HashMap<[&str; 4], u32> = HashMap::new();
    list.iter()
        .map(|mend| {
            let parts = [
                mend.code.as_str(),
                mend.path.as_deref().unwrap_or_default(),
                mend.key.as_deref().unwrap_or_default(),
                mend.commit.as_deref().unwrap_or_default(),
            ];
            let same = before.entry(parts).or_default();
            let mut digest = Sha256::new();
            digest.update(b"glane finding 1");
            for part in parts {
                digest.update((part.len() as u64).to_le_bytes());
                digest.update(part);
            }
            digest.update(same.to_le_bytes());
            *same += 1;
            digest.finalize().iter().take(16).map(|byte| format!("{byte:02x}")).collect()
        })
        .collect()
}
