//! A row of `codegouvfr-repositories`.
//!
//! Differs from code.gouv.fr on purpose in two values: the date is that of the last commit, not of the
//! last look at the forge, and the licence is the SPDX expression read in the files.

use serde::Serialize;

use super::{Row, host};
use crate::licence::ALL_RIGHTS_RESERVED;
use crate::model::ProjectRecord;
use crate::quality::{Document, Evidence, code_gouv_points};
use crate::read::mailbox;
use crate::write::address::web;
use crate::write::csv::Type;

/// One repository; an empty text is what is not known.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct Repository {
    /// The points by which code.gouv.fr orders.
    #[serde(rename = "awesome-score")]
    pub score: i64,
    /// Read-only at its source.
    pub archived: bool,
    /// Date of the last commit of the default branch.
    pub updated_at: String,
    /// One sentence.
    pub description: String,
    /// Its page at the forge, which is its id.
    pub id: String,
    /// Forked from another.
    pub fork: bool,
    /// Offered as a template.
    pub template: bool,
    /// Says how to take part.
    pub contributing: bool,
    /// Has a `publiccode.yml`.
    pub publiccode: bool,
    /// Its main programming language.
    pub language: String,
    /// SPDX expression of its licence.
    pub license: String,
    /// Full path at the forge.
    pub full_name: String,
    /// Last segment of the path.
    pub repo_name: String,
    /// Forks its forge counts; 0 when that is not known.
    pub forks_count: u64,
    /// Host of the forge.
    pub platform: String,
    /// Page of its owner at the forge.
    pub owner: String,
}

impl Row for Repository {
    const COLUMNS: &'static [(&'static str, Type)] = &[
        ("awesome-score", Type::Integer),
        ("archived", Type::Text),
        ("updated_at", Type::Date),
        ("description", Type::Text),
        ("id", Type::Text),
        ("fork", Type::Text),
        ("template", Type::Text),
        ("contributing", Type::Text),
        ("publiccode", Type::Text),
        ("language", Type::Text),
        ("license", Type::Text),
        ("full_name", Type::Text),
        ("repo_name", Type::Text),
        ("forks_count", Type::Integer),
        ("platform", Type::Text),
        ("owner", Type::Text),
    ];
    const BOOLEANS: [&'static str; 2] = ["true", "false"];
}

impl Repository {
    /// The row of a project, with what its measures are computed from.
    #[must_use]
    pub fn of(record: &ProjectRecord, evidence: &Evidence) -> Self {
        let examination = record.examination.as_ref();
        let has = |document| evidence.documents.as_ref().is_some_and(|found| found.contains(&document));
        let page = page(record);
        let platform = page.as_deref().and_then(host).unwrap_or_default();
        let path = record.source.path.as_str();
        Self {
            score: code_gouv_points(evidence).value,
            archived: record.source.archived,
            updated_at: examination
                .and_then(|examination| examination.history.last_commit)
                .map(|at| at.to_string())
                .unwrap_or_default(),
            description: mailbox::without(record.summary().unwrap_or_default()).into_owned(),
            fork: record.source.fork_of.is_some(),
            template: evidence.template.unwrap_or(false),
            contributing: has(Document::Contributing),
            publiccode: has(Document::Publiccode),
            language: examination
                .and_then(|examination| examination.languages.first())
                .map(|share| share.name.clone())
                .unwrap_or_default(),
            license: licence(record).unwrap_or_default().to_owned(),
            full_name: path.to_owned(),
            repo_name: path.rsplit('/').next().unwrap_or(path).to_owned(),
            forks_count: evidence.forks.unwrap_or(0),
            owner: owner_page(&platform, record.owner()),
            id: page.unwrap_or_default(),
            platform,
        }
    }
}

/// The licence, unless what was found says that there is none.
pub(super) fn licence(record: &ProjectRecord) -> Option<&str> {
    record.licence().filter(|found| *found != ALL_RIGHTS_RESERVED)
}

/// The page of a project at its forge, without `.git`.
pub(super) fn page(record: &ProjectRecord) -> Option<String> {
    let page = record.source.web_url.as_deref().and_then(web).or_else(|| web(&record.source.clone_url))?;
    Some(page.strip_suffix(".git").map_or(page.clone(), str::to_owned))
}

/// The page of an owner at a forge; empty when there is no such page.
pub(super) fn owner_page(platform: &str, owner: &str) -> String {
    if platform.is_empty() || owner.is_empty() {
        return String::new();
    }
    web(&format!("https://{platform}/{owner}")).unwrap_or_default()
}
