//! How each sighting stands: what people decided, what the repository's owner waived.
//!
//! A later decision replaces an earlier one, but a refusal stands until it is lifted. Must not know where decisions are kept.

use glane_catalog::model::{
    Decision, DecisionKind, GateReport, HostId, Sighting, SightingKind, Waiver, Weight,
};
use globset::{GlobBuilder, GlobMatcher};
use jiff::civil::Date;
use jiff::{Span, Timestamp};
use serde::Serialize;

/// How one sighting stands.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(tag = "status", rename_all = "snake_case")]
pub enum Status {
    /// It holds the project.
    Open,
    /// The owner is told; nothing waits for it.
    Noted,
    /// A person let it pass.
    Released {
        /// Who.
        by: String,
        /// Why.
        reason: String,
        /// When.
        at: Timestamp,
    },
    /// A person said that it may not become public, whatever the rules say.
    Refused {
        /// Who.
        by: String,
        /// Why.
        reason: String,
        /// When.
        at: Timestamp,
    },
    /// The repository's owner lets it pass, in the repository itself.
    Waived {
        /// Why.
        reason: String,
        /// Until when.
        until: Date,
    },
    /// The owner knows that addresses of authors travel.
    Acknowledged {
        /// Who.
        by: String,
        /// When.
        at: Timestamp,
    },
}

impl Status {
    /// Whether nothing becomes public because of it.
    #[must_use]
    pub fn holds(&self) -> bool {
        matches!(self, Self::Open | Self::Refused { .. })
    }
}

/// Farthest end of a waiver that is listened to: one for longer waives nothing until then is near.
#[must_use]
pub fn farthest_end(today: Date) -> Date {
    today.saturating_add(Span::new().years(1))
}

/// What decides over the sightings of one project.
pub struct Standing<'a> {
    decisions: &'a [Decision],
    waivers: Vec<(&'a Waiver, Option<GlobMatcher>)>,
    hosts: &'a [HostId],
    for_secrets: bool,
    files_run: bool,
}

impl<'a> Standing<'a> {
    /// The decisions and waivers that are in force on a day.
    #[must_use]
    pub fn new(report: &'a GateReport, decisions: &'a [Decision], hosts: &'a [HostId], today: Date) -> Self {
        let last = farthest_end(today);
        let in_force =
            report.publication.waivers.iter().filter(|waiver| (today..=last).contains(&waiver.until));
        let waivers = in_force.filter_map(|waiver| match &waiver.path {
            None => Some((waiver, None)),
            // A glob that cannot be read waives nothing.
            Some(glob) => Some((waiver, Some(matcher(glob)?))),
        });
        Self { decisions, waivers: waivers.collect(), hosts, for_secrets: true, files_run: false }
    }

    /// The same, where owners may waive keys and passwords only if the operator lets them.
    #[must_use]
    pub fn waiving_secrets(self, for_secrets: bool) -> Self {
        Self { for_secrets, ..self }
    }

    /// The same, where one of the hosts might run what a repository asks it to run.
    #[must_use]
    pub fn where_files_run(self, files_run: bool) -> Self {
        Self { files_run, ..self }
    }

    /// How a sighting stands.
    #[must_use]
    pub fn of(&self, seen: &Sighting) -> Status {
        let about =
            self.decisions.iter().rev().filter(|decision| decision.subject.as_ref() == Some(&seen.id));
        let mut released = None;
        for Decision { kind, by, reason, at, .. } in about {
            let (by, reason, at) = (by.clone(), reason.clone(), *at);
            match kind {
                DecisionKind::Release => {
                    released.get_or_insert(Status::Released { by, reason, at });
                }
                DecisionKind::Refuse => return Status::Refused { by, reason, at },
                DecisionKind::Lift => break,
                _ => {}
            }
        }
        if let Some(released) = released {
            return released;
        }
        let would_run = self.files_run && seen.kind == SightingKind::Workflow;
        if seen.weight == Weight::Note && !would_run {
            return Status::Noted;
        }
        if seen.kind == SightingKind::Identity
            && let Some(decision) = self.acknowledged()
        {
            return Status::Acknowledged { by: decision.by.clone(), at: decision.at };
        }
        let may = self.for_secrets || seen.kind != SightingKind::Secret;
        let waived = self.waivers.iter().find(|(waiver, path)| may && covers(waiver, path.as_ref(), seen));
        waived.map_or(Status::Open, |(waiver, _)| Status::Waived {
            reason: waiver.reason.clone(),
            until: waiver.until,
        })
    }

    /// The acknowledgement for all hosts, or the last of those for each of them.
    fn acknowledged(&self) -> Option<&'a Decision> {
        let all = self.decisions.iter().filter(|decision| decision.kind == DecisionKind::Acknowledge);
        let of = |host: Option<&str>| all.clone().rfind(|decision| decision.subject.as_deref() == host);
        if let Some(decision) = of(None) {
            return Some(decision);
        }
        let each: Option<Vec<&Decision>> = self.hosts.iter().map(|host| of(Some(host.as_str()))).collect();
        each?.into_iter().max_by_key(|decision| decision.number)
    }
}

fn covers(waiver: &Waiver, path: Option<&GlobMatcher>, seen: &Sighting) -> bool {
    // That addresses of authors travel, a person acknowledges; what runs on a host is its operator's.
    !matches!(seen.kind, SightingKind::Identity | SightingKind::Workflow)
        && waiver.finding.as_ref().is_none_or(|finding| *finding == seen.id)
        && waiver.rule.as_ref().is_none_or(|rule| *rule == seen.rule)
        && path.is_none_or(|glob| glob.is_match(&seen.path))
}

/// A glob on paths, in which `*` stays within a folder.
pub(crate) fn matcher(glob: &str) -> Option<GlobMatcher> {
    Some(GlobBuilder::new(glob).literal_separator(true).build().ok()?.compile_matcher())
}
