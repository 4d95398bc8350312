//! What is inside archives and documents: their entries, one by one, within a measure.
//!
//! Says what it could not read; must not know rules.

use flate2::read::MultiGzDecoder;

use super::content::Content;
use super::office;
use crate::archive::tar;
use crate::archive::zip::{self, Entry};

/// Most bytes taken out of one entry.
const ENTRY: usize = 24 * 1024 * 1024;
/// Bytes by which an entry is told to be worth reading.
const HEAD: usize = 8 * 1024;
/// Beginnings of archives that are not opened here.
const CLOSED: [&[u8]; 5] = [b"7z\xbc\xaf", b"Rar!", b"\xfd7zXZ", b"BZh", b"\x28\xb5\x2f\xfd"];

/// What may still be taken out, and what could not be.
#[derive(Debug)]
pub(super) struct Budget {
    left: usize,
    /// Whether something was left unread that could hold words.
    pub(super) cut: bool,
    /// Whether something is an archive of a kind that is not opened, or opens with a password only.
    pub(super) closed: bool,
}

impl Default for Budget {
    fn default() -> Self {
        Self { left: 64 * 1024 * 1024, cut: false, closed: false }
    }
}

impl Budget {
    /// All of an entry; nothing when a password is needed.
    pub(super) fn inflate(&mut self, entry: &Entry<'_>) -> Option<Vec<u8>> {
        if entry.is_locked {
            self.closed = true;
            return None;
        }
        let (bytes, whole) = entry.inflated(self.left.min(ENTRY));
        self.took(bytes.len(), whole);
        Some(bytes)
    }

    fn took(&mut self, bytes: usize, whole: bool) {
        self.left -= bytes.min(self.left);
        self.cut |= !whole;
    }
}

/// Something inside.
pub(super) enum Part {
    /// Words of a document.
    Words(Vec<u8>),
    /// A file with its name.
    File(String, Vec<u8>),
}

/// Hands over what is inside; whether the bytes are an archive or a document at all.
pub(super) fn open(bytes: &[u8], budget: &mut Budget, take: &mut dyn FnMut(Part, &mut Budget)) -> bool {
    if bytes.starts_with(b"PK\x03\x04") || bytes.starts_with(b"PK\x05\x06") {
        open_zip(bytes, budget, take);
    } else if bytes.starts_with(b"\x1f\x8b") {
        let (inner, whole) = zip::bounded(MultiGzDecoder::new(bytes), budget.left.min(ENTRY * 2));
        budget.took(inner.len(), whole);
        take(Part::File(String::new(), inner), budget);
    } else if tar::is_one(bytes) {
        let whole = tar::each(bytes, &mut |name, file| {
            if is_worth_reading(file) {
                take(Part::File(name, file[..file.len().min(ENTRY)].to_vec()), budget);
                budget.cut |= file.len() > ENTRY;
            }
        });
        budget.cut |= !whole;
    } else {
        let closed = CLOSED.iter().any(|magic| bytes.starts_with(magic));
        budget.closed |= closed;
        return closed;
    }
    true
}

/// Whether bytes begin as what is opened, or cannot be, here.
pub(super) fn is_container(head: &[u8]) -> bool {
    let magics = [&b"PK\x03\x04"[..], b"PK\x05\x06", b"\x1f\x8b"];
    tar::is_one(head) || magics.iter().chain(&CLOSED).any(|magic| head.starts_with(magic))
}

fn open_zip(bytes: &[u8], budget: &mut Budget, take: &mut dyn FnMut(Part, &mut Budget)) {
    let (entries, whole) = zip::entries(bytes);
    budget.cut |= !whole;
    let shared = office::shared(&entries, budget);
    for entry in entries.iter().filter(|entry| !entry.name.ends_with(b"/")) {
        let (head, _) = entry.inflated(HEAD);
        // Of what is locked there is a name.
        if !entry.is_locked && !is_worth_reading(&head) && !head.is_empty() {
            continue;
        }
        let Some(text) = budget.inflate(entry) else { continue };
        let part = if office::is_part(entry.name) {
            Part::Words(office::words(&text, &shared, budget))
        } else {
            Part::File(String::from_utf8_lossy(entry.name).into_owned(), text)
        };
        take(part, budget);
    }
}

/// Whether it is text or an archive by its beginning.
fn is_worth_reading(bytes: &[u8]) -> bool {
    let head = &bytes[..bytes.len().min(HEAD)];
    is_container(head) || Content::of(head).is_text()
}
