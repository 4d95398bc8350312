//! Writes an edition into a folder: each file appears whole or not at all.
//!
//! The same edition gives the same bytes.

use std::fs::File;
use std::io::Write;
use std::path::{Path, PathBuf};

use anyhow::Context;

use super::edition::Edition;
use super::{write_csv, write_json};

/// One file of an edition.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EditionFile {
    /// Its name.
    pub name: &'static str,
    /// Its media type, with the character set for text.
    pub media_type: &'static str,
    /// Its content, the same at every call for the same edition.
    pub bytes: Vec<u8>,
}

/// The files of an edition.
///
/// # Errors
/// When a figure cannot be written as JSON.
pub fn files(edition: &Edition) -> anyhow::Result<Vec<EditionFile>> {
    let csv = "text/csv; charset=utf-8";
    let json = "application/json";
    Ok(vec![
        EditionFile { name: "indicateurs.csv", media_type: csv, bytes: write_csv::rfc(edition) },
        EditionFile { name: "indicateurs.fr.csv", media_type: csv, bytes: write_csv::french(edition) },
        EditionFile { name: "indicateurs.json", media_type: json, bytes: write_json::figures(edition)? },
        EditionFile { name: "definitions.json", media_type: json, bytes: write_json::definitions()? },
    ])
}

/// Writes `indicateurs.csv`, `indicateurs.fr.csv`, `indicateurs.json` and `definitions.json`, and
/// returns their paths; files of those names are replaced, others are left alone.
///
/// # Errors
/// When the folder cannot be made or written.
pub fn export(edition: &Edition, folder: &Path) -> anyhow::Result<Vec<PathBuf>> {
    std::fs::create_dir_all(folder)
        .with_context(|| format!("{}: the folder cannot be made", folder.display()))?;
    let mut written = Vec::new();
    for EditionFile { name, bytes, .. } in files(edition)? {
        let path = folder.join(name);
        replace(&path, &folder.join(format!(".{name}.part")), &bytes)
            .with_context(|| format!("{}: the file cannot be written", path.display()))?;
        written.push(path);
    }
    Ok(written)
}

fn replace(path: &Path, aside: &Path, bytes: &[u8]) -> std::io::Result<()> {
    let mut file = File::create(aside)?;
    file.write_all(bytes)?;
    file.sync_all()?;
    std::fs::rename(aside, path)
}
