//! Twenty projects that change from one pass to the next: ten bare repositories in a directory, ten
//! on a forge over HTTP, some of which stop being public and are so again.

use std::path::PathBuf;
use std::process::{Child, Command, Stdio};

use glane_sample_forge::spec::Commit;
use glane_sample_forge::{Handle, Rights, SampleForge, build_repository};
use tempfile::TempDir;
use tokio::runtime::Runtime;

use super::shade::{Shades, lesson};
use super::world::{Random, rootless};
use crate::support::{Workshop, git_command, import, licensed};

const TOKEN: &str = "hote-sentinelle-7c20";
const EACH: u64 = 10;

pub struct Ministry {
    pub workshop: Workshop,
    pub shades: Shades,
    source: SampleForge,
    host: SampleForge,
    runtime: Runtime,
    folders: (TempDir, TempDir),
    random: Random,
    round: u64,
}

/// One project, and where its copy lies.
#[derive(Clone)]
pub struct Project {
    /// As its forge and the program name it.
    pub path: String,
    pub source: PathBuf,
    /// Not there before the copy is made.
    pub copy: Option<PathBuf>,
    pub on_forge: bool,
}

fn configuration(source: &str, host: &str) -> String {
    format!(
        "[store]\ndata = \"data\"\n\n\
         [[forge]]\nid = \"atelier\"\nkind = \"plain\"\npath = \"bare\"\nhosts = [\"copies\"]\n\n\
         [[forge]]\nid = \"mim\"\nkind = \"gitlab\"\nurl = \"{source}\"\nhosts = [\"dehors\"]\n\
         approved_by = \"la DNE\"\n\n\
         [[host]]\nid = \"copies\"\nkind = \"plain\"\npath = \"host\"\nname = \"{{path}}\"\n\n\
         [[host]]\nid = \"dehors\"\nkind = \"forgejo\"\nurl = \"{host}\"\norganisation = \"copies\"\n\
         token_file = \"token\"\nname = \"{{path}}\"\npublish = true\n"
    )
}

impl Ministry {
    pub fn new(seed: u64) -> Self {
        use std::os::unix::fs::PermissionsExt;
        let runtime = Runtime::new().unwrap();
        let folders = (TempDir::new().unwrap(), TempDir::new().unwrap());
        let lessons = (0..EACH).map(|id| lesson(id + 1, &format!("dsi/outil-{id}"))).collect();
        let member = Rights::Member(vec!["copies".to_owned()]);
        let (source, host) = runtime.block_on(async {
            let source = SampleForge::builder().gitlab(lessons).start(folders.0.path()).await.unwrap();
            let builder = SampleForge::builder().forgejo_org("copies").token("robot", TOKEN, member);
            (source, builder.start(folders.1.path()).await.unwrap())
        });
        let workshop = Workshop::new(&configuration(source.url(), host.url()));
        std::fs::write(workshop.path("token"), TOKEN).unwrap();
        std::fs::set_permissions(workshop.path("token"), PermissionsExt::from_mode(0o600)).unwrap();
        for number in 0..EACH {
            licensed(&workshop.path(&format!("bare/cours-{number}.git")), &format!("Cours {number}"));
        }
        let (shades, random) = (Shades::new(source.handle(), host.handle()), Random::new(seed));
        Self { workshop, shades, source, host, runtime, folders, random, round: 0 }
    }

    /// Stops both servers.
    pub fn end(self) {
        self.runtime.block_on(async {
            self.source.stop().await;
            self.host.stop().await;
        });
    }

    /// The service's folder, the forge's and the host's: a git that a server runs may end after the one
    /// that asked for it.
    pub fn folders(&self) -> [PathBuf; 3] {
        let (source, host) = &self.folders;
        [self.workshop.path(""), source.path().to_owned(), host.path().to_owned()]
    }

    pub fn projects(&self) -> Vec<Project> {
        let plain = (0..EACH).map(|number| {
            let path = format!("cours-{number}");
            let copy = self.workshop.path(&format!("host/{path}.git"));
            let source = self.workshop.path(&format!("bare/{path}.git"));
            Project {
                path,
                source,
                copy: Some(copy).filter(|copy| copy.join("HEAD").exists()),
                on_forge: false,
            }
        });
        let handle = self.source.handle();
        let web = (0..EACH).map(|number| {
            let path = format!("dsi/outil-{number}");
            let copy = self.host.handle().directory(&format!("copies/dsi-outil-{number}")).ok();
            Project { source: handle.directory(&path).unwrap(), path, copy, on_forge: true }
        });
        plain.chain(web).collect()
    }

    /// Changes some projects, or all of them, and now and then who may see one.
    pub fn change(&mut self, all: bool) {
        self.round += 1;
        for project in self.projects() {
            let drawn = all || self.random.next().is_multiple_of(3);
            if drawn && !self.shades.is_hidden(&project.path) {
                self.rewrite(&project);
            }
        }
        self.shades.change(self.random.next(), self.round);
    }

    /// A commit on the default branch; one of four further branches comes, moves, begins anew or
    /// goes; a tag comes or moves.
    fn rewrite(&mut self, project: &Project) {
        let (round, draw) = (self.round, self.random.next());
        let branch = format!("b/{}", draw % 4);
        match draw / 4 % 4 {
            0 => drop(
                git_command(&project.source, &["update-ref", "-d", &format!("refs/heads/{branch}")]).output(),
            ),
            1 => import(&project.source, &rootless(&branch, round)),
            2 => extend(project, &branch, round),
            _ => {
                let tag = if draw % 3 == 0 { format!("v{round}") } else { "courant".to_owned() };
                let made = git_command(&project.source, &["tag", "--force", &tag, "main"]).output().unwrap();
                assert!(made.status.success());
            }
        }
        if project.on_forge {
            self.handle().push(&project.path, "main", &[commit(round)]).unwrap();
        } else {
            extend(project, "main", round);
        }
    }

    fn handle(&self) -> Handle {
        self.source.handle()
    }

    /// `glane sync --json`, its output going to files: a pipe that nobody reads would stop it.
    pub fn start(&self) -> Child {
        let file = |name: &str| Stdio::from(std::fs::File::create(self.workshop.path(name)).unwrap());
        self.command().stdout(file("out")).stderr(file("err")).spawn().unwrap()
    }

    pub fn command(&self) -> Command {
        self.workshop.command(&["sync", "--json"])
    }

    /// What the process that [`Self::start`] began has printed.
    pub fn printed(&self) -> String {
        let read = |name: &str| {
            String::from_utf8_lossy(&std::fs::read(self.workshop.path(name)).unwrap_or_default()).into_owned()
        };
        format!("{}\n{}", read("out"), read("err"))
    }
}

fn extend(project: &Project, branch: &str, round: u64) {
    build_repository::extend(&project.source, branch, &[commit(round)]).unwrap();
}

pub fn commit(round: u64) -> Commit {
    Commit {
        author: "Ada".to_owned(),
        email: "ada@example.org".to_owned(),
        time: 1_700_000_000 + i64::try_from(round).unwrap(),
        message: format!("Tour {round}\n"),
        write: vec![("journal.txt".to_owned(), format!("tour {round}\n").into_bytes())],
        remove: Vec::new(),
    }
}
