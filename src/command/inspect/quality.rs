//! How a repository stands by the measures of others, each with the reason for its value.
//!
//! Must not measure: that is the catalogue's.

pub(super) use glane_catalog::quality::Quality;
use glane_catalog::quality::{Explained, Step, Text};

/// The measures for a person, in their order: each in one sentence, with its steps.
pub(super) fn measures(quality: &Quality) -> [(&Text, &[Step]); 4] {
    fn told<T>(one: &Explained<T>) -> (&Text, &[Step]) {
        (&one.said, &one.steps)
    }
    [
        told(&quality.days_since_human_commit),
        told(&quality.open_code_ladder),
        told(&quality.code_gouv_points),
        told(&quality.code_gouv_score),
    ]
}
