//! Which of the listed projects are wanted, by what the forge says of them: for every kind of forge.
//!
//! Stands before a forge and drops from its listings; one project asked for by id is never dropped.

use std::time::Duration;

use async_trait::async_trait;
use glane_catalog::model::{ForgeId, ProjectKey, SourceProject};
use jiff::{SignedDuration, Timestamp};

use super::{Answers, Checked, Forge, ForgeError, Listing, Release, Tickets};
use crate::clock::Clock;
use crate::config::Choice;

/// A forge of which only a choice is listed.
pub(super) struct Chosen {
    forge: Box<dyn Forge>,
    choice: Choice,
    clock: Clock,
}

impl Chosen {
    /// A forge seen through a choice.
    pub(super) fn new(forge: Box<dyn Forge>, choice: Choice, clock: Clock) -> Self {
        Self { forge, choice, clock }
    }
}

#[async_trait]
impl Forge for Chosen {
    fn id(&self) -> &ForgeId {
        self.forge.id()
    }

    async fn list(&self, answers: &dyn Answers) -> Result<Listing, ForgeError> {
        let mut listing = self.forge.list(answers).await?;
        let now = self.clock.now();
        listing.projects.retain(|project| wants(&self.choice, project, now));
        Ok(listing)
    }

    async fn project(&self, key: &ProjectKey) -> Result<Option<SourceProject>, ForgeError> {
        self.forge.project(key).await
    }

    async fn releases(&self, key: &ProjectKey) -> Result<Vec<Release>, ForgeError> {
        self.forge.releases(key).await
    }

    async fn tickets(&self, key: &ProjectKey, since: Timestamp) -> Result<Tickets, ForgeError> {
        self.forge.tickets(key, since).await
    }

    async fn tell_owner(&self, key: &ProjectKey, title: &str, text: &str) -> Result<String, ForgeError> {
        self.forge.tell_owner(key, title, text).await
    }

    async fn check(&self) -> Result<Checked, ForgeError> {
        self.forge.check().await
    }
}

/// Whether a project is wanted. What the forge does not say never leaves a project out.
fn wants(choice: &Choice, project: &SourceProject, now: Timestamp) -> bool {
    let bears = |topics: &[String]| {
        let same =
            |wanted: &String| project.topics.iter().any(|has| has.to_lowercase() == wanted.to_lowercase());
        topics.iter().any(same)
    };
    let is_idle = |within: Duration| {
        let within = SignedDuration::try_from(within).unwrap_or(SignedDuration::MAX);
        project.last_activity_at.is_some_and(|last| now.duration_since(last) > within)
    };
    (choice.topics.is_empty() || bears(&choice.topics))
        && !bears(&choice.without_topics)
        && !(choice.skip_archived && project.archived)
        && !(choice.skip_forks && project.fork_of.is_some())
        && !choice.active_within.is_some_and(is_idle)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn project() -> SourceProject {
        SourceProject {
            topics: vec!["Maths".to_owned(), "cycle-3".to_owned()],
            last_activity_at: Some("2026-01-01T00:00:00Z".parse().unwrap()),
            ..SourceProject::public("mim:7".parse().unwrap(), "g/site")
        }
    }

    fn wanted(choice: &Choice, change: impl FnOnce(&mut SourceProject)) -> bool {
        let mut project = project();
        change(&mut project);
        wants(choice, &project, "2026-01-31T00:00:00Z".parse().unwrap())
    }

    fn list(topics: &[&str]) -> Vec<String> {
        topics.iter().map(|topic| (*topic).to_owned()).collect()
    }

    #[test]
    fn topics_are_compared_without_case_and_exclusion_wins() {
        let with = |topics: &[&str], without: &[&str]| Choice {
            topics: list(topics),
            without_topics: list(without),
            ..Choice::default()
        };
        assert!(wanted(&with(&["maths"], &[]), |_| {}));
        assert!(wanted(&with(&[], &["physique"]), |_| {}));
        assert!(!wanted(&with(&["physique"], &[]), |_| {}));
        assert!(!wanted(&with(&["maths"], &["CYCLE-3"]), |_| {}));
        assert!(wanted(&Choice::default(), |project| project.topics.clear()));
    }

    #[test]
    fn archived_projects_and_forks_are_left_out_when_asked() {
        let archived = Choice { skip_archived: true, ..Choice::default() };
        let forks = Choice { skip_forks: true, ..Choice::default() };
        assert!(wanted(&archived, |project| project.fork_of = Some("a/b".to_owned())));
        assert!(!wanted(&archived, |project| project.archived = true));
        assert!(wanted(&forks, |project| project.archived = true));
        assert!(!wanted(&forks, |project| project.fork_of = Some("a/b".to_owned())));
    }

    #[test]
    fn idle_is_who_did_nothing_for_longer() {
        // From 1 January to 31 January are 30 days.
        let days = |days: u64| Choice {
            active_within: Some(Duration::from_secs(days * 86_400)),
            ..Choice::default()
        };
        assert!(wanted(&days(30), |_| {}));
        assert!(!wanted(&days(29), |_| {}));
        assert!(wanted(&days(29), |project| project.last_activity_at = None), "silence leaves nothing out");
        let ever = Choice { active_within: Some(Duration::MAX), ..Choice::default() };
        assert!(wanted(&ever, |_| {}));
    }
}
