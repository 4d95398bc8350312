//! Puts the service together from its settings: store, git, forges, hosts.
//!
//! Must not do any of their work.

use std::collections::BTreeMap;
use std::path::PathBuf;
use std::sync::Arc;

use anyhow::Context as _;
use glane_store::{PausedSide, Store};

use crate::clock::Clock;
use crate::config::{Settings, Token};
use crate::egress::Reach;
use crate::forge;
use crate::layout::private;
use crate::mirror::gate::Setup;
use crate::mirror::git::{Git, minimum_version};
use crate::mirror::overview::Overviews;
use crate::mirror::pass::Context;
use crate::mirror::quota::Quota;
use crate::operate::restored;
use crate::process::Programs;
use crate::work::lock::{self, DataLock};
use crate::work::pauses::TokenFile;
use crate::work::withdrawals;

/// What every command that works on the catalogue needs.
pub struct Service {
    /// The settings.
    pub settings: Settings,
    /// The catalogue.
    pub store: Arc<dyn Store>,
    /// The time.
    pub clock: Clock,
    /// How children are started.
    pub programs: Programs,
    /// The project whose deletions a person has said are intended, whatever their number.
    pub allow_deletions: Option<String>,
    /// What a look works in where there is no data folder; gone with it.
    _momentary: Option<tempfile::TempDir>,
}

impl Service {
    /// Opens the store.
    ///
    /// # Errors
    /// When the database cannot be opened.
    pub async fn open(settings: Settings, clock: Clock, programs: Programs) -> anyhow::Result<Self> {
        let data = &settings.store.data;
        private::make(data).with_context(|| {
            let folder = data.display();
            format!("cannot make the data folder {folder}: name another in data of [store], or in GLANE_DATA")
        })?;
        let store = glane_store::open(&settings.store.url).await?;
        Ok(Self { settings, store, clock, programs, allow_deletions: None, _momentary: None })
    }

    /// For what only looks: where nothing was ever stored nothing is made, and what is there is read.
    ///
    /// # Errors
    /// As [`Self::open`].
    pub async fn look(mut settings: Settings, clock: Clock, programs: Programs) -> anyhow::Result<Self> {
        let stored = settings.store.url.strip_prefix("sqlite:").is_none_or(|file| {
            let file = file.strip_prefix("//").unwrap_or(file);
            std::path::Path::new(file).exists()
        });
        let url = if stored { settings.store.url.as_str() } else { "sqlite::memory:" };
        let store = glane_store::open(url).await?;
        let momentary = if settings.store.data.exists() {
            None
        } else {
            Some(tempfile::tempdir().context("no room for a look")?)
        };
        if let Some(folder) = &momentary {
            folder.path().clone_into(&mut settings.store.data);
        }
        Ok(Self { settings, store, clock, programs, allow_deletions: None, _momentary: momentary })
    }

    /// Where the index lies.
    #[must_use]
    pub fn index_folder(&self) -> PathBuf {
        self.settings.store.data.join("index")
    }

    /// Takes the lead of the data folder and makes it ready to mirror.
    ///
    /// # Errors
    /// When another process leads there; as [`Self::working`].
    pub async fn mirroring(&self) -> anyhow::Result<(Arc<Context>, [DataLock; 2])> {
        let lead = lock::lead(&self.settings.store.data)?;
        let (context, share) = self.working().await?;
        Ok((context, [lead, share]))
    }

    /// Takes the lead of the data folder to harvest: neither forges nor git are needed.
    ///
    /// # Errors
    /// When another process leads there, or a restore waits to be confirmed.
    pub async fn harvesting(&self) -> anyhow::Result<[DataLock; 2]> {
        let data = &self.settings.store.data;
        let lead = lock::lead(data)?;
        restored::refuse_unconfirmed(data)?;
        Ok([lead, lock::share(data).await?])
    }

    /// Takes a share of the data folder's work. Where nobody else works, leases that dead workers
    /// held are freed; otherwise they run out by themselves.
    ///
    /// # Errors
    /// When a restore waits to be confirmed, a process must be alone there, git is missing or too old, or a forge or host cannot be
    /// set up.
    pub async fn working(&self) -> anyhow::Result<(Arc<Context>, DataLock)> {
        let data = &self.settings.store.data;
        restored::refuse_unconfirmed(data)?;
        if let Some(alone) = lock::take_if_alone(data)? {
            let freed = self.store.free_leases().await?;
            if freed > 0 {
                tracing::info!(jobs = freed, "taking up the work of a process that was interrupted");
            }
            drop(alone);
        }
        let lock = lock::share(data).await?;
        let context = self.context()?;
        // Rules that cannot be read would hold every project.
        let rules = context.gate.rules(context.store.as_ref(), &context.policy.gate, &context.hosts).await;
        rules.map_err(|reason| anyhow::anyhow!(reason.message))?;
        // Without git every source would seem at fault.
        let git = minimum_version(&context.git).await.map_err(|reason| anyhow::anyhow!(reason.message))?;
        if let Some(warning) = git.warning {
            tracing::warn!("{warning}");
        }
        // What had to leave the public leaves it before anything else is done.
        withdrawals::take_up(&context).await?;
        Ok((Arc::new(context), lock))
    }

    /// Which files the tokens of forges and hosts come from.
    #[must_use]
    pub fn token_files(&self) -> Vec<TokenFile> {
        let file = |side, id: &str, token: Option<&Token>| {
            let file = token.and_then(|token| token.file.clone())?;
            Some(TokenFile { side, id: id.to_owned(), file })
        };
        let forges = self.settings.forges.iter();
        let forges = forges.map(|forge| file(PausedSide::Forge, forge.id.as_str(), forge.token.as_ref()));
        let hosts = self.settings.hosts.iter();
        let hosts = hosts.map(|host| file(PausedSide::Host, host.id.as_str(), host.token.as_ref()));
        forges.chain(hosts).flatten().collect()
    }

    /// What the steps work with, without the lock: for what only reads.
    ///
    /// # Errors
    /// When a forge or host cannot be set up.
    pub fn context(&self) -> anyhow::Result<Context> {
        let settings = &self.settings;
        // Each forge and host may be reached where its own address says; git, wherever one of them does.
        let network = Reach::new(settings.network.clone());
        let mut forges = BTreeMap::new();
        for entry in &settings.forges {
            forges.insert(entry.id.clone(), forge::build(entry, &network)?);
        }
        // The files of releases are taken from the forges by the hosts that they go to.
        let from_forges = network.also(settings.forges.iter().filter_map(|forge| forge.url.as_ref()));
        let hosts = settings.hosts.iter().map(|host| forge::build_host(host, &from_forges));
        let hosts = hosts.collect::<Result<Vec<_>, _>>()?;
        let data = std::path::absolute(&settings.store.data)?;
        let git = Git::new(self.programs.clone(), &data, settings.policy.git_timeout)
            .and_then(|git| git.reaching(Reach::of(settings)))
            .with_context(|| format!("cannot write under {}", data.display()))?;
        Ok(Context {
            store: Arc::clone(&self.store),
            git,
            programs: self.programs.clone(),
            clock: self.clock.clone(),
            data,
            policy: settings.policy.clone(),
            gate: Setup::new(&settings.forges),
            forges,
            hosts,
            allow_deletions: self.allow_deletions.clone(),
            sources: settings.forges.iter().map(|forge| (forge.id.clone(), forge.clone())).collect(),
            catalogues: settings.sources.clone(),
            reach: network,
            overviews: Overviews::default(),
            quota: Quota::default(),
        })
    }
}
