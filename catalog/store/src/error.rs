//! The one error type of the store.

/// Why the store could not answer.
#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    /// The database could not be opened.
    #[error("cannot open the database {url}: {reason}")]
    Open {
        /// The address as configured, without secrets.
        url: String,
        /// What is wrong and what to do.
        reason: String,
    },
    /// The database was written by a later version.
    #[error(
        "the database has schema {found}, this program knows up to {known}: use the newer program, or restore a backup"
    )]
    TooNew {
        /// Version found.
        found: i64,
        /// Newest version known.
        known: i64,
    },
    /// A statement failed.
    #[error("database: {0}")]
    Sql(#[from] sqlx::Error),
    /// A stored document cannot be read.
    #[error("stored document {what} is not readable: {source}")]
    Document {
        /// Which one.
        what: String,
        /// Why.
        source: serde_json::Error,
    },
    /// A resource was to be written as part of something that it is no part of.
    #[error("resource {resource} is no part of {place}: nothing of what was given with it is written")]
    Misplaced {
        /// The resource, by its id.
        resource: String,
        /// The project's key, or the name of the other catalogue.
        place: String,
    },
    /// A lease was lost: another worker holds the job now, or it is finished.
    #[error("job {0} is no longer held by this worker")]
    LeaseLost(i64),
    /// A name on a host belongs to another project.
    #[error("the name {name} on host {host} belongs to another project")]
    NameTaken {
        /// The host.
        host: String,
        /// The name, folded.
        name: String,
    },
}
