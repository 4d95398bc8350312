//! Which parts of a commit teach: asks the catalogue, with what the commit and its project say.
//!
//! Must not read what a part is made of.

use glane_catalog::model::{Examination, Field};
use glane_catalog::resource::{self, Entry, OptOut, Part, Tree};

use super::tree::File;

/// What an owner says about publication, resources among it.
const PUBLICATION: &str = ".publication.toml";
/// Largest file that is asked for to decide.
const LARGEST: u64 = 1 << 20;

/// The parts of a commit that teach, by what its files and its examination say.
pub(super) fn of(repository: &git2::Repository, files: &[File], examination: &Examination) -> Vec<Part> {
    let fields = &examination.fields;
    let topics = fields.values(Field::Keyword);
    let mut read = |path: &str| bytes(repository, files, path);
    let opt_out = opt_out(repository, files, examination);
    let tree = Tree {
        name: fields.value(Field::Name).unwrap_or_default(),
        description: fields.value(Field::Summary).unwrap_or_default(),
        topics,
        files: files
            .iter()
            .map(|file| Entry { path: &file.path, bytes: file.bytes.unwrap_or_default(), title: None })
            .collect(),
        opt_out,
    };
    resource::parts(&tree, &mut read)
}

/// What the owner wants left out; a file that is there and cannot be read may have been meant to.
pub(super) fn opt_out(repository: &git2::Repository, files: &[File], examination: &Examination) -> OptOut {
    let is_there = files.iter().any(|file| file.path == PUBLICATION);
    let said = bytes(repository, files, PUBLICATION);
    let topics = examination.fields.values(Field::Keyword);
    let mut found = OptOut::of(&topics, said.as_deref());
    found.all |= is_there && said.is_none();
    found
}

fn bytes(repository: &git2::Repository, files: &[File], path: &str) -> Option<Vec<u8>> {
    let file = files.iter().find(|file| file.path == path)?;
    file.bytes.filter(|bytes| *bytes <= LARGEST)?;
    Some(repository.find_blob(file.id).ok()?.content().to_vec())
}
