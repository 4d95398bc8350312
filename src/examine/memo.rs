//! What an examination keeps in mind for the next one of the same repository: sizes, what heads said,
//! what readers found, each under the identifier of its object; and where the walk of the history ended.
//!
//! Of texts that may name people nothing is kept. Derived and no truth: one that is lost, damaged or of
//! another version is an empty one. The child reads it and hands back the next; it writes no file.

mod shape;

use std::collections::{BTreeMap, HashMap, HashSet};
use std::io::Read;
use std::path::Path;
use std::rc::Rc;

use git2::Oid;
use glane_catalog::licence::HeadClaim;
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};

use self::shape::{Blob, Former};
use super::history::Chronicle;

/// Largest memo, in bytes: with it, an answer stays below what is taken from a child.
pub const LARGEST: usize = 16 << 20;
/// Most bytes of readings kept.
const MOST_READ: usize = 6 << 20;
/// Largest reading kept.
const LARGEST_READING: usize = 1 << 20;
/// Most different heads kept.
const MOST_HEADS: usize = 60_000;

/// What the head of a file said.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub(super) struct Head {
    /// Of its licence.
    pub claims: Vec<HeadClaim>,
    /// That a program wrote it.
    pub written: bool,
}

/// The memo of one examination: what the former left, and what the next will find.
#[derive(Default)]
pub(super) struct Memo {
    is_asked: bool,
    former: Former,
    blobs: Vec<Blob>,
    heads: Vec<Rc<Head>>,
    /// Heads by what they say, so that each is written once.
    numbers: HashMap<String, u16>,
    readings: BTreeMap<String, String>,
    read_bytes: usize,
    chronicle: Option<Chronicle>,
}

impl Memo {
    /// The memo in a file, which need not be there; without a path nothing is kept.
    pub(super) fn open(path: Option<&Path>) -> Self {
        let former = path.and_then(bytes).and_then(|bytes| Former::read(&bytes)).unwrap_or_default();
        Self { is_asked: path.is_some(), former, ..Self::default() }
    }

    /// The size of a blob.
    pub(super) fn size(&self, id: Oid) -> Option<u64> {
        self.former.blob(id).map(|blob| u64::from(blob.bytes))
    }

    /// What a blob's head said when it was read in this manner.
    pub(super) fn head(&self, id: Oid, manner: u8) -> Option<Rc<Head>> {
        let blob = self.former.blob(id).filter(|blob| blob.manner == manner && manner != 0)?;
        self.former.heads.get(usize::from(blob.head)).cloned()
    }

    /// Keeps a blob's size, and what its head said in a manner of reading, which is never 0.
    pub(super) fn keep(&mut self, id: Oid, bytes: u64, head: Option<(u8, &Rc<Head>)>) {
        let (Ok(id), Ok(bytes)) = (<[u8; 20]>::try_from(id.as_bytes()), u32::try_from(bytes)) else { return };
        if self.is_asked {
            let head = head.and_then(|(manner, head)| Some((manner, self.number(head)?)));
            let (manner, head) = head.unwrap_or_default();
            self.blobs.push(Blob { id, bytes, manner, head });
        }
    }

    fn number(&mut self, head: &Rc<Head>) -> Option<u16> {
        let said = serde_json::to_string(head.as_ref()).ok()?;
        if let Some(known) = self.numbers.get(&said) {
            return Some(*known);
        }
        let number = u16::try_from(self.heads.len()).ok().filter(|_| self.heads.len() < MOST_HEADS)?;
        self.heads.push(Rc::clone(head));
        self.numbers.insert(said, number);
        Some(number)
    }

    /// What `work` finds in a file, unless it was found before in the same bytes at the same place.
    /// What it cannot find is not kept.
    pub(super) fn once<T: Serialize + DeserializeOwned>(
        &mut self,
        purpose: &str,
        (path, id): (&str, Oid),
        work: impl FnOnce() -> Option<T>,
    ) -> Option<T> {
        let key = format!("{purpose} {id} {path}");
        if let Some(said) = self.former.readings.get(&key)
            && let Ok(found) = serde_json::from_str(said)
        {
            let said = said.clone();
            self.keep_reading(key, said);
            return Some(found);
        }
        let found = work()?;
        if self.is_asked
            && let Ok(said) = serde_json::to_string(&found)
        {
            self.keep_reading(key, said);
        }
        Some(found)
    }

    fn keep_reading(&mut self, key: String, said: String) {
        let bytes = key.len() + said.len();
        if bytes <= LARGEST_READING && self.read_bytes + bytes <= MOST_READ {
            self.read_bytes += bytes;
            self.readings.insert(key, said);
        }
    }

    /// What the last walk of the history came to.
    pub(super) fn chronicle(&mut self) -> Option<Chronicle> {
        self.former.chronicle.take()
    }

    /// Keeps what a walk of the history came to, unless it is too long.
    pub(super) fn keep_chronicle(&mut self, chronicle: Chronicle) {
        self.chronicle = Some(chronicle).filter(|chronicle| self.is_asked && chronicle.is_small());
    }

    /// The bytes of the next memo; none where nobody asked for one, or where it would be too large.
    pub(super) fn finish(mut self) -> Vec<u8> {
        if !self.is_asked {
            return Vec::new();
        }
        // One that was read comes before one whose head was not.
        self.blobs.sort_unstable_by(|a, b| a.id.cmp(&b.id).then(b.manner.cmp(&a.manner)));
        let mut seen = HashSet::new();
        self.blobs.retain(|blob| seen.insert(blob.id));
        let written = |chronicle| shape::written((&self.heads, &self.readings), chronicle, &self.blobs);
        let small = |bytes: &Vec<u8>| bytes.len() <= LARGEST;
        // What was read costs more to read again than the history to walk.
        let whole = Some(written(self.chronicle.as_ref())).filter(small);
        whole.or_else(|| Some(written(None)).filter(small)).unwrap_or_default()
    }
}

fn bytes(path: &Path) -> Option<Vec<u8>> {
    let file = std::fs::File::open(path).ok()?;
    let mut bytes = Vec::new();
    file.take(LARGEST as u64 + 1).read_to_end(&mut bytes).ok()?;
    (bytes.len() <= LARGEST).then_some(bytes)
}

#[cfg(test)]
mod tests;
