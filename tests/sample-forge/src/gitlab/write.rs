//! Creating, changing, archiving and deleting projects of the GitLab dialect.
//!
//! Must refuse what GitLab refuses, and change nothing then.

mod extra;
mod fields;

use axum::body::Bytes;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::Response;
use axum::routing::{delete as remove, get, post};
use axum::{Extension, Router};
use serde_json::{Value, json};

use super::shape::{self, Detail};
use crate::project::{Dialect, Project};
use crate::state::{Found, Shared};
use crate::token::Bearer;
use crate::{answer, build_repository, date};

/// Its routes besides those of a project itself.
pub(super) fn routes() -> Router<Shared> {
    Router::new()
        .route("/api/v4/projects/{id}/archive", post(archive))
        .route("/api/v4/projects/{id}/unarchive", post(unarchive))
        .route("/api/v4/projects/{id}/protected_branches", get(extra::protected))
        .route("/api/v4/projects/{id}/protected_branches/{name}", remove(extra::unprotect))
        .route("/api/v4/projects/{id}/releases", get(extra::releases).post(extra::release))
        .route("/api/v4/projects/{id}/repository/tags/{tag}", get(extra::tag))
}

/// `POST /projects`.
pub(super) async fn create(
    State(shared): State<Shared>,
    Extension(bearer): Extension<Bearer>,
    body: Bytes,
) -> Response {
    let body = parsed(&body);
    let group = body["namespace_id"].as_u64().map(|id| id.to_string());
    let group = group.and_then(|id| shared.lock().group(&id).map(str::to_owned));
    let Some(group) = group.filter(|group| bearer.owns(group)) else {
        let told = json!({ "message": { "namespace": ["is not valid"] } });
        return answer::json(StatusCode::BAD_REQUEST, &told);
    };
    let Some(slug) = body["path"].as_str().or(body["name"].as_str()).map(str::to_owned) else {
        return answer::json(StatusCode::BAD_REQUEST, &json!({ "error": "name is missing" }));
    };
    let path = format!("{group}/{slug}");
    if let Some(response) = fields::refused_path(&shared, &path, None) {
        return response;
    }
    let id = shared.lock().next_id();
    let mut project = Project::blank(id, Dialect::GitLab, path, shared.place(id), date::now());
    project.visibility = crate::spec::Visibility::Private;
    if let Err(response) = fields::take(&mut project, &body) {
        return *response;
    }
    let directory = project.directory.clone();
    let built = tokio::task::spawn_blocking(move || build_repository::empty(&directory, "main")).await;
    if !matches!(built, Ok(Ok(()))) || !shared.lock().insert(project.clone()) {
        return answer::gitlab(StatusCode::INTERNAL_SERVER_ERROR, "Internal Server Error");
    }
    answer::json(StatusCode::CREATED, &shape::project(&shared, &project, Detail::Full, &bearer))
}

/// `PUT /projects/:id`.
pub(super) async fn change(
    State(shared): State<Shared>,
    Extension(bearer): Extension<Bearer>,
    Path(id): Path<String>,
    body: Bytes,
) -> Response {
    let mut project = match writable(&shared, &bearer, &id) {
        Ok(project) => project,
        Err(response) => return *response,
    };
    let body = parsed(&body);
    let path = body["path"].as_str().map(|slug| format!("{}/{slug}", project.namespace()));
    let path = path.filter(|path| *path != project.path);
    if let Some(response) =
        path.as_ref().and_then(|path| fields::refused_path(&shared, path, Some(project.id)))
    {
        return response;
    }
    if let Err(response) = fields::take(&mut project, &body) {
        return *response;
    }
    let id = project.id;
    shared.lock().projects.insert(id, project);
    if let Some(path) = path {
        shared.lock().rename(id, &path);
    }
    told(&shared, &bearer, id, StatusCode::OK)
}

/// `DELETE /projects/:id`: at once, or after some days.
pub(super) async fn delete(
    State(shared): State<Shared>,
    Extension(bearer): Extension<Bearer>,
    Path(id): Path<String>,
) -> Response {
    let project = match writable(&shared, &bearer, &id) {
        Ok(project) => project,
        Err(response) => return *response,
    };
    let mut state = shared.lock();
    if state.delays_deletion {
        let path = format!("{}-deletion_scheduled-{}", project.path, project.id);
        state.rename(project.id, &path);
        if let Some(kept) = state.projects.get_mut(&project.id) {
            kept.dies = Some("2030-01-01".to_owned());
        }
    } else {
        state.remove(project.id);
    }
    answer::json(StatusCode::ACCEPTED, &json!({ "message": "202 Accepted" }))
}

async fn archive(state: State<Shared>, bearer: Extension<Bearer>, id: Path<String>) -> Response {
    set_archived(&state, &bearer, &id, true)
}

async fn unarchive(state: State<Shared>, bearer: Extension<Bearer>, id: Path<String>) -> Response {
    set_archived(&state, &bearer, &id, false)
}

fn set_archived(shared: &Shared, bearer: &Bearer, id: &str, archived: bool) -> Response {
    match writable(shared, bearer, id) {
        Ok(project) => {
            if let Some(kept) = shared.lock().projects.get_mut(&project.id) {
                kept.archived = archived;
            }
            told(shared, bearer, project.id, StatusCode::CREATED)
        }
        Err(response) => *response,
    }
}

fn told(shared: &Shared, bearer: &Bearer, id: u64, status: StatusCode) -> Response {
    let project = shared.lock().projects.get(&id).cloned();
    match project {
        Some(project) => answer::json(status, &shape::project(shared, &project, Detail::Full, bearer)),
        None => answer::gitlab(StatusCode::NOT_FOUND, "Project Not Found"),
    }
}

fn parsed(body: &Bytes) -> Value {
    serde_json::from_slice(body).unwrap_or_default()
}

/// The project to be written to: there, not moved, and the bearer's to change.
pub(super) fn writable(shared: &Shared, bearer: &Bearer, id: &str) -> Result<Project, Box<Response>> {
    let found = id.parse::<u64>().map_or_else(
        |_| shared.lock().at(id),
        |id| shared.lock().projects.get(&id).cloned().map(Found::Here),
    );
    let refuse = |status, words: &str| Err(Box::new(answer::gitlab(status, words)));
    match found {
        _ if bearer.is_anonymous() => refuse(StatusCode::UNAUTHORIZED, "Unauthorized"),
        Some(Found::Here(project)) if project.dialect == Dialect::GitLab && bearer.sees(&project) => {
            if bearer.owns(&project.path) { Ok(project) } else { refuse(StatusCode::FORBIDDEN, "Forbidden") }
        }
        Some(Found::Moved(_)) => {
            let words = "Non GET methods are not allowed for moved projects";
            Err(Box::new(answer::json(StatusCode::METHOD_NOT_ALLOWED, &json!({ "message": words }))))
        }
        _ => refuse(StatusCode::NOT_FOUND, "Project Not Found"),
    }
}
