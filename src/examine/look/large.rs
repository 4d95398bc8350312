//! The large files (LFS) that pointers stand for: looked into under the pointer's path.
//!
//! Must not bring them; one that is not there is not let pass.

use std::fs::File;
use std::path::Path;

use glane_catalog::model::{SightingKind, Weight};

use super::added::Added;
use super::sift::{Own, Sift};
use crate::examine::pointer::LargeFile;

/// Looks into the large file that a blob stands for.
pub(super) fn look(folder: &Path, added: &Added, file: &LargeFile, sift: &mut Sift<'_>) {
    let opened = File::open(file.place_in(folder)).ok();
    let opened = opened.filter(|opened| opened.metadata().is_ok_and(|data| data.len() == file.size));
    if !opened.is_some_and(|opened| sift.stored(&added.path, opened, added.commit, added.id)) {
        let own = Own {
            kind: SightingKind::Size,
            rule: "large-file-not-read",
            weight: Weight::Hold,
            subject: &file.oid,
            line: None,
        };
        sift.own(&own, &added.path, added.commit, Some(added.id));
    }
}
