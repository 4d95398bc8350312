//! The GitHub dialect, laid out as GitHub Enterprise does (`/api/v3`): organisations,
//! repositories, their dress.
//!
//! Must not run git but through the rooms made for it.

mod account;
pub(crate) mod app;
mod change;
mod create;
mod listing;
mod release;
mod shape;
mod switch;
mod ticket;
mod topics;

use axum::extract::{Path, State};
use axum::http::{Method, StatusCode, Uri};
use axum::response::Response;
use axum::routing::{delete, get, patch, post, put};
use axum::{Extension, Router};
use serde_json::json;

use crate::answer;
use crate::project::{Dialect, Project};
use crate::state::{Found, Shared};
use crate::token::Bearer;

/// Its routes.
pub(crate) fn routes() -> Router<Shared> {
    Router::new()
        .route("/api/v3/user", get(account::user))
        .route("/api/v3/rate_limit", get(account::rate_limit))
        .route("/api/v3/orgs/{org}", get(account::organisation))
        .route("/api/v3/orgs/{org}/repos", post(create::create).get(listing::of_organisation))
        .route("/api/v3/users/{login}", get(listing::account))
        .route("/api/v3/users/{login}/repos", get(listing::of_account))
        .route("/api/v3/meta", get(account::meta))
        .route("/api/v3/app/installations/{installation}/access_tokens", post(app::token))
        .route("/api/v3/repos/{owner}/{repo}", get(named).patch(change::named).delete(switch::remove))
        .route("/api/v3/repos/{owner}/{repo}/topics", put(topics::replace).get(topics::list))
        .merge(parts())
        .route("/api/v3/repositories", get(listing::everything))
        .route(
            "/api/v3/repositories/{id}",
            get(numbered).patch(change::numbered).delete(switch::remove_numbered),
        )
        .route("/api/v3/repositories/{id}/topics", put(topics::replace_numbered))
}

/// What a repository has besides itself.
fn parts() -> Router<Shared> {
    let actions = get(switch::actions).put(switch::set_actions);
    let releases = get(release::list).post(release::create);
    Router::new()
        .route("/api/v3/repos/{owner}/{repo}/actions/permissions", actions)
        .route("/api/v3/repos/{owner}/{repo}/pages", delete(switch::remove_pages))
        .route("/api/v3/repos/{owner}/{repo}/git/ref/tags/{*tag}", get(release::tag))
        .route("/api/v3/repos/{owner}/{repo}/releases", releases)
        .route("/api/v3/repos/{owner}/{repo}/releases/{id}", patch(release::change).delete(release::remove))
        .route("/api/v3/repositories/{id}/releases", get(release::list_numbered))
        .route("/api/v3/repositories/{id}/issues", get(ticket::list))
        .route("/api/v3/repositories/{id}/issues/{number}/comments", get(ticket::comments))
        .route("/api/uploads/repos/{owner}/{repo}/releases/{id}/assets", post(release::upload))
        .route("/{owner}/{repo}/releases/download/{tag}/{file}", get(release::download))
}

async fn named(
    State(shared): State<Shared>,
    Extension(bearer): Extension<Bearer>,
    Path((owner, name)): Path<(String, String)>,
    method: Method,
    uri: Uri,
) -> Response {
    match find(&shared, &bearer, &format!("{owner}/{name}"), &method, uri.path()) {
        Ok(project) => answer::json(StatusCode::OK, &shape::whole(&shared, &project, &bearer)),
        Err(response) => *response,
    }
}

async fn numbered(
    State(shared): State<Shared>,
    Extension(bearer): Extension<Bearer>,
    Path(id): Path<u64>,
) -> Response {
    match find_numbered(&shared, &bearer, id) {
        Ok(project) => answer::json(StatusCode::OK, &shape::whole(&shared, &project, &bearer)),
        Err(response) => *response,
    }
}

/// The repository at a path, or 404, or the redirection of a former path (301 for a GET, 307 for
/// what must keep its method).
fn find(
    shared: &Shared,
    bearer: &Bearer,
    path: &str,
    method: &Method,
    uri: &str,
) -> Result<Project, Box<Response>> {
    let found = shared.lock().at(path);
    match found {
        Some(Found::Here(project)) if is_shown(bearer, &project) => Ok(project),
        Some(Found::Moved(project)) if is_shown(bearer, &project) => {
            // What follows `/repos/owner/name` is kept.
            let tail: String = uri.splitn(7, '/').nth(6).map(|tail| format!("/{tail}")).unwrap_or_default();
            let place = format!("{}/api/v3/repositories/{}{tail}", shared.base, project.id);
            let get = *method == Method::GET;
            let status = if get { StatusCode::MOVED_PERMANENTLY } else { StatusCode::TEMPORARY_REDIRECT };
            let body = json!({
                "message": "Moved Permanently",
                "url": place,
                "documentation_url": "https://docs.github.com/rest/guides/best-practices-for-using-the-rest-api#follow-redirects",
            });
            Err(Box::new(answer::moved(status, &place, &body)))
        }
        _ => Err(Box::new(answer::github(StatusCode::NOT_FOUND, "Not Found"))),
    }
}

fn find_numbered(shared: &Shared, bearer: &Bearer, id: u64) -> Result<Project, Box<Response>> {
    let project = shared.lock().projects.get(&id).cloned();
    let shown = project.filter(|project| is_shown(bearer, project));
    shown.ok_or_else(|| Box::new(answer::github(StatusCode::NOT_FOUND, "Not Found")))
}

fn is_shown(bearer: &Bearer, project: &Project) -> bool {
    project.dialect == Dialect::GitHub && bearer.sees(project)
}

/// Why a bearer may not change what lies at a path: nobody known, or not its owner.
fn refusal(bearer: &Bearer, path: &str) -> Option<Response> {
    if bearer.is_anonymous() {
        Some(answer::github(StatusCode::UNAUTHORIZED, "Requires authentication"))
    } else if bearer.owns(path) {
        None
    } else {
        Some(answer::github(StatusCode::FORBIDDEN, "Resource not accessible by personal access token"))
    }
}
