//! Fetch: asks a source for its references, without any token, and brings them into `intake.git`.
//!
//! No token means that nothing but what anyone may read can come; must not judge what came.

use std::ffi::OsString;
use std::path::Path;

use glane_catalog::model::{Reason, ReasonCode, SourceProject};

use super::git::{Git, argument, classify, is_local};
use super::references::{self, Difference, References};
use super::scope::Scope;
use super::{listed, packed, whole};
use crate::forge;
use crate::layout;

/// Where the source's references stand in `intake.git`.
pub const SOURCE_PREFIX: &str = "refs/source/";

/// A first fetch stays the pack that came, however small: the public copy then takes three files of it
/// rather than one for each object.
const AS_A_PACK: &[(&str, &str)] = &[("fetch.unpackLimit", "1")];

/// Lists the source's heads and tags as anyone sees them.
///
/// # Errors
/// A reason that names the address: unreachable, refused, not a repository, damaged.
pub async fn list_references(git: &Git, address: &str) -> Result<References, Reason> {
    list_within(git, address, &Scope::default()).await
}

/// Lists those of the source's references that are copied, as anyone sees them.
///
/// # Errors
/// As [`list_references`].
pub async fn list_within(git: &Git, address: &str, scope: &Scope) -> Result<References, Reason> {
    if let Some(place) = forge::local_path(address)
        && let Ok(Some(found)) = tokio::task::spawn_blocking(move || references::of_folder(&place)).await
    {
        return Ok(scope.narrow(found));
    }
    let mut asked = vec!["HEAD", "refs/heads/*", "refs/tags/*"];
    asked.extend(scope.notes().then_some("refs/notes/*"));
    let arguments = with_address(&["ls-remote", "--symref", "--end-of-options"], address, &asked);
    let outcome = git.run(None, address, arguments, None).await?;
    if outcome.status.success() {
        Ok(scope.narrow(References::parse(&outcome.stdout)))
    } else {
        Err(classify(address, &outcome.stderr, ReasonCode::SourceInvalid))
    }
}

/// Lists those of the source's references that are copied, where its forge says which branch is the
/// default. `git ls-remote` has a server send every reference for a pattern, also of requests to pull,
/// and only branches and tags for these options: of 13,000 references that is 847 kB against 27.
///
/// # Errors
/// As [`list_references`].
pub async fn list_briefly(
    git: &Git,
    address: &str,
    scope: &Scope,
    default_branch: Option<&str>,
) -> Result<References, Reason> {
    let Some(branch) = default_branch.filter(|_| !is_local(address) && !scope.notes()) else {
        return list_within(git, address, scope).await;
    };
    let arguments = with_address(&["ls-remote", "--heads", "--tags", "--end-of-options"], address, &[]);
    let outcome = git.run(None, address, arguments, None).await?;
    if !outcome.status.success() {
        return Err(classify(address, &outcome.stderr, ReasonCode::SourceInvalid));
    }
    let mut announced = References::parse(&outcome.stdout);
    announced.head = Some(format!("refs/heads/{branch}")).filter(|name| announced.ids.contains_key(name));
    Ok(scope.narrow(announced))
}

/// Fetches, and notes of a first fetch that the intake holds what it brought and nothing else.
///
/// # Errors
/// As [`fetch`].
pub async fn fetch_noting(
    git: &Git,
    address: &str,
    intake: &Path,
    scope: &Scope,
    announced: &References,
) -> Result<(), Reason> {
    let fresh = whole::is_fresh(intake);
    whole::forget(intake).map_err(|error| {
        Reason::new(ReasonCode::Internal, format!("{} cannot be written: {error}", intake.display()))
    })?;
    if !fresh {
        return fetch(git, address, intake, scope, announced).await;
    }
    bring(git, address, intake, scope, announced, AS_A_PACK).await?;
    {
        packed::after(git, intake, announced.ids.len()).await;
        // Before what is denied is taken out: its objects would stay.
        let repository = layout::open(intake)?;
        let came = references::read(&repository, SOURCE_PREFIX);
        let came = came.map_err(|error| layout::internal(intake, &error))?;
        let narrow = scope.narrow(came.clone());
        if narrow.ids == came.ids {
            whole::note(intake, &narrow);
        }
    }
    Ok(())
}

/// Fetches what is copied into `refs/source/*` of an intake repository that is there, pruning what is
/// gone. What is denied is not asked for.
///
/// # Errors
/// A reason that names the address.
pub async fn fetch(
    git: &Git,
    address: &str,
    intake: &Path,
    scope: &Scope,
    announced: &References,
) -> Result<(), Reason> {
    bring(git, address, intake, scope, announced, &[]).await
}

async fn bring(
    git: &Git,
    address: &str,
    intake: &Path,
    scope: &Scope,
    announced: &References,
    set: &[(&str, &str)],
) -> Result<(), Reason> {
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
    let mut asked = vec!["+refs/heads/*:refs/source/heads/*", "+refs/tags/*:refs/source/tags/*"];
    asked.extend(scope.notes().then_some("+refs/notes/*:refs/source/notes/*"));
    let refused = scope.refused(&announced.denied);
    asked.extend(refused.iter().map(String::as_str));
    let arguments = with_address(&options, address, &asked);
    let outcome = git.run_set(Some(intake), address, arguments, None, set).await?;
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
        "run git fsck there; if it is a shallow clone, git fetch --unshallow"
    };
    let text = format!(
        "{}: it announces references that it does not give ({}); {remedy}",
        source.path,
        listed(&names)
    );
    Reason::new(ReasonCode::SourceInvalid, text)
}

/// What stands in `intake.git` now, with the HEAD that the source announced. A reference that is not,
/// or no longer, copied is taken out.
///
/// # Errors
/// `internal` when the repository cannot be read.
pub fn fetched(intake: &Path, announced: &References, scope: &Scope) -> Result<References, Reason> {
    let repository = layout::open(intake)?;
    let internal = |error: git2::Error| layout::internal(intake, &error);
    let present = references::read(&repository, SOURCE_PREFIX).map_err(internal)?;
    let mut found = scope.narrow(present.clone());
    for name in present.ids.keys().filter(|name| !found.ids.contains_key(*name)) {
        let place = name.replacen("refs/", SOURCE_PREFIX, 1);
        repository.find_reference(&place).and_then(|mut denied| denied.delete()).map_err(internal)?;
    }
    found.head.clone_from(&announced.head);
    found.denied.clone_from(&announced.denied);
    Ok(found)
}

/// Whether `intake.git` already holds every announced reference, so that nothing need be fetched.
#[must_use]
pub fn holds(intake: &Path, announced: &References, scope: &Scope) -> bool {
    intake.join("HEAD").exists()
        && fetched(intake, announced, scope).is_ok_and(|found| found.ids == announced.ids)
}
