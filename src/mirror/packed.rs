//! Packs the references of a repository into one file once it has many that lie loose: git opens a
//! file for each of those, several times in a fetch or a push. Must not know whose repository it is.

use std::ffi::OsString;
use std::path::Path;

use super::git::Git;

/// From how many new references on packing pays for itself at the next look.
const MANY: usize = 64;

/// Packs them if `new` ones came. What cannot be packed stays loose, and is as good as before.
pub(crate) async fn after(git: &Git, repository: &Path, new: usize) {
    if new < MANY {
        return;
    }
    match all(git, repository).await {
        Ok(()) => {}
        Err(why) => tracing::warn!(place = %repository.display(), why, "references stay unpacked"),
    }
}

/// Packs them all.
///
/// # Errors
/// What git said.
pub(crate) async fn all(git: &Git, repository: &Path) -> Result<(), String> {
    let arguments = ["pack-refs", "--all"].map(OsString::from).to_vec();
    match git.run(Some(repository), "/", arguments, None).await {
        Ok(outcome) if outcome.status.success() => Ok(()),
        Ok(outcome) => Err(format!("git pack-refs: {}", outcome.stderr.trim())),
        Err(reason) => Err(reason.message),
    }
}
