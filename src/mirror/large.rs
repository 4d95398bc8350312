//! Objects larger than a host takes: found among those that are new to it, before anything is pushed.
//!
//! Never rewrites a history; must not push.

use std::collections::HashSet;
use std::path::Path;

use glane_catalog::model::{Reason, ReasonCode};

use super::git::Git;
use super::{listed, objects};

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
    let too_large = limit.saturating_add(1)..=u64::MAX;
    let found = objects::blobs(git, public, new, present, too_large).await?;
    if found.is_empty() {
        return Ok(());
    }
    // To one that lies about unused nothing leads, and it is not pushed.
    let options = ["--objects", "--no-object-names", "--filter=object:type=blob"].map(str::to_owned);
    let pushed = objects::rev_list(git, public, options, new, present).await?;
    let pushed: HashSet<&str> = pushed.lines().collect();
    let found: Vec<_> = found.iter().filter(|blob| pushed.contains(blob.id.to_string().as_str())).collect();
    let (mut named, others) = (Vec::new(), found.len().saturating_sub(NAMED));
    for blob in found.iter().take(NAMED) {
        let size = megabytes(blob.size);
        named.push(match objects::origin(git, public, blob.id, new).await? {
            Some((path, commit)) => format!("{path} ({size} MB, in commit {commit})"),
            // A tag may lead to it without any commit.
            None => format!("object {} ({size} MB)", blob.id),
        });
    }
    if named.is_empty() {
        return Ok(());
    }
    let more = if others > 0 { format!(", and {others} more") } else { String::new() };
    let text = format!(
        "objects larger than the {} MB it takes: {}{more}; nothing was pushed: move them to LFS or out of the history \
         at the source (git lfs migrate), or leave this host out for the project",
        megabytes(limit),
        listed(&named)
    );
    Err(Reason::new(ReasonCode::TooLarge, text))
}

fn megabytes(bytes: u64) -> String {
    let tenths = bytes.saturating_mul(10) >> 20;
    format!("{}.{}", tenths / 10, tenths % 10)
}
