//! Reads new blobs, in the order in which they lie on disk, so that what one was packed against is
//! still at hand for the next.
//!
//! Judges sizes, pointers to large files and addresses of submodules; must not know any rule.

use std::collections::HashMap;

use git2::{Error, ErrorClass, Odb, Oid, Repository};
use glane_catalog::model::{SightingKind, Weight};

use super::added::Added;
use super::place;
use super::sift::{Own, Sift};

/// Below this many, their order on disk is not worth asking for.
const FEW: usize = 500;
/// How a pointer to a large file begins.
const POINTER: &[u8] = b"version https://git-lfs.github.com/spec/v1";
/// Longest pointer.
const LONGEST_POINTER: usize = 1024;

/// Reads blobs and hands them to the sift.
pub(super) fn read(repository: &Repository, mut added: Vec<Added>, sift: &mut Sift<'_>) -> Result<(), Error> {
    let objects = repository.odb()?;
    if added.len() > FEW {
        in_order_of_disk(&objects, &mut added);
    }
    added.iter().try_for_each(|added| read_one(&objects, added, sift))
}

fn in_order_of_disk(objects: &Odb<'_>, added: &mut [Added]) {
    let mut places: HashMap<Oid, usize> = added.iter().map(|added| (added.id, usize::MAX)).collect();
    let mut next = 0;
    // An order that cannot be told costs time, nothing else.
    let _ = objects.foreach(|id| {
        if let Some(place) = places.get_mut(id) {
            *place = next;
        }
        next += 1;
        true
    });
    added.sort_by_key(|added| places.get(&added.id).copied().unwrap_or(usize::MAX));
}

fn read_one(objects: &Odb<'_>, added: &Added, sift: &mut Sift<'_>) -> Result<(), Error> {
    let (size, _) = objects.read_header(added.id)?;
    let (largest, sizeable) = sift.sizes();
    let size = size as u64;
    let sized = |rule, weight| Own { kind: SightingKind::Size, rule, weight, subject: "", line: None };
    if size > largest {
        sift.own(&sized("object-too-large", Weight::Hold), &added.path, added.commit, Some(added.id));
        return Ok(());
    }
    if size >= sizeable {
        sift.own(&sized("large-object", Weight::Note), &added.path, added.commit, Some(added.id));
    }
    match objects.read(added.id) {
        Ok(object) => sift_one(added, object.data(), sift),
        // What was not looked into is not let pass.
        Err(error) if error.class() == ErrorClass::NoMemory => {
            sift.own(&sized("object-not-read", Weight::Hold), &added.path, added.commit, Some(added.id));
        }
        Err(error) => return Err(error),
    }
    Ok(())
}

fn sift_one(added: &Added, bytes: &[u8], sift: &mut Sift<'_>) {
    if bytes.len() <= LONGEST_POINTER && bytes.starts_with(POINTER) {
        sift.large_file();
    }
    if added.path.rsplit('/').next() == Some(".gitmodules") {
        for (line, address) in place::unreachable(bytes) {
            let own = Own {
                kind: SightingKind::InternalAddress,
                rule: "submodule-address",
                weight: Weight::Note,
                subject: &address,
                line: Some(line),
            };
            sift.own(&own, &added.path, added.commit, Some(added.id));
        }
    }
    sift.file(&added.path, bytes, added.commit, added.id);
}
