//! A copy as Forgejo describes it, and how we want it to look.
//!
//! Pure comparison; must not ask the host anything.

use serde::Deserialize;
use serde_json::{Map, Value, json};
use sha2::{Digest, Sha256};
use url::Url;

use super::super::{Dress, Seen, mark, text};

/// Longest description we give, in characters; Forgejo takes 2048.
const DESCRIPTION: usize = 1000;

/// Forgejo's limit for the topics of a repository.
const TOPICS: usize = 25;

/// Forgejo's limit for a topic, in characters.
const TOPIC: usize = 35;

/// What is off on a copy: nobody works there, and nothing runs.
const FEATURES: [&str; 7] = [
    "has_issues",
    "has_wiki",
    "has_pull_requests",
    "has_projects",
    "has_actions",
    "has_packages",
    "has_releases",
];

/// The fields we read of a repository, and what of [`FEATURES`] is on.
#[derive(Debug, Clone, Deserialize)]
pub(super) struct Copy {
    pub(super) name: String,
    owner: Owner,
    private: bool,
    #[serde(default)]
    internal: bool,
    #[serde(skip)]
    pub(super) is_public: bool,
    #[serde(default)]
    pub(super) archived: bool,
    #[serde(default)]
    empty: bool,
    clone_url: String,
    description: Option<String>,
    website: Option<String>,
    topics: Option<Vec<String>>,
    pub(super) default_branch: Option<String>,
    updated_at: Option<String>,
    #[serde(default)]
    size: u64,
    #[serde(default)]
    release_counter: u64,
    #[serde(skip)]
    on: Vec<&'static str>,
}

#[derive(Debug, Clone, Deserialize)]
struct Owner {
    login: String,
    visibility: Option<String>,
}

/// How a copy shall look, within Forgejo's limits.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Looks {
    pub(super) description: String,
    website: String,
    /// Our mark first.
    pub(super) topics: Vec<String>,
}

impl Looks {
    pub(super) fn new(dress: &Dress) -> Self {
        let website = dress.homepage.as_deref().filter(|page| is_page(page)).unwrap_or_default();
        Self {
            description: text::line(&dress.description, DESCRIPTION).unwrap_or_default(),
            website: website.to_owned(),
            topics: mark::topics(dress, TOPICS, legal_topic),
        }
    }

    /// The topic by which the copy is known as ours.
    pub(super) fn mark(&self) -> &str {
        self.topics.first().map_or("", String::as_str)
    }

    /// What must be changed on a copy, besides topics, default branch and archive. Visibility is
    /// never among it.
    pub(super) fn changes(&self, copy: &Copy) -> Map<String, Value> {
        let mut changes = copy.switches();
        if copy.description.as_deref().unwrap_or_default() != self.description {
            changes.insert("description".to_owned(), json!(self.description));
        }
        if copy.website.as_deref().unwrap_or_default() != self.website {
            changes.insert("website".to_owned(), json!(self.website));
        }
        changes
    }
}

impl Copy {
    pub(super) fn read(value: &Value) -> Option<Self> {
        let mut copy = Self::deserialize(value).ok()?;
        let is_on = |key: &&str| value.get(*key).and_then(Value::as_bool) == Some(true);
        // Releases that follow from the source need their page.
        let needed = |key: &str| key == "has_releases" && copy.release_counter > 0;
        copy.on = FEATURES.into_iter().filter(is_on).filter(|key| !needed(key)).collect();
        let shown = copy.owner.visibility.as_deref().is_none_or(|visibility| visibility == "public");
        copy.is_public = !copy.private && !copy.internal && shown;
        Some(copy)
    }

    /// What is on and shall be off.
    pub(super) fn switches(&self) -> Map<String, Value> {
        self.on.iter().map(|key| ((*key).to_owned(), json!(false))).collect()
    }

    /// Whether it bears the mark, or is our own creation that a kill left without one.
    pub(super) fn bears(&self, looks: &Looks) -> bool {
        let unfinished = self.private
            && self.empty
            && self.topics().is_empty()
            && !looks.description.is_empty()
            && self.description.as_deref() == Some(looks.description.as_str());
        unfinished || self.has_topic(looks.mark())
    }

    fn topics(&self) -> &[String] {
        self.topics.as_deref().unwrap_or_default()
    }

    pub(super) fn has_topic(&self, topic: &str) -> bool {
        self.topics().iter().any(|has| has == topic)
    }

    pub(super) fn has_topics(&self, topics: &[String]) -> bool {
        mark::same(self.topics(), topics)
    }

    /// Whether it is the copy of any project of ours.
    pub(super) fn is_marked(&self) -> bool {
        self.topics().iter().any(|topic| mark::is_mark(topic))
    }

    /// Whether it is in the organisation; a repository that was moved out of it no longer is.
    pub(super) fn belongs_to(&self, organisation: &str) -> bool {
        self.owner.login.eq_ignore_ascii_case(organisation)
    }

    /// Where to push, if that is on the site.
    pub(super) fn push_address(&self, site: &Url) -> Option<String> {
        text::own_address(&self.clone_url, site)
    }

    /// What one listing shows of it. Forgejo moves `updated_at` with every push.
    pub(super) fn seen(&self) -> Seen {
        let parts = json!([
            self.updated_at,
            self.size,
            self.description,
            self.website,
            self.topics,
            self.private,
            self.internal,
            self.archived,
            self.empty,
            self.default_branch,
            self.release_counter,
            self.on,
            self.name,
        ]);
        let digest = Sha256::digest(parts.to_string());
        let state = digest.iter().take(12).map(|byte| format!("{byte:02x}")).collect();
        Seen { state, is_public: self.is_public }
    }
}

/// A topic as Forgejo takes it: `[a-z0-9][-.a-z0-9]*`, at most 35.
fn legal_topic(topic: &str) -> Option<String> {
    let mut legal = String::new();
    for c in topic.chars().flat_map(char::to_lowercase) {
        if c.is_ascii_alphanumeric() || (c == '.' && !legal.is_empty()) {
            legal.push(c);
        } else if !legal.is_empty() && !legal.ends_with('-') {
            legal.push('-');
        }
    }
    let cut: String = legal.chars().take(TOPIC).collect();
    let cut = cut.trim_end_matches(['-', '.']);
    (!cut.is_empty()).then(|| cut.to_owned())
}

fn is_page(page: &str) -> bool {
    page.len() <= 1000 && Url::parse(page).is_ok_and(|url| matches!(url.scheme(), "http" | "https"))
}

#[cfg(test)]
mod tests;
