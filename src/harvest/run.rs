//! One harvest of one source: page by page into the catalogue, each noted before the next is asked for;
//! at the end, what is gone.
//!
//! Every page can be taken again without harm. Must not know protocols, nor print.

mod conclude;
mod words;

use std::path::Path;

use glane_catalog::model::{ResourceKey, ResourceRecord};
use glane_catalog::vocabulary::imported::Imported;
use glane_store::Store;
use jiff::Timestamp;
use serde::Serialize;

use super::journal::{Journal, Refusal, UnderWay};
use super::{Gathered, Page, Source, Trouble};
use crate::clock::Clock;
use crate::config::SourceSettings;
use crate::mirror::resources;
use crate::work::lock;

/// How often a harvest begins again from the start by itself.
const MOST_LOST: u8 = 1;

/// Opens a source: by its settings, and what its last whole harvest left.
pub type Opening<'a> = dyn Fn(&SourceSettings, Option<&str>) -> Result<Box<dyn Source>, Trouble> + Sync + 'a;

/// What a harvest works with.
pub struct Harvester<'a> {
    /// The catalogue.
    pub store: &'a dyn Store,
    /// The time.
    pub clock: &'a Clock,
    /// The data folder.
    pub data: &'a Path,
    /// The vocabulary that the operator imported.
    pub imported: Option<&'a Imported>,
    /// When it stops between two pages, to go on there another time; none to go on to the end.
    pub until: Option<Timestamp>,
    /// How a source is opened.
    pub open: &'a Opening<'a>,
    /// Told after each page how many records were named, and of how many.
    pub progress: &'a (dyn Fn(u64, Option<u64>) + Sync),
}

/// What a person wishes beyond the usual.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Wish {
    /// What is gone goes, however much it is.
    pub accept_shrinking: bool,
    /// Everything is asked for, not only what is newer.
    pub whole: bool,
}

/// What a harvest came to.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct Harvested {
    /// The source.
    pub source: String,
    /// What pages call it.
    pub name: String,
    /// Records that are new.
    pub created: u64,
    /// Records that say something else.
    pub changed: u64,
    /// Records that say what they said.
    pub unchanged: u64,
    /// Records that are gone.
    pub removed: u64,
    /// Records that could not be taken; what is kept of them stays.
    pub refused: u64,
    /// The first of them, with the reason of each.
    pub refusals: Vec<Refusal>,
    /// What the source does that it should not.
    pub remarks: Vec<String>,
    /// Whether it stands where its last page ended, and goes on from there.
    pub interrupted: bool,
    /// Why the harvest did not come to its end, or did not conclude what it said.
    pub failure: Option<String>,
}

/// How the pages ended.
enum End {
    /// The last one was taken; what it left for the next harvest.
    Whole(Option<String>),
    /// Time was up before the last one.
    Paused,
    /// None could be had.
    Broken(String),
}

impl Harvester<'_> {
    /// Harvests a source to its end, from where an interrupted harvest of it stopped.
    ///
    /// # Errors
    /// When the store or the data folder fails; whatever a source does is told in the outcome.
    pub async fn harvest(&self, settings: &SourceSettings, wish: Wish) -> anyhow::Result<Harvested> {
        let folder = Journal::folder(self.data, settings);
        let Some(_lock) = lock::project(&folder)? else {
            return Ok(failed(settings, "another process harvests it: wait for its end".to_owned()));
        };
        let mut journal = Journal::open(self.data, settings)?;
        let held = self.store.resource_ids(&settings.id).await?.len() as u64;
        // Of a catalogue that was begun anew, the notes say what is there no more.
        if wish.whole || held == 0 && !journal.notes.kept_nothing_yet() {
            journal.forget()?;
        }
        if journal.notes.under_way.is_none() {
            journal.begin(self.clock.now(), held)?;
        }
        let since = journal.under_way()?.since.clone();
        let source = match (self.open)(settings, since.as_deref()) {
            Ok(source) => source,
            Err(trouble) => return Ok(failed(settings, trouble.to_string())),
        };
        let end = self.pages(settings, source.as_ref(), &mut journal).await?;
        self.ended(settings, (source.is_whole(), end), &mut journal, wish).await
    }

    /// Takes pages until there is no next one.
    async fn pages(
        &self,
        settings: &SourceSettings,
        source: &dyn Source,
        journal: &mut Journal,
    ) -> anyhow::Result<End> {
        loop {
            let under_way = journal.under_way()?;
            match source.page(under_way.place.as_ref()).await {
                Ok(page) => {
                    let (next, since) = (page.next.clone(), page.since.clone());
                    self.take(settings, page, journal).await?;
                    if next.is_none() {
                        return Ok(End::Whole(since));
                    }
                    if self.until.is_some_and(|until| self.clock.now() >= until) {
                        return Ok(End::Paused);
                    }
                }
                Err(Trouble::Failed(what)) => return Ok(End::Broken(what)),
                Err(Trouble::Lost(what)) => {
                    if under_way.place.is_none() || under_way.lost >= MOST_LOST {
                        // Whoever comes next begins at the beginning.
                        journal.notes.under_way = None;
                        journal.write()?;
                        return Ok(End::Broken(format!("{what}: the next harvest begins anew")));
                    }
                    under_way.tally.remark(&format!("{what}: the harvest began anew"));
                    (under_way.place, under_way.lost) = (None, under_way.lost + 1);
                    journal.write()?;
                }
            }
        }
    }

    /// Keeps a page: its records, then what it named, then where the next one is.
    async fn take(&self, settings: &SourceSettings, page: Page, journal: &mut Journal) -> anyhow::Result<()> {
        let mut records: Vec<ResourceRecord> = Vec::new();
        let mut named: Vec<(String, bool)> = Vec::new();
        let id_of = |id: String| ResourceKey::Record { source: settings.id.clone(), id }.id();
        let under_way = journal.under_way()?;
        for gathered in page.records {
            match gathered {
                Gathered::Record(mut record) => {
                    if let Some(imported) = self.imported {
                        words::resolve(&mut record, imported);
                    }
                    (record.found_at, record.gathered_at) = (self.clock.now(), self.clock.now());
                    named.push((record.id(), true));
                    records.push(*record);
                }
                Gathered::Gone(id) => named.push((id_of(id), false)),
                Gathered::Refused { id, why } => {
                    under_way.tally.refuse(&id, &why);
                    named.push((id_of(id), true));
                }
            }
        }
        let written = resources::keep_gathered(self.store, &settings.id, last_of_each(records)).await?;
        note(under_way, &page.remarks, (written.created, written.changed));
        under_way.is_partial |= page.is_partial;
        under_way.is_short |= page.is_short;
        under_way.place = page.next;
        journal.named.add(named.iter().map(|(id, is_there)| (id.as_str(), *is_there)))?;
        journal.write()?;
        (self.progress)(journal.named.present().count() as u64, page.of);
        Ok(())
    }
}

fn note(under_way: &mut UnderWay, remarks: &[String], (created, changed): (u64, u64)) {
    let tally = &mut under_way.tally;
    tally.pages += 1;
    tally.created += created;
    tally.changed += changed;
    for remark in remarks {
        tally.remark(remark);
    }
}

/// The records without those that come again further down.
fn last_of_each(records: Vec<ResourceRecord>) -> Vec<ResourceRecord> {
    let mut seen = std::collections::HashSet::new();
    let mut last: Vec<ResourceRecord> =
        records.into_iter().rev().filter(|record| seen.insert(record.key.clone())).collect();
    last.reverse();
    last
}

/// A harvest that could not begin.
fn failed(settings: &SourceSettings, what: String) -> Harvested {
    Harvested {
        source: settings.id.to_string(),
        name: settings.label().to_owned(),
        failure: Some(what),
        ..Harvested::default()
    }
}
