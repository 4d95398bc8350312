//! What the files of a repository say of where it is, against the address that was typed.
//!
//! Must not ask anybody whether the other address is true.

use glane_catalog::identity;
use glane_catalog::model::{Examination, Finding, ProjectRecord, SourceProject};

/// That publiccode.yml names another repository than the one at the address that was typed.
pub(super) fn elsewhere(address: &str, examination: &Examination) -> Option<Finding> {
    let key = "inspect:address".parse().ok()?;
    let source = SourceProject { clone_url: address.to_owned(), ..SourceProject::public(key, address) };
    identity::elsewhere(&ProjectRecord::discovered(source), &examination.fields)
}
