//! Sets of references: what a source or a host holds, their digest, what differs.
//!
//! Only branches, tags and notes exist here (a white list); must not run git.

use std::collections::BTreeMap;
use std::path::Path;

use glane_catalog::model::{Reason, ReasonCode};
use sha2::{Digest, Sha256};

use super::sight;

/// Prefixes of the references that can be fetched and published.
pub const PUBLISHED: [&str; 3] = ["refs/heads/", "refs/tags/", "refs/notes/"];

/// References by full name, with their object ids as hexadecimal text, and where HEAD points.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct References {
    /// Full name to object id.
    pub ids: BTreeMap<String, String>,
    /// Full name of the branch HEAD points to.
    pub head: Option<String>,
    /// Names that are not UTF-8, shown lossily: they are not copied.
    pub unreadable: Vec<String>,
    /// Names that the configuration never copies.
    pub denied: Vec<String>,
}

impl References {
    /// Reads what `git ls-remote --symref` prints.
    #[must_use]
    pub fn parse(listing: &[u8]) -> Self {
        let mut references = Self::default();
        for line in listing.split(|byte| *byte == b'\n') {
            let Some(tab) = line.iter().position(|byte| *byte == b'\t') else { continue };
            let (left, name) = (&line[..tab], &line[tab + 1..]);
            if let Some(target) = left.strip_prefix(b"ref: ") {
                if name == b"HEAD" {
                    references.head = std::str::from_utf8(target).ok().map(str::to_owned);
                }
                continue;
            }
            if name.ends_with(b"^{}") || !PUBLISHED.iter().any(|prefix| name.starts_with(prefix.as_bytes())) {
                continue;
            }
            match (std::str::from_utf8(name), std::str::from_utf8(left)) {
                (Ok(name), Ok(id)) => {
                    references.ids.insert(name.to_owned(), id.to_owned());
                }
                _ => references.unreadable.push(String::from_utf8_lossy(name).into_owned()),
            }
        }
        references
    }

    /// Whether the source's objects are named by SHA-256.
    #[must_use]
    pub fn are_sha256(&self) -> bool {
        self.ids.values().any(|id| id.len() == 64)
    }

    /// SHA-256 over the sorted `id name` lines and HEAD: equal digests, equal references.
    #[must_use]
    pub fn digest(&self) -> String {
        let mut hash = Sha256::new();
        for (name, id) in &self.ids {
            hash.update(format!("{id} {name}\n"));
        }
        hash.update(format!("HEAD {}\n", self.head.as_deref().unwrap_or_default()));
        hash.finalize().iter().map(|byte| format!("{byte:02x}")).collect()
    }

    /// The first branch or, where there is none, the first tag.
    #[must_use]
    pub fn first(&self) -> Option<&String> {
        self.ids.iter().find(|(name, _)| !name.starts_with("refs/notes/")).map(|(_, id)| id)
    }

    /// The default branch: HEAD's, else the forge's, else `main`, `master`, else the first branch.
    #[must_use]
    pub fn default_branch(&self, forge: Option<&str>) -> Option<String> {
        let heads = "refs/heads/";
        let known = |name: &str| self.ids.contains_key(&format!("{heads}{name}"));
        self.head
            .as_deref()
            .and_then(|head| head.strip_prefix(heads))
            .into_iter()
            .chain(forge)
            .chain(["main", "master"])
            .find(|name| known(name))
            .or_else(|| self.ids.keys().find_map(|name| name.strip_prefix(heads)))
            .map(str::to_owned)
    }
}

/// Reads the references of a bare repository under a prefix, named as their source names them:
/// with prefix `refs/source/`, `refs/source/heads/x` is `refs/heads/x`.
///
/// # Errors
/// The message of git2 when the repository cannot be read.
pub fn read(repository: &git2::Repository, prefix: &str) -> Result<References, git2::Error> {
    let mut references = References::default();
    for reference in repository.references_glob(&format!("{prefix}*"))? {
        let reference = reference?;
        let Some(rest) = reference.name_bytes().strip_prefix(prefix.as_bytes()) else { continue };
        if !PUBLISHED.iter().any(|kind| rest.starts_with(&kind.as_bytes()["refs/".len()..])) {
            continue;
        }
        let Some(id) = reference.target() else { continue };
        match std::str::from_utf8(rest) {
            Ok(rest) => {
                references.ids.insert(format!("refs/{rest}"), id.to_string());
            }
            Err(_) => references.unreadable.push(format!("refs/{}", String::from_utf8_lossy(rest))),
        }
    }
    Ok(references)
}

/// What `git ls-remote` would list of a repository on this disk; none where git must be asked: what
/// cannot be read, what stands for another or for nothing, and what the repository hides.
#[must_use]
pub fn of_folder(place: &Path) -> Option<References> {
    let found = named_by_folder(place)?;
    let repository = git2::Repository::open_bare(place).ok()?;
    let objects = repository.odb().ok()?;
    let is_there = |id: &String| git2::Oid::from_str(id).is_ok_and(|id| objects.exists(id));
    found.ids.values().all(is_there).then_some(found)
}

/// The same, where it does not matter whether what a reference names is there: for the question whether
/// they are those of a former look, which brought it.
#[must_use]
pub fn named_by_folder(place: &Path) -> Option<References> {
    sight::references(place).or_else(|| by_the_library(place))
}

fn by_the_library(place: &Path) -> Option<References> {
    let repository = git2::Repository::open_bare(place).ok()?;
    // Of a configuration that is not a snapshot each value asks the disk whether its files are as before.
    let configuration = repository.config().ok()?.snapshot().ok()?;
    for hides in ["transfer.hiderefs", "uploadpack.hiderefs", "receive.hiderefs"] {
        if configuration.multivar(hides, None).ok()?.next().is_some() {
            return None;
        }
    }
    let mut found = References::default();
    for prefix in PUBLISHED {
        for reference in repository.references_glob(&format!("{prefix}*")).ok()? {
            let reference = reference.ok()?;
            found.ids.insert(reference.name().ok()?.to_owned(), reference.target()?.to_string());
        }
    }
    let head = repository.find_reference("HEAD").ok()?;
    let branch = head.symbolic_target().ok().flatten().map(str::to_owned);
    found.head = branch.filter(|name| found.ids.contains_key(name));
    Some(found)
}

/// What must change to make `present` equal to `wanted`.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Difference {
    /// In `wanted` only.
    pub created: Vec<String>,
    /// In both, with different objects.
    pub updated: Vec<String>,
    /// In `present` only.
    pub deleted: Vec<String>,
}

/// Compares two sets of references.
#[must_use]
pub fn difference(present: &BTreeMap<String, String>, wanted: &BTreeMap<String, String>) -> Difference {
    let mut difference = Difference::default();
    for (name, id) in wanted {
        match present.get(name) {
            None => difference.created.push(name.clone()),
            Some(old) if old != id => difference.updated.push(name.clone()),
            Some(_) => {}
        }
    }
    difference.deleted = present.keys().filter(|name| !wanted.contains_key(*name)).cloned().collect();
    difference
}

/// How a person says that a destruction was intended.
pub(super) const INTENDED: &str = "run glane gate clean-up PROJECT --reason TEXT, also while the service runs, or, with \
                                   it stopped, glane sync --forge ID --project PATH --allow-deletions";

/// Refuses to follow a destruction without a person: more than five references and more than a
/// fifth of them going.
///
/// # Errors
/// `mass_deletion`, with the numbers and the way to go on.
pub fn refuse_mass_deletion(present: usize, deleted: usize) -> Result<(), Reason> {
    if deleted > 5 && deleted * 5 > present {
        return Err(Reason::new(
            ReasonCode::MassDeletion,
            format!(
                "{deleted} of {present} references are gone at the source with commits that no other holds; the copies \
                 keep them until a person has looked: if it was intended, {INTENDED}"
            ),
        ));
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_listing_keeps_heads_and_tags_only() {
        let listing = b"ref: refs/heads/trunk\tHEAD\n\
            1111111111111111111111111111111111111111\tHEAD\n\
            1111111111111111111111111111111111111111\trefs/heads/trunk\n\
            2222222222222222222222222222222222222222\trefs/tags/v1\n\
            3333333333333333333333333333333333333333\trefs/tags/v1^{}\n\
            4444444444444444444444444444444444444444\trefs/merge-requests/1/head\n\
            5555555555555555555555555555555555555555\trefs/heads/\xe9t\xe9\n";
        let references = References::parse(listing);
        assert_eq!(references.ids.keys().collect::<Vec<_>>(), ["refs/heads/trunk", "refs/tags/v1"]);
        assert_eq!(references.head.as_deref(), Some("refs/heads/trunk"));
        assert_eq!(references.unreadable.len(), 1);
        assert_eq!(references.default_branch(Some("other")).as_deref(), Some("trunk"));
    }

    #[test]
    fn a_fifth_of_the_references_and_more_than_five_is_a_mass_deletion() {
        assert!(refuse_mass_deletion(100, 20).is_ok());
        let told = refuse_mass_deletion(100, 21).unwrap_err().message;
        assert!(told.contains("glane gate clean-up") && told.contains("--forge ID --project PATH"), "{told}");
        assert!(refuse_mass_deletion(6, 5).is_ok());
        assert!(refuse_mass_deletion(10, 6).is_err());
        assert!(refuse_mass_deletion(1, 1).is_ok(), "a renamed branch is no destruction");
        assert!(refuse_mass_deletion(0, 0).is_ok());
    }

    #[test]
    fn a_difference_is_what_is_new_moved_and_gone() {
        let set = |pairs: &[(&str, &str)]| {
            pairs.iter().map(|(name, id)| ((*name).to_owned(), (*id).to_owned())).collect::<BTreeMap<_, _>>()
        };
        let found = difference(
            &set(&[("a", "1"), ("b", "1"), ("c", "1")]),
            &set(&[("a", "1"), ("b", "2"), ("d", "1")]),
        );
        assert_eq!(found.created, ["d"]);
        assert_eq!(found.updated, ["b"]);
        assert_eq!(found.deleted, ["c"]);
    }
}
