//! What a complete listing no longer names: each project is asked for, and a loss that looks like an
//! accident is not believed.
//!
//! Writes nothing.

use std::collections::HashSet;

use glane_catalog::model::{ForgeId, ProjectKey, ProjectState, Reason, ReasonCode, Visibility};
use glane_store::Standing;

use super::is_named;
use super::known::Known;
use crate::forge::{Forge, Listing};
use crate::mirror::git::is_local;

/// A project that was known and is not listed, and of which its source gave an answer.
pub(super) struct Absent {
    pub(super) key: ProjectKey,
    /// Gone or no longer public; otherwise it is public and the configuration leaves it out.
    pub(super) is_gone: bool,
}

/// How many projects on this machine's disk were known, and how many of them are gone.
///
/// A forge on the network says of each project that no stranger may see it, and has to be believed,
/// or what became private would stay on the pages. A directory says nothing: it may not be mounted.
#[derive(Debug, Clone, Copy, Default)]
struct Losses {
    known: u64,
    gone: u64,
}

/// Asks for the projects that are not listed; with `only`, for the one of this path or id. None are
/// given, and the doubt instead, when so much is gone that it is not believed.
pub(super) async fn look(
    forge: &dyn Forge,
    listing: &Listing,
    known: &Known,
    only: Option<&str>,
) -> (Vec<Absent>, Option<Reason>) {
    let listed: HashSet<&str> = listing.projects.iter().map(|project| project.key.id.as_str()).collect();
    let (mut absent, mut losses) = (Vec::new(), Losses::default());
    for standing in known.standings.values().filter(|standing| !is_away(standing)) {
        let (source, on_disk) = (&standing.source, is_local(&standing.source.clone_url));
        losses.known += u64::from(on_disk);
        if listed.contains(source.key.id.as_str()) || only.is_some_and(|only| !is_named(source, only)) {
            continue;
        }
        // Not knowing is no reason to change anything.
        let Ok(now) = forge.project(&source.key).await else { continue };
        let is_gone = now.is_none_or(|now| now.visibility != Visibility::Public);
        losses.gone += u64::from(on_disk && is_gone);
        absent.push(Absent { key: source.key.clone(), is_gone });
    }
    // Whoever names a project has looked.
    let believed =
        if only.is_some() { Ok(()) } else { losses.believe(forge.id(), listing.projects.is_empty()) };
    match believed {
        Ok(()) => (absent, None),
        // Nothing is concluded from what is missing; what is there goes on.
        Err(doubt) => (Vec::new(), Some(doubt)),
    }
}

/// Whether a project left the pages before.
fn is_away(standing: &Standing) -> bool {
    standing.state == ProjectState::Withdrawn
        || standing.reasons.first().is_some_and(|reason| reason.code == ReasonCode::Excluded)
}

impl Losses {
    /// Doubts a directory that is suddenly empty, or has lost more than five projects and more than
    /// a fifth of them.
    fn believe(self, forge: &ForgeId, is_empty: bool) -> Result<(), Reason> {
        let Self { known, gone } = self;
        let emptied = is_empty && gone > 0 && gone == known;
        if !emptied && (gone <= 5 || gone * 5 <= known) {
            return Ok(());
        }
        Err(Reason::new(
            ReasonCode::SourceUnreachable,
            format!(
                "{gone} of the {known} projects known of forge \"{forge}\" are gone from its directory, as when a disk \
                 is not mounted: bring them back; for each that was removed on purpose, run glane sync --forge \
                 {forge} --project PATH, until few enough are left"
            ),
        ))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_loss_is_doubted_when_all_or_more_than_five_and_a_fifth_are_gone() {
        let forge = ForgeId::new("disque").unwrap();
        let believed = |known, gone, is_empty| Losses { known, gone }.believe(&forge, is_empty).is_ok();
        for (known, gone, is_empty, expected) in [
            (0, 0, true, true),
            (1, 1, true, false),
            (1, 1, false, true),
            (10, 2, true, true),
            (10, 5, false, true),
            (10, 6, false, false),
            (30, 6, false, true),
            (29, 6, false, false),
        ] {
            assert_eq!(believed(known, gone, is_empty), expected, "{gone} of {known}, empty: {is_empty}");
        }
        let reason = Losses { known: 12, gone: 12 }.believe(&forge, true).unwrap_err();
        assert_eq!(reason.code, ReasonCode::SourceUnreachable);
        assert!(
            reason.message.contains("12 of the 12") && reason.message.contains("--forge disque --project")
        );
    }
}
