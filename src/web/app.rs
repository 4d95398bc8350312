//! What every handler is given, and the frame of a page.
//!
//! Cheap to clone; must not hold anything of one request.

use std::collections::BTreeMap;
use std::net::SocketAddr;
use std::num::NonZero;
use std::path::PathBuf;
use std::sync::Arc;

use glane_catalog::model::{ForgeId, ProjectRecord};
use glane_index::{Hit, Index, Page, Request, Why};
use glane_store::{ForgeRow, PausedSide, Store};
use glane_templates as templates;
use glane_templates::page::resource::IssueForm;
use jiff::Timestamp;
use jiff::civil::Date;
use jiff::tz::TimeZone;
use tokio::sync::{Mutex, Notify, OwnedSemaphorePermit, Semaphore};

use super::dataset::Downloads;
use super::error::PageError;
use super::files::{Apart, Desk};
use super::oai::Repository;
use super::overview::Overview;
use super::webhooks::Hooks;
use crate::clock::Clock;
use crate::config::{ForgeKind, Operator, Policy, Settings};
use crate::process::Programs;

/// Clones served at a time: each is a process.
const CLONES: usize = 8;

/// The state of the site.
#[derive(Clone)]
pub struct App {
    shared: Arc<Shared>,
}

struct Shared {
    title: String,
    origin: Option<String>,
    policy: Policy,
    store: Arc<dyn Store>,
    index: Index,
    clock: Clock,
    data: PathBuf,
    zone: TimeZone,
    clones: Semaphore,
    searches: Arc<Semaphore>,
    clone_base: String,
    operator: templates::OperatorView,
    programs: Programs,
    wake: Arc<Notify>,
    kinds: BTreeMap<ForgeId, ForgeKind>,
    /// What other catalogues are called, by their ids.
    catalogues: BTreeMap<String, String>,
    overview: Mutex<Option<Arc<Overview>>>,
    hooks: Hooks,
    downloads: Downloads,
    desk: Desk,
    apart: Option<Apart>,
    repository: Repository,
    sides: Vec<(PausedSide, String)>,
}

/// How many questions the index is asked at a time: more than the cores can answer would only take memory
/// and the time of each other.
fn searches() -> usize {
    2 * std::thread::available_parallelism().map_or(1, NonZero::get)
}

impl App {
    /// Puts the state together; `listen` is where the site is reached while it has no public address,
    /// and `wake` is told when a job was filed that is due.
    #[must_use]
    pub fn new(
        settings: &Settings,
        listen: SocketAddr,
        store: Arc<dyn Store>,
        index: Index,
        clock: Clock,
        programs: Programs,
        wake: Arc<Notify>,
    ) -> Self {
        let origin = settings.site.url.as_ref().map(|url| url.as_str().trim_end_matches('/').to_owned());
        let clone_base = origin.clone().unwrap_or_else(|| format!("http://{listen}"));
        let kinds = settings.forges.iter().map(|forge| (forge.id.clone(), forge.kind));
        let catalogues = settings.sources.iter();
        let catalogues = catalogues.map(|source| (source.id.to_string(), source.label().to_owned()));
        let shared = Shared {
            title: settings.site.title.clone(),
            programs,
            wake,
            downloads: Downloads::new(settings, &clone_base),
            desk: Desk::new(&settings.store.data),
            apart: settings
                .site
                .files_url
                .as_ref()
                .map(|files| Apart::new(files, settings.site.url.as_ref())),
            repository: Repository::new(settings, &clone_base),
            clone_base,
            kinds: kinds.collect(),
            catalogues: catalogues.collect(),
            overview: Mutex::new(None),
            hooks: Hooks::new(&settings.forges),
            sides: sides(settings),
            operator: operator(&settings.site.operator),
            origin,
            policy: settings.policy.clone(),
            store,
            index,
            clock,
            data: settings.store.data.clone(),
            // A machine without time zone data writes dates in UTC.
            zone: TimeZone::get("Europe/Paris").unwrap_or(TimeZone::UTC),
            clones: Semaphore::new(CLONES),
            searches: Arc::new(Semaphore::new(searches())),
        };
        Self { shared: Arc::new(shared) }
    }

    /// The catalogue.
    pub(super) fn store(&self) -> &dyn Store {
        self.shared.store.as_ref()
    }

    /// The catalogue, for what goes on after an answer has begun.
    pub(super) fn shared_store(&self) -> Arc<dyn Store> {
        Arc::clone(&self.shared.store)
    }

    /// What downloads of the catalogue share.
    pub(super) fn downloads(&self) -> &Downloads {
        &self.shared.downloads
    }

    /// How much of files is handed out at a time.
    pub(super) fn desk(&self) -> &Desk {
        &self.shared.desk
    }

    /// The host of files, where they have one of their own.
    pub(super) fn files_apart(&self) -> Option<&Apart> {
        self.shared.apart.as_ref()
    }

    /// What those who harvest are told of the catalogue.
    pub(super) fn repository(&self) -> &Repository {
        &self.shared.repository
    }

    /// What another catalogue is called, by its id; one that is no longer configured has no name.
    pub(super) fn source_name(&self, id: &str) -> Option<&str> {
        self.shared.catalogues.get(id).map(String::as_str)
    }

    /// The index.
    pub(super) fn index(&self) -> &Index {
        &self.shared.index
    }

    /// What may become public.
    pub(super) fn policy(&self) -> &Policy {
        &self.shared.policy
    }

    /// What the site is called.
    pub(super) fn title(&self) -> &str {
        &self.shared.title
    }

    /// The present instant.
    pub(super) fn now(&self) -> Timestamp {
        self.shared.clock.now()
    }

    /// The present day, in UTC.
    pub(super) fn today(&self) -> Date {
        self.now().to_zoned(TimeZone::UTC).date()
    }

    /// Root of the repositories.
    pub(super) fn data(&self) -> &std::path::Path {
        &self.shared.data
    }

    /// How git is started.
    pub(super) fn programs(&self) -> &Programs {
        &self.shared.programs
    }

    /// Has whoever does the jobs look at the table now.
    pub(super) fn wake(&self) {
        self.shared.wake.notify_one();
    }

    /// Places for clones under way.
    pub(super) fn clones(&self) -> &Semaphore {
        &self.shared.clones
    }

    /// The last overview of the catalogue.
    pub(super) fn overview(&self) -> &Mutex<Option<Arc<Overview>>> {
        &self.shared.overview
    }

    /// The forges that may tell us something.
    pub(super) fn hooks(&self) -> &Hooks {
        &self.shared.hooks
    }

    /// The forges and hosts by their names.
    pub(super) fn sides(&self) -> &[(PausedSide, String)] {
        &self.shared.sides
    }

    /// The address from which a project's public copy can be cloned here.
    pub(super) fn clone_address(&self, record: &ProjectRecord) -> String {
        let path = templates::address::encode_path(&record.source.path);
        format!("{}/git/{}/{path}.git", self.shared.clone_base, record.source.key.forge)
    }

    /// The address under which the source shows the files of the examined commit.
    pub(super) fn file_base(&self, record: &ProjectRecord) -> Option<String> {
        self.file_base_at(record, record.examination.as_ref()?.commit.as_ref()?)
    }

    /// The same, of another commit.
    pub(super) fn file_base_at(&self, record: &ProjectRecord, commit: &str) -> Option<String> {
        let is_gitlab = self.kind_of(record) == Some(ForgeKind::Gitlab);
        let page = record.source.web_url.as_ref().filter(|_| is_gitlab)?;
        Some(format!("{page}/-/blob/{commit}/"))
    }

    /// Where the authors of a project are written to at its forge.
    pub(super) fn issue_form(&self, record: &ProjectRecord) -> Option<IssueForm> {
        let page = record.source.web_url.clone()?;
        match self.kind_of(record)? {
            ForgeKind::Gitlab => Some(IssueForm::Gitlab(page)),
            ForgeKind::Forgejo | ForgeKind::Github => Some(IssueForm::Github(page)),
            ForgeKind::Plain => None,
        }
    }

    fn kind_of(&self, record: &ProjectRecord) -> Option<ForgeKind> {
        self.shared.kinds.get(&record.source.key.forge).copied()
    }

    /// Where the site is reached, without a final slash.
    pub(super) fn base(&self) -> &str {
        &self.shared.clone_base
    }

    /// A place among the questions that the index is asked at a time.
    pub(super) async fn place_to_search(&self) -> Option<OwnedSemaphorePermit> {
        // It is never closed.
        Arc::clone(&self.shared.searches).acquire_owned().await.ok()
    }

    /// Runs one search.
    ///
    /// # Errors
    /// When the index cannot answer.
    pub(super) async fn search(&self, request: Request) -> Result<Page, PageError> {
        let request = Request { today: Some(self.today()), ..request };
        self.asked(move |searcher| searcher.search(&request)).await
    }

    /// Why a result is among those of a search, on a thread that may block.
    ///
    /// # Errors
    /// When the index cannot answer.
    pub(super) async fn explain(&self, request: Request, hit: &Hit) -> Result<Option<Why>, PageError> {
        let request = Request { today: Some(self.today()), ..request };
        let (kind, key) = (hit.card.kind, hit.key.clone());
        self.asked(move |searcher| searcher.explain(&request, kind, &key)).await
    }

    /// The forges and the frame of pages, which says when the data was gathered.
    ///
    /// # Errors
    /// When the store cannot answer.
    pub(super) async fn frame(&self) -> Result<(templates::Site, Vec<ForgeRow>), PageError> {
        let forges = self.store().forges().await?;
        // The oldest complete listing: every figure of a page is at least that recent.
        let as_of = forges.iter().filter_map(|row| row.complete_at).min();
        Ok((self.site(as_of), forges))
    }

    /// The site's part of a frame.
    pub(super) fn site(&self, as_of: Option<Timestamp>) -> templates::Site {
        templates::Site {
            name: self.shared.title.clone(),
            origin: self.shared.origin.clone(),
            as_of,
            zone: self.shared.zone.clone(),
            operator: self.shared.operator.clone(),
        }
    }

    /// A forge's id from an address; none for what cannot be one.
    pub(super) fn forge(text: &str) -> Option<ForgeId> {
        ForgeId::new(text).ok()
    }
}

fn sides(settings: &Settings) -> Vec<(PausedSide, String)> {
    let forges = settings.forges.iter().map(|forge| (PausedSide::Forge, forge.id.to_string()));
    let hosts = settings.hosts.iter().map(|host| (PausedSide::Host, host.id.to_string()));
    forges.chain(hosts).collect()
}

fn operator(said: &Operator) -> templates::OperatorView {
    templates::OperatorView {
        publisher: said.publisher.clone(),
        host: said.hosting.clone(),
        contact: said.contact.clone(),
        accessibility_contact: said.accessibility_contact.clone(),
    }
}
