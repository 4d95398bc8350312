//! Discover: lists a forge to its last page, writes what is new or different, files a job for each
//! project.
//!
//! Nothing is concluded from a listing that broke off. Must not run git.

mod absent;

use glane_catalog::model::{ForgeId, ProjectRecord, ProjectState, Reason, ReasonCode, SourceProject};
use glane_store::{ForgeRow, JobKind, JobSpec, StoreError};

use self::absent::Absent;
use super::pass::Context;
use crate::forge::{Forge, Listing, NoAnswers};

/// Why a project left that its source no longer shows to anyone.
pub const NOT_PUBLIC: &str = "it is gone from its source, or no longer public there";

/// What a listing came to.
#[derive(Debug, Clone, Default)]
pub struct Discovered {
    /// Projects for which a job was filed.
    pub projects: u64,
    /// Projects seen that are not public.
    pub not_public: u64,
    /// Projects that were known and are gone, or are no longer public: they left pages and index.
    pub sent_away: u64,
    /// Items that could not be read.
    pub unreadable: Vec<Reason>,
    /// Why nothing was concluded from what is missing, if so much is that it cannot be believed.
    pub doubt: Option<Reason>,
}

/// Lists a forge and files the mirror jobs. With `only` (a path or id) nothing is concluded about
/// any other project.
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
    let (listing, absent, doubt) = match compare(context, forge, only).await? {
        Ok(compared) => compared,
        Err(reason) => {
            row.error = Some(reason.message.clone());
            context.store.put_forge(&row).await?;
            return Ok(Err(reason));
        }
    };
    let mut discovered = Discovered { not_public: listing.not_public, ..Discovered::default() };
    // First, so that a path passes to the project that has it now.
    discovered.sent_away = send_away(context, absent).await?;
    row.announced = listing.projects.len() as u64;
    discovered.unreadable = listing.unreadable;
    let mut jobs = Vec::new();
    for source in &listing.projects {
        match write(context, source).await {
            Ok(key) if only.is_none_or(|only| is_named(source, only)) => jobs.push(job(key, now)),
            Ok(_) => {}
            Err(error @ StoreError::Document { .. }) => discovered.unreadable.push(illegible(&error)),
            Err(error) => return Err(error.into()),
        }
    }
    row.not_public = listing.not_public;
    row.error = doubt.as_ref().map(|reason| reason.message.clone());
    if doubt.is_none() {
        row.complete_at = Some(now);
    }
    discovered.doubt = doubt;
    context.store.put_forge(&row).await?;
    context.store.file_jobs(&jobs, now).await?;
    discovered.projects = jobs.len() as u64;
    Ok(Ok(discovered))
}

/// Lists the forge and asks for what it no longer lists. Writes nothing.
async fn compare(
    context: &Context,
    forge: &dyn Forge,
    only: Option<&str>,
) -> anyhow::Result<Result<(Listing, Vec<Absent>, Option<Reason>), Reason>> {
    let listing = match forge.list(&NoAnswers).await {
        Ok(listing) => listing,
        Err(error) => return Ok(Err(error.reason)),
    };
    let compared = absent::look(context, forge, &listing, only).await?;
    let (absent, doubt) = compared;
    Ok(Ok((listing, absent, doubt)))
}

/// Whether a person names this project, by its path or id.
fn is_named(source: &SourceProject, name: &str) -> bool {
    name == source.path || name == source.key.id
}

fn illegible(error: &StoreError) -> Reason {
    let text = format!("{error}: it is left alone; restore the database from a backup");
    Reason::new(ReasonCode::Internal, text)
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
async fn write(context: &Context, source: &SourceProject) -> Result<String, StoreError> {
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

/// Takes projects out of the pages and the index. Returns how many are gone; the others are still
/// public, and left out by the configuration.
async fn send_away(context: &Context, absent: Vec<Absent>) -> Result<u64, StoreError> {
    let mut gone = 0;
    for Absent { key, is_gone } in absent {
        let Some(mut record) = context.store.project(&key).await? else { continue };
        let (state, code, text) = if is_gone {
            (ProjectState::Withdrawn, ReasonCode::NotPublic, NOT_PUBLIC)
        } else {
            (ProjectState::Skipped, ReasonCode::Excluded, "the configuration of its forge leaves it out")
        };
        record.state = state;
        if state == ProjectState::Withdrawn {
            // When it comes back it is shown only once it has passed the gate again.
            record.published_at = None;
        }
        record.reasons = vec![Reason::new(code, text)];
        context.store.put_project(&record).await?;
        gone += u64::from(is_gone);
    }
    Ok(gone)
}
