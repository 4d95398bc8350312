//! All measures of one repository together, from one account of the facts.
//!
//! Whoever shows them, a page or a report, has them from here; must not know how they are shown.

use jiff::Timestamp;
use serde::Serialize;

use super::{
    Evidence, Explained, Ladder, Remarkable, code_gouv_points, code_gouv_score, days_since_human_commit,
    open_code_ladder,
};
use crate::model::{Examination, ProjectRecord};

/// The measures of one repository.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Quality {
    /// Days since the last commit of a person.
    pub days_since_human_commit: Explained<Option<u64>>,
    /// openCode's ladder of maintenance.
    pub open_code_ladder: Explained<Ladder>,
    /// The points by which code.gouv.fr orders.
    pub code_gouv_points: Explained<i64>,
    /// The ten questions of code.gouv.fr.
    pub code_gouv_score: Explained<Remarkable>,
}

impl Quality {
    /// What can be told of a commit and its history alone.
    #[must_use]
    pub fn of(examination: &Examination, at: Timestamp) -> Self {
        Self::measured(&Evidence::of_examination(examination, at))
    }

    /// What can be told of a project of the catalogue, as published.
    #[must_use]
    pub fn of_record(record: &ProjectRecord, at: Timestamp) -> Self {
        Self::measured(&Evidence::of(record, at))
    }

    fn measured(evidence: &Evidence) -> Self {
        Self {
            days_since_human_commit: days_since_human_commit(evidence),
            open_code_ladder: open_code_ladder(evidence),
            code_gouv_points: code_gouv_points(evidence),
            code_gouv_score: code_gouv_score(evidence),
        }
    }
}
