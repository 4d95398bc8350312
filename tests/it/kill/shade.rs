//! Who may see the projects of the forge: some stop being public, before a pass or in its midst, get
//! commits that nobody outside may have, and are public again without them.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use glane_sample_forge::Handle;
use glane_sample_forge::spec::{Branch, Repository, Visibility};

use super::ministry::commit;
use crate::support::published;

/// Projects that change sides, of those that the forge has.
const CHANGING: [u64; 3] = [7, 8, 9];

type References = BTreeMap<String, String>;

#[derive(Clone)]
pub struct Shades {
    source: Handle,
    host: Handle,
    state: Arc<Mutex<State>>,
}

#[derive(Default)]
struct State {
    /// Projects that are not public, each with what stood at its source and on its copy as it left.
    hidden: BTreeMap<String, (References, Option<References>)>,
    /// Commits that were never public.
    secrets: BTreeSet<String>,
    /// A project that leaves once the next listing has shown it.
    leaving: Option<String>,
    met: u64,
}

impl Shades {
    pub fn new(source: Handle, host: Handle) -> Self {
        Self { source, host, state: Arc::default() }
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    pub fn is_hidden(&self, path: &str) -> bool {
        self.state().hidden.contains_key(path)
    }

    /// What the copy of a project that is not public now had when it stopped being so.
    pub fn frozen(&self) -> BTreeMap<String, Option<References>> {
        self.state().hidden.iter().map(|(path, (_, copy))| (path.clone(), copy.clone())).collect()
    }

    pub fn secrets(&self) -> BTreeSet<String> {
        self.state().secrets.clone()
    }

    /// How often a project left between the listing and the end of a pass.
    pub fn met(&self) -> u64 {
        self.state().met
    }

    /// One of the changing projects leaves, comes back, or leaves in the midst of the next pass.
    pub fn change(&self, draw: u64, round: u64) {
        let id = CHANGING[(draw % 3) as usize];
        let path = format!("dsi/outil-{id}");
        if self.is_hidden(&path) {
            self.show(&path);
        } else if (draw / 3).is_multiple_of(2) {
            self.hide(&path, round);
        } else if (draw / 6).is_multiple_of(2) && self.state().leaving.is_none() {
            self.state().leaving = Some(path.clone());
            let shades = self.clone();
            self.source.after_listing(id + 1, move |_| {
                shades.state().leaving = None;
                if !shades.is_hidden(&path) {
                    shades.hide(&path, round);
                    shades.state().met += 1;
                }
            });
        }
    }

    fn hide(&self, path: &str, round: u64) {
        let copy = self.host.directory(&format!("copies/{}", path.replace('/', "-"))).ok();
        self.source.set_visibility(path, Visibility::Private).unwrap();
        let directory = self.source.directory(path).unwrap();
        let before = (published(&directory), copy.map(|copy| published(&copy)));
        for branch in ["main", "secret"] {
            self.source.push(path, branch, &[commit(1_000_000 + round)]).unwrap();
        }
        let known: BTreeSet<&String> = before.0.values().collect();
        let made: Vec<String> =
            published(&directory).into_values().filter(|id| !known.contains(id)).collect();
        assert_eq!(made.len(), 2);
        let mut state = self.state();
        state.secrets.extend(made);
        state.hidden.insert(path.to_owned(), before);
    }

    /// Everything that was made meanwhile goes before it is public again.
    fn show(&self, path: &str) {
        let Some((before, _)) = self.state().hidden.remove(path) else { return };
        for (name, id) in &before {
            self.source.set_reference(path, name, id).unwrap();
        }
        self.source.delete_branch(path, "secret").unwrap();
        self.source.set_visibility(path, Visibility::Public).unwrap();
    }
}

/// A project of the forge with a licence.
pub fn lesson(id: u64, path: &str) -> Repository {
    let mut first = commit(0);
    first.write = vec![
        ("README.md".to_owned(), format!("# Outil {id}\n\nUn texte.\n").into_bytes()),
        ("package.json".to_owned(), br#"{"name": "essai", "license": "MIT"}"#.to_vec()),
    ];
    Repository {
        id,
        path: path.to_owned(),
        name: format!("Outil {id}"),
        description: format!("Outil numéro {id}"),
        visibility: Visibility::Public,
        archived: false,
        topics: Vec::new(),
        default_branch: "main".to_owned(),
        fork_of: None,
        branches: vec![Branch { name: "main".to_owned(), from: None, commits: vec![first] }],
        tags: Vec::new(),
    }
}
