//! One process at a time works on a data directory: a lock of the operating system, freed by the
//! kernel however the process ends.

use std::fs::File;
use std::path::Path;

use rustix::fs::{FlockOperation, flock};

/// Held as long as the value lives.
#[derive(Debug)]
pub struct DataLock {
    _file: File,
}

/// Takes the lock of a data directory, making the directory if need be.
///
/// # Errors
/// When another process works there, or the folder cannot be made or written.
pub fn take(data: &Path) -> anyhow::Result<DataLock> {
    take_named(
        data,
        "glane.lock",
        &format!(
            "another glane works on {}: if it is `glane serve`, it looks at the forges on their schedule; stop it to \
             run this command, or wait until the other command has ended",
            data.display()
        ),
    )
}

/// Takes the lock of this file name in a folder, making the folder if need be.
///
/// # Errors
/// `held` when another process has it, or when the folder cannot be made or written.
pub fn take_named(folder: &Path, name: &str, held: &str) -> anyhow::Result<DataLock> {
    use anyhow::Context as _;
    std::fs::create_dir_all(folder)
        .with_context(|| format!("cannot make the folder {}", folder.display()))?;
    let path = folder.join(name);
    let file = File::options()
        .create(true)
        .truncate(false)
        .write(true)
        .open(&path)
        .with_context(|| format!("cannot write {}", path.display()))?;
    match flock(&file, FlockOperation::NonBlockingLockExclusive) {
        Ok(()) => Ok(DataLock { _file: file }),
        Err(rustix::io::Errno::WOULDBLOCK) => Err(anyhow::Error::msg(held.to_owned())),
        Err(error) => Err(error).with_context(|| format!("cannot lock {}", path.display())),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_second_taker_is_refused_until_the_first_is_gone() {
        let folder = tempfile::tempdir().unwrap();
        let first = take(folder.path()).unwrap();
        assert!(take(folder.path()).unwrap_err().to_string().contains("another glane"));
        drop(first);
        assert!(take(folder.path()).is_ok());
    }

    #[test]
    fn locks_of_two_names_do_not_meet() {
        let folder = tempfile::tempdir().unwrap();
        let _data = take(folder.path()).unwrap();
        let _other = take_named(folder.path(), "other.lock", "held").unwrap();
        assert_eq!(take_named(folder.path(), "other.lock", "held").unwrap_err().to_string(), "held");
    }
}
