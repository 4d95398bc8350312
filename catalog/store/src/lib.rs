//! What the service asks of storage, and the backends that answer.
//!
//! Knows the model and SQL; knows no HTTP, no git, no search. The clock is the caller's.

#[cfg(feature = "contract")]
pub mod contract;
mod error;
mod job;
mod open;
mod port;
mod sqlite;
mod standing;

pub use error::StoreError;
pub use job::{Answer, Backlog, ForgeRow, Job, JobKind, JobSpec, PassRow, Pause, PausedSide, priority};
pub use open::open;
pub use port::{
    Announced, AnnouncedStore, Announcement, LinkStore, ResourceStore, SameStore, Span, Store, Written,
};
pub use sqlite::SqliteStore;
pub use standing::Standing;
