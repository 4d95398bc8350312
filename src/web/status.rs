//! `/status.json`: for whoever watches the mirrors by a program: ages, states, causes, pauses, jobs.
//!
//! Names only projects that were published; of what holds others back, classes with their counts.

mod index;

use axum::extract::State;
use axum::http::header;
use axum::response::{IntoResponse, Response};
use glane_catalog::model::{ForgeId, HostId, ProjectState, ReasonClass, ReasonCode};
use glane_store::PausedSide;
use glane_templates::page::mirrors::{MirrorRow, MirrorState, PauseLine, StorageLine};
use jiff::Timestamp;
use serde::Serialize;

use self::index::IndexStanding;
use super::answer::CachePolicy;
use super::app::App;
use super::error::PageError;
use super::overview::{Overview, overview};
use crate::links::Count;
use crate::work::maintain::Summary;

#[derive(Serialize)]
struct Status<'a> {
    at: Timestamp,
    forges: Vec<Forge<'a>>,
    hosts: Vec<Host<'a>>,
    pauses: Vec<Paused>,
    jobs: Jobs,
    storage: Storage,
    index: IndexStanding,
    /// How the addresses of records stood after the last upkeep.
    links: Option<Count>,
    states: Vec<Number<ProjectState>>,
    causes: Vec<Number<ReasonClass>>,
    mirrors: Vec<Mirror<'a>>,
}

#[derive(Serialize)]
struct Forge<'a> {
    id: &'a ForgeId,
    listed_at: Option<Timestamp>,
    listed_age_s: Option<i64>,
    announced: u64,
    known: u64,
}

#[derive(Serialize)]
struct Host<'a> {
    id: &'a HostId,
    copies: u64,
    late: u64,
    oldest_success_age_s: Option<i64>,
}

#[derive(Serialize)]
struct Paused {
    side: &'static str,
    id: String,
    until: Timestamp,
    class: ReasonClass,
}

#[derive(Serialize)]
struct Jobs {
    due: u64,
    held: u64,
    later: u64,
    oldest_due_age_s: Option<i64>,
}

/// What upkeep last saw on the disk, and what may be taken there.
#[derive(Default, Serialize)]
struct Storage {
    measured_at: Option<Timestamp>,
    bytes: Option<u64>,
    most_bytes: Option<u64>,
    archived_tips: Option<u64>,
    archived_tips_added: Option<u64>,
}

#[derive(Serialize)]
struct Number<T> {
    name: T,
    projects: u64,
}

#[derive(Serialize)]
struct Mirror<'a> {
    forge: &'a ForgeId,
    path: &'a str,
    host: &'a HostId,
    state: &'static str,
    equal: bool,
    success_age_s: Option<i64>,
}

pub(super) async fn file(State(app): State<App>) -> Result<Response, PageError> {
    let (overview, now) = (overview(&app).await?, app.now());
    let backlog = app.store().backlog(now).await?;
    let status = Status {
        pauses: pauses(&app).await?.into_iter().map(|(side, line)| paused(side, line)).collect(),
        jobs: Jobs {
            due: backlog.due,
            held: backlog.held,
            later: backlog.later,
            oldest_due_age_s: backlog.oldest_due.map(|at| age(at, now)),
        },
        storage: storage(&app).await,
        index: index::standing(&app).await?,
        links: upkeep(&app).await.map(|seen| seen.links),
        ..gathered(&overview, now)
    };
    let json = serde_json::to_vec(&status).map_err(|error| PageError::fault(&format!("status: {error}")))?;
    let mut response = ([(header::CONTENT_TYPE, "application/json")], json).into_response();
    response.extensions_mut().insert(CachePolicy::Never);
    Ok(response)
}

async fn storage(app: &App) -> Storage {
    let seen = upkeep(app).await;
    let of = |value: fn(&Summary) -> u64| seen.as_ref().map(value);
    Storage {
        measured_at: seen.as_ref().and_then(|seen| seen.at),
        bytes: of(|seen| seen.bytes),
        most_bytes: app.policy().max_total,
        archived_tips: of(|seen| seen.archive.tips),
        archived_tips_added: of(|seen| seen.archive.added),
    }
}

/// The same for the page.
pub(super) async fn storage_line(app: &App) -> StorageLine {
    let Storage { bytes, most_bytes, measured_at, .. } = storage(app).await;
    StorageLine { bytes, most: most_bytes, measured_at }
}

async fn upkeep(app: &App) -> Option<Summary> {
    let data = app.data().to_owned();
    tokio::task::spawn_blocking(move || Summary::last(&data)).await.ok()?
}

fn gathered(overview: &Overview, now: Timestamp) -> Status<'_> {
    Status {
        at: now,
        forges: overview
            .forges
            .iter()
            .map(|line| Forge {
                id: &line.forge,
                listed_at: line.complete_at,
                listed_age_s: line.complete_at.map(|at| age(at, now)),
                announced: line.announced,
                known: line.known,
            })
            .collect(),
        hosts: overview
            .hosts
            .iter()
            .map(|line| Host {
                id: &line.host,
                copies: line.copies,
                late: line.late,
                oldest_success_age_s: line.oldest.map(|at| age(at, now)),
            })
            .collect(),
        pauses: Vec::new(),
        jobs: Jobs { due: 0, held: 0, later: 0, oldest_due_age_s: None },
        storage: Storage::default(),
        index: IndexStanding::default(),
        links: None,
        states: counts(&overview.states),
        causes: counts(&overview.causes),
        mirrors: overview.mirrors.iter().map(|row| mirror(row, now)).collect(),
    }
}

fn counts<T: Copy>(counts: &[(T, u64)]) -> Vec<Number<T>> {
    counts.iter().map(|(name, projects)| Number { name: *name, projects: *projects }).collect()
}

fn mirror(row: &MirrorRow, now: Timestamp) -> Mirror<'_> {
    Mirror {
        forge: &row.forge,
        path: &row.path,
        host: &row.mirror.host,
        state: match MirrorState::of(&row.mirror, row.current_at, now) {
            MirrorState::Identical => "identical",
            MirrorState::Late => "late",
            MirrorState::Partial => "partial",
            MirrorState::Never => "never",
        },
        equal: row.mirror.verified_at.is_some() && row.mirror.refs_equal == row.mirror.refs_expected,
        success_age_s: row.current_at.map(|at| age(at, now)),
    }
}

/// The pauses that are in force, by side.
///
/// # Errors
/// When the store cannot answer.
pub(super) async fn pauses(app: &App) -> Result<Vec<(PausedSide, PauseLine)>, PageError> {
    let mut lines = Vec::new();
    for (side, id) in app.sides() {
        let pause = app.store().pause(*side, id).await?;
        if let Some(pause) = pause.filter(|pause| pause.until > app.now()) {
            lines.push((*side, PauseLine { id: id.clone(), until: pause.until }));
        }
    }
    Ok(lines)
}

fn paused(side: PausedSide, line: PauseLine) -> Paused {
    let class = match side {
        PausedSide::Forge => ReasonCode::SourceRefused.class(),
        PausedSide::Host => ReasonCode::HostRefused.class(),
    };
    Paused { side: side.as_str(), id: line.id, until: line.until, class }
}

fn age(at: Timestamp, now: Timestamp) -> i64 {
    (now.as_second() - at.as_second()).max(0)
}
