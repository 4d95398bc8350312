//! `POST /webhooks/<forge>`: a forge tells that something has changed there.
//!
//! A hint to go and look, and nothing more: of what is told, the project's number alone is believed.
//! Answers at once, whatever the table then makes of it; says nothing of what is known here.

mod hint;
mod signature;

use std::collections::HashMap;
use std::sync::{Mutex, PoisonError};

use axum::body::Bytes;
use axum::extract::{Path, State};
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse, Response};
use glane_catalog::model::{ForgeId, ProjectKey, ProjectRecord, ProjectState, ReasonCode};
use glane_store::{JobKind, JobSpec, StoreError, priority};
use jiff::{SignedDuration, Timestamp};

use self::hint::Hint;
use super::app::App;
use super::error::PageError;
use crate::config::{ForgeKind, ForgeSettings, Token};

/// Longest body that is read.
pub(super) const LONGEST: usize = 1 << 20;
/// Single looks a minute that one forge is granted; beyond them it is listed instead.
const LOOKS_A_MINUTE: u32 = 300;
/// A listing that is asked for waits so long, so that what comes together is listed once.
const TOGETHER: SignedDuration = SignedDuration::from_secs(30);
/// How far two listings that are asked for lie apart at least.
const APART: SignedDuration = SignedDuration::from_mins(10);

/// The forges that may tell us something.
pub(super) struct Hooks {
    forges: HashMap<ForgeId, (ForgeKind, Token)>,
    pace: Mutex<HashMap<ForgeId, Minute>>,
}

/// How many looks were granted in one minute.
#[derive(Debug, Clone, Copy)]
struct Minute {
    number: i64,
    granted: u32,
}

impl Hooks {
    /// Those forges that have a secret for it.
    pub(super) fn new(forges: &[ForgeSettings]) -> Self {
        let known = forges.iter().filter_map(|forge| {
            let secret = forge.webhook_secret.clone()?;
            Some((forge.id.clone(), (forge.kind, secret)))
        });
        Self { forges: known.collect(), pace: Mutex::default() }
    }

    /// Whether one more single look is granted.
    fn grants(&self, forge: &ForgeId, now: Timestamp) -> bool {
        let number = now.as_second().div_euclid(60);
        let mut pace = self.pace.lock().unwrap_or_else(PoisonError::into_inner);
        let minute = pace.entry(forge.clone()).or_insert(Minute { number, granted: 0 });
        if minute.number != number {
            *minute = Minute { number, granted: 0 };
        }
        minute.granted = minute.granted.saturating_add(1);
        minute.granted <= LOOKS_A_MINUTE
    }
}

pub(super) async fn take(
    State(app): State<App>,
    Path(forge): Path<String>,
    headers: HeaderMap,
    body: Bytes,
) -> Result<Response, PageError> {
    let forge = App::forge(&forge).ok_or(PageError::NotFound)?;
    let Some((kind, secret)) = app.hooks().forges.get(&forge) else { return Err(PageError::NotFound) };
    let now = app.now();
    let Some(delivery) = signature::verify(*kind, &secret.current(), &headers, &body, now) else {
        tracing::warn!(%forge, ?kind, outcome = "signature refused", "webhook");
        return Ok((StatusCode::UNAUTHORIZED, "the signature does not hold, or is too old\n").into_response());
    };
    let hint = hint::read(*kind, &headers, &body);
    if !app.store().note_delivery(&forge, &delivery, now).await? {
        tracing::info!(%forge, ?kind, outcome = "taken before", "webhook");
        return Ok((StatusCode::OK, "taken before\n").into_response());
    }
    let filed = async {
        let jobs = jobs(&app, &forge, hint, now).await?;
        app.store().file_jobs(&jobs, now).await
    };
    if let Err(error) = filed.await {
        // The forge sends it again: it must then not count as taken.
        app.store().forget_delivery(&forge, &delivery).await?;
        return Err(error.into());
    }
    app.wake();
    tracing::info!(%forge, ?kind, outcome = "taken", "webhook");
    Ok((StatusCode::ACCEPTED, "taken\n").into_response())
}

/// The jobs by which a hint is looked into.
async fn jobs(app: &App, forge: &ForgeId, hint: Hint, now: Timestamp) -> Result<Vec<JobSpec>, StoreError> {
    let (id, is_about_forge) = match hint {
        Hint::Nothing => return Ok(Vec::new()),
        Hint::Look(id) => (Some(id), false),
        Hint::List(id) => (id, true),
    };
    let key = id.map(|id| ProjectKey { forge: forge.clone(), id });
    let known = match &key {
        Some(key) => app.store().project(key).await?.is_some_and(|record| may_be_looked_at(&record)),
        None => false,
    };
    let look = known && app.hooks().grants(forge, now);
    let mut jobs = Vec::new();
    if let Some(key) = key.filter(|_| look) {
        let (kind, subject) = (JobKind::Mirror, key.to_string());
        jobs.push(JobSpec { kind, subject, priority: priority::WEBHOOK, not_before: now });
    }
    if is_about_forge || !look {
        let rows = app.store().forges().await?;
        let last = rows.iter().find(|row| row.forge == *forge).and_then(|row| row.listed_at);
        let soon = now.saturating_add(TOGETHER).unwrap_or(now);
        let apart = last.and_then(|last| last.saturating_add(APART).ok()).unwrap_or(soon);
        let (kind, subject) = (JobKind::Discover, forge.to_string());
        let not_before = soon.max(apart);
        jobs.push(JobSpec { kind, subject, priority: priority::WEBHOOK, not_before });
    }
    Ok(jobs)
}

/// Whether a project is looked at by itself. What left, or is left out, comes back by a listing only.
fn may_be_looked_at(record: &ProjectRecord) -> bool {
    let excluded = record.reasons.first().is_some_and(|reason| reason.code == ReasonCode::Excluded);
    record.state != ProjectState::Withdrawn && !excluded
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_forge_is_granted_so_many_looks_a_minute() {
        let hooks = Hooks::new(&[]);
        let [one, two] = ["mim", "eole"].map(|id| ForgeId::new(id).unwrap());
        let at = |second| Timestamp::from_second(second).unwrap();
        let granted = (0..400).filter(|_| hooks.grants(&one, at(30))).count();
        assert_eq!(granted, 300);
        assert!(hooks.grants(&two, at(30)), "of another forge it is no matter");
        assert!(hooks.grants(&one, at(60)), "another minute");
    }
}
