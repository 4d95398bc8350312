//! The wiki of a project: a repository beside its own, copied beside its copies.
//!
//! No project of its own: it has no page and no licence apart, and follows the project in everything.

use super::{MirrorRecord, ProjectRecord, ProjectState, SourceProject};

impl ProjectRecord {
    /// The wiki as a repository to be copied: fetched from its own address, with copies, names and a
    /// gate report of its own, kept under the project's number negated, which no project has. Whoever
    /// asks the forge, or the log of decisions, still asks about the project.
    #[must_use]
    pub fn wiki(&self) -> Self {
        let source = SourceProject {
            clone_url: self.source.wiki_url.clone().unwrap_or_default(),
            description: None,
            default_branch: None,
            ..self.source.clone()
        };
        Self {
            number: -self.number,
            aliases: self.aliases.clone(),
            state: ProjectState::Published,
            mirrors: self.wiki_mirrors.clone(),
            published_at: self.published_at,
            collected_at: self.collected_at,
            cleaned_up: self.wiki_cleaned_up,
            ..Self::discovered(source)
        }
    }

    /// Whether this is the wiki of a project, as [`ProjectRecord::wiki`] gives it.
    #[must_use]
    pub fn is_wiki(&self) -> bool {
        self.number < 0
    }

    /// By what the copies of it are known on a host: the project's key, or that of its wiki.
    #[must_use]
    pub fn mark(&self) -> String {
        let ending = if self.is_wiki() { ".wiki" } else { "" };
        format!("{}{ending}", self.source.key)
    }

    /// Every copy: of the project, and of its wiki.
    pub fn all_mirrors(&self) -> impl Iterator<Item = &MirrorRecord> {
        self.mirrors.iter().chain(&self.wiki_mirrors)
    }
}
