//! A push larger than a host takes, as several: each branch is first brought to older commits of its
//! own first-parent line.
//!
//! Must not push.

use std::path::Path;

use glane_catalog::model::{Reason, ReasonCode};

use super::git::Git;
use super::objects::rev_list;
use super::push::RefChange;

/// What a push may carry, and from where.
#[derive(Debug, Clone, Copy)]
pub struct Splitting<'a> {
    /// Runs git.
    pub git: &'a Git,
    /// The repository that is pushed from.
    pub public: &'a Path,
    /// Most bytes in one push.
    pub limit: u64,
}

impl Splitting<'_> {
    /// Pushes that follow one another, each within the limit where that is possible: a single commit
    /// that is larger than the limit stays whole, and the host says what it thinks of it.
    ///
    /// `present` are the ids that the host has.
    ///
    /// # Errors
    /// When git cannot measure the objects.
    pub async fn split(
        &self,
        changes: &[RefChange],
        present: &[&str],
    ) -> Result<Vec<Vec<RefChange>>, Reason> {
        let new: Vec<&str> = changes.iter().filter_map(|change| change.new.as_deref()).collect();
        if new.is_empty() || self.measure(&new, present).await? <= self.limit {
            return Ok(vec![changes.to_vec()]);
        }
        let mut parts = Vec::new();
        let mut there: Vec<String> = present.iter().map(|id| (*id).to_owned()).collect();
        for change in changes {
            for step in self.steps(change, &there).await? {
                there.extend(step.new.clone());
                parts.push(vec![step]);
            }
        }
        Ok(parts)
    }

    /// One reference's way from what the host has to where it shall be.
    async fn steps(&self, change: &RefChange, there: &[String]) -> Result<Vec<RefChange>, Reason> {
        let Some(tip) = change.new.as_deref() else { return Ok(vec![change.clone()]) };
        let there: Vec<&str> = there.iter().map(String::as_str).collect();
        let is_branch = change.name.starts_with("refs/heads/");
        if !is_branch || self.measure(&[tip], &there).await? <= self.limit {
            return Ok(vec![change.clone()]);
        }
        let line = ["--first-parent".to_owned(), "--reverse".to_owned()];
        let line = rev_list(self.git, self.public, line, &[tip], &there).await?;
        let line: Vec<&str> = line.lines().collect();
        let (mut steps, mut old, mut next) = (Vec::new(), change.old.clone(), 0);
        while next < line.len() {
            let mut known = there.clone();
            known.extend(old.as_deref());
            let furthest = self.furthest(&line, next, &known).await?;
            let new = Some(line[furthest].to_owned());
            steps.push(RefChange { name: change.name.clone(), old, new: new.clone() });
            (old, next) = (new, furthest + 1);
        }
        Ok(steps)
    }

    /// The last commit of the line, from `from` on, that one push can reach; `from` itself at least.
    async fn furthest(&self, line: &[&str], from: usize, known: &[&str]) -> Result<usize, Reason> {
        let (mut reached, mut beyond) = (from, line.len());
        while beyond - reached > 1 {
            let middle = usize::midpoint(reached, beyond);
            if self.measure(&[line[middle]], known).await? <= self.limit {
                reached = middle;
            } else {
                beyond = middle;
            }
        }
        Ok(reached)
    }

    /// Bytes on disk of what `new` leads to and `present` does not.
    async fn measure(&self, new: &[&str], present: &[&str]) -> Result<u64, Reason> {
        let options = ["--objects".to_owned(), "--disk-usage".to_owned()];
        let said = rev_list(self.git, self.public, options, new, present).await?;
        said.trim().parse().map_err(|_| {
            Reason::new(ReasonCode::Internal, format!("{}: git cannot measure it", self.public.display()))
        })
    }
}
