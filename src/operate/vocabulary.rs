//! The vocabulary that an operator imported, as a file of the data folder.
//!
//! It can be imported again at any time; must not know how a release is written.

use std::io::Write as _;
use std::path::{Path, PathBuf};

use anyhow::Context as _;
use glane_catalog::vocabulary::imported::Imported;

/// Largest file read, in bytes.
const LARGEST: u64 = 256 << 20;

/// Where it lies in a data folder.
#[must_use]
pub fn place(data: &Path) -> PathBuf {
    data.join("vocabulary").join("scolomfr.json")
}

/// Puts it in the place of what was there before, in one step.
///
/// # Errors
/// When the folder cannot be made or the file not be written; what was there is untouched.
pub fn store(data: &Path, imported: &Imported) -> anyhow::Result<PathBuf> {
    let place = place(data);
    let failed = || format!("{} cannot be written", place.display());
    let folder = place.parent().unwrap_or(data);
    std::fs::create_dir_all(folder).with_context(failed)?;
    let mut draft = tempfile::NamedTempFile::new_in(folder).with_context(failed)?;
    draft.write_all(&imported.to_json()?).with_context(failed)?;
    draft.as_file().sync_all().with_context(failed)?;
    draft.persist(&place).with_context(failed)?;
    Ok(place)
}

/// Reads it; none when nothing was imported.
///
/// # Errors
/// When it is there and cannot be read; the message says how it is mended.
pub fn load(data: &Path) -> anyhow::Result<Option<Imported>> {
    let place = place(data);
    let remedy =
        || format!("{} cannot be read: import the release again, or remove the file", place.display());
    match std::fs::metadata(&place) {
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Ok(None),
        found => anyhow::ensure!(found.with_context(remedy)?.len() <= LARGEST, remedy()),
    }
    let bytes = std::fs::read(&place).with_context(remedy)?;
    Imported::from_json(&bytes).with_context(remedy).map(Some)
}

#[cfg(test)]
mod tests {
    use glane_catalog::vocabulary::imported::Concept;

    use super::*;

    #[test]
    fn what_is_stored_is_read_again_and_damage_is_said() {
        let data = tempfile::tempdir().unwrap();
        assert!(load(data.path()).unwrap().is_none());
        let concept = Concept {
            uri: "http://e/a".to_owned(),
            label: Some("a".to_owned()),
            labels: Vec::new(),
            status: None,
            broader: Vec::new(),
            schemes: Vec::new(),
        };
        let place = store(data.path(), &Imported::new([concept.clone()])).unwrap();
        assert_eq!(load(data.path()).unwrap().unwrap().concepts(), [concept]);
        assert_eq!(std::fs::read_dir(place.parent().unwrap()).unwrap().count(), 1, "no draft is left");
        std::fs::write(&place, "{").unwrap();
        assert!(load(data.path()).unwrap_err().to_string().contains("import the release again"));
    }
}
