//! Locks of the operating system, freed by the kernel however a process ends.
//!
//! Who works on a data folder shares its lock; who must be alone there takes it whole. One process
//! leads: it follows the index and keeps the schedule. One works in a project's folder at a time.

use std::fs::File;
use std::path::Path;
use std::time::Duration;

use anyhow::Context as _;
use rustix::fs::{FlockOperation, flock};
use rustix::io::Errno;

/// How often a share is asked for before it is given up.
const TRIES: u32 = 100;
/// How long to wait between two of these.
const PAUSE: Duration = Duration::from_millis(50);

/// Held as long as the value lives.
#[derive(Debug)]
pub struct DataLock {
    _file: File,
}

/// Takes the lock of a data folder whole, for what must be alone there, making the folder if need be.
///
/// # Errors
/// When another process works there, or the folder cannot be made or written.
pub fn take(data: &Path) -> anyhow::Result<DataLock> {
    take_named(data, "glane.lock", &leads(data))
}

/// Takes the lock of a data folder whole; none when another process works there.
///
/// # Errors
/// When the folder cannot be made or written.
pub fn take_if_alone(data: &Path) -> anyhow::Result<Option<DataLock>> {
    attempt(data, "glane.lock", FlockOperation::NonBlockingLockExclusive)
}

/// Takes a share of the lock of a data folder. Whoever begins there is alone for a moment, and is
/// waited for.
///
/// # Errors
/// When another process goes on being alone there, or the folder cannot be made or written.
pub async fn share(data: &Path) -> anyhow::Result<DataLock> {
    for _ in 0..TRIES {
        if let Some(lock) = attempt(data, "glane.lock", FlockOperation::NonBlockingLockShared)? {
            return Ok(lock);
        }
        tokio::time::sleep(PAUSE).await;
    }
    Err(anyhow::Error::msg(alone(data)))
}

/// Takes the lead of a data folder: the index is followed, and the schedule kept, by one process.
///
/// # Errors
/// When another process has it, or the folder cannot be made or written.
pub fn lead(data: &Path) -> anyhow::Result<DataLock> {
    take_named(data, "serve.lock", &leads(data))
}

/// Takes the lock of a project's folder; none when another process works in it.
///
/// # Errors
/// When the folder cannot be made or written.
pub fn project(folder: &Path) -> anyhow::Result<Option<DataLock>> {
    attempt(folder, "lock", FlockOperation::NonBlockingLockExclusive)
}

/// Takes the lock of this file name in a folder, making the folder if need be.
///
/// # Errors
/// `held` when another process has it, or when the folder cannot be made or written.
pub fn take_named(folder: &Path, name: &str, held: &str) -> anyhow::Result<DataLock> {
    attempt(folder, name, FlockOperation::NonBlockingLockExclusive)?
        .ok_or_else(|| anyhow::Error::msg(held.to_owned()))
}

fn attempt(folder: &Path, name: &str, how: FlockOperation) -> anyhow::Result<Option<DataLock>> {
    std::fs::create_dir_all(folder)
        .with_context(|| format!("cannot make the folder {}", folder.display()))?;
    let path = folder.join(name);
    let file = File::options()
        .create(true)
        .truncate(false)
        .write(true)
        .open(&path)
        .with_context(|| format!("cannot write {}", path.display()))?;
    match flock(&file, how) {
        Ok(()) => Ok(Some(DataLock { _file: file })),
        Err(Errno::WOULDBLOCK) => Ok(None),
        Err(error) => Err(error).with_context(|| format!("cannot lock {}", path.display())),
    }
}

fn leads(data: &Path) -> String {
    format!(
        "another glane works on {}: if it is `glane serve`, it looks at the forges on their schedule; stop it to \
         run this command, or wait until the other command has ended",
        data.display()
    )
}

fn alone(data: &Path) -> String {
    format!(
        "another glane is at work on {} and must be alone there: wait until that command has ended",
        data.display()
    )
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

    #[tokio::test]
    async fn a_shared_folder_is_nobodys_alone() {
        let folder = tempfile::tempdir().unwrap();
        let first = take_if_alone(folder.path()).unwrap().unwrap();
        let (second, ()) = tokio::join!(share(folder.path()), async { drop(first) });
        let third = share(folder.path()).await.unwrap();
        assert!(take_if_alone(folder.path()).unwrap().is_none());
        assert!(take(folder.path()).is_err());
        drop((second.unwrap(), third));
        assert!(take(folder.path()).is_ok());
    }

    #[test]
    fn one_works_in_a_project_at_a_time() {
        let folder = tempfile::tempdir().unwrap();
        let (one, two) = (folder.path().join("1"), folder.path().join("2"));
        let first = project(&one).unwrap().unwrap();
        assert!(project(&one).unwrap().is_none());
        assert!(project(&two).unwrap().is_some());
        drop(first);
        assert!(project(&one).unwrap().is_some());
    }

    #[test]
    fn locks_of_two_names_do_not_meet() {
        let folder = tempfile::tempdir().unwrap();
        let _data = take(folder.path()).unwrap();
        let _other = take_named(folder.path(), "other.lock", "held").unwrap();
        assert_eq!(take_named(folder.path(), "other.lock", "held").unwrap_err().to_string(), "held");
    }
}
