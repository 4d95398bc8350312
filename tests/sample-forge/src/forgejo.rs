//! The Forgejo dialect, version 1: searching, reading, creating and changing repositories.
//!
//! Must not run git but through the rooms made for it.

mod account;
mod change;
mod create;
mod extra;
mod search;
mod shape;
mod ticket;

use axum::extract::{Path, State};
use axum::http::{Method, StatusCode, Uri};
use axum::response::Response;
use axum::routing::{get, post, put};
use axum::{Extension, Router};
use serde_json::Value;

use crate::answer;
use crate::project::{Dialect, Project};
use crate::state::{Found, Shared};
use crate::token::Bearer;

/// Its routes.
pub(crate) fn routes() -> Router<Shared> {
    Router::new()
        .route("/api/v1/version", get(account::version))
        .route("/api/v1/user", get(account::user))
        .route("/api/v1/admin/orgs", get(account::everyone))
        .route("/api/v1/users/{name}", get(account::owner))
        .route("/api/v1/orgs/{name}", get(account::organisation))
        .route("/api/v1/orgs/{name}/repos", post(create::create))
        .route("/api/v1/repos/search", get(search::search))
        .route("/api/v1/repositories/{id}", get(numbered))
        .route("/api/v1/repos/{owner}/{repo}", get(named).patch(change::change).delete(change::delete))
        .route("/api/v1/repos/{owner}/{repo}/topics", put(change::topics))
        .route("/api/v1/repos/{owner}/{repo}/releases", get(extra::releases).post(extra::release))
        .route("/api/v1/repos/{owner}/{repo}/tags/{tag}", get(extra::tag))
        .route("/api/v1/repos/{owner}/{repo}/issues", get(ticket::list))
        .route("/api/v1/repos/{owner}/{repo}/issues/{number}/comments", get(ticket::comments))
}

async fn named(
    State(shared): State<Shared>,
    Extension(bearer): Extension<Bearer>,
    Path((owner, name)): Path<(String, String)>,
    uri: Uri,
) -> Response {
    match find(&shared, &bearer, &owner, &name, &Method::GET, &uri) {
        Ok(project) => answer::json(StatusCode::OK, &shape::repository(&shared, &project, &bearer)),
        Err(response) => *response,
    }
}

async fn numbered(
    State(shared): State<Shared>,
    Extension(bearer): Extension<Bearer>,
    Path(id): Path<String>,
) -> Response {
    let project = id.parse::<u64>().ok().and_then(|id| shared.lock().projects.get(&id).cloned());
    match project.filter(|project| is_shown(&shared, &bearer, project)) {
        Some(project) => answer::json(StatusCode::OK, &shape::repository(&shared, &project, &bearer)),
        None => *missing(),
    }
}

/// The repository at a path, or 404, or the redirection of a former path (307, as Forgejo's API does).
fn find(
    shared: &Shared,
    bearer: &Bearer,
    owner: &str,
    name: &str,
    method: &Method,
    uri: &Uri,
) -> Result<Project, Box<Response>> {
    let found = shared.lock().at(&format!("{owner}/{name}"));
    match found {
        Some(Found::Here(project)) if is_shown(shared, bearer, &project) => Ok(project),
        Some(Found::Moved(project)) if is_shown(shared, bearer, &project) => {
            let tail: String =
                uri.path().splitn(7, '/').nth(6).map(|tail| format!("/{tail}")).unwrap_or_default();
            let place = format!("/api/v1/repos/{}{tail}", project.path);
            let status = if *method == Method::GET {
                StatusCode::MOVED_PERMANENTLY
            } else {
                StatusCode::TEMPORARY_REDIRECT
            };
            Err(Box::new(answer::moved(status, &place, &Value::Null)))
        }
        _ => Err(missing()),
    }
}

/// The repository a bearer may change, or why not.
fn writable(
    shared: &Shared,
    bearer: &Bearer,
    (owner, name): (&str, &str),
    method: &Method,
    uri: &Uri,
) -> Result<Project, Box<Response>> {
    if bearer.is_anonymous() {
        return Err(Box::new(answer::forgejo(StatusCode::UNAUTHORIZED, "token is required")));
    }
    let project = find(shared, bearer, owner, name, method, uri)?;
    if bearer.owns(&project.path) {
        return Ok(project);
    }
    let words = "user should be an owner or a collaborator with admin write of a repository";
    Err(Box::new(answer::forgejo(StatusCode::FORBIDDEN, words)))
}

fn missing() -> Box<Response> {
    Box::new(answer::forgejo(StatusCode::NOT_FOUND, "The target couldn't be found."))
}

/// Whether a bearer is shown a repository: strangers see nothing of a limited owner.
fn is_shown(shared: &Shared, bearer: &Bearer, project: &Project) -> bool {
    let limited = shared.lock().limited.contains(&project.namespace().to_lowercase());
    project.dialect == Dialect::Forgejo && bearer.sees(project) && !(limited && bearer.is_anonymous())
}
