//! Releases and tags of a repository.
//!
//! Must not change the repository's own fields.

use std::collections::BTreeMap;

use axum::Extension;
use axum::body::Bytes;
use axum::extract::{Path, Query, State};
use axum::http::{Method, StatusCode, Uri};
use axum::response::Response;
use serde_json::{Value, json};

use super::{find, missing, writable};
use crate::answer;
use crate::git;
use crate::state::Shared;
use crate::token::Bearer;

pub(super) async fn releases(
    State(shared): State<Shared>,
    Extension(bearer): Extension<Bearer>,
    Path((owner, name)): Path<(String, String)>,
    Query(parameters): Query<BTreeMap<String, String>>,
    uri: Uri,
) -> Response {
    match find(&shared, &bearer, &owner, &name, &Method::GET, &uri) {
        Ok(project) if project.off.contains("has_releases") => *missing(),
        Ok(project) => {
            let first = parameters.get("page").is_none_or(|page| page == "1");
            answer::json(StatusCode::OK, &Value::Array(if first { project.releases } else { Vec::new() }))
        }
        Err(response) => *response,
    }
}

pub(super) async fn release(
    State(shared): State<Shared>,
    Extension(bearer): Extension<Bearer>,
    Path((owner, name)): Path<(String, String)>,
    uri: Uri,
    body: Bytes,
) -> Response {
    let project = match writable(&shared, &bearer, (&owner, &name), &Method::POST, &uri) {
        Ok(project) => project,
        Err(response) => return *response,
    };
    let body: Value = serde_json::from_slice(&body).unwrap_or_default();
    let tag = body["tag_name"].as_str().unwrap_or_default().to_owned();
    if project.off.contains("has_releases") {
        return *missing();
    }
    if project.releases.iter().any(|release| release["tag_name"] == body["tag_name"]) {
        return answer::forgejo(StatusCode::CONFLICT, "Release already exists");
    }
    // As Forgejo does: a tag that is not there is made.
    let made = has_tag(&project.directory, &tag)
        || git::run(&project.directory, &["update-ref", &format!("refs/tags/{tag}"), "HEAD"], b"").is_ok();
    if !made {
        return answer::forgejo(StatusCode::NOT_FOUND, "The target couldn't be found.");
    }
    if let Some(kept) = shared.lock().projects.get_mut(&project.id) {
        kept.releases.insert(0, body.clone());
    }
    answer::json(StatusCode::CREATED, &body)
}

pub(super) async fn tag(
    State(shared): State<Shared>,
    Extension(bearer): Extension<Bearer>,
    Path((owner, name, tag)): Path<(String, String, String)>,
    uri: Uri,
) -> Response {
    match find(&shared, &bearer, &owner, &name, &Method::GET, &uri) {
        Ok(project) if has_tag(&project.directory, &tag) => {
            answer::json(StatusCode::OK, &json!({ "name": tag }))
        }
        Ok(_) => *missing(),
        Err(response) => *response,
    }
}

fn has_tag(directory: &std::path::Path, tag: &str) -> bool {
    let name = format!("refs/tags/{tag}");
    git::run(directory, &["show-ref", "--verify", "--quiet", "--", &name], b"").is_ok()
}
