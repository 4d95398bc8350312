//! Publish: asks the source once more, brings `public.git` up to date, then each host.
//!
//! What goes out was fetched before and judged; nothing goes out unless the source is public at
//! this moment, by its API and to an anonymous listing. Must not examine.

use std::collections::BTreeMap;

use glane_catalog::model::{MirrorRecord, ProjectRecord, Reason, ReasonCode, SourceProject, Visibility};
use glane_store::StoreError;
use jiff::Timestamp;

use super::git::classify;
use super::pass::{Context, Done, RefCounts, Stop, is_on_disk};
use super::push::{self, Plan, Pushed, RefChange};
use super::references::{self, Difference, References, refuse_mass_deletion};
use super::{fetch, record};
use crate::forge::{Dress, Host, Target, names};
use crate::layout::{self, Layout};

/// Most references named in one reason.
const NAMED: usize = 10;
/// Most names tried on a host before giving up.
const MOST_NAMES: u32 = 20;

/// Brings the public copy and every host up to the fetched references.
///
/// # Errors
/// A [`Stop`] with its reasons; what was acknowledged before is recorded.
pub async fn publish(
    context: &Context,
    project: &mut ProjectRecord,
    layout: &Layout,
    fetched: &References,
    seen_at: Timestamp,
) -> Result<Done, Stop> {
    confirm(context, &project.source).await?;
    let changed = bring_public(context, project, layout, fetched).await?;
    let mut done = Done {
        refs: RefCounts {
            created: changed.created.len() as u64,
            updated: changed.updated.len() as u64,
            deleted: changed.deleted.len() as u64,
            rejected: 0,
        },
        ..Done::default()
    };
    if !fetched.unreadable.is_empty() {
        done.reasons.push(Reason::new(
            ReasonCode::ReferenceName,
            format!(
                "references whose names are not UTF-8 stay off the hosts: {}",
                listed(&fetched.unreadable)
            ),
        ));
    }
    let mut failures = Vec::new();
    for host in &context.hosts {
        confirm(context, &project.source).await?;
        match copy(context, project, layout, fetched, host.as_ref(), seen_at).await {
            Ok(copied) => take(&mut done, copied),
            Err(stop) => failures.extend(stop.reasons.iter().map(|reason| on_host(host.as_ref(), reason))),
        }
    }
    match failures.into_iter().reduce(|first, _| first) {
        None => Ok(done),
        Some(reason) => Err(reason.into()),
    }
}

fn on_host(host: &dyn Host, reason: &Reason) -> Reason {
    Reason::new(reason.code, format!("host {}: {}", host.id(), reason.message))
}

fn take(done: &mut Done, copied: Done) {
    done.refs.created = done.refs.created.max(copied.refs.created);
    done.refs.updated = done.refs.updated.max(copied.refs.updated);
    done.refs.deleted = done.refs.deleted.max(copied.refs.deleted);
    done.refs.rejected += copied.refs.rejected;
    done.reasons.extend(copied.reasons);
}

/// Asks both witnesses: the API without a token, and an anonymous listing.
async fn confirm(context: &Context, source: &SourceProject) -> Result<(), Stop> {
    confirm_public(context, source).await?;
    match fetch::list_references(&context.git, &source.clone_url).await {
        Ok(_) => Ok(()),
        Err(reason) if reason.code == ReasonCode::SourceRefused && !is_on_disk(source) => {
            Err(not_public().into())
        }
        Err(reason) => Err(reason.into()),
    }
}

/// Whether the forge says, to someone without an account, that the project is public now.
///
/// # Errors
/// `not_public`, or the reason why the forge could not be asked.
pub async fn confirm_public(context: &Context, source: &SourceProject) -> Result<(), Stop> {
    let Some(forge) = context.forges.get(&source.key.forge) else {
        return Err(Reason::new(ReasonCode::Excluded, "its forge is no longer configured").into());
    };
    match forge.project(&source.key).await {
        Ok(Some(now)) if now.visibility == Visibility::Public => Ok(()),
        Ok(_) => Err(not_public().into()),
        Err(error) => Err(error.reason.into()),
    }
}

fn not_public() -> Reason {
    Reason::new(ReasonCode::NotPublic, "it is not, or no longer, public at its source")
}

/// Brings `public.git` up to date from `intake.git`, after archiving every tip that would be lost.
async fn bring_public(
    context: &Context,
    project: &ProjectRecord,
    layout: &Layout,
    fetched: &References,
) -> Result<Difference, Stop> {
    let changed = {
        let public = layout::open_or_create(&layout.public)?;
        let present =
            references::read(&public, "refs/").map_err(|error| layout::internal(&layout.public, &error))?;
        let changed = references::difference(&present.ids, &fetched.ids);
        refuse_mass_deletion(present.ids.len(), changed.deleted.len())?;
        record::archive_lost_tips(layout, &present, fetched, &changed, context.clock.now())?;
        changed
    };
    if changed != Difference::default() {
        transfer(context, layout).await?;
    }
    let branch = fetched.default_branch(project.source.default_branch.as_deref());
    if let Some(branch) = branch {
        let public = layout::open(&layout.public)?;
        public
            .set_head(&format!("refs/heads/{branch}"))
            .map_err(|error| layout::internal(&layout.public, &error))?;
    }
    Ok(changed)
}

async fn transfer(context: &Context, layout: &Layout) -> Result<(), Reason> {
    let from = layout.intake.to_string_lossy().into_owned();
    let arguments = [
        "fetch",
        "--quiet",
        "--prune",
        "--no-tags",
        "--no-write-fetch-head",
        "--no-auto-maintenance",
        "--update-head-ok",
        "--end-of-options",
        from.as_str(),
        "+refs/source/heads/*:refs/heads/*",
        "+refs/source/tags/*:refs/tags/*",
    ];
    let outcome = context
        .git
        .run(Some(&layout.public), &from, arguments.iter().map(Into::into).collect(), None)
        .await?;
    if outcome.status.success() {
        Ok(())
    } else {
        Err(classify("public.git", &outcome.stderr, ReasonCode::Internal))
    }
}

/// Brings one host up to date and notes what it acknowledged.
async fn copy(
    context: &Context,
    project: &mut ProjectRecord,
    layout: &Layout,
    wanted: &References,
    host: &dyn Host,
    seen_at: Timestamp,
) -> Result<Done, Stop> {
    let dress = dress(project, wanted);
    let target = ensure(context, project, host, &dress).await?;
    let store_failed = |error: StoreError| Stop::from(Reason::new(ReasonCode::Internal, error.to_string()));
    let ours = context.store.pushed_refs(project.number, host.id()).await.map_err(store_failed)?;
    let present = push::list_host(&context.git, &target).await?;
    let plan = {
        let intake = layout::open(&layout.intake)?;
        let known =
            |id: &str| git2::Oid::from_str(id).is_ok_and(|id| intake.odb().is_ok_and(|odb| odb.exists(id)));
        push::plan(wanted, &present, &ours, dress.default_branch.as_deref(), known)
    };
    let mut pushed = Pushed::default();
    for (changes, dress_after) in [(&plan.first, true), (&plan.deletions, false), (&plan.rest, false)] {
        let part = push::push(&context.git, &layout.public, &target, changes).await?;
        context
            .store
            .record_pushed(project.number, host.id(), &part.acknowledged)
            .await
            .map_err(store_failed)?;
        pushed.acknowledged.extend(part.acknowledged);
        pushed.rejected.extend(part.rejected);
        if dress_after {
            host.dress(&target, &dress).await.map_err(|error| Stop::from(error.reason))?;
        }
    }
    let after = if plan.is_empty() { present } else { push::list_host(&context.git, &target).await? };
    note_mirror(context, project, host, &target, wanted, &after, (seen_at, plan.is_empty()));
    Ok(sum(&plan, &pushed))
}

/// The copy's name, reserved in the store, and the copy itself.
async fn ensure(
    context: &Context,
    project: &ProjectRecord,
    host: &dyn Host,
    dress: &Dress,
) -> Result<Target, Stop> {
    let internal = |error: StoreError| Stop::from(Reason::new(ReasonCode::Internal, error.to_string()));
    let reserved = context.store.host_name(host.id(), project.number).await.map_err(internal)?;
    let name = match reserved {
        Some(name) => name,
        None => reserve(context, project, host).await?,
    };
    host.ensure(&name, dress).await.map_err(|error| error.reason.into())
}

async fn reserve(context: &Context, project: &ProjectRecord, host: &dyn Host) -> Result<String, Stop> {
    let base = host.name_for(&project.source);
    for attempt in 1..=MOST_NAMES {
        let name = if attempt == 1 { base.clone() } else { names::with_suffix(&base, attempt) };
        match context.store.reserve_host_name(host.id(), project.number, &name).await {
            Ok(()) => return Ok(name),
            Err(StoreError::NameTaken { .. }) => {}
            Err(error) => return Err(Reason::new(ReasonCode::Internal, error.to_string()).into()),
        }
    }
    Err(Reason::new(ReasonCode::NameTaken, format!("no free name like {base} on this host")).into())
}

fn dress(project: &ProjectRecord, wanted: &References) -> Dress {
    let source = &project.source;
    let origin = source.web_url.as_deref().unwrap_or(&source.path);
    let summary = project.summary().map(|text| format!(" : {text}")).unwrap_or_default();
    let text = format!("Miroir de {origin}{summary}");
    Dress {
        description: text.chars().filter(|c| !c.is_control()).take(300).collect(),
        homepage: source.web_url.clone(),
        topics: source.topics.clone(),
        default_branch: wanted.default_branch(source.default_branch.as_deref()),
        mark: source.key.to_string(),
    }
}

fn note_mirror(
    context: &Context,
    project: &mut ProjectRecord,
    host: &dyn Host,
    target: &Target,
    wanted: &References,
    after: &References,
    (seen_at, nothing_to_push): (Timestamp, bool),
) {
    let equal = wanted.ids.iter().filter(|(name, id)| after.ids.get(*name) == Some(id)).count() as u64;
    let former = project.mirrors.iter().position(|mirror| mirror.host == *host.id());
    let before = former.map(|place| &project.mirrors[place]);
    // The two instants belong to the last push: what is found equal again later is no new delay.
    let (verified_at, changed_at) =
        match before.filter(|mirror| nothing_to_push && mirror.verified_at.is_some()) {
            Some(mirror) => (mirror.verified_at, mirror.changed_at),
            None => (Some(context.clock.now()), Some(seen_at).filter(|_| !nothing_to_push)),
        };
    let mirror = MirrorRecord {
        host: host.id().clone(),
        name: target.name.clone(),
        url: target.public_url.clone(),
        verified_at,
        changed_at,
        refs_expected: wanted.ids.len() as u64,
        refs_equal: equal,
    };
    match former {
        Some(place) => project.mirrors[place] = mirror,
        None => project.mirrors.push(mirror),
    }
}

fn sum(plan: &Plan, pushed: &Pushed) -> Done {
    let changes: BTreeMap<&str, &RefChange> = plan
        .first
        .iter()
        .chain(&plan.deletions)
        .chain(&plan.rest)
        .map(|change| (change.name.as_str(), change))
        .collect();
    let mut done = Done::default();
    for name in pushed.acknowledged.keys() {
        match changes.get(name.as_str()) {
            Some(RefChange { new: None, .. }) => done.refs.deleted += 1,
            Some(RefChange { old: None, .. }) => done.refs.created += 1,
            _ => done.refs.updated += 1,
        }
    }
    done.refs.rejected = pushed.rejected.len() as u64;
    if !pushed.rejected.is_empty() {
        let named: Vec<String> =
            pushed.rejected.iter().map(|(name, why)| format!("{name} ({why})")).collect();
        done.reasons.push(Reason::new(
            ReasonCode::ReferencesRejected,
            format!("the host refused {}", listed(&named)),
        ));
    }
    if !plan.conflicts.is_empty() {
        done.reasons.push(Reason::new(
            ReasonCode::HostDiverged,
            format!(
                "the copy holds commits that do not come from here, left as they are: {}; bring them back to the \
                 source, or remove them from the copy",
                listed(&plan.conflicts)
            ),
        ));
    }
    done
}

fn listed(names: &[String]) -> String {
    let mut text = names.iter().take(NAMED).map(String::as_str).collect::<Vec<_>>().join(", ");
    if names.len() > NAMED {
        text.push_str(&format!(" and {} more", names.len() - NAMED));
    }
    text
}
