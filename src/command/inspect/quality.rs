//! How a repository stands by the measures of others, each with the reason for its value.
//!
//! Must not measure: that is the catalogue's.

use glane_catalog::model::Examination;
use glane_catalog::quality::{
    Evidence, Explained, Ladder, Outcome, Remarkable, code_gouv_points, code_gouv_score,
    days_since_human_commit, open_code_ladder,
};
use jiff::Timestamp;
use serde::Serialize;

/// The measures of one repository.
#[derive(Serialize)]
pub(super) struct Quality {
    days_since_human_commit: Explained<Option<u64>>,
    open_code_ladder: Explained<Ladder>,
    code_gouv_points: Explained<i64>,
    code_gouv_score: Explained<Remarkable>,
}

impl Quality {
    /// What can be told of one commit and its history; the rest is unknown.
    pub(super) fn of(examination: &Examination, now: Timestamp) -> Self {
        let evidence = Evidence::of_examination(examination, now);
        Self {
            days_since_human_commit: days_since_human_commit(&evidence),
            open_code_ladder: open_code_ladder(&evidence),
            code_gouv_points: code_gouv_points(&evidence),
            code_gouv_score: code_gouv_score(&evidence),
        }
    }
}

/// For a person: each measure, and of its steps those that were not taken.
pub(super) fn lines(quality: &Quality) -> Vec<String> {
    let mut lines = vec!["\nMaintenance and quality".to_owned()];
    tell(&mut lines, &quality.days_since_human_commit);
    tell(&mut lines, &quality.open_code_ladder);
    tell(&mut lines, &quality.code_gouv_points);
    tell(&mut lines, &quality.code_gouv_score);
    lines
}

fn tell<T>(lines: &mut Vec<String>, one: &Explained<T>) {
    lines.push(format!("  {}", one.said.en));
    let missing = one.steps.iter().filter(|step| step.outcome != Outcome::Yes);
    lines.extend(missing.map(|step| format!("    {}", step.said.en)));
}
