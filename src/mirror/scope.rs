//! Which references of a source are copied: heads and tags, notes where they are asked for, and
//! none that the configuration denies.
//!
//! A pure choice by name; must not run git.

use glane_catalog::model::{Reason, ReasonCode};
use globset::{GlobBuilder, GlobSet, GlobSetBuilder};

use super::references::References;
use crate::config::Carry;

/// A choice of references; by default heads and tags, all of them.
#[derive(Debug, Clone, Default)]
pub struct Scope {
    deny: GlobSet,
    patterns: Vec<String>,
    notes: bool,
}

impl Scope {
    /// The choice that settings describe.
    ///
    /// # Errors
    /// A glob that cannot be read: nothing may be copied by a choice that is not understood.
    pub fn new(carry: &Carry) -> Result<Self, Reason> {
        let unread = |glob: &str, error: globset::Error| {
            let text = format!("the glob \"{glob}\" of deny_refs cannot be read: {}: mend it", error.kind());
            Reason::new(ReasonCode::Internal, text)
        };
        let mut set = GlobSetBuilder::new();
        for glob in &carry.deny_refs {
            // Rather one reference too few: `*` goes over slashes, and case does not matter.
            set.add(
                GlobBuilder::new(glob).case_insensitive(true).build().map_err(|error| unread(glob, error))?,
            );
        }
        let deny = set.build().map_err(|error| unread("deny_refs", error))?;
        Ok(Self { deny, patterns: carry.deny_refs.clone(), notes: carry.notes })
    }

    /// Whether notes are copied too.
    #[must_use]
    pub fn notes(&self) -> bool {
        self.notes
    }

    /// The references that are copied; the denied ones are only named.
    #[must_use]
    pub fn narrow(&self, mut references: References) -> References {
        if !self.notes {
            references.ids.retain(|name, _| !name.starts_with("refs/notes/"));
            references.unreadable.retain(|name| !name.starts_with("refs/notes/"));
        }
        let denied = |name: &str| self.deny.is_match(short(name));
        let ids = std::mem::take(&mut references.ids);
        let (out, kept): (Vec<_>, Vec<_>) = ids.into_iter().partition(|(name, _)| denied(name));
        references.ids = kept.into_iter().collect();
        references.denied.extend(out.into_iter().map(|(name, _)| name));
        references.head = references.head.filter(|head| !denied(head));
        references
    }

    /// What git is told not to fetch: every denied name that is known, and the patterns that git
    /// understands too, for what appears between the listing and the fetch.
    #[must_use]
    pub fn refused(&self, denied: &[String]) -> Vec<String> {
        let simple = |glob: &&String| {
            let glob = glob.replace("**", "*");
            glob.matches('*').count() == 1 && !glob.contains(['?', '[', ']', '{', '}', '\\', '^', ':', ' '])
        };
        let patterns = self.patterns.iter().filter(simple).flat_map(|glob| {
            let glob = glob.replace("**", "*");
            [format!("^refs/heads/{glob}"), format!("^refs/tags/{glob}")]
        });
        let patterns: Vec<String> = patterns.collect();
        // A name that a pattern covers need not be named: a forge may have thousands.
        let covered = |name: &&String| {
            patterns.iter().any(|pattern| {
                pattern[1..].split_once('*').is_some_and(|(start, end)| {
                    name.len() >= start.len() + end.len() && name.starts_with(start) && name.ends_with(end)
                })
            })
        };
        let named: Vec<String> =
            denied.iter().filter(|name| !covered(name)).map(|name| format!("^{name}")).collect();
        [patterns, named].concat()
    }
}

/// A branch's or tag's name without the folder of its kind.
fn short(name: &str) -> &str {
    ["refs/heads/", "refs/tags/", "refs/"].iter().find_map(|prefix| name.strip_prefix(prefix)).unwrap_or(name)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn listed(names: &[&str]) -> References {
        let ids = names.iter().map(|name| ((*name).to_owned(), "1".to_owned())).collect();
        References { ids, head: Some("refs/heads/security/main".to_owned()), ..References::default() }
    }

    #[test]
    fn denied_names_are_out_whatever_their_depth_or_case() {
        let scope = Scope::new(&Carry::default()).unwrap();
        let names = [
            "refs/heads/main",
            "refs/heads/insecurity",
            "refs/heads/security/a/b",
            "refs/heads/Security/c",
            "refs/heads/équipe/faille-embargo",
            "refs/tags/v1-security",
            "refs/tags/embargo/v2",
            "refs/heads/github/pr-12",
            "refs/notes/commits",
        ];
        let narrow = scope.narrow(listed(&names));
        assert_eq!(narrow.ids.keys().collect::<Vec<_>>(), ["refs/heads/insecurity", "refs/heads/main"]);
        assert_eq!(narrow.denied.len(), 6);
        assert_eq!(narrow.head, None);
        let refused = scope.refused(&narrow.denied);
        assert!(refused.contains(&"^refs/heads/security/*".to_owned()), "{refused:?}");
        assert!(refused.contains(&"^refs/heads/Security/c".to_owned()), "{refused:?}");
        let with_notes = Scope::new(&Carry { notes: true, ..Carry::default() }).unwrap();
        assert!(with_notes.narrow(listed(&names)).ids.contains_key("refs/notes/commits"));
    }

    #[test]
    fn a_glob_that_cannot_be_read_copies_nothing() {
        let carry = Carry { deny_refs: vec!["a[".to_owned()], ..Carry::default() };
        assert!(Scope::new(&carry).unwrap_err().message.contains("a["));
    }
}
