//! What was seen, gathered: each thing once, up to a number, with the place where it is.
//!
//! Hands bytes to the scanner; must not read objects.

use std::collections::BTreeMap;
use std::io::Read;
use std::path::Path;

use git2::Oid;
use glane_catalog::model::{Publication, Sighting, SightingKind, Weight};
use glane_catalog::scan::{Scanner, Seen};
use sha2::{Digest, Sha256};

use super::people::Addresses;
use super::{Look, LookOptions};

/// Most sightings kept.
const MOST: usize = 5_000;

/// Something that the look itself judges, without the scanner.
pub(super) struct Own<'a> {
    pub kind: SightingKind,
    pub rule: &'static str,
    pub weight: Weight,
    /// What makes it another sighting than the next of its rule and path.
    pub subject: &'a str,
    pub line: Option<u32>,
}

/// What was seen so far.
pub(super) struct Sift<'a> {
    scanner: &'a Scanner,
    options: &'a LookOptions,
    large_files: Option<&'a Path>,
    addresses: Addresses,
    found: BTreeMap<String, Sighting>,
    look: Look,
}

impl<'a> Sift<'a> {
    pub(super) fn new(scanner: &'a Scanner, options: &'a LookOptions, large_files: Option<&'a Path>) -> Self {
        let addresses = Addresses::new(&options.author_addresses);
        Self { scanner, options, large_files, addresses, found: BTreeMap::new(), look: Look::default() }
    }

    /// Takes over what was seen before.
    pub(super) fn keep(&mut self, former: impl Iterator<Item = Sighting>) {
        former.for_each(|seen| self.add(seen));
    }

    /// Size from which no host takes an object, and that from which it is worth a word.
    pub(super) fn sizes(&self) -> (u64, u64) {
        (self.options.largest, self.options.sizeable)
    }

    /// Looks into a blob.
    pub(super) fn file(&mut self, path: &str, bytes: &[u8], commit: Option<Oid>, object: Oid) {
        let seen = self.scanner.file(path, bytes);
        self.read(bytes.len());
        seen.into_iter().for_each(|seen| self.seen(seen, path, commit, Some(object)));
    }

    /// Looks at a file's name alone.
    pub(super) fn name(&mut self, path: &str, commit: Option<Oid>, object: Oid) {
        let seen = self.scanner.name(path);
        seen.into_iter().for_each(|seen| self.seen(seen, path, commit, Some(object)));
    }

    /// What a path changes in how a content is judged.
    pub(super) fn manner(&self, path: &str) -> u64 {
        self.scanner.manner(path)
    }

    /// Looks into a large file that a blob stands for; whether it could be read.
    pub(super) fn stored(&mut self, path: &str, from: impl Read, commit: Option<Oid>, pointer: Oid) -> bool {
        let Ok(seen) = self.scanner.stream(path, from) else { return false };
        seen.into_iter().for_each(|seen| self.seen(seen, path, commit, Some(pointer)));
        true
    }

    /// Where the large files are; none when they are only counted.
    pub(super) fn large_files(&self) -> Option<&'a Path> {
        self.large_files
    }

    /// Looks into a message or a name.
    pub(super) fn text(&mut self, place: &str, bytes: &[u8], commit: Option<Oid>, object: Option<Oid>) {
        let seen = self.scanner.text(place, bytes);
        self.read(bytes.len());
        seen.into_iter().for_each(|seen| self.seen(seen, place, commit, object));
    }

    /// Looks at the address of an author.
    pub(super) fn person(&mut self, address: &[u8], commit: Option<Oid>, object: Option<Oid>) {
        if let Some(domain) = self.addresses.domain(address) {
            let own = Own {
                kind: SightingKind::Identity,
                rule: "author-address",
                weight: Weight::Hold,
                subject: "",
                line: None,
            };
            self.own(&own, &format!("authors @{domain}"), commit, object);
        }
    }

    /// Counts a pointer to a large file.
    pub(super) fn large_file(&mut self) {
        self.look.large_files += 1;
    }

    /// Notes something that needed no scanner.
    pub(super) fn own(&mut self, own: &Own<'_>, path: &str, commit: Option<Oid>, object: Option<Oid>) {
        let id = self.digest(&[own.rule, own.subject, path]);
        let Own { kind, rule, weight, line, .. } = *own;
        self.seen(Seen { id, kind, rule: rule.to_owned(), weight, line }, path, commit, object);
    }

    /// Objects in which something was seen.
    pub(super) fn places(&mut self) -> impl Iterator<Item = &mut Sighting> {
        self.found.values_mut().filter(|seen| seen.object.is_some())
    }

    /// All of it, in the order of path and line.
    pub(super) fn end(self, publication: Publication, whole: bool) -> Look {
        let mut sightings: Vec<Sighting> = self.found.into_values().collect();
        sightings.sort_by(|a, b| (&a.path, a.line, &a.id).cmp(&(&b.path, b.line, &b.id)));
        Look { sightings, publication, whole, ..self.look }
    }

    fn read(&mut self, bytes: usize) {
        self.look.objects += 1;
        self.look.bytes += bytes as u64;
    }

    fn seen(&mut self, seen: Seen, path: &str, commit: Option<Oid>, object: Option<Oid>) {
        let Seen { id, kind, rule, weight, line } = seen;
        let (commit, object) = (commit.map(|id| id.to_string()), object.map(|id| id.to_string()));
        self.add(Sighting {
            id,
            kind,
            rule,
            weight,
            path: path.to_owned(),
            line,
            commit,
            object,
            at_tip: false,
        });
    }

    fn add(&mut self, sighting: Sighting) {
        if self.found.len() < MOST {
            self.found.entry(sighting.id.clone()).or_insert(sighting);
        } else if !self.found.contains_key(&sighting.id) {
            self.look.truncated = true;
        }
    }

    /// 16 hexadecimal digits that say nothing without the key.
    fn digest(&self, parts: &[&str]) -> String {
        let mut inner = Sha256::new();
        for part in parts {
            inner.update((part.len() as u64).to_le_bytes());
            inner.update(part);
        }
        let mut outer = Sha256::new();
        outer.update(Sha256::digest(&self.options.key));
        outer.update(inner.finalize());
        outer.finalize().iter().take(8).map(|byte| format!("{byte:02x}")).collect()
    }
}
