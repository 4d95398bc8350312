//! What `/miroirs` and `/indicateurs` show, computed once for as long as it stays true.
//!
//! Goes through the whole catalogue, so the answer is kept until the catalogue changes or a minute
//! has passed. Must not make pages.

use std::sync::Arc;

use glane_catalog::model::{Examination, Field, ProjectRecord, ProjectState, ReasonClass};
use glane_catalog::vocabulary::licence_policy::Lists;
use glane_store::ForgeRow;
use glane_templates::page::mirrors::{ForgeLine, MirrorRow};

use super::app::App;
use super::error::PageError;
use crate::indicator::{Edition, World};

/// Records read at a time.
const PAGE: u32 = 500;
/// Seconds for which an answer is kept while the catalogue does not change.
const KEPT: i64 = 60;

/// Figures over the whole catalogue.
pub(super) struct Overview {
    sequence: u64,
    pub at: jiff::Timestamp,
    pub states: Vec<(ProjectState, u64)>,
    pub causes: Vec<(ReasonClass, u64)>,
    pub forges: Vec<ForgeLine>,
    pub mirrors: Vec<MirrorRow>,
    pub edition: Edition,
}

/// The overview, computed anew when it is out of date.
///
/// # Errors
/// When the store cannot answer.
pub(super) async fn overview(app: &App) -> Result<Arc<Overview>, PageError> {
    let (sequence, now) = (app.store().sequence().await?, app.now());
    let mut kept = app.overview().lock().await;
    if let Some(known) = kept.as_ref()
        && known.sequence == sequence
        && now.as_second() - known.at.as_second() < KEPT
    {
        return Ok(Arc::clone(known));
    }
    let fresh = Arc::new(compute(app, sequence, now).await?);
    *kept = Some(Arc::clone(&fresh));
    Ok(fresh)
}

async fn compute(app: &App, sequence: u64, now: jiff::Timestamp) -> Result<Overview, PageError> {
    let forges = app.store().forges().await?;
    let records = records(app).await?;
    let policy = app.policy();
    let lists = Lists { allow: policy.allow_licences.clone(), refuse: policy.refuse_licences.clone() };
    let world = World { projects: &records, forges: &forges, lists: &lists, now };
    Ok(Overview {
        sequence,
        at: now,
        states: count(records.iter().map(|record| record.state)),
        causes: causes(&records),
        forges: forges.iter().map(|row| forge_line(row, &records)).collect(),
        edition: Edition::of(&world),
        mirrors: records.iter().filter(|record| record.is_shown()).flat_map(rows).collect(),
    })
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
    record.examination = record.examination.map(|examination| {
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
    });
    record
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
