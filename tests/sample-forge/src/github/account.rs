//! Organisations and the token's own user.
//!
//! Must not know repositories.

use axum::Extension;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::Response;
use serde_json::json;

use super::shape;
use crate::state::Shared;
use crate::token::Bearer;
use crate::{answer, date};

/// When every account here was made.
const FOUNDED: i64 = 1_600_000_000;

pub(super) async fn user(
    State(shared): State<Shared>,
    Extension(Bearer(token)): Extension<Bearer>,
) -> Response {
    let Some(token) = token else {
        return answer::github(StatusCode::UNAUTHORIZED, "Requires authentication");
    };
    let mut user = shape::account(&shared, &token.label, "User");
    user["name"] = json!(token.label);
    for field in ["company", "location", "email", "hireable", "bio", "twitter_username"] {
        user[field] = json!(null);
    }
    user["blog"] = json!("");
    for field in ["public_repos", "public_gists", "followers", "following"] {
        user[field] = json!(0);
    }
    user["created_at"] = json!(date::github(FOUNDED));
    user["updated_at"] = json!(date::github(FOUNDED));
    told(answer::json(StatusCode::OK, &user), &Bearer(Some(token)))
}

/// What every answer to a token says of it.
fn told(mut response: Response, bearer: &Bearer) -> Response {
    if let Some(token) = &bearer.0 {
        crate::rate::set(response.headers_mut(), "x-oauth-scopes", &token.scopes.join(", "));
        if let Some(day) = &token.expires {
            let header = "github-authentication-token-expiration";
            crate::rate::set(response.headers_mut(), header, &format!("{day} 00:00:00 UTC"));
        }
    }
    crate::rate::set(response.headers_mut(), "date", &date::http(date::now()));
    response
}

pub(super) async fn meta(Extension(bearer): Extension<Bearer>) -> Response {
    told(answer::json(StatusCode::OK, &json!({ "installed_version": "3.17.0" })), &bearer)
}

pub(super) async fn organisation(
    State(shared): State<Shared>,
    Extension(bearer): Extension<Bearer>,
    Path(login): Path<String>,
) -> Response {
    let state = shared.lock();
    let Some(login) = state.organisations.iter().find(|known| known.eq_ignore_ascii_case(&login)) else {
        return answer::github(StatusCode::NOT_FOUND, "Not Found");
    };
    let account = shape::account(&shared, login, "Organization");
    let itself = format!("{}/api/v3/orgs/{login}", shared.base);
    let body = json!({
        "login": login,
        "id": account["id"],
        "node_id": account["node_id"],
        "url": itself,
        "repos_url": format!("{itself}/repos"),
        "events_url": format!("{itself}/events"),
        "hooks_url": format!("{itself}/hooks"),
        "issues_url": format!("{itself}/issues"),
        "members_url": format!("{itself}/members{{/member}}"),
        "public_members_url": format!("{itself}/public_members{{/member}}"),
        "avatar_url": account["avatar_url"],
        "description": null,
        "is_verified": false,
        "has_organization_projects": true,
        "has_repository_projects": true,
        "public_repos": 0,
        "public_gists": 0,
        "followers": 0,
        "following": 0,
        "html_url": account["html_url"],
        "created_at": date::github(FOUNDED),
        "updated_at": date::github(FOUNDED),
        "type": "Organization",
    });
    told(answer::json(StatusCode::OK, &body), &bearer)
}

pub(super) async fn rate_limit() -> Response {
    let core = json!({ "limit": 5000, "used": 0, "remaining": 5000, "reset": date::now() + 3_600 });
    answer::json(StatusCode::OK, &json!({ "resources": { "core": core, "search": core }, "rate": core }))
}
