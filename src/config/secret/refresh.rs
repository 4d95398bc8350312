//! Secrets read again while the service runs, when their file changed.
//!
//! Must not know what a secret is for.

use std::path::Path;
use std::time::{Duration, Instant};

use secrecy::{ExposeSecret, SecretString};

use super::file::{Shape, read};
use crate::config::settings::{Stamp, Token};

/// How long a look at the file counts.
const LOOK: Duration = Duration::from_secs(60);

impl Token {
    /// The secret, after a look at its file when the last one is more than a minute old.
    ///
    /// A file that is gone or unusable leaves the former secret in force: the forge will say so when
    /// it is no longer any good.
    #[must_use]
    pub fn current(&self) -> SecretString {
        if self.file.is_some() && self.looked().is_none_or(|at| at.elapsed() >= LOOK) {
            // What is wrong with the file is said by `refresh` to those who ask for it.
            let _ = self.refresh();
        }
        self.now()
    }

    /// Reads the file again if it changed since it was last read; says whether the secret is another.
    ///
    /// # Errors
    /// What is wrong with the file, in a sentence that names it; the former secret stays in force.
    pub fn refresh(&self) -> Result<bool, String> {
        let Some(path) = &self.file else { return Ok(false) };
        self.note_look(Instant::now());
        let stamp = stamp(path);
        if stamp.is_some() && stamp == self.stamp() {
            return Ok(false);
        }
        let former = self.now();
        let found = read(path, Shape::of(former.expose_secret()))
            .map_err(|unusable| format!("the file {} {}", path.display(), unusable.what))?;
        let changed = former.expose_secret() != found.secret.expose_secret();
        if changed {
            self.replace(found.secret);
        }
        self.note_stamp(stamp);
        Ok(changed)
    }
}

/// What tells one state of a file from another.
fn stamp(path: &Path) -> Option<Stamp> {
    let metadata = std::fs::metadata(path).ok()?;
    Some((metadata.modified().ok()?, metadata.len(), identity(&metadata)))
}

/// A file put in place of another has another number, whatever its time says.
#[cfg(unix)]
fn identity(metadata: &std::fs::Metadata) -> u64 {
    use std::os::unix::fs::MetadataExt;
    metadata.ino()
}

#[cfg(not(unix))]
fn identity(_: &std::fs::Metadata) -> u64 {
    0
}

#[cfg(test)]
mod tests {
    use super::*;

    fn token(folder: &Path, text: &str) -> Token {
        let file = folder.join("token");
        std::fs::write(&file, text).unwrap();
        Token::new(text.trim().to_owned().into(), Some(file))
    }

    fn replace(token: &Token, text: &str) {
        let file = token.file.as_ref().unwrap();
        let fresh = file.with_extension("new");
        std::fs::write(&fresh, text).unwrap();
        std::fs::rename(&fresh, file).unwrap();
    }

    #[test]
    fn a_changed_file_is_taken_by_everyone_who_holds_the_token() {
        let folder = tempfile::tempdir().unwrap();
        let held = token(folder.path(), "first\n");
        let other = held.clone();
        assert_eq!(held.refresh(), Ok(false));
        replace(&held, "second\n");
        assert_eq!(held.refresh(), Ok(true));
        assert_eq!(other.now().expose_secret(), "second");
        assert_eq!(held.refresh(), Ok(false));
    }

    #[test]
    fn the_file_is_looked_at_once_a_minute_at_most() {
        let folder = tempfile::tempdir().unwrap();
        let held = token(folder.path(), "first\n");
        assert_eq!(held.current().expose_secret(), "first");
        replace(&held, "second\n");
        assert_eq!(held.current().expose_secret(), "first");
        assert_eq!(held.refresh(), Ok(true));
        assert_eq!(held.current().expose_secret(), "second");
    }

    #[test]
    fn an_unusable_file_leaves_the_former_secret_and_is_not_repeated() {
        let folder = tempfile::tempdir().unwrap();
        let held = token(folder.path(), "first\n");
        for bad in ["", "s3cret and more"] {
            replace(&held, bad);
            let said = held.refresh().unwrap_err();
            assert!(said.contains("token") && !said.contains("s3cret"), "{said}");
        }
        std::fs::remove_file(held.file.as_ref().unwrap()).unwrap();
        assert!(held.refresh().unwrap_err().ends_with("does not exist"));
        assert_eq!(held.now().expose_secret(), "first");
    }

    #[test]
    fn a_key_stays_a_key() {
        let folder = tempfile::tempdir().unwrap();
        let pem = |body: &str| format!("-----BEGIN PRIVATE KEY-----\n{body}\n-----END PRIVATE KEY-----");
        let held = token(folder.path(), &pem("AAAA"));
        replace(&held, &pem("BBBB"));
        assert_eq!(held.refresh(), Ok(true));
        replace(&held, "word");
        assert!(held.refresh().unwrap_err().ends_with("does not hold one private key"));
        assert_eq!(held.now().expose_secret(), pem("BBBB"));
    }
}
