//! What the service asks of storage, and the backends that answer.
//!
//! Knows the model and SQL; knows no HTTP, no git, no search. The clock is the caller's.

mod error;
mod job;
mod port;

pub use error::StoreError;
pub use job::{ForgeRow, Job, JobKind, JobSpec, PassRow};
pub use port::Store;
