//! One repository as GitHub writes it, and what becomes of it here.
//!
//! Every text is hostile: lengths are capped, addresses must be the site's own, and what is not
//! public leaves nothing behind.

use glane_catalog::model::{ForgeId, ProjectKey, Reason, ReasonCode, SourceProject, Visibility};
use jiff::Timestamp;
use serde::Deserialize;
use serde_json::Value;
use url::Url;

use super::super::text;

/// What an item turns out to be.
pub(in crate::forge) enum Item {
    /// Anyone may see it. The flag: it is a fork, and the item does not say of what.
    Public(Box<SourceProject>, bool),
    /// It is not public; its path, to be compared with the globs and dropped.
    NotPublic(Option<String>),
    /// It has not the shape of a repository.
    Unreadable(Reason),
}

/// The fields we read; most may be absent.
#[derive(Debug, Deserialize)]
struct Wire {
    id: u64,
    full_name: String,
    #[serde(default)]
    owner: Value,
    name: String,
    html_url: Option<String>,
    clone_url: Option<String>,
    description: Option<String>,
    topics: Option<Vec<String>>,
    default_branch: Option<String>,
    #[serde(default)]
    archived: bool,
    #[serde(default)]
    fork: bool,
    parent: Option<Parent>,
    size: Option<u64>,
    #[serde(default)]
    has_wiki: bool,
    mirror_url: Option<String>,
    created_at: Option<String>,
    updated_at: Option<String>,
    pushed_at: Option<String>,
}

#[derive(Debug, Deserialize)]
struct Parent {
    full_name: Option<String>,
    private: Option<bool>,
}

/// The number of an item, if it has one.
pub(in crate::forge) fn id_of(value: &Value) -> Option<u64> {
    value.get("id")?.as_u64()
}

/// Whether an item says that anyone may see it: silence is not "public".
pub(super) fn is_public(value: &Value) -> bool {
    let visibility = value.get("visibility").is_none_or(|is| is.as_str() == Some("public"));
    let blocked = value.get("disabled").and_then(Value::as_bool).unwrap_or(false);
    value.get("private").and_then(Value::as_bool) == Some(false) && visibility && !blocked
}

impl Item {
    /// Reads an item.
    pub(in crate::forge) fn read(value: &Value, forge: &ForgeId, site: &Url) -> Self {
        if !is_public(value) {
            return match value.get("private") {
                Some(Value::Bool(_)) => Self::NotPublic(path_of(value)),
                _ => Self::Unreadable(unreadable(id_of(value), "it does not say who may see it")),
            };
        }
        let Ok(wire) = Wire::deserialize(value) else {
            return Self::Unreadable(unreadable(id_of(value), "a field is missing or of another type"));
        };
        let (id, of_unknown) = (wire.id, wire.fork && wire.parent.is_none());
        match wire.project(forge, site) {
            Ok(project) => Self::Public(Box::new(project), of_unknown),
            Err(why) => Self::Unreadable(unreadable(Some(id), why)),
        }
    }
}

fn path_of(value: &Value) -> Option<String> {
    value.get("full_name")?.as_str().map(str::to_owned)
}

impl Wire {
    fn project(self, forge: &ForgeId, site: &Url) -> Result<SourceProject, &'static str> {
        if !text::is_path(&self.full_name) {
            return Err("its path is not a path");
        }
        let clone_url = self
            .clone_url
            .as_deref()
            .and_then(|url| text::own_address(url, site))
            .ok_or("its clone address is not an http(s) address of the site itself")?;
        let parent = self.parent.filter(|parent| parent.private == Some(false));
        Ok(SourceProject {
            key: ProjectKey { forge: forge.clone(), id: self.id.to_string() },
            name: text::line(&self.name, 255).ok_or("its name is empty")?,
            path: self.full_name,
            web_url: self.html_url.as_deref().and_then(|url| text::own_address(url, site)),
            wiki_url: self.has_wiki.then(|| text::wiki_of(&clone_url)),
            clone_url,
            description: self.description.and_then(|words| text::line(&words, 2000)),
            topics: text::topics(&self.topics.unwrap_or_default()),
            default_branch: self.default_branch.filter(|branch| text::is_branch(branch)),
            visibility: Visibility::Public,
            archived: self.archived,
            fork_of: parent.and_then(|parent| parent.full_name).filter(|path| text::is_path(path)),
            empty: self.size == Some(0),
            created_at: instant(self.created_at.as_deref()),
            last_activity_at: instant(self.pushed_at.as_deref()).max(instant(self.updated_at.as_deref())),
            owned_by_person: self.owner["type"] == "User",
            owned_by_group: self.owner["type"] == "Organization",
            is_mirror: self.mirror_url.is_some_and(|url| !url.is_empty()),
        })
    }
}

fn instant(text: Option<&str>) -> Option<Timestamp> {
    text?.parse().ok()
}

fn unreadable(id: Option<u64>, why: &str) -> Reason {
    let which =
        id.map_or_else(|| "a repository without a numeric id".to_owned(), |id| format!("repository {id}"));
    Reason::new(ReasonCode::SourceInvalid, format!("{which} of the listing cannot be read: {why}"))
}

#[cfg(test)]
mod tests;
