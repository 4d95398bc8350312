//! Issues of a Forgejo repository and their comments.
//!
//! Events are no comments here: they have an address of their own.

use std::collections::BTreeMap;

use axum::Extension;
use axum::extract::{Path, Query, State};
use axum::http::{Method, StatusCode, Uri};
use axum::response::Response;
use serde_json::{Value, json};

use super::{find, missing};
use crate::extras::Issue;
use crate::state::Shared;
use crate::token::Bearer;
use crate::{answer, date};

pub(super) async fn list(
    State(shared): State<Shared>,
    Extension(bearer): Extension<Bearer>,
    Path((owner, name)): Path<(String, String)>,
    Query(parameters): Query<BTreeMap<String, String>>,
    uri: Uri,
) -> Response {
    let project = match find(&shared, &bearer, &owner, &name, &Method::GET, &uri) {
        Ok(project) if project.off.contains("has_issues") => return *missing(),
        Ok(project) => project,
        Err(response) => return *response,
    };
    let only_issues = parameters.get("type").is_some_and(|kind| kind == "issues");
    let since = parameters.get("since").and_then(|text| date::parse(text)).unwrap_or(i64::MIN);
    let issues = project.extras.issues.iter().enumerate();
    let mut shown: Vec<_> =
        issues.filter(|(_, issue)| changed(issue) >= since && !(only_issues && issue.pull_request)).collect();
    shown.sort_by_key(|(_, issue)| std::cmp::Reverse(issue.opened));
    let lines = shown.into_iter().map(|(place, issue)| shape(place + 1, issue));
    answer::json(StatusCode::OK, &Value::Array(lines.collect()))
}

pub(super) async fn comments(
    State(shared): State<Shared>,
    Extension(bearer): Extension<Bearer>,
    Path((owner, name, number)): Path<(String, String, usize)>,
    uri: Uri,
) -> Response {
    let project = match find(&shared, &bearer, &owner, &name, &Method::GET, &uri) {
        Ok(project) => project,
        Err(response) => return *response,
    };
    let Some(issue) = number.checked_sub(1).and_then(|place| project.extras.issues.get(place)) else {
        return *missing();
    };
    let words = issue.notes.iter().filter(|note| !note.system);
    let lines = words.map(|note| {
        let at = date::github(note.at);
        json!({ "id": note.at, "body": "Un mot.", "user": person(note.author), "original_author": "",
            "original_author_id": 0, "assets": [], "created_at": at, "updated_at": at })
    });
    answer::json(StatusCode::OK, &Value::Array(lines.collect()))
}

/// When an issue last changed.
fn changed(issue: &Issue) -> i64 {
    issue.notes.iter().map(|note| note.at).max().unwrap_or(issue.opened).max(issue.opened)
}

fn person(id: u64) -> Value {
    let name = format!("personne-{id}");
    json!({ "id": id, "login": name, "login_name": "", "full_name": "", "username": name, "visibility": "public" })
}

fn shape(number: usize, issue: &Issue) -> Value {
    json!({
        "id": number,
        "number": number,
        "user": person(issue.author),
        "original_author": "",
        "original_author_id": 0,
        "title": issue.title,
        "body": issue.text,
        "ref": "",
        "assets": [],
        "labels": [],
        "milestone": null,
        "assignee": null,
        "assignees": null,
        "state": if issue.closed { "closed" } else { "open" },
        "is_locked": false,
        "comments": issue.notes.iter().filter(|note| !note.system).count(),
        "created_at": date::github(issue.opened),
        "updated_at": date::github(changed(issue)),
        "closed_at": null,
        "due_date": null,
        "pull_request": issue.pull_request.then(|| json!({ "merged": false, "merged_at": null })),
        "pin_order": 0,
    })
}
