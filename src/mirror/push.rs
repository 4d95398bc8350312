//! Push: brings one copy on one host to the wanted references, reference by reference.
//!
//! Never `--mirror`, never blind force: every change carries the value it replaces. Commits that
//! exist only on the host are a conflict, not overwritten. Must not decide whether to publish.

use std::collections::BTreeMap;
use std::ffi::OsString;
use std::path::Path;

use glane_catalog::model::{Reason, ReasonCode};

use super::fetch::with_address;
use super::git::{Credential, Git, argument, classify, is_local, refusal};
use super::references::{self, References};
use crate::forge::{self, Target};

/// References pushed in one command: keeps the argument list and a refusal small.
pub(super) const BATCH: usize = 500;
/// Commands spent on one batch that is refused as a whole.
const MOST_TRIES: u32 = 41;

/// One reference to change on the host.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RefChange {
    /// Full name.
    pub name: String,
    /// What the host has now.
    pub old: Option<String>,
    /// What it shall have; none to delete.
    pub new: Option<String>,
}

/// What to do on a host, in the order in which it is done.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Plan {
    /// The default branch, first, so that a new copy opens on it.
    pub first: Vec<RefChange>,
    /// References to delete, before the rest: a branch `x/y` must be gone before `x` can come.
    pub deletions: Vec<RefChange>,
    /// Everything else.
    pub rest: Vec<RefChange>,
    /// References left alone because somebody else put there what the host holds.
    pub conflicts: Vec<String>,
}

impl Plan {
    /// Whether there is nothing to change.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.first.is_empty() && self.deletions.is_empty() && self.rest.is_empty()
    }
}

/// What the host acknowledged.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Pushed {
    /// Acknowledged values: `None` is a deletion.
    pub acknowledged: BTreeMap<String, Option<String>>,
    /// Refused references.
    pub rejected: Vec<Refusal>,
}

/// A reference that the host refused.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Refusal {
    /// Its full name.
    pub name: String,
    /// The host's word for it.
    pub said: String,
    /// The cause that its message speaks of, with the remedy.
    pub cause: Option<Reason>,
}

/// Plans the changes of a host.
///
/// `ours` are the values the host acknowledged to us last; `was_ours` tells of a name, of another
/// value on the host and of what shall replace it, whether that value is ours nevertheless. What
/// somebody else put there is neither moved nor deleted, though we may have its commits elsewhere.
pub fn plan(
    wanted: &References,
    present: &References,
    ours: &BTreeMap<String, String>,
    default_branch: Option<&str>,
    was_ours: impl Fn(&str, &str, Option<&str>) -> bool,
) -> Plan {
    let mut plan = Plan::default();
    let default = default_branch.map(|branch| format!("refs/heads/{branch}"));
    let is_ours =
        |name: &String, id: &String, new: Option<&str>| ours.get(name) == Some(id) || was_ours(name, id, new);
    for (name, id) in &wanted.ids {
        let old = present.ids.get(name);
        if old == Some(id) {
            continue;
        }
        if old.is_some_and(|old| !is_ours(name, old, Some(id))) {
            plan.conflicts.push(name.clone());
            continue;
        }
        let change = RefChange { name: name.clone(), old: old.cloned(), new: Some(id.clone()) };
        if Some(name) == default.as_ref() {
            plan.first.push(change);
        } else {
            plan.rest.push(change);
        }
    }
    for (name, id) in present.ids.iter().filter(|(name, _)| !wanted.ids.contains_key(*name)) {
        if is_ours(name, id, None) {
            plan.deletions.push(RefChange { name: name.clone(), old: Some(id.clone()), new: None });
        } else {
            plan.conflicts.push(name.clone());
        }
    }
    plan
}

/// Pushes some changes from `public.git`; `pushed` takes what the host answered, also before an error.
///
/// # Errors
/// When the host could not be reached or refused the whole push; a refused reference is no error.
pub async fn push(
    git: &Git,
    public: &Path,
    target: &Target,
    changes: &[RefChange],
    pushed: &mut Pushed,
) -> Result<(), Reason> {
    for batch in changes.chunks(BATCH) {
        let mut tries = MOST_TRIES;
        let mut waiting = vec![batch];
        while let Some(part) = waiting.pop() {
            let mut answer = Pushed::default();
            let all_refused = push_batch(git, public, target, part, &mut answer).await?;
            if all_refused && part.len() > 1 && tries > 1 {
                // A hook that looks at a push as a whole refuses all of it for one reference.
                tries -= 2;
                let (former, latter) = part.split_at(part.len() / 2);
                waiting.extend([latter, former]);
                continue;
            }
            pushed.acknowledged.extend(answer.acknowledged);
            pushed.rejected.extend(answer.rejected);
        }
    }
    Ok(())
}

/// Pushes some references in one command. Returns whether a hook refused every one of them.
async fn push_batch(
    git: &Git,
    public: &Path,
    target: &Target,
    batch: &[RefChange],
    pushed: &mut Pushed,
) -> Result<bool, Reason> {
    let mut arguments: Vec<OsString> =
        ["push", "--porcelain", "--no-verify", "--no-recurse-submodules"].iter().map(Into::into).collect();
    for change in batch {
        let old = change.old.as_deref().unwrap_or_default();
        arguments.push(format!("--force-with-lease={}:{old}", change.name).into());
    }
    arguments.extend(["--end-of-options".into(), argument(&target.push)]);
    for change in batch {
        arguments.push(specification(change).into());
    }
    let credential = credential(target);
    let outcome = git.run(Some(public), &target.push, arguments, credential.as_ref()).await?;
    read_porcelain(&outcome.stdout, batch, pushed);
    if !outcome.status.success() && pushed.acknowledged.is_empty() && pushed.rejected.is_empty() {
        return Err(classify(&target.push, &outcome.stderr, ReasonCode::HostRefused));
    }
    let cause = refusal(&outcome.stderr);
    for refused in &mut pushed.rejected {
        refused.cause.clone_from(&cause);
    }
    let by_hook = |refused: &Refusal| refused.said.contains("pre-receive hook declined");
    Ok(pushed.rejected.len() == batch.len() && pushed.rejected.iter().any(by_hook))
}

/// What git pushes. `^{object}` makes an object id an object id: bare, it would be taken for a branch
/// of that very name; and a full name on the left would also match `refs/heads/<that full name>`.
fn specification(change: &RefChange) -> String {
    match &change.new {
        None => format!(":{}", change.name),
        Some(id) => format!("{id}^{{object}}:{}", change.name),
    }
}

pub(super) fn credential(target: &Target) -> Option<Credential> {
    target
        .token
        .clone()
        .filter(|_| !is_local(&target.push))
        .map(|token| Credential { prefix: target.push.clone(), token })
}

/// Reads `git push --porcelain`: `<flag>TAB<from>:<to>TAB<summary>` (git-push(1), OUTPUT).
fn read_porcelain(stdout: &[u8], batch: &[RefChange], pushed: &mut Pushed) {
    for line in String::from_utf8_lossy(stdout).lines() {
        let mut columns = line.splitn(3, '\t');
        let (Some(flag), Some(pair), Some(summary)) = (columns.next(), columns.next(), columns.next()) else {
            continue;
        };
        let Some(change) =
            pair.rsplit_once(':').and_then(|(_, to)| batch.iter().find(|change| change.name == to))
        else {
            continue;
        };
        if flag == "!" {
            let said = summary.chars().filter(|c| !c.is_control()).take(200).collect();
            pushed.rejected.push(Refusal { name: change.name.clone(), said, cause: None });
        } else {
            pushed.acknowledged.insert(change.name.clone(), change.new.clone());
        }
    }
}

/// Lists what a host holds, with the host's own token.
///
/// # Errors
/// A reason that names the address.
pub async fn list_host(git: &Git, target: &Target, notes: bool) -> Result<References, Reason> {
    if let Some(place) = forge::local_path(&target.push)
        && let Some(mut found) = tokio::task::block_in_place(|| references::of_folder(&place))
    {
        found.ids.retain(|name, _| notes || !name.starts_with("refs/notes/"));
        return Ok(found);
    }
    // With these options the server sends branches and tags alone; for patterns it sends everything.
    let options: &[&str] = if notes { &[] } else { &["--heads", "--tags"] };
    let options = [&["ls-remote"], options, &["--end-of-options"]].concat();
    let arguments = with_address(&options, &target.push, &[]);
    let credential = credential(target);
    let outcome = git.run(None, &target.push, arguments, credential.as_ref()).await?;
    if outcome.status.success() {
        let mut found = References::parse(&outcome.stdout);
        found.ids.retain(|name, _| notes || !name.starts_with("refs/notes/"));
        Ok(found)
    } else {
        Err(classify(&target.push, &outcome.stderr, ReasonCode::HostUnreachable))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn references(pairs: &[(&str, &str)]) -> References {
        References {
            ids: pairs.iter().map(|(name, id)| ((*name).to_owned(), (*id).to_owned())).collect(),
            ..References::default()
        }
    }

    #[test]
    fn the_default_branch_goes_first_and_strange_commits_are_conflicts() {
        let wanted =
            references(&[("refs/heads/a", "1"), ("refs/heads/main", "1"), ("refs/heads/theirs", "1")]);
        let present =
            references(&[("refs/heads/theirs", "9"), ("refs/heads/old", "1"), ("refs/heads/extra", "1")]);
        let ours = references(&[("refs/heads/old", "1")]).ids;
        let plan = plan(&wanted, &present, &ours, Some("main"), |_, _, _| false);
        assert_eq!(plan.first.len(), 1);
        assert_eq!(plan.rest.iter().map(|change| change.name.as_str()).collect::<Vec<_>>(), ["refs/heads/a"]);
        assert_eq!(
            plan.deletions.iter().map(|change| change.name.as_str()).collect::<Vec<_>>(),
            ["refs/heads/old"]
        );
        assert_eq!(plan.conflicts, ["refs/heads/theirs", "refs/heads/extra"]);
    }

    #[test]
    fn the_hosts_answer_is_read_reference_by_reference() {
        let change = |name: &str| RefChange { name: name.to_owned(), old: None, new: Some("1".to_owned()) };
        let batch = [change("refs/heads/a"), change("refs/heads/b")];
        let mut pushed = Pushed::default();
        let text = b"To /host\n*\t1:refs/heads/a\t[new branch]\n!\t1:refs/heads/b\t[remote rejected] (hook declined)\nDone\n";
        read_porcelain(text, &batch, &mut pushed);
        assert_eq!(pushed.acknowledged.len(), 1);
        assert_eq!(
            pushed.rejected,
            [Refusal {
                name: "refs/heads/b".to_owned(),
                said: "[remote rejected] (hook declined)".to_owned(),
                cause: None
            }]
        );
    }
}
