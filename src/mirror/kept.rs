//! What people decided of references: those put back from the archive, and clean-ups of a source.
//!
//! Reads the log of decisions; must not move a reference.

use std::collections::BTreeMap;
use std::path::Path;

use glane_catalog::model::{Decision, DecisionKind, ProjectRecord};
use glane_store::StoreError;

use super::pass::Context;
use super::public::stands_in_the_way;
use super::references::References;
use crate::layout::Layout;

/// What was decided of one project's references.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Decided {
    /// References put back from the archive, which stay though the source has them no longer.
    pub kept: BTreeMap<String, String>,
    /// Where each of these ids stands in the archive.
    places: BTreeMap<String, String>,
    /// Whether deletions pass at once, whatever their number.
    pub allows_deletions: bool,
    /// Number of the last clean-up that was declared, while the public copy has yet to follow it.
    pub clean_up: Option<i64>,
}

/// Reads what was decided of a project's references.
///
/// # Errors
/// When the store fails.
pub async fn decided(
    context: &Context,
    project: &ProjectRecord,
    layout: &Layout,
) -> Result<Decided, StoreError> {
    let source = &project.source;
    let named =
        context.allow_deletions.as_ref().is_some_and(|only| *only == source.path || *only == source.key.id);
    let decisions = context.store.decisions(Some(&source.key)).await?;
    let mut decided = Decided::of(&decisions, project.cleaned_up);
    decided.allows_deletions |= named;
    if !decided.kept.is_empty() {
        tokio::task::block_in_place(|| decided.find(&layout.intake));
    }
    Ok(decided)
}

impl Decided {
    /// What a log of decisions says; a clean-up holds until the public copy has followed it.
    fn of(decisions: &[Decision], followed: Option<i64>) -> Self {
        let mut decided = Self::default();
        for decision in decisions {
            match decision.kind {
                DecisionKind::Restore => {
                    let pair = decision.subject.as_deref().and_then(|subject| subject.rsplit_once(' '));
                    decided.kept.extend(pair.map(|(name, id)| (name.to_owned(), id.to_owned())));
                }
                DecisionKind::CleanUp if followed.is_none_or(|number| decision.number > number) => {
                    decided.allows_deletions = true;
                    decided.clean_up = Some(decision.number);
                }
                _ => {}
            }
        }
        decided
    }

    /// Finds what was put back in the archive; what was purged there meanwhile is not put back.
    fn find(&mut self, intake: &Path) {
        if let Ok(intake) = git2::Repository::open_bare(intake)
            && let Ok(archived) = intake.references_glob("refs/archive/*")
        {
            for reference in archived.flatten() {
                if let (Some(id), Ok(name)) = (reference.target(), reference.name()) {
                    self.places.insert(id.to_string(), name.to_owned());
                }
            }
        }
        let Self { kept, places, .. } = self;
        kept.retain(|_, id| places.contains_key(id));
    }

    /// How git brings what was put back, of those that are wanted, from the archive to a public copy.
    #[must_use]
    pub fn specifications(&self, wanted: &References) -> Vec<String> {
        let of = |(name, id): (&String, &String)| Some(format!("+{}:{name}", self.places.get(id)?));
        self.kept.iter().filter(|(name, id)| wanted.ids.get(*name) == Some(id)).filter_map(of).collect()
    }

    /// What the copies shall hold: what the source has, and what was put back beside it.
    #[must_use]
    pub fn with_kept(&self, source: &References) -> References {
        let mut wanted = source.clone();
        for (name, id) in &self.kept {
            if !source.ids.contains_key(name) && !stands_in_the_way(name, &source.ids) {
                wanted.ids.insert(name.clone(), id.clone());
            }
        }
        wanted
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn decision(kind: DecisionKind, subject: Option<&str>, second: i64) -> Decision {
        let at = jiff::Timestamp::from_second(second).unwrap();
        let subject = subject.map(str::to_owned);
        Decision { number: 0, kind, project: None, subject, by: "a".into(), reason: "b".into(), at }
    }

    #[test]
    fn what_was_put_back_stays_beside_the_source_and_never_in_its_way() {
        let restored = ["refs/heads/ancien 2", "refs/heads/main 2", "refs/heads/main/x 2"];
        let log: Vec<_> =
            restored.iter().map(|subject| decision(DecisionKind::Restore, Some(subject), 0)).collect();
        let source = References {
            ids: [("refs/heads/main".to_owned(), "1".to_owned())].into(),
            ..References::default()
        };
        let wanted = Decided::of(&log, None).with_kept(&source);
        let expected = [
            ("refs/heads/ancien".to_owned(), "2".to_owned()),
            ("refs/heads/main".to_owned(), "1".to_owned()),
        ];
        assert_eq!(wanted.ids.into_iter().collect::<Vec<_>>(), expected);
    }

    #[test]
    fn a_clean_up_holds_until_it_was_followed_whenever_that_is() {
        let declared = |number| Decision { number, ..decision(DecisionKind::CleanUp, None, 100) };
        let log = [declared(4), declared(7)];
        let open = |followed| Decided::of(&log, followed).clean_up;
        assert_eq!([open(None), open(Some(4)), open(Some(7))], [Some(7), Some(7), None]);
        assert!(Decided::of(&log, Some(4)).allows_deletions && !Decided::of(&log, Some(7)).allows_deletions);
    }
}
