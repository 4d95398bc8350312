//! What a token is told about itself.
//!
//! Must not know projects.

use axum::Extension;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;
use serde_json::json;

use crate::state::Shared;
use crate::token::{Bearer, Rights};
use crate::{answer, date};

fn unauthorised() -> Response {
    answer::gitlab(StatusCode::UNAUTHORIZED, "Unauthorized")
}

pub(super) async fn version(Extension(bearer): Extension<Bearer>) -> Response {
    if bearer.is_anonymous() {
        return unauthorised();
    }
    answer::json(
        StatusCode::OK,
        &json!({ "version": "18.5.1-ee", "revision": "0123456789a", "enterprise": true }),
    )
}

pub(super) async fn user(
    State(shared): State<Shared>,
    Extension(Bearer(token)): Extension<Bearer>,
) -> Response {
    let Some(token) = token else { return unauthorised() };
    let name = &token.label;
    let body = json!({
        "id": token.id,
        "username": name,
        "name": name,
        "state": "active",
        "locked": false,
        "avatar_url": null,
        "web_url": format!("{}/{name}", shared.base),
        "created_at": date::gitlab(1_600_000_000),
        "bio": "",
        "public_email": null,
        "is_admin": token.rights == Rights::Admin,
        "external": false,
        "two_factor_enabled": true,
    });
    answer::json(StatusCode::OK, &body)
}

pub(super) async fn token(Extension(Bearer(token)): Extension<Bearer>) -> Response {
    let Some(token) = token else { return unauthorised() };
    let body = json!({
        "id": token.id,
        "name": token.label,
        "revoked": false,
        "created_at": date::gitlab(1_600_000_000),
        "description": null,
        "scopes": token.scopes,
        "user_id": token.id,
        "last_used_at": date::gitlab(date::now()),
        "active": true,
        "expires_at": token.expires,
    });
    answer::json(StatusCode::OK, &body)
}
