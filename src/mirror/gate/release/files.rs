//! The files of a release, looked at by the same child as a repository's: each one as the only file of
//! a commit in a repository made for it.
//!
//! What is seen holds its release and nothing else. Must not carry anything.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};

use async_trait::async_trait;
use git2::{FileMode, Repository, Signature, Time};
use glane_catalog::model::{HostId, ProjectRecord, Reason, ReasonCode, Sighting, Weight};
use glane_store::StoreError;
use tempfile::TempDir;

use super::super::look::{ask, rules};
use super::super::{Standing, today};
use crate::examine::LookRequest;
use crate::forge::{FileJudge, Release};
use crate::layout::{self, Layout};
use crate::mirror::pass::Context;

/// Folders of files that wait for the judgement begin so; one that a kill left is removed by the next.
const WAITING: &str = "release-";

/// The judge of one project's releases.
pub struct Files<'a> {
    context: &'a Context,
    project: &'a ProjectRecord,
    place: PathBuf,
    seen: Mutex<Vec<Sighting>>,
}

impl<'a> Files<'a> {
    /// The judge of this project's releases, whose files wait in its own folder.
    #[must_use]
    pub fn new(context: &'a Context, project: &'a ProjectRecord, layout: &Layout) -> Self {
        let place = layout.intake.parent().unwrap_or(&layout.intake).to_owned();
        Self { context, project, place, seen: Mutex::default() }
    }

    /// Writes down what holds releases now, for `glane gate show` and the decisions about it.
    ///
    /// # Errors
    /// When the store fails.
    pub async fn note(self) -> Result<(), StoreError> {
        let store = &self.context.store;
        let Some(mut report) = store.gate_report(self.project.number).await? else { return Ok(()) };
        let seen = self.seen.into_inner().unwrap_or_else(PoisonError::into_inner);
        if report.releases != seen {
            report.releases = seen;
            store.put_gate_report(self.project.number, &report).await?;
        }
        Ok(())
    }

    /// Looks at the files; what is seen is called by its release and its file.
    async fn look(&self, release: &Release, files: &[(String, PathBuf)]) -> Result<Vec<Sighting>, Reason> {
        let folder = self.folder()?;
        let tips = commits(folder.path(), files).map_err(|error| layout::internal(folder.path(), &error))?;
        let mut options = rules(self.context).await?.options.clone();
        // Limits of objects in a repository, and of who wrote them, are not those of a file.
        (options.largest, options.sizeable) = (u64::MAX, u64::MAX);
        options.author_addresses.clear();
        let request =
            LookRequest { repository: folder.path().to_owned(), tips, options, ..LookRequest::default() };
        let look = ask(&self.context.programs, &request).await?;
        if look.truncated {
            let text = format!("more is seen in the files of release {} than is kept", release.tag);
            return Err(Reason::new(ReasonCode::Secrets, text));
        }
        let named = |seen: Sighting| Sighting {
            path: format!("release {}: {}", release.tag, seen.path),
            commit: None,
            object: None,
            at_tip: true,
            ..seen
        };
        Ok(look.sightings.into_iter().filter(|seen| seen.weight == Weight::Hold).map(named).collect())
    }
}

#[async_trait]
impl FileJudge for Files<'_> {
    fn folder(&self) -> Result<TempDir, Reason> {
        let made = tempfile::Builder::new().prefix(WAITING).tempdir_in(&self.place);
        made.map_err(|error| {
            let text = format!("no folder can be made in {}: {error}; check the disk", self.place.display());
            Reason::new(ReasonCode::Internal, text)
        })
    }

    async fn may_go(&self, release: &Release, files: &[(String, PathBuf)]) -> Result<bool, Reason> {
        if files.is_empty() {
            return Ok(true);
        }
        let seen = self.look(release, files).await?;
        let context = self.context;
        let key = &self.project.source.key;
        let store = |error| Reason::new(ReasonCode::Internal, format!("{error}"));
        let report = context.store.gate_report(self.project.number).await.map_err(store)?.unwrap_or_default();
        let decisions = context.store.decisions(Some(key)).await.map_err(store)?;
        let hosts: Vec<HostId> = context.hosts_of(&key.forge).map(|host| host.id().clone()).collect();
        let standing = Standing::new(&report, &decisions, &hosts, today(context.clock.now()))
            .waiving_secrets(context.policy.gate.waivers_for_secrets);
        let holds = seen.iter().any(|seen| standing.of(seen).holds());
        // Those that are released by now are kept too: who lets them pass must be found again.
        self.seen.lock().unwrap_or_else(PoisonError::into_inner).extend(seen);
        Ok(!holds)
    }
}

/// A bare repository with one commit a file, in which the file is alone; two files of one name are two
/// commits. Returns its references.
fn commits(place: &Path, files: &[(String, PathBuf)]) -> Result<BTreeMap<String, String>, git2::Error> {
    let repository = Repository::init_bare(place)?;
    let nobody = Signature::new("Glane", "glane@localhost", &Time::new(0, 0))?;
    let mut tips = BTreeMap::new();
    for (number, (name, file)) in files.iter().enumerate() {
        let blob = repository.blob_path(file)?;
        let mut tree = repository.treebuilder(None)?;
        tree.insert(name, blob, FileMode::Blob.into())?;
        let tree = repository.find_tree(tree.write()?)?;
        let commit = repository.commit(None, &nobody, &nobody, "file", &tree, &[])?;
        let reference = format!("refs/tags/{number}");
        repository.reference(&reference, commit, false, "")?;
        tips.insert(reference, commit.to_string());
    }
    Ok(tips)
}
