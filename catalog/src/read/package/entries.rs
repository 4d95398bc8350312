//! The entries of a package, opened within a measure: what all readers of packages share.
//!
//! What cannot be read is a finding that names the entry. Must not know what entries mean.

use std::collections::HashMap;

use super::super::decode::decode;
use super::super::mailbox;
use super::super::sheet::{Sheet, clean, cut, shorten};
use super::super::tree::{Node, xml};
use crate::archive::zip::{self, Entry, Obstacle};
use crate::model::Severity;

/// Most bytes taken out of one package, those of a package inside it included.
const ALL: usize = 64 * 1024 * 1024;
/// Most bytes taken out of one entry.
pub(super) const ENTRY: usize = 24 * 1024 * 1024;
/// Most bytes of XML made into a tree, which is many times as large.
const TREE: usize = 4 * 1024 * 1024;

const EXPORT_AGAIN: &str =
    "Export it again from the program it was made with; it may have been cut off on its way.";

/// A package that was opened.
pub(super) struct Package<'a> {
    entries: Vec<(String, Held<'a>)>,
    places: HashMap<String, usize>,
    /// Bytes that may still be taken out.
    left: usize,
}

enum Held<'a> {
    Packed(Entry<'a>),
    Taken(Vec<u8>),
}

/// What of an archive is left aside.
#[derive(Default)]
struct Aside {
    hostile: Vec<String>,
    twice: Vec<String>,
    torn: bool,
}

impl<'a> Package<'a> {
    /// Opens a ZIP file; what is none, or holds nothing, is a finding. `what` is what it should be.
    pub(super) fn open(sheet: &mut Sheet<'_>, bytes: &'a [u8], what: &str) -> Option<Self> {
        let (package, aside) = Self::gather(bytes, ALL);
        if package.entries.is_empty() {
            let told = (
                format!("{} is not {what}: it is no ZIP archive that can be read", sheet.path()),
                EXPORT_AGAIN,
            );
            sheet.find(Severity::Error, "package_unreadable", told, None, None);
            return None;
        }
        aside.tell(sheet);
        Some(package)
    }

    /// Opens a package that lies in this one, with what is left of the measure; none when it is no archive.
    pub(super) fn within<'b>(&self, bytes: &'b [u8]) -> Option<Package<'b>> {
        let (package, _) = Package::gather(bytes, self.left);
        (!package.entries.is_empty()).then_some(package)
    }

    /// Takes from the measure what a package inside took.
    pub(super) fn spend(&mut self, inner: &Package<'_>) {
        self.left = inner.left;
    }

    /// A package of files that were read already.
    pub(super) fn of(files: Vec<(String, Vec<u8>)>) -> Self {
        let mut package = Self { entries: Vec::new(), places: HashMap::new(), left: ALL };
        for (name, bytes) in files {
            package.put(name, Held::Taken(bytes), &mut Aside::default());
        }
        package
    }

    fn gather(bytes: &'a [u8], left: usize) -> (Self, Aside) {
        let (entries, whole) = zip::entries(bytes);
        let mut package = Self { entries: Vec::new(), places: HashMap::new(), left };
        let mut aside = Aside { torn: !whole, ..Aside::default() };
        for entry in entries.into_iter().filter(|entry| !entry.name.ends_with(b"/")) {
            let name = name_of(entry.name).replace('\\', "/");
            package.put(name, Held::Packed(entry), &mut aside);
        }
        (package, aside)
    }

    fn put(&mut self, name: String, held: Held<'a>, aside: &mut Aside) {
        if is_hostile(&name) {
            aside.hostile.push(name);
        } else if self.places.contains_key(&name) {
            aside.twice.push(name);
        } else {
            self.places.insert(name.clone(), self.entries.len());
            self.entries.push((name, held));
        }
    }

    /// The names of all entries, in the order of the archive.
    pub(super) fn names(&self) -> impl Iterator<Item = &str> {
        self.entries.iter().map(|(name, _)| name.as_str())
    }

    pub(super) fn holds(&self, name: &str) -> bool {
        self.places.contains_key(name)
    }

    /// The size that is announced for an entry.
    pub(super) fn size(&self, name: &str) -> Option<u64> {
        let size = match &self.entries[*self.places.get(name)?].1 {
            Held::Packed(entry) => entry.announced,
            Held::Taken(bytes) => bytes.len(),
        };
        u64::try_from(size).ok()
    }

    /// The bytes of an entry; none, with a finding, when they cannot be read, and without one when there
    /// is no such entry.
    pub(super) fn bytes(&mut self, sheet: &mut Sheet<'_>, name: &str) -> Option<Vec<u8>> {
        let (bytes, whole) = self.inflate(sheet, name, ENTRY)?;
        if !whole {
            let (code, why) = if self.left == 0 || bytes.len() == ENTRY {
                ("entry_too_large", "holds more than is read of one package")
            } else {
                ("entry_damaged", "is damaged")
            };
            let message = format!("{}: its entry {} {why}", sheet.path(), shown(name));
            sheet.find(Severity::Warning, code, (message, EXPORT_AGAIN), Some(&shown(name)), None);
        }
        Some(bytes)
    }

    /// The first bytes of an entry, at most so many, and whether that is all of it.
    fn inflate(&mut self, sheet: &mut Sheet<'_>, name: &str, most: usize) -> Option<(Vec<u8>, bool)> {
        let entry = match &mut self.entries[*self.places.get(name)?].1 {
            Held::Packed(entry) => entry,
            Held::Taken(bytes) => return Some((std::mem::take(bytes), true)),
        };
        if let Some(obstacle) = entry.obstacle() {
            refused(sheet, name, obstacle);
            return None;
        }
        let most = self.left.min(most);
        if most == 0 {
            // It was said of the entry that took the rest.
            return None;
        }
        let (bytes, whole) = entry.inflated(most);
        self.left -= bytes.len();
        Some((bytes, whole))
    }

    /// The beginning of the text of an entry, of which no more is wanted.
    pub(super) fn head(&mut self, sheet: &mut Sheet<'_>, name: &str, most: usize) -> Option<String> {
        self.inflate(sheet, name, most).map(|(bytes, _)| decode(name, &bytes, most).0)
    }

    /// The text of an entry, whatever its encoding.
    pub(super) fn text(&mut self, sheet: &mut Sheet<'_>, name: &str) -> Option<String> {
        self.bytes(sheet, name).map(|bytes| decode(name, &bytes, ENTRY).0)
    }

    /// The root of an entry that is XML; its problem is a finding.
    pub(super) fn xml(&mut self, sheet: &mut Sheet<'_>, name: &str) -> Option<Node> {
        let text = self.text(sheet, name)?;
        markup(sheet, name, &text)
    }
}

/// The root of an XML text; its problem is a finding about the entry of that name.
pub(super) fn markup(sheet: &mut Sheet<'_>, name: &str, text: &str) -> Option<Node> {
    let text = text.trim_start_matches('\u{feff}');
    let tree = xml::parse(cut(text, TREE));
    if text.len() > TREE {
        let message =
            format!("{}: of its entry {} the first {TREE} bytes are read", sheet.path(), shown(name));
        sheet.find(
            Severity::Warning,
            "entry_too_large",
            (message, "Make it smaller, or split it."),
            Some(&shown(name)),
            None,
        );
    } else if let Some(problem) = tree.problem {
        let place = problem.line.map(|line| format!(", line {line}")).unwrap_or_default();
        let message = format!(
            "{}: its entry {}{place} is not valid XML: {}",
            sheet.path(),
            shown(name),
            shorten(&clean(&problem.message), 200)
        );
        sheet.find(Severity::Error, "syntax", (message, EXPORT_AGAIN), Some(&shown(name)), None);
    }
    tree.root
}

impl Aside {
    fn tell(&self, sheet: &mut Sheet<'_>) {
        let path = sheet.path();
        let more = |names: &[String]| {
            let first = names.first().map(|name| shown(name)).unwrap_or_default();
            if names.len() > 1 { format!("{first} and {} more", names.len() - 1) } else { first }
        };
        if !self.hostile.is_empty() {
            let message = format!(
                "{path}: entries that lead out of the archive are left aside: {}",
                more(&self.hostile)
            );
            let remedy = "Pack the folder again, with names that stay inside it.";
            sheet.find(Severity::Warning, "entry_name", (message, remedy), None, None);
        }
        if !self.twice.is_empty() {
            let message =
                format!("{path}: entries stand in it twice, and the first is read: {}", more(&self.twice));
            let remedy = "Pack the folder again, each file once.";
            sheet.find(Severity::Warning, "entry_twice", (message, remedy), None, None);
        }
        if self.torn {
            let told =
                (format!("{path}: not all entries that its table announces could be read"), EXPORT_AGAIN);
            sheet.find(Severity::Warning, "package_damaged", told, None, None);
        }
    }
}

/// A name in UTF-8, else in the letters of DOS, as ZIP files of Windows have them.
fn name_of(bytes: &[u8]) -> String {
    const DOS: &str = "ÇüéâäàåçêëèïîìÄÅÉæÆôöòûùÿÖÜ¢£¥₧ƒáíóúñÑ";
    let letter = |byte: &u8| match byte {
        0..=0x7f => char::from(*byte),
        _ => DOS.chars().nth(usize::from(*byte) - 0x80).unwrap_or(char::from(*byte)),
    };
    std::str::from_utf8(bytes).map_or_else(|_| bytes.iter().map(letter).collect(), str::to_owned)
}

fn refused(sheet: &mut Sheet<'_>, name: &str, obstacle: Obstacle) {
    let (code, why, remedy) = match obstacle {
        Obstacle::Locked => ("entry_locked", "is locked with a password", "Pack it without a password."),
        Obstacle::Method => {
            ("entry_method", "is packed in an unusual way", "Pack it again as an ordinary ZIP file.")
        }
        Obstacle::Absent => ("entry_damaged", "is not where the table says", EXPORT_AGAIN),
    };
    let message = format!("{}: its entry {} {why}", sheet.path(), shown(name));
    sheet.find(Severity::Error, code, (message, remedy), Some(&shown(name)), None);
}

/// The name of an entry as a person may see it.
fn shown(name: &str) -> String {
    shorten(&clean(&mailbox::without(name)), 120)
}

/// Whether a name leads out of the archive, or hides what it is.
fn is_hostile(name: &str) -> bool {
    let drive = name.as_bytes().get(1) == Some(&b':');
    drive
        || name.starts_with('/')
        || name.split('/').any(|part| part == "..")
        || name.chars().any(char::is_control)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::archive::zip::tests::zip;

    fn codes(sheet: Sheet<'_>) -> Vec<String> {
        sheet.done().findings.into_iter().map(|finding| finding.code).collect()
    }

    #[test]
    fn names_that_lead_out_are_left_aside_and_said() {
        let bytes =
            zip(&[("../a", "1"), ("/b", "2"), ("C:/c", "3"), ("d\\..\\..\\e", "4"), ("f", "5"), ("f", "6")]);
        let mut sheet = Sheet::new("x.h5p");
        let mut package = Package::open(&mut sheet, &bytes, "a package").unwrap();
        assert_eq!(package.names().collect::<Vec<_>>(), ["f"]);
        assert_eq!(package.text(&mut sheet, "f").as_deref(), Some("5"));
        assert_eq!(codes(sheet), ["entry_name", "entry_twice"]);
    }

    #[test]
    fn names_of_windows_are_read() {
        assert_eq!(name_of(b"th\x82or\x8ame.odt"), "théorème.odt");
        assert_eq!(name_of("é.odt".as_bytes()), "é.odt");
        assert_eq!(name_of(b"\xff\xfe").chars().count(), 2);
    }

    #[test]
    fn what_is_locked_or_packed_otherwise_is_said_by_name() {
        for (at, value, code) in
            [(8, 1_u8, "entry_locked"), (10, 12, "entry_method"), (45, 0x7f, "entry_damaged")]
        {
            let mut bytes = zip(&[("h5p.json", "{}")]);
            let table = memchr::memmem::find(&bytes, b"PK\x01\x02").unwrap();
            bytes[table + at] = value;
            let mut sheet = Sheet::new("x.h5p");
            let mut package = Package::open(&mut sheet, &bytes, "a package").unwrap();
            assert!(package.bytes(&mut sheet, "h5p.json").is_none());
            let findings = sheet.done().findings;
            assert_eq!(findings[0].code, code);
            assert!(findings[0].message.contains("h5p.json"));
        }
    }

    #[test]
    fn a_package_takes_no_more_than_its_measure() {
        let zeros = "0".repeat(30 << 20);
        let bytes = zip(&[("a", &zeros), ("b", ""), ("c", &zeros), ("d", ""), ("e", &zeros)]);
        let mut sheet = Sheet::new("x.h5p");
        let mut package = Package::open(&mut sheet, &bytes, "a package").unwrap();
        let taken: usize =
            ["a", "c", "e"].map(|name| package.bytes(&mut sheet, name).unwrap().len()).iter().sum();
        assert_eq!(taken, ALL);
        assert_eq!(codes(sheet), ["entry_too_large"; 3]);
    }
}
