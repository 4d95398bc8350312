//! Taking a copy out of a directory, and taking one in that others made.
//!
//! What bears another mark, or none where one is needed, is left as it is.

use std::{fs, io};

use glane_catalog::model::{Reason, ReasonCode};

use super::directory::{Directory, MARK, broken, mark, open, taken, unwritable};
use crate::forge::{Dress, ForgeError, Gone, Target};

impl Directory {
    /// Removes our copy of this mark: first from its place, by one rename, then from the disk.
    pub(super) fn remove(&self, name: &str, owner: &str) -> Result<Gone, ForgeError> {
        let place = self.place(name)?;
        let away = self.path.join(format!(".glane-gone-{name}"));
        let clear = || match fs::remove_dir_all(&away) {
            Ok(()) => Ok(true),
            Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(false),
            Err(error) => Err(unwritable(&away, &error)),
        };
        // Left by a removal that was killed.
        let left = clear()?;
        if !place.exists() {
            return Ok(if left { Gone::Removed } else { Gone::Absent });
        }
        if mark(&place).as_deref() != Some(owner) {
            return Err(taken(&place, owner));
        }
        fs::rename(&place, &away).map_err(|error| unwritable(&place, &error))?;
        clear()?;
        Ok(Gone::Removed)
    }

    /// Marks a bare repository that is there and bears no mark.
    pub(super) fn adopt(&self, name: &str, dress: &Dress) -> Result<Target, ForgeError> {
        let place = self.place(name)?;
        if !place.join("HEAD").exists() {
            let text = format!("{} is no bare repository: name one that exists", place.display());
            return Err(ForgeError::new(Reason::new(ReasonCode::HostRefused, text)));
        }
        if mark(&place).is_none() {
            open(&place)?
                .config()
                .and_then(|mut config| config.set_str(MARK, &dress.mark))
                .map_err(|error| broken(&place, &error))?;
        }
        self.ensure(name, dress)
    }
}

#[cfg(test)]
mod tests {
    use git2::Repository;

    use super::*;

    fn dress(mark: &str) -> Dress {
        Dress {
            description: String::new(),
            homepage: None,
            topics: Vec::new(),
            default_branch: None,
            archived: false,
            mark: mark.to_owned(),
        }
    }

    #[test]
    fn our_copy_goes_and_another_stays() {
        let root = tempfile::tempdir().unwrap();
        let directory = Directory::new(root.path().to_owned());
        directory.ensure("a", &dress("mim:1")).unwrap();
        assert!(directory.remove("a", "mim:2").is_err());
        assert!(root.path().join("a.git").exists());
        fs::create_dir_all(root.path().join(".glane-gone-a/refs")).unwrap();
        assert_eq!(directory.remove("a", "mim:1").unwrap(), Gone::Removed);
        assert_eq!(fs::read_dir(root.path()).unwrap().count(), 0);
        assert_eq!(directory.remove("a", "mim:1").unwrap(), Gone::Absent);
    }

    #[test]
    fn a_repository_without_a_mark_is_adopted_and_one_with_another_is_not() {
        let root = tempfile::tempdir().unwrap();
        let directory = Directory::new(root.path().to_owned());
        assert!(directory.adopt("a", &dress("mim:1")).is_err(), "there is none");
        Repository::init_bare(root.path().join("a.git")).unwrap();
        assert!(!directory.adopt("a", &dress("mim:1")).unwrap().created);
        directory.ensure("a", &dress("mim:1")).unwrap();
        assert_eq!(directory.adopt("a", &dress("mim:2")).unwrap_err().reason.code, ReasonCode::NameTaken);
    }
}
