//! What stands around the sources: documents for those who take part, packages that are needed.
//!
//! Decides which files are looked at; must not know any format.

use glane_catalog::model::{Claim, Dependency, Examination, Field, Source};
use glane_catalog::read;

use super::kind::Kind;
use super::memo::Memo;
use super::tree::File;

/// Largest lock file or manifest read.
const LARGEST: u64 = 8 << 20;
/// Most lock files and manifests read.
const MOST_FILES: usize = 20;
/// Deepest folder they are looked for in.
const DEEPEST: usize = 2;
/// Most packages kept.
const MOST_DEPENDENCIES: usize = 500;

/// Adds both to an examination.
pub(super) fn add(
    repository: &git2::Repository,
    (files, kinds): (&[File], &[Kind]),
    memo: &mut Memo,
    examination: &mut Examination,
) {
    for file in files {
        if let Some(kind) = read::document(&file.path) {
            let claim = Claim::new(kind.to_owned(), Source::file(&file.path, None, None), 1.0);
            examination.fields.add(Field::Document, claim);
        }
    }
    examination.dependencies = dependencies(repository, (files, kinds), memo);
}

/// The packages that lock files and manifests near the root name.
fn dependencies(
    repository: &git2::Repository,
    (files, kinds): (&[File], &[Kind]),
    memo: &mut Memo,
) -> Vec<Dependency> {
    let near = files.iter().zip(kinds).filter(|(file, kind)| {
        !kind.foreign
            && file.path.matches('/').count() <= DEEPEST
            && file.bytes.is_some_and(|bytes| bytes <= LARGEST)
            && read::names_dependencies(&file.path)
    });
    let mut all: Vec<Dependency> = Vec::new();
    for (file, _) in near.take(MOST_FILES) {
        let named: Option<Vec<Dependency>> = memo.once("dependencies", (&file.path, file.id), || {
            let blob = repository.find_blob(file.id).ok()?;
            Some(read::dependencies(&file.path, blob.content()))
        });
        all.extend(named.unwrap_or_default());
    }
    let mut merged = Dependency::merged(all);
    merged.truncate(MOST_DEPENDENCIES);
    merged
}
