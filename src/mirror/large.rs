//! Objects larger than a host takes: found among those that are new to it, before anything is pushed.
//!
//! Never rewrites a history; must not push.

use std::ffi::OsString;
use std::path::Path;

use glane_catalog::model::{Reason, ReasonCode};

use super::git::{Git, classify};
use super::listed;

/// Objects that are named with their path and commit; the others are counted.
const NAMED: usize = 20;

/// Refuses what a host would refuse: objects over its limit, each with path, commit and size.
///
/// `new` are the ids about to be pushed from `public`, `present` those the host has.
///
/// # Errors
/// `too_large` with the list, or the reason why the objects could not be looked at.
pub async fn refuse(
    git: &Git,
    public: &Path,
    new: &[&str],
    present: &[&str],
    limit: u64,
) -> Result<(), Reason> {
    let limit_plus = limit.saturating_add(1);
    let options = ["--objects", "--quiet", "--filter-print-omitted"].map(str::to_owned);
    let options = options.into_iter().chain([format!("--filter=blob:limit={limit_plus}")]);
    let omitted = rev_list(git, public, options, new, present).await?;
    let ids: Vec<&str> = omitted.lines().filter_map(|line| line.strip_prefix('~')).collect();
    if ids.is_empty() {
        return Ok(());
    }
    let mut named = Vec::new();
    for id in ids.iter().take(NAMED) {
        named.push(name(git, public, id, new).await?);
    }
    let more = ids.len().saturating_sub(NAMED);
    let more = if more > 0 { format!(", and {more} more") } else { String::new() };
    let text = format!(
        "objects larger than the {} MB it takes: {}{more}; nothing was pushed: move them to LFS or out of the history \
         at the source (git lfs migrate), or leave this host out for the project",
        megabytes(limit),
        listed(&named)
    );
    Err(Reason::new(ReasonCode::TooLarge, text))
}

/// A path, a commit and the size of one object.
async fn name(git: &Git, public: &Path, id: &str, tips: &[&str]) -> Result<String, Reason> {
    let options = ["log", "--format=%H", "--name-only", "--no-renames", "--diff-filter=AM", "--max-count=1"];
    let mut arguments: Vec<OsString> = options.iter().map(Into::into).collect();
    arguments.push(format!("--find-object={id}").into());
    arguments.push("--end-of-options".into());
    arguments.extend(tips.iter().map(Into::into));
    let outcome = git.run(Some(public), "/", arguments, None).await?;
    let said = String::from_utf8_lossy(&outcome.stdout).into_owned();
    let mut lines = said.lines().filter(|line| !line.is_empty());
    let commit = lines.next().and_then(|line| line.get(..12)).unwrap_or("an unknown commit");
    let path: String = lines.next().unwrap_or(id).chars().filter(|c| !c.is_control()).take(200).collect();
    let size = tokio::task::block_in_place(|| {
        let repository = git2::Repository::open_bare(public).ok()?;
        let header = repository.odb().ok()?.read_header(git2::Oid::from_str(id).ok()?).ok()?;
        u64::try_from(header.0).ok()
    });
    Ok(format!("{path} ({} MB, in commit {commit})", size.map_or_else(|| "?".to_owned(), megabytes)))
}

fn megabytes(bytes: u64) -> String {
    let tenths = bytes.saturating_mul(10) >> 20;
    format!("{}.{}", tenths / 10, tenths % 10)
}

/// What `git rev-list` prints of what `new` leads to and `present` does not.
pub(super) async fn rev_list(
    git: &Git,
    repository: &Path,
    options: impl IntoIterator<Item = String>,
    new: &[&str],
    present: &[&str],
) -> Result<String, Reason> {
    let mut arguments: Vec<OsString> = vec!["rev-list".into(), "--ignore-missing".into()];
    arguments.extend(options.into_iter().map(OsString::from));
    arguments.push("--end-of-options".into());
    arguments.extend(distinct(new).map(OsString::from));
    arguments.extend(distinct(present).map(|id| OsString::from(format!("^{id}"))));
    let outcome = git.run(Some(repository), "/", arguments, None).await?;
    if outcome.status.success() {
        Ok(String::from_utf8_lossy(&outcome.stdout).into_owned())
    } else {
        Err(classify("public.git", &outcome.stderr, ReasonCode::Internal))
    }
}

fn distinct<'a>(ids: &[&'a str]) -> impl Iterator<Item = &'a str> {
    ids.iter().copied().collect::<std::collections::BTreeSet<_>>().into_iter()
}
