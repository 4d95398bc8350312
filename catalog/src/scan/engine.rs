//! Words first, then only the expressions of the rules whose words are there, then the judges.
//!
//! Must not know what a rule is about.

pub(super) mod crowd;
mod search;

use std::collections::BTreeSet;
use std::hash::{DefaultHasher, Hash as _, Hasher as _};

use aho_corasick::{AhoCorasick, AhoCorasickKind, MatchKind};
use globset::GlobSet;

use super::content::Content;
use super::place::Place;
use super::rule::Rule;
use super::{Found, RuleError};
use crate::model::{SightingKind, Weight};
use search::{Search, Span};

/// The rules, and the automaton over their words.
#[derive(Debug)]
pub(super) struct Engine {
    rules: Vec<Rule>,
    words: AhoCorasick,
    /// For each word, the rules that have it.
    owners: Vec<Vec<usize>>,
    skipped: GlobSet,
}

impl Engine {
    /// The names of its rules.
    pub(super) fn names(&self) -> impl Iterator<Item = &str> {
        self.rules.iter().map(|rule| rule.id.as_str())
    }

    pub(super) fn new(rules: Vec<Rule>, skipped: GlobSet) -> Result<Self, RuleError> {
        let mut words: Vec<String> = Vec::new();
        let mut owners: Vec<Vec<usize>> = Vec::new();
        for (number, rule) in rules.iter().enumerate() {
            for word in rule.keywords.iter().map(|word| word.to_lowercase()) {
                let known = words.iter().position(|present| *present == word);
                let at = known.unwrap_or_else(|| {
                    words.push(word);
                    owners.push(Vec::new());
                    words.len() - 1
                });
                owners[at].push(number);
            }
        }
        let automaton = AhoCorasick::builder()
            .kind(Some(AhoCorasickKind::DFA))
            .match_kind(MatchKind::Standard)
            .ascii_case_insensitive(true)
            .build(&words)
            .map_err(|error| RuleError {
                rule: "keywords of all rules".to_owned(),
                problem: format!("{error}; give fewer or shorter keywords"),
            })?;
        Ok(Self { rules, words: automaton, owners, skipped })
    }

    /// What the path alone says.
    pub(super) fn name<'a>(&'a self, place: &Place<'_>, found: &mut Vec<Found<'a>>) {
        for rule in self.rules.iter().filter(|rule| rule.is_about_names()) {
            if self.applies(rule, place) {
                let light = rule.lenient && place.trial;
                let weight = if light { Weight::Note } else { rule.weight };
                let matched = Vec::new();
                found.push(Found { kind: rule.kind, rule: &rule.id, weight, at: None, matched });
            }
        }
    }

    /// What a path changes in how a content is judged, as a digest.
    pub(super) fn manner(&self, place: &Place<'_>) -> u64 {
        let mut manner = DefaultHasher::new();
        (place.made, place.trial).hash(&mut manner);
        for rule in self.rules.iter().filter(|rule| !rule.is_about_names()) {
            self.applies(rule, place).hash(&mut manner);
            for allow in rule.allow.iter().filter(|allow| !allow.paths.is_empty()) {
                allow.covers_path(place.path).hash(&mut manner);
            }
        }
        manner.finish()
    }

    /// What the content says.
    pub(super) fn content<'a>(
        &'a self,
        place: &Place<'_>,
        content: &Content<'_>,
        found: &mut Vec<Found<'a>>,
    ) {
        if content.is_sealed() {
            return;
        }
        let applies = |rule: &Rule| self.applies(rule, place) && reads(rule, place, content);
        let mut search = Search::new(&self.rules, place, content.bytes(), &applies);
        for hit in self.words.find_overlapping_iter(content.bytes()) {
            for &rule in &self.owners[hit.pattern()] {
                search.word(rule, hit.start(), hit.end());
            }
        }
        let spans = search.finish();
        self.gather(place, content.bytes(), spans, found);
    }

    fn applies(&self, rule: &Rule, place: &Place<'_>) -> bool {
        !(rule.kind == SightingKind::Secret && !self.skipped.is_empty() && self.skipped.is_match(place.path))
            && rule.path.as_ref().is_none_or(|path| {
                path.is_match(place.path.as_bytes()) || path.is_match(place.folded.as_bytes())
            })
    }

    /// Spans become findings: one each, or one for all of a rule.
    fn gather<'a>(
        &'a self,
        place: &Place<'_>,
        bytes: &[u8],
        mut spans: Vec<Span>,
        found: &mut Vec<Found<'a>>,
    ) {
        search::yield_to_the_precise(&self.rules, &mut spans);
        spans.sort_by_key(|span| (span.rule, span.secret.start));
        for group in spans.chunk_by(|a, b| a.rule == b.rule) {
            let rule = &self.rules[group[0].rule];
            let finding = |weight: Weight, at: usize, matched: Vec<u8>| {
                let weight = if rule.lenient && place.trial { Weight::Note } else { weight };
                Found { kind: rule.kind, rule: &rule.id, weight, at: Some(at), matched }
            };
            let Some(least) = rule.gather else {
                let each = group
                    .iter()
                    .map(|span| finding(span.weight, span.secret.start, bytes[span.secret.clone()].to_vec()));
                found.extend(each);
                continue;
            };
            let different: BTreeSet<&[u8]> = group.iter().map(|span| &bytes[span.secret.clone()]).collect();
            let weight = if different.len() >= least { Some(rule.weight) } else { rule.weak };
            let all = different.into_iter().collect::<Vec<_>>().join(&0);
            found.extend(weight.map(|weight| finding(weight, group[0].secret.start, all)));
        }
    }
}

/// Whether a rule reads this kind of content.
fn reads(rule: &Rule, place: &Place<'_>, content: &Content<'_>) -> bool {
    if content.is_portable() {
        return rule.kind == SightingKind::ThirdParty;
    }
    let precise = !rule.loose && rule.kind == SightingKind::Secret;
    (content.is_text() || precise) && !(rule.loose && place.made)
}
