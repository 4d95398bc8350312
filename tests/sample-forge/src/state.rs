//! What the forge holds at this moment, behind one lock.
//!
//! Must not know HTTP answers or git transport.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use axum::http::HeaderMap;

use crate::fault::{Fault, Trigger};
use crate::git;
use crate::handle::Handle;
use crate::project::{Dialect, Project, has_readme};
use crate::refuse;
use crate::request::Request;
use crate::token::{self, Bearer, Credential, Token};

/// First id given to a repository created through the API.
const FIRST_CREATED: u64 = 1_000_001;

/// First id of a group.
const FIRST_GROUP: u64 = 5_001;

/// Something to do once after a matching request was answered.
pub(crate) type Deed = Box<dyn FnOnce(&Handle) + Send>;

/// Everything the forge holds.
#[derive(Default)]
pub(crate) struct State {
    pub(crate) projects: BTreeMap<u64, Project>,
    /// Former and present paths, lower case, to ids.
    pub(crate) paths: HashMap<String, u64>,
    /// Groups' full paths in the order in which they were first seen.
    groups: Vec<String>,
    pub(crate) organisations: Vec<String>,
    /// Organisations in which the Forgejo dialect creates repositories.
    pub(crate) forgejo_organisations: Vec<String>,
    /// Owners of the Forgejo dialect that only people with an account see, lower case.
    pub(crate) limited: Vec<String>,
    /// Whether GitLab keeps deleted projects for some days.
    pub(crate) delays_deletion: bool,
    /// Where large files are said to be, if not where they are.
    pub(crate) large_files_at: Option<String>,
    pub(crate) tokens: Vec<Token>,
    pub(crate) faults: Vec<(Trigger, Fault)>,
    pub(crate) after_request: Vec<(Trigger, Deed)>,
    pub(crate) after_listing: Vec<(u64, Deed)>,
    pub(crate) requests: Vec<Request>,
    pub(crate) apps: Vec<App>,
    /// Statements by which Apps asked for tokens.
    pub(crate) statements: Vec<String>,
    created: u64,
}

/// A GitHub App, installed in an organisation.
#[derive(Debug, Clone)]
pub(crate) struct App {
    pub(crate) id: u64,
    pub(crate) installation: u64,
    pub(crate) organisation: String,
    /// Seconds for which its tokens are said to hold.
    pub(crate) lifetime: i64,
}

/// The forge as its handlers see it.
#[derive(Clone)]
pub(crate) struct Shared {
    pub(crate) state: Arc<Mutex<State>>,
    /// `http://127.0.0.1:port`, without a slash at the end.
    pub(crate) base: Arc<str>,
    /// Where the bare repositories lie.
    pub(crate) directory: Arc<Path>,
}

impl Shared {
    /// The state; a test that died while it held the lock does not stop the others.
    pub(crate) fn lock(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Where a repository of that id lies.
    pub(crate) fn place(&self, id: u64) -> PathBuf {
        self.directory.join(format!("{id}.git"))
    }

    /// Protects these branches of a project and no others.
    pub(crate) fn protect(&self, project: &Project, branches: BTreeSet<String>) {
        // If the hook cannot be written the forge is laxer than it says: a test would notice.
        let _ = refuse::protect(&project.directory, &branches);
        if let Some(kept) = self.lock().projects.get_mut(&project.id) {
            kept.protected = Some(branches);
        }
    }

    /// After branches changed: the time of the change, a default branch that exists (hosts choose
    /// one when the first branch comes), and whether it has a README.
    pub(crate) fn settle(&self, id: u64, time: i64) {
        let Some(project) = self.lock().projects.get(&id).cloned() else { return };
        let branches = git::branches(&project.directory).unwrap_or_default();
        let wanted = [project.default_branch.as_str(), "main", "master"].into_iter();
        let there = |name: &&str| branches.iter().any(|branch| branch == name);
        let default = wanted.chain(branches.first().map(String::as_str)).find(there);
        let default = default.unwrap_or(&project.default_branch);
        if default != project.default_branch {
            // If git refuses, HEAD names a branch that is not there until the next change.
            let _ = git::point_head(&project.directory, default);
        }
        let has_readme = has_readme(&project.directory, default);
        if let Some(kept) = self.lock().projects.get_mut(&id) {
            kept.active = time;
            kept.has_readme = has_readme;
            default.clone_into(&mut kept.default_branch);
        }
        let first = project.protected.is_none() && !branches.is_empty();
        if first && project.made_here && project.dialect == Dialect::GitLab {
            self.protect(&project, [default.to_owned()].into());
        }
    }
}

/// What a path leads to.
#[derive(Debug, Clone)]
pub(crate) enum Found {
    Here(Project),
    Moved(Project),
}

impl State {
    /// Takes a project in; false when its id or path is taken.
    pub(crate) fn insert(&mut self, project: Project) -> bool {
        let key = project.path.to_lowercase();
        let taken = self.at(&project.path).is_some_and(|found| matches!(found, Found::Here(_)));
        if taken || self.projects.contains_key(&project.id) {
            return false;
        }
        self.register_groups(project.namespace());
        self.paths.insert(key, project.id);
        self.projects.insert(project.id, project);
        true
    }

    /// The project at a present or former path.
    pub(crate) fn at(&self, path: &str) -> Option<Found> {
        let project = self.projects.get(self.paths.get(&path.to_lowercase())?)?.clone();
        Some(if project.path.eq_ignore_ascii_case(path) {
            Found::Here(project)
        } else {
            Found::Moved(project)
        })
    }

    /// An id for a repository created through the API.
    pub(crate) fn next_id(&mut self) -> u64 {
        let id = FIRST_CREATED + self.created;
        self.created += 1;
        id
    }

    /// Moves a project; its former path goes on leading to it.
    pub(crate) fn rename(&mut self, id: u64, path: &str) {
        if let Some(project) = self.projects.get_mut(&id) {
            path.clone_into(&mut project.path);
            let namespace = project.namespace().to_owned();
            self.paths.insert(path.to_lowercase(), id);
            self.register_groups(&namespace);
        }
    }

    /// Forgets a project and all its paths.
    pub(crate) fn remove(&mut self, id: u64) -> Option<Project> {
        self.paths.retain(|_, known| *known != id);
        self.projects.remove(&id)
    }

    /// The number of a group.
    pub(crate) fn group_id(&self, path: &str) -> Option<u64> {
        let place = self.groups.iter().position(|group| group.eq_ignore_ascii_case(path))?;
        Some(FIRST_GROUP + place as u64)
    }

    /// The full path of a group given by number or path.
    pub(crate) fn group(&self, name: &str) -> Option<&str> {
        let numbered = |id: u64| self.groups.get(usize::try_from(id.checked_sub(FIRST_GROUP)?).ok()?);
        let group = name
            .parse()
            .map_or_else(|_| self.groups.iter().find(|group| group.eq_ignore_ascii_case(name)), numbered);
        group.map(String::as_str)
    }

    /// Who shows these headers.
    pub(crate) fn bearer(&self, headers: &HeaderMap) -> (Credential, Bearer) {
        let Some(secret) = token::secret_of(headers) else { return (Credential::Absent, Bearer(None)) };
        match self.tokens.iter().find(|token| token.secret == secret) {
            Some(token) => (Credential::Token(token.label.clone()), Bearer(Some(token.clone()))),
            None => (Credential::Unknown, Bearer(None)),
        }
    }

    /// The fault that hits this request; every trigger counts it.
    pub(crate) fn fault(&mut self, method: &str, path: &str) -> Option<Fault> {
        let mut hit = None;
        for (trigger, fault) in &mut self.faults {
            if trigger.fires(method, path) && hit.is_none() {
                hit = Some(fault.clone());
            }
        }
        hit
    }

    /// Takes out what is to be done after this request.
    pub(crate) fn due_after_request(&mut self, method: &str, path: &str) -> Vec<Deed> {
        let (due, kept) = std::mem::take(&mut self.after_request)
            .into_iter()
            .map(|(mut trigger, deed)| (trigger.fires(method, path), trigger, deed))
            .partition::<Vec<_>, _>(|(fires, ..)| *fires);
        self.after_request = kept.into_iter().map(|(_, trigger, deed)| (trigger, deed)).collect();
        due.into_iter().map(|(_, _, deed)| deed).collect()
    }

    /// Takes out what is to be done after a listing that showed these projects.
    pub(crate) fn due_after_listing(&mut self, shown: &[u64]) -> Vec<Deed> {
        let (due, kept) =
            std::mem::take(&mut self.after_listing).into_iter().partition(|(id, _)| shown.contains(id));
        self.after_listing = kept;
        Vec::into_iter(due).map(|(_, deed): (u64, Deed)| deed).collect()
    }

    pub(crate) fn register_groups(&mut self, namespace: &str) {
        let ends = namespace.match_indices('/').map(|(end, _)| end).chain([namespace.len()]);
        for group in ends.map(|end| &namespace[..end]) {
            if !group.is_empty() && self.group_id(group).is_none() {
                self.groups.push(group.to_owned());
            }
        }
    }
}
