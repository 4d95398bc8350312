//! What a delivery hints at: a project to look at, or a forge to list.
//!
//! The project's number is all that is taken from a body; must not look anything up.

use axum::http::HeaderMap;
use serde_json::Value;

use crate::config::ForgeKind;

/// What to do about a delivery.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Hint {
    /// References of the project of this number may have moved.
    Look(String),
    /// Which projects there are, and who may see them, may have changed; by which project, if one.
    List(Option<String>),
    /// Nothing that a copy holds.
    Nothing,
}

/// Reads a delivery whose signature holds.
pub(super) fn read(kind: ForgeKind, headers: &HeaderMap, body: &[u8]) -> Hint {
    let Ok(body) = serde_json::from_slice::<Value>(body) else { return Hint::Nothing };
    match kind {
        ForgeKind::Gitlab => gitlab(&body),
        ForgeKind::Github => others(event(headers, &["x-github-event"]), &body),
        ForgeKind::Forgejo => {
            others(event(headers, &["x-forgejo-event", "x-gitea-event", "x-gogs-event"]), &body)
        }
        ForgeKind::Plain => Hint::Nothing,
    }
}

/// Project, group and system hooks.
fn gitlab(body: &Value) -> Hint {
    let said = |key: &str| body.get(key).and_then(Value::as_str);
    let Some(event) = said("event_name").or(said("object_kind")) else { return Hint::Nothing };
    let id = number(body.get("project_id")).or_else(|| number(body.pointer("/project/id")));
    match event {
        "push" | "tag_push" | "repository_update" | "release" | "wiki_page" => {
            id.map_or(Hint::Nothing, Hint::Look)
        }
        _ if event.starts_with("project_") => Hint::List(id),
        _ if event.starts_with("group_") || event.starts_with("subgroup_") => Hint::List(None),
        _ => Hint::Nothing,
    }
}

/// GitHub, and those that speak as it does.
fn others(event: Option<&str>, body: &Value) -> Hint {
    let id = number(body.pointer("/repository/id"));
    match event {
        Some("push" | "create" | "delete" | "release" | "gollum" | "wiki") => {
            id.map_or(Hint::Nothing, Hint::Look)
        }
        Some("repository" | "public") => Hint::List(id),
        Some("installation_repositories" | "installation") => Hint::List(None),
        _ => Hint::Nothing,
    }
}

fn event<'a>(headers: &'a HeaderMap, names: &[&str]) -> Option<&'a str> {
    names.iter().find_map(|name| headers.get(*name)?.to_str().ok())
}

fn number(value: Option<&Value>) -> Option<String> {
    value?.as_u64().map(|number| number.to_string())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn hint(kind: ForgeKind, header: &[(&'static str, &str)], body: &str) -> Hint {
        let headers = header
            .iter()
            .map(|(name, value)| (axum::http::HeaderName::from_static(name), value.parse().unwrap()));
        read(kind, &headers.collect(), body.as_bytes())
    }

    #[test]
    fn events_of_references_and_of_projects_are_told_apart() {
        let gitlab = |body: &str| hint(ForgeKind::Gitlab, &[], body);
        assert_eq!(gitlab(r#"{"object_kind":"push","project_id":15}"#), Hint::Look("15".to_owned()));
        assert_eq!(gitlab(r#"{"object_kind":"release","project":{"id":3}}"#), Hint::Look("3".to_owned()));
        let renamed = r#"{"event_name":"project_rename","project_id":74}"#;
        assert_eq!(gitlab(renamed), Hint::List(Some("74".to_owned())));
        assert_eq!(gitlab(r#"{"event_name":"group_rename","group_id":9}"#), Hint::List(None));
        let github = |event: &str, body: &str| hint(ForgeKind::Github, &[("x-github-event", event)], body);
        let body = r#"{"action":"privatized","repository":{"id":186853002}}"#;
        assert_eq!(github("push", body), Hint::Look("186853002".to_owned()));
        assert_eq!(github("repository", body), Hint::List(Some("186853002".to_owned())));
        assert_eq!(github("ping", body), Hint::Nothing);
        let forgejo = |name| hint(ForgeKind::Forgejo, &[(name, "push")], body);
        assert_eq!(forgejo("x-forgejo-event"), forgejo("x-gitea-event"));
        assert_eq!(forgejo("x-forgejo-event"), Hint::Look("186853002".to_owned()));
    }

    #[test]
    fn a_page_of_a_wiki_has_its_project_looked_at() {
        let page = r#"{"object_kind":"wiki_page","project":{"id":8},"wiki":{},"object_attributes":{}}"#;
        assert_eq!(hint(ForgeKind::Gitlab, &[], page), Hint::Look("8".to_owned()));
        let body = r#"{"action":"edited","repository":{"id":8}}"#;
        for (kind, header, event) in
            [(ForgeKind::Github, "x-github-event", "gollum"), (ForgeKind::Forgejo, "x-forgejo-event", "wiki")]
        {
            assert_eq!(hint(kind, &[(header, event)], body), Hint::Look("8".to_owned()), "{event}");
        }
    }

    #[test]
    fn what_is_no_number_or_no_event_hints_at_nothing() {
        for body in [
            "",
            "[]",
            "{}",
            r#"{"object_kind":"push"}"#,
            r#"{"object_kind":"push","project_id":"../15"}"#,
            r#"{"object_kind":"push","project_id":-1}"#,
            r#"{"object_kind":"note","project_id":15}"#,
            r#"{"object_kind":["push"],"project_id":15}"#,
        ] {
            assert_eq!(hint(ForgeKind::Gitlab, &[], body), Hint::Nothing, "{body}");
        }
    }
}
