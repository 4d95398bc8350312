//! What `/miroirs` and `/indicateurs` show, computed once for as long as it stays true.
//!
//! Goes through the whole catalogue. While that is quick, the answer is kept until the catalogue
//! changes; when it is not, for a minute whatever changes. Must not make pages.

mod ages;

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant};

use glane_catalog::model::{Examination, Field, ProjectRecord, ProjectState, ReasonClass};
use glane_catalog::vocabulary::licence_policy::Lists;
use glane_store::ForgeRow;
use glane_templates::page::mirrors::{ForgeLine, HostLine, MirrorRow};
use jiff::Timestamp;

use super::app::App;
use super::error::PageError;
use crate::indicator::{Edition, World};

/// Records read at a time.
const PAGE: u32 = 500;
/// Seconds for which an answer is kept.
const KEPT: i64 = 60;
/// Seconds for which an answer is still given while the next is computed.
const STALE: i64 = 600;
/// A computation that takes less is done anew at each change: a small catalogue is always shown as it is.
const QUICK: Duration = Duration::from_millis(200);

/// Figures over the whole catalogue.
pub(super) struct Overview {
    about: About,
    renewing: AtomicBool,
    pub at: Timestamp,
    pub states: Vec<(ProjectState, u64)>,
    pub causes: Vec<(ReasonClass, u64)>,
    pub forges: Vec<ForgeLine>,
    pub hosts: Vec<HostLine>,
    pub oldest: Vec<MirrorRow>,
    pub mirrors: Vec<MirrorRow>,
    pub edition: Edition,
}

/// What an answer was computed from and how long it took.
#[derive(Debug, Clone, Copy)]
struct About {
    sequence: u64,
    at: Timestamp,
    took: Duration,
}

/// What a kept answer is worth.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Worth {
    /// It is given.
    Fresh,
    /// It is given, and the next is computed meanwhile.
    Stale,
    /// The next is waited for.
    Void,
}

impl About {
    fn worth(self, sequence: u64, now: Timestamp) -> Worth {
        let age = now.as_second() - self.at.as_second();
        let slow = self.took >= QUICK;
        if age < KEPT && (slow || self.sequence == sequence) {
            Worth::Fresh
        } else if slow && age < STALE {
            Worth::Stale
        } else {
            Worth::Void
        }
    }
}

/// The overview, computed anew when it is out of date.
///
/// # Errors
/// When the store cannot answer.
pub(super) async fn overview(app: &App) -> Result<Arc<Overview>, PageError> {
    let (sequence, now) = (app.store().sequence().await?, app.now());
    if let Some(known) = app.overview().lock().await.as_ref() {
        let worth = known.about.worth(sequence, now);
        if worth == Worth::Stale && !known.renewing.swap(true, Ordering::Relaxed) {
            tokio::spawn(renew(app.clone(), Arc::clone(known)));
        }
        if worth != Worth::Void {
            return Ok(Arc::clone(known));
        }
    }
    // A task of its own: a visitor who leaves must not undo what the next one waits for.
    let first = tokio::spawn(first(app.clone()));
    first.await.map_err(|error| PageError::fault(&format!("overview: {error}")))?
}

/// Computes the answer while everyone else waits for it.
async fn first(app: App) -> Result<Arc<Overview>, PageError> {
    let mut kept = app.overview().lock().await;
    let sequence = app.store().sequence().await?;
    if let Some(known) = kept.as_ref().filter(|known| known.about.worth(sequence, app.now()) != Worth::Void) {
        return Ok(Arc::clone(known));
    }
    let fresh = Arc::new(compute(&app).await?);
    *kept = Some(Arc::clone(&fresh));
    Ok(fresh)
}

/// Computes the next answer while the known one is given.
async fn renew(app: App, known: Arc<Overview>) {
    match compute(&app).await {
        Ok(fresh) => *app.overview().lock().await = Some(Arc::new(fresh)),
        // Logged where it arose; the next visitor has it tried again.
        Err(_) => known.renewing.store(false, Ordering::Relaxed),
    }
}

async fn compute(app: &App) -> Result<Overview, PageError> {
    let begun = Instant::now();
    // Read first: what changes meanwhile makes the answer out of date, not wrong for good.
    let (sequence, now) = (app.store().sequence().await?, app.now());
    let forges = app.store().forges().await?;
    let records = records(app).await?;
    let policy = app.policy();
    let lists =
        Lists { allow: policy.allow_licences.clone(), refuse: policy.refuse_licences.clone(), only: None };
    let counted = tokio::task::spawn_blocking(move || {
        let about = About { sequence, at: now, took: Duration::ZERO };
        assemble(about, &records, &forges, &lists)
    });
    let mut overview = counted.await.map_err(|error| PageError::fault(&format!("overview: {error}")))?;
    overview.about.took = begun.elapsed();
    Ok(overview)
}

fn assemble(about: About, records: &[ProjectRecord], forges: &[ForgeRow], lists: &Lists) -> Overview {
    let world = World { projects: records, forges, lists, now: about.at };
    let mirrors: Vec<MirrorRow> = records.iter().filter(|record| record.is_shown()).flat_map(rows).collect();
    Overview {
        about,
        renewing: AtomicBool::new(false),
        at: about.at,
        states: count(records.iter().map(|record| record.state)),
        causes: causes(records),
        forges: forges.iter().map(|row| forge_line(row, records)).collect(),
        edition: Edition::of(&world),
        hosts: ages::hosts(&mirrors, about.at),
        oldest: ages::oldest(&mirrors, about.at),
        mirrors,
    }
}

/// Every record, without the parts that no figure needs.
pub(crate) async fn records(app: &App) -> Result<Vec<ProjectRecord>, PageError> {
    let (mut records, mut after) = (Vec::new(), 0);
    loop {
        let page = app.store().projects(after, PAGE).await?;
        let Some(last) = page.last() else { return Ok(records) };
        after = last.number;
        records.extend(page.into_iter().map(lightened));
    }
}

fn lightened(mut record: ProjectRecord) -> ProjectRecord {
    record.examination = record.examination.map(without_texts);
    record.pending = record.pending.map(|pending| Box::new(without_texts(*pending)));
    record
}

fn without_texts(examination: Examination) -> Examination {
    let mut fields = glane_catalog::model::Fields::new();
    for claim in examination.fields.resolve(Field::Name).into_iter().cloned() {
        fields.add(Field::Name, claim);
    }
    Examination {
        commit: examination.commit,
        licence: examination.licence,
        history: examination.history,
        fields,
        ..Examination::default()
    }
}

fn count<T: PartialEq + Copy>(values: impl Iterator<Item = T>) -> Vec<(T, u64)> {
    let mut counts: Vec<(T, u64)> = Vec::new();
    for value in values {
        match counts.iter_mut().find(|(known, _)| *known == value) {
            Some((_, count)) => *count += 1,
            None => counts.push((value, 1)),
        }
    }
    counts.sort_by_key(|(_, count)| std::cmp::Reverse(*count));
    counts
}

/// Classes of cause of what is held or failing; a project counts once a class.
fn causes(records: &[ProjectRecord]) -> Vec<(ReasonClass, u64)> {
    let stopped =
        records.iter().filter(|record| matches!(record.state, ProjectState::Held | ProjectState::Failed));
    count(stopped.flat_map(|record| {
        let mut classes: Vec<ReasonClass> = record.reasons.iter().map(|reason| reason.code.class()).collect();
        classes.dedup();
        classes
    }))
}

fn forge_line(row: &ForgeRow, records: &[ProjectRecord]) -> ForgeLine {
    let known = records
        .iter()
        .filter(|record| record.source.key.forge == row.forge && record.state != ProjectState::Withdrawn)
        .count() as u64;
    ForgeLine { forge: row.forge.clone(), complete_at: row.complete_at, announced: row.announced, known }
}

fn rows(record: &ProjectRecord) -> Vec<MirrorRow> {
    record
        .mirrors
        .iter()
        .map(|mirror| MirrorRow {
            title: record.title().to_owned(),
            forge: record.source.key.forge.clone(),
            path: record.source.path.clone(),
            current_at: record.mirror_current_at(mirror),
            mirror: mirror.clone(),
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What an answer of instant 0 and change 7 is worth later.
    fn worth(took: u64, sequence: u64, age: i64) -> Worth {
        let about = About { sequence: 7, at: Timestamp::UNIX_EPOCH, took: Duration::from_millis(took) };
        about.worth(sequence, Timestamp::from_second(age).unwrap())
    }

    #[test]
    fn a_quick_answer_is_kept_until_something_changes() {
        assert_eq!(worth(199, 7, 59), Worth::Fresh);
        assert_eq!(worth(199, 8, 0), Worth::Void);
        assert_eq!(worth(199, 7, 60), Worth::Void);
    }

    #[test]
    fn a_slow_answer_is_kept_a_minute_and_given_while_the_next_is_computed() {
        assert_eq!(worth(200, 8, 59), Worth::Fresh);
        assert_eq!(worth(200, 8, 60), Worth::Stale);
        assert_eq!(worth(200, 8, 599), Worth::Stale);
        assert_eq!(worth(200, 8, 600), Worth::Void);
    }
}
