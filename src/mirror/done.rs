//! Whether a project whose source is the same needs nothing: the public copy and every host's hold
//! and say what they shall.
//!
//! A copy on this machine's disk is read; one elsewhere is compared once a day, or known by the
//! host's own overview. Must not change a copy.

use std::path::Path;

use glane_catalog::model::{MirrorRecord, ProjectRecord, ProjectState};

use super::copy::{clean_up, dress};
use super::pass::Context;
use super::references::{self, References};
use crate::forge::Host;
use crate::layout::Layout;

/// Seconds after which a copy on a host that is elsewhere is compared again.
const COMPARED_EVERY: i64 = 24 * 3600;

/// Whether nothing need be done. A copy that its host's overview shows unchanged is noted as compared.
pub(super) async fn is_done(
    context: &Context,
    project: &mut ProjectRecord,
    layout: &Layout,
    wanted: &References,
) -> bool {
    let may_be = project.state == ProjectState::Published && project.pending.is_none();
    if !may_be || !tokio::task::block_in_place(|| holds(&layout.public, wanted)) {
        return false;
    }
    for host in context.hosts_of(&project.source.key.forge) {
        if !is_current(context, project, host, wanted).await {
            return false;
        }
    }
    true
}

/// Whether one copy is as the last pass left it, and was left as it shall be.
pub(super) async fn is_current(
    context: &Context,
    project: &mut ProjectRecord,
    host: &dyn Host,
    wanted: &References,
) -> bool {
    let dressed_in = dress::digest(&dress::of(project, wanted));
    let Some(place) = project.mirrors.iter().position(|mirror| mirror.host == *host.id()) else {
        return false;
    };
    let mirror = &project.mirrors[place];
    if !was_left_so(mirror, wanted, &dressed_in) || !clean_up::is_followed(project, mirror, host) {
        return false;
    }
    if let Some(folder) = host.on_disk(&mirror.name) {
        return tokio::task::block_in_place(|| holds(&folder, wanted));
    }
    let now = context.clock.now();
    if mirror.compared_at.is_some_and(|at| now.as_second() - at.as_second() < COMPARED_EVERY) {
        return true;
    }
    let Some(state) = &mirror.host_state else { return false };
    let seen = context.overviews.of(host, &mirror.name, now).await;
    let same = seen.is_some_and(|seen| seen.state == *state);
    if same {
        project.mirrors[place].compared_at = Some(now);
    }
    same
}

fn was_left_so(mirror: &MirrorRecord, wanted: &References, dressed_in: &str) -> bool {
    mirror.dressed
        && mirror.refs_equal == mirror.refs_expected
        && mirror.refs_digest.as_ref() == Some(&wanted.digest())
        && mirror.dress_digest.as_deref() == Some(dressed_in)
}

/// Whether a repository on disk holds these references; notes count where notes are copied.
fn holds(place: &Path, wanted: &References) -> bool {
    git2::Repository::open_bare(place)
        .and_then(|repository| references::read(&repository, "refs/"))
        .is_ok_and(|present| present.ids == wanted.ids)
}
