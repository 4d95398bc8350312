//! The log: what happened and why, on standard error, one line an event.
//!
//! The only place that installs a subscriber. No token, address of a person or query goes into it.

use tracing_subscriber::EnvFilter;

use crate::config::Environment;

/// Libraries that are noisy at `info`.
const QUIET: &str = "warn,glane=info";

/// Installs the log with the operator's filter.
pub fn install(environment: &Environment) {
    let filter = environment.log().unwrap_or(QUIET);
    let filter = EnvFilter::try_new(filter).unwrap_or_else(|_| EnvFilter::new(QUIET));
    // A second call, as tests make, keeps the first subscriber.
    let _ = tracing_subscriber::fmt()
        .with_env_filter(filter)
        .with_writer(std::io::stderr)
        .with_ansi(false)
        .with_target(false)
        .try_init();
}
