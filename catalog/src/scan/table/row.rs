//! The rows of a table of rules as they are written: gitleaks' keys, and a few of our own.
//!
//! Keys that are not known are let pass, so that a maintained rule set can be taken as it is.

use serde::Deserialize;

use crate::model::{SightingKind, Weight};
use crate::scan::judge::Judge;

/// A file of rules.
#[derive(Debug, Deserialize)]
pub(super) struct Table {
    #[serde(default)]
    pub(super) rules: Vec<RuleRow>,
    #[serde(default)]
    pub(super) allowlists: Vec<AllowRow>,
    pub(super) allowlist: Option<AllowRow>,
    extend: Option<Extend>,
    /// How far matches reach after their words, where a rule does not say.
    pub(super) reach: Option<usize>,
}

impl Table {
    pub(super) fn extends_a_file(&self) -> bool {
        self.extend.as_ref().is_some_and(|extend| extend.path.is_some() || extend.url.is_some())
    }

    pub(super) fn disabled(&self) -> Vec<String> {
        self.extend.as_ref().map(|extend| extend.disabled.clone()).unwrap_or_default()
    }
}

#[derive(Debug, Deserialize)]
struct Extend {
    path: Option<String>,
    url: Option<String>,
    #[serde(default, rename = "disabledRules")]
    disabled: Vec<String>,
}

/// One rule.
#[derive(Debug, Deserialize)]
pub(super) struct RuleRow {
    pub(super) id: String,
    pub(super) regex: Option<String>,
    pub(super) path: Option<String>,
    #[serde(default)]
    pub(super) keywords: Vec<String>,
    #[serde(default)]
    pub(super) entropy: f32,
    #[serde(default, rename = "secretGroup")]
    pub(super) secret_group: usize,
    #[serde(default)]
    pub(super) allowlists: Vec<AllowRow>,
    pub(super) allowlist: Option<AllowRow>,
    #[serde(default = "secret")]
    pub(super) kind: SightingKind,
    #[serde(default = "hold")]
    pub(super) weight: Weight,
    pub(super) weak: Option<Weight>,
    #[serde(default)]
    pub(super) judge: Judge,
    pub(super) reach: Option<usize>,
    #[serde(default)]
    pub(super) lines: bool,
    #[serde(default)]
    pub(super) back: usize,
    #[serde(default)]
    pub(super) loose: bool,
    #[serde(default)]
    pub(super) lenient: bool,
    pub(super) gather: Option<usize>,
}

/// One list of exceptions.
#[derive(Debug, Deserialize)]
pub(super) struct AllowRow {
    #[serde(default)]
    pub(super) paths: Vec<String>,
    #[serde(default)]
    pub(super) regexes: Vec<String>,
    #[serde(default)]
    pub(super) stopwords: Vec<String>,
    #[serde(rename = "regexTarget")]
    pub(super) regex_target: Option<String>,
    pub(super) condition: Option<String>,
}

fn secret() -> SightingKind {
    SightingKind::Secret
}

fn hold() -> Weight {
    Weight::Hold
}
