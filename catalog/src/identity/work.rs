//! Records that describe one work: the marks that tell it, who stands for all, what the others add.
//!
//! Marks are the work's own: its address, an identifier that no other has anywhere, its contents. Must not
//! know where records are kept.

mod fill;
mod global;
mod isbn;
mod page;
mod stand;
mod tie;
mod works;

use std::collections::BTreeSet;
use std::fmt::Write as _;

use sha2::{Digest, Sha256};

use crate::model::{Attachment, Claim, Field, ResourceKey, ResourceRecord, SourceKind};
use crate::vocabulary::fold::fold;

pub use fill::filled;
pub use page::place_mark;
pub use stand::{Bond, Candidate, bond, completeness, first};
pub use tie::{Holder, MOST_HOLDERS, Tie, tied};
pub use works::works;

/// Most marks that are read of one record.
const MOST_MARKS: usize = 32;
/// Letters and digits that a text has at least, to be a mark: shorter ones are alike by chance.
const LEAST_TEXT: usize = 400;
/// Bytes that a file has at least, to be a mark.
const LEAST_FILE: u64 = 512;
/// Characters of a title that are compared.
const TITLE: usize = 200;

/// Something by which a work is known.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct WorkMark {
    /// The mark in its one spelling, with its kind before it (`doi:10.1234/x`).
    pub mark: String,
    /// Whether it tells the work only together with its title: what a file of a project says of itself, as
    /// anybody can write anybody's address; the front page of a site, which is the place of many; and the
    /// digest of a file that nobody here has read.
    pub weak: bool,
}

/// The marks of the work that a record describes, by what the record says.
#[must_use]
pub fn work_marks(record: &ResourceRecord) -> BTreeSet<WorkMark> {
    let mut marks = BTreeSet::new();
    let is_part = record.key.project().is_some();
    let mut add = |found: Option<(String, bool)>| {
        if let Some((mark, weak)) = found.filter(|_| marks.len() < MOST_MARKS) {
            marks.insert(WorkMark { mark, weak: weak || is_part });
        }
    };
    if let ResourceKey::Record { id, .. } = &record.key {
        add(told(id));
    }
    for field in [Field::Identifier, Field::Website] {
        // What the web says of the same thing (`sameAs`) is often the page of something wider.
        let is_itself = |claim: &&Claim| claim.source.key.as_deref() != Some("sameAs");
        let own = record.fields.claims(field).iter().filter(is_itself);
        let own = own.filter(|claim| is_own(&record.key, claim));
        own.for_each(|claim| add(told(&claim.value)));
    }
    if let Some(file) = main_file(record) {
        add(told(&file.place).filter(|_| file.place.starts_with("http")));
    }
    // Of a part the digest is ours; a record may name that of any file.
    let weak = !is_part;
    marks.extend(main_file(record).and_then(file_mark).map(|mark| WorkMark { mark, weak }));
    // The words of it are its own, whoever says them.
    marks.extend(text_mark(record).map(|mark| WorkMark { mark, weak: false }));
    marks
}

/// What a title is compared by: letters and digits alone, of no case and no accents; empty without a title.
#[must_use]
pub fn title_key(record: &ResourceRecord) -> String {
    plain(record.fields.value(Field::Name).unwrap_or_default()).chars().take(TITLE).collect()
}

fn plain(text: &str) -> String {
    let folded = fold(text);
    let words = folded.split(|letter: char| !letter.is_alphanumeric()).filter(|word| !word.is_empty());
    words.collect::<Vec<_>>().join(" ")
}

/// An identifier, or the address of a page.
fn told(text: &str) -> Option<(String, bool)> {
    global::identifier(text).map(|mark| (mark, false)).or_else(|| page::mark(text))
}

/// Whether a part says it of itself: what it took over from its project is said of the whole.
fn is_own(key: &ResourceKey, claim: &Claim) -> bool {
    let ResourceKey::Part { path, .. } = key else { return true };
    let within = |place: &str| {
        path.is_empty()
            || place.strip_prefix(path.as_str()).is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
    };
    claim.source.kind == SourceKind::File && claim.source.path.as_deref().is_some_and(within)
}

/// The file that is the work itself: the one that a part is, or the only one that is no picture.
fn main_file(record: &ResourceRecord) -> Option<&Attachment> {
    let is_picture =
        |file: &Attachment| file.media.as_deref().is_some_and(|media| media.starts_with("image/"));
    let mut files = record.attachments.iter().filter(|file| !is_picture(file));
    match &record.key {
        ResourceKey::Part { path, .. } => files.find(|file| file.place == *path),
        ResourceKey::Record { .. } => files.next().filter(|_| files.next().is_none()),
    }
}

fn file_mark(file: &Attachment) -> Option<String> {
    let digest = file.sha256.as_deref()?.to_ascii_lowercase();
    let whole = digest.len() == 64 && digest.bytes().all(|byte| byte.is_ascii_hexdigit());
    (whole && file.bytes.is_none_or(|bytes| bytes >= LEAST_FILE)).then(|| format!("sha256:{digest}"))
}

/// The digest of title, authors and text, where the text is long enough to be somebody's.
fn text_mark(record: &ResourceRecord) -> Option<String> {
    let text = plain(record.text.as_deref()?);
    let title = title_key(record);
    if title.is_empty() || text.chars().count() < LEAST_TEXT {
        return None;
    }
    let authors: BTreeSet<String> = record.fields.values(Field::Author).into_iter().map(plain).collect();
    let mut digest = Sha256::new();
    for part in authors.iter().chain([&title, &text]) {
        digest.update((part.len() as u64).to_be_bytes());
        digest.update(part.as_bytes());
    }
    let mut mark = "text:".to_owned();
    for byte in digest.finalize().iter().take(16) {
        let _ = write!(mark, "{byte:02x}");
    }
    Some(mark)
}

#[cfg(test)]
mod tests;
