//! What a listing writes: new and changed projects, those that left, and the jobs of those that are due.
//!
//! Must not ask the forge.

use glane_catalog::model::{ProjectState, Reason, ReasonCode, SourceProject};
use glane_store::{JobKind, JobSpec, Standing, StoreError};
use jiff::Timestamp;

use super::absent::Absent;
use super::known::Known;
use super::{Asked, NOT_PUBLIC, Wish};
use crate::mirror::due::{Disk, Why};
use crate::mirror::outcome::{Ending, PassReport};
use crate::mirror::pass::Context;

/// What a listed project came to.
pub(super) enum Found {
    /// It will be looked at.
    Filed,
    /// It is left alone; how it stands, where a person asked.
    Settled(Option<PassReport>),
    /// What is stored of it cannot be read.
    Illegible(Reason),
    /// Nobody asked for it, or it is barred.
    Apart,
}

/// The jobs of a listing, and the activity that is noted once they are filed.
#[derive(Default)]
pub(super) struct Round {
    jobs: Vec<JobSpec>,
    activity: Vec<(i64, Option<Timestamp>)>,
}

impl Round {
    /// Writes a listed project if it is new or another, and notes its job if it is due.
    ///
    /// # Errors
    /// When the store cannot be read or written.
    pub(super) async fn take(
        &mut self,
        context: &Context,
        known: &Known,
        (source, disk): (&SourceProject, Option<Disk>),
        wish: Wish<'_>,
        is_wanted: bool,
    ) -> Result<Found, StoreError> {
        let standing = known.standings.get(&source.key.id);
        if standing.is_some_and(is_barred) {
            return Ok(Found::Apart);
        }
        let why = match standing {
            Some(standing) if !differs(standing, source) => {
                let moved = standing.source.last_activity_at != source.last_activity_at;
                if moved && is_wanted {
                    self.activity.push((standing.number, source.last_activity_at));
                }
                let asked = (wish.asked, disk.unwrap_or(Disk::Differs));
                if moved { Some(Why::Changed) } else { known.why(context, standing, source, asked) }
            }
            _ => match context.store.put_source(source).await {
                Ok(_) => Some(Why::Changed),
                Err(error @ StoreError::Document { .. }) => return Ok(Found::Illegible(illegible(&error))),
                Err(error) => return Err(error),
            },
        };
        let why = if wish.only.is_some() { Some(Why::Asked) } else { why };
        Ok(match (is_wanted, why, standing) {
            (false, ..) => Found::Apart,
            (true, None, Some(standing)) => {
                Found::Settled((wish.asked != Asked::BySchedule).then(|| report(standing)))
            }
            (true, why, _) => {
                self.jobs.push(JobSpec {
                    kind: JobKind::Mirror,
                    subject: source.key.to_string(),
                    priority: why.unwrap_or(Why::Changed).priority(),
                    not_before: context.clock.now(),
                });
                Found::Filed
            }
        })
    }

    /// Files the jobs; returns how many.
    ///
    /// # Errors
    /// When the store cannot be written.
    pub(super) async fn file(self, context: &Context) -> Result<u64, StoreError> {
        context.store.file_jobs(&self.jobs, context.clock.now()).await?;
        if !self.activity.is_empty() {
            context.store.note_activity(&self.activity).await?;
        }
        Ok(self.jobs.len() as u64)
    }
}

/// Whether a person took it out: its forge's listing does not bring it back.
pub(super) fn is_barred(standing: &Standing) -> bool {
    standing.state == ProjectState::Withdrawn
        && standing.reasons.iter().any(|reason| reason.code == ReasonCode::WithdrawnByDecision)
}

/// Whether its entry is another, in anything but its last activity, or it has come back.
fn differs(standing: &Standing, source: &SourceProject) -> bool {
    standing.state == ProjectState::Withdrawn || !same_but_for_activity(&standing.source, source)
}

/// Whether a forge says the same of a project, its last activity apart.
pub(in crate::mirror) fn same_but_for_activity(former: &SourceProject, now: &SourceProject) -> bool {
    SourceProject { last_activity_at: None, ..former.clone() }
        == SourceProject { last_activity_at: None, ..now.clone() }
}

/// Takes projects out of the pages and the index. Returns how many are gone; the others are still
/// public, and left out by the configuration.
pub(super) async fn send_away(context: &Context, absent: Vec<Absent>) -> Result<u64, StoreError> {
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

fn illegible(error: &StoreError) -> Reason {
    let text = format!("{error}: it is left alone; restore the database from a backup");
    Reason::new(ReasonCode::Internal, text)
}

/// How a project that is left alone stands, as its last pass said it.
fn report(standing: &Standing) -> PassReport {
    let ended = match standing.state {
        ProjectState::Published => Ending::Unchanged,
        state => Ending::of(state),
    };
    PassReport {
        id: Some(standing.source.key.id.clone()),
        path: Some(standing.source.path.clone()),
        ..PassReport::at_rest(standing.source.key.forge.clone(), ended, standing.reasons.clone())
    }
}
