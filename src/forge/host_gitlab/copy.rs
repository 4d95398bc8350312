//! A copy as GitLab describes it, and how we want it to look.
//!
//! Pure comparison; must not ask the host anything.

use serde::Deserialize;
use serde_json::{Map, Value, json};
use sha2::{Digest, Sha256};
use url::Url;

use super::super::{Dress, Seen, mark, text};

/// Longest description we give, in characters; GitLab takes 2000.
const DESCRIPTION: usize = 1500;

/// Topics we give at most; GitLab knows no limit of its own.
const TOPICS: usize = 50;

/// Longest topic, in characters; GitLab takes 255.
const TOPIC: usize = 100;

/// Access levels that are `disabled` on a copy: nobody works there, and nothing runs.
const LEVELS: [&str; 14] = [
    "analytics_access_level",
    "builds_access_level",
    "container_registry_access_level",
    "environments_access_level",
    "feature_flags_access_level",
    "infrastructure_access_level",
    "issues_access_level",
    "merge_requests_access_level",
    "model_experiments_access_level",
    "model_registry_access_level",
    "monitor_access_level",
    "pages_access_level",
    "snippets_access_level",
    "wiki_access_level",
];

/// Switches that are off on a copy.
const SWITCHES: [&str; 6] = [
    "auto_devops_enabled",
    "container_registry_enabled",
    "packages_enabled",
    "request_access_enabled",
    "service_desk_enabled",
    "shared_runners_enabled",
];

/// Where to contribute: GitLab has no field for a home page, so the description says it.
const CONTRIBUTE: &str = "Pour contribuer (to contribute)\u{202f}: ";

/// The fields we read of a project, and what of it is on that shall be off.
#[derive(Debug, Clone, Deserialize)]
pub(super) struct Copy {
    pub(super) id: u64,
    pub(super) path: String,
    pub(super) path_with_namespace: String,
    visibility: String,
    #[serde(default)]
    pub(super) archived: bool,
    http_url_to_repo: String,
    description: Option<String>,
    topics: Option<Vec<String>>,
    pub(super) default_branch: Option<String>,
    updated_at: Option<String>,
    last_activity_at: Option<String>,
    statistics: Option<Value>,
    /// It is kept for some days before it is deleted.
    #[serde(skip)]
    pub(super) dies: bool,
    #[serde(skip)]
    on: Map<String, Value>,
}

/// How a copy shall look, within GitLab's limits.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Looks {
    description: String,
    /// Our mark first.
    pub(super) topics: Vec<String>,
}

impl Looks {
    pub(super) fn new(dress: &Dress) -> Self {
        let words = text::line(&dress.description, DESCRIPTION / 2).unwrap_or_default();
        let place = dress.homepage.as_deref().and_then(|page| text::line(page, 500));
        let place = place.map(|page| format!(" — {CONTRIBUTE}{page}")).unwrap_or_default();
        Self {
            description: format!("{words}{place}").chars().take(DESCRIPTION).collect(),
            topics: mark::topics(dress, TOPICS, legal_topic),
        }
    }

    /// The topic by which the copy is known as ours.
    pub(super) fn mark(&self) -> &str {
        self.topics.first().map_or("", String::as_str)
    }

    /// The request that makes a copy: private, marked, everything off. What a version of GitLab does
    /// not know it passes over.
    pub(super) fn birth(&self, name: &str, group: u64) -> Value {
        let mut body = off(|_| true);
        for (key, value) in [
            ("name", json!(name)),
            ("path", json!(name)),
            ("namespace_id", json!(group)),
            ("visibility", json!("private")),
            ("initialize_with_readme", json!(false)),
            ("lfs_enabled", json!(true)),
            ("description", json!(self.description)),
            ("topics", json!(self.topics)),
        ] {
            body.insert(key.to_owned(), value);
        }
        Value::Object(body)
    }

    /// What must be changed on a copy, besides default branch and archive. Visibility is never among it.
    pub(super) fn changes(&self, copy: &Copy) -> Map<String, Value> {
        let mut changes = copy.on.clone();
        if copy.description.as_deref().unwrap_or_default() != self.description {
            changes.insert("description".to_owned(), json!(self.description));
        }
        if !mark::same(copy.topics(), &self.topics) {
            changes.insert("topics".to_owned(), json!(self.topics));
        }
        changes
    }
}

impl Copy {
    pub(super) fn read(value: &Value) -> Option<Self> {
        let mut copy = Self::deserialize(value).ok()?;
        let there = |key: &str| value.get(key).is_some_and(|value| !value.is_null());
        copy.dies = there("marked_for_deletion_on") || there("marked_for_deletion_at");
        // Only what this version answers can be compared; the rest is not written again and again.
        copy.on = off(|key| {
            matches!(value.get(key), Some(Value::Bool(true)))
                || value.get(key).and_then(Value::as_str).is_some_and(|level| level != "disabled")
        });
        Some(copy)
    }

    /// What is on and shall be off.
    pub(super) fn switches(&self) -> &Map<String, Value> {
        &self.on
    }

    pub(super) fn is_public(&self) -> bool {
        self.visibility == "public"
    }

    pub(super) fn is_private(&self) -> bool {
        self.visibility == "private"
    }

    fn topics(&self) -> &[String] {
        self.topics.as_deref().unwrap_or_default()
    }

    pub(super) fn has_topic(&self, topic: &str) -> bool {
        self.topics().iter().any(|has| has == topic)
    }

    /// Whether it is the copy of any project of ours.
    pub(super) fn is_marked(&self) -> bool {
        self.topics().iter().any(|topic| mark::is_mark(topic))
    }

    /// Whether it is in the group; a project that was moved out of it no longer is.
    pub(super) fn is_in(&self, group: &str) -> bool {
        let parent = self.path_with_namespace.rsplit_once('/').map_or("", |(parent, _)| parent);
        parent.eq_ignore_ascii_case(group)
    }

    /// Where to push, if that is on the site.
    pub(super) fn push_address(&self, site: &Url) -> Option<String> {
        text::own_address(&self.http_url_to_repo, site)
    }

    /// What one listing shows of it. GitLab forgets to move `last_activity_at` for some pushes of tags
    /// and branches; sizes and counts show what it forgets in part.
    pub(super) fn seen(&self) -> Seen {
        let parts = json!([
            self.path,
            self.updated_at,
            self.last_activity_at,
            self.statistics,
            self.description,
            self.topics,
            self.visibility,
            self.archived,
            self.default_branch,
            self.on,
            self.dies,
        ]);
        let digest = Sha256::digest(parts.to_string());
        let state = digest.iter().take(12).map(|byte| format!("{byte:02x}")).collect();
        Seen { state, is_public: self.is_public() }
    }
}

/// The wanted switches and levels, each off.
fn off(wanted: impl Fn(&str) -> bool) -> Map<String, Value> {
    let levels = LEVELS.into_iter().map(|key| (key, json!("disabled")));
    let switches = SWITCHES.into_iter().map(|key| (key, json!(false)));
    levels
        .chain(switches)
        .filter(|(key, _)| wanted(key))
        .map(|(key, value)| (key.to_owned(), value))
        .collect()
}

/// A topic as GitLab takes it: one line without commas, which older versions read as separators.
fn legal_topic(topic: &str) -> Option<String> {
    text::line(&topic.replace(',', " "), TOPIC)
}

#[cfg(test)]
mod tests;
