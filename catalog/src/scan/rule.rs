//! One rule: words that must be there, an expression around them, and how what it finds is judged.
//!
//! Must not know where the rules come from.

use std::sync::{Arc, OnceLock};

use regex::bytes::{Regex, RegexBuilder};

use super::allow::Allow;
use super::judge::Judge;
use crate::model::{SightingKind, Weight};

/// Most bytes a compiled expression may take.
const COMPILED: usize = 32 * 1024 * 1024;

/// A rule whose expression is compiled when one of its words is first met.
#[derive(Debug)]
pub(super) struct Rule {
    pub(super) id: String,
    pub(super) kind: SightingKind,
    /// Weight of what the judge finds strong.
    pub(super) weight: Weight,
    /// Weight of what it finds weak; none: no finding.
    pub(super) weak: Option<Weight>,
    pub(super) judge: Judge,
    pub(super) entropy: f32,
    /// Words of which one must be there, whatever their case; none: the expression is always tried.
    pub(super) keywords: Vec<String>,
    /// None: the path alone decides.
    pub(super) pattern: Option<String>,
    /// Which part is the secret; 0: the first part that matched.
    pub(super) group: usize,
    /// Paths in which it holds.
    pub(super) path: Option<Regex>,
    /// How far after a word the match may end; none: anywhere in the file.
    pub(super) reach: Option<usize>,
    /// Whether the match may go beyond the line of the word.
    pub(super) lines: bool,
    /// How far before a word it may begin.
    pub(super) back: usize,
    /// Says little of itself: not for made files, and light in trials and examples.
    pub(super) loose: bool,
    /// Light in trials and examples.
    pub(super) lenient: bool,
    /// One finding a file, when there are so many different matches; fewer are weak.
    pub(super) gather: Option<usize>,
    pub(super) allow: Vec<Arc<Allow>>,
    pub(super) regex: OnceLock<Option<Regex>>,
}

impl Rule {
    /// The compiled expression; expressions were tried when the rules were read.
    pub(super) fn regex(&self) -> Option<&Regex> {
        let compile = || self.pattern.as_deref().and_then(|pattern| compiled(pattern).ok());
        self.regex.get_or_init(compile).as_ref()
    }

    /// Whether the path alone decides.
    pub(super) fn is_about_names(&self) -> bool {
        self.pattern.is_none()
    }
}

/// An expression over bytes, without Unicode.
pub(super) fn compiled(pattern: &str) -> Result<Regex, regex::Error> {
    RegexBuilder::new(pattern).unicode(false).size_limit(COMPILED).build()
}
