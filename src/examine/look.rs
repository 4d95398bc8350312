//! The look: everything that would become public and was not looked at before, each object once.
//!
//! Walks commits, trees, blobs, tags and names of references, and hands their bytes to the scanner.
//! Runs in the child; nothing is written to disk, and nothing of what was matched leaves it.

mod added;
mod blob;
mod large;
mod people;
mod place;
mod runs;
mod sift;
mod tag;
mod tip;

use std::collections::{BTreeMap, HashSet};
use std::path::PathBuf;

use git2::{Oid, Repository};
use glane_catalog::model::{Publication, Sighting, SightingKind};
use glane_catalog::scan;
use serde::{Deserialize, Serialize};

use self::sift::Sift;
use super::{ExamineError, open};

/// Version of the look itself: raise it when it finds something else in the same objects.
pub const LOOK: u32 = 4;

/// What to look for.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
pub struct LookOptions {
    /// Keys, tokens and passwords.
    pub secrets: bool,
    /// Data of pupils and staff.
    pub personal_data: bool,
    /// Works whose rights somebody else holds.
    pub third_party: bool,
    /// Globs on paths in which no secret is looked for.
    pub skip_paths: Vec<String>,
    /// Further rules, in the format of gitleaks (TOML).
    pub rules: Option<String>,
    /// Globs on addresses of authors that should not travel.
    pub author_addresses: Vec<String>,
    /// Objects of this size, in bytes, are taken by no host.
    pub largest: u64,
    /// Objects of this size are worth a word.
    pub sizeable: u64,
    /// Key of the digests.
    pub key: String,
}

impl LookOptions {
    /// The scanner that these options describe.
    ///
    /// # Errors
    /// When a further rule cannot be read.
    pub fn scanner(&self) -> Result<scan::Scanner, scan::RuleError> {
        scan::Scanner::new(scan::Options {
            secrets: self.secrets,
            personal_data: self.personal_data,
            third_party: self.third_party,
            skip_paths: self.skip_paths.clone(),
            rules: self.rules.clone(),
            key: self.key.clone().into_bytes(),
        })
    }
}

/// Where to look.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
pub struct LookRequest {
    /// A repository on disk.
    pub repository: PathBuf,
    /// The references that are about to become public: full name and object.
    pub tips: BTreeMap<String, String>,
    /// The commit of the default branch, if there is one.
    pub tip: Option<String>,
    /// Objects looked at before, with everything that can be reached from them.
    pub judged: Vec<String>,
    /// What was seen in those.
    pub former: Vec<Sighting>,
    /// The folder of the large files (LFS) that pointers stand for; none: they are only counted.
    #[serde(default)]
    pub large_files: Option<PathBuf>,
    /// What to look for.
    pub options: LookOptions,
}

/// What was seen in everything that can be reached from the tips.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
pub struct Look {
    /// Each thing once.
    pub sightings: Vec<Sighting>,
    /// Objects read.
    pub objects: u64,
    /// Their bytes, inflated.
    pub bytes: u64,
    /// Whether there was more than is kept.
    pub truncated: bool,
    /// What the repository says of its own publication.
    pub publication: Publication,
    /// Pointers to large files, among the objects read.
    pub large_files: u64,
    /// Whether everything was looked at, and not only what is new.
    pub whole: bool,
}

/// Looks at what is new, or at everything where what was seen before may be gone.
///
/// # Errors
/// [`ExamineError`] when an object that is needed cannot be read, or a further rule.
pub fn look(request: &LookRequest) -> Result<Look, ExamineError> {
    // Objects are read once: a cache would only fill the memory. What was fetched was verified then.
    git2::opts::enable_caching(false);
    git2::opts::strict_hash_verification(false);
    let repository = open(&request.repository)?;
    let scanner =
        request.options.scanner().map_err(|error| ExamineError::Rules { message: error.to_string() })?;
    let damaged = |error: git2::Error| ExamineError::Damaged {
        path: super::shown(&request.repository),
        message: error.message().to_owned(),
    };
    let tips = tag::tips(&repository, &request.tips).map_err(damaged)?;
    let judged = judged(&repository, request, &tips);
    let mut sift = Sift::new(&scanner, &request.options, request.large_files.as_deref());
    if judged.is_some() {
        sift.keep(request.former.iter().filter(|seen| is_of_history(seen)).cloned());
    }
    request.tips.keys().for_each(|name| sift.text(name, name.as_bytes(), None, None));
    tag::messages(&repository, &tips, &mut sift).map_err(damaged)?;
    let whole = judged.is_none();
    let hidden = judged.unwrap_or_default();
    added::walk(&repository, &tips, &hidden, &mut sift).map_err(damaged)?;
    runs::at(&repository, &tips, &mut sift).map_err(damaged)?;
    let publication = tip::facts(&repository, request.tip.as_deref(), &mut sift).map_err(damaged)?;
    Ok(sift.end(publication, whole))
}

/// Whether it stays as long as its commit does. Names, tags and loose objects have no commit, and what
/// would run is about tips: these are looked at each time.
fn is_of_history(seen: &Sighting) -> bool {
    seen.commit.is_some() && seen.kind != SightingKind::Workflow
}

/// The commits looked at before; none when everything must be looked at: nothing was yet, or what
/// was seen may have been in history that is gone, and be elsewhere still.
fn judged(repository: &Repository, request: &LookRequest, tips: &tag::Tips) -> Option<Vec<Oid>> {
    if request.judged.is_empty() {
        return None;
    }
    let mut judged = Vec::new();
    for id in &request.judged {
        judged.extend(tag::peel(repository, Oid::from_str(id).ok()?).ok()?.commit);
    }
    let former = request.former.iter().filter(|seen| is_of_history(seen));
    let seen: HashSet<&str> = former.filter_map(|seen| seen.commit.as_deref()).collect();
    if seen.is_empty() {
        return Some(judged);
    }
    let mut lost = repository.revwalk().ok()?;
    for id in &judged {
        lost.push(*id).ok()?;
    }
    for id in &tips.commits {
        lost.hide(*id).ok()?;
    }
    for id in lost {
        if seen.contains(id.ok()?.to_string().as_str()) {
            return None;
        }
    }
    Some(judged)
}
