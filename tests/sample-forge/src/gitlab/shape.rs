//! Projects and namespaces as GitLab writes them: `Simple` is what a stranger gets, `Full` what
//! a bearer of a token gets.
//!
//! Must not decide who sees what.

use serde_json::{Value, json};

use crate::date;
use crate::project::Project;
use crate::state::Shared;
use crate::token::Bearer;

/// How much is told.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Detail {
    /// GitLab's `BasicProjectDetails`.
    Simple,
    /// GitLab's `Project`.
    Full,
}

/// Access levels that are the same for every project.
const ENABLED: &[&str] = &[
    "analytics_access_level",
    "builds_access_level",
    "container_registry_access_level",
    "environments_access_level",
    "forking_access_level",
    "issues_access_level",
    "merge_requests_access_level",
    "pages_access_level",
    "snippets_access_level",
];

/// Switches that are on for every project.
const ON: &[&str] = &[
    "auto_devops_enabled",
    "can_create_merge_request_in",
    "issues_enabled",
    "jobs_enabled",
    "lfs_enabled",
    "merge_requests_enabled",
    "packages_enabled",
    "public_jobs",
    "request_access_enabled",
    "shared_runners_enabled",
    "snippets_enabled",
    "wiki_enabled",
];

/// One project.
pub(super) fn project(shared: &Shared, project: &Project, detail: Detail, bearer: &Bearer) -> Value {
    let mut value = simple(shared, project);
    if detail == Detail::Full {
        complete(shared, project, bearer, &mut value);
    }
    value
}

fn simple(shared: &Shared, project: &Project) -> Value {
    let (base, path) = (&shared.base, &project.path);
    let empty = project.is_empty();
    let forks = shared.lock().projects.values().filter(|other| other.fork_of == Some(project.id)).count();
    json!({
        "id": project.id,
        "description": project.description,
        "name": project.name,
        "name_with_namespace": format!("{} / {}", project.namespace().replace('/', " / "), project.name),
        "path": project.slug(),
        "path_with_namespace": path,
        "created_at": date::gitlab(project.created),
        "default_branch": (!empty).then_some(&project.default_branch),
        "tag_list": project.topics,
        "topics": project.topics,
        "ssh_url_to_repo": format!("git@localhost:{path}.git"),
        "http_url_to_repo": format!("{base}/{path}.git"),
        "web_url": format!("{base}/{path}"),
        "readme_url": readme(shared, project, empty),
        "forks_count": forks,
        "avatar_url": null,
        "star_count": 0,
        "last_activity_at": date::gitlab(project.active),
        "visibility": project.visibility_word(),
        "namespace": namespace(shared, project.namespace()),
    })
}

fn readme(shared: &Shared, project: &Project, empty: bool) -> Option<String> {
    let there = !empty && project.has_readme;
    there.then(|| format!("{}/{}/-/blob/{}/README.md", shared.base, project.path, project.default_branch))
}

fn complete(shared: &Shared, project: &Project, bearer: &Bearer, value: &mut Value) {
    let itself = format!("{}/api/v4/projects/{}", shared.base, project.id);
    value["_links"] = json!({
        "self": itself,
        "issues": format!("{itself}/issues"),
        "merge_requests": format!("{itself}/merge_requests"),
        "repo_branches": format!("{itself}/repository/branches"),
        "labels": format!("{itself}/labels"),
        "events": format!("{itself}/events"),
        "members": format!("{itself}/members"),
    });
    for name in ENABLED {
        value[*name] = json!(if project.off.contains(*name) { "disabled" } else { "enabled" });
    }
    for name in ON {
        value[*name] = json!(!project.off.contains(*name));
    }
    value["archived"] = json!(project.archived);
    value["creator_id"] = json!(1);
    value["empty_repo"] = json!(project.is_empty());
    value["import_status"] = json!(project.import_status);
    value["import_error"] = Value::Null;
    value["marked_for_deletion_at"] = json!(project.dies);
    value["marked_for_deletion_on"] = json!(project.dies);
    value["merge_method"] = json!("merge");
    value["mirror"] = json!(project.mirror);
    let wiki = if project.off.contains("wiki_access_level") { "disabled" } else { "enabled" };
    value["wiki_access_level"] = json!(project.extras.wiki_access.as_deref().unwrap_or(wiki));
    value["open_issues_count"] = json!(0);
    value["repository_access_level"] = json!(project.repository_access);
    value["repository_object_format"] = json!("sha1");
    value["shared_with_groups"] = json!([]);
    value["updated_at"] = json!(date::gitlab(project.active));
    let level = bearer.owns(&project.path).then(|| json!({ "access_level": 40, "notification_level": 3 }));
    value["permissions"] = json!({ "project_access": level, "group_access": null });
    // GitLab leaves the field out where there is no fork, or where its source may not be seen.
    let source = project.fork_of.and_then(|id| shared.lock().projects.get(&id).cloned());
    if let Some(source) = source.filter(|source| bearer.sees(source)) {
        value["forked_from_project"] = simple(shared, &source);
    }
}

/// A group as a project names it.
pub(super) fn namespace(shared: &Shared, path: &str) -> Value {
    let state = shared.lock();
    let (parent, name) = path.rsplit_once('/').map_or((None, path), |(parent, name)| (Some(parent), name));
    json!({
        "id": state.group_id(path),
        "name": name,
        "path": name,
        "kind": "group",
        "full_path": path,
        "parent_id": parent.and_then(|parent| state.group_id(parent)),
        "avatar_url": null,
        "web_url": format!("{}/groups/{path}", shared.base),
    })
}
