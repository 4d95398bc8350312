//! The walker: goes through source, store, archive and hosts, and says whether what is promised holds.
//!
//! Reads a copy of the database, as a killed service left it: looking must not mend it.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use glane::layout::{self, Layout};
use glane_catalog::model::HostId;
use sqlx::Connection;

use super::ministry::{Ministry, Project};
use super::world::is_same_or_descends;
use crate::support::{git_command, published};

type References = BTreeMap<String, String>;

/// What of a project lies in the data folder and on its host.
struct Places {
    project: Project,
    layout: Option<Layout>,
    /// References that its host acknowledged, by the store.
    pushed: References,
}

#[derive(Default)]
pub struct Walker {
    /// Every value that any public reference was ever seen to have, by project.
    seen: BTreeMap<String, BTreeSet<(String, String)>>,
    /// What each repository had at the last walk.
    last: BTreeMap<PathBuf, References>,
    /// What each repository was made of when its objects were last verified.
    verified: BTreeMap<PathBuf, Vec<(PathBuf, u64)>>,
    pub walks: u64,
    pub verifications: u64,
}

impl Walker {
    /// Must hold at any moment at which nothing runs.
    pub fn walk(&mut self, world: &Ministry) {
        self.walks += 1;
        let frozen = world.shades.frozen();
        let secrets = world.shades.secrets();
        for places in places(world) {
            let project = &places.project;
            let copy = project.copy.as_deref();
            let public = places.layout.as_ref().map(|layout| layout.public.as_path());
            let public = public.filter(|path| path.join("HEAD").exists());
            for repository in copy.iter().chain(&public) {
                only_heads_and_tags(repository);
                holds_none_of(repository, &secrets);
            }
            if let (Some(Some(frozen)), Some(copy)) = (frozen.get(&project.path), copy) {
                assert_eq!(&published(copy), frozen, "{}: changed while it was not public", project.path);
            }
            self.loses_nothing(&places, public);
            let intake = places.layout.as_ref().map(|layout| layout.intake.as_path());
            for repository in copy.into_iter().chain(public).chain(intake.filter(|path| path.exists())) {
                self.is_whole(repository);
            }
        }
    }

    /// I1: every value that a public reference had, or that a host acknowledged, is on the copy, below
    /// what is there now, or in the archive; what the source still has has not disappeared.
    fn loses_nothing(&mut self, places: &Places, public: Option<&Path>) {
        let path = &places.project.path;
        let seen = self.seen.entry(path.clone()).or_default();
        let archive = places.layout.as_ref().and_then(Archive::open);
        let archived = |id: &str| archive.as_ref().is_some_and(|archive| archive.keeps(id));
        let source = published(&places.project.source);
        let pushed: BTreeSet<(String, String)> = places.pushed.clone().into_iter().collect();
        for (repository, noted) in [(places.project.copy.as_deref(), Some(&pushed)), (public, None)] {
            let Some(repository) = repository else { continue };
            let (now, git) = (published(repository), git2::Repository::open_bare(repository).unwrap());
            // What one of them was seen to have the other may still have to be given.
            let here = repository.to_string_lossy().into_owned();
            for (name, old) in seen.iter().filter_map(|(name, id)| Some((name.strip_prefix(&here)?, id))) {
                let new = now.get(name);
                let kept = archived(old) || new.is_some_and(|new| is_same_or_descends(&git, new, old));
                assert!(kept, "{path}: {name} had {old}, which is lost in {here}: now {new:?}");
            }
            let before = self.last.insert(repository.to_owned(), now.clone()).unwrap_or_default();
            for name in before.keys().filter(|name| source.contains_key(*name)) {
                assert!(now.contains_key(name), "{path}: {name} is gone from {here}");
            }
            for (name, id) in noted.into_iter().flatten() {
                let kept =
                    archived(id) || now.get(name).is_some_and(|new| is_same_or_descends(&git, new, id));
                assert!(kept, "{path}: {name} was acknowledged at {id} and is {:?}", now.get(name));
            }
            seen.extend(now.into_iter().map(|(name, id)| (format!("{here}{name}"), id)));
        }
    }

    /// Every object is there and is what its name says; asked again only where a file changed.
    fn is_whole(&mut self, repository: &Path) {
        let files = files(repository);
        if git2::Repository::open_bare(repository).is_err() {
            // Killed while it was made: nothing has been in it.
            let held =
                files.iter().any(|(path, _)| path.components().any(|part| part.as_os_str() == "objects"));
            assert!(!held && !self.verified.contains_key(repository), "{} was damaged", repository.display());
            return;
        }
        if self.verified.get(repository) == Some(&files) {
            return;
        }
        self.verifications += 1;
        let told =
            git_command(repository, &["fsck", "--full", "--no-dangling", "--no-progress"]).output().unwrap();
        let said = String::from_utf8_lossy(&told.stderr);
        assert!(told.status.success(), "git fsck in {}: {said}", repository.display());
        self.verified.insert(repository.to_owned(), files);
    }

    /// Must hold after a pass that came to its end undisturbed.
    pub fn walk_at_rest(&mut self, world: &Ministry) {
        self.walk(world);
        let (jobs, verdict) = database(world, async |store, mut raw| {
            let (verdict,): (String,) =
                sqlx::query_as("PRAGMA integrity_check").fetch_one(&mut raw).await.unwrap();
            (jobs_left(world, store.as_ref(), &mut raw).await, verdict)
        });
        assert_eq!((jobs.as_slice(), verdict.as_str()), (&[][..], "ok"));
        for places in places(world) {
            let project = places.project;
            let layout = places.layout.unwrap();
            let copy = project.copy.filter(|_| !world.shades.is_hidden(&project.path));
            if let Some(copy) = &copy {
                assert_eq!(published(copy), published(&project.source), "{}", project.path);
                assert_eq!(published(&layout.public), published(&project.source), "{}", project.path);
                // What lies on a host over HTTP is that host's to clean.
                let left = layout::leftovers(copy).unwrap();
                assert!(project.on_forge || left.is_empty(), "{left:?}");
            }
            for repository in [&layout.intake, &layout.public] {
                let left = layout::leftovers(repository).unwrap();
                assert!(copy.is_none() || left.is_empty(), "{}: {left:?}", project.path);
            }
        }
    }
}

/// I2.
fn only_heads_and_tags(repository: &Path) {
    let all = crate::support::references(repository, "refs/");
    let other: Vec<&String> = all
        .keys()
        .filter(|name| !name.starts_with("refs/heads/") && !name.starts_with("refs/tags/"))
        .collect();
    assert!(other.is_empty(), "{}: {other:?}", repository.display());
}

/// I8.
fn holds_none_of(repository: &Path, secrets: &BTreeSet<String>) {
    let git = git2::Repository::open_bare(repository).unwrap();
    let objects = git.odb().unwrap();
    for secret in secrets {
        let is_there = objects.exists(git2::Oid::from_str(secret).unwrap());
        assert!(!is_there, "{}: {secret} was never public", repository.display());
    }
}

/// What a project's intake keeps of what its references had.
struct Archive {
    intake: git2::Repository,
    tips: BTreeSet<String>,
}

impl Archive {
    fn open(layout: &Layout) -> Option<Self> {
        let intake = git2::Repository::open_bare(&layout.intake).ok()?;
        let tips = crate::support::references(&layout.intake, "refs/archive").into_values().collect();
        Some(Self { intake, tips })
    }

    /// Whether it is a kept tip, or below one.
    fn keeps(&self, id: &str) -> bool {
        self.tips.contains(id) || self.tips.iter().any(|tip| is_same_or_descends(&self.intake, tip, id))
    }
}

fn files(folder: &Path) -> Vec<(PathBuf, u64)> {
    let mut found = Vec::new();
    for entry in std::fs::read_dir(folder).into_iter().flatten().flatten() {
        let data = entry.metadata().unwrap();
        match data.is_dir() {
            true => found.extend(files(&entry.path())),
            // References are written in place of the former: by their time.
            false => {
                use std::os::unix::fs::MetadataExt;
                found.push((entry.path(), data.len() ^ data.ino() ^ data.mtime_nsec().unsigned_abs()));
            }
        }
    }
    found.sort();
    found
}

fn places(world: &Ministry) -> Vec<Places> {
    let (records, mut pushed) = database(world, async |store, _| {
        let records = store.projects(0, u32::MAX).await.unwrap();
        let mut pushed = BTreeMap::new();
        for record in &records {
            let host = if record.source.key.forge.as_str() == "atelier" { "copies" } else { "dehors" };
            let host = HostId::new(host).unwrap();
            pushed.insert(record.number, store.pushed_refs(record.number, &host).await.unwrap());
        }
        (records, pushed)
    });
    let data = world.workshop.path("data");
    let place = |project: Project| {
        let record = records.iter().find(|record| record.source.path == project.path);
        let layout = record.map(|record| Layout::of(&data, &record.source.key.forge, record.number));
        let pushed = record.and_then(|record| pushed.remove(&record.number)).unwrap_or_default();
        Places { project, layout, pushed }
    };
    world.projects().into_iter().map(place).collect()
}

/// Subject, holder, step, and what went wrong.
type JobLeft = (String, Option<String>, Option<String>, Option<String>);

/// The jobs that nobody has ended. One of a project that left the
/// public while it was fetched waits for its time, and is ended then.
async fn jobs_left(
    world: &Ministry,
    store: &dyn glane_store::Store,
    raw: &mut sqlx::SqliteConnection,
) -> Vec<JobLeft> {
    let jobs: Vec<JobLeft> =
        sqlx::query_as("SELECT subject, worker, step, error FROM job").fetch_all(raw).await.unwrap();
    let mut left = Vec::new();
    for job in jobs {
        let project = match job.0.parse() {
            Ok(key) => store.project(&key).await.unwrap(),
            Err(_) => None,
        };
        let is_hidden = project.is_some_and(|project| world.shades.is_hidden(&project.source.path));
        if job.1.is_some() || !is_hidden {
            left.push(job);
        }
    }
    left
}

/// Asks a copy of the database, write-ahead log included.
fn database<T>(
    world: &Ministry,
    ask: impl AsyncFnOnce(std::sync::Arc<dyn glane_store::Store>, sqlx::SqliteConnection) -> T,
) -> T {
    let folder = tempfile::tempdir().unwrap();
    for name in ["glane.db", "glane.db-wal"] {
        let from = world.workshop.path("data").join(name);
        if from.exists() {
            std::fs::copy(from, folder.path().join(name)).unwrap();
        }
    }
    let url = format!("sqlite:{}", folder.path().join("glane.db").display());
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
    runtime.block_on(async {
        let store = glane_store::open(&url).await.unwrap();
        let raw = sqlx::SqliteConnection::connect(&url).await.unwrap();
        ask(store, raw).await
    })
}
