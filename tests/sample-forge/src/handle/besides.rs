//! What a running forge's repositories have besides git: switches, releases, issues, Apps.
//!
//! Must not go through HTTP.

use super::Handle;
use crate::extras::{Issue, Release};
use crate::state::App;
use crate::{Error, build_repository};

impl Handle {
    /// Serves a web site from a GitHub repository, or no longer.
    ///
    /// # Errors
    /// [`Error::Unknown`].
    pub fn set_pages(&self, path: &str, on: bool) -> Result<(), Error> {
        self.change(path, |project| project.extras.pages = on)
    }

    /// Whether a web site is served from a GitHub repository, and whether its Actions may run.
    ///
    /// # Errors
    /// [`Error::Unknown`].
    pub fn pages_and_actions(&self, path: &str) -> Result<(bool, bool), Error> {
        let extras = self.project(path)?.extras;
        Ok((extras.pages, !extras.actions_off))
    }

    /// Lets the Actions of a GitHub repository run, or not.
    ///
    /// # Errors
    /// [`Error::Unknown`].
    pub fn set_actions(&self, path: &str, on: bool) -> Result<(), Error> {
        self.change(path, |project| project.extras.actions_off = !on)
    }

    /// Switches issues, wiki, projects and discussions of a GitHub repository.
    ///
    /// # Errors
    /// [`Error::Unknown`].
    pub fn set_tabs(&self, path: &str, on: bool) -> Result<(), Error> {
        self.change(path, |project| {
            project.has = [on; 3];
            project.extras.discussions = on;
        })
    }

    /// Whether any of issues, wiki, projects and discussions is on.
    ///
    /// # Errors
    /// [`Error::Unknown`].
    pub fn has_tabs(&self, path: &str) -> Result<bool, Error> {
        let project = self.project(path)?;
        Ok(project.extras.discussions || project.has.contains(&true))
    }

    /// From now on large files are said to be at this address, whatever it is.
    pub fn lead_large_files(&self, address: &str) {
        self.shared.lock().large_files_at = Some(address.to_owned());
    }

    /// Changes GitLab's access level of the wiki.
    ///
    /// # Errors
    /// [`Error::Unknown`].
    pub fn set_wiki_access(&self, path: &str, level: &str) -> Result<(), Error> {
        self.change(path, |project| project.extras.wiki_access = Some(level.to_owned()))
    }

    /// Writes pages of a wiki, making it with the first ones, by a stream of `git fast-import`.
    ///
    /// # Errors
    /// [`Error::Unknown`], or when git refuses the stream.
    pub fn write_wiki(&self, path: &str, stream: &[u8]) -> Result<(), Error> {
        let directory = self.project(path)?.wiki_directory();
        if !directory.exists() {
            build_repository::empty(&directory, "main")?;
        }
        build_repository::import(&directory, stream)
    }

    /// Where the wiki of a repository lies.
    ///
    /// # Errors
    /// [`Error::Unknown`].
    pub fn wiki_directory(&self, path: &str) -> Result<std::path::PathBuf, Error> {
        Ok(self.project(path)?.wiki_directory())
    }

    /// Adds a release with files to a GitHub repository; the last one added is the newest.
    ///
    /// # Errors
    /// [`Error::Unknown`].
    pub fn add_release_with_files(&self, path: &str, release: Release) -> Result<(), Error> {
        self.change(path, |project| project.extras.releases.push(release))
    }

    /// Its releases, oldest first.
    ///
    /// # Errors
    /// [`Error::Unknown`].
    pub fn releases(&self, path: &str) -> Result<Vec<Release>, Error> {
        Ok(self.project(path)?.extras.releases)
    }

    /// Adds an issue, as it stands with what was written to it.
    ///
    /// # Errors
    /// [`Error::Unknown`].
    pub fn add_issue(&self, path: &str, issue: Issue) -> Result<(), Error> {
        self.change(path, |project| project.extras.issues.push(issue))
    }

    /// Takes away the issues that are meant; the others are numbered anew.
    ///
    /// # Errors
    /// [`Error::Unknown`].
    pub fn remove_issues(&self, path: &str, meant: impl Fn(&Issue) -> bool) -> Result<(), Error> {
        self.change(path, |project| project.extras.issues.retain(|issue| !meant(issue)))
    }

    /// Its issues, oldest first.
    ///
    /// # Errors
    /// [`Error::Unknown`].
    pub fn issues(&self, path: &str) -> Result<Vec<Issue>, Error> {
        Ok(self.project(path)?.extras.issues)
    }

    /// Installs a GitHub App in an organisation; its tokens are said to hold for so many seconds.
    pub fn add_app(&self, id: u64, installation: u64, organisation: &str, lifetime: i64) {
        let organisation = organisation.to_owned();
        self.shared.lock().apps.push(App { id, installation, organisation, lifetime });
    }

    /// The signed statements by which Apps asked for tokens.
    #[must_use]
    pub fn statements(&self) -> Vec<String> {
        self.shared.lock().statements.clone()
    }

    /// Changes what a token is said to allow.
    pub fn set_token_scopes(&self, label: &str, scopes: &[&str]) {
        for token in self.shared.lock().tokens.iter_mut().filter(|token| token.label == label) {
            token.scopes = scopes.iter().map(|&scope| scope.to_owned()).collect();
        }
    }
}
