//! Due: whether a project is looked at by git, or its forge's listing says enough of it.
//!
//! A pure judgement of what was stored and what was listed; must not read anything itself.

mod local;

use std::time::Duration;

use glane_catalog::model::{ProjectState, ReasonCode, SourceProject};
use glane_store::{Standing, priority};
use jiff::Timestamp;

pub(super) use self::local::{Disk, disk};
use super::backoff;

/// Who wants the forge gone through.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Asked {
    /// The schedule: what failed waits for its turn.
    BySchedule,
    /// A person, who wants to see failures tried again.
    ByPerson,
    /// A person who wants everything looked at, whatever its forge tells.
    ForAll,
}

/// Why a project is looked at.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Why {
    /// A person named it, or wants all.
    Asked,
    /// What its forge tells of it has changed, or it is new.
    Changed,
    /// What was begun with it has not come to its end.
    Unsettled,
    /// What decides about it has changed: readers, policy, hosts, or a person's decision.
    Terms,
    /// Its forge tells nothing by which a change could be seen.
    NoHint,
    /// It has not been looked at for long.
    Daily,
}

impl Why {
    /// The priority of its job.
    #[must_use]
    pub fn priority(self) -> i32 {
        match self {
            Self::Asked => priority::PERSON,
            Self::Changed | Self::Unsettled | Self::Terms => priority::CHANGED,
            Self::NoHint | Self::Daily => priority::DAILY,
        }
    }
}

/// What a project is judged by, besides what is stored of it.
#[derive(Debug, Clone, Copy)]
pub struct Moment {
    /// Who asks.
    pub asked: Asked,
    /// The present instant.
    pub now: Timestamp,
    /// How long a look lasts.
    pub daily: Duration,
    /// What decides about all projects of the forge is not what it was.
    pub terms_changed: bool,
    /// When a person last decided about this project.
    pub decided: Option<Timestamp>,
    /// It has an unfinished job.
    pub has_job: bool,
    /// What its repositories on this machine's disk say.
    pub disk: Disk,
}

/// Why a project whose listed entry is the stored one is looked at; none when it need not be.
#[must_use]
pub fn why(standing: &Standing, source: &SourceProject, moment: &Moment) -> Option<Why> {
    if moment.asked == Asked::ForAll {
        return Some(Why::Asked);
    }
    if standing.state == ProjectState::Failed {
        // Its own job tries it again at its time, unless somebody does not want to wait.
        let waits = moment.asked == Asked::BySchedule && moment.has_job;
        return (!waits).then_some(Why::Unsettled);
    }
    let decided = moment.decided.is_some_and(|at| {
        // Decisions are kept to the second.
        standing.collected_at.is_none_or(|seen| seen.as_second() <= at.as_second())
    });
    // What was mended there moves no reference of the source.
    let needs_person =
        |code| matches!(code, ReasonCode::HostDiverged | ReasonCode::NameTaken | ReasonCode::LargeFiles);
    let may_be_mended =
        moment.asked == Asked::ByPerson && standing.reasons.iter().any(|reason| needs_person(reason.code));
    if moment.has_job || !is_settled(standing) || may_be_mended {
        Some(Why::Unsettled)
    } else if moment.terms_changed || decided {
        Some(Why::Terms)
    } else if moment.disk == Disk::Differs {
        Some(Why::Changed)
    } else if source.last_activity_at.is_none() && moment.disk != Disk::Same {
        Some(Why::NoHint)
    } else {
        is_daily_due(standing, moment.now, moment.daily).then_some(Why::Daily)
    }
}

/// Whether the last pass came to an end that lasts: what is published is so everywhere.
#[must_use]
pub fn is_settled(standing: &Standing) -> bool {
    // A listing that found another entry takes the digest away, and only then files its job.
    let is_read = standing.seen_digest.is_some() || !standing.is_examined();
    is_read
        && match standing.state {
            ProjectState::Published => {
                // A host that was left alone has yet to have its copy.
                !standing.reasons.iter().any(|reason| reason.code == ReasonCode::Paused)
                    && !standing.is_pending()
                    && standing
                        .mirrors
                        .iter()
                        .all(|mirror| mirror.dressed && mirror.refs_equal == mirror.refs_expected)
            }
            ProjectState::Held => true,
            ProjectState::Skipped => {
                standing.reasons.first().is_some_and(|reason| reason.code != ReasonCode::Excluded)
            }
            ProjectState::Pending | ProjectState::Failed | ProjectState::Withdrawn => false,
        }
}

/// Whether the last look is so old that the next is due. What was looked at together falls due over
/// half a day, and nothing later than an hour before its time is over, since that is asked hourly.
#[must_use]
pub fn is_daily_due(standing: &Standing, now: Timestamp, daily: Duration) -> bool {
    let Some(seen) = standing.collected_at else { return true };
    let daily = daily.as_secs();
    let scattered = backoff::share(&standing.source.key.to_string(), daily / 2 - daily / 24);
    let age = now.as_second() - seen.as_second();
    u64::try_from(age).is_ok_and(|age| age >= daily / 2 + scattered)
}

#[cfg(test)]
mod tests;
