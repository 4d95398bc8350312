//! A GitLab and a Forgejo whose projects may turn away at any moment, and a host for their copies.
//!
//! Every text of a project holds a word of its own, so that a trace of it is known wherever it stands.

use std::collections::BTreeMap;
use std::path::PathBuf;

use glane_sample_forge::spec::{Branch, Commit, Repository, Visibility};
use glane_sample_forge::{Handle, Rights, SampleForge};
use tempfile::TempDir;

use super::objects::{self, Objects};
use crate::support::{SENTINEL, Workshop};

/// A dialect of sources.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Dialect {
    Gitlab,
    Forgejo,
}

/// A project of the source, and what of it has been public so far.
#[derive(Debug, Clone)]
pub struct Project {
    pub id: u64,
    pub dialect: Dialect,
    pub path: String,
    /// The word of what is new in it.
    pub word: String,
    pub known: Objects,
    /// What came since: none of it may get out once the project has turned away.
    pub new: Objects,
}

impl Project {
    /// Where its copy is on the host.
    pub fn copy(&self) -> String {
        format!("copies/{}", self.path.replace('/', "-"))
    }
}

/// Numbers that look random and are the same at every run.
pub struct Numbers(pub u64);

impl Numbers {
    pub fn next(&mut self) -> u64 {
        // splitmix64.
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mixed = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }

    pub fn below(&mut self, end: usize) -> usize {
        usize::try_from(self.next() % end as u64).unwrap()
    }

    fn word(&mut self) -> String {
        format!("mot{:016x}", self.next())
    }
}

pub struct World {
    pub forge: SampleForge,
    pub workshop: Workshop,
    pub numbers: Numbers,
    last_id: u64,
    _folder: TempDir,
}

impl World {
    pub async fn new(seed: u64) -> Self {
        let folder = TempDir::new().unwrap();
        let token = format!("{SENTINEL}-source");
        let forge = SampleForge::builder()
            .forgejo_org("copies")
            // It sees what is private as well: nothing may come of that.
            .token("source", &token, Rights::Admin)
            .token("hote", format!("{SENTINEL}-hote"), Rights::Member(vec!["copies".to_owned()]))
            .start(folder.path())
            .await
            .unwrap();
        let workshop = Workshop::new(&configuration(forge.url()));
        workshop.secret("source.token", &token);
        workshop.secret("hote.token", &format!("{SENTINEL}-hote"));
        Self { forge, workshop, numbers: Numbers(seed), last_id: 0, _folder: folder }
    }

    pub fn handle(&self) -> Handle {
        self.forge.handle()
    }

    /// A new public project; even its name is a word of its own.
    pub fn begin(&mut self, dialect: Dialect) -> Project {
        self.last_id += 1;
        let (id, word) = (self.last_id, self.numbers.word());
        let path = format!("atelier/{word}");
        let repository = repository(id, &path, &word);
        match dialect {
            Dialect::Gitlab => self.handle().add(&repository).unwrap(),
            Dialect::Forgejo => self.handle().add_forgejo(&repository).unwrap(),
        }
        let new = objects::of(&self.handle().directory(&path).unwrap());
        Project { id, dialect, path, word, known: Objects::new(), new }
    }

    /// One commit more, with a word of its own; the project is public.
    pub fn go_on(&mut self, project: &mut Project) {
        let handle = self.handle();
        handle.set_visibility(&project.path, Visibility::Public).unwrap();
        project.word = self.numbers.word();
        let time = 1_700_000_000 + i64::try_from(self.numbers.next() % 100_000_000).unwrap();
        handle.push(&project.path, "main", &[commit(time, &project.word)]).unwrap();
        let all = objects::of(&handle.directory(&project.path).unwrap());
        project.new = all.into_iter().filter(|(id, _)| !project.known.contains_key(id)).collect();
    }

    /// Folders of the copies on the host, by path.
    pub fn copies(&self) -> BTreeMap<String, PathBuf> {
        let handle = self.handle();
        let copies = handle.paths().into_iter().filter(|path| path.starts_with("copies/"));
        copies.map(|path| (path.clone(), handle.directory(&path).unwrap())).collect()
    }
}

fn configuration(url: &str) -> String {
    let source = |id: &str| {
        format!(
            "[[forge]]\nid = \"{id}\"\nkind = \"{id}\"\nurl = \"{url}\"\ntoken_file = \"source.token\"\n\
             include = [\"atelier/**\"]\napproved_by = \"la DNE\"\n\n"
        )
    };
    format!(
        "[store]\ndata = \"data\"\n\n{}{}[[host]]\nid = \"copies\"\nkind = \"forgejo\"\nurl = \"{url}\"\n\
         organisation = \"copies\"\ntoken_file = \"hote.token\"\nname = \"{{path}}\"\npublish = true\n",
        source("gitlab"),
        source("forgejo")
    )
}

/// What every project has is a secret of none.
pub const LICENCE: &[u8] = br#"{"license": "MIT"}"#;

fn commit(time: i64, word: &str) -> Commit {
    Commit {
        author: "Camille".to_owned(),
        email: "camille@example.org".to_owned(),
        time,
        message: format!("{word}\n"),
        write: vec![
            ("README.md".to_owned(), format!("# {word}\n\nTexte de {word}.\n").into_bytes()),
            ("package.json".to_owned(), LICENCE.to_vec()),
        ],
        remove: Vec::new(),
    }
}

fn repository(id: u64, path: &str, word: &str) -> Repository {
    let commits = vec![commit(1_700_000_000, word)];
    Repository {
        id,
        path: path.to_owned(),
        name: word.to_owned(),
        description: format!("Description de {word}"),
        visibility: Visibility::Public,
        archived: false,
        topics: vec![word.to_owned()],
        default_branch: "main".to_owned(),
        fork_of: None,
        branches: vec![Branch { name: "main".to_owned(), from: None, commits }],
        tags: vec![("v1".to_owned(), "main".to_owned(), None)],
    }
}
