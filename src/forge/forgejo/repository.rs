//! One repository as Forgejo and Gitea write it, and what becomes of it here.
//!
//! Every text is hostile: lengths are capped, addresses must be the forge's own, and what is not
//! public leaves nothing behind.

use glane_catalog::model::{ForgeId, ProjectKey, Reason, ReasonCode, SourceProject, Visibility};
use jiff::Timestamp;
use serde::Deserialize;
use serde_json::Value;
use url::Url;

use super::super::text;

/// What an item of a listing turns out to be.
pub(super) enum Item {
    /// Anyone may see it.
    Public(Box<SourceProject>),
    /// It is not public; its path, to be compared with the globs and dropped.
    NotPublic(Option<String>),
    /// It has not the shape of a repository.
    Unreadable(Reason),
}

/// The fields we read; everything else is ignored, most may be absent.
#[derive(Debug, Deserialize)]
struct Wire {
    id: u64,
    full_name: String,
    name: Option<String>,
    html_url: Option<String>,
    clone_url: Option<String>,
    description: Option<String>,
    topics: Option<Vec<String>>,
    default_branch: Option<String>,
    #[serde(default)]
    archived: bool,
    #[serde(default)]
    empty: bool,
    #[serde(default)]
    mirror: bool,
    #[serde(default)]
    has_wiki: bool,
    external_wiki: Option<Value>,
    parent: Option<Value>,
    created_at: Option<String>,
    updated_at: Option<String>,
}

/// Who may see it, as far as an answer says.
enum Seen {
    ByAnyone,
    ByFew,
    NotSaid,
}

/// The number of an item, if it has one.
pub(super) fn id_of(value: &Value) -> Option<u64> {
    value.get("id")?.as_u64()
}

impl Item {
    /// Reads an item. `with_token`: it was asked for with a token, so it may be what others cannot see.
    pub(super) fn read(value: &Value, forge: &ForgeId, api: &Url, with_token: bool) -> Self {
        let id = id_of(value);
        match seen(value, with_token) {
            Seen::ByAnyone => {}
            Seen::ByFew => return Self::NotPublic(path_of(value)),
            Seen::NotSaid => {
                let why = "it does not say who may see it and its owner: take the token out, so that only what \
                           anyone sees is listed";
                return Self::Unreadable(unreadable(id, why));
            }
        }
        let read = Wire::deserialize(value)
            .map_err(|_| "a field is missing or of another type")
            .and_then(|wire| wire.project(forge, api, with_token));
        match read {
            Ok(project) => Self::Public(Box::new(project)),
            Err(why) => Self::Unreadable(unreadable(id, why)),
        }
    }
}

/// Whether anyone may see a repository. One that is not private may belong to an owner whom only
/// people with an account see ("limited"): to a stranger it is not shown, to a token it is.
fn seen(value: &Value, with_token: bool) -> Seen {
    let flag = |key: &str| value.get(key).and_then(Value::as_bool);
    let owner = value.get("owner").and_then(|owner| owner.get("visibility")?.as_str());
    match (flag("private"), flag("internal"), owner) {
        (Some(true), ..) | (_, Some(true), _) => Seen::ByFew,
        (Some(false), _, Some("public")) => Seen::ByAnyone,
        (Some(false), _, Some(_)) => Seen::ByFew,
        (Some(false), _, None) if !with_token => Seen::ByAnyone,
        _ => Seen::NotSaid,
    }
}

fn path_of(value: &Value) -> Option<String> {
    value.get("full_name")?.as_str().map(str::to_owned)
}

impl Wire {
    fn project(self, forge: &ForgeId, api: &Url, with_token: bool) -> Result<SourceProject, &'static str> {
        if !text::is_path(&self.full_name) {
            return Err("its path is not a path");
        }
        let clone_url = self
            .clone_url
            .as_deref()
            .and_then(|url| text::own_address(url, api))
            .ok_or("its clone address is not an http(s) address of the forge itself")?;
        // With a token even the name of a private parent may be shown to us.
        let parent = self.parent.as_ref().filter(|parent| matches!(seen(parent, with_token), Seen::ByAnyone));
        let last = self.full_name.rsplit('/').next().unwrap_or_default().to_owned();
        let has_wiki = self.has_wiki && self.external_wiki.is_none();
        Ok(SourceProject {
            key: ProjectKey { forge: forge.clone(), id: self.id.to_string() },
            name: self.name.and_then(|name| text::line(&name, 255)).unwrap_or(last),
            path: self.full_name,
            web_url: self.html_url.as_deref().and_then(|url| text::own_address(url, api)),
            wiki_url: clone_url
                .strip_suffix(".git")
                .filter(|_| has_wiki)
                .map(|url| format!("{url}.wiki.git")),
            clone_url,
            description: self.description.and_then(|words| text::line(&words, 2000)),
            topics: text::topics(&self.topics.unwrap_or_default()),
            default_branch: self.default_branch.filter(|branch| text::is_branch(branch)),
            visibility: Visibility::Public,
            archived: self.archived,
            fork_of: parent.and_then(path_of).filter(|path| text::is_path(path)),
            empty: self.empty,
            created_at: instant(self.created_at.as_deref()),
            last_activity_at: instant(self.updated_at.as_deref()),
            is_mirror: self.mirror,
            // Its answers do not tell people from organisations.
            owned_by_person: false,
            owned_by_group: false,
        })
    }
}

fn instant(text: Option<&str>) -> Option<Timestamp> {
    text?.parse().ok()
}

fn unreadable(id: Option<u64>, why: &str) -> Reason {
    let which = id.map_or_else(|| "a project without a numeric id".to_owned(), |id| format!("project {id}"));
    Reason::new(ReasonCode::SourceInvalid, format!("{which} of the listing cannot be read: {why}"))
}

#[cfg(test)]
mod tests;
