//! Quality and maintenance of a repository, each measured by one function that also explains itself.
//!
//! What could not be measured is unknown, which is not "no". Must not know who reads the explanation.

mod activity;
mod document;
mod evidence;
mod explained;
mod ladder;
mod measures;
mod points;
mod remarkable;
mod span;

pub use activity::{ACTIVE_MONTHS, days_since_human_commit};
pub use document::Document;
pub use evidence::Evidence;
pub use explained::{Explained, Outcome, Step, Text};
pub use ladder::{Ladder, bus_factor, open_code_ladder};
pub use measures::Quality;
pub use points::code_gouv_points;
pub use remarkable::{Remarkable, code_gouv_score};

#[cfg(test)]
mod tests;
