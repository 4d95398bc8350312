//! Issues of a GitLab project as they are listed, and their notes.
//!
//! Strangers see no confidential issue, and GitLab gives notes to nobody without an account.

use std::collections::BTreeMap;

use axum::Extension;
use axum::extract::{Path, Query, State};
use axum::http::StatusCode;
use axum::response::Response;
use serde_json::{Value, json};

use super::issue::seen;
use crate::extras::{Issue, Note};
use crate::project::Project;
use crate::state::Shared;
use crate::token::Bearer;
use crate::{answer, date};

pub(super) async fn list(
    State(shared): State<Shared>,
    Extension(bearer): Extension<Bearer>,
    Path(id): Path<u64>,
    Query(parameters): Query<BTreeMap<String, String>>,
) -> Response {
    let project = match seen(&shared, &bearer, id) {
        Ok(project) => project,
        Err(response) => return *response,
    };
    let member = bearer.owns(&project.path);
    let since = parameters.get("created_after").and_then(|text| date::parse(text)).unwrap_or(i64::MIN);
    let issues = project.extras.issues.iter().enumerate();
    let mut shown: Vec<_> =
        issues.filter(|(_, issue)| issue.opened >= since && (member || !issue.confidential)).collect();
    shown.sort_by_key(|(_, issue)| std::cmp::Reverse(issue.opened));
    let most = parameters.get("per_page").and_then(|text| text.parse().ok()).unwrap_or(20);
    let lines = shown.into_iter().take(most).map(|(place, issue)| shape(&shared, &project, place + 1, issue));
    answer::json(StatusCode::OK, &Value::Array(lines.collect()))
}

pub(super) async fn notes(
    State(shared): State<Shared>,
    Extension(bearer): Extension<Bearer>,
    Path((id, number)): Path<(u64, usize)>,
) -> Response {
    if bearer.is_anonymous() {
        return answer::gitlab(StatusCode::UNAUTHORIZED, "Unauthorized");
    }
    let project = match seen(&shared, &bearer, id) {
        Ok(project) => project,
        Err(response) => return *response,
    };
    let Some(issue) = number.checked_sub(1).and_then(|place| project.extras.issues.get(place)) else {
        return answer::gitlab(StatusCode::NOT_FOUND, "Not found");
    };
    let member = bearer.owns(&project.path);
    let shown = issue.notes.iter().filter(|note| member || !note.internal);
    let lines = shown.map(|note| note_shape(&shared, id, number, note));
    answer::json(StatusCode::OK, &Value::Array(lines.collect()))
}

fn person(shared: &Shared, id: u64) -> Value {
    let name = format!("personne-{id}");
    let page = format!("{}/{name}", shared.base);
    json!({ "id": id, "username": name, "name": name, "state": "active", "locked": false,
        "avatar_url": null, "web_url": page })
}

fn shape(shared: &Shared, project: &Project, number: usize, issue: &Issue) -> Value {
    let opened = date::gitlab(issue.opened);
    json!({
        "id": project.id * 1_000 + number as u64,
        "iid": number,
        "project_id": project.id,
        "title": issue.title,
        "description": issue.text,
        "state": if issue.closed { "closed" } else { "opened" },
        "created_at": opened,
        "updated_at": opened,
        "closed_at": null,
        "closed_by": null,
        "labels": [],
        "milestone": null,
        "assignees": [],
        "author": person(shared, issue.author),
        "type": "ISSUE",
        "assignee": null,
        "user_notes_count": issue.notes.iter().filter(|note| !note.system).count(),
        "merge_requests_count": 0,
        "upvotes": 0,
        "downvotes": 0,
        "due_date": null,
        "confidential": issue.confidential,
        "discussion_locked": null,
        "issue_type": "issue",
        "web_url": format!("{}/{}/-/issues/{number}", shared.base, project.path),
    })
}

fn note_shape(shared: &Shared, project: u64, number: usize, note: &Note) -> Value {
    let at = date::gitlab(note.at);
    json!({
        "id": note.at,
        "type": null,
        "body": "Un mot.",
        "attachment": null,
        "author": person(shared, note.author),
        "created_at": at,
        "updated_at": at,
        "system": note.system,
        "noteable_id": project * 1_000 + number as u64,
        "noteable_type": "Issue",
        "project_id": project,
        "resolvable": false,
        "confidential": note.internal,
        "internal": note.internal,
        "noteable_iid": number,
        "commands_changes": {},
    })
}
