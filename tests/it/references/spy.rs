//! A host that can be told what it takes and what it shows, over a folder of bare repositories, and
//! passes run in this process against it.

use std::collections::BTreeMap;
use std::path::PathBuf;
use std::sync::{Arc, Mutex};
use std::time::Duration;

use async_trait::async_trait;
use glane::clock::Clock;
use glane::config::{Environment, HostKind, HostSettings, load};
use glane::forge::{
    Checked, Dress, ForgeError, Host, HostLimits, Release, ReleaseJudge, Released, Seen, Target, build_host,
};
use glane::mirror::discover::{self, Asked, Wish};
use glane::mirror::outcome::PassReport;
use glane::mirror::pass::{self, Context};
use glane::process::Programs;
use glane::service::Service;
use glane_catalog::model::{HostId, Reason, ReasonCode, SourceProject};
use glane_store::JobKind;

use crate::support::{GLANE, Workshop, published};

/// What the host was asked, and what it answers.
#[derive(Default)]
pub struct Spied {
    pub limits: HostLimits,
    /// Shown as an overview; none for a host that has none.
    pub states: Option<BTreeMap<String, String>>,
    /// Whether it lies on this machine for whoever asks.
    pub on_disk: bool,
    pub is_public: bool,
    /// An address under which repositories exist, and its token, in place of the folder.
    pub address: Option<(String, String)>,
    /// Where programs are looked for, in place of the usual places.
    pub search_path: Option<PathBuf>,
    pub calls: Vec<String>,
    /// What happens elsewhere while it is asked something.
    pub meanwhile: Option<Meanwhile>,
}

/// Told what was asked.
pub type Meanwhile = Arc<dyn Fn(&str) + Send + Sync>;

pub struct Spy {
    inner: Box<dyn Host>,
    spied: Arc<Mutex<Spied>>,
}

impl Spy {
    fn note(&self, call: &str) {
        let mut spied = self.spied.lock().unwrap();
        let meanwhile = spied.meanwhile.clone();
        spied.calls.push(call.to_owned());
        drop(spied);
        if let Some(meanwhile) = meanwhile {
            meanwhile(call);
        }
    }

    fn name(target: &Target) -> &str {
        target.name.as_str()
    }
}

#[async_trait]
impl Host for Spy {
    fn id(&self) -> &HostId {
        self.inner.id()
    }
    fn on_disk(&self, name: &str) -> Option<PathBuf> {
        let on_disk = self.spied.lock().unwrap().on_disk;
        self.inner.on_disk(name).filter(|_| on_disk)
    }
    fn name_for(&self, project: &SourceProject) -> String {
        self.inner.name_for(project)
    }
    async fn ensure(&self, name: &str, dress: &Dress) -> Result<Target, ForgeError> {
        self.note(&format!("ensure {name}"));
        let is_public = self.spied.lock().unwrap().is_public;
        let public_url = is_public.then(|| format!("https://copies.example/{name}"));
        Ok(Target { is_public, public_url, ..self.inner.ensure(name, dress).await? })
    }
    async fn dress(&self, target: &Target, dress: &Dress) -> Result<(), ForgeError> {
        self.note(&format!("dress {} archived={}", Self::name(target), dress.archived));
        self.inner.dress(target, dress).await
    }
    fn limits(&self) -> HostLimits {
        self.spied.lock().unwrap().limits
    }
    async fn overview(&self) -> Result<Option<BTreeMap<String, Seen>>, ForgeError> {
        self.note("overview");
        let spied = self.spied.lock().unwrap();
        let seen = |state: &String| Seen { state: state.clone(), is_public: spied.is_public };
        Ok(spied.states.as_ref().map(|states| states.iter().map(|(n, s)| (n.clone(), seen(s))).collect()))
    }
    async fn reveal(&self, target: &Target, _: &Dress) -> Result<Option<String>, ForgeError> {
        let place = std::path::Path::new(&target.push);
        let branches = if place.is_absolute() { published(place).len() } else { 0 };
        self.note(&format!("reveal {} with {branches}", Self::name(target)));
        self.spied.lock().unwrap().is_public = true;
        Ok(Some(format!("https://copies.example/{}", target.name)))
    }
    async fn rename(&self, from: &str, to: &str, _: &Dress) -> Result<(), ForgeError> {
        self.note(&format!("rename {from} {to}"));
        let place = |name: &str| self.inner.on_disk(name).unwrap();
        match std::fs::rename(place(from), place(to)) {
            Ok(()) => Ok(()),
            Err(_) => Err(ForgeError::new(Reason::new(ReasonCode::HostRefused, "there is none"))),
        }
    }
    async fn release(
        &self,
        target: &Target,
        releases: &[Release],
        _: &dyn ReleaseJudge,
    ) -> Result<Released, ForgeError> {
        self.note(&format!("release {} {}", Self::name(target), releases.len()));
        Ok(Released { made: releases.len() as u64, ..Released::default() })
    }
    async fn check(&self) -> Result<Checked, ForgeError> {
        self.inner.check().await
    }
}

/// Everything is looked at: what is asked of the host is what these tests are about.
const ALL: Wish<'static> = Wish { only: None, asked: Asked::ForAll };

/// Passes in this process, against one spied host.
pub struct Passes {
    pub context: Context,
    pub clock: Clock,
    pub spied: Arc<Mutex<Spied>>,
}

impl Passes {
    pub async fn new(workshop: &Workshop, spied: Spied) -> Self {
        let environment = Environment::process();
        let mut settings = load(&workshop.path("glane.toml"), &environment).unwrap().settings;
        let mut host = HostSettings::new(HostId::new("copies").unwrap(), HostKind::Plain);
        match &spied.address {
            None => host.path = Some(workshop.path("host")),
            Some((url, token)) => {
                host.url = Some(url.parse().unwrap());
                host.token = Some(token.clone().into());
            }
        }
        host.name = "{path}".to_owned();
        settings.hosts.clear();
        let clock = Clock::fixed(jiff::Timestamp::from_second(1_800_000_000).unwrap());
        let path = environment.get("PATH").unwrap_or("/usr/bin:/bin").to_owned();
        let search_path = spied.search_path.clone().map_or_else(|| path.into(), Into::into);
        let programs = Programs { glane: GLANE.into(), search_path };
        let service = Service::open(settings, clock.clone(), programs).await.unwrap();
        let mut context = service.context().unwrap();
        let spied = Arc::new(Mutex::new(spied));
        let spy = Spy {
            inner: build_host(&host, &glane::egress::Reach::default()).unwrap(),
            spied: Arc::clone(&spied),
        };
        context.hosts = vec![Box::new(spy)];
        Self { context, clock, spied }
    }

    /// One pass over every project, a moment later than the last one.
    pub async fn pass(&self) -> Vec<PassReport> {
        self.clock.advance(60);
        for forge in self.context.forges.values() {
            discover::discover(&self.context, forge.as_ref(), ALL).await.unwrap().unwrap();
        }
        let (mut reports, lease) = (Vec::new(), Duration::from_secs(600));
        let store = &self.context.store;
        while let Some(job) = store.claim_job("essai", self.clock.now(), lease).await.unwrap() {
            assert_eq!(job.kind, JobKind::Mirror);
            reports.push(pass::run(&self.context, &job).await.unwrap());
        }
        reports
    }

    /// The only project's outcome and reason codes.
    pub async fn only(&self) -> (String, Vec<&'static str>, String) {
        let reports = self.pass().await;
        let [report] = <[PassReport; 1]>::try_from(reports).ok().unwrap();
        let codes = report.reasons.iter().map(|reason| reason.code.as_str()).collect();
        let said = report.reasons.iter().map(|reason| reason.message.as_str()).collect::<Vec<_>>().join("; ");
        (report.state.as_str().to_owned(), codes, said)
    }

    /// What the host was asked since the last time.
    pub fn calls(&self) -> Vec<String> {
        std::mem::take(&mut self.spied.lock().unwrap().calls)
    }
}
