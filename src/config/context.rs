//! What the meaning of a value depends on: the folder of the file, and the environment.
//!
//! Relative paths of the file count from its own folder.

use std::path::{Path, PathBuf};

use super::environment::Environment;

/// Surroundings of the configuration file.
#[derive(Debug)]
pub(super) struct Context<'a> {
    /// Folder of the file, absolute.
    pub(super) folder: PathBuf,
    /// The folder this process was started in, absolute.
    pub(super) here: PathBuf,
    /// The variables.
    pub(super) environment: &'a Environment,
    /// The ids of every `[[host]]`, as they are written.
    pub(super) hosts: Vec<String>,
}

impl Context<'_> {
    /// A path written in the file, made absolute.
    pub(super) fn path(&self, written: &str) -> PathBuf {
        plain(&self.folder.join(written))
    }

    /// A path given by a variable, made absolute.
    pub(super) fn path_here(&self, written: &str) -> PathBuf {
        plain(&self.here.join(written))
    }
}

/// Drops `.` segments, which only make messages harder to read.
fn plain(path: &Path) -> PathBuf {
    path.components().collect()
}
