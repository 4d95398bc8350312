//! The index under a running service: how soon a change is found, an index built anew meanwhile, damage,
//! a full disk. Records are written by this process, as another Glane would.

mod damage;
mod disk;
mod step;

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::{Duration, Instant};

use glane_catalog::model::{ProjectKey, ProjectRecord, ProjectState, SourceProject};
use glane_store::Store;
use serde_json::Value;
use tokio::runtime::Runtime;

use crate::gathered::PATIENCE;
use crate::site::Site;
use crate::support::Workshop;

const CONFIGURATION: &str =
    "[site]\ntitle = \"Essai\"\n\n[store]\ndata = \"data\"\nurl = \"sqlite:catalogue.db\"\n";

/// A folder, its catalogue, and what writes to it.
struct World {
    workshop: Workshop,
    store: Arc<dyn Store>,
    runtime: Runtime,
}

impl World {
    fn new() -> Self {
        let workshop = Workshop::new(CONFIGURATION);
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
        let url = format!("sqlite:{}", workshop.path("catalogue.db").display());
        let store = runtime.block_on(glane_store::open(&url)).unwrap();
        Self { workshop, store, runtime }
    }

    /// Writes a project whose name is a word.
    fn put(&self, id: &str, word: &str) {
        let mut record = ProjectRecord::discovered(SourceProject {
            name: word.to_owned(),
            description: Some(format!("Un cours sur {word}.")),
            clone_url: format!("https://example.org/eole/{id}.git"),
            ..SourceProject::public(key(id), &format!("eole/{id}"))
        });
        record.state = ProjectState::Published;
        self.runtime.block_on(self.store.put_project(&record)).unwrap();
    }

    fn remove(&self, id: &str) {
        self.runtime.block_on(self.store.remove_project(&key(id))).unwrap();
    }

    fn index(&self) -> PathBuf {
        self.workshop.path("data/index")
    }
}

fn key(id: &str) -> ProjectKey {
    format!("mim:{id}").parse().unwrap()
}

/// Whether a word is found; whatever happens, the answer is a page.
fn finds(site: &Site, word: &str) -> bool {
    let (status, page) = site.get(&format!("/recherche?q=%22{word}%22"));
    assert!(matches!(status, 200 | 503) && page.contains("<html"), "{status}: {page}");
    status == 200 && page.contains("class=\"hits\"")
}

fn index_of(site: &Site) -> Value {
    let (status, body) = site.get("/status.json");
    assert_eq!(status, 200, "{body}");
    let body = body.split_once("\r\n\r\n").unwrap().1;
    serde_json::from_str::<Value>(body).unwrap()["index"].clone()
}

/// How long it takes until something is so, asked again and again.
fn until(what: &str, mut is_so: impl FnMut() -> bool) -> Duration {
    let begun = Instant::now();
    while !is_so() {
        assert!(begun.elapsed() < PATIENCE, "{what} did not happen");
        std::thread::yield_now();
    }
    begun.elapsed()
}

/// The folder of the generation that serves.
fn generation(index: &Path) -> PathBuf {
    index.join(std::fs::read_to_string(index.join("current")).unwrap())
}

/// What was set aside.
fn set_aside(index: &Path) -> Vec<String> {
    let names =
        std::fs::read_dir(index).unwrap().map(|entry| entry.unwrap().file_name().into_string().unwrap());
    names.filter(|name| name.contains(".broken-")).collect()
}
