//! Restored: a catalogue put back knows no withdrawal decided after its backup. Until its operator has
//! said that these are declared again, nothing of it is mirrored, revealed or served.
//!
//! A file in the data folder, since it is there before the database is. Must not know the store.

use std::fs::File;
use std::io::{ErrorKind, Write};
use std::path::{Path, PathBuf};

use anyhow::Context as _;
use jiff::Timestamp;

/// The file that stands while a restore is not confirmed; it holds when its backup was made.
const MARK: &str = "restored-not-confirmed";

fn mark(data: &Path) -> PathBuf {
    data.join(MARK)
}

/// Notes that a backup of this instant is being restored.
///
/// # Errors
/// When the data folder cannot be written.
pub fn note(data: &Path, made_at: Timestamp) -> anyhow::Result<()> {
    let place = mark(data);
    let write = || {
        let mut file = File::create(&place)?;
        writeln!(file, "{made_at}")?;
        file.sync_all()?;
        File::open(data)?.sync_all()
    };
    write().with_context(|| format!("cannot write {}", place.display()))
}

/// Refuses to begin while a restore waits to be confirmed.
///
/// # Errors
/// With the remedy.
pub fn refuse_unconfirmed(data: &Path) -> anyhow::Result<()> {
    if mark(data).exists() {
        anyhow::bail!("{}", remedy(data));
    }
    Ok(())
}

/// What the operator has to do.
#[must_use]
pub fn remedy(data: &Path) -> String {
    let made_at = std::fs::read_to_string(mark(data)).unwrap_or_default();
    format!(
        "a backup of {} was restored: what was withdrawn or refused since is not known here. Declare it again from your \
         register (glane withdraw, glane gate refuse), then run glane restore --confirmed; until then nothing is \
         mirrored or served",
        made_at.trim()
    )
}

/// Notes that the operator has confirmed. Whether there was anything to confirm.
///
/// # Errors
/// When the file cannot be removed.
pub fn confirm(data: &Path) -> anyhow::Result<bool> {
    let place = mark(data);
    match std::fs::remove_file(&place) {
        Ok(()) => Ok(true),
        Err(error) if error.kind() == ErrorKind::NotFound => Ok(false),
        Err(error) => Err(error).with_context(|| format!("cannot remove {}", place.display())),
    }
}
