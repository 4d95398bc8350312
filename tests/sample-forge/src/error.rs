//! What can go wrong when the box is filled, started or changed.
//!
//! Must not know HTTP: a client's mistakes are answered, not raised.

use std::path::PathBuf;

/// Why the forge could not do what its owner asked.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// The git program could not be run or refused.
    #[error("git {command} in {}: {message}; mend the specification or install git", directory.display())]
    Git {
        /// The git command.
        command: String,
        /// The bare repository.
        directory: PathBuf,
        /// What git said.
        message: String,
    },
    /// A file or socket of the box.
    #[error("{what}: {source}; check the directory and its rights")]
    Io {
        /// The file, directory or address.
        what: String,
        /// The cause.
        source: std::io::Error,
    },
    /// Two repositories claim one path or one id.
    #[error("repository {0} stands twice; give each its own id and path")]
    Duplicate(String),
    /// No repository of that path.
    #[error("no repository {0} in this forge; name it by its present path")]
    Unknown(String),
}

impl Error {
    /// An input/output error of a named thing.
    pub(crate) fn io(what: impl std::fmt::Display) -> impl FnOnce(std::io::Error) -> Self {
        let what = what.to_string();
        move |source| Self::Io { what, source }
    }
}
