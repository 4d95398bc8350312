//! A release before it is carried: its title, its notes and its files are looked at by the same child as
//! a repository's, each as the only file of a commit in a repository made for it.
//!
//! What is seen holds its release and nothing else. Must not carry anything.

mod commits;

use std::io;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};

use async_trait::async_trait;
use glane_catalog::model::{GateReport, HostId, ProjectRecord, Reason, ReasonCode, Sighting, Weight};
use glane_store::StoreError;
use tempfile::TempDir;

use super::look::{ask, rules};
use super::{Standing, sightings, today};
use crate::examine::{Look, LookRequest};
use crate::forge::{Release, ReleaseJudge};
use crate::layout::{self, Layout};
use crate::mirror::confirm::Confirmation;
use crate::mirror::pass::Context;

/// The judge of one project's releases, for all its hosts in one pass.
pub struct Releases<'a> {
    context: &'a Context,
    confirmation: &'a Confirmation<'a>,
    project: ProjectRecord,
    place: PathBuf,
    seen: Mutex<Vec<Sighting>>,
}

impl<'a> Releases<'a> {
    /// The judge of this project's releases, whose files wait in its own folder.
    #[must_use]
    pub fn new(
        context: &'a Context,
        project: &ProjectRecord,
        layout: &Layout,
        confirmation: &'a Confirmation<'a>,
    ) -> Self {
        let place = layout.intake.parent().unwrap_or(&layout.intake).to_owned();
        Self { context, confirmation, project: project.clone(), place, seen: Mutex::default() }
    }

    /// Writes down what was seen, for `glane gate show` and the decisions about it. Where not every release
    /// was judged, what was seen before stays.
    ///
    /// # Errors
    /// When the store fails.
    pub async fn note(&self, all: bool) -> Result<(), StoreError> {
        let store = &self.context.store;
        let Some(mut report) = store.gate_report(self.project.number).await? else { return Ok(()) };
        let mut seen = self.seen.lock().unwrap_or_else(PoisonError::into_inner).clone();
        if !all {
            seen.extend(report.releases.iter().cloned());
        }
        seen.sort();
        seen.dedup();
        if report.releases != seen {
            report.releases = seen;
            store.put_gate_report(self.project.number, &report).await?;
        }
        Ok(())
    }

    /// Looks at what the release says and at its files. What is seen is called by release and file.
    async fn look(&self, release: &Release, files: &[(String, PathBuf)]) -> Result<Look, Reason> {
        let folder = self.folder()?;
        let tips = tokio::task::block_in_place(|| commits::make(folder.path(), release, files))
            .map_err(|error| layout::internal(folder.path(), &error))?;
        let mut options = rules(self.context).await?.options.clone();
        // Limits of objects in a repository, and of who wrote them, are not those of a file.
        (options.largest, options.sizeable) = (u64::MAX, u64::MAX);
        options.author_addresses.clear();
        let request =
            LookRequest { repository: folder.path().to_owned(), tips, options, ..LookRequest::default() };
        let mut look = ask(&self.context.programs, &request).await?;
        look.sightings.retain(|seen| seen.weight == Weight::Hold);
        for seen in &mut look.sightings {
            seen.path = format!("release {}: {}", release.tag, seen.path);
            (seen.commit, seen.object, seen.at_tip) = (None, None, true);
        }
        Ok(look)
    }

    /// Why what was seen holds the release, if it does.
    async fn weigh(&self, look: Look) -> Result<Option<Reason>, StoreError> {
        let (context, key) = (self.context, &self.project.source.key);
        let stored = context.store.gate_report(self.project.number).await?.unwrap_or_default();
        let decisions = context.store.decisions(Some(key)).await?;
        let hosts: Vec<HostId> = context.hosts_of(&key.forge).map(|host| host.id().clone()).collect();
        let truncated = look.truncated;
        let report = GateReport { sightings: look.sightings, truncated, ..stored };
        let standing = Standing::new(&report, &decisions, &hosts, today(context.clock.now()))
            .waiving_secrets(context.policy.gate.waivers_for_secrets);
        Ok(sightings(&report, &standing).into_iter().next())
    }
}

#[async_trait]
impl ReleaseJudge for Releases<'_> {
    fn folder(&self) -> Result<TempDir, Reason> {
        let made = tempfile::Builder::new().prefix(layout::WAITING).tempdir_in(&self.place);
        made.map_err(|error| unmade(&self.place, &error))
    }

    async fn may_go(&self, release: &Release, files: &[(String, PathBuf)]) -> Result<(), Reason> {
        let named =
            |reason: Reason| Reason::new(reason.code, format!("release {}: {}", release.tag, reason.message));
        let look = self.look(release, files).await.map_err(named)?;
        // Those that a person released are kept too: who lets them pass must be found again.
        self.seen.lock().unwrap_or_else(PoisonError::into_inner).extend(look.sightings.iter().cloned());
        let holds = self.weigh(look).await;
        match holds.map_err(|error| Reason::new(ReasonCode::Internal, format!("{error}")))? {
            Some(reason) => Err(named(reason)),
            None => Ok(()),
        }
    }

    async fn still(&self) -> Result<(), Reason> {
        let cleared = self.confirmation.clear(&self.project, &[]).await;
        cleared.map_err(|stop| {
            stop.reasons
                .into_iter()
                .next()
                .unwrap_or_else(|| Reason::new(ReasonCode::NotPublic, "it may no longer go out; see the log"))
        })
    }
}

fn unmade(place: &Path, error: &io::Error) -> Reason {
    let text = format!("no folder can be made in {}: {error}; check the disk", place.display());
    Reason::new(ReasonCode::Internal, text)
}
