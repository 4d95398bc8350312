//! What is noted of a source on disk: where its harvest stands, and what it named so far.
//!
//! A process that is killed at any moment is taken up where the last page ended: what a page named is
//! appended before the place after it is written, in one step. Must not know protocols or the store.

mod named;

use std::io::Write as _;
use std::path::{Path, PathBuf};

use anyhow::Context as _;
use glane_catalog::model::SourceId;
use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

pub use self::named::Named;
use super::{Place, Trouble};
use crate::config::SourceSettings;

/// Most remarks and refusals kept of one harvest.
const KEPT: usize = 50;
/// Longest sentence kept of what a source says, in characters.
const SENTENCE: usize = 500;

/// The version of the readers of records, raised when they understand more: what an older one read is read
/// again.
const READERS: u32 = 2;

/// A record that could not be taken.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Refusal {
    /// Its identifier.
    pub id: String,
    /// Why.
    pub why: String,
}

/// What a harvest came to so far.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Tally {
    /// Pages taken.
    pub pages: u64,
    /// Records that are new.
    pub created: u64,
    /// Records that say something else.
    pub changed: u64,
    /// Records that could not be taken.
    pub refused: u64,
    /// The first of them.
    pub refusals: Vec<Refusal>,
    /// What the source does that it should not.
    pub remarks: Vec<String>,
}

impl Tally {
    /// Notes a record that could not be taken.
    pub fn refuse(&mut self, id: &str, why: &str) {
        self.refused += 1;
        if self.refusals.len() < KEPT {
            self.refusals.push(Refusal { id: short(id), why: short(why) });
        }
    }

    /// Notes a remark, once.
    pub fn remark(&mut self, text: &str) {
        let text = short(text);
        if self.remarks.len() < KEPT && !self.remarks.contains(&text) {
            self.remarks.push(text);
        }
    }
}

/// One line, and not a long one.
fn short(text: &str) -> String {
    text.chars().map(|letter| if letter.is_control() { ' ' } else { letter }).take(SENTENCE).collect()
}

/// A harvest that has begun and not ended.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct UnderWay {
    /// When it began.
    pub began_at: Timestamp,
    /// Where the next page is; none at the beginning.
    pub place: Option<Place>,
    /// What it was opened with.
    pub since: Option<String>,
    /// How many records there were of the source when it began.
    pub held: u64,
    /// Whether a page said that nothing is to be concluded from what is missing.
    pub is_partial: bool,
    /// Whether a page said that a few records are missing.
    #[serde(default)]
    pub is_short: bool,
    /// How often its place was lost.
    pub lost: u8,
    /// What it came to so far.
    pub tally: Tally,
}

/// All that is noted of a source.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Notes {
    /// A digest of what was asked for: of anything else, nothing that is noted holds.
    asked: String,
    /// What the last whole harvest left.
    pub since: Option<String>,
    /// When the last complete harvest began.
    pub harvested_at: Option<Timestamp>,
    /// The harvest under way.
    pub under_way: Option<UnderWay>,
}

impl Notes {
    /// Whether a first harvest is under way of which nothing was kept so far.
    #[must_use]
    pub fn kept_nothing_yet(&self) -> bool {
        self.under_way.as_ref().is_some_and(|under_way| {
            under_way.since.is_none() && under_way.held + under_way.tally.created == 0
        })
    }
}

/// The notes of one source, in a folder of its own.
#[derive(Debug)]
pub struct Journal {
    file: PathBuf,
    /// What is noted.
    pub notes: Notes,
    /// What the harvest under way named.
    pub named: Named,
}

impl Journal {
    /// The folder of a source: `harvest/<source>/`.
    #[must_use]
    pub fn folder(data: &Path, settings: &SourceSettings) -> PathBuf {
        Self::folder_of(data, &settings.id)
    }

    /// The same of a source that may be configured no more.
    #[must_use]
    pub fn folder_of(data: &Path, source: &SourceId) -> PathBuf {
        data.join("harvest").join(source.as_str())
    }

    /// Opens the notes of a source, making its folder if need be. Notes that cannot be read, or are of
    /// other settings, are none.
    ///
    /// # Errors
    /// When the folder cannot be made, read or written.
    pub fn open(data: &Path, settings: &SourceSettings) -> anyhow::Result<Self> {
        let folder = Self::folder(data, settings);
        std::fs::create_dir_all(&folder).with_context(|| format!("{} cannot be made", folder.display()))?;
        let (file, asked) = (folder.join("journal.json"), asked(settings));
        let notes = match std::fs::read(&file) {
            Ok(bytes) => serde_json::from_slice::<Notes>(&bytes).unwrap_or_default(),
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => Notes::default(),
            Err(error) => return Err(error).with_context(|| format!("{} cannot be read", file.display())),
        };
        let notes = if notes.asked == asked { notes } else { Notes { asked, ..Notes::default() } };
        let named = Named::open(folder.join("named"), notes.under_way.is_some())?;
        Ok(Self { file, notes, named })
    }

    /// Removes what is noted of a source.
    ///
    /// # Errors
    /// When its folder is there and cannot be removed.
    pub fn remove(data: &Path, source: &SourceId) -> anyhow::Result<()> {
        let folder = Self::folder_of(data, source);
        match std::fs::remove_dir_all(&folder) {
            Err(error) if error.kind() != std::io::ErrorKind::NotFound => {
                Err(error).with_context(|| format!("{} cannot be removed", folder.display()))
            }
            _ => Ok(()),
        }
    }

    /// Forgets all but what was asked for: the next harvest takes everything.
    ///
    /// # Errors
    /// When the notes cannot be written.
    pub fn forget(&mut self) -> anyhow::Result<()> {
        self.notes = Notes { asked: std::mem::take(&mut self.notes.asked), ..Notes::default() };
        self.write()
    }

    /// Begins a harvest.
    ///
    /// # Errors
    /// When the notes cannot be written.
    pub fn begin(&mut self, now: Timestamp, held: u64) -> anyhow::Result<()> {
        self.named.clear()?;
        let since = self.notes.since.clone();
        self.notes.under_way = Some(UnderWay {
            began_at: now,
            place: None,
            since,
            held,
            is_partial: false,
            is_short: false,
            lost: 0,
            tally: Tally::default(),
        });
        self.write()
    }

    /// The harvest under way.
    ///
    /// # Errors
    /// When none has begun.
    pub fn under_way(&mut self) -> Result<&mut UnderWay, Trouble> {
        let none = || Trouble::Failed("no harvest of it has begun".to_owned());
        self.notes.under_way.as_mut().ok_or_else(none)
    }

    /// Writes what is noted, in one step.
    ///
    /// # Errors
    /// When the folder cannot be written; what was noted before is untouched.
    pub fn write(&self) -> anyhow::Result<()> {
        let failed = || format!("{} cannot be written", self.file.display());
        let folder = self.file.parent().unwrap_or(Path::new("."));
        let mut draft = tempfile::NamedTempFile::new_in(folder).with_context(failed)?;
        draft.write_all(&serde_json::to_vec(&self.notes)?).with_context(failed)?;
        draft.as_file().sync_all().with_context(failed)?;
        draft.persist(&self.file).with_context(failed)?;
        Ok(())
    }
}

/// What decides which records a source gives, and what is read in them.
fn asked(settings: &SourceSettings) -> String {
    let text = format!(
        "{READERS} {} {:?} {:?} {:?} {:?} {:?}",
        settings.kind.as_str(),
        settings.url.as_ref().map(url::Url::as_str),
        settings.path,
        settings.format,
        settings.sets,
        settings.licence
    );
    Sha256::digest(text.as_bytes()).iter().take(16).map(|byte| format!("{byte:02x}")).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::config::SourceKind;

    fn settings(set: &str) -> SourceSettings {
        let id = SourceId::new("portail").unwrap();
        SourceSettings { sets: vec![set.to_owned()], ..SourceSettings::new(id, SourceKind::Oai) }
    }

    #[test]
    fn a_harvest_that_was_killed_is_found_where_it_stood() {
        let data = tempfile::tempdir().unwrap();
        let mut journal = Journal::open(data.path(), &settings("a")).unwrap();
        journal.begin(Timestamp::UNIX_EPOCH, 3).unwrap();
        journal.named.add([("0123456789abcdef01234567", true)]).unwrap();
        journal.under_way().unwrap().place = Some(Place("p".to_owned()));
        journal.write().unwrap();
        // A page whose place was never written.
        journal.named.add([("ffffffffffffffffffffffff", true)]).unwrap();
        drop(journal);
        let mut again = Journal::open(data.path(), &settings("a")).unwrap();
        assert_eq!(again.under_way().unwrap().place, Some(Place("p".to_owned())));
        assert_eq!(again.named.present().count(), 2);
        again.begin(Timestamp::UNIX_EPOCH, 3).unwrap();
        assert_eq!(again.named.present().count(), 0);
    }

    #[test]
    fn notes_of_other_settings_or_damaged_ones_are_none() {
        let data = tempfile::tempdir().unwrap();
        let mut journal = Journal::open(data.path(), &settings("a")).unwrap();
        journal.notes.since = Some("x".to_owned());
        journal.write().unwrap();
        assert_eq!(Journal::open(data.path(), &settings("b")).unwrap().notes.since, None);
        assert!(Journal::open(data.path(), &settings("a")).unwrap().notes.since.is_some());
        // What the catalogue says of its records is part of what is kept of them.
        let licensed = SourceSettings { licence: Some("CC-BY-4.0".to_owned()), ..settings("a") };
        assert_eq!(Journal::open(data.path(), &licensed).unwrap().notes.since, None);
        std::fs::write(data.path().join("harvest/portail/journal.json"), "{").unwrap();
        assert_eq!(Journal::open(data.path(), &settings("a")).unwrap().notes.since, None);
    }
}
