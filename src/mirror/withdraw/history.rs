//! Where a withdrawn file stands in the history of a repository: by its path, and by what it held.
//!
//! Asks git; must not know what follows from the answer.

use std::ffi::OsString;
use std::path::Path;

use glane_catalog::model::{Reason, ReasonCode, WithdrawnPath};

use crate::mirror::git::{Git, classify};

/// Everything fetched, and everything fetched and kept for the archive.
const FETCHED: [&str; 1] = ["--glob=refs/source"];
const KEPT: [&str; 3] = ["--glob=refs/source", "--glob=refs/archive", "--glob=refs/public"];

/// Ids of everything that ever stood at a path, a file's or a folder's, in what is on this disk.
///
/// # Errors
/// `internal` when git cannot read the repository.
pub async fn objects_at(git: &Git, intake: &Path, path: &str) -> Result<Vec<String>, Reason> {
    if !intake.join("HEAD").exists() {
        return Ok(Vec::new());
    }
    let options =
        ["--literal-pathspecs", "log", "--format=", "--raw", "--no-abbrev", "--full-history", "-m", "--root"];
    let printed = run(git, intake, &options, &KEPT, Some(path)).await?;
    let mut objects: Vec<String> = printed.lines().flat_map(named).collect();
    objects.sort();
    objects.dedup();
    Ok(objects)
}

/// The two ids of a line of `--raw` (`:mode mode id id letter`), without those that mean "nothing".
fn named(line: &str) -> impl Iterator<Item = String> {
    let ids = line.strip_prefix(':').into_iter().flat_map(|rest| rest.split(' ').skip(2).take(2));
    ids.filter(|id| id.bytes().any(|byte| byte != b'0')).map(str::to_owned)
}

/// Where the file is still to be found in what was fetched: a commit, or the object itself under
/// another name. None when it is nowhere.
///
/// # Errors
/// `internal` when git cannot read the repository: not knowing is no permission.
pub(super) async fn found(git: &Git, intake: &Path, gone: &WithdrawnPath) -> Result<Option<String>, Reason> {
    let options = ["--literal-pathspecs", "rev-list", "--max-count=1", "--full-history"];
    let commit = run(git, intake, &options, &FETCHED, Some(&gone.path)).await?;
    if let Some(commit) = commit.lines().next() {
        return Ok(Some(format!("commit {commit}")));
    }
    if gone.objects.is_empty() {
        return Ok(None);
    }
    let all = run(git, intake, &["rev-list", "--objects", "--no-object-names"], &FETCHED, None).await?;
    let still = all.lines().find(|id| gone.objects.iter().any(|object| object == id));
    Ok(still.map(|id| format!("object {id}, under another name")))
}

async fn run(
    git: &Git,
    intake: &Path,
    options: &[&str],
    references: &[&str],
    path: Option<&str>,
) -> Result<String, Reason> {
    let words = options.iter().chain(references).map(OsString::from);
    let path = path.into_iter().flat_map(|path| [OsString::from("--"), OsString::from(path)]);
    let place = intake.to_string_lossy();
    let outcome = git.run(Some(intake), &place, words.chain(path).collect(), None).await?;
    if outcome.status.success() {
        return Ok(String::from_utf8_lossy(&outcome.stdout).into_owned());
    }
    Err(classify("intake.git", &outcome.stderr, ReasonCode::Internal))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_ids_of_a_raw_line_are_read_and_nothing_is_no_id() {
        let (zero, one) = ("0".repeat(40), "1a".repeat(20));
        let line = format!(":000000 100644 {zero} {one} A\televes: 2.csv");
        assert_eq!(named(&line).collect::<Vec<_>>(), [one]);
        assert_eq!(named("").count(), 0);
    }
}
