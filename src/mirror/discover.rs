//! Discover: lists a forge to its last page, writes what is new or different, files a job for each
//! project.
//!
//! Nothing is concluded from a listing that broke off. Must not run git.

use std::collections::HashSet;

use glane_catalog::model::{
    ForgeId, ProjectRecord, ProjectState, Reason, ReasonCode, SourceProject, Visibility,
};
use glane_store::{ForgeRow, JobKind, JobSpec};

use super::pass::Context;
use crate::forge::{Forge, Listing};

/// What a listing came to.
#[derive(Debug, Clone, Default)]
pub struct Discovered {
    /// Projects for which a job was filed.
    pub projects: u64,
    /// Projects seen that are not public.
    pub not_public: u64,
    /// Items that could not be read.
    pub unreadable: Vec<Reason>,
}

/// Lists a forge and files the mirror jobs.
///
/// # Errors
/// `Ok(Err(reason))` when the forge could not be listed to its end; `Err` when the store fails.
pub async fn discover(
    context: &Context,
    forge: &dyn Forge,
    only: Option<&str>,
) -> anyhow::Result<Result<Discovered, Reason>> {
    let now = context.clock.now();
    let mut row = former_row(context, forge.id()).await?;
    row.listed_at = Some(now);
    let listing = match forge.list().await {
        Ok(listing) => listing,
        Err(error) => {
            row.error = Some(error.reason.message.clone());
            context.store.put_forge(&row).await?;
            return Ok(Err(error.reason));
        }
    };
    let mut jobs = Vec::new();
    for source in &listing.projects {
        let key = write(context, source).await?;
        if only.is_none_or(|only| only == source.path || only == source.key.id) {
            jobs.push(job(key, now));
        }
    }
    look_for_the_missing(context, forge, &listing).await?;
    row.complete_at = Some(now);
    row.announced = listing.projects.len() as u64;
    row.not_public = listing.not_public;
    row.error = None;
    context.store.put_forge(&row).await?;
    context.store.file_jobs(&jobs, now).await?;
    Ok(Ok(Discovered {
        projects: jobs.len() as u64,
        not_public: listing.not_public,
        unreadable: listing.unreadable,
    }))
}

fn job(subject: String, now: jiff::Timestamp) -> JobSpec {
    JobSpec { kind: JobKind::Mirror, subject, priority: 0, not_before: now }
}

async fn former_row(context: &Context, forge: &ForgeId) -> anyhow::Result<ForgeRow> {
    let rows = context.store.forges().await?;
    Ok(rows.into_iter().find(|row| row.forge == *forge).unwrap_or(ForgeRow {
        forge: forge.clone(),
        listed_at: None,
        complete_at: None,
        announced: 0,
        not_public: 0,
        error: None,
    }))
}

/// Writes a listed project if it is new or differs in anything but its last activity.
async fn write(context: &Context, source: &SourceProject) -> anyhow::Result<String> {
    let former = context.store.project(&source.key).await?;
    let key = source.key.to_string();
    let Some(mut record) = former else {
        context.store.put_project(&ProjectRecord::discovered(source.clone())).await?;
        return Ok(key);
    };
    let returned = record.state == ProjectState::Withdrawn;
    if same_but_for_activity(&record.source, source) && !returned {
        return Ok(key);
    }
    if record.source.path != source.path && !record.aliases.contains(&record.source.path) {
        record.aliases.push(record.source.path.clone());
        record.aliases.retain(|alias| *alias != source.path);
    }
    record.source = source.clone();
    // What the forge says is part of what is examined and of how the copies present themselves.
    record.seen_digest = None;
    if returned {
        record.state = ProjectState::Pending;
        record.reasons.clear();
    }
    context.store.put_project(&record).await?;
    Ok(key)
}

fn same_but_for_activity(former: &SourceProject, now: &SourceProject) -> bool {
    SourceProject { last_activity_at: None, ..former.clone() }
        == SourceProject { last_activity_at: None, ..now.clone() }
}

/// Projects that a complete listing no longer names are asked for one by one: gone or no longer
/// public, they leave the pages and the index; still public, the configuration excludes them.
async fn look_for_the_missing(context: &Context, forge: &dyn Forge, listing: &Listing) -> anyhow::Result<()> {
    let listed: HashSet<&str> = listing.projects.iter().map(|project| project.key.id.as_str()).collect();
    let mut after = 0;
    loop {
        let page = context.store.projects(after, 500).await?;
        let Some(last) = page.last() else { return Ok(()) };
        after = last.number;
        for record in page {
            let ours = record.source.key.forge == *forge.id();
            if ours && !listed.contains(record.source.key.id.as_str()) && !is_away(&record) {
                send_away(context, forge, record).await?;
            }
        }
    }
}

fn is_away(record: &ProjectRecord) -> bool {
    record.state == ProjectState::Withdrawn
        || record.reasons.first().is_some_and(|reason| reason.code == ReasonCode::Excluded)
}

async fn send_away(context: &Context, forge: &dyn Forge, mut record: ProjectRecord) -> anyhow::Result<()> {
    let (state, reason) = match forge.project(&record.source.key).await {
        Ok(Some(now)) if now.visibility == Visibility::Public => (
            ProjectState::Skipped,
            Reason::new(ReasonCode::Excluded, "the configuration of its forge leaves it out"),
        ),
        Ok(_) => (
            ProjectState::Withdrawn,
            Reason::new(ReasonCode::NotPublic, "it is gone from its source, or no longer public there"),
        ),
        // Not knowing is no reason to change anything.
        Err(_) => return Ok(()),
    };
    record.state = state;
    record.reasons = vec![reason];
    context.store.put_project(&record).await?;
    Ok(())
}
