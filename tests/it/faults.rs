//! The failures that mirrors are known for, each against the forge in a box and through the program
//! itself; `docs/en/faults.md` says which test shows which.
//!
//! A source on one forge, its copy on another, and what goes wrong between the two.

mod branches;
mod closed;
mod exposure;
mod hints;
mod moves;
mod namesakes;
mod pace;
mod refusals;
mod requests;
mod shapes;
mod vanished;

use std::collections::BTreeMap;
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};

use glane_sample_forge::spec::Repository;
use glane_sample_forge::{Builder, Handle, Rights, SampleForge};
use tempfile::TempDir;

use crate::gathered::lesson;
use crate::support::{Pass, Workshop, published};

const TOKEN: &str = "hote-sentinelle-8c2e";
/// The kinds of host that are spoken to by their API.
const HOSTS: [&str; 3] = ["github", "gitlab", "forgejo"];
/// The first lesson and its copy.
const LESSON: &str = "eole/cours-1";
const COPY: &str = "copies/eole-cours-1";

/// A forge, a host, and a folder with a configuration that leads from one to the other.
struct Bridge {
    source: SampleForge,
    host: SampleForge,
    workshop: Workshop,
    _folders: (TempDir, TempDir),
}

/// Takes in repositories in the language of that kind.
fn holding(builder: Builder, kind: &str, repositories: Vec<Repository>) -> Builder {
    match kind {
        "github" => builder.github_org("eole").github_org("lycee").github(repositories),
        "forgejo" => builder.forgejo_org("eole").forgejo_org("lycee").forgejo(repositories),
        _ => builder.gitlab(repositories),
    }
}

fn configuration(source: (&str, &str), host: (&str, &str)) -> String {
    let groups = if source.0 == "github" { "groups = [\"eole\", \"lycee\"]\n" } else { "" };
    format!(
        "[store]\ndata = \"data\"\n\n[[forge]]\nid = \"mim\"\nkind = \"{}\"\nurl = \"{}\"\n{groups}\
         approved_by = \"la DNE\"\n\n[[host]]\nid = \"copies\"\nkind = \"{}\"\nurl = \"{}\"\n\
         organisation = \"copies\"\ntoken_file = \"token\"\nname = \"{{path}}\"\npublish = true\n",
        source.0, source.1, host.0, host.1
    )
}

impl Bridge {
    /// From a GitLab with one lesson to a host of that kind.
    async fn to(host: &str) -> Self {
        Self::with(host, vec![lesson(1)], Vec::new()).await
    }

    /// From a GitLab to a host of that kind which holds something already.
    async fn with(host: &str, lessons: Vec<Repository>, held: Vec<Repository>) -> Self {
        Self::between("gitlab", host, lessons, held).await
    }

    async fn between(source: &str, host: &str, lessons: Vec<Repository>, held: Vec<Repository>) -> Self {
        let folders = (TempDir::new().unwrap(), TempDir::new().unwrap());
        let from = holding(SampleForge::builder(), source, lessons).start(folders.0.path()).await.unwrap();
        let to = holding(SampleForge::builder(), host, held)
            .github_org("copies")
            .forgejo_org("copies")
            .gitlab_group("copies")
            .token("robot", TOKEN, Rights::Member(vec!["copies".to_owned()]))
            .start(folders.1.path())
            .await
            .unwrap();
        let workshop = Workshop::new(&configuration((source, from.url()), (host, to.url())));
        std::fs::write(workshop.path("token"), TOKEN).unwrap();
        std::fs::set_permissions(workshop.path("token"), PermissionsExt::from_mode(0o600)).unwrap();
        Self { source: from, host: to, workshop, _folders: folders }
    }

    fn ends(&self) -> (Handle, Handle) {
        (self.source.handle(), self.host.handle())
    }

    /// A pass that leaves nothing undone and has nothing to say.
    #[track_caller]
    fn sync_well(&self) -> Pass {
        well(self.workshop.sync())
    }

    /// The same over every project, whatever its forge tells of it.
    #[track_caller]
    fn sync_all(&self) -> Pass {
        well(Pass::of(&self.workshop.glane(&["sync", "--json", "--all"])))
    }

    /// Heads and tags of the copy of the lesson.
    fn copied(&self) -> BTreeMap<String, String> {
        published(&self.copy())
    }

    /// Where the copy of the lesson lies.
    fn copy(&self) -> PathBuf {
        self.host.handle().directory(COPY).unwrap()
    }

    #[track_caller]
    fn assert_equal(&self, path: &str, copy: &str) {
        let held = |handle: Handle, path: &str| published(&handle.directory(path).unwrap());
        assert_eq!(held(self.source.handle(), path), held(self.host.handle(), copy));
    }

    /// What changed something on the host since the log was last emptied.
    fn writes(&self) -> Vec<String> {
        let requests = self.host.handle().requests();
        let writes =
            requests.iter().filter(|one| one.method != "GET" && !one.path.ends_with("/git-upload-pack"));
        writes.map(|one| format!("{} {}", one.method, one.path)).collect()
    }
}

#[track_caller]
fn well(pass: Pass) -> Pass {
    assert_eq!(pass.code, 0, "{}{}", pass.stdout, pass.stderr);
    for (path, project) in &pass.projects {
        assert_eq!(project["reasons"], serde_json::json!([]), "{path}: {}", pass.stdout);
    }
    pass
}

/// The sentence of a project's first reason.
fn said(pass: &Pass, path: &str) -> String {
    pass.projects[path]["reasons"][0]["message"].as_str().unwrap().to_owned()
}

/// A hook of a host's own, as a shell script.
fn hook(repository: &Path, name: &str, script: &str) {
    let file = repository.join("hooks").join(name);
    std::fs::create_dir_all(file.parent().unwrap()).unwrap();
    let _ = std::fs::remove_file(&file);
    std::fs::write(&file, format!("#!/bin/sh\n{script}\n")).unwrap();
    std::fs::set_permissions(&file, PermissionsExt::from_mode(0o755)).unwrap();
}
