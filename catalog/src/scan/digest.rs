//! Names that say nothing of what they name: ids of matches, version of the rules.
//!
//! Must not know rules; the key never leaves.

use sha2::{Digest, Sha256};

use super::{FILE_LIMIT, Options, sample, table};

/// Changes when the engine finds other things with the same rules.
const ENGINE: &str = "2";

/// Makes ids; its key is a digest of the one it was given.
pub(super) struct Digester {
    keyed: Sha256,
}

impl std::fmt::Debug for Digester {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Digester")
    }
}

impl Digester {
    pub(super) fn new(key: &[u8]) -> Self {
        // The key has the same length whatever was given, so that nothing of it can pass for a rule.
        Self { keyed: Sha256::new_with_prefix(Sha256::digest(key)) }
    }

    /// 16 hexadecimal digits; the same for the same match by the same rule in the same place.
    pub(super) fn id(&self, rule: &str, matched: &[u8], path: &str) -> String {
        let mut digest = self.keyed.clone();
        for part in [rule.as_bytes(), matched, path.as_bytes()] {
            digest.update((part.len() as u64).to_be_bytes());
            digest.update(part);
        }
        hexadecimal(&digest.finalize()[..8])
    }
}

/// Version of rules, options and engine; the key is part of it, since ids depend on it.
pub(super) fn ruleset(options: &Options) -> String {
    let mut digest = Sha256::new();
    let flags = [options.secrets, options.personal_data, options.third_party].map(u8::from);
    let limit = FILE_LIMIT.to_string();
    let key = Sha256::digest(&options.key);
    let mut parts: Vec<&[u8]> = vec![ENGINE.as_bytes(), limit.as_bytes(), &flags, &key];
    parts.extend(table::OWN.iter().map(|text| text.as_bytes()));
    parts.extend(options.rules.iter().map(String::as_bytes));
    parts.extend(options.skip_paths.iter().map(String::as_bytes));
    for part in parts {
        digest.update((part.len() as u64).to_be_bytes());
        digest.update(part);
    }
    sample::PUBLISHED.iter().for_each(|known| digest.update(known.to_be_bytes()));
    hexadecimal(&digest.finalize()[..8])
}

fn hexadecimal(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}
