//! One copy on one host: planned, pushed, compared with what it should be, dressed.
//!
//! Must not decide whether to publish, nor look at the source.

use std::collections::BTreeMap;
use std::path::Path;

use glane_catalog::model::{MirrorRecord, ProjectRecord, Reason, ReasonCode};
use glane_store::StoreError;
use jiff::Timestamp;

use super::git::is_local;
use super::outcome::{RefCounts, Stop};
use super::pass::Context;
use super::public::stands_in_the_way;
use super::push::{self, Plan, Pushed, RefChange};
use super::references::References;
use super::{listed, record};
use crate::forge::{Dress, Host, Target, names};
use crate::layout::{self, Layout};

/// Most names tried on a host before giving up.
const MOST_NAMES: u32 = 20;
/// First part of the name of a branch that is default for a moment, while the default makes room.
const MOMENTARY: &str = "refs/heads/glane-default-moves";

/// What a copy came to.
#[derive(Debug, Clone, Default)]
pub struct Copied {
    /// References the host acknowledged or refused.
    pub refs: RefCounts,
    /// Reserves that stop nothing: references refused, description not taken.
    pub reserves: Vec<Reason>,
    /// What a person must decide: commits on the copy that are not ours.
    pub conflict: Option<Reason>,
}

/// When a difference was seen, and whether a killed git may have left locks.
#[derive(Debug, Clone, Copy)]
pub struct Circumstances {
    /// When the difference that is carried over was seen.
    pub seen_at: Timestamp,
    /// Whether locks of a killed push may lie in a copy on this machine's disk.
    pub leftovers: bool,
}

/// Brings one host up to date and notes what it acknowledged.
///
/// # Errors
/// A [`Stop`] when the host cannot be used at all; what was acknowledged before is noted.
pub async fn copy(
    context: &Context,
    project: &mut ProjectRecord,
    layout: &Layout,
    wanted: &References,
    host: &dyn Host,
    circumstances: Circumstances,
) -> Result<Copied, Stop> {
    let dress = dress(project, wanted);
    let target = ensure(context, project, host, &dress).await?;
    if circumstances.leftovers && is_local(&target.push) {
        remove_leftovers(Path::new(&target.push))?;
    }
    let present = push::list_host(&context.git, &target).await?;
    let plan = plan(context, project, layout, wanted, &present, (host, &dress)).await?;
    let taken: Vec<&String> = wanted.ids.keys().chain(present.ids.keys()).collect();
    let momentary = (1_u32..)
        .map(|number| format!("{MOMENTARY}-{number}"))
        .find(|name| !taken.contains(&name))
        .unwrap_or_else(|| MOMENTARY.to_owned());
    let mut work = Work {
        context,
        project,
        layout,
        host,
        target: &target,
        momentary,
        pushed: Pushed::default(),
        undressed: None,
    };
    work.carry_out(&plan, &dress).await?;
    let Work { pushed, undressed, .. } = work;
    let after = if plan.is_empty() { present } else { push::list_host(&context.git, &target).await? };
    let seen = circumstances.seen_at;
    note(
        context,
        project,
        host,
        &target,
        wanted,
        &after,
        &Noted { plan: &plan, seen, dressed: undressed.is_none() },
    );
    Ok(sum(&plan, &pushed, undressed))
}

fn remove_leftovers(copy: &Path) -> Result<(), Stop> {
    layout::remove_leftovers(copy).map(drop).map_err(|error| {
        let text = format!("what a killed push left in {} cannot be removed: {error}", copy.display());
        Stop::from(Reason::new(ReasonCode::HostUnreachable, text))
    })
}

async fn plan(
    context: &Context,
    project: &ProjectRecord,
    layout: &Layout,
    wanted: &References,
    present: &References,
    (host, dress): (&dyn Host, &Dress),
) -> Result<Plan, Stop> {
    let mut ours = context.store.pushed_refs(project.number, host.id()).await?;
    tokio::task::block_in_place(|| {
        let intake = layout::open(&layout.intake)?;
        let objects = intake.odb().map_err(|error| layout::internal(&layout.intake, &error))?;
        // A push that was killed before it was noted put them there as much as one that was noted.
        let strange = present
            .ids
            .iter()
            .filter(|(name, _)| !wanted.ids.contains_key(*name) && !ours.contains_key(*name));
        let unnoted: Vec<_> = strange
            .filter(|(name, id)| record::was_public(&intake, name, id))
            .map(|(name, id)| (name.clone(), id.clone()))
            .collect();
        ours.extend(unnoted);
        let known = |id: &str| git2::Oid::from_str(id).is_ok_and(|id| objects.exists(id));
        Ok(push::plan(wanted, present, &ours, dress.default_branch.as_deref(), known))
    })
}

/// One copy being brought up to date.
struct Work<'a> {
    context: &'a Context,
    project: &'a ProjectRecord,
    layout: &'a Layout,
    host: &'a dyn Host,
    target: &'a Target,
    /// A branch that neither the source nor the copy has.
    momentary: String,
    pushed: Pushed,
    undressed: Option<Reason>,
}

impl Work<'_> {
    /// Default branch, deletions, the rest; the host's own default moves as soon as its branch is there.
    async fn carry_out(&mut self, plan: &Plan, dress: &Dress) -> Result<(), Stop> {
        let deleted = plan.deletions.iter().map(|change| (change.name.clone(), String::new())).collect();
        let blocked = plan.first.iter().any(|change| stands_in_the_way(&change.name, &deleted));
        if blocked {
            self.make_room(plan, dress).await?;
        }
        self.push(&plan.first).await?;
        self.dress(dress).await;
        if blocked {
            self.remove_momentary(plan).await?;
        } else {
            self.push(&plan.deletions).await?;
        }
        self.push(&plan.rest).await
    }

    /// The old default branch is in the way of the new one and cannot be deleted while it is the
    /// default: another branch is, for a moment. It is noted as ours before it is made, so that a pass
    /// after a kill knows it and removes it.
    async fn make_room(&mut self, plan: &Plan, dress: &Dress) -> Result<(), Stop> {
        let Some(tip) = plan.first.first().and_then(|change| change.new.clone()) else { return Ok(()) };
        let noted = BTreeMap::from([(self.momentary.clone(), Some(tip.clone()))]);
        self.context.store.record_pushed(self.project.number, self.host.id(), &noted).await?;
        let create = RefChange { name: self.momentary.clone(), old: None, new: Some(tip) };
        self.push(&[create]).await?;
        if !self.pushed.acknowledged.contains_key(&self.momentary) {
            let text =
                format!("the host refused {}, which the default branch needs to make room", self.momentary);
            return Err(Reason::new(ReasonCode::HostRefused, text).into());
        }
        let short = self.momentary.strip_prefix("refs/heads/").map(str::to_owned);
        self.dress(&Dress { default_branch: short, ..dress.clone() }).await;
        self.push(&plan.deletions).await
    }

    async fn remove_momentary(&mut self, plan: &Plan) -> Result<(), Stop> {
        let old = plan.first.first().and_then(|change| change.new.clone());
        self.push(&[RefChange { name: self.momentary.clone(), old, new: None }]).await
    }

    /// Pushes and notes at once what was acknowledged, whatever comes after it.
    async fn push(&mut self, changes: &[RefChange]) -> Result<(), Stop> {
        let mut part = Pushed::default();
        let ended = push::push(&self.context.git, &self.layout.public, self.target, changes, &mut part).await;
        let (number, host) = (self.project.number, self.host.id());
        self.context.store.record_pushed(number, host, &part.acknowledged).await?;
        self.pushed.acknowledged.extend(part.acknowledged);
        self.pushed.rejected.extend(part.rejected);
        Ok(ended?)
    }

    /// A host that does not take its description still takes references.
    async fn dress(&mut self, dress: &Dress) {
        self.undressed = self.host.dress(self.target, dress).await.err().map(|error| error.reason);
    }
}

/// The copy's name, reserved in the store, and the copy itself.
async fn ensure(
    context: &Context,
    project: &ProjectRecord,
    host: &dyn Host,
    dress: &Dress,
) -> Result<Target, Stop> {
    let reserved = context.store.host_name(host.id(), project.number).await?;
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
            Err(error) => return Err(error.into()),
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
        archived: source.archived,
        mark: source.key.to_string(),
    }
}

struct Noted<'a> {
    plan: &'a Plan,
    seen: Timestamp,
    dressed: bool,
}

fn note(
    context: &Context,
    project: &mut ProjectRecord,
    host: &dyn Host,
    target: &Target,
    wanted: &References,
    after: &References,
    noted: &Noted<'_>,
) {
    let equal = wanted.ids.iter().filter(|(name, id)| after.ids.get(*name) == Some(id)).count() as u64;
    // What should be gone and is not makes the copy as different as what should be there and is not.
    let left =
        noted.plan.deletions.iter().filter(|change| after.ids.contains_key(&change.name)).count() as u64;
    let former = project.mirrors.iter().position(|mirror| mirror.host == *host.id());
    let before = former.map(|place| &project.mirrors[place]);
    let now = context.clock.now();
    // The two instants belong to the last push: what is found equal again later is no new delay.
    let kept = before.filter(|mirror| noted.plan.is_empty() && mirror.verified_at.is_some());
    let (verified_at, changed_at) = match kept {
        Some(mirror) => (mirror.verified_at, mirror.changed_at),
        None => (Some(now), Some(noted.seen).filter(|_| !noted.plan.is_empty())),
    };
    let mirror = MirrorRecord {
        host: host.id().clone(),
        name: target.name.clone(),
        url: target.public_url.clone(),
        verified_at,
        changed_at,
        compared_at: Some(now),
        dressed: noted.dressed,
        refs_expected: wanted.ids.len() as u64 + left,
        refs_equal: equal,
    };
    match former {
        Some(place) => project.mirrors[place] = mirror,
        None => project.mirrors.push(mirror),
    }
}

fn sum(plan: &Plan, pushed: &Pushed, undressed: Option<Reason>) -> Copied {
    let mut copied = Copied::default();
    for change in plan.first.iter().chain(&plan.deletions).chain(&plan.rest) {
        if !pushed.acknowledged.contains_key(&change.name) {
            continue;
        }
        match (&change.old, &change.new) {
            (_, None) => copied.refs.deleted += 1,
            (None, Some(_)) => copied.refs.created += 1,
            (Some(_), Some(_)) => copied.refs.updated += 1,
        }
    }
    copied.refs.rejected = pushed.rejected.len() as u64;
    if !pushed.rejected.is_empty() {
        let named: Vec<String> =
            pushed.rejected.iter().map(|(name, why)| format!("{name} ({why})")).collect();
        let text = format!("the host refused {}", listed(&named));
        copied.reserves.push(Reason::new(ReasonCode::ReferencesRejected, text));
    }
    copied.reserves.extend(undressed);
    copied.conflict = (!plan.conflicts.is_empty()).then(|| {
        Reason::new(
            ReasonCode::HostDiverged,
            format!(
                "the copy holds commits that do not come from here, left as they are: {}; bring them back to the \
                 source, or remove them from the copy",
                listed(&plan.conflicts)
            ),
        )
    });
    copied
}
