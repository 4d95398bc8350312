//! Mirroring: discover → fetch → examine → gate → publish → record, one file a step.
//!
//! Runs git and talks to forges and hosts through their traits; must not know HTTP dialects,
//! pages or the search.

pub mod archive;
pub mod backoff;
pub mod confirm;
pub mod copy;
pub mod discover;
mod done;
pub mod due;
pub mod examine;
pub mod fetch;
mod few;
pub mod gate;
pub mod git;
pub mod kept;
pub mod large;
mod lfs;
mod objects;
pub mod outcome;
pub mod overview;
pub(crate) mod packed;
pub mod pass;
pub mod plan;
pub mod public;
pub mod publish;
pub mod push;
pub mod quota;
pub mod record;
pub mod references;
mod releases;
mod renew;
pub mod resources;
pub mod scope;
mod sight;
pub mod split;
pub mod steps;
pub mod teach;
mod terms;
mod whole;
mod wiki;
pub mod withdraw;

/// Most names in one sentence.
const NAMED: usize = 10;

/// Names in a sentence: the first ones, and how many more there are.
pub(crate) fn listed(names: &[String]) -> String {
    let mut text = names.iter().take(NAMED).map(String::as_str).collect::<Vec<_>>().join(", ");
    if names.len() > NAMED {
        text.push_str(&format!(" and {} more", names.len() - NAMED));
    }
    text
}
