//! What a repository is known by wherever it lies, for a person; and what its files say of where it is.
//!
//! Must not compute an identifier: the examination does.

use glane_catalog::identity;
use glane_catalog::model::{Examination, Finding, ProjectRecord, SourceProject};

/// One line an identifier.
pub(super) fn lines(examination: &Examination) -> Vec<String> {
    let found = &examination.identifiers;
    let ids = [("snapshot", found.snapshot), ("revision", found.revision), ("directory", found.directory)];
    ids.iter().filter_map(|(name, id)| id.map(|id| format!("  {name:<13} {id}"))).collect()
}

/// That publiccode.yml names another repository than the one at the address that was typed.
pub(super) fn elsewhere(address: &str, examination: &Examination) -> Option<Finding> {
    let key = "inspect:address".parse().ok()?;
    let source = SourceProject { clone_url: address.to_owned(), ..SourceProject::public(key, address) };
    identity::elsewhere(&ProjectRecord::discovered(source), &examination.fields)
}
