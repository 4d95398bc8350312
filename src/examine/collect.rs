//! Hands the files that say something to the catalogue's readers and gathers what they claim.
//!
//! Decides which files are read; must not know any format.

use std::collections::HashMap;

use glane_catalog::licence;
use glane_catalog::model::{
    Claim, Examination, Field, Finding, ResourceFile, Severity, Source, SourceProject,
};
use glane_catalog::read::{self, Format, Reading};
use glane_catalog::vocabulary::school;

use super::kind::{self, Kind};
use super::memo::Memo;
use super::tree::File;
use super::{heads, package, parts};

/// Largest file handed to a reader.
const LARGEST: u64 = 8 << 20;
/// Largest README of which the beginning is read: git gives a file whole or not at all.
const LARGEST_README: u64 = 64 << 20;
/// Most licence texts below the root that are read.
const MOST_TEXTS: usize = 50;
/// Largest licence text below the root that is read.
const LARGEST_TEXT: u64 = 256 << 10;
/// Most findings kept.
const MOST_FINDINGS: usize = 200;

/// Claims of the forge's own fields.
pub(super) fn forge_claims(source: &SourceProject, examination: &mut Examination) {
    let fields = &mut examination.fields;
    let mut add =
        |field, value: &str, key| fields.add(field, Claim::new(value.to_owned(), Source::forge(key), 1.0));
    add(Field::Name, &source.name, "name");
    if let Some(description) = &source.description {
        add(Field::Summary, description, "description");
    }
    for topic in &source.topics {
        add(Field::Keyword, topic, "topics");
    }
    if source.archived {
        add(Field::Maintenance, "none", "archived");
    }
}

/// Reads everything of a commit that says something about the project, and `titles` of documents.
pub(super) fn files(
    repository: &git2::Repository,
    (files, kinds): (&[File], &mut [Kind]),
    memo: &mut Memo,
    titles: bool,
    examination: &mut Examination,
) {
    examination.files = files.len() as u64;
    examination.bytes = files.iter().filter_map(|file| file.bytes).sum();
    let mut licences = Vec::new();
    for file in files {
        if let Some(format) = described_by(&file.path) {
            read_one(repository, (file, format), memo, &mut licences, examination);
        }
    }
    let findings = &mut examination.findings;
    let is_read = |path: &str| described_by(path).is_some_and(|format| format == Format::LicenceText);
    let (said, tags) = heads::claims(repository, (files, &mut *kinds), is_read, memo, findings);
    licences.extend(said);
    let kinds = &*kinds;
    licences.extend(texts_below(repository, (files, kinds), memo));
    licences.extend(package::claims(repository, (files, kinds), memo, findings));
    examination.languages = kind::shares(files, kinds);
    let resolved = licence::resolve(&licences);
    examination.licence = resolved.reading;
    let parts = &mut examination.licence.parts;
    for part in tags.parts(examination.licence.expression.as_deref()) {
        if parts.iter().all(|known| known.path != part.path) {
            parts.push(part);
        }
    }
    examination.findings.extend(resolved.findings);
    school_terms(examination);
    examination.resources = resources(repository, files, Some(memo).filter(|_| titles), examination);
    examination.findings.truncate(MOST_FINDINGS);
}

/// The format of a file that describes the whole project: at the root, or under `LICENSES/`.
fn described_by(path: &str) -> Option<Format> {
    let at_root = !path.contains('/') || path.to_ascii_uppercase().starts_with("LICENSES/");
    Format::of(path).filter(|format| at_root && !format.is_of_itself())
}

fn read_one(
    repository: &git2::Repository,
    (file, format): (&File, Format),
    memo: &mut Memo,
    licences: &mut Vec<Claim>,
    examination: &mut Examination,
) {
    let most = if format == Format::Readme { LARGEST_README } else { LARGEST };
    let findings = &mut examination.findings;
    if is_too_large(file, most, findings) {
        return;
    }
    let mut read = || Some(read::read(format, &file.path, &bytes_of(repository, file, findings)?));
    // Of what may name people nothing is kept beside the repository.
    let reading: Option<Reading> = match format {
        Format::LicenceText => memo.once("licence", (&file.path, file.id), read),
        _ => read(),
    };
    let Some(reading) = reading else { return };
    licences.extend_from_slice(reading.fields.claims(Field::Licence));
    examination.fields.extend(reading.fields);
    examination.findings.extend(reading.findings);
    if format == Format::Readme && examination.text.is_none() {
        examination.text = reading.text;
    }
}

/// Whether a file is too large to be read; a finding says so, also of one whose beginning is read.
fn is_too_large(file: &File, most: u64, findings: &mut Vec<Finding>) -> bool {
    let Some(bytes) = file.bytes.filter(|bytes| *bytes > LARGEST) else { return false };
    let read = if bytes > most { "was not read" } else { "only its beginning was read" };
    findings.push(
        Finding::new(
            Severity::Warning,
            "file_too_large",
            format!("the file is {} MB: {read}", bytes >> 20),
            format!("keep descriptive files under {} MB", LARGEST >> 20),
        )
        .in_file(&file.path, None),
    );
    bytes > most
}

/// A file's bytes; none, with a finding, when it is damaged.
fn bytes_of(repository: &git2::Repository, file: &File, findings: &mut Vec<Finding>) -> Option<Vec<u8>> {
    match repository.find_blob(file.id) {
        Ok(blob) => Some(blob.content().to_vec()),
        Err(error) => {
            findings.push(
                Finding::new(
                    Severity::Error,
                    "object_damaged",
                    format!("the file cannot be read: {}", error.message()),
                    "run git fsck on the source repository",
                )
                .in_file(&file.path, None),
            );
            None
        }
    }
}

/// Licence texts of folders of the project.
fn texts_below(
    repository: &git2::Repository,
    (files, kinds): (&[File], &[Kind]),
    memo: &mut Memo,
) -> Vec<Claim> {
    let own = |(file, kind): &(&File, &Kind)| {
        !kind.foreign
            && file.path.contains('/')
            && file.bytes.is_some_and(|bytes| bytes <= LARGEST_TEXT)
            && described_by(&file.path).is_none()
            && Format::of(&file.path) == Some(Format::LicenceText)
    };
    let mut all: Vec<Claim> = Vec::new();
    for (file, _) in files.iter().zip(kinds).filter(own).take(MOST_TEXTS) {
        let said: Option<Vec<Claim>> = memo.once("text", (&file.path, file.id), || {
            let blob = repository.find_blob(file.id).ok()?;
            let reading = read::read(Format::LicenceText, &file.path, blob.content());
            Some(reading.fields.claims(Field::Licence).to_vec())
        });
        all.extend(said.unwrap_or_default());
    }
    all
}

/// Levels and subjects that topics, keywords and the title name, by the school thesaurus.
fn school_terms(examination: &mut Examination) {
    let mut found = Vec::new();
    for claim in examination.fields.claims(Field::Keyword) {
        if let Some(term) = school::level_of(&claim.value) {
            found.push((Field::Level, term.term.clone(), claim.source.clone(), 0.9));
        }
        if let Some(term) = school::subject_of(&claim.value) {
            found.push((Field::Subject, term.term.clone(), claim.source.clone(), 0.9));
        }
    }
    let teaches = !found.is_empty();
    if let Some(title) = examination.fields.resolve(Field::Name).filter(|_| teaches) {
        for term in school::lookup(&title.value) {
            let field = match term.kind {
                school::Kind::Level => Field::Level,
                school::Kind::Subject => Field::Subject,
                _ => continue,
            };
            found.push((field, term.term.clone(), title.source.clone(), 0.6));
        }
    }
    for (field, value, source, confidence) in found {
        examination.fields.add(field, Claim::new(value, source, confidence));
    }
}

/// The parts that teach, each with its title where there is a memo of titles; pages list them, and a project
/// that has none is not read for resources.
fn resources(
    repository: &git2::Repository,
    files: &[File],
    mut memo: Option<&mut Memo>,
    examination: &Examination,
) -> Vec<ResourceFile> {
    let by_path: HashMap<&str, &File> = files.iter().map(|file| (file.path.as_str(), file)).collect();
    let mut found = Vec::new();
    for part in parts::of(repository, files, examination) {
        let main = part.main.as_deref().and_then(|path| by_path.get(path).copied());
        found.push(ResourceFile {
            format: main.and_then(|file| read::is_resource(&file.path)).unwrap_or_default().to_owned(),
            title: main.and_then(|file| title(repository, file, memo.as_deref_mut()?)),
            bytes: main.and_then(|file| file.bytes).unwrap_or_default(),
            path: part.path,
            reason: part.why.to_string(),
        });
    }
    found
}

fn title(repository: &git2::Repository, file: &File, memo: &mut Memo) -> Option<String> {
    let format = Format::of(&file.path)?;
    if file.bytes.is_some_and(|bytes| bytes > LARGEST) {
        return None;
    }
    let said: Option<Option<String>> = memo.once("title", (&file.path, file.id), || {
        let bytes = bytes_of(repository, file, &mut Vec::new())?;
        Some(read::read(format, &file.path, &bytes).fields.value(Field::Name).map(str::to_owned))
    });
    said.flatten()
}
