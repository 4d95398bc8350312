//! What a repository is known by wherever it lies: SWHIDs of the examined commit, of its root folder and
//! of all references, and the commits in which its history begins.
//!
//! Reads references and the heads of objects; must not know who may see what.

use std::collections::BTreeSet;

use glane_catalog::identity::{Branch, Kind, Swhid, Target, snapshot};
use glane_catalog::model::{Examination, Identifiers};

/// Where the references of a repository that is nobody's intake stand: only what is mirrored by default
/// counts of them. Of an intake everything does, since nothing else was fetched.
const ANY: &str = "refs/";
/// What is mirrored by default.
const MIRRORED: [&[u8]; 2] = [b"heads/", b"tags/"];

/// Adds the identifiers of the commit and of the references under a prefix. One that cannot be computed,
/// since an object is missing, is left out.
pub(super) fn add(
    repository: &git2::Repository,
    commit: &git2::Commit<'_>,
    prefix: &str,
    examination: &mut Examination,
) {
    let head = examination.default_branch.as_deref();
    let found = &mut examination.identifiers;
    found.revision = of(Kind::Revision, commit.id());
    found.directory = of(Kind::Directory, commit.tree_id());
    found.snapshot = branches(repository, prefix, head).ok().flatten().map(|branches| snapshot(&branches));
}

fn of(kind: Kind, id: git2::Oid) -> Option<Swhid> {
    Swhid::of_object(kind, &id.to_string()).ok()
}

/// The branches of the snapshot that an archive would take of the mirror: each reference by its full name,
/// leading to its object, and `HEAD`, which leads to the default branch where there is one.
fn branches(
    repository: &git2::Repository,
    prefix: &str,
    head: Option<&str>,
) -> Result<Option<Vec<Branch>>, git2::Error> {
    let objects = repository.odb()?;
    let mut branches = Vec::new();
    for reference in repository.references_glob(&format!("{prefix}*"))? {
        let reference = reference?;
        let Some(short) = reference.name_bytes().strip_prefix(prefix.as_bytes()) else { continue };
        if prefix == ANY && !MIRRORED.iter().any(|kind| short.starts_with(kind)) {
            continue;
        }
        let name = [b"refs/", short].concat();
        let Some(id) = reference.resolve()?.target() else { continue };
        let Some(object) = kind(objects.read_header(id)?.1).and_then(|kind| of(kind, id)) else {
            return Ok(None);
        };
        branches.push(Branch { name, target: Target::Object(object) });
    }
    let head = head.map(|branch| format!("refs/heads/{branch}").into_bytes());
    // A HEAD that leads nowhere is not announced by a server of git.
    if let Some(to) = head.filter(|head| branches.iter().any(|branch| branch.name == *head)) {
        branches.push(Branch { name: b"HEAD".to_vec(), target: Target::Alias(to) });
    }
    Ok(Some(branches))
}

fn kind(object: git2::ObjectType) -> Option<Kind> {
    Some(match object {
        git2::ObjectType::Commit => Kind::Revision,
        git2::ObjectType::Tag => Kind::Release,
        git2::ObjectType::Tree => Kind::Directory,
        git2::ObjectType::Blob => Kind::Content,
        git2::ObjectType::Any => return None,
    })
}

/// The commits without parent met on a walk, of which the first in their order are kept.
#[derive(Debug, Default)]
pub(super) struct Roots(BTreeSet<git2::Oid>);

impl Roots {
    pub(super) fn add(&mut self, root: git2::Oid) {
        self.0.insert(root);
        if self.0.len() > Identifiers::MOST_ROOTS {
            self.0.pop_last();
        }
    }

    /// Their identifiers, in order.
    pub(super) fn ids(self) -> Vec<Vec<u8>> {
        self.0.iter().map(|root| root.as_bytes().to_vec()).collect()
    }
}
