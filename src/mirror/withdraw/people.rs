//! People who asked not to be named: known by a keyed digest of their name alone.
//!
//! Takes the claims that credit them out of what was read; must not keep a name.

use std::collections::HashSet;

use glane_catalog::model::{Decision, DecisionKind, Examination, ProjectRecord, ResourceRecord};
use glane_catalog::vocabulary::fold::fold;
use sha2::{Digest, Sha256};

/// The people whose withdrawal stands, and the key of their digests.
#[derive(Debug, Clone)]
pub struct People {
    key: String,
    digests: HashSet<String>,
}

impl People {
    /// Who stands withdrawn after these decisions, which are those of the whole catalogue.
    #[must_use]
    pub fn standing(decisions: &[Decision], key: String) -> Self {
        let mut digests = HashSet::new();
        let about_people = decisions.iter().filter(|decision| decision.project.is_none());
        for decision in about_people {
            let Some(subject) = &decision.subject else { continue };
            match decision.kind {
                DecisionKind::Withdraw => digests.insert(subject.clone()),
                DecisionKind::Lift => digests.remove(subject),
                _ => false,
            };
        }
        Self { key, digests }
    }

    /// Takes every claim that credits them out of a record. Whether there was one.
    pub fn strip(&self, project: &mut ProjectRecord) -> bool {
        if !self.is_anybody() {
            return false;
        }
        let pending = project.pending.as_deref_mut();
        let mut stripped = false;
        for examination in project.examination.as_mut().into_iter().chain(pending) {
            stripped |= self.strip_one(examination);
        }
        stripped
    }

    fn strip_one(&self, examination: &mut Examination) -> bool {
        let kept = examination.fields.without_people(&|name| self.is_withdrawn(name));
        let stripped = kept.is_some();
        if let Some(fields) = kept {
            examination.fields = fields;
        }
        stripped
    }

    /// Takes every claim that credits them out of a resource. Whether there was one.
    pub fn strip_resource(&self, resource: &mut ResourceRecord) -> bool {
        self.is_anybody() && resource.strip_people(&|name| self.is_withdrawn(name))
    }

    /// Whether anybody's withdrawal stands.
    #[must_use]
    pub fn is_anybody(&self) -> bool {
        !self.digests.is_empty()
    }

    fn is_withdrawn(&self, name: &str) -> bool {
        self.digests.contains(&digest(&self.key, name))
    }
}

/// The keyed digest of a name: of its words without case, accents and order, and without an address
/// that follows it.
#[must_use]
pub fn digest(key: &str, name: &str) -> String {
    let name = fold(name.split(['<', '(', '[']).next().unwrap_or_default());
    let mut words: Vec<&str> =
        name.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).collect();
    words.sort_unstable();
    let text = format!("{key}\0person\0{}", words.join(" "));
    Sha256::digest(text).iter().map(|byte| format!("{byte:02x}")).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_is_the_same_in_another_spelling_and_another_key_hides_it_otherwise() {
        let name = digest("k", "Émile Durand-Leroy");
        for same in ["DURAND-LEROY Emile", "emile durand leroy <e@example.org>", " Émile  Durand-Leroy (DNE)"]
        {
            assert_eq!(digest("k", same), name, "{same}");
        }
        assert_ne!(digest("k", "Émile Durand"), name);
        assert_ne!(digest("l", "Émile Durand-Leroy"), name);
        assert!(name.len() == 64 && !name.contains("durand"));
    }
}
