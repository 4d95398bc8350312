//! What can be turned off or taken away: Actions, Pages, the repository itself.
//!
//! Must refuse who does not own it.

use axum::Extension;
use axum::body::Bytes;
use axum::extract::{Path, State};
use axum::http::{Method, StatusCode, Uri};
use axum::response::{IntoResponse, Response};
use serde_json::{Value, json};

use super::{find, find_numbered, refusal};
use crate::answer;
use crate::project::Project;
use crate::state::Shared;
use crate::token::Bearer;

type Named = Path<(String, String)>;

fn owned(
    shared: &Shared,
    bearer: &Bearer,
    (owner, name): (String, String),
    method: &Method,
    uri: &Uri,
) -> Result<Project, Box<Response>> {
    let project = find(shared, bearer, &format!("{owner}/{name}"), method, uri.path())?;
    refusal(bearer, &project.path).map_or(Ok(project), |response| Err(Box::new(response)))
}

pub(super) async fn actions(
    State(shared): State<Shared>,
    Extension(bearer): Extension<Bearer>,
    Path(named): Named,
    uri: Uri,
) -> Response {
    match owned(&shared, &bearer, named, &Method::GET, &uri) {
        Ok(project) => {
            let body = json!({ "enabled": !project.extras.actions_off, "allowed_actions": "all" });
            answer::json(StatusCode::OK, &body)
        }
        Err(response) => *response,
    }
}

pub(super) async fn set_actions(
    State(shared): State<Shared>,
    Extension(bearer): Extension<Bearer>,
    Path(named): Named,
    uri: Uri,
    body: Bytes,
) -> Response {
    let enabled = serde_json::from_slice::<Value>(&body).ok().and_then(|body| body["enabled"].as_bool());
    let Some(enabled) = enabled else {
        return answer::github(StatusCode::UNPROCESSABLE_ENTITY, "Invalid request.");
    };
    match owned(&shared, &bearer, named, &Method::PUT, &uri) {
        Ok(project) if project.archived => {
            answer::github(StatusCode::FORBIDDEN, "Repository was archived so is read-only.")
        }
        Ok(project) => {
            if let Some(kept) = shared.lock().projects.get_mut(&project.id) {
                kept.extras.actions_off = !enabled;
            }
            StatusCode::NO_CONTENT.into_response()
        }
        Err(response) => *response,
    }
}

pub(super) async fn remove_pages(
    State(shared): State<Shared>,
    Extension(bearer): Extension<Bearer>,
    Path(named): Named,
    uri: Uri,
) -> Response {
    match owned(&shared, &bearer, named, &Method::DELETE, &uri) {
        Ok(project) if project.extras.pages => {
            if let Some(kept) = shared.lock().projects.get_mut(&project.id) {
                kept.extras.pages = false;
            }
            StatusCode::NO_CONTENT.into_response()
        }
        Ok(_) => answer::github(StatusCode::NOT_FOUND, "Not Found"),
        Err(response) => *response,
    }
}

pub(super) async fn remove(
    State(shared): State<Shared>,
    Extension(bearer): Extension<Bearer>,
    Path(named): Named,
    uri: Uri,
) -> Response {
    match owned(&shared, &bearer, named, &Method::DELETE, &uri) {
        Ok(project) => gone(&shared, project.id),
        Err(response) => *response,
    }
}

pub(super) async fn remove_numbered(
    State(shared): State<Shared>,
    Extension(bearer): Extension<Bearer>,
    Path(id): Path<u64>,
) -> Response {
    match find_numbered(&shared, &bearer, id) {
        Ok(project) => refusal(&bearer, &project.path).unwrap_or_else(|| gone(&shared, id)),
        Err(response) => *response,
    }
}

fn gone(shared: &Shared, id: u64) -> Response {
    if let Some(project) = shared.lock().remove(id) {
        // What cannot be removed is out of every answer all the same.
        let _ = std::fs::remove_dir_all(&project.directory);
    }
    StatusCode::NO_CONTENT.into_response()
}
