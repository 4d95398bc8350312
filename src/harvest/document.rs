//! One document that holds records: `metadata.yml` as OERSI reads it, AMB or JSON-LD, a table.
//!
//! It is on the web, or a file that the operator keeps. Must not know how a record is read.

mod place;

use std::path::PathBuf;

use async_trait::async_trait;
use glane_catalog::read::{self, Format, Reading};
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use tokio::sync::Mutex;
use url::Url;

use self::place::{At, Text};
use super::record::record;
use super::{Gathered, Page, Place, Source, Trouble, Web};
use crate::config::{SourceKind, SourceSettings};

/// Records handed over at a time.
const BATCH: usize = 500;
/// Most records that a reader gives of one text: a longer one may hold more.
const MOST: usize = 10_000;

/// A document of records.
pub(super) struct Document {
    settings: SourceSettings,
    at: At,
    format: Format,
    held: Mutex<Option<Held>>,
}

/// What the document held when it was read.
struct Held {
    digest: String,
    records: Vec<Gathered>,
    is_partial: bool,
    remarks: Vec<String>,
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
        let whole = self.at.text().await?;
        if let Some(problem) = read::broken(self.format, &whole.text) {
            return Err(Trouble::Failed(format!(
                "{} cannot be read to its end ({problem}): mend it; what it gave before is kept",
                whole.name
            )));
        }
        let (mut is_partial, mut remarks) = (false, Vec::new());
        let mut texts = vec![whole];
        if self.format == Format::Oersi {
            let names = read::included(&texts[0].text);
            let included = self.at.included(&names).await;
            is_partial = !included.remarks.is_empty();
            remarks = included.remarks;
            texts.extend(included.texts);
        }
        let mut digest = Sha256::new();
        let (mut records, mut drafts) = (Vec::new(), 0);
        for text in &texts {
            digest.update((text.text.len() as u64).to_be_bytes());
            digest.update(&text.text);
            let found = read::records(self.format, &text.text);
            if found.len() >= MOST {
                is_partial = true;
                remarks.push(format!("{} holds more than {MOST} records: split it", text.name));
            }
            let alone = found.len() == 1;
            for (id, reading) in found {
                if is_draft(&reading) {
                    drafts += 1;
                } else {
                    records.push(self.one(text, id, reading, alone));
                }
            }
        }
        if let Some(what) = self.nothing(&records, drafts) {
            return Err(Trouble::Failed(format!("{} holds no record: {what}", texts[0].name)));
        }
        if drafts > 0 {
            let what = "are not published (creativeWorkStatus), and were left out";
            remarks.push(format!("{drafts} records {what}"));
        }
        let digest = digest.finalize().iter().take(12).map(|byte| format!("{byte:02x}")).collect();
        Ok(Held { digest, records, is_partial, remarks })
    }

    /// A record of a text. One that is alone and has no identifier is called by the address of its document;
    /// one of several cannot be told from its neighbours the next time.
    fn one(&self, text: &Text, id: String, reading: Reading, alone: bool) -> Gathered {
        let is_place =
            id.strip_prefix('#').is_some_and(|rest| rest.bytes().all(|byte| byte.is_ascii_digit()));
        let readable = !reading.fields.claims(glane_catalog::model::Field::Name).is_empty();
        if !is_place || !readable {
            return record(&self.settings, &id, reading);
        }
        if alone {
            return record(&self.settings, &text.id, reading);
        }
        let why = format!("it has no id: write its address as id (in {})", text.name);
        Gathered::Refused { id, why }
    }

    /// Why nothing of a document can be taken, where nothing can: its head may be broken, and what it gave
    /// before is not gone.
    fn nothing(&self, records: &[Gathered], drafts: u64) -> Option<String> {
        match records.first() {
            None => (drafts == 0).then(|| self.wanted().to_owned()),
            Some(Gathered::Refused { id, why }) => {
                let all = records.iter().all(|one| matches!(one, Gathered::Refused { .. }));
                all.then(|| format!("{id}: {why}"))
            }
            Some(_) => None,
        }
    }

    /// What such a document has to look like.
    fn wanted(&self) -> &'static str {
        match self.format {
            Format::Oersi => {
                "it is another tool’s metadata.yml, or empty; OERSI reads name, license, creator and \
                 creativeWorkStatus: Published"
            }
            Format::List => "a table has the names of its columns in the first row, then a row a resource",
            _ => "a resource has the type LearningResource, a name and an id",
        }
    }
}

/// Whether a record says of itself that it is not to be listed.
fn is_draft(reading: &Reading) -> bool {
    reading.findings.iter().any(|finding| finding.code == "not_published")
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

    fn is_whole(&self) -> bool {
        true
    }
}
