//! One project as GitLab writes it, and what becomes of it here.
//!
//! Every text is hostile: lengths are capped, addresses must be the forge's own, and what is not
//! public leaves nothing behind.

use glane_catalog::model::{ForgeId, ProjectKey, Reason, ReasonCode, SourceProject, Visibility};
use jiff::Timestamp;
use serde::Deserialize;
use serde_json::Value;
use url::Url;

use super::super::text;
use super::unreadable;

/// What an item of a listing turns out to be.
pub(super) enum Item {
    /// Anyone may see it.
    Public(Box<SourceProject>),
    /// It is not public; its path, to be compared with the globs and dropped.
    NotPublic(Option<String>),
    /// Public, but not in a state to be copied.
    Unready(Reason),
    /// It has not the shape of a project.
    Unreadable(Reason),
}

/// The fields we read; everything else is ignored, most may be absent.
#[derive(Debug, Deserialize)]
struct Wire {
    id: u64,
    path_with_namespace: String,
    #[serde(default)]
    namespace: Value,
    name: Option<String>,
    web_url: Option<String>,
    http_url_to_repo: Option<String>,
    description: Option<String>,
    topics: Option<Vec<String>>,
    tag_list: Option<Vec<String>>,
    default_branch: Option<String>,
    #[serde(default)]
    archived: bool,
    #[serde(default)]
    empty_repo: bool,
    #[serde(default)]
    mirror: bool,
    forked_from_project: Option<Upstream>,
    import_status: Option<String>,
    repository_access_level: Option<String>,
    wiki_access_level: Option<String>,
    marked_for_deletion_on: Option<String>,
    marked_for_deletion_at: Option<String>,
    created_at: Option<String>,
    last_activity_at: Option<String>,
}

#[derive(Debug, Deserialize)]
struct Upstream {
    path_with_namespace: Option<String>,
    visibility: Option<String>,
}

/// The number of an item, if it has one.
pub(super) fn id_of(value: &Value) -> Option<u64> {
    value.get("id")?.as_u64()
}

/// Whether an item says that anyone may see it; silence says so only to the anonymous.
pub(super) fn is_public(value: &Value, with_token: bool) -> bool {
    match value.get("visibility") {
        Some(visibility) => visibility.as_str() == Some("public"),
        None => !with_token,
    }
}

impl Item {
    /// Reads an item. `with_token`: it was asked for with a token, so it may be what others cannot see.
    pub(super) fn read(value: &Value, forge: &ForgeId, api: &Url, with_token: bool) -> Self {
        let id = id_of(value);
        if !is_public(value, with_token) {
            return match value.get("visibility") {
                Some(Value::String(_)) => Self::NotPublic(path_of(value)),
                _ => Self::Unreadable(unreadable(id, "it does not say who may see it")),
            };
        }
        let wire = match Wire::deserialize(value) {
            Ok(wire) => wire,
            Err(_) => return Self::Unreadable(unreadable(id, "a field is missing or of another type")),
        };
        if wire.repository_access_level.as_deref().is_some_and(|level| level != "enabled") {
            return Self::NotPublic(path_of(value));
        }
        if let Some(reason) = wire.unready() {
            return Self::Unready(reason);
        }
        match wire.project(forge, api, with_token) {
            Ok(project) => Self::Public(Box::new(project)),
            Err(why) => Self::Unreadable(unreadable(id, why)),
        }
    }
}

fn path_of(value: &Value) -> Option<String> {
    value.get("path_with_namespace")?.as_str().map(str::to_owned)
}

impl Wire {
    fn unready(&self) -> Option<Reason> {
        let id = self.id;
        if self.marked_for_deletion_on.is_some() || self.marked_for_deletion_at.is_some() {
            let text =
                format!("project {id} is marked for deletion at the forge: restore it there to publish it");
            return Some(Reason::new(ReasonCode::NotPublic, text));
        }
        // A pull mirror shows each of its refreshes as an import; it can be read meanwhile.
        let importing = matches!(self.import_status.as_deref(), Some("scheduled" | "started"));
        (importing && !self.mirror).then(|| {
            let text =
                format!("project {id} is still being imported at the forge: it is read when that has ended");
            Reason::new(ReasonCode::SourceInvalid, text)
        })
    }

    fn project(self, forge: &ForgeId, api: &Url, with_token: bool) -> Result<SourceProject, &'static str> {
        if !text::is_path(&self.path_with_namespace) {
            return Err("its path is not a path");
        }
        let clone_url = self
            .http_url_to_repo
            .as_deref()
            .and_then(|url| text::own_address(url, api))
            .ok_or("its clone address is not an http(s) address of the forge itself")?;
        let upstream = self.forked_from_project.filter(|upstream| {
            // With a token even the name of a private upstream may be shown to us.
            !with_token || upstream.visibility.as_deref() == Some("public")
        });
        let wiki_url =
            (self.wiki_access_level.as_deref() == Some("enabled")).then(|| text::wiki_of(&clone_url));
        let last = self.path_with_namespace.rsplit('/').next().unwrap_or_default().to_owned();
        Ok(SourceProject {
            key: ProjectKey { forge: forge.clone(), id: self.id.to_string() },
            name: self.name.and_then(|name| text::line(&name, 255)).unwrap_or(last),
            path: self.path_with_namespace,
            web_url: self.web_url.as_deref().and_then(|url| text::own_address(url, api)),
            clone_url,
            description: self.description.and_then(|words| text::line(&words, 2000)),
            topics: text::topics(&self.topics.or(self.tag_list).unwrap_or_default()),
            default_branch: self.default_branch.filter(|branch| text::is_branch(branch)),
            visibility: Visibility::Public,
            archived: self.archived,
            fork_of: upstream
                .and_then(|upstream| upstream.path_with_namespace)
                .filter(|path| text::is_path(path)),
            empty: self.empty_repo,
            created_at: instant(self.created_at.as_deref()),
            last_activity_at: instant(self.last_activity_at.as_deref()),
            wiki_url,
            is_mirror: self.mirror,
            owned_by_person: self.namespace["kind"] == "user",
            owned_by_group: self.namespace["kind"] == "group",
        })
    }
}

fn instant(text: Option<&str>) -> Option<Timestamp> {
    text?.parse().ok()
}

#[cfg(test)]
mod tests;
