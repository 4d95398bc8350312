//! What should not become public in the bytes of a repository: secrets, personal data, works of others.
//!
//! Bytes and a path in, rules and places out. What was matched never leaves this room: only a keyed
//! digest of it does. Must not know git, policy or who reads the findings.

mod allow;
mod braces;
mod content;
mod digest;
mod engine;
mod inside;
mod judge;
mod line;
mod long;
mod office;
mod person;
mod place;
mod rule;
mod sample;
mod table;
#[cfg(test)]
mod tests;
mod window;

use crate::model::{SightingKind, Weight};
use content::Content;
use digest::Digester;
use engine::Engine;
use line::Lines;
use place::Place;

/// Most bytes looked at at a time: a text is read in such pieces to its end, of anything else only
/// the first.
pub const FILE_LIMIT: usize = 16 * 1024 * 1024;

/// Archives inside archives that are opened, one in the other.
const DEEPEST: usize = 2;

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

    /// The stable name of every rule in force.
    pub fn rules(&self) -> impl Iterator<Item = &str> {
        self.engine.names().chain(person::RULES.iter().copied())
    }

    /// Looks into a file, its name included.
    #[must_use]
    pub fn file(&self, path: &str, bytes: &[u8]) -> Vec<Seen> {
        let place = Place::of_file(path);
        let mut found = Vec::new();
        self.engine.name(&place, &mut found);
        self.look(&place, bytes, found)
    }

    /// Looks at the name of a file alone.
    #[must_use]
    pub fn name(&self, path: &str) -> Vec<Seen> {
        let mut found = Vec::new();
        self.engine.name(&Place::of_file(path), &mut found);
        self.anonymous(path, &Content::of(&[]), 0, found)
    }

    /// What a path changes in how a content is judged: of two paths for which this is the same, one
    /// is enough to look into a file.
    #[must_use]
    pub fn manner(&self, path: &str) -> u64 {
        self.engine.manner(&Place::of_file(path))
    }

    /// Looks into a text that is no file: the message of a commit or tag, the name of a reference.
    #[must_use]
    pub fn text(&self, place: &str, bytes: &[u8]) -> Vec<Seen> {
        self.look(&Place::of_text(place), bytes, Vec::new())
    }

    fn read<'a>(&'a self, place: &Place<'_>, content: &Content<'_>, found: &mut Vec<Found<'a>>) {
        self.engine.content(place, content, found);
        if self.options.personal_data && content.is_text() {
            person::look(place, content.bytes(), found);
        }
    }

    /// Looks into an archive or a document, whose places have no lines.
    fn look_inside<'a>(
        &'a self,
        place: &Place<'_>,
        bytes: &[u8],
        budget: &mut inside::Budget,
        depth: usize,
        found: &mut Vec<Found<'a>>,
    ) {
        let before = found.len();
        if depth > DEEPEST {
            budget.cut |= inside::is_container(bytes);
            return;
        }
        inside::open(bytes, budget, &mut |part, budget| match part {
            inside::Part::Words(words) => self.read(place, &Content::going_on(&words), found),
            inside::Part::File(name, bytes) => {
                let path = match name.as_str() {
                    "" => place.path.trim_end_matches(".gz").to_owned(),
                    _ => format!("{}/{name}", place.path),
                };
                let inner = Place::of_file(&path);
                self.engine.name(&inner, found);
                self.read(&inner, &Content::of(&bytes), found);
                self.look_inside(&inner, &bytes, budget, depth + 1, found);
            }
        });
        found[before..].iter_mut().for_each(|found| found.at = None);
    }

    /// Takes what was matched away; the content is there to count lines in, after so many breaks.
    fn anonymous(
        &self,
        path: &str,
        content: &Content<'_>,
        breaks: usize,
        found: Vec<Found<'_>>,
    ) -> Vec<Seen> {
        let mut lines = Lines::of(content, breaks);
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
