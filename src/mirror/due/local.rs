//! What the repositories on this machine's disk say: read in this process, without a git program.
//!
//! Whatever cannot be read is no answer, and leads to a look.

use std::path::Path;

use glane_catalog::model::{ProjectState, SourceProject};
use glane_store::Standing;

use crate::forge;
use crate::layout::Layout;
use crate::mirror::pass::{self, Context};
use crate::mirror::references::{self, References};
use crate::mirror::sight;

/// What the disk says of a project.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Disk {
    /// The source is here, and what was last examined; the copies that are here equal it.
    Same,
    /// Source or copies are here and are not what they should be, or cannot be read.
    Differs,
    /// The source is elsewhere; the copies that are here are what they should be.
    Elsewhere,
}

/// Reads the source, the public copy and every host's copy, as far as they lie on this disk.
pub(in crate::mirror) fn disk(context: &Context, standing: &Standing, source: &SourceProject) -> Disk {
    let local = forge::local_path(&source.clone_url);
    let is_same = |place: &Path| {
        references::named_by_folder(place)
            .is_some_and(|found| standing.seen_digest.as_deref() == Some(&pass::seen(&found)))
    };
    if local.as_deref().is_some_and(|place| !is_same(place)) || !copies_are_equal(context, standing) {
        return Disk::Differs;
    }
    if local.is_some() { Disk::Same } else { Disk::Elsewhere }
}

/// Whether the copies on this disk equal the public one. Of what is not published nothing is expected.
fn copies_are_equal(context: &Context, standing: &Standing) -> bool {
    if standing.state != ProjectState::Published {
        return true;
    }
    let here: Vec<_> = context
        .hosts
        .iter()
        .filter_map(|host| {
            let mirror = standing.mirrors.iter().find(|mirror| mirror.host == *host.id())?;
            host.on_disk(&mirror.name)
        })
        .collect();
    let public = Layout::of(&context.data, &standing.source.key.forge, standing.number).public;
    let Some(wanted) = present(&public) else { return false };
    here.iter().all(|copy| present(copy).is_some_and(|found| found.ids == wanted.ids))
}

fn present(place: &Path) -> Option<References> {
    sight::references(place)
        .or_else(|| references::read(&git2::Repository::open_bare(place).ok()?, "refs/").ok())
}
