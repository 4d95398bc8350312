//! What should not become public in the bytes of a repository: secrets, personal data, works of others.
//!
//! Bytes and a path in, rules and places out. What was matched never leaves this room: only a keyed
//! digest of it does. Must not know git, policy or who reads the findings.

mod allow;
mod braces;
mod content;
mod digest;
mod engine;
mod judge;
mod line;
mod office;
mod person;
mod place;
mod rule;
mod sample;
mod table;
#[cfg(test)]
mod tests;

use crate::model::{SightingKind, Weight};
use content::Content;
use digest::Digester;
use engine::Engine;
use line::Lines;
use place::Place;

/// Most bytes of one file that are looked at.
pub const FILE_LIMIT: usize = 16 * 1024 * 1024;

/// Says that a file was not looked at beyond its first [`FILE_LIMIT`] bytes.
const BEYOND_LIMIT: &str = "file-not-read-to-its-end";

/// What to look for.
#[derive(Clone, Default)]
pub struct Options {
    /// Keys, tokens and passwords.
    pub secrets: bool,
    /// Data of pupils and staff.
    pub personal_data: bool,
    /// Works whose rights somebody else holds.
    pub third_party: bool,
    /// Globs on paths in which no secret is looked for.
    pub skip_paths: Vec<String>,
    /// Further rules, in the format of gitleaks (TOML).
    pub rules: Option<String>,
    /// Key of the digests: the same match has another id in another installation.
    pub key: Vec<u8>,
}

impl std::fmt::Debug for Options {
    /// Without the key.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Options")
            .field("secrets", &self.secrets)
            .field("personal_data", &self.personal_data)
            .field("third_party", &self.third_party)
            .field("skip_paths", &self.skip_paths)
            .field("rules", &self.rules.as_ref().map(String::len))
            .finish_non_exhaustive()
    }
}

/// One thing seen in one file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Seen {
    /// 16 hexadecimal digits of a keyed digest of rule, match and path.
    pub id: String,
    /// What kind of thing.
    pub kind: SightingKind,
    /// Stable name of the rule, `kebab-case`.
    pub rule: String,
    /// How much it weighs.
    pub weight: Weight,
    /// The line, from 1, where the thing has lines.
    pub line: Option<u32>,
}

/// Further rules that cannot be read.
#[derive(Debug, thiserror::Error)]
#[error("rule {rule}: {problem}")]
pub struct RuleError {
    /// Which one.
    pub rule: String,
    /// What is wrong, and the remedy.
    pub problem: String,
}

/// A place in the bytes that a rule speaks of, before it is made anonymous.
struct Found<'a> {
    kind: SightingKind,
    rule: &'a str,
    weight: Weight,
    /// Where, in the bytes looked at; none for what the name alone says.
    at: Option<usize>,
    /// What was matched.
    matched: Vec<u8>,
}

/// The rules, compiled as they are first needed.
#[derive(Debug)]
pub struct Scanner {
    engine: Engine,
    digester: Digester,
    options: Options,
    ruleset: String,
}

impl Scanner {
    /// Reads the rules.
    ///
    /// # Errors
    /// When a further rule or a glob cannot be read.
    pub fn new(options: Options) -> Result<Self, RuleError> {
        let engine = Engine::new(table::rules(&options)?, allow::paths(&options.skip_paths)?)?;
        let ruleset = digest::ruleset(&options);
        Ok(Self { engine, digester: Digester::new(&options.key), options, ruleset })
    }

    /// Version of the rules: other rules look at everything again.
    #[must_use]
    pub fn ruleset(&self) -> String {
        self.ruleset.clone()
    }

    /// Looks into a file, its name included.
    #[must_use]
    pub fn file(&self, path: &str, bytes: &[u8]) -> Vec<Seen> {
        let place = Place::of_file(path);
        let mut found = Vec::new();
        self.engine.name(&place, &mut found);
        self.look(&place, bytes, &mut found);
        if bytes.len() > FILE_LIMIT {
            found.push(Found {
                kind: SightingKind::Size,
                rule: BEYOND_LIMIT,
                weight: Weight::Note,
                at: None,
                matched: Vec::new(),
            });
        }
        let text = &bytes[..bytes.len().min(FILE_LIMIT)];
        self.anonymous(path, text, found)
    }

    /// Looks into a text that is no file: the message of a commit or tag, the name of a reference.
    #[must_use]
    pub fn text(&self, place: &str, bytes: &[u8]) -> Vec<Seen> {
        let mut found = Vec::new();
        self.look(&Place::of_text(place), bytes, &mut found);
        self.anonymous(place, &bytes[..bytes.len().min(FILE_LIMIT)], found)
    }

    fn look<'a>(&'a self, place: &Place, bytes: &[u8], found: &mut Vec<Found<'a>>) {
        let content = Content::of(&bytes[..bytes.len().min(FILE_LIMIT)]);
        self.read(place, &content, found);
        if content.is_sealed() {
            self.look_inside(place, content.bytes(), found);
        }
    }

    fn read<'a>(&'a self, place: &Place<'_>, content: &Content<'_>, found: &mut Vec<Found<'a>>) {
        self.engine.content(place, content, found);
        if self.options.personal_data && content.is_text() {
            person::look(place, content.bytes(), found);
        }
    }

    /// Looks into a document of an office program, which has no lines; not into one inside it, which
    /// could be itself.
    fn look_inside<'a>(&'a self, place: &Place, bytes: &[u8], found: &mut Vec<Found<'a>>) {
        let before = found.len();
        for text in office::texts(bytes) {
            self.read(place, &Content::of(&text), found);
        }
        found[before..].iter_mut().for_each(|found| found.at = None);
    }

    /// Takes what was matched away; `text` is there to count lines in.
    fn anonymous(&self, path: &str, text: &[u8], found: Vec<Found<'_>>) -> Vec<Seen> {
        let content = Content::of(text);
        let mut lines = Lines::of(&content);
        let mut found = engine::crowd::thin(found);
        found.sort_by(|a, b| (a.at, a.rule).cmp(&(b.at, b.rule)));
        let seen = found.into_iter().map(|found| Seen {
            id: self.digester.id(found.rule, &found.matched, path),
            kind: found.kind,
            rule: found.rule.to_owned(),
            weight: found.weight,
            line: found.at.and_then(|at| lines.number(at)),
        });
        let mut seen: Vec<Seen> = seen.collect();
        seen.dedup_by(|a, b| a.id == b.id);
        seen
    }
}
