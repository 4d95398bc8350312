//! Repositories and owners as Forgejo writes them.
//!
//! Must not decide who sees what.

use serde_json::{Value, json};

use crate::date;
use crate::project::Project;
use crate::spec::Visibility;
use crate::state::Shared;
use crate::token::Bearer;

/// What a repository has unless it was switched off.
pub(super) const FEATURES: [&str; 7] = [
    "has_actions",
    "has_issues",
    "has_packages",
    "has_projects",
    "has_pull_requests",
    "has_releases",
    "has_wiki",
];

/// One repository.
pub(super) fn repository(shared: &Shared, project: &Project, bearer: &Bearer) -> Value {
    let mut value = facts(shared, project);
    for feature in FEATURES {
        value[feature] = json!(!project.off.contains(feature));
    }
    let owns = bearer.owns(&project.path);
    value["permissions"] = json!({ "admin": owns, "push": owns, "pull": true });
    let parent = project.fork_of.and_then(|id| shared.lock().projects.get(&id).cloned());
    value["parent"] =
        parent.filter(|parent| bearer.sees(parent)).map_or(Value::Null, |parent| facts(shared, &parent));
    value
}

fn facts(shared: &Shared, project: &Project) -> Value {
    let (base, path) = (&shared.base, &project.path);
    json!({
        "id": project.id,
        "owner": owner(shared, project.namespace()),
        "name": project.slug(),
        "full_name": path,
        "description": project.description.clone().unwrap_or_default(),
        "empty": project.is_empty(),
        "private": project.visibility != Visibility::Public,
        "internal": false,
        "fork": project.fork_of.is_some(),
        "template": false,
        "mirror": project.mirror,
        "size": 22,
        "html_url": format!("{base}/{path}"),
        "url": format!("{base}/api/v1/repos/{path}"),
        "clone_url": format!("{base}/{path}.git"),
        "ssh_url": format!("ssh://git@localhost/{path}.git"),
        "website": project.homepage.clone().unwrap_or_default(),
        "default_branch": project.default_branch,
        "archived": project.archived,
        "archived_at": "1970-01-01T00:00:00Z",
        "created_at": date::github(project.created),
        "updated_at": date::github(project.active),
        "release_counter": project.releases.len(),
        "object_format_name": "sha1",
        "topics": (!project.topics.is_empty()).then_some(&project.topics),
        "repo_transfer": null,
    })
}

/// An organisation or a person.
pub(super) fn owner(shared: &Shared, login: &str) -> Value {
    let limited = shared.lock().limited.contains(&login.to_lowercase());
    json!({
        "id": number(login),
        "login": login,
        "username": login,
        "full_name": "",
        "email": "",
        "avatar_url": format!("{}/avatars/{login}", shared.base),
        "html_url": format!("{}/{login}", shared.base),
        "is_admin": false,
        "visibility": if limited { "limited" } else { "public" },
    })
}

/// A number that stays with a login (FNV-1a, shortened).
pub(super) fn number(login: &str) -> u64 {
    let hash = login.to_lowercase().bytes().fold(0xcbf2_9ce4_8422_2325_u64, |hash, byte| {
        (hash ^ u64::from(byte)).wrapping_mul(0x0000_0100_0000_01b3)
    });
    hash % 100_000_000
}
