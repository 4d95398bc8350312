//! Fetch: asks a source for its references, without any token, and brings them into `intake.git`.
//!
//! No token means that nothing but what anyone may read can come; must not judge what came.

use std::ffi::OsString;
use std::path::Path;

use glane_catalog::model::{Reason, ReasonCode, SourceProject};

use super::git::{Git, argument, classify};
use super::listed;
use super::references::{self, Difference, References};
use crate::forge;
use crate::layout;

/// Where the source's references stand in `intake.git`.
pub const SOURCE_PREFIX: &str = "refs/source/";

/// Lists the source's heads and tags as anyone sees them.
///
/// # Errors
/// A reason that names the address: unreachable, refused, not a repository, damaged.
pub async fn list_references(git: &Git, address: &str) -> Result<References, Reason> {
    let arguments = with_address(
        &["ls-remote", "--symref", "--end-of-options"],
        address,
        &["HEAD", "refs/heads/*", "refs/tags/*"],
    );
    let outcome = git.run(None, address, arguments, None).await?;
    if outcome.status.success() {
        Ok(References::parse(&outcome.stdout))
    } else {
        Err(classify(address, &outcome.stderr, ReasonCode::SourceInvalid))
    }
}

/// Fetches heads and tags into `refs/source/*` of an intake repository that is there, pruning what is gone.
///
/// # Errors
/// A reason that names the address.
pub async fn fetch(git: &Git, address: &str, intake: &Path) -> Result<(), Reason> {
    let options = [
        "fetch",
        "--quiet",
        "--prune",
        "--no-tags",
        "--no-write-fetch-head",
        "--no-auto-maintenance",
        "--no-recurse-submodules",
        "--end-of-options",
    ];
    let references = ["+refs/heads/*:refs/source/heads/*", "+refs/tags/*:refs/source/tags/*"];
    let outcome = git.run(Some(intake), address, with_address(&options, address, &references), None).await?;
    if outcome.status.success() {
        Ok(())
    } else {
        Err(classify(address, &outcome.stderr, ReasonCode::SourceInvalid))
    }
}

pub(super) fn with_address(before: &[&str], address: &str, after: &[&str]) -> Vec<OsString> {
    let words = |words: &[&str]| words.iter().map(OsString::from).collect::<Vec<_>>();
    [words(before), vec![argument(address)], words(after)].concat()
}

/// The reason when a source does not give what it announces.
#[must_use]
pub fn incomplete(source: &SourceProject, missing: &Difference) -> Reason {
    let names: Vec<String> = missing.created.iter().chain(&missing.updated).cloned().collect();
    let shallow = forge::local_path(&source.clone_url).is_some_and(|path| path.join("shallow").exists());
    let remedy = if shallow {
        "it is a shallow clone: complete it with git fetch --unshallow"
    } else {
        "run git fsck there"
    };
    let text = format!(
        "{}: it announces references that it does not give ({}); {remedy}",
        source.path,
        listed(&names)
    );
    Reason::new(ReasonCode::SourceInvalid, text)
}

/// What stands in `intake.git` now, with the HEAD that the source announced.
///
/// # Errors
/// `internal` when the repository cannot be read.
pub fn fetched(intake: &Path, announced: &References) -> Result<References, Reason> {
    let repository = layout::open(intake)?;
    let mut found =
        references::read(&repository, SOURCE_PREFIX).map_err(|error| layout::internal(intake, &error))?;
    found.head.clone_from(&announced.head);
    Ok(found)
}

/// Whether `intake.git` already holds every announced reference, so that nothing need be fetched.
#[must_use]
pub fn holds(intake: &Path, announced: &References) -> bool {
    intake.join("HEAD").exists() && fetched(intake, announced).is_ok_and(|found| found.ids == announced.ids)
}
