//! Changes of a running forge's git history, as people who push would make them.
//!
//! Must not go through HTTP.

use std::collections::BTreeMap;

use super::Handle;
use crate::project::Project;
use crate::spec::Commit;
use crate::{Error, build_repository, git, refuse};

impl Handle {
    /// Adds commits to a branch; a branch that is not there begins from nothing.
    ///
    /// # Errors
    /// [`Error::Unknown`], or when git refuses.
    pub fn push(&self, path: &str, branch: &str, commits: &[Commit]) -> Result<(), Error> {
        let project = self.project(path)?;
        build_repository::extend(&project.directory, branch, commits)?;
        let latest = commits.iter().map(|commit| commit.time).max();
        self.settle(&project, latest);
        Ok(())
    }

    /// Feeds any stream of `git fast-import`: names in raw bytes, links, other references. A
    /// stream that takes history back needs `feature force` as its first line.
    ///
    /// # Errors
    /// [`Error::Unknown`], or when git refuses the stream.
    pub fn import(&self, path: &str, stream: &[u8]) -> Result<(), Error> {
        let project = self.project(path)?;
        build_repository::import(&project.directory, stream)?;
        self.settle(&project, None);
        Ok(())
    }

    /// Points a branch at any revision, forward or back.
    ///
    /// # Errors
    /// [`Error::Unknown`], or when git knows no such revision.
    pub fn reset_branch(&self, path: &str, branch: &str, revision: &str) -> Result<(), Error> {
        self.set_reference(path, &format!("refs/heads/{branch}"), revision)
    }

    /// Deletes a branch, the default one too.
    ///
    /// # Errors
    /// [`Error::Unknown`], or when git knows no such branch.
    pub fn delete_branch(&self, path: &str, branch: &str) -> Result<(), Error> {
        let project = self.project(path)?;
        let name = format!("refs/heads/{branch}");
        git::run(&project.directory, &["show-ref", "--verify", "--quiet", "--", &name], b"")?;
        git::run(&project.directory, &["update-ref", "-d", &name], b"")?;
        self.settle(&project, None);
        Ok(())
    }

    /// Makes or moves any reference, such as `refs/merge-requests/1/head`.
    ///
    /// # Errors
    /// [`Error::Unknown`], or when git refuses the name or knows no such revision.
    pub fn set_reference(&self, path: &str, reference: &str, revision: &str) -> Result<(), Error> {
        let project = self.project(path)?;
        git::run(&project.directory, &["update-ref", reference, revision], b"")?;
        self.settle(&project, None);
        Ok(())
    }

    /// Makes another branch the default one.
    ///
    /// # Errors
    /// [`Error::Unknown`], or when git refuses.
    pub fn set_default_branch(&self, path: &str, branch: &str) -> Result<(), Error> {
        let project = self.project(path)?;
        git::point_head(&project.directory, branch)?;
        self.change(path, |project| branch.clone_into(&mut project.default_branch))?;
        self.settle(&project, None);
        Ok(())
    }

    /// Every reference with its object id.
    ///
    /// # Errors
    /// [`Error::Unknown`], or when git cannot read the repository.
    pub fn references(&self, path: &str) -> Result<BTreeMap<String, String>, Error> {
        let project = self.project(path)?;
        let listed =
            git::run(&project.directory, &["for-each-ref", "--format=%(objectname) %(refname)"], b"")?;
        let text = String::from_utf8_lossy(&listed).into_owned();
        Ok(text
            .lines()
            .filter_map(|line| line.split_once(' '))
            .map(|(id, name)| (name.into(), id.into()))
            .collect())
    }

    /// From now on pushes of these references (full names) are refused, each by itself; an
    /// empty list lifts it.
    ///
    /// # Errors
    /// [`Error::Unknown`], or when the hook cannot be set.
    pub fn refuse_references(&self, path: &str, names: &[&str]) -> Result<(), Error> {
        let project = self.project(path)?;
        refuse::set(&project.directory, names)
    }

    fn settle(&self, project: &Project, time: Option<i64>) {
        self.shared.settle(project.id, time.unwrap_or(project.active));
    }
}
