//! A catalogue to harvest into, and the harvester as the tests run it: without pauses.

use std::time::Duration;

use glane::clock::Clock;
use glane::config::{SourceKind, SourceSettings};
use glane::egress::Reach;
use glane::forge::Limits;
use glane::harvest::open_within;
use glane::harvest::run::{Harvested, Harvester, Wish};
use glane_catalog::model::{Field, ResourceKey, ResourceRecord, SourceId};
use glane_store::Store;
use url::Url;

/// An empty catalogue in a folder of its own.
pub struct Shelf {
    folder: tempfile::TempDir,
    pub store: std::sync::Arc<dyn Store>,
    pub settings: SourceSettings,
    /// When harvests stop between two pages.
    pub until: Option<jiff::Timestamp>,
}

impl Shelf {
    /// For a source of OAI-PMH at this address.
    pub async fn of(url: &Url) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let address = format!("sqlite:{}", folder.path().join("glane.db").display());
        let store = glane_store::open(&address).await.unwrap();
        let id = SourceId::new("portail").unwrap();
        let settings = SourceSettings { url: Some(url.clone()), ..SourceSettings::new(id, SourceKind::Oai) };
        Self { store, folder, settings, until: None }
    }

    /// Begins the database anew, beside what is noted of the source.
    pub async fn lose(&mut self) {
        let address = format!("sqlite:{}", self.folder.path().join("other.db").display());
        self.store = glane_store::open(&address).await.unwrap();
    }

    pub async fn harvest(&self) -> Harvested {
        self.harvest_with(Wish::default()).await
    }

    pub async fn harvest_with(&self, wish: Wish) -> Harvested {
        let clock = Clock::fixed("2026-02-01T00:00:00Z".parse().unwrap());
        let url = self.settings.url.as_ref().unwrap();
        let limits = Limits {
            pause: Duration::from_millis(1),
            longest_wait: Duration::from_millis(5),
            attempts: 3,
            reach: Reach::default(),
            ..Limits::for_address(url)
        };
        let harvester = Harvester {
            store: self.store.as_ref(),
            clock: &clock,
            data: self.folder.path(),
            imported: None,
            until: self.until,
            open: &|settings, since| open_within(settings, &limits, since),
            progress: &|_, _| {},
        };
        harvester.harvest(&self.settings, wish).await.unwrap()
    }

    /// Every record that is kept.
    pub async fn records(&self) -> Vec<ResourceRecord> {
        self.store.resources(0, 10_000).await.unwrap()
    }

    /// The numbers that the records have at their source, in order.
    pub async fn numbers(&self) -> Vec<usize> {
        let mut numbers: Vec<usize> = self.records().await.iter().map(number).collect();
        numbers.sort_unstable();
        numbers
    }

    pub async fn title_of(&self, wanted: usize) -> String {
        let records = self.records().await;
        let found = records.iter().find(|record| number(record) == wanted).unwrap();
        found.fields.value(Field::Name).unwrap().to_owned()
    }
}

fn number(record: &ResourceRecord) -> usize {
    let ResourceKey::Record { id, .. } = &record.key else { panic!("{:?} is no record", record.key) };
    id.rsplit(':').next().unwrap().parse().unwrap()
}
