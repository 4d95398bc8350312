//! The dry run: what a sync would do, reference by reference, without writing anything.
//!
//! Reads the forge, the source and what lies on disk; must not fetch.

use std::collections::BTreeMap;
use std::fmt;

use glane_catalog::model::{ForgeId, ProjectRecord, Reason, SourceProject};
use serde::Serialize;

use super::gate;
use super::outcome::{Ending, Stop};
use super::pass::{self, Context};
use super::references::{self, Difference, References, difference, refuse_mass_deletion};
use super::{done, kept, withdraw};
use crate::layout::Layout;

/// What a pass would come to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Prospect {
    /// Not yet in the catalogue; the gate has not seen it.
    New,
    /// Known, and different at the source: it would be examined again.
    Changed,
    /// Known and the same, to be published or brought to a host that lacks it.
    Published,
    /// Nothing would be done.
    Unchanged,
    /// It would be held.
    Held,
    /// There is nothing to publish.
    Skipped,
    /// It would not work.
    Failed,
}

impl Prospect {
    /// As written in JSON.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::New => "new",
            Self::Changed => "changed",
            Self::Published => "published",
            Self::Unchanged => "unchanged",
            Self::Held => "held",
            Self::Skipped => "skipped",
            Self::Failed => "failed",
        }
    }

    fn of(stop: &Stop) -> Self {
        match Ending::of(stop.state) {
            Ending::Held => Self::Held,
            Ending::Skipped => Self::Skipped,
            Ending::Published | Ending::Unchanged | Ending::Failed => Self::Failed,
        }
    }
}

/// One line of a dry run.
#[derive(Debug, Clone, Serialize)]
pub struct PlanLine {
    /// The forge.
    pub forge: ForgeId,
    /// The forge's id for the project; none when the forge could not be listed.
    pub id: Option<String>,
    /// Its path.
    pub path: Option<String>,
    /// What a pass would come to, as far as can be told without fetching.
    pub plan: Prospect,
    /// References of the public copy that would be created, moved and deleted, with their new ids.
    pub refs: BTreeMap<&'static str, Vec<String>>,
    /// Why it would fail or be held.
    pub reasons: Vec<Reason>,
}

impl PlanLine {
    fn stopped(source: &SourceProject, stop: Stop) -> Self {
        let plan = Prospect::of(&stop);
        Self { plan, reasons: stop.reasons, ..Self::of(source, plan) }
    }

    fn of(source: &SourceProject, plan: Prospect) -> Self {
        Self {
            forge: source.key.forge.clone(),
            id: Some(source.key.id.clone()),
            path: Some(source.path.clone()),
            plan,
            refs: BTreeMap::new(),
            reasons: Vec::new(),
        }
    }
}

impl fmt::Display for PlanLine {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let path = self.path.as_deref().unwrap_or("(not listed)");
        write!(f, "{:<9} {}:{path}", self.plan.as_str(), self.forge)?;
        if matches!(self.plan, Prospect::New | Prospect::Changed) {
            f.write_str("  (before the gate)")?;
        }
        for (what, names) in &self.refs {
            for name in names {
                write!(f, "\n          {what} {name}")?;
            }
        }
        for reason in &self.reasons {
            write!(f, "\n          {}: {}", reason.code.as_str(), reason.message)?;
        }
        Ok(())
    }
}

/// Plans a pass over some forges. Returns how many projects would come to what; a forge that
/// cannot be listed counts as failed.
///
/// # Errors
/// When the store cannot be read.
pub async fn dry_run(
    context: &Context,
    forges: &[ForgeId],
    only: Option<&str>,
    mut print: impl FnMut(&PlanLine),
) -> anyhow::Result<BTreeMap<Prospect, u64>> {
    let mut counts = BTreeMap::new();
    let mut say = |line: &PlanLine| {
        *counts.entry(line.plan).or_default() += 1;
        print(line);
    };
    for id in forges {
        let Some(forge) = context.forges.get(id) else { continue };
        let listing = match forge.list(&crate::forge::NoAnswers).await {
            Ok(listing) => listing,
            Err(error) => {
                say(&not_listed(id, error.reason));
                continue;
            }
        };
        for source in listing.projects {
            if only.is_none_or(|only| only == source.path || only == source.key.id) {
                say(&plan_one(context, &source).await?);
            }
        }
    }
    Ok(counts)
}

fn not_listed(forge: &ForgeId, reason: Reason) -> PlanLine {
    PlanLine {
        forge: forge.clone(),
        id: None,
        path: None,
        plan: Prospect::Failed,
        refs: BTreeMap::new(),
        reasons: vec![reason],
    }
}

async fn plan_one(context: &Context, source: &SourceProject) -> anyhow::Result<PlanLine> {
    let known = context.store.project(&source.key).await?;
    let known = known.map(|record| ProjectRecord { source: source.clone(), ..record });
    let mut record = known.clone().unwrap_or_else(|| ProjectRecord::discovered(source.clone()));
    let layout = Layout::of(&context.data, &source.key.forge, record.number);
    if let Some(stop) = withdraw::withdrawn(context, &record).await? {
        return Ok(PlanLine::stopped(source, stop));
    }
    let decided = kept::decided(context, &record, &layout).await?;
    let announced = match pass::list(context, &record, &decided).await {
        Ok(announced) => announced,
        Err(stop) => return Ok(PlanLine::stopped(source, pass::explain(context, source, stop).await)),
    };
    let present = public_references(&layout);
    let wanted = decided.with_kept(&announced);
    let changed = difference(&present.ids, &wanted.ids);
    if !decided.allows_deletions
        && let Err(reason) = refuse_mass_deletion(present.ids.len(), changed.deleted.len())
    {
        return Ok(PlanLine::stopped(source, reason.into()));
    }
    let same = pass::is_known(&record, &announced);
    if let Err(stop) = gate::admit(context, &record).await {
        return Ok(PlanLine::stopped(source, stop));
    }
    if same && let Err(stop) = gate::judge(context, &record).await {
        return Ok(PlanLine::stopped(source, stop));
    }
    let plan = match (known.is_some_and(|record| record.latest().is_some()), same) {
        (_, true) if done::is_done(context, &mut record, &layout, &wanted).await => Prospect::Unchanged,
        (_, true) => Prospect::Published,
        (true, false) => Prospect::Changed,
        (false, false) => Prospect::New,
    };
    Ok(PlanLine { refs: named(&changed, &wanted), ..PlanLine::of(source, plan) })
}

/// What the public copy holds; nothing when there is none.
fn public_references(layout: &Layout) -> References {
    git2::Repository::open_bare(&layout.public)
        .and_then(|public| references::read(&public, "refs/"))
        .unwrap_or_default()
}

fn named(changed: &Difference, announced: &References) -> BTreeMap<&'static str, Vec<String>> {
    let with_id = |name: &String| {
        let id = announced.ids.get(name).map(|id| format!(" {}", id.get(..12).unwrap_or(id)));
        format!("{name}{}", id.unwrap_or_default())
    };
    [("create", &changed.created), ("move", &changed.updated), ("delete", &changed.deleted)]
        .into_iter()
        .filter(|(_, names)| !names.is_empty())
        .map(|(what, names)| (what, names.iter().map(with_id).collect()))
        .collect()
}
