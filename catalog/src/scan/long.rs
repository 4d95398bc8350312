//! What is too long to be looked at at once: texts piece by piece, and a word on what is not read.
//!
//! Must not know rules.

use std::io::{self, Read};

use sha2::{Digest, Sha256};

use super::content::Content;
use super::inside::{self, Budget};
use super::place::Place;
use super::window::{MARGIN, Windows};
use super::{FILE_LIMIT, Found, Scanner, Seen};
use crate::model::{SightingKind, Weight};

/// Says that a file without words was not looked at beyond its first [`FILE_LIMIT`] bytes.
const BEYOND_LIMIT: &str = "file-not-read-to-its-end";
/// Says that something with words could not be looked at wholly: a person has to.
const NOT_WHOLLY: &str = "not-wholly-read";
/// Says that an archive is of a kind that is not opened.
const CLOSED: &str = "archive-not-opened";
/// Largest archive that is read into memory from a stream.
const ARCHIVE: u64 = 64 * 1024 * 1024;

impl Scanner {
    /// Looks into a file that need not fit in memory, its name included.
    ///
    /// # Errors
    /// When it cannot be read.
    pub fn stream(&self, path: &str, mut from: impl Read) -> io::Result<Vec<Seen>> {
        let mut head = Vec::new();
        from.by_ref().take(FILE_LIMIT as u64 + 1).read_to_end(&mut head)?;
        if head.len() <= FILE_LIMIT {
            return Ok(self.file(path, &head));
        }
        if inside::is_container(&head) {
            from.by_ref().take(ARCHIVE).read_to_end(&mut head)?;
            return Ok(self.file(path, &head));
        }
        let place = Place::of_file(path);
        let mut found = Vec::new();
        self.engine.name(&place, &mut found);
        if Content::of(&head[..FILE_LIMIT]).is_text() {
            return self.pieces(&place, io::Cursor::new(head).chain(from), found);
        }
        Ok(self.look(&place, &head, found))
    }

    /// Looks into bytes, whatever they are.
    pub(super) fn look<'a>(
        &'a self,
        place: &Place<'_>,
        bytes: &[u8],
        mut found: Vec<Found<'a>>,
    ) -> Vec<Seen> {
        let content = Content::of(&bytes[..bytes.len().min(FILE_LIMIT)]);
        let is_long = bytes.len() > FILE_LIMIT;
        if is_long && content.is_text() {
            // From memory, which does not fail.
            return self.pieces(place, bytes, found).unwrap_or_default();
        }
        self.read(place, &content, &mut found);
        let mut budget = Budget::default();
        if !content.is_text() {
            self.look_inside(place, bytes, &mut budget, 0, &mut found);
        }
        if budget.cut {
            // Other bytes in the same place are another matter to decide.
            found.push(of_size(NOT_WHOLLY, Weight::Hold, Sha256::digest(bytes).to_vec()));
        }
        if budget.closed {
            found.push(of_size(CLOSED, Weight::Note, Vec::new()));
        }
        if is_long && !inside::is_container(bytes) {
            found.push(of_size(BEYOND_LIMIT, Weight::Note, Vec::new()));
        }
        self.anonymous(place.path, &content, 0, found)
    }

    /// Looks into a text piece by piece.
    fn pieces<'a>(
        &'a self,
        place: &Place<'_>,
        from: impl Read,
        found: Vec<Found<'a>>,
    ) -> io::Result<Vec<Seen>> {
        let mut seen = self.anonymous(place.path, &Content::of(&[]), 0, found);
        let mut windows = Windows::of(from);
        while let Some(window) = windows.next()? {
            let content = match window.is_first {
                true => Content::of(window.bytes),
                false => Content::going_on(window.bytes),
            };
            let mut found = Vec::new();
            self.read(place, &content, &mut found);
            if !window.is_last {
                let margin = content.bytes().len().saturating_sub(MARGIN);
                found.retain(|found: &Found<'_>| found.at.is_none_or(|at| at < margin));
            }
            for new in self.anonymous(place.path, &content, window.breaks, found) {
                if !seen.iter().any(|known| known.id == new.id) {
                    seen.push(new);
                }
            }
        }
        Ok(seen)
    }
}

fn of_size(rule: &'static str, weight: Weight, matched: Vec<u8>) -> Found<'static> {
    Found { kind: SightingKind::Size, rule, weight, at: None, matched }
}
