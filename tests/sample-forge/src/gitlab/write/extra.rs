//! What hangs under a project: protected branches, releases, a tag.
//!
//! Must not change the project's own fields.

use axum::Extension;
use axum::body::Bytes;
use axum::extract::{Path, Query, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use serde_json::{Value, json};

use super::super::page::Parameters;
use super::writable;
use crate::state::Shared;
use crate::token::Bearer;
use crate::{answer, git};

pub(super) async fn protected(
    State(shared): State<Shared>,
    Extension(bearer): Extension<Bearer>,
    Path(id): Path<String>,
) -> Response {
    match writable(&shared, &bearer, &id) {
        Ok(project) => {
            let names = project.protected.unwrap_or_default();
            let lines: Vec<Value> = names.iter().map(|name| json!({ "name": name })).collect();
            answer::json(StatusCode::OK, &Value::Array(lines))
        }
        Err(response) => *response,
    }
}

pub(super) async fn unprotect(
    State(shared): State<Shared>,
    Extension(bearer): Extension<Bearer>,
    Path((id, name)): Path<(String, String)>,
) -> Response {
    let project = match writable(&shared, &bearer, &id) {
        Ok(project) => project,
        Err(response) => return *response,
    };
    let mut names = project.protected.clone().unwrap_or_default();
    if !names.remove(&name) {
        return answer::gitlab(StatusCode::NOT_FOUND, "Not found");
    }
    shared.protect(&project, names);
    StatusCode::NO_CONTENT.into_response()
}

pub(super) async fn releases(
    State(shared): State<Shared>,
    Extension(bearer): Extension<Bearer>,
    Path(id): Path<String>,
    Query(parameters): Query<Parameters>,
) -> Response {
    let project = id.parse().ok().and_then(|id: u64| shared.lock().projects.get(&id).cloned());
    match project.filter(|project| bearer.sees(project)) {
        Some(project) => {
            let first = parameters.get("page").is_none_or(|page| page == "1");
            answer::json(StatusCode::OK, &Value::Array(if first { project.releases } else { Vec::new() }))
        }
        None => answer::gitlab(StatusCode::NOT_FOUND, "Project Not Found"),
    }
}

pub(super) async fn release(
    State(shared): State<Shared>,
    Extension(bearer): Extension<Bearer>,
    Path(id): Path<String>,
    body: Bytes,
) -> Response {
    let project = match writable(&shared, &bearer, &id) {
        Ok(project) => project,
        Err(response) => return *response,
    };
    let body: Value = serde_json::from_slice(&body).unwrap_or_default();
    let tag = body["tag_name"].as_str().unwrap_or_default();
    if !has_tag(&project.directory, tag) {
        let told = json!({ "message": "Ref is not specified" });
        return answer::json(StatusCode::UNPROCESSABLE_ENTITY, &told);
    }
    if project.releases.iter().any(|release| release["tag_name"] == body["tag_name"]) {
        return answer::json(StatusCode::CONFLICT, &json!({ "message": "Release already exists" }));
    }
    if let Some(kept) = shared.lock().projects.get_mut(&project.id) {
        kept.releases.insert(0, body.clone());
    }
    answer::json(StatusCode::CREATED, &body)
}

pub(super) async fn tag(
    State(shared): State<Shared>,
    Extension(bearer): Extension<Bearer>,
    Path((id, tag)): Path<(String, String)>,
) -> Response {
    match writable(&shared, &bearer, &id) {
        Ok(project) if has_tag(&project.directory, &tag) => {
            answer::json(StatusCode::OK, &json!({ "name": tag }))
        }
        Ok(_) => answer::gitlab(StatusCode::NOT_FOUND, "Tag Not Found"),
        Err(response) => *response,
    }
}

/// Whether a tag is there.
fn has_tag(directory: &std::path::Path, tag: &str) -> bool {
    let name = format!("refs/tags/{tag}");
    git::run(directory, &["show-ref", "--verify", "--quiet", "--", &name], b"").is_ok()
}
