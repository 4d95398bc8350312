//! What came of a copy: its record, and the reserves that stop nothing.
//!
//! Must not talk to a host.

use glane_catalog::model::{MirrorRecord, ProjectRecord, Reason, ReasonCode};
use jiff::Timestamp;

use super::{Copied, dress};
use crate::forge::{Dress, Host, Target};
use crate::mirror::listed;
use crate::mirror::push::{Plan, Pushed};
use crate::mirror::references::References;

/// How a copy was found and left.
pub(super) struct Left<'a> {
    pub(super) plan: &'a Plan,
    pub(super) wanted: &'a References,
    /// What the host holds now.
    pub(super) after: &'a References,
    pub(super) dress: &'a Dress,
    /// Whether the host took all of the dress.
    pub(super) dressed: bool,
    /// Address that anyone can open.
    pub(super) url: Option<String>,
    /// What the host's overview said before the copy was compared.
    pub(super) state: Option<String>,
    /// When the difference was seen.
    pub(super) seen: Timestamp,
}

impl Left<'_> {
    /// How many references the copy should have, and how many it has.
    fn count(&self) -> (u64, u64) {
        let has = |(name, id): &(&String, &String)| self.after.ids.get(*name) == Some(*id);
        let equal = self.wanted.ids.iter().filter(has).count() as u64;
        // What should be gone and is not makes the copy as different as what should be there and is not.
        let stays = self.plan.deletions.iter().filter(|change| self.after.ids.contains_key(&change.name));
        (self.wanted.ids.len() as u64 + stays.count() as u64, equal)
    }

    /// Whether the copy has what it should, and nothing that should be gone.
    pub(super) fn is_faithful(&self) -> bool {
        let (expected, equal) = self.count();
        expected == equal
    }

    /// Writes the copy's record into its project's.
    pub(super) fn note(self, project: &mut ProjectRecord, host: &dyn Host, target: &Target, now: Timestamp) {
        let (refs_expected, refs_equal) = self.count();
        let former = project.mirrors.iter().position(|mirror| mirror.host == *host.id());
        let before = former.map(|place| &project.mirrors[place]);
        // The two instants belong to the last push: what is found equal again later is no new delay.
        let kept = before.filter(|mirror| self.plan.is_empty() && mirror.verified_at.is_some());
        let (verified_at, changed_at) = match kept {
            Some(mirror) => (mirror.verified_at, mirror.changed_at),
            None => (Some(now), Some(self.seen).filter(|_| !self.plan.is_empty())),
        };
        let cleaned_up = before.and_then(|mirror| mirror.cleaned_up);
        let mirror = MirrorRecord {
            host: host.id().clone(),
            name: target.name.clone(),
            url: self.url,
            verified_at,
            changed_at,
            compared_at: Some(now),
            dressed: self.dressed,
            refs_expected,
            refs_equal,
            // What was pushed or dressed meanwhile has changed what the overview will say.
            host_state: self.state.filter(|_| self.plan.is_empty()),
            refs_digest: Some(self.wanted.digest()),
            dress_digest: Some(dress::digest(self.dress)),
            archived: self.dress.archived,
            cleaned_up,
        };
        match former {
            Some(place) => project.mirrors[place] = mirror,
            None => project.mirrors.push(mirror),
        }
    }
}

/// Counts what moved and puts the refusals into words.
pub(super) fn sum(plan: &Plan, pushed: &Pushed) -> Copied {
    let mut copied = Copied::default();
    for change in plan.first.iter().chain(&plan.deletions).chain(&plan.rest) {
        if !pushed.acknowledged.contains_key(&change.name) {
            continue;
        }
        match (&change.old, &change.new) {
            (_, None) => copied.refs.deleted += 1,
            (None, Some(_)) => copied.refs.created += 1,
            (Some(_), Some(_)) => copied.refs.updated += 1,
        }
    }
    copied.refs.rejected = pushed.rejected.len() as u64;
    copied.reserves.extend(refused(pushed));
    copied.conflict = (!plan.conflicts.is_empty()).then(|| {
        Reason::new(
            ReasonCode::HostDiverged,
            format!(
                "the copy holds commits that do not come from here, left as they are: {}; bring them back to the \
                 source, or remove them from the copy",
                listed(&plan.conflicts)
            ),
        )
    });
    copied
}

/// One reserve for each cause the host gave.
fn refused(pushed: &Pushed) -> Vec<Reason> {
    let mut causes: Vec<(ReasonCode, Option<&str>, Vec<String>)> = Vec::new();
    for refusal in &pushed.rejected {
        let cause = refusal.cause.as_ref().map(|cause| (cause.code, cause.message.as_str()));
        let (code, remedy) = match cause {
            Some((code, remedy)) => (code, Some(remedy)),
            None => (ReasonCode::ReferencesRejected, None),
        };
        let named = format!("{} ({})", refusal.name, refusal.said);
        match causes.iter_mut().find(|known| (known.0, known.1) == (code, remedy)) {
            Some(known) => known.2.push(named),
            None => causes.push((code, remedy, vec![named])),
        }
    }
    let words = |(code, remedy, names): (ReasonCode, Option<&str>, Vec<String>)| {
        let remedy = remedy.map(|remedy| format!(": {remedy}")).unwrap_or_default();
        Reason::new(code, format!("the host refused {}{remedy}", listed(&names)))
    };
    causes.into_iter().map(words).collect()
}
