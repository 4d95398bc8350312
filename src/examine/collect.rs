//! Hands the files that say something to the catalogue's readers and gathers what they claim.
//!
//! Decides which files are read; must not know any format.

use std::collections::BTreeMap;

use glane_catalog::licence;
use glane_catalog::model::{
    Claim, Examination, Field, Finding, LanguageShare, ResourceFile, Severity, Source, SourceProject,
};
use glane_catalog::read::{self, Format};
use glane_catalog::vocabulary::{language, school};

use super::tree::File;

/// Largest file handed to a reader.
const LARGEST: u64 = 8 << 20;
/// Largest README of which the beginning is read: git gives a file whole or not at all.
const LARGEST_README: u64 = 64 << 20;
/// Most source files whose heads are searched for an SPDX tag.
const MOST_HEADS: usize = 300;
/// Bytes of a source file that are its head.
const HEAD: usize = 4096;
/// Most licence texts below the root that are read.
const MOST_TEXTS: usize = 50;
/// Largest source file whose head is searched.
const LARGEST_SOURCE: u64 = 256 << 10;
/// Most teaching files listed.
const MOST_RESOURCES: usize = 500;
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

/// Reads everything of a commit that says something about the project.
pub(super) fn files(repository: &git2::Repository, files: &[File], examination: &mut Examination) {
    examination.files = files.len() as u64;
    examination.bytes = files.iter().filter_map(|file| file.bytes).sum();
    examination.languages = languages(files);
    let mut licences = Vec::new();
    for file in files {
        if let Some(format) = described_by(&file.path) {
            read_one(repository, file, format, &mut licences, examination);
        }
    }
    licences.extend(headers(repository, files));
    let resolved = licence::resolve(&licences);
    examination.licence = resolved.reading;
    examination.findings.extend(resolved.findings);
    school_terms(examination);
    examination.resources = resources(repository, files, examination);
    examination.findings.truncate(MOST_FINDINGS);
}

/// The format of a file that describes the whole project: at the root, or under `LICENSES/`.
fn described_by(path: &str) -> Option<Format> {
    let at_root = !path.contains('/') || path.to_ascii_uppercase().starts_with("LICENSES/");
    Format::of(path)
        .filter(|format| at_root && !matches!(format, Format::Notebook | Format::Markdown | Format::Latex))
}

fn read_one(
    repository: &git2::Repository,
    file: &File,
    format: Format,
    licences: &mut Vec<Claim>,
    examination: &mut Examination,
) {
    let most = if format == Format::Readme { LARGEST_README } else { LARGEST };
    let Some(bytes) = bytes_of(repository, file, most, &mut examination.findings) else { return };
    let reading = read::read(format, &file.path, &bytes);
    licences.extend_from_slice(reading.fields.claims(Field::Licence));
    examination.fields.extend(reading.fields);
    examination.findings.extend(reading.findings);
    if format == Format::Readme && examination.text.is_none() {
        examination.text = reading.text;
    }
}

/// A file's bytes; none, with a finding, when it is too large or damaged.
fn bytes_of(
    repository: &git2::Repository,
    file: &File,
    most: u64,
    findings: &mut Vec<Finding>,
) -> Option<Vec<u8>> {
    if file.bytes.is_some_and(|bytes| bytes > LARGEST) {
        let read = if file.bytes.is_some_and(|bytes| bytes > most) {
            "was not read"
        } else {
            "only its beginning was read"
        };
        findings.push(
            Finding::new(
                Severity::Warning,
                "file_too_large",
                format!("the file is {} MB: {read}", file.bytes.unwrap_or_default() >> 20),
                format!("keep descriptive files under {} MB", LARGEST >> 20),
            )
            .in_file(&file.path, None),
        );
        if file.bytes.is_some_and(|bytes| bytes > most) {
            return None;
        }
    }
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

/// What files without a reader say of their own licence: rules of REUSE, side files, tags and notices
/// at the head of source files, texts below the root; one claim a distinct expression and place.
fn headers(repository: &git2::Repository, files: &[File]) -> Vec<Claim> {
    let mut found: BTreeMap<(String, Option<String>), Claim> = BTreeMap::new();
    let small = |file: &&File| file.bytes.is_some_and(|bytes| bytes <= LARGEST_SOURCE);
    let own = |file: &&File| !language::is_vendored(&file.path);
    let (rules, others): (Vec<&File>, Vec<&File>) =
        files.iter().filter(small).partition(|file| licence::speaks_of_files(&file.path));
    let sources = others.into_iter().filter(|file| language::language_of(&file.path).is_some()).filter(own);
    for file in rules.into_iter().take(MOST_HEADS).chain(sources.take(MOST_HEADS)) {
        let Ok(blob) = repository.find_blob(file.id) else { continue };
        let bytes = blob.content();
        let most = if licence::speaks_of_files(&file.path) { bytes.len() } else { bytes.len().min(HEAD) };
        for claim in licence::file_claims(&file.path, &String::from_utf8_lossy(&bytes[..most])) {
            let apart = claim.source.key.clone().filter(|_| licence::speaks_of_files(&file.path));
            found.entry((claim.value.clone(), apart)).or_insert(claim);
        }
    }
    found.into_values().chain(texts_below(repository, files)).collect()
}

/// Licence texts of folders of the project.
fn texts_below(repository: &git2::Repository, files: &[File]) -> Vec<Claim> {
    let texts = files.iter().filter(|file| {
        file.path.contains('/')
            && described_by(&file.path).is_none()
            && Format::of(&file.path) == Some(Format::LicenceText)
            && !language::is_vendored(&file.path)
            && file.bytes.is_some_and(|bytes| bytes <= LARGEST_SOURCE)
    });
    let read = texts.take(MOST_TEXTS).filter_map(|file| {
        let blob = repository.find_blob(file.id).ok()?;
        Some(read::read(Format::LicenceText, &file.path, blob.content()))
    });
    read.flat_map(|reading| reading.fields.claims(Field::Licence).to_vec()).collect()
}

fn languages(files: &[File]) -> Vec<LanguageShare> {
    let mut bytes: BTreeMap<&'static str, u64> = BTreeMap::new();
    for file in files {
        if language::is_vendored(&file.path) || language::is_generated(&file.path) {
            continue;
        }
        if let (Some(name), Some(size)) = (language::language_of(&file.path), file.bytes) {
            *bytes.entry(name).or_default() += size;
        }
    }
    let mut shares: Vec<LanguageShare> =
        bytes.into_iter().map(|(name, bytes)| LanguageShare { name: name.to_owned(), bytes }).collect();
    shares.sort_by(|a, b| b.bytes.cmp(&a.bytes).then_with(|| a.name.cmp(&b.name)));
    shares
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

/// Files that teach: formats made for teaching anywhere, prose and notebooks where the project
/// names a level or a subject.
fn resources(repository: &git2::Repository, files: &[File], examination: &Examination) -> Vec<ResourceFile> {
    let teaches = !examination.fields.claims(Field::Level).is_empty()
        || !examination.fields.claims(Field::Subject).is_empty();
    let mut ignored = Vec::new();
    files
        .iter()
        .filter_map(|file| {
            let format = read::is_resource(&file.path)?;
            let made_for_teaching =
                matches!(format, "h5p" | "moodle" | "geogebra" | "scratch" | "imscc" | "exelearning");
            let reason = if made_for_teaching {
                format!("the format {format} is made for teaching")
            } else if teaches && described_by(&file.path).is_none() && !is_about_the_project(&file.path) {
                "the project names a school level or subject".to_owned()
            } else {
                return None;
            };
            Some((file, format, reason))
        })
        .take(MOST_RESOURCES)
        .map(|(file, format, reason)| ResourceFile {
            path: file.path.clone(),
            format: format.to_owned(),
            title: title(repository, file, &mut ignored),
            bytes: file.bytes.unwrap_or_default(),
            reason,
        })
        .collect()
}

/// Files that speak of the project rather than teach, whatever their format.
fn is_about_the_project(path: &str) -> bool {
    let name = path.rsplit('/').next().unwrap_or(path).to_ascii_lowercase();
    let stem = name.split('.').next().unwrap_or(&name);
    let about = [
        "readme",
        "changelog",
        "contributing",
        "authors",
        "code_of_conduct",
        "security",
        "license",
        "licence",
        "governance",
        "roadmap",
    ];
    about.contains(&stem) || path.starts_with('.') || path.contains("/.")
}

fn title(repository: &git2::Repository, file: &File, findings: &mut Vec<Finding>) -> Option<String> {
    let format = Format::of(&file.path)?;
    let bytes = bytes_of(repository, file, LARGEST, findings)?;
    read::read(format, &file.path, &bytes).fields.value(Field::Name).map(str::to_owned)
}
