//! What an index was made with: schema, analysis, engine, school words and programs, in one short digest.
//!
//! An index of another fingerprint is never read, since its terms may differ without a word.

use glane_catalog::vocabulary::{school, software};
use sha2::{Digest, Sha256};

use crate::analyse::{ANALYSIS_VERSION, Chain, tokens};
use crate::schema::schema;

/// Analysed by every chain, so that a stemmer that changed under us changes the digest.
const PROBE: &str = "L’école des œuvres, universités, données, élèves, mathématiques, fractions, 6ème, sixième, \
    énergies, bibliothèques, chevaux, nationaux, naturellement, finissaient, constitution, généreuse, C++, node.js, \
    scikit-learn, organisations, running, happily, relational, university, generously, trees, classes, données";

/// The fingerprint of this build: 16 hexadecimal digits.
pub(crate) fn fingerprint() -> String {
    let mut digest = Sha256::new();
    let (schema, _) = schema();
    digest.update(serde_json::to_string(&schema).unwrap_or_default());
    digest.update(tantivy::version_string());
    digest.update(ANALYSIS_VERSION.to_le_bytes());
    for chain in Chain::ALL {
        digest.update(chain.name());
        for token in tokens(chain, PROBE) {
            digest.update(token.text);
            digest.update([0]);
        }
    }
    // Names of levels and subjects are written into every document.
    for name in school::terms().iter().flat_map(|term| school::also_known_as(term.kind, &term.term)) {
        digest.update(name);
        digest.update([0]);
    }
    // The programs that an index is begun with.
    for program in software::all() {
        digest.update(serde_json::to_string(program).unwrap_or_default());
    }
    digest.finalize().iter().take(8).map(|byte| format!("{byte:02x}")).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn it_is_the_same_each_time() {
        assert_eq!(fingerprint(), fingerprint());
        assert_eq!(fingerprint().len(), 16);
    }
}
