//! A row of `codegouvfr-organizations`: an owner of repositories at a forge.
//!
//! Counted from the projects; what only a directory of public bodies knows is left for the caller.

use std::collections::BTreeMap;

use serde::Serialize;

use super::repository::{owner_page, page};
use super::{Row, host};
use crate::model::ProjectRecord;
use crate::write::csv::Type;

/// One owner; an empty text is what is not known.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct Organisation {
    /// Where it is.
    pub location: String,
    /// Address of its picture.
    pub icon_url: String,
    /// When it was made.
    pub created_at: String,
    /// One sentence.
    pub description: String,
    /// Address to write to, where the body publishes one.
    pub email: String,
    /// Address of its policy about free software.
    pub floss_policy: String,
    /// Its own page.
    pub website: String,
    /// Its page at the forge, which is its id.
    pub id: String,
    /// Its name in addresses.
    pub login: String,
    /// The ministry it belongs to.
    pub ministry: String,
    /// Its display name.
    pub name: String,
    /// Address of its office for free software.
    pub ospo_url: String,
    /// Kind of forge: `gitlab`, `github`, `gitea` …
    pub forge: String,
    /// The public body behind it.
    pub organization: String,
    /// Its repositories.
    pub repositories_count: u64,
    /// How many follow it; 0 when that is not known.
    pub followers: u64,
}

impl Row for Organisation {
    const COLUMNS: &'static [(&'static str, Type)] = &[
        ("location", Type::Text),
        ("icon_url", Type::Text),
        ("created_at", Type::Date),
        ("description", Type::Text),
        ("email", Type::Text),
        ("floss_policy", Type::Text),
        ("website", Type::Text),
        ("id", Type::Text),
        ("login", Type::Text),
        ("ministry", Type::Text),
        ("name", Type::Text),
        ("ospo_url", Type::Text),
        ("forge", Type::Text),
        ("organization", Type::Text),
        ("repositories_count", Type::Integer),
        ("followers", Type::Integer),
    ];
    const BOOLEANS: [&'static str; 2] = ["true", "false"];
}

/// The owners of projects, counted one project after the other.
#[derive(Debug, Clone, Default)]
pub struct Owners(BTreeMap<String, Organisation>);

impl Owners {
    /// Counts a project for its owner; `kind` says what its forge runs. One without an owner or without a
    /// page at a forge counts for nobody, and a person is no organisation.
    pub fn count(&mut self, record: &ProjectRecord, kind: &str) {
        let platform = page(record).as_deref().and_then(host).unwrap_or_default();
        let id = owner_page(&platform, record.owner());
        if id.is_empty() || record.source.owned_by_person {
            return;
        }
        let owner = self.0.entry(id).or_insert_with_key(|id| Organisation {
            id: id.clone(),
            login: record.owner().to_owned(),
            forge: kind.to_owned(),
            ..Organisation::default()
        });
        owner.repositories_count += 1;
    }

    /// A row for each owner, in the order of their pages.
    #[must_use]
    pub fn rows(self) -> Vec<Organisation> {
        self.0.into_values().collect()
    }
}
