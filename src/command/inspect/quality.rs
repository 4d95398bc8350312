//! How a repository stands by the measures of others, each with the reason for its value.
//!
//! Must not measure: that is the catalogue's.

pub(super) use glane_catalog::quality::Quality;
use glane_catalog::quality::{Explained, Outcome};

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
