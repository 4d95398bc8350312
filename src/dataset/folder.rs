//! The files in a folder: written together in one walk of the catalogue, each whole or not there.

use std::fs::File;
use std::io::{BufWriter, Write};
use std::path::{Path, PathBuf};

use anyhow::Context as _;
use jiff::Timestamp;

use super::{About, DatasetFile, Sheet, Shown};

/// A file under way, beside the place where it will stand.
struct Part {
    place: PathBuf,
    aside: PathBuf,
    sheet: Box<dyn Sheet>,
    out: BufWriter<File>,
}

impl Part {
    fn begin(file: DatasetFile, about: &About, now: Timestamp, folder: &Path) -> anyhow::Result<Self> {
        let place = folder.join(file.name());
        let aside = folder.join(format!(".{}.part", file.name()));
        let out = File::create(&aside).with_context(|| unwritten(&place))?;
        let mut part = Self { place, aside, sheet: file.sheet(about, now), out: BufWriter::new(out) };
        let opening = part.sheet.opening();
        part.write(&opening)?;
        Ok(part)
    }

    fn write(&mut self, text: &str) -> anyhow::Result<()> {
        self.out.write_all(text.as_bytes()).with_context(|| unwritten(&self.place))
    }

    fn end(&mut self) -> anyhow::Result<()> {
        let closing = self.sheet.closing();
        self.write(&closing)?;
        let end = |out: &mut BufWriter<File>| {
            out.flush()?;
            out.get_ref().sync_all()
        };
        end(&mut self.out).with_context(|| unwritten(&self.place))
    }
}

impl Drop for Part {
    fn drop(&mut self) {
        // What took its place is no longer there; what was broken off is worth nothing.
        let _ = std::fs::remove_file(&self.aside);
    }
}

fn unwritten(place: &Path) -> String {
    format!("{}: the file cannot be written", place.display())
}

/// Writes files into a folder and returns their paths; files of those names are replaced once all of them
/// are whole, others are left alone.
///
/// # Errors
/// When the catalogue cannot be read, or the folder cannot be made or written.
pub async fn export(
    files: &[DatasetFile],
    about: &About,
    mut shown: Shown,
    now: Timestamp,
    folder: &Path,
) -> anyhow::Result<Vec<PathBuf>> {
    std::fs::create_dir_all(folder)
        .with_context(|| format!("{}: the folder cannot be made", folder.display()))?;
    let begun = files.iter().map(|file| Part::begin(*file, about, now, folder));
    let mut parts = begun.collect::<anyhow::Result<Vec<Part>>>()?;
    while let Some(records) = shown.next().await? {
        for part in &mut parts {
            let text = part.sheet.projects(&records);
            part.write(&text)?;
        }
    }
    parts.iter_mut().try_for_each(Part::end)?;
    for part in &parts {
        std::fs::rename(&part.aside, &part.place).with_context(|| unwritten(&part.place))?;
    }
    Ok(parts.iter().map(|part| part.place.clone()).collect())
}
