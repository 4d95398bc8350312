//! What a withdrawn project leaves on this disk: nothing.
//!
//! A repository is taken from its place by one rename, and removed after it: what is half removed is
//! never served. Must not know the store.

use std::io;
use std::path::{Path, PathBuf};

use glane_catalog::model::{ProjectKey, Reason, ReasonCode};

use crate::layout::{self, Layout};

/// Removes both repositories of a project, the archive of overwritten tips included, every copy of them
/// that was set aside beside them, and what examinations keep in mind.
///
/// # Errors
/// `internal`, naming the folder; the next call goes on.
pub(super) fn purge(layout: &Layout, key: &ProjectKey) -> Result<(), Reason> {
    let kept = aside(layout, key);
    let failed = |path: &Path, error: &io::Error| {
        let text = format!("{} cannot be removed: {error}: check rights and disk", path.display());
        Reason::new(ReasonCode::Internal, text)
    };
    for repository in [&layout.public, &layout.intake].into_iter().chain(&kept) {
        remove(repository).map_err(|error| failed(repository, &error))?;
    }
    for memo in layout.memos() {
        absent_is_fine(std::fs::remove_file(&memo)).map_err(|error| failed(&memo, &error))?;
    }
    Ok(())
}

/// What was set aside in the project's folder and is its own. What says that it is another project's
/// is that one's; what is too damaged to say anything stood in this one's place.
fn aside(layout: &Layout, key: &ProjectKey) -> Vec<PathBuf> {
    let folder = layout.public.parent().unwrap_or(&layout.public);
    let entries = std::fs::read_dir(folder).into_iter().flatten().flatten().map(|entry| entry.path());
    let is_ours = |path: &PathBuf| match layout::owner_of(path) {
        Some(owner) => owner == key.to_string(),
        None => {
            let name = path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
            let left = [".git.damaged", ".git.renewed", ".git.replaced"];
            name.starts_with(layout::WAITING)
                || name.ends_with(".withdrawn")
                || left.iter().any(|word| name.contains(word))
        }
    };
    let stands = |path: &PathBuf| *path == layout.public || *path == layout.intake;
    entries.filter(|path| path.is_dir() && !stands(path) && is_ours(path)).collect()
}

fn remove(repository: &Path) -> io::Result<()> {
    let mut away = repository.as_os_str().to_owned();
    away.push(".withdrawn");
    let away = Path::new(&away);
    // Left by a removal that was killed.
    absent_is_fine(std::fs::remove_dir_all(away))?;
    absent_is_fine(std::fs::rename(repository, away))?;
    absent_is_fine(std::fs::remove_dir_all(away))
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
        for memo in layout.memos() {
            std::fs::write(memo, "of files").unwrap();
        }
        purge(&layout, &"a:1".parse().unwrap()).unwrap();
        assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 0);
        purge(&layout, &"a:1".parse().unwrap()).unwrap();
    }

    #[test]
    fn what_was_set_aside_goes_too_and_what_is_of_others_stays() {
        let folder = tempfile::tempdir().unwrap();
        let place = |name: &str| folder.path().join(name);
        let layout = Layout { intake: place("intake.git"), public: place("public.git") };
        let (ours, theirs): (ProjectKey, ProjectKey) = ("a:1".parse().unwrap(), "a:2".parse().unwrap());
        for (name, key) in [
            ("intake.git.damaged-1", &ours),
            ("public.git.stranger-1", &ours),
            ("public.git.stranger-2", &theirs),
            ("public.git", &ours),
        ] {
            layout::open_or_create_for(&place(name), key).unwrap();
        }
        std::fs::create_dir(place("public.git.damaged-2")).unwrap();
        std::fs::create_dir(place("notes")).unwrap();
        purge(&layout, &ours).unwrap();
        let left = std::fs::read_dir(folder.path()).unwrap().flatten().map(|entry| entry.file_name());
        let mut left: Vec<_> = left.collect();
        left.sort();
        assert_eq!(left, ["notes", "public.git.stranger-2"]);
    }
}
