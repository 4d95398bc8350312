//! The shape of a memo on disk: a line that says which engine made it, the digest of the rest, heads and
//! readings as JSON on one line, the walk of the history, then one fixed entry a blob, sorted.
//!
//! Whatever differs by a bit is no memo. Must not know what is kept, nor why.

mod walked;

use std::collections::{BTreeMap, HashMap};
use std::rc::Rc;

use git2::Oid;
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use self::walked::Figures;
use super::Head;
use crate::examine::READERS;
use crate::examine::history::Chronicle;

/// Raised when the shape changes.
const SHAPE: u32 = 2;
/// Bytes of a digest.
const DIGEST: usize = 32;
/// Bytes of a blob's entry.
const ENTRY: usize = 27;

/// One blob.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Blob {
    pub id: [u8; 20],
    pub bytes: u32,
    /// How its head was read; 0 when it was not.
    pub manner: u8,
    /// The number of its head.
    pub head: u16,
}

/// What is not of fixed size.
#[derive(Serialize, Deserialize)]
struct Said<H, R> {
    heads: H,
    readings: R,
    history: Option<Figures>,
}

/// A memo as it was read.
#[derive(Default)]
pub(super) struct Former {
    pub heads: Vec<Rc<Head>>,
    pub readings: HashMap<String, String>,
    pub chronicle: Option<Chronicle>,
    entries: Vec<u8>,
}

/// Which engine made a memo: another one begins anew.
fn opening() -> String {
    format!("glane memo {SHAPE} {READERS} {}\n", env!("CARGO_PKG_VERSION"))
}

impl Former {
    /// Reads a memo; none when it is of another engine, or not as it was written.
    pub(super) fn read(bytes: &[u8]) -> Option<Self> {
        let rest = bytes.strip_prefix(opening().as_bytes())?;
        let (digest, body) = rest.split_at_checked(DIGEST)?;
        if Sha256::digest(body).as_slice() != digest {
            return None;
        }
        let end = body.iter().position(|byte| *byte == b'\n')?;
        let Said { heads, readings, history }: Said<Vec<Head>, HashMap<String, String>> =
            serde_json::from_slice(&body[..end]).ok()?;
        let (chronicle, entries) = match history {
            Some(figures) => {
                walked::read(figures, &body[end + 1..]).map(|(read, rest)| (Some(read), rest))?
            }
            None => (None, &body[end + 1..]),
        };
        let heads = heads.into_iter().map(Rc::new).collect();
        let entries = entries.len().is_multiple_of(ENTRY).then(|| entries.to_vec())?;
        Some(Self { heads, readings, chronicle, entries })
    }

    /// What is known of a blob.
    pub(super) fn blob(&self, id: Oid) -> Option<Blob> {
        let (entries, _) = self.entries.as_chunks::<ENTRY>();
        let found = entries.binary_search_by(|entry| entry[..20].cmp(id.as_bytes())).ok()?;
        let entry = &entries[found];
        Some(Blob {
            id: entry[..20].try_into().ok()?,
            bytes: u32::from_le_bytes(entry[20..24].try_into().ok()?),
            manner: entry[24],
            head: u16::from_le_bytes(entry[25..].try_into().ok()?),
        })
    }
}

/// A memo as it is written; the blobs are sorted, each once.
pub(super) fn written(
    (heads, readings): (&[Rc<Head>], &BTreeMap<String, String>),
    chronicle: Option<&Chronicle>,
    blobs: &[Blob],
) -> Vec<u8> {
    let heads: Vec<&Head> = heads.iter().map(AsRef::as_ref).collect();
    let history = chronicle.map(Figures::of);
    let Ok(mut body) = serde_json::to_vec(&Said { heads, readings, history }) else { return Vec::new() };
    body.push(b'\n');
    chronicle.into_iter().for_each(|chronicle| walked::write(chronicle, &mut body));
    body.reserve(blobs.len() * ENTRY);
    for blob in blobs {
        body.extend_from_slice(&blob.id);
        body.extend_from_slice(&blob.bytes.to_le_bytes());
        body.push(blob.manner);
        body.extend_from_slice(&blob.head.to_le_bytes());
    }
    let mut bytes = opening().into_bytes();
    bytes.extend_from_slice(&Sha256::digest(&body));
    bytes.extend_from_slice(&body);
    bytes
}
