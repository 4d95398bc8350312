//! Replace: a repository put in the place of another one, so that readers find the one or the other.
//!
//! Where the file system cannot exchange two folders, two renames do it; after a kill between them
//! whoever comes first, a reader or the next pass, finishes. Must not look into a repository.

use std::io::{self, ErrorKind};
use std::path::{Path, PathBuf};

use rustix::fs::{CWD, RenameFlags, renameat_with};

/// Where the new one is made.
#[must_use]
pub fn renewed(place: &Path) -> PathBuf {
    place.with_extension("git.renewed")
}

/// Where the former one is between two renames: it is there only once the new one is whole.
#[must_use]
pub fn replaced(place: &Path) -> PathBuf {
    place.with_extension("git.replaced")
}

/// Puts the renewed one in its place and removes the former one.
///
/// # Errors
/// When a folder can be neither moved nor removed.
pub fn replace(place: &Path) -> io::Result<()> {
    let (new, old) = (renewed(place), replaced(place));
    if renameat_with(CWD, &new, CWD, place, RenameFlags::EXCHANGE).is_ok() {
        return std::fs::remove_dir_all(&new);
    }
    std::fs::rename(place, &old)?;
    match std::fs::rename(&new, place) {
        // A reader has finished it meanwhile.
        Err(error) if error.kind() == ErrorKind::NotFound && place.exists() => {}
        moved => moved?,
    }
    std::fs::remove_dir_all(&old)
}

/// Finishes a replacement that was killed between its two renames: the renewed one takes its place, or
/// else the former one.
pub fn finish(place: &Path) {
    let (new, old) = (renewed(place), replaced(place));
    if place.exists() || !old.exists() {
        return;
    }
    // Whoever else finishes it at this moment does the same: a rename that comes too late changes nothing.
    if std::fs::rename(&new, place).is_err() && !place.exists() {
        let _ = std::fs::rename(&old, place);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn with(names: &[&str]) -> (tempfile::TempDir, PathBuf) {
        let folder = tempfile::tempdir().unwrap();
        for name in names {
            std::fs::create_dir(folder.path().join(name)).unwrap();
            std::fs::write(folder.path().join(name).join("HEAD"), name).unwrap();
        }
        let place = folder.path().join("public.git");
        (folder, place)
    }

    fn head(place: &Path) -> Option<String> {
        std::fs::read_to_string(place.join("HEAD")).ok()
    }

    #[test]
    fn the_new_one_stands_and_nothing_is_left_beside_it() {
        let (folder, place) = with(&["public.git", "public.git.renewed"]);
        replace(&place).unwrap();
        assert_eq!(head(&place).as_deref(), Some("public.git.renewed"));
        assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 1);
    }

    #[test]
    fn what_was_killed_between_two_renames_is_finished_by_whoever_comes() {
        let (_folder, place) = with(&["public.git.renewed", "public.git.replaced"]);
        finish(&place);
        assert_eq!(head(&place).as_deref(), Some("public.git.renewed"));
        let (_folder, place) = with(&["public.git.replaced"]);
        finish(&place);
        assert_eq!(head(&place).as_deref(), Some("public.git.replaced"));
    }

    #[test]
    fn a_new_one_that_may_not_be_whole_is_never_put_in_place() {
        let (_folder, place) = with(&["public.git.renewed"]);
        finish(&place);
        assert_eq!(head(&place), None);
        let (_folder, place) = with(&["public.git", "public.git.renewed"]);
        finish(&place);
        assert_eq!(head(&place).as_deref(), Some("public.git"));
    }
}
