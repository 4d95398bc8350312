//! What a document held when it was read, with all that it includes: its records, and what is wrong.
//!
//! A record that cannot be told from its neighbours may be one that is kept: then nothing is concluded to be
//! gone. Must not know where a document lies.

use glane_catalog::model::Field;
use glane_catalog::read::{self, Format, Reading};
use sha2::{Digest, Sha256};

use super::place::{Included, Text};
use crate::config::SourceSettings;
use crate::harvest::{Gathered, record};

/// Most records taken of a document and all that it includes; a reader gives no more of one text either.
const MOST: usize = 10_000;

/// What has to be known of a document before anything else of it is read.
pub(super) struct Head {
    /// What keeps it from being read to its end.
    pub(super) problem: Option<String>,
    /// The names of the files that it includes.
    pub(super) included: Vec<String>,
}

impl Head {
    pub(super) fn of(format: Format, text: &str) -> Self {
        let included = if format == Format::Oersi { read::included(text) } else { Vec::new() };
        Self { problem: read::broken(format, text), included }
    }
}

/// What the document held when it was read.
#[derive(Default)]
pub(super) struct Held {
    pub(super) digest: String,
    pub(super) records: Vec<Gathered>,
    pub(super) is_partial: bool,
    pub(super) remarks: Vec<String>,
    drafts: u64,
}

impl Held {
    /// Reads a document and what it includes.
    ///
    /// # Errors
    /// Why nothing of it can be taken, where nothing can.
    pub(super) fn of(
        settings: &SourceSettings,
        format: Format,
        whole: Text,
        included: Included,
    ) -> Result<Self, String> {
        let name = whole.name.clone();
        let is_partial = !included.remarks.is_empty();
        let mut held = Self { is_partial, remarks: included.remarks, ..Self::default() };
        let mut digest = Sha256::new();
        for (at, text) in std::iter::once(whole).chain(included.texts).enumerate() {
            digest.update((text.text.len() as u64).to_be_bytes());
            digest.update(&text.text);
            if let Some(problem) = read::broken(format, &text.text).filter(|_| at > 0) {
                let what = "cannot be read to its end";
                held.miss(format!("{} {what} ({problem}); what it gave before is kept", text.name));
            } else if !held.add(settings, format, &text) {
                held.miss(format!("only the first {MOST} records are taken, up to {}: split it", text.name));
                break;
            }
        }
        if let Some(what) = held.nothing(format) {
            return Err(format!("{name} holds no record: {what}"));
        }
        if held.drafts > 0 {
            let what = "are not published (creativeWorkStatus), and were left out";
            held.remarks.push(format!("{} records {what}", held.drafts));
        }
        held.is_partial |= held.records.iter().any(is_nameless);
        held.digest = digest.finalize().iter().take(12).map(|byte| format!("{byte:02x}")).collect();
        Ok(held)
    }

    /// Notes that something of the document was not seen.
    /// How many of its records can be taken.
    pub(super) fn usable(&self) -> usize {
        self.records.iter().filter(|one| matches!(one, Gathered::Record(_))).count()
    }

    fn miss(&mut self, what: String) {
        self.is_partial = true;
        self.remarks.push(what);
    }

    /// Adds the records of a text, as many as still may be taken; false where there may be more.
    fn add(&mut self, settings: &SourceSettings, format: Format, text: &Text) -> bool {
        if self.records.len() >= MOST {
            return false;
        }
        let found = read::records(format, &text.text);
        let (alone, number) = (found.len() == 1, found.len());
        for (id, reading) in found {
            if is_draft(&reading) {
                self.drafts += 1;
            } else if self.records.len() >= MOST {
                return false;
            } else {
                self.records.push(one(settings, text, (id, reading), alone));
            }
        }
        // A table says itself where it was left; of the others no more is ever given.
        number < MOST || format == Format::List
    }

    /// Why nothing of a document can be taken, where nothing can: its head may be broken, and what it gave
    /// before is not gone.
    fn nothing(&self, format: Format) -> Option<String> {
        match self.records.first() {
            None => (self.drafts == 0).then(|| wanted(format).to_owned()),
            Some(Gathered::Refused { id, why }) => {
                let all = self.records.iter().all(|one| matches!(one, Gathered::Refused { .. }));
                all.then(|| format!("{id}: {why}"))
            }
            Some(_) => None,
        }
    }
}

/// A record of a text. One that is alone and has no identifier is called by the address of its document;
/// one of several cannot be told from its neighbours the next time.
fn one(settings: &SourceSettings, text: &Text, (id, reading): (String, Reading), alone: bool) -> Gathered {
    let is_place = id.strip_prefix('#').is_some_and(|rest| rest.bytes().all(|byte| byte.is_ascii_digit()));
    let readable = !reading.fields.claims(Field::Name).is_empty();
    if !is_place || !readable {
        return record(settings, &id, reading);
    }
    if alone {
        return record(settings, &text.id, reading);
    }
    let why = format!("it has no id: write its address as id (in {})", text.name);
    Gathered::Refused { id, why }
}

/// Whether a record was refused under its place in the document: what it was called before is not said.
fn is_nameless(one: &Gathered) -> bool {
    matches!(one, Gathered::Refused { id, .. } if id.starts_with('#'))
}

/// Whether a record says of itself that it is not to be listed.
fn is_draft(reading: &Reading) -> bool {
    reading.findings.iter().any(|finding| finding.code == "not_published")
}

/// What such a document has to look like.
fn wanted(format: Format) -> &'static str {
    match format {
        Format::Oersi => {
            "it is another tool’s metadata.yml, or empty; OERSI reads name, license, creator and \
             creativeWorkStatus: Published"
        }
        Format::List => "a table has the names of its columns in the first row, then a row a resource",
        _ => "a resource has the type LearningResource, a name and an id",
    }
}
