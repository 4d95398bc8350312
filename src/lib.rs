//! The service: the only place that knows HTTP, git, the clock and the environment.

pub mod clock;
pub mod config;
pub mod forge;
