//! One document that holds records: `metadata.yml` as OERSI reads it, AMB or JSON-LD, a table.
//!
//! It is on the web, or a file that the operator keeps. Must not know how a record is read.

mod held;
mod place;

use std::path::PathBuf;

use async_trait::async_trait;
use glane_catalog::read::Format;
use serde::{Deserialize, Serialize};
use tokio::sync::Mutex;
use url::Url;

use self::held::{Head, Held};
use self::place::At;
use super::{Page, Place, Source, Trouble, Web};
use crate::config::{SourceKind, SourceSettings};

/// Records handed over at a time.
const BATCH: usize = 500;

/// A document of records.
pub(super) struct Document {
    settings: SourceSettings,
    at: At,
    format: Format,
    held: Mutex<Option<Held>>,
}

/// Where a harvest is: in which state of the document, and how far.
#[derive(Debug, Serialize, Deserialize)]
struct Spot {
    digest: String,
    at: usize,
}

impl Document {
    /// The document at an address.
    pub(super) fn on_web(settings: SourceSettings, web: Web, url: Url) -> Self {
        Self::at(settings, At::Web(Box::new(web), url))
    }

    /// The document that is a file of this machine.
    pub(super) fn on_disk(settings: SourceSettings, path: PathBuf) -> Self {
        Self::at(settings, At::Disk(path))
    }

    fn at(settings: SourceSettings, at: At) -> Self {
        let format = match settings.kind {
            SourceKind::Oersi => Format::Oersi,
            SourceKind::Csv => Format::List,
            _ => Format::Amb,
        };
        Self { settings, at, format, held: Mutex::new(None) }
    }

    /// Reads the document, and what it includes.
    async fn read(&self) -> Result<Held, Trouble> {
        let (format, text) = (self.format, self.at.text().await?);
        let (whole, head) = aside(move || {
            let head = Head::of(format, &text.text);
            (text, head)
        })
        .await?;
        if let Some(problem) = head.problem {
            return Err(Trouble::Failed(format!(
                "{} cannot be read to its end ({problem}): mend it; what it gave before is kept",
                whole.name
            )));
        }
        let included = self.at.included(&head.included, whole.text.len()).await;
        let settings = self.settings.clone();
        aside(move || Held::of(&settings, format, whole, included)).await?.map_err(Trouble::Failed)
    }
}

/// Reads what may be long where it keeps nobody waiting.
async fn aside<T: Send + 'static>(read: impl FnOnce() -> T + Send + 'static) -> Result<T, Trouble> {
    let read = tokio::task::spawn_blocking(read).await;
    read.map_err(|error| Trouble::Failed(format!("the document cannot be read: {error}")))
}

#[async_trait]
impl Source for Document {
    async fn page(&self, place: Option<&Place>) -> Result<Page, Trouble> {
        let spot: Option<Spot> = place.and_then(|place| serde_json::from_str(&place.0).ok());
        let mut held = self.held.lock().await;
        if place.is_none() || held.is_none() {
            *held = Some(self.read().await?);
        }
        let Some(held) = held.as_mut() else { return Ok(Page::default()) };
        let lost = || Trouble::Lost(format!("{} changed since: the harvest begins again", self.at.name()));
        let at = match (place, spot) {
            (None, _) => 0,
            (Some(_), Some(spot)) if spot.digest == held.digest => spot.at.min(held.records.len()),
            (Some(_), _) => return Err(lost()),
        };
        let end = held.records.len().min(at + BATCH);
        let mut page = Page { records: held.records[at..end].to_vec(), ..Page::default() };
        page.of = Some(held.records.len() as u64);
        if end < held.records.len() {
            let spot = Spot { digest: held.digest.clone(), at: end };
            page.next = serde_json::to_string(&spot).ok().map(Place);
        } else {
            page.is_partial = held.is_partial;
            page.remarks = std::mem::take(&mut held.remarks);
        }
        Ok(page)
    }

    async fn look(&self) -> Result<String, Trouble> {
        let held = self.read().await?;
        Ok(format!("{} records, {} of which can be taken", held.records.len(), held.usable()))
    }

    fn is_whole(&self) -> bool {
        true
    }
}
