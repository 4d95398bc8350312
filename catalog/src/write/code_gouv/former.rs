//! The rows of 2021 (`data-codes-sources-fr`): the names that readers of the first files know.
//!
//! After their Table Schema. What is not known is no value, except where the schema asks for one.

use serde::Serialize;

use super::repository::{licence, owner_page, page};
use super::{Row, host};
use crate::identity::browse_address;
use crate::model::ProjectRecord;
use crate::read::mailbox;
use crate::vocabulary::licence_policy;
use crate::write::csv::Type;

/// One repository, as files of 2021 wrote it.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
#[expect(missing_docs, reason = "each field is what its schema says under the same name")]
pub struct Repository {
    pub name: String,
    pub organization_name: String,
    pub platform: String,
    pub repository_url: String,
    pub description: Option<String>,
    pub is_fork: Option<bool>,
    pub is_archived: bool,
    pub creation_date: Option<String>,
    pub last_update: Option<String>,
    pub last_modification: Option<String>,
    pub homepage: Option<String>,
    pub stars_count: Option<u64>,
    pub forks_count: Option<u64>,
    pub license: Option<String>,
    pub open_issues_count: Option<u64>,
    pub language: Option<String>,
    pub topics: Option<String>,
    pub software_heritage_exists: Option<bool>,
    pub software_heritage_url: Option<String>,
}

impl Row for Repository {
    const COLUMNS: &'static [(&'static str, Type)] = &[
        ("name", Type::Text),
        ("organization_name", Type::Text),
        ("platform", Type::Text),
        ("repository_url", Type::Text),
        ("description", Type::Text),
        ("is_fork", Type::Text),
        ("is_archived", Type::Text),
        ("creation_date", Type::Date),
        ("last_update", Type::Date),
        ("last_modification", Type::Date),
        ("homepage", Type::Text),
        ("stars_count", Type::Integer),
        ("forks_count", Type::Integer),
        ("license", Type::Text),
        ("open_issues_count", Type::Integer),
        ("language", Type::Text),
        ("topics", Type::Text),
        ("software_heritage_exists", Type::Text),
        ("software_heritage_url", Type::Text),
    ];
    const BOOLEANS: [&'static str; 2] = ["True", "False"];
}

impl Repository {
    /// The row of a project; `platform` is `GitHub` or `GitLab`, the two words that the schema knows.
    #[must_use]
    pub fn of(record: &ProjectRecord, platform: &str) -> Self {
        let (source, examination) = (&record.source, record.examination.as_ref());
        let day = |at: Option<jiff::Timestamp>| at.map(|at| at.to_string());
        let history = examination.map(|examination| &examination.history);
        let modified = history.and_then(|history| history.last_commit);
        let page = page(record).unwrap_or_default();
        let named = |spdx: &str| {
            licence_policy::licence(spdx).map_or_else(|| spdx.to_owned(), |known| known.name.clone())
        };
        Self {
            name: source.path.rsplit('/').next().unwrap_or_default().to_owned(),
            organization_name: record.owner().to_owned(),
            platform: platform.to_owned(),
            description: record.summary().map(|text| mailbox::without(text).into_owned()),
            is_fork: Some(source.fork_of.is_some()),
            is_archived: source.archived,
            creation_date: day(source.created_at.or(history.and_then(|history| history.first_commit))),
            last_update: day(source.last_activity_at.max(modified)),
            last_modification: day(modified),
            homepage: record.claimed(crate::model::Field::Website).map(str::to_owned),
            license: licence(record).map(named),
            language: examination.and_then(|found| found.languages.first()).map(|share| share.name.clone()),
            topics: (!source.topics.is_empty()).then(|| source.topics.join(",")),
            software_heritage_url: browse_address(&page),
            repository_url: page,
            ..Self::default()
        }
    }
}

/// One owner, as files of 2021 wrote it.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
#[expect(missing_docs, reason = "each field is what its schema says under the same name")]
pub struct Organisation {
    pub login: String,
    pub description: Option<String>,
    pub name: Option<String>,
    pub organization_url: String,
    pub avatar_url: Option<String>,
    pub website: Option<String>,
    pub location: Option<String>,
    pub email: Option<String>,
    pub is_verified: Option<bool>,
    pub repositories_count: u64,
    pub creation_date: Option<String>,
    pub platform: String,
}

impl Row for Organisation {
    const COLUMNS: &'static [(&'static str, Type)] = &[
        ("login", Type::Text),
        ("description", Type::Text),
        ("name", Type::Text),
        ("organization_url", Type::Text),
        ("avatar_url", Type::Text),
        ("website", Type::Text),
        ("location", Type::Text),
        ("email", Type::Text),
        ("is_verified", Type::Text),
        ("repositories_count", Type::Integer),
        ("creation_date", Type::Date),
        ("platform", Type::Text),
    ];
    const BOOLEANS: [&'static str; 2] = ["True", "False"];
}

impl Organisation {
    /// The owner of a project and how many it has; none for a person, and without a page at a forge.
    #[must_use]
    pub fn of(record: &ProjectRecord, platform: &str, repositories: u64) -> Option<Self> {
        let url = owner_page(&host(&page(record)?)?, record.owner());
        (!url.is_empty() && !record.source.owned_by_person).then(|| Self {
            login: record.owner().to_owned(),
            organization_url: url,
            repositories_count: repositories,
            platform: platform.to_owned(),
            ..Self::default()
        })
    }
}
