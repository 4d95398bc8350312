//! Version, owners and the token's own user.
//!
//! Must not know repositories beyond their owners' names.

use axum::Extension;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::Response;
use serde_json::{Value, json};

use super::{missing, shape};
use crate::answer;
use crate::project::Dialect;
use crate::state::Shared;
use crate::token::{Bearer, Rights};

pub(super) async fn version() -> Response {
    answer::json(StatusCode::OK, &json!({ "version": "13.0.2+gitea-1.22.0" }))
}

pub(super) async fn user(
    State(shared): State<Shared>,
    Extension(Bearer(token)): Extension<Bearer>,
) -> Response {
    let Some(token) = token else {
        return answer::forgejo(StatusCode::UNAUTHORIZED, "token is required");
    };
    let mut user = shape::owner(&shared, &token.label);
    user["is_admin"] = json!(token.rights == Rights::Admin);
    answer::json(StatusCode::OK, &user)
}

/// `GET /admin/orgs`.
pub(super) async fn everyone(Extension(Bearer(token)): Extension<Bearer>) -> Response {
    match token {
        None => answer::forgejo(StatusCode::UNAUTHORIZED, "token is required"),
        Some(token) if token.rights == Rights::Admin => answer::json(StatusCode::OK, &json!([])),
        Some(_) => answer::forgejo(StatusCode::FORBIDDEN, "user should be the site admin"),
    }
}

/// `GET /users/{name}`: people and organisations alike.
pub(super) async fn owner(
    State(shared): State<Shared>,
    Extension(bearer): Extension<Bearer>,
    Path(name): Path<String>,
) -> Response {
    told(&shared, &bearer, &name)
}

/// `GET /orgs/{name}`.
pub(super) async fn organisation(
    State(shared): State<Shared>,
    Extension(bearer): Extension<Bearer>,
    Path(name): Path<String>,
) -> Response {
    told(&shared, &bearer, &name)
}

fn told(shared: &Shared, bearer: &Bearer, name: &str) -> Response {
    match known(shared).into_iter().find(|known| known.eq_ignore_ascii_case(name)) {
        Some(name) if !bearer.is_anonymous() || !shared.lock().limited.contains(&name.to_lowercase()) => {
            let owner: Value = shape::owner(shared, &name);
            answer::json(StatusCode::OK, &owner)
        }
        _ => *missing(),
    }
}

/// Every owner there is.
pub(super) fn known(shared: &Shared) -> Vec<String> {
    let state = shared.lock();
    let of_repositories = state
        .projects
        .values()
        .filter(|project| project.dialect == Dialect::Forgejo)
        .map(|project| project.namespace().to_owned());
    let mut names: Vec<String> = state.forgejo_organisations.iter().cloned().chain(of_repositories).collect();
    names.sort();
    names.dedup();
    names
}
