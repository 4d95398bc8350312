//! Mirroring: discover → fetch → examine → gate → publish → record, one file a step.
//!
//! Runs git and talks to forges and hosts through their traits; must not know HTTP dialects,
//! pages or the search.

pub mod discover;
pub mod examine;
pub mod fetch;
pub mod gate;
pub mod git;
pub mod pass;
pub mod plan;
pub mod publish;
pub mod push;
pub mod record;
pub mod references;
