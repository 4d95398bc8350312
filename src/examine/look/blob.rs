//! Reads new blobs, in the order in which they lie on disk, so that what one was packed against is
//! still at hand for the next.
//!
//! Judges sizes, pointers to large files and addresses of submodules; must not know any rule.

use std::collections::HashMap;

use git2::{Error, Odb, Oid, Repository};
use glane_catalog::model::{SightingKind, Weight};

use super::added::Added;
use super::sift::{Own, Sift};
use super::{large, place};
use crate::examine::pointer::LargeFile;

/// Below this many, their order on disk is not worth asking for.
const FEW: usize = 500;
/// Bytes from which an object that cannot be read may be too much for the memory there is.
const LARGE: usize = 8 << 20;

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
    match objects.read(added.id) {
        Ok(object) => {
            let too_large = sized(added, object.len() as u64, sift);
            if !too_large {
                sift_one(added, object.data(), sift);
            }
            Ok(())
        }
        // More than fits in the memory there is: only its size is asked. To ask it of every object
        // would cost a quarter of the time.
        Err(error) => {
            let (size, _) = objects.read_header(added.id)?;
            if size < LARGE {
                return Err(error);
            }
            if !sized(added, size as u64, sift) {
                // What was not looked into is not let pass.
                let id = added.id.to_string();
                sift.own(
                    &Own { subject: &id, ..of_size("object-not-read", Weight::Hold) },
                    &added.path,
                    added.commit,
                    Some(added.id),
                );
            }
            Ok(())
        }
    }
}

/// Notes an object that is large; whether it is too large for any host.
fn sized(added: &Added, size: u64, sift: &mut Sift<'_>) -> bool {
    let (largest, sizeable) = sift.sizes();
    let (rule, weight) = match size {
        _ if size > largest => ("object-too-large", Weight::Hold),
        _ if size >= sizeable => ("large-object", Weight::Note),
        _ => return false,
    };
    sift.own(&of_size(rule, weight), &added.path, added.commit, Some(added.id));
    size > largest
}

fn of_size(rule: &'static str, weight: Weight) -> Own<'static> {
    Own { kind: SightingKind::Size, rule, weight, subject: "", line: None }
}

fn sift_one(added: &Added, bytes: &[u8], sift: &mut Sift<'_>) {
    if let Some(file) = LargeFile::named_by(bytes) {
        sift.large_file();
        if let Some(folder) = sift.large_files() {
            large::look(folder, added, &file, sift);
        }
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
