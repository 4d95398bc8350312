//! The public copy on this machine: `public.git`, brought up to date from `intake.git`.
//!
//! Every tip that would be lost is archived first; a mass deletion waits for a person. Must not
//! talk to forges or hosts.

use std::collections::{BTreeMap, HashSet};

use glane_catalog::model::{ProjectKey, ProjectRecord, Reason, ReasonCode};

use super::git::classify;
use super::kept::Decided;
use super::outcome::Stop;
use super::pass::Context;
use super::references::{self, Difference, References, refuse_mass_deletion};
use super::{fetch, few, listed, record, whole};
use crate::layout::{self, Layout, replace};

/// Where the tips of `public.git` stand in an `intake.git` that had lost them.
const RESTORED: [&str; 2] = ["+refs/heads/*:refs/public/heads/*", "+refs/tags/*:refs/public/tags/*"];

/// References named in one command.
const NAMED_AT_ONCE: usize = 500;

/// What the public copy came to.
#[derive(Debug, Clone)]
pub struct Brought {
    /// What changed in it.
    pub changed: Difference,
    /// What it holds now, and what the hosts shall hold.
    pub wanted: References,
    /// Why deletions were withheld, if they were.
    pub withheld: Option<Reason>,
}

/// Brings `public.git` up to the fetched references.
///
/// # Errors
/// When something on this machine fails; nothing was then lost.
pub async fn bring(
    context: &Context,
    project: &ProjectRecord,
    layout: &Layout,
    fetched: &References,
    decided: &Decided,
) -> Result<Brought, Stop> {
    let key = &project.source.key;
    let present = tokio::task::block_in_place(|| present(layout, key))?;
    if tokio::task::block_in_place(|| lacks_any(layout, &present))? {
        restore(context, layout).await?;
    }
    let (shall, allowed) = (decided.with_kept(fetched), decided.allows_deletions);
    let (wanted, withheld) = tokio::task::block_in_place(|| decide(layout, &present, &shall, allowed))?;
    let changed = references::difference(&present.ids, &wanted.ids);
    if changed != Difference::default() {
        tracing::debug!(project = project.number, step = "archive", "step");
        tokio::task::block_in_place(|| {
            record::archive_lost_tips(layout, &present, &wanted, &changed, context.clock.now())?;
            delete(layout, &changed.deleted)
        })?;
        tracing::debug!(project = project.number, step = "public", "step");
        let is_first = present.ids.is_empty();
        let at_once = tokio::task::block_in_place(|| carry(layout, &present, &wanted, &changed))
            || is_first
                && whole::is_exact(&context.git, &layout.intake, &wanted).await
                && tokio::task::block_in_place(|| whole::link(&layout.intake, &layout.public, &wanted));
        if !at_once {
            transfer(context, layout, fetched, &decided.specifications(&wanted)).await?;
        }
    }
    tokio::task::block_in_place(|| finish(project, layout, &wanted))?;
    Ok(Brought { changed, wanted, withheld })
}

fn present(layout: &Layout, key: &ProjectKey) -> Result<References, Reason> {
    replace::finish(&layout.public);
    let public = layout::open_or_create_for(&layout.public, key)?;
    references::read(&public, "refs/").map_err(|error| layout::internal(&layout.public, &error))
}

/// Whether a public tip is missing in the intake, as after a repair of the disk.
fn lacks_any(layout: &Layout, present: &References) -> Result<bool, Reason> {
    let intake = layout::open(&layout.intake)?;
    let objects = intake.odb().map_err(|error| layout::internal(&layout.intake, &error))?;
    Ok(present.ids.values().any(|id| !git2::Oid::from_str(id).is_ok_and(|id| objects.exists(id))))
}

/// Brings the public tips back into the intake, so that they can be archived there.
async fn restore(context: &Context, layout: &Layout) -> Result<(), Reason> {
    copy_references(context, &layout.public, &layout.intake, &RESTORED, "intake.git").await
}

/// What the public copy shall hold: the fetched references, and those whose deletion must wait.
fn decide(
    layout: &Layout,
    present: &References,
    fetched: &References,
    allowed: bool,
) -> Result<(References, Option<Reason>), Reason> {
    let deleted = references::difference(&present.ids, &fetched.ids).deleted;
    let mut wanted = fetched.clone();
    let suspicious = refuse_mass_deletion(present.ids.len(), deleted.len()).is_err();
    if allowed || !suspicious {
        return Ok((wanted, None));
    }
    // A branch that was renamed or merged is deleted, and nothing of it is lost.
    let lost = unreachable(layout, present, fetched, &deleted)?;
    let Err(reason) = refuse_mass_deletion(present.ids.len(), lost.len()) else {
        return Ok((wanted, None));
    };
    for name in &lost {
        if !stands_in_the_way(name, &fetched.ids)
            && let Some(id) = present.ids.get(name)
        {
            wanted.ids.insert(name.clone(), id.clone());
        }
    }
    Ok((wanted, Some(reason)))
}

/// The deleted references whose tip cannot be reached from any that stays.
fn unreachable(
    layout: &Layout,
    present: &References,
    wanted: &References,
    deleted: &[String],
) -> Result<Vec<String>, Reason> {
    let intake = layout::open(&layout.intake)?;
    let internal = |error: git2::Error| layout::internal(&layout.intake, &error);
    let commit = |id: &String| {
        let id = git2::Oid::from_str(id).ok()?;
        intake.find_object(id, None).ok()?.peel_to_commit().ok().map(|commit| commit.id())
    };
    let mut missing: HashSet<git2::Oid> =
        deleted.iter().filter_map(|name| present.ids.get(name).and_then(commit)).collect();
    let mut walk = intake.revwalk().map_err(internal)?;
    for tip in wanted.ids.values().filter_map(commit) {
        walk.push(tip).map_err(internal)?;
    }
    for id in walk {
        missing.remove(&id.map_err(internal)?);
        if missing.is_empty() {
            break;
        }
    }
    let is_lost = |name: &&String| {
        present.ids.get(*name).is_none_or(|id| commit(id).is_none_or(|id| missing.contains(&id)))
    };
    Ok(deleted.iter().filter(is_lost).cloned().collect())
}

/// Whether a name is a folder of another, or in one: git cannot hold `x` and `x/y` together.
pub(super) fn stands_in_the_way(name: &str, others: &BTreeMap<String, String>) -> bool {
    let inside = format!("{name}/");
    others.keys().any(|other| other.starts_with(&inside) || name.starts_with(&format!("{other}/")))
}

/// Deletes references before new ones come: `x/y` must be gone before `x` can be.
fn delete(layout: &Layout, names: &[String]) -> Result<(), Reason> {
    let public = layout::open(&layout.public)?;
    let internal = |error: git2::Error| layout::internal(&layout.public, &error);
    for name in names {
        public.find_reference(name).and_then(|mut reference| reference.delete()).map_err(internal)?;
    }
    Ok(())
}

/// Brings a few new objects in this process, and moves the references; whether that was possible.
fn carry(layout: &Layout, present: &References, wanted: &References, changed: &Difference) -> bool {
    let move_them = || -> Result<bool, git2::Error> {
        if !few::carry(&layout.intake, &layout.public, present, wanted)? {
            return Ok(false);
        }
        let public = git2::Repository::open_bare(&layout.public)?;
        for name in changed.created.iter().chain(&changed.updated) {
            if let Some(id) = wanted.ids.get(name) {
                public.reference(name, git2::Oid::from_str(id)?, true, "glane")?;
            }
        }
        Ok(true)
    };
    move_them().unwrap_or_else(|error| {
        tracing::debug!(%error, "a few new objects cannot be carried over; git fetches them");
        false
    })
}

/// Brings what was fetched, and what was put back from the archive.
async fn transfer(
    context: &Context,
    layout: &Layout,
    fetched: &References,
    kept: &[String],
) -> Result<(), Reason> {
    let (intake, public) = (&layout.intake, &layout.public);
    if !kept.is_empty() {
        let kept: Vec<&str> = kept.iter().map(String::as_str).collect();
        copy_references(context, intake, public, &kept, "public.git").await?;
    }
    if fetched.unreadable.is_empty() {
        let all = ["heads", "tags", "notes"].map(|kind| format!("+refs/source/{kind}/*:refs/{kind}/*"));
        return copy_references(context, intake, public, &all.each_ref().map(String::as_str), "public.git")
            .await;
    }
    // Name by name, so that those which cannot be written down stay out.
    let named: Vec<String> = fetched
        .ids
        .keys()
        .filter_map(|name| Some(format!("+{}{}:{name}", fetch::SOURCE_PREFIX, name.strip_prefix("refs/")?)))
        .collect();
    for some in named.chunks(NAMED_AT_ONCE) {
        let some: Vec<&str> = some.iter().map(String::as_str).collect();
        copy_references(context, intake, public, &some, "public.git").await?;
    }
    Ok(())
}

pub(super) async fn copy_references(
    context: &Context,
    from: &std::path::Path,
    to: &std::path::Path,
    specifications: &[&str],
    name: &str,
) -> Result<(), Reason> {
    let from = from.to_string_lossy().into_owned();
    let options = [
        "fetch",
        "--quiet",
        "--no-tags",
        "--no-write-fetch-head",
        "--no-auto-maintenance",
        "--update-head-ok",
        "--end-of-options",
    ];
    let arguments = fetch::with_address(&options, &from, specifications);
    let outcome = context.git.run(Some(to), &from, arguments, None).await?;
    if outcome.status.success() { Ok(()) } else { Err(classify(name, &outcome.stderr, ReasonCode::Internal)) }
}

/// Points HEAD at the default branch and makes sure that the copy holds what it shall.
fn finish(project: &ProjectRecord, layout: &Layout, wanted: &References) -> Result<(), Reason> {
    let public = layout::open(&layout.public)?;
    let internal = |error: git2::Error| layout::internal(&layout.public, &error);
    if let Some(branch) = wanted.default_branch(project.source.default_branch.as_deref()) {
        public.set_head(&format!("refs/heads/{branch}")).map_err(internal)?;
    }
    let now = references::read(&public, "refs/").map_err(internal)?;
    let wrong: Vec<String> = wanted
        .ids
        .iter()
        .filter(|(name, id)| now.ids.get(*name) != Some(id))
        .map(|(name, _)| name.clone())
        .collect();
    if wrong.is_empty() {
        return Ok(());
    }
    Err(Reason::new(
        ReasonCode::Internal,
        format!("the public copy does not hold what was fetched: {}", listed(&wrong)),
    ))
}
