//! The dry run: what a sync would do, reference by reference, without writing anything.
//!
//! Reads the forge, the source and what lies on disk; must not fetch.

use std::collections::BTreeMap;
use std::fmt;

use glane_catalog::model::{ForgeId, Reason, SourceProject};
use serde::Serialize;

use super::fetch;
use super::pass::Context;
use super::references::{self, difference, refuse_mass_deletion};
use crate::layout::Layout;

/// One line of a dry run.
#[derive(Debug, Clone, Serialize)]
pub struct PlanLine {
    /// The forge.
    pub forge: ForgeId,
    /// The forge's id for the project; none when the forge could not be listed.
    pub id: Option<String>,
    /// Its path.
    pub path: Option<String>,
    /// `new`, `changed`, `unchanged` or `failed`.
    pub plan: &'static str,
    /// References that would be created, moved and deleted, with their new ids.
    pub refs: BTreeMap<&'static str, Vec<String>>,
    /// Why it would fail or be held, as far as can be told without fetching.
    pub reasons: Vec<Reason>,
}

impl fmt::Display for PlanLine {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:<9} {}:{}", self.plan, self.forge, self.path.as_deref().unwrap_or("(listing)"))?;
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

/// Plans a pass over some forges. Returns whether everything could be planned.
///
/// # Errors
/// When the store cannot be read.
pub async fn dry_run(
    context: &Context,
    forges: &[ForgeId],
    only: Option<&str>,
    mut print: impl FnMut(&PlanLine),
) -> anyhow::Result<bool> {
    let mut whole = true;
    for id in forges {
        let Some(forge) = context.forges.get(id) else { continue };
        let listing = match forge.list().await {
            Ok(listing) => listing,
            Err(error) => {
                whole = false;
                print(&failed(id, None, error.reason));
                continue;
            }
        };
        for source in listing.projects {
            if only.is_none_or(|only| only == source.path || only == source.key.id) {
                let line = plan_one(context, &source).await?;
                whole &= line.plan != "failed";
                print(&line);
            }
        }
    }
    Ok(whole)
}

fn failed(forge: &ForgeId, source: Option<&SourceProject>, reason: Reason) -> PlanLine {
    PlanLine {
        forge: forge.clone(),
        id: source.map(|source| source.key.id.clone()),
        path: source.map(|source| source.path.clone()),
        plan: "failed",
        refs: BTreeMap::new(),
        reasons: vec![reason],
    }
}

async fn plan_one(context: &Context, source: &SourceProject) -> anyhow::Result<PlanLine> {
    let announced = match fetch::list_references(&context.git, &source.clone_url).await {
        Ok(announced) => announced,
        Err(reason) => return Ok(failed(&source.key.forge, Some(source), reason)),
    };
    let record = context.store.project(&source.key).await?;
    let present = record
        .as_ref()
        .map(|record| Layout::of(&context.data, &source.key.forge, record.number).public)
        .filter(|public| public.join("HEAD").exists())
        .and_then(|public| git2::Repository::open_bare(public).ok())
        .and_then(|public| references::read(&public, "refs/").ok())
        .unwrap_or_default();
    let changed = difference(&present.ids, &announced.ids);
    let reasons = refuse_mass_deletion(present.ids.len(), changed.deleted.len()).err().into_iter().collect();
    let plan = match &record {
        _ if changed == references::Difference::default() && !announced.ids.is_empty() => "unchanged",
        Some(record) if record.examination.is_some() => "changed",
        _ => "new",
    };
    let with_id = |name: String| {
        let id =
            announced.ids.get(&name).map(|id| format!(" {}", &id[..id.len().min(12)])).unwrap_or_default();
        format!("{name}{id}")
    };
    let refs = [("create", changed.created), ("move", changed.updated), ("delete", changed.deleted)]
        .into_iter()
        .filter(|(_, names)| !names.is_empty())
        .map(|(what, names)| (what, names.into_iter().map(with_id).collect()))
        .collect();
    Ok(PlanLine {
        forge: source.key.forge.clone(),
        id: Some(source.key.id.clone()),
        path: Some(source.path.clone()),
        plan,
        refs,
        reasons,
    })
}
