//! A copy as GitHub describes it, how we want it to look, and the mark by which it is known as ours.
//!
//! Pure comparison; must not ask GitHub anything.

use serde::Deserialize;
use serde_json::{Map, Value, json};
use url::Url;

use super::super::{Dress, mark, names, text};

/// GitHub's limit for a description, in characters.
const DESCRIPTION: usize = 350;

/// GitHub's limit for the topics of a repository.
const TOPICS: usize = 20;

/// GitHub's limit for a topic, in characters.
const TOPIC: usize = 50;

/// The fields we read of a repository.
#[derive(Debug, Clone, Deserialize)]
pub(super) struct Copy {
    pub(super) name: String,
    owner: Owner,
    pub(super) private: bool,
    #[serde(default)]
    pub(super) archived: bool,
    clone_url: String,
    html_url: Option<String>,
    description: Option<String>,
    homepage: Option<String>,
    #[serde(default)]
    topics: Vec<String>,
    pub(super) default_branch: Option<String>,
    #[serde(default)]
    size: u64,
    #[serde(default)]
    has_issues: bool,
    #[serde(default)]
    has_wiki: bool,
    #[serde(default)]
    has_projects: bool,
    #[serde(default)]
    has_discussions: bool,
    /// A web site is served from it.
    #[serde(default)]
    pub(super) has_pages: bool,
    pushed_at: Option<String>,
    updated_at: Option<String>,
}

#[derive(Debug, Clone, Deserialize)]
struct Owner {
    login: String,
}

/// How a copy shall look, within GitHub's limits.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Looks {
    pub(super) description: String,
    pub(super) homepage: String,
    /// Our mark first.
    pub(super) topics: Vec<String>,
}

impl Looks {
    pub(super) fn new(dress: &Dress) -> Self {
        let homepage = dress.homepage.as_deref().filter(|page| is_page(page)).unwrap_or_default();
        Self {
            description: text::line(&dress.description, DESCRIPTION).unwrap_or_default(),
            homepage: homepage.to_owned(),
            topics: mark::topics(dress, TOPICS, legal_topic),
        }
    }

    /// The topic by which the copy is known as ours.
    pub(super) fn mark(&self) -> &str {
        self.topics.first().map_or("", String::as_str)
    }

    /// What must be changed on a copy, besides topics and default branch. Visibility is never among it.
    pub(super) fn changes(&self, copy: &Copy) -> Map<String, Value> {
        let mut changes = Map::new();
        if copy.description.as_deref().unwrap_or_default() != self.description {
            changes.insert("description".to_owned(), json!(self.description));
        }
        if copy.homepage.as_deref().unwrap_or_default() != self.homepage {
            changes.insert("homepage".to_owned(), json!(self.homepage));
        }
        changes.extend(copy.tabs());
        changes
    }
}

impl Copy {
    /// Whether it bears the mark, or is our own creation that a kill left without one.
    pub(super) fn bears(&self, looks: &Looks) -> bool {
        let unfinished = self.private
            && self.size == 0
            && self.topics.is_empty()
            && !looks.description.is_empty()
            && self.description.as_deref() == Some(looks.description.as_str());
        unfinished || self.has_topic(looks.mark())
    }

    pub(super) fn has_topic(&self, topic: &str) -> bool {
        self.topics.iter().any(|has| has == topic)
    }

    /// Whether its topics are these, in whatever order GitHub lists them.
    pub(super) fn has_topics(&self, topics: &[String]) -> bool {
        mark::same(&self.topics, topics)
    }

    /// Whether it is in the organisation; a repository that was moved out of it no longer is.
    pub(super) fn belongs_to(&self, organisation: &str) -> bool {
        self.owner.login.eq_ignore_ascii_case(organisation)
    }

    /// What turns off the tabs in which people could write.
    pub(super) fn tabs(&self) -> Map<String, Value> {
        let tabs = [
            ("has_issues", self.has_issues),
            ("has_wiki", self.has_wiki),
            ("has_projects", self.has_projects),
            ("has_discussions", self.has_discussions),
        ];
        tabs.into_iter().filter(|(_, is)| *is).map(|(key, _)| (key.to_owned(), json!(false))).collect()
    }

    /// Whether it bears the mark of a project, this one's or another's.
    pub(super) fn is_marked(&self) -> bool {
        self.topics.iter().any(|topic| mark::is_mark(topic))
    }

    /// What changes whenever its references, description or settings do.
    pub(super) fn state(&self) -> String {
        let mut topics = self.topics.clone();
        topics.sort();
        let facts = json!([
            self.pushed_at,
            self.updated_at,
            self.description,
            self.homepage,
            topics,
            self.private,
            self.archived,
            self.default_branch,
            [self.has_issues, self.has_wiki, self.has_projects, self.has_discussions, self.has_pages],
        ]);
        names::digits(&facts.to_string(), 40)
    }

    /// The page that people open, if that is on the site.
    pub(super) fn page(&self, site: &Url) -> Option<String> {
        text::own_address(self.html_url.as_deref()?, site)
    }

    /// Where to push, if that is on the site.
    pub(super) fn push_address(&self, site: &Url) -> Option<String> {
        text::own_address(&self.clone_url, site)
    }
}

/// A topic as GitHub takes it: `[a-z0-9-]`, starting with a letter or digit, at most 50.
fn legal_topic(topic: &str) -> Option<String> {
    let mut legal = String::new();
    for c in topic.chars().flat_map(char::to_lowercase) {
        let c = if c.is_ascii_alphanumeric() { Some(c) } else { None };
        match c {
            Some(c) => legal.push(c),
            None if !legal.is_empty() && !legal.ends_with('-') => legal.push('-'),
            None => {}
        }
    }
    let cut: String = legal.chars().take(TOPIC).collect();
    let cut = cut.trim_matches('-');
    (!cut.is_empty()).then(|| cut.to_owned())
}

fn is_page(page: &str) -> bool {
    page.len() <= 255 && Url::parse(page).is_ok_and(|url| matches!(url.scheme(), "http" | "https"))
}

#[cfg(test)]
mod tests;
