//! The format of a file whose name means none: told by what it holds.
//!
//! Looks at names of entries and at beginnings only; reading is for the readers.

use super::Format;
use crate::archive::zip;

/// Entries that make an archive one of a format when its name says `.zip`, and whether people also pack
/// the folder that holds them.
const MARKS: &[(&str, Format, bool)] = &[
    ("moodle_backup.xml", Format::Moodle, true),
    ("h5p.json", Format::H5p, false),
    ("imsmanifest.xml", Format::ContentPackage, true),
    ("META-INF/container.xml", Format::Epub, false),
    ("geogebra.xml", Format::Geogebra, false),
];

impl Format {
    /// The format that a path means by its name, else what the bytes are.
    #[must_use]
    pub fn of_content(path: &str, bytes: &[u8]) -> Option<Self> {
        Self::of(path).or_else(|| archive(bytes)).or_else(|| super::record_format(bytes))
    }
}

/// The format of a ZIP file by its entries: at its top, or in the one folder that holds all of it.
fn archive(bytes: &[u8]) -> Option<Format> {
    if !bytes.starts_with(b"PK\x03\x04") {
        return None;
    }
    let (entries, _) = zip::entries(bytes);
    let names: Vec<&str> = entries.iter().filter_map(|entry| std::str::from_utf8(entry.name).ok()).collect();
    let folder = names.first().and_then(|name| name.find('/').map(|at| &name[..=at]));
    let folder = folder.filter(|folder| names.iter().all(|name| name.starts_with(folder))).unwrap_or("");
    let holds = |mark: &str, packed: bool| {
        names.iter().any(|name| *name == mark || packed && name.strip_prefix(folder) == Some(mark))
    };
    MARKS.iter().find(|(mark, _, packed)| holds(mark, *packed)).map(|(_, format, _)| *format)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::archive::zip::tests::zip;

    #[test]
    fn an_archive_is_told_by_its_entries_and_a_name_goes_first() {
        let course = zip(&[("imsmanifest.xml", "<manifest/>"), ("a.html", "")]);
        assert_eq!(Format::of("course.zip"), None);
        assert_eq!(Format::of_content("course.zip", &course), Some(Format::ContentPackage));
        assert_eq!(Format::of_content("course.h5p", &course), Some(Format::H5p));
        let inside = zip(&[("cours/imsmanifest.xml", ""), ("cours/moodle_backup.xml", "")]);
        assert_eq!(Format::of_content("x.zip", &inside), Some(Format::Moodle));
        let folder = zip(&[("activite/h5p.json", "{}")]);
        assert_eq!(Format::of_content("x.zip", &folder), None);
        let other = zip(&[("src/imsmanifest.xml", ""), ("README.md", "")]);
        assert_eq!(Format::of_content("x.zip", &other), None);
        assert_eq!(Format::of_content("x.zip", b"PK\x03\x04"), None);
        assert_eq!(Format::of_content("x.bin", b""), None);
    }
}
