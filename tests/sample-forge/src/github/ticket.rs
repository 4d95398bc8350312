//! Issues of a GitHub repository, pull requests among them, and their comments.
//!
//! Events are no comments here: they have an address of their own.

use std::collections::BTreeMap;

use axum::Extension;
use axum::extract::{Path, Query, State};
use axum::http::StatusCode;
use axum::response::Response;
use serde_json::{Value, json};

use super::find_numbered;
use crate::extras::Issue;
use crate::state::Shared;
use crate::token::Bearer;
use crate::{answer, date};

pub(super) async fn list(
    State(shared): State<Shared>,
    Extension(bearer): Extension<Bearer>,
    Path(id): Path<u64>,
    Query(parameters): Query<BTreeMap<String, String>>,
) -> Response {
    let project = match find_numbered(&shared, &bearer, id) {
        Ok(project) if !project.has[0] => {
            return answer::github(StatusCode::GONE, "Issues has been disabled in this repository.");
        }
        Ok(project) => project,
        Err(response) => return *response,
    };
    let since = parameters.get("since").and_then(|text| date::parse(text)).unwrap_or(i64::MIN);
    let issues = project.extras.issues.iter().enumerate();
    let mut shown: Vec<_> = issues.filter(|(_, issue)| changed(issue) >= since).collect();
    shown.sort_by_key(|(_, issue)| std::cmp::Reverse(issue.opened));
    let number = |name: &str| parameters.get(name).and_then(|text| text.parse::<usize>().ok());
    let size = number("per_page").unwrap_or(30).min(100);
    let shown = shown.into_iter().skip(number("page").unwrap_or(1).saturating_sub(1) * size).take(size);
    let lines = shown.map(|(place, issue)| shape(&shared, id, place + 1, issue));
    answer::json(StatusCode::OK, &Value::Array(lines.collect()))
}

pub(super) async fn comments(
    State(shared): State<Shared>,
    Extension(bearer): Extension<Bearer>,
    Path((id, number)): Path<(u64, usize)>,
) -> Response {
    let project = match find_numbered(&shared, &bearer, id) {
        Ok(project) => project,
        Err(response) => return *response,
    };
    let Some(issue) = number.checked_sub(1).and_then(|place| project.extras.issues.get(place)) else {
        return answer::github(StatusCode::NOT_FOUND, "Not Found");
    };
    let words = issue.notes.iter().filter(|note| !note.system);
    let lines = words.map(|note| {
        let at = date::github(note.at);
        json!({ "id": note.at, "body": "Un mot.", "user": person(note.author, note.bot),
            "author_association": "NONE", "created_at": at, "updated_at": at })
    });
    answer::json(StatusCode::OK, &Value::Array(lines.collect()))
}

/// When an issue last changed.
fn changed(issue: &Issue) -> i64 {
    issue.notes.iter().map(|note| note.at).max().unwrap_or(issue.opened).max(issue.opened)
}

fn person(id: u64, bot: bool) -> Value {
    let kind = if bot { "Bot" } else { "User" };
    json!({ "login": format!("personne-{id}"), "id": id, "node_id": "", "type": kind, "site_admin": false })
}

fn shape(shared: &Shared, repository: u64, number: usize, issue: &Issue) -> Value {
    let place = format!("{}/api/v3/repositories/{repository}", shared.base);
    let mut line = json!({
        "url": format!("{place}/issues/{number}"),
        "id": number,
        "number": number,
        "title": issue.title,
        "body": issue.text,
        "user": person(issue.author, false),
        "labels": [],
        "state": if issue.closed { "closed" } else { "open" },
        "locked": false,
        "assignees": [],
        "milestone": null,
        "comments": issue.notes.iter().filter(|note| !note.system).count(),
        "created_at": date::github(issue.opened),
        "updated_at": date::github(changed(issue)),
        "closed_at": null,
        "author_association": "NONE",
    });
    if issue.pull_request {
        line["pull_request"] = json!({ "url": format!("{place}/pulls/{number}"), "merged_at": null });
    }
    line
}
