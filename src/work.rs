//! Work: the job table decides what is done, the runner does it, the follower keeps the index in step.
//!
//! Must not know pages or HTTP; never calls `web`.

pub mod announce;
pub mod follow;
mod harvest;
pub mod listing;
pub mod lock;
pub mod looks;
pub mod maintain;
mod mirror;
pub mod pauses;
mod retire;
pub mod runner;
pub mod schedule;
pub mod withdrawals;
