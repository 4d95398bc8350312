//! By which tests and the demo change and read a running forge: what it says of repositories.
//!
//! Must not answer requests.

mod besides;
mod history;
mod script;

use std::path::PathBuf;

use crate::Error;
use crate::project::{Dialect, Project};
use crate::spec::{Repository, Visibility};
use crate::state::{Found, Shared};

/// A hold on a running forge; clones share it. Calls that run git take some milliseconds.
///
/// Repositories are named by their present path.
#[derive(Clone)]
pub struct Handle {
    shared: Shared,
}

impl Handle {
    pub(crate) fn new(shared: Shared) -> Self {
        Self { shared }
    }

    /// `http://127.0.0.1:port`.
    #[must_use]
    pub fn url(&self) -> &str {
        &self.shared.base
    }

    /// Adds a repository to the GitLab dialect.
    ///
    /// # Errors
    /// When git refuses it, or its path or id is taken.
    pub fn add(&self, repository: &Repository) -> Result<(), Error> {
        self.shared.build(repository, Dialect::GitLab)
    }

    /// Adds a repository to the Forgejo dialect, which has no sub-groups: its path is `owner/name`.
    ///
    /// # Errors
    /// When git refuses it, or its path or id is taken.
    pub fn add_forgejo(&self, repository: &Repository) -> Result<(), Error> {
        self.shared.build(repository, Dialect::Forgejo)
    }

    pub(crate) fn add_groups(&self, groups: &[String], organisations: Vec<String>) {
        let mut state = self.shared.lock();
        groups.iter().for_each(|group| state.register_groups(group));
        state.forgejo_organisations.extend(organisations);
    }

    /// Makes an owner of the Forgejo dialect visible to people with an account only.
    pub fn limit_owner(&self, name: &str) {
        self.shared.lock().limited.push(name.to_lowercase());
    }

    /// From now on GitLab keeps deleted projects for some days, under another path.
    pub fn delay_deletion(&self) {
        self.shared.lock().delays_deletion = true;
    }

    /// Says that the forge itself pulls it from elsewhere.
    ///
    /// # Errors
    /// [`Error::Unknown`].
    pub fn set_mirror(&self, path: &str) -> Result<(), Error> {
        self.change(path, |project| project.mirror = true)
    }

    /// Protects these branches, as GitLab does with a default branch.
    ///
    /// # Errors
    /// [`Error::Unknown`].
    pub fn protect_branches(&self, path: &str, branches: &[&str]) -> Result<(), Error> {
        let project = self.project(path)?;
        self.shared.protect(&project, branches.iter().map(|&branch| branch.to_owned()).collect());
        Ok(())
    }

    /// Adds a release as the API gives it (`tag_name`, `name`, `body` …); it is the newest.
    ///
    /// # Errors
    /// [`Error::Unknown`].
    pub fn add_release(&self, path: &str, release: serde_json::Value) -> Result<(), Error> {
        self.change(path, |project| project.releases.insert(0, release))
    }

    /// Adds a repository to the GitHub dialect.
    ///
    /// # Errors
    /// When git refuses it, or its path or id is taken.
    pub fn add_on_github(&self, repository: &Repository) -> Result<(), Error> {
        self.shared.build(repository, Dialect::GitHub)
    }

    pub(crate) fn add_organisations(&self, names: Vec<String>) {
        self.shared.lock().organisations.extend(names);
    }

    /// Present paths of all repositories of both dialects, by id.
    #[must_use]
    pub fn paths(&self) -> Vec<String> {
        self.shared.lock().projects.values().map(|project| project.path.clone()).collect()
    }

    /// Where the bare repository lies.
    ///
    /// # Errors
    /// [`Error::Unknown`].
    pub fn directory(&self, path: &str) -> Result<PathBuf, Error> {
        Ok(self.project(path)?.directory)
    }

    /// What the forge says of a repository.
    ///
    /// # Errors
    /// [`Error::Unknown`].
    pub fn about(&self, path: &str) -> Result<About, Error> {
        let project = self.project(path)?;
        Ok(About {
            id: project.id,
            description: project.description,
            homepage: project.homepage,
            visibility: project.visibility,
            archived: project.archived,
            topics: project.topics,
            default_branch: project.default_branch,
            off: project.off.into_iter().collect(),
            protected: project.protected.unwrap_or_default().into_iter().collect(),
            releases: project.releases.len(),
        })
    }

    /// Changes who may see it.
    ///
    /// # Errors
    /// [`Error::Unknown`].
    pub fn set_visibility(&self, path: &str, visibility: Visibility) -> Result<(), Error> {
        self.change(path, |project| project.visibility = visibility)
    }

    /// Makes it read-only, or not.
    ///
    /// # Errors
    /// [`Error::Unknown`].
    pub fn set_archived(&self, path: &str, archived: bool) -> Result<(), Error> {
        self.change(path, |project| project.archived = archived)
    }

    /// Changes its description.
    ///
    /// # Errors
    /// [`Error::Unknown`].
    pub fn set_description(&self, path: &str, description: &str) -> Result<(), Error> {
        self.change(path, |project| project.description = Some(description.to_owned()))
    }

    /// Changes its topics.
    ///
    /// # Errors
    /// [`Error::Unknown`].
    pub fn set_topics(&self, path: &str, topics: &[&str]) -> Result<(), Error> {
        self.change(path, |project| project.topics = topics.iter().map(|&topic| topic.to_owned()).collect())
    }

    /// Changes GitLab's access level of the repository: `enabled`, `private` or `disabled`.
    ///
    /// # Errors
    /// [`Error::Unknown`].
    pub fn set_repository_access(&self, path: &str, level: &str) -> Result<(), Error> {
        self.change(path, |project| level.clone_into(&mut project.repository_access))
    }

    /// Changes GitLab's import status: `none`, `scheduled`, `started`, `finished` or `failed`.
    ///
    /// # Errors
    /// [`Error::Unknown`].
    pub fn set_import_status(&self, path: &str, status: &str) -> Result<(), Error> {
        self.change(path, |project| status.clone_into(&mut project.import_status))
    }

    /// Moves it; the former path redirects, for the APIs and for git.
    ///
    /// # Errors
    /// [`Error::Unknown`], and [`Error::Duplicate`] when another one stands there.
    pub fn rename(&self, path: &str, to: &str) -> Result<(), Error> {
        let id = self.project(path)?.id;
        let mut state = self.shared.lock();
        if matches!(state.at(to), Some(Found::Here(other)) if other.id != id) {
            return Err(Error::Duplicate(to.to_owned()));
        }
        state.rename(id, to);
        Ok(())
    }

    /// Deletes it, on disk too.
    ///
    /// # Errors
    /// [`Error::Unknown`], or when its directory cannot be removed.
    pub fn delete(&self, path: &str) -> Result<(), Error> {
        let id = self.project(path)?.id;
        let Some(project) = self.shared.lock().remove(id) else {
            return Err(Error::Unknown(path.to_owned()));
        };
        std::fs::remove_dir_all(&project.directory).map_err(Error::io(project.directory.display()))
    }

    fn project(&self, path: &str) -> Result<Project, Error> {
        match self.shared.lock().at(path) {
            Some(Found::Here(project)) => Ok(project),
            _ => Err(Error::Unknown(path.to_owned())),
        }
    }

    fn change(&self, path: &str, change: impl FnOnce(&mut Project)) -> Result<(), Error> {
        let id = self.project(path)?.id;
        let mut state = self.shared.lock();
        state.projects.get_mut(&id).map(change).ok_or_else(|| Error::Unknown(path.to_owned()))
    }
}

/// What the forge says of a repository at this moment.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct About {
    /// Numeric id.
    pub id: u64,
    /// Description.
    pub description: Option<String>,
    /// Home page (GitHub dialect).
    pub homepage: Option<String>,
    /// Who may see it.
    pub visibility: Visibility,
    /// Read-only.
    pub archived: bool,
    /// Topics.
    pub topics: Vec<String>,
    /// Short name of the default branch.
    pub default_branch: String,
    /// Features that were switched off (GitLab and Forgejo dialects).
    pub off: Vec<String>,
    /// Branches that are protected (GitLab dialect).
    pub protected: Vec<String>,
    /// Number of releases.
    pub releases: usize,
}
