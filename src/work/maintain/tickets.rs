//! The nightly part of asking how soon tickets are answered: each project rarely, each forge within a
//! share of what it allows.
//!
//! Only the mean and two counts are kept. Must not know how forges are spoken to.

use std::collections::BTreeMap;
use std::time::{Duration, Instant};

use glane_catalog::model::{AnswerTime, ForgeId, ProjectKey, ProjectRecord, ReasonCode, TicketRecord};
use glane_store::{PausedSide, StoreError};
use jiff::tz::TimeZone;
use jiff::{SignedDuration, Timestamp, ToSpan};

use crate::forge::ForgeError;
use crate::mirror::pass::Context;
use crate::work::pauses;

/// A project is asked for again after this long.
const EVERY: SignedDuration = SignedDuration::from_hours(30 * 24);
/// Months whose tickets are looked at.
const MONTHS: i32 = 3;
/// Requests to one forge in one night: mirroring needs the greater part of what forges allow.
const REQUESTS: u32 = 2_000;
/// Failures that concern one project each, of one forge in one night: more are a matter of the forge.
const FAILURES: u32 = 5;
/// How long all of it may take in one night.
const LONGEST: Duration = Duration::from_secs(20 * 60);

/// Projects whose turn it is.
#[derive(Debug)]
pub(super) struct Turn {
    now: Timestamp,
    begun: Instant,
    /// By forge, each with when it was last asked for: never comes first.
    due: BTreeMap<ForgeId, Vec<(Option<Timestamp>, ProjectKey)>>,
}

impl Turn {
    /// Nobody's turn yet.
    pub(super) fn new(now: Timestamp) -> Self {
        Self { now, begun: Instant::now(), due: BTreeMap::new() }
    }

    /// Notes a project if it is shown, lives and was not asked for lately.
    pub(super) fn consider(&mut self, project: &ProjectRecord) {
        let last = project.tickets.map(|tickets| tickets.asked_at);
        let lately = last.is_some_and(|last| self.now.duration_since(last) < EVERY);
        if project.is_shown() && !project.source.archived && !lately {
            let key = project.source.key.clone();
            self.due.entry(key.forge.clone()).or_default().push((last, key));
        }
    }

    /// Asks; how many projects were measured. What a forge refuses is logged and costs nothing else.
    ///
    /// # Errors
    /// When the store fails.
    pub(super) async fn take(mut self, context: &Context) -> Result<u64, StoreError> {
        // What else is done in the night has a time of its own.
        self.begun = Instant::now();
        let mut measured = 0;
        for (forge, mut due) in std::mem::take(&mut self.due) {
            let (store, side) = (context.store.as_ref(), PausedSide::Forge);
            if pauses::in_force(store, side, forge.as_str(), self.now).await?.is_none() {
                due.sort();
                measured += self.ask(context, &forge, &due).await?;
            }
        }
        Ok(measured)
    }

    async fn ask(
        &self,
        context: &Context,
        forge: &ForgeId,
        due: &[(Option<Timestamp>, ProjectKey)],
    ) -> Result<u64, StoreError> {
        let Some(source) = context.forges.get(forge) else { return Ok(0) };
        let (mut requests, mut measured, mut failures) = (0, 0, 0);
        for (_, key) in due {
            if requests >= REQUESTS || self.begun.elapsed() >= LONGEST {
                break;
            }
            let found = source.tickets(key, self.since()).await;
            requests += found.as_ref().map_or(1, |found| found.requests);
            // Without a question there is nothing to say of when it was asked.
            if found.as_ref().is_ok_and(|found| found.requests == 0) {
                continue;
            }
            let answer = found
                .as_ref()
                .ok()
                .map(|found| found.seen.as_deref().map(|tickets| AnswerTime::of(tickets, self.now)));
            measured += u64::from(answer.flatten().is_some());
            // Also after a failure, so that one project never stands in the way of the others.
            keep(context, key, answer, self.now).await?;
            if let Err(error) = found {
                tracing::warn!(forge = forge.as_str(), %error, "tickets are asked for again another night");
                failures += 1;
                if is_of_forge(&error) || failures >= FAILURES {
                    break;
                }
            }
        }
        Ok(measured)
    }

    /// The first instant of the months that are looked at, in whole seconds.
    fn since(&self) -> Timestamp {
        let then = self.now.to_zoned(TimeZone::UTC).saturating_sub(MONTHS.months()).timestamp();
        Timestamp::from_second(then.as_second()).unwrap_or(then)
    }
}

/// Whether a failure would be that of the next project as well: the forge is not there, has asked for rest,
/// or wants nothing of our token.
fn is_of_forge(error: &ForgeError) -> bool {
    error.reason.code == ReasonCode::SourceUnreachable || error.refused_token
}

/// Writes what was found into the record as it is now; without an answer, only that it was asked for.
async fn keep(
    context: &Context,
    key: &ProjectKey,
    answer: Option<Option<AnswerTime>>,
    now: Timestamp,
) -> Result<(), StoreError> {
    loop {
        let Some(stored) = context.store.project(key).await? else { return Ok(()) };
        let former = stored.tickets.and_then(|tickets| tickets.measured);
        let measured = answer.unwrap_or(former);
        let tickets = Some(TicketRecord { asked_at: now, measured });
        let next = ProjectRecord { tickets, ..stored.clone() };
        if context.store.replace_project(&stored, &next).await? {
            return Ok(());
        }
    }
}
