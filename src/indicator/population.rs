//! Whom the figures are about: the known public repositories, sorted once into classes.
//!
//! The classes are exclusive, so that their sum is the total.

use glane_catalog::model::{ForgeId, ProjectRecord, ProjectState, ReasonCode, Visibility};
use glane_catalog::vocabulary::licence_policy::Lists;
use glane_store::ForgeRow;
use jiff::Timestamp;

/// Everything the figures are computed from.
#[derive(Debug, Clone, Copy)]
pub struct World<'a> {
    /// Every project known; those that are not public count nowhere.
    pub projects: &'a [ProjectRecord],
    /// What is known of each forge's listings.
    pub forges: &'a [ForgeRow],
    /// What the operator adds to, or takes from, the policy on licences.
    pub lists: &'a Lists,
    /// The instant the figures are taken at.
    pub now: Timestamp,
}

/// Where a known public repository counts: in exactly one class, the first that fits.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Class {
    OptedOut,
    Empty,
    Fork,
    Archived,
    Eligible,
}

impl Class {
    pub(super) fn of(project: &ProjectRecord) -> Self {
        let because = |code: ReasonCode| project.reasons.iter().any(|reason| reason.code == code);
        let no_commit = project.latest().is_some_and(|found| found.commit.is_none());
        if project.state == ProjectState::Skipped && because(ReasonCode::Excluded) {
            Self::OptedOut
        } else if project.source.empty || no_commit || because(ReasonCode::Empty) {
            Self::Empty
        } else if project.source.fork_of.is_some() {
            Self::Fork
        } else if project.source.archived {
            Self::Archived
        } else {
            Self::Eligible
        }
    }
}

/// One forge, or all of them.
pub(super) struct Scope<'a> {
    /// The public repositories in it, each with its class.
    pub(super) known: Vec<(&'a ProjectRecord, Class)>,
    /// Its forges; one whose listing was never written is none.
    pub(super) forges: Vec<Option<&'a ForgeRow>>,
    pub(super) lists: &'a Lists,
    pub(super) now: Timestamp,
}

impl<'a> Scope<'a> {
    /// The scope of one forge, or of all.
    pub(super) fn new(world: &World<'a>, forge: Option<&ForgeId>) -> Self {
        let wanted = |id: &ForgeId| forge.is_none_or(|forge| forge == id);
        let known = world.projects.iter().filter(|project| wanted(&project.source.key.forge));
        let forges = forges(world).into_iter().filter(|id| wanted(id));
        Self {
            known: known.filter(|project| is_public(project)).map(|p| (p, Class::of(p))).collect(),
            forges: forges.map(|id| world.forges.iter().find(|row| row.forge == *id)).collect(),
            lists: world.lists,
            now: world.now,
        }
    }

    /// The eligible repositories.
    pub(super) fn eligible(&self) -> impl Iterator<Item = &'a ProjectRecord> {
        self.known.iter().filter(|(_, class)| *class == Class::Eligible).map(|(project, _)| *project)
    }

    /// How many are eligible.
    pub(super) fn eligible_count(&self) -> u64 {
        self.eligible().count() as u64
    }

    /// Whether any eligible repository was examined: else nothing can be said of their content.
    pub(super) fn is_examined(&self) -> bool {
        self.eligible().any(|project| project.latest().is_some())
    }

    /// Repositories whose content, or lack of it, is known.
    pub(super) fn collected_count(&self) -> u64 {
        self.known.iter().filter(|(project, _)| is_collected(project)).count() as u64
    }
}

/// Every forge that is declared or that a project comes from, by id.
pub(super) fn forges<'a>(world: &World<'a>) -> Vec<&'a ForgeId> {
    let of_projects = world.projects.iter().filter(|project| is_public(project));
    let mut ids: Vec<&ForgeId> = world.forges.iter().map(|row| &row.forge).collect();
    ids.extend(of_projects.map(|project| &project.source.key.forge));
    ids.sort_unstable();
    ids.dedup();
    ids
}

fn is_public(project: &ProjectRecord) -> bool {
    project.source.visibility == Visibility::Public && project.state != ProjectState::Withdrawn
}

fn is_collected(project: &ProjectRecord) -> bool {
    let judged =
        matches!(project.state, ProjectState::Published | ProjectState::Held | ProjectState::Skipped);
    judged || project.latest().is_some()
}
