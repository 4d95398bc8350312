//! The objects of a PDF, found by where they begin rather than by its table, which strangers get wrong.
//!
//! The last object of a number counts, as in a file that was saved again. Must not know pages.

use std::cell::Cell;
use std::collections::HashMap;

use memchr::memmem;

use super::filter;
use super::lexer::{Lexer, is_space};
use super::object::{Map, Object};

/// Most objects known.
const OBJECTS: usize = 200_000;
/// Most bytes unpacked from the streams of one document, and from one of them.
const UNPACKED: usize = 24 * 1024 * 1024;
const STREAM: usize = 4 * 1024 * 1024;
/// Most bytes read for objects, some of them again and again.
const WORK: usize = 16 * 1024 * 1024;
/// Longest object, in bytes; streams are longer.
const VALUE: usize = 1024 * 1024;
/// Most containers of objects opened.
const CONTAINERS: usize = 2_000;

/// Where an object stands.
#[derive(Clone, Copy)]
enum Place {
    /// In the file, right after `obj`.
    File(usize),
    /// In an unpacked container, at an offset.
    Inside(usize, usize),
}

pub(super) struct Document<'a> {
    bytes: &'a [u8],
    places: HashMap<u32, Place>,
    containers: Vec<Vec<u8>>,
    /// What the ends of the file say together: the last one first.
    trailers: Vec<Map>,
    work: Cell<usize>,
    unpacked: Cell<usize>,
}

impl<'a> Document<'a> {
    pub(super) fn new(bytes: &'a [u8]) -> Self {
        let mut document = Self {
            bytes,
            places: HashMap::new(),
            containers: Vec::new(),
            trailers: Vec::new(),
            work: Cell::new(0),
            unpacked: Cell::new(0),
        };
        document.find();
        document
    }

    /// Finds every object, the containers among them, and the ends of the file.
    fn find(&mut self) {
        let mut begun: Vec<usize> = Vec::new();
        for at in memmem::find_iter(self.bytes, b"obj").take(OBJECTS * 2) {
            if begun.len() < OBJECTS
                && let Some(number) = number_before(self.bytes, at)
            {
                begun.push(at + 3);
                self.places.insert(number, Place::File(at + 3));
            }
        }
        for at in memmem::rfind_iter(self.bytes, b"trailer").take(20) {
            if let Some((Object::Map(map), _)) = self.value(self.bytes, at + 7) {
                self.trailers.push(map);
            }
        }
        let of = |at: usize| begun.get(begun.partition_point(|begin| *begin <= at).checked_sub(1)?).copied();
        for at in memmem::rfind_iter(self.bytes, b"/XRef").take(20) {
            if let Some(begin) = of(at)
                && let Some((Object::Map(map), _)) = self.value(self.bytes, begin)
                && map.is("Type", "XRef")
            {
                self.trailers.push(map);
            }
        }
        let mut holders: Vec<usize> =
            memmem::find_iter(self.bytes, b"/ObjStm").filter_map(of).take(CONTAINERS).collect();
        holders.dedup();
        holders.into_iter().for_each(|begin| self.open(begin));
    }

    /// Opens a container of objects; those that stand further on in the file replace its own.
    fn open(&mut self, begin: usize) {
        let Some((map, bytes)) = self.stream_at(begin) else { return };
        let (Some(count), Some(first)) =
            (map.get("N").and_then(Object::count), map.get("First").and_then(Object::count))
        else {
            return;
        };
        let which = self.containers.len();
        let mut table = Lexer::new(&bytes, 0);
        for _ in 0..count.min(OBJECTS) {
            let (Some(number), Some(offset)) = (
                table.next().and_then(|number| number.count()),
                table.next().and_then(|offset| offset.count()),
            ) else {
                break;
            };
            let Ok(number) = u32::try_from(number) else { break };
            let later = matches!(self.places.get(&number), Some(Place::File(at)) if *at > begin);
            if !later && self.places.len() < OBJECTS {
                self.places.insert(number, Place::Inside(which, first.saturating_add(offset)));
            }
        }
        self.containers.push(bytes);
    }

    /// What the end of the file says under a key.
    pub(super) fn trailer(&self, key: &str) -> Option<Object> {
        let said = self.trailers.iter().find_map(|map| map.get(key))?;
        Some(self.resolved(said))
    }

    /// Whether only a password opens it.
    pub(super) fn is_locked(&self) -> bool {
        self.trailers.iter().any(|map| map.get("Encrypt").is_some_and(|value| *value != Object::Null))
    }

    /// The root of all; where the end of the file is lost, whatever says it is one.
    pub(super) fn catalogue(&self) -> Option<Map> {
        if let Some(Object::Map(root)) = self.trailer("Root") {
            return Some(root);
        }
        let mut numbers: Vec<u32> = self.places.keys().copied().collect();
        numbers.sort_unstable();
        numbers.into_iter().find_map(|number| match self.object(number) {
            Object::Map(map) if map.is("Type", "Catalog") => Some(map),
            _ => None,
        })
    }

    pub(super) fn has_pages(&self) -> bool {
        self.catalogue().is_some_and(|root| root.get("Pages").is_some())
    }

    /// The XMP of the whole document, as text.
    pub(super) fn packet(&self) -> Option<String> {
        let root = self.catalogue()?;
        let (_, bytes) = self.stream(root.get("Metadata")?)?;
        Some(crate::read::text_of("XMP", &bytes))
    }

    /// A value, or the object that it refers to.
    pub(super) fn resolved(&self, value: &Object) -> Object {
        let mut value = value.clone();
        for _ in 0..8 {
            let Object::Reference(number) = value else { return value };
            value = self.object(number);
        }
        Object::Null
    }

    /// The value under a key, or the object that it refers to.
    pub(super) fn get(&self, map: &Map, key: &str) -> Option<Object> {
        map.get(key).map(|value| self.resolved(value)).filter(|value| *value != Object::Null)
    }

    /// The dictionary under a key.
    pub(super) fn map(&self, map: &Map, key: &str) -> Option<Map> {
        match self.get(map, key)? {
            Object::Map(map) => Some(map),
            _ => None,
        }
    }

    fn object(&self, number: u32) -> Object {
        let found = match self.places.get(&number) {
            Some(Place::File(at)) => self.value(self.bytes, *at),
            Some(Place::Inside(which, at)) => {
                self.containers.get(*which).and_then(|bytes| self.value(bytes, *at))
            }
            None => None,
        };
        found.map_or(Object::Null, |(value, _)| value)
    }

    /// The value at a place and where it ends, as long as the document has not cost too much.
    fn value(&self, bytes: &[u8], at: usize) -> Option<(Object, usize)> {
        if self.work.get() > WORK {
            return None;
        }
        let mut lexer = Lexer::new(&bytes[..bytes.len().min(at.saturating_add(VALUE))], at);
        let value = lexer.next();
        self.work.set(self.work.get() + lexer.at.saturating_sub(at) + 64);
        value.map(|value| (value, lexer.at))
    }

    /// The stream that a value refers to: its dictionary, and its bytes unpacked.
    pub(super) fn stream(&self, value: &Object) -> Option<(Map, Vec<u8>)> {
        let Object::Reference(number) = value else { return None };
        let Some(Place::File(at)) = self.places.get(number).copied() else { return None };
        self.stream_at(at)
    }

    fn stream_at(&self, at: usize) -> Option<(Map, Vec<u8>)> {
        let (Object::Map(map), end) = self.value(self.bytes, at)? else { return None };
        let mut lexer = Lexer::new(self.bytes, end);
        lexer.skip();
        let start = lexer.at.checked_add(6)?;
        if self.bytes.get(lexer.at..start)? != b"stream" || self.unpacked.get() > UNPACKED {
            return None;
        }
        let start = match (self.bytes.get(start), self.bytes.get(start + 1)) {
            (Some(b'\r'), Some(b'\n')) => start + 2,
            (Some(b'\r' | b'\n'), _) => start + 1,
            _ => start,
        };
        let packed = self.extent(&map, start)?;
        let mut bytes = packed.to_vec();
        let filters = self.get(&map, "Filter").or_else(|| self.get(&map, "F"));
        let filters = match filters {
            Some(Object::List(names)) => names,
            Some(name) => vec![name],
            None => Vec::new(),
        };
        for name in filters.iter().take(4) {
            let left = UNPACKED.saturating_sub(self.unpacked.get()).min(STREAM);
            bytes = filter::undone(self.resolved(name).name()?, &bytes, left)?;
            self.unpacked.set(self.unpacked.get() + bytes.len());
        }
        bytes.truncate(STREAM);
        self.unpacked.set(self.unpacked.get() + bytes.len());
        Some((map, bytes))
    }

    /// The bytes of a stream as they lie in the file: of the length it says where that is right.
    fn extent(&self, map: &Map, start: usize) -> Option<&'a [u8]> {
        let rest = self.bytes.get(start..)?;
        let said = self.get(map, "Length").and_then(|length| length.count());
        if let Some(length) = said.filter(|length| *length <= rest.len()) {
            let after = &rest[length..rest.len().min(length + 16)];
            let spaces = after.iter().take_while(|byte| is_space(**byte)).count();
            if after[spaces..].starts_with(b"endstream") {
                return Some(&rest[..length]);
            }
        }
        let near = &rest[..rest.len().min(STREAM)];
        Some(&near[..memmem::find(near, b"endstream").unwrap_or(near.len())])
    }
}

/// The number of the object that `obj` at this place begins: `12 0 obj`.
fn number_before(bytes: &[u8], at: usize) -> Option<u32> {
    let before = &bytes[at.saturating_sub(24)..at];
    let mut words = before.rsplit(|byte| is_space(*byte)).filter(|word| !word.is_empty());
    if !before.last().is_some_and(|byte| is_space(*byte) || byte.is_ascii_digit()) {
        return None;
    }
    let (generation, number) = (words.next()?, words.next()?);
    let digits = |word: &[u8]| std::str::from_utf8(word).ok()?.parse::<u32>().ok();
    digits(generation)?;
    // `endobj12 0 obj` has no space before its number.
    let start = number.iter().rposition(|byte| !byte.is_ascii_digit()).map_or(0, |at| at + 1);
    digits(&number[start..])
}
