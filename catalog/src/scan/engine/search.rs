//! The search through one file: around each word that is met, the expressions of its rules.
//!
//! Must not know how findings are counted or named.

use std::ops::Range;

use crate::model::{SightingKind, Weight};
use crate::scan::allow::Candidate;
use crate::scan::judge::Strength;
use crate::scan::place::Place;
use crate::scan::rule::Rule;
use crate::scan::sample;

/// So many words of one rule are looked at one by one; beyond, the rest of the file at once.
const ONE_BY_ONE: u32 = 20_000;
/// In a line longer than this nobody wrote an assignment by hand.
const LINE: usize = 4_000;
/// In a run of letters and digits longer than this, what looks like a token is a piece of something.
const RUN: usize = 400;

/// A match that a rule and its judge take for a finding.
pub(super) struct Span {
    pub(super) rule: usize,
    pub(super) secret: Range<usize>,
    pub(super) weight: Weight,
    matched: Range<usize>,
}

#[derive(Clone, Copy, Default)]
struct State {
    applies: Option<bool>,
    searched: usize,
    words: u32,
    whole: bool,
}

/// One file under search.
pub(super) struct Search<'s> {
    rules: &'s [Rule],
    place: &'s Place<'s>,
    bytes: &'s [u8],
    applies: &'s dyn Fn(&Rule) -> bool,
    states: Vec<State>,
    spans: Vec<Span>,
}

impl<'s> Search<'s> {
    pub(super) fn new(
        rules: &'s [Rule],
        place: &'s Place<'s>,
        bytes: &'s [u8],
        applies: &'s dyn Fn(&Rule) -> bool,
    ) -> Self {
        let states = vec![State::default(); rules.len()];
        Self { rules, place, bytes, applies, states, spans: Vec::new() }
    }

    /// A word of a rule was met.
    pub(super) fn word(&mut self, number: usize, start: usize, end: usize) {
        let rules = self.rules;
        let rule = &rules[number];
        let state = &mut self.states[number];
        if state.whole || !*state.applies.get_or_insert_with(|| (self.applies)(rule)) {
            return;
        }
        state.words += 1;
        let Some(reach) = rule.reach.filter(|_| state.words < ONE_BY_ONE) else {
            state.whole = true;
            return;
        };
        let from = start.saturating_sub(rule.back).max(state.searched);
        let mut to = end.saturating_add(reach).min(self.bytes.len());
        if !rule.lines {
            to = memchr::memchr(b'\n', &self.bytes[end..to]).map_or(to, |at| end + at);
        }
        self.look(number, from, to);
    }

    /// What remains: rules that look everywhere, and those without words.
    pub(super) fn finish(mut self) -> Vec<Span> {
        for number in 0..self.rules.len() {
            let rule = &self.rules[number];
            let always = rule.keywords.is_empty() && !rule.is_about_names() && (self.applies)(rule);
            if always || self.states[number].whole {
                while self.look(number, self.states[number].searched, self.bytes.len()) {}
            }
        }
        self.spans
    }

    /// One search between two places; whether something matched.
    fn look(&mut self, number: usize, from: usize, to: usize) -> bool {
        let rule = &self.rules[number];
        let window = &self.bytes[..to];
        let Some(regex) = rule.regex().filter(|_| from < to) else { return false };
        let Some(matched) = regex.find_at(window, from) else { return false };
        let matched = matched.range();
        self.states[number].searched = matched.end.max(matched.start + 1);
        let secret = secret(rule, window, &matched).unwrap_or_else(|| matched.clone());
        if let Some(weight) = self.weight(rule, &matched, &secret) {
            self.spans.push(Span { rule: number, secret, weight, matched });
        }
        true
    }

    /// What a match weighs, if anything.
    fn weight(&self, rule: &Rule, matched: &Range<usize>, secret: &Range<usize>) -> Option<Weight> {
        let bytes = &self.bytes[secret.clone()];
        let weight = match rule.judge.strength(bytes, rule.entropy) {
            Strength::None => return None,
            Strength::Weak if rule.loose && self.place.trial => return None,
            Strength::Weak => rule.weak?,
            Strength::Strong => rule.weight,
        };
        let line = line(self.bytes, matched);
        if (rule.loose && line.is_none()) || in_a_long_run(self.bytes, matched) || sample::is_published(bytes)
        {
            return None;
        }
        let candidate = Candidate {
            path: self.place.path,
            secret: bytes,
            matched: &self.bytes[matched.clone()],
            line: line.unwrap_or(&self.bytes[matched.clone()]),
        };
        (!rule.allow.iter().any(|allow| allow.covers(&candidate))).then_some(weight)
    }
}

/// Where the secret is in what was matched.
fn secret(rule: &Rule, window: &[u8], matched: &Range<usize>) -> Option<Range<usize>> {
    let regex = rule.regex()?;
    if regex.captures_len() < 2 {
        return None;
    }
    let parts = regex.captures_at(window, matched.start)?;
    let part = if rule.group > 0 {
        parts.get(rule.group)
    } else {
        (1..parts.len()).filter_map(|at| parts.get(at)).find(|part| !part.is_empty())
    };
    part.map(|part| part.range())
}

/// The lines around a match, unless they are longer than a hand writes.
fn line<'b>(bytes: &'b [u8], matched: &Range<usize>) -> Option<&'b [u8]> {
    let first = matched.start.saturating_sub(LINE);
    let start = match memchr::memrchr(b'\n', &bytes[first..matched.start]) {
        Some(at) => first + at + 1,
        None if first == 0 => 0,
        None => return None,
    };
    let last = matched.end.saturating_add(LINE).min(bytes.len());
    match memchr::memchr(b'\n', &bytes[matched.end..last]) {
        Some(at) => Some(&bytes[start..matched.end + at]),
        None if last == bytes.len() => Some(&bytes[start..]),
        None => None,
    }
}

/// Whether a match is a small piece of a long run, such as an image in base64.
fn in_a_long_run(bytes: &[u8], matched: &Range<usize>) -> bool {
    let of_a_run = |byte: &&u8| byte.is_ascii_alphanumeric() || matches!(byte, b'+' | b'/' | b'=');
    let before = bytes[..matched.start].iter().rev().take(RUN).take_while(of_a_run).count();
    let after = bytes[matched.end..].iter().take(RUN).take_while(of_a_run).count();
    before + after >= RUN
}

/// Where a precise rule found a secret, the loose ones are silent.
pub(super) fn yield_to_the_precise(rules: &[Rule], spans: &mut Vec<Span>) {
    let is_precise = |span: &&Span| !rules[span.rule].loose && rules[span.rule].kind == SightingKind::Secret;
    let mut precise: Vec<Range<usize>> =
        spans.iter().filter(is_precise).map(|span| span.matched.clone()).collect();
    precise.sort_by_key(|range| range.start);
    // Joined into ranges that do not meet, so that each question is one search by halves.
    let mut joined: Vec<Range<usize>> = Vec::new();
    for range in precise {
        match joined.last_mut() {
            Some(last) if range.start <= last.end => last.end = last.end.max(range.end),
            _ => joined.push(range),
        }
    }
    spans.retain(|span| {
        let after = joined.partition_point(|range| range.start < span.secret.end);
        let meets = after > 0 && joined[after - 1].end > span.secret.start;
        !(rules[span.rule].loose && meets)
    });
}
