//! `GET` and `PUT /repos/{owner}/{repo}/topics`.
//!
//! Must refuse the whole list for one illegal topic, as GitHub does.

use axum::Extension;
use axum::body::Bytes;
use axum::extract::{Path, State};
use axum::http::{Method, StatusCode, Uri};
use axum::response::Response;
use serde_json::{Value, json};

use super::{find, find_numbered, refusal};
use crate::answer;
use crate::project::Project;
use crate::state::Shared;
use crate::token::Bearer;

/// Most topics of a repository.
const MOST: usize = 20;

/// Longest topic, in characters.
const LONGEST: usize = 50;

pub(super) async fn list(
    State(shared): State<Shared>,
    Extension(bearer): Extension<Bearer>,
    Path((owner, name)): Path<(String, String)>,
    uri: Uri,
) -> Response {
    match find(&shared, &bearer, &format!("{owner}/{name}"), &Method::GET, uri.path()) {
        Ok(project) => answer::json(StatusCode::OK, &json!({ "names": project.topics })),
        Err(response) => *response,
    }
}

pub(super) async fn replace(
    State(shared): State<Shared>,
    Extension(bearer): Extension<Bearer>,
    Path((owner, name)): Path<(String, String)>,
    uri: Uri,
    body: Bytes,
) -> Response {
    let found = find(&shared, &bearer, &format!("{owner}/{name}"), &Method::PUT, uri.path());
    found.map_or_else(|response| *response, |project| put(&shared, &bearer, &project, &body))
}

pub(super) async fn replace_numbered(
    State(shared): State<Shared>,
    Extension(bearer): Extension<Bearer>,
    Path(id): Path<u64>,
    body: Bytes,
) -> Response {
    let found = find_numbered(&shared, &bearer, id);
    found.map_or_else(|response| *response, |project| put(&shared, &bearer, &project, &body))
}

fn put(shared: &Shared, bearer: &Bearer, project: &Project, body: &Bytes) -> Response {
    if let Some(response) = refusal(bearer, &project.path) {
        return response;
    }
    if project.archived {
        return answer::github(StatusCode::FORBIDDEN, "Repository was archived so is read-only.");
    }
    let body: Value = serde_json::from_slice(body).unwrap_or_default();
    let words = body["names"].as_array().map(Vec::as_slice).unwrap_or_default();
    let names: Option<Vec<String>> = words.iter().map(|word| word.as_str().map(str::to_owned)).collect();
    let Some(names) = names.filter(|_| body["names"].is_array()) else {
        return answer::github(
            StatusCode::UNPROCESSABLE_ENTITY,
            "Invalid request.\n\n\"names\" wasn't supplied.",
        );
    };
    if names.len() > MOST {
        let words = "A repository cannot have more than 20 topics.";
        return answer::github(StatusCode::UNPROCESSABLE_ENTITY, words);
    }
    if !names.iter().all(|name| is_legal(name)) {
        let words = "Topics must start with a lowercase letter or number, consist of 50 characters or less, \
                     and can include hyphens.";
        return answer::github_invalid("Validation Failed", "topics", words);
    }
    if let Some(kept) = shared.lock().projects.get_mut(&project.id) {
        kept.topics.clone_from(&names);
    }
    answer::json(StatusCode::OK, &json!({ "names": names }))
}

fn is_legal(topic: &str) -> bool {
    let plain = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit();
    topic.len() <= LONGEST
        && topic.bytes().next().is_some_and(plain)
        && topic.bytes().all(|byte| plain(byte) || byte == b'-')
}
