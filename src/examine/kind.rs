//! What each file of a commit is: of which language, whose work, written by whom; by its path and by
//! what `.gitattributes` say of it.
//!
//! Must not read other files than those.

use glane_catalog::model::LanguageShare;
use glane_catalog::read::Attributes;
use glane_catalog::vocabulary::{foreign, generated, language};
use std::collections::BTreeMap;

use super::memo::Memo;
use super::tree::File;

/// Most files of attributes read.
const MOST_ATTRIBUTES: usize = 50;
/// Largest of them read, in bytes.
const LARGEST_ATTRIBUTES: u64 = 64 << 10;

/// What a file is.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Kind {
    /// Its programming language, if it is in one.
    pub language: Option<&'static str>,
    /// Other people's.
    pub foreign: bool,
    /// Written by a program.
    pub written: bool,
    /// Counted among the languages, unless a program wrote it.
    pub counted: bool,
}

/// What the files of a commit are, in their order.
pub(super) fn of_all(repository: &git2::Repository, files: &[File], memo: &mut Memo) -> Vec<Kind> {
    let attributes = attributes(repository, files, memo);
    files.iter().map(|file| of(&file.path, &attributes)).collect()
}

fn of(path: &str, attributes: &Attributes) -> Kind {
    let marks = attributes.of(path);
    let language = marks.language.or_else(|| language::language_of(path));
    let foreign = marks.vendored.unwrap_or_else(|| foreign::is_vendored(path));
    let written = marks.generated.unwrap_or_else(|| generated::is_generated(path));
    // Whoever says that a file is theirs, or is to be counted, knows better than its place.
    let asked = marks.vendored == Some(false) || marks.detectable == Some(true);
    let aside = !asked && foreign::is_aside(path) || marks.documentation == Some(true);
    let counted = language.is_some() && !foreign && !aside && marks.detectable != Some(false);
    Kind { language, foreign, written, counted }
}

/// The attributes of a commit's files; files come with those of outer folders before those of inner ones.
fn attributes(repository: &git2::Repository, files: &[File], memo: &mut Memo) -> Attributes {
    let mut all = Attributes::default();
    let small = |file: &&File| file.bytes.is_some_and(|bytes| bytes <= LARGEST_ATTRIBUTES);
    let there = files.iter().filter(|file| Attributes::are_in(&file.path)).filter(small);
    for file in there.take(MOST_ATTRIBUTES) {
        let text = memo.once("attributes", (&file.path, file.id), || {
            let blob = repository.find_blob(file.id).ok()?;
            Some(String::from_utf8_lossy(blob.content()).into_owned())
        });
        if let Some(text) = text {
            all.add(&file.path, text.as_bytes());
        }
    }
    all
}

/// Bytes by language, the largest first.
pub(super) fn shares(files: &[File], kinds: &[Kind]) -> Vec<LanguageShare> {
    let mut bytes: BTreeMap<&'static str, u64> = BTreeMap::new();
    for (file, kind) in files.iter().zip(kinds).filter(|(_, kind)| kind.counted && !kind.written) {
        if let (Some(name), Some(size)) = (kind.language, file.bytes) {
            *bytes.entry(name).or_default() += size;
        }
    }
    let mut shares: Vec<LanguageShare> =
        bytes.into_iter().map(|(name, bytes)| LanguageShare { name: name.to_owned(), bytes }).collect();
    shares.sort_by(|a, b| b.bytes.cmp(&a.bytes).then_with(|| a.name.cmp(&b.name)));
    shares
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_and_attributes_say_what_a_file_is() {
        let mut attributes = Attributes::default();
        attributes.add(
            ".gitattributes",
            b"vendor/ours/** -linguist-vendored\nlib/** linguist-vendored\n*.gen.rs linguist-generated\n\
              docs/** linguist-documentation\ntests/fixtures/*.c linguist-detectable\n*.inc linguist-language=PHP\n\
              essais/** -linguist-detectable\n",
        );
        let counted = |path| {
            let kind = of(path, &attributes);
            kind.counted && !kind.written
        };
        for path in ["src/a.rs", "vendor/ours/a.c", "tests/fixtures/a.c", "web/a.inc", "docs.py"] {
            assert!(counted(path), "{path}");
        }
        for path in [
            "vendor/theirs/a.c",
            "lib/a.c",
            "src/a.gen.rs",
            "docs/a.py",
            "tests/fixtures/a.py",
            "essais/a.py",
            "README.md",
            "Cargo.lock",
        ] {
            assert!(!counted(path), "{path}");
        }
        assert!(of("lib/a.c", &attributes).foreign && !of("vendor/ours/a.c", &attributes).foreign);
    }
}
