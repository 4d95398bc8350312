//! Issues of a GitLab project.
//!
//! Must refuse a stranger.

use axum::Extension;
use axum::Router;
use axum::body::Bytes;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::Response;
use axum::routing::{get, post, put};
use serde_json::{Value, json};

use super::ticket;
use crate::extras::Issue;
use crate::project::Project;
use crate::state::Shared;
use crate::token::Bearer;
use crate::{answer, date};

/// Their routes.
pub(super) fn routes() -> Router<Shared> {
    Router::new()
        .route("/api/v4/projects/{id}/issues", post(open).get(ticket::list))
        .route("/api/v4/projects/{id}/issues/{iid}", put(change))
        .route("/api/v4/projects/{id}/issues/{iid}/notes", get(ticket::notes))
}

/// A project that a bearer sees.
pub(super) fn seen(shared: &Shared, bearer: &Bearer, id: u64) -> Result<Project, Box<Response>> {
    let project = shared.lock().projects.get(&id).cloned();
    project
        .filter(|project| bearer.sees(project))
        .ok_or_else(|| Box::new(answer::gitlab(StatusCode::NOT_FOUND, "Project Not Found")))
}

async fn open(
    State(shared): State<Shared>,
    Extension(bearer): Extension<Bearer>,
    Path(id): Path<u64>,
    body: Bytes,
) -> Response {
    if let Err(response) = seen(&shared, &bearer, id) {
        return *response;
    }
    if !bearer.0.as_ref().is_some_and(|token| token.scopes.iter().any(|scope| scope == "api")) {
        return answer::gitlab(StatusCode::FORBIDDEN, "Forbidden");
    }
    let body: Value = serde_json::from_slice(&body).unwrap_or_default();
    let text = |field: &str| body[field].as_str().unwrap_or_default().to_owned();
    let issue = Issue {
        title: text("title"),
        text: text("description"),
        confidential: body["confidential"] == true,
        opened: date::now(),
        ..Issue::default()
    };
    answered(&shared, id, StatusCode::CREATED, move |issues| {
        issues.push(issue);
        issues.len() - 1
    })
}

async fn change(
    State(shared): State<Shared>,
    Extension(bearer): Extension<Bearer>,
    Path((id, number)): Path<(u64, usize)>,
    body: Bytes,
) -> Response {
    match seen(&shared, &bearer, id) {
        Ok(project) if (1..=project.extras.issues.len()).contains(&number) => {}
        Ok(_) => return answer::gitlab(StatusCode::NOT_FOUND, "Not found"),
        Err(response) => return *response,
    }
    let body: Value = serde_json::from_slice(&body).unwrap_or_default();
    answered(&shared, id, StatusCode::OK, move |issues| {
        let issue = &mut issues[number - 1];
        if let Some(text) = body["description"].as_str() {
            text.clone_into(&mut issue.text);
        }
        issue.closed |= body["state_event"] == "close";
        number - 1
    })
}

fn answered(
    shared: &Shared,
    id: u64,
    status: StatusCode,
    change: impl FnOnce(&mut Vec<Issue>) -> usize,
) -> Response {
    let mut state = shared.lock();
    let Some(project) = state.projects.get_mut(&id) else {
        return answer::gitlab(StatusCode::NOT_FOUND, "Project Not Found");
    };
    let place = change(&mut project.extras.issues);
    let (issue, number) = (&project.extras.issues[place], place + 1);
    let body = json!({
        "iid": number,
        "project_id": id,
        "title": issue.title,
        "description": issue.text,
        "state": if issue.closed { "closed" } else { "opened" },
        "confidential": issue.confidential,
        "web_url": format!("{}/{}/-/issues/{number}", shared.base, project.path),
    });
    answer::json(status, &body)
}
