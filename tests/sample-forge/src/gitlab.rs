//! The GitLab dialect, version 4: projects, groups and the token's own state.
//!
//! Must not run git but through the rooms made for it.

mod account;
mod issue;
mod listing;
mod page;
mod shape;
mod ticket;
mod write;

use axum::extract::{Path, State};
use axum::http::{StatusCode, Uri};
use axum::response::Response;
use axum::routing::get;
use axum::{Extension, Router};
use serde_json::{Value, json};

use crate::answer;
use crate::state::{Found, Shared};
use crate::token::Bearer;
use shape::Detail;

/// Its routes; group and project paths come percent-encoded as one segment.
pub(crate) fn routes() -> Router<Shared> {
    Router::new()
        .route("/api/v4/projects", get(listing::projects).post(write::create))
        .route("/api/v4/projects/{id}", get(project).put(write::change).delete(write::delete))
        .merge(write::routes())
        .route("/api/v4/groups/{id}", get(group))
        .route("/api/v4/groups/{id}/projects", get(listing::group_projects))
        .merge(issue::routes())
        .route("/api/v4/version", get(account::version))
        .route("/api/v4/user", get(account::user))
        .route("/api/v4/personal_access_tokens/self", get(account::token))
        .method_not_allowed_fallback(|| async {
            answer::gitlab(StatusCode::METHOD_NOT_ALLOWED, "Method Not Allowed")
        })
}

async fn project(
    State(shared): State<Shared>,
    Extension(bearer): Extension<Bearer>,
    Path(id): Path<String>,
    uri: Uri,
) -> Response {
    let found = id.parse::<u64>().map_or_else(
        |_| shared.lock().at(&id),
        |id| shared.lock().projects.get(&id).cloned().map(Found::Here),
    );
    match found {
        Some(Found::Here(project)) if bearer.sees(&project) => {
            let detail = if bearer.is_anonymous() { Detail::Simple } else { Detail::Full };
            answer::json(StatusCode::OK, &shape::project(&shared, &project, detail, &bearer))
        }
        Some(Found::Moved(project)) if bearer.sees(&project) => {
            let query = uri.query().map(|query| format!("?{query}")).unwrap_or_default();
            let place = format!("{}/api/v4/projects/{}{query}", shared.base, project.id);
            let body = json!({ "message": format!("This resource has been moved permanently to {place}") });
            answer::moved(StatusCode::MOVED_PERMANENTLY, &place, &body)
        }
        _ => answer::gitlab(StatusCode::NOT_FOUND, "Project Not Found"),
    }
}

async fn group(
    State(shared): State<Shared>,
    Extension(bearer): Extension<Bearer>,
    Path(id): Path<String>,
) -> Response {
    match visible_group(&shared, &bearer, &id) {
        Some(path) => answer::json(StatusCode::OK, &shape_group(&shared, &path)),
        None => answer::gitlab(StatusCode::NOT_FOUND, "Group Not Found"),
    }
}

/// A group exists for those who see something in it.
fn visible_group(shared: &Shared, bearer: &Bearer, id: &str) -> Option<String> {
    let state = shared.lock();
    let path = state.group(id)?.to_owned();
    let within = |project: &crate::project::Project| crate::token::is_within(project.namespace(), &path);
    let seen = state.projects.values().any(|project| within(project) && bearer.sees(project));
    (seen || bearer.owns(&path)).then_some(path)
}

fn shape_group(shared: &Shared, path: &str) -> Value {
    let mut group = shape::namespace(shared, path);
    group["full_name"] = json!(path.replace('/', " / "));
    group["description"] = json!("");
    group["visibility"] = json!("public");
    group["archived"] = json!(false);
    group["created_at"] = json!(crate::date::gitlab(1_600_000_000));
    group
}
