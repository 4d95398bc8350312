//! What a withdrawn project leaves on this disk: nothing.
//!
//! A repository is taken from its place by one rename, and removed after it: what is half removed is
//! never served. Must not know the store.

use std::io;
use std::path::Path;

use glane_catalog::model::{Reason, ReasonCode};

use crate::layout::Layout;

/// Removes both repositories of a project, the archive of overwritten tips included.
///
/// # Errors
/// `internal`, naming the folder; the next call goes on.
pub(super) fn purge(layout: &Layout) -> Result<(), Reason> {
    for repository in [&layout.public, &layout.intake] {
        remove(repository).map_err(|error| {
            let text = format!("{} cannot be removed: {error}: check rights and disk", repository.display());
            Reason::new(ReasonCode::Internal, text)
        })?;
    }
    Ok(())
}

fn remove(repository: &Path) -> io::Result<()> {
    let away = repository.with_extension("git.withdrawn");
    // Left by a removal that was killed.
    absent_is_fine(std::fs::remove_dir_all(&away))?;
    absent_is_fine(std::fs::rename(repository, &away))?;
    absent_is_fine(std::fs::remove_dir_all(&away))
}

fn absent_is_fine(done: io::Result<()>) -> io::Result<()> {
    match done {
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(()),
        done => done,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_removal_that_was_killed_is_finished_and_one_of_nothing_is_done() {
        let folder = tempfile::tempdir().unwrap();
        let place = |name: &str| folder.path().join(name);
        let layout = Layout { intake: place("intake.git"), public: place("public.git") };
        std::fs::create_dir_all(place("public.git.withdrawn/refs")).unwrap();
        std::fs::create_dir_all(place("public.git/refs")).unwrap();
        std::fs::create_dir_all(place("intake.git/refs/archive")).unwrap();
        purge(&layout).unwrap();
        assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 0);
        purge(&layout).unwrap();
    }
}
