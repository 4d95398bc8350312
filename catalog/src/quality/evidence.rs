//! What the measures of quality are computed from: facts of one repository at one instant.
//!
//! A fact that nobody measured is none, which is not "no" and not zero.

use std::collections::BTreeSet;

use jiff::Timestamp;
use jiff::civil::Date;
use jiff::tz::TimeZone;

use super::Document;
use super::span::{months_before, six_months_before};
use crate::licence::ALL_RIGHTS_RESERVED;
use crate::model::{AnswerTime, Examination, Field, History, ProjectRecord};

/// Facts of one repository.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Evidence {
    /// The instant the measures are taken at.
    pub at: Timestamp,
    /// Which documents are at the examined commit; none where no tree was looked at.
    pub documents: Option<BTreeSet<Document>>,
    /// SPDX expression of the licence, if one was found.
    pub licence: Option<String>,
    /// One sentence that says what it is.
    pub description: Option<String>,
    /// Its page for visitors, as the authors or the forge state it.
    pub website: Option<String>,
    /// Every address under which the repository itself can be seen.
    pub addresses: Vec<String>,
    /// Offered as a template by its forge.
    pub template: Option<bool>,
    /// Forked from another.
    pub fork: bool,
    /// Read-only at its source.
    pub archived: bool,
    /// How many forks its forge counts.
    pub forks: Option<u64>,
    /// How many follow it at its forge.
    pub subscribers: Option<u64>,
    /// The newest commit of a person on the default branch.
    pub last_human_commit: Option<Timestamp>,
    /// The newest commit of any branch.
    pub last_commit: Option<Timestamp>,
    /// Commits of the default branch in the last six months; [`History::NEWEST`] stands for as many or more.
    pub recent_commits: Option<u64>,
    /// Whether the tags or releases were looked at, and the newest one.
    pub last_release: Option<Option<Timestamp>>,
    /// How soon the tickets of three months were answered, when that was last measured.
    pub answers: Option<AnswerTime>,
    /// The fewest people who made more than half of the commits of half a year, which ends with the newest
    /// commit of a person and not more than six months ago.
    pub bus_factor: Option<u32>,
}

impl Evidence {
    /// What a record says; what it does not hold (forks, tickets …) is left
    /// unknown, for the caller to fill in.
    #[must_use]
    pub fn of(record: &ProjectRecord, at: Timestamp) -> Self {
        let source = &record.source;
        let copies = record.mirrors.iter().filter_map(|mirror| mirror.url.clone());
        let own = source.web_url.iter().cloned().chain([source.clone_url.clone()]);
        let read = record.examination.as_ref().map(|found| Self::of_examination(found, at));
        Self {
            at,
            description: record.summary().map(str::to_owned),
            addresses: own.chain(copies).collect(),
            fork: source.fork_of.is_some(),
            archived: source.archived,
            answers: record.tickets.and_then(|tickets| tickets.measured).filter(|found| is_fresh(found, at)),
            ..read.unwrap_or_default()
        }
    }

    /// What the files and the history of a repository say.
    #[must_use]
    pub fn of_examination(examination: &Examination, at: Timestamp) -> Self {
        let (fields, history) = (&examination.fields, &examination.history);
        let text = |field: Field| fields.value(field).map(str::to_owned);
        let named = fields.values(Field::Document).into_iter().filter_map(Document::named);
        let logo = fields.value(Field::Logo).map(|_| Document::Logo);
        let released = fields.value(Field::Released).and_then(|day| day.parse::<Date>().ok());
        let released = released.and_then(|day| day.to_zoned(TimeZone::UTC).ok()).map(|day| day.timestamp());
        Self {
            at,
            documents: examination.commit.as_ref().map(|_| named.chain(logo).collect()),
            licence: examination.licence.expression.clone(),
            description: text(Field::Summary),
            website: text(Field::Website),
            addresses: text(Field::Repository).into_iter().collect(),
            last_human_commit: history.last_human_commit,
            // An old commit of the default branch says nothing of the other branches.
            last_commit: history.last_commit.filter(|then| *then >= six_months_before(at)),
            recent_commits: recent_commits(history, at),
            bus_factor: history
                .bus_factor
                .filter(|_| history.last_human_commit.is_some_and(|then| then >= six_months_before(at))),
            last_release: released.map(Some).or_else(|| (history.tags == 0).then_some(None)),
            ..Self::default()
        }
    }

    /// Whether a document is there, as far as it is known.
    pub(super) fn has(&self, document: Document) -> Option<bool> {
        self.documents.as_ref().map(|documents| documents.contains(&document))
    }

    /// The licence, unless what was found says that there is none.
    pub(super) fn known_licence(&self) -> Option<&str> {
        self.licence.as_deref().filter(|found| !found.is_empty() && *found != ALL_RIGHTS_RESERVED)
    }
}

/// Whether a measure still speaks of tickets of the last months.
fn is_fresh(found: &AnswerTime, at: Timestamp) -> bool {
    found.at >= months_before(at, 3)
}

/// How many of the newest commits are of the last six months; unknown where their dates were not kept.
fn recent_commits(history: &History, at: Timestamp) -> Option<u64> {
    let since = six_months_before(at);
    let recent = history.newest.iter().filter(|then| **then >= since).count();
    (!history.newest.is_empty()).then_some(recent as u64)
}
