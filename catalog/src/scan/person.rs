//! Data of persons that no expression can tell: numbers that prove themselves by a key, lists of pupils.
//!
//! One pass over the bytes finds where figures begin; each kind of number looks from there.

mod account;
mod list;
mod pupil;
mod security;

use std::collections::BTreeSet;

use super::Found;
use super::place::Place;
use crate::model::{SightingKind, Weight};

/// So many numbers of the right form for each that has the right key: the right ones are so by chance.
const BY_CHANCE: usize = 8;

/// Numbers of one kind in a file.
#[derive(Default)]
struct Tally {
    tried: usize,
    right: BTreeSet<Vec<u8>>,
    first: Option<usize>,
}

impl Tally {
    /// Counts a number of the right form; `number` is there when its key is right as well.
    fn count(&mut self, at: usize, number: Option<Vec<u8>>) {
        self.tried += 1;
        if let Some(number) = number {
            self.right.insert(number);
            self.first.get_or_insert(at);
        }
    }
}

/// The names of what is told here and not by the table of rules.
pub(super) const RULES: &[&str] =
    &["social-security-number", "bank-account-number", "national-pupil-number", "list-of-pupils"];

/// Looks for persons in a text.
pub(super) fn look(place: &Place<'_>, bytes: &[u8], found: &mut Vec<Found<'_>>) {
    let mut security = Tally::default();
    let mut account = Tally::default();
    let mut pupil = Tally::default();
    let mut before = 0_u8;
    for (at, &byte) in bytes.iter().enumerate() {
        if byte.is_ascii_digit() && !before.is_ascii_digit() {
            if matches!(byte, b'1' | b'2') {
                security::look(bytes, at, &mut security);
            }
            if before.is_ascii_uppercase() {
                account::look(bytes, at, &mut account);
            }
            pupil::look(bytes, at, &mut pupil);
        }
        before = byte;
    }
    tell("social-security-number", security, found);
    tell("bank-account-number", account, found);
    tell("national-pupil-number", pupil, found);
    if let Some(list) = (!place.made).then(|| list::find(bytes)).flatten() {
        found.push(finding("list-of-pupils", list.start, bytes[list].to_vec()));
    }
}

fn tell(rule: &'static str, tally: Tally, found: &mut Vec<Found<'_>>) {
    let Some(first) = tally.first else { return };
    if tally.right.len() * BY_CHANCE >= tally.tried || tally.tried < 3 {
        let all = tally.right.into_iter().collect::<Vec<_>>().join(&0);
        found.push(finding(rule, first, all));
    }
}

fn finding(rule: &'static str, at: usize, matched: Vec<u8>) -> Found<'static> {
    Found { kind: SightingKind::PersonalData, rule, weight: Weight::Hold, at: Some(at), matched }
}

/// Whether what stands before and after lets a number stand for itself.
fn stands_alone(bytes: &[u8], start: usize, end: usize) -> bool {
    let before = start.checked_sub(1).map(|at| bytes[at]);
    let after = bytes.get(end).copied();
    let after_that = bytes.get(end + 1).copied();
    let of_a_word = |byte: u8| byte.is_ascii_alphanumeric() || byte == b'_';
    let decimal = after == Some(b'.') && after_that.is_some_and(|byte| byte.is_ascii_digit());
    !before
        .is_some_and(|byte| of_a_word(byte) || matches!(byte, b'.' | b'-' | b'+' | b'#' | b'/' | b'%' | b'$'))
        && !after.is_some_and(|byte| of_a_word(byte) || byte == b'/')
        && !decimal
}

/// The text shortly before a place, of the same file.
fn just_before(bytes: &[u8], at: usize, length: usize) -> &[u8] {
    &bytes[at.saturating_sub(length)..at]
}
