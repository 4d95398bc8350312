//! `PATCH` and `DELETE /repos/{owner}/{repo}`, `PUT …/topics`.
//!
//! Must refuse what Forgejo refuses, and change nothing then.

use axum::Extension;
use axum::body::Bytes;
use axum::extract::{Path, State};
use axum::http::{Method, StatusCode, Uri};
use axum::response::{IntoResponse, Response};
use serde_json::{Value, json};

use super::{create, shape, writable};
use crate::project::Project;
use crate::spec::Visibility;
use crate::state::{Found, Shared};
use crate::token::Bearer;
use crate::{answer, git};

/// Most topics of a repository.
const TOPICS: usize = 25;

/// Longest topic, in characters.
const TOPIC: usize = 35;

pub(super) async fn change(
    State(shared): State<Shared>,
    Extension(bearer): Extension<Bearer>,
    Path((owner, name)): Path<(String, String)>,
    uri: Uri,
    body: Bytes,
) -> Response {
    let mut project = match writable(&shared, &bearer, (&owner, &name), &Method::PATCH, &uri) {
        Ok(project) => project,
        Err(response) => return *response,
    };
    let body: Value = serde_json::from_slice(&body).unwrap_or_default();
    let path = body["name"].as_str().map(|name| format!("{}/{name}", project.namespace()));
    if let Some(path) = path.as_ref().filter(|path| **path != project.path) {
        let taken = matches!(shared.lock().at(path), Some(Found::Here(other)) if other.id != project.id);
        if taken || !create::is_legal(path.rsplit('/').next().unwrap_or_default()) {
            let words = format!("repo name is already taken [name: {}]", body["name"]);
            return answer::forgejo(StatusCode::UNPROCESSABLE_ENTITY, &words);
        }
    }
    take(&mut project, &body);
    let id = project.id;
    shared.lock().projects.insert(id, project);
    if let Some(path) = path {
        shared.lock().rename(id, &path);
    }
    let project = shared.lock().projects.get(&id).cloned();
    match project {
        Some(project) => answer::json(StatusCode::OK, &shape::repository(&shared, &project, &bearer)),
        None => *super::missing(),
    }
}

/// Takes over what a change may say. A default branch that is not there is passed over in silence.
fn take(project: &mut Project, body: &Value) {
    if let Some(text) = body["description"].as_str() {
        project.description = Some(text.to_owned());
    }
    if let Some(text) = body["website"].as_str() {
        project.homepage = Some(text.to_owned());
    }
    if let Some(private) = body["private"].as_bool() {
        project.visibility = if private { Visibility::Private } else { Visibility::Public };
    }
    if let Some(archived) = body["archived"].as_bool() {
        project.archived = archived;
    }
    for feature in shape::FEATURES {
        if let Some(on) = body[feature].as_bool() {
            project.off.remove(feature);
            if !on {
                project.off.insert(feature.to_owned());
            }
        }
    }
    if let Some(branch) = body["default_branch"].as_str()
        && (project.is_empty() || git::has_branch(&project.directory, branch))
        && git::point_head(&project.directory, branch).is_ok()
    {
        branch.clone_into(&mut project.default_branch);
    }
}

pub(super) async fn delete(
    State(shared): State<Shared>,
    Extension(bearer): Extension<Bearer>,
    Path((owner, name)): Path<(String, String)>,
    uri: Uri,
) -> Response {
    match writable(&shared, &bearer, (&owner, &name), &Method::DELETE, &uri) {
        Ok(project) => {
            shared.lock().remove(project.id);
            StatusCode::NO_CONTENT.into_response()
        }
        Err(response) => *response,
    }
}

pub(super) async fn topics(
    State(shared): State<Shared>,
    Extension(bearer): Extension<Bearer>,
    Path((owner, name)): Path<(String, String)>,
    uri: Uri,
    body: Bytes,
) -> Response {
    let project = match writable(&shared, &bearer, (&owner, &name), &Method::PUT, &uri) {
        Ok(project) => project,
        Err(response) => return *response,
    };
    let body: Value = serde_json::from_slice(&body).unwrap_or_default();
    let words = body["topics"].as_array().map(Vec::as_slice).unwrap_or_default();
    let topics: Vec<String> = words.iter().filter_map(|word| word.as_str().map(str::to_owned)).collect();
    let wrong: Vec<&String> = topics.iter().filter(|topic| !is_legal(topic)).collect();
    if topics.len() > TOPICS || !wrong.is_empty() {
        let message = if wrong.is_empty() {
            "Exceeding maximum number of topics per repo"
        } else {
            "Topic names are invalid"
        };
        let told = json!({ "invalidTopics": wrong, "message": message });
        return answer::json(StatusCode::UNPROCESSABLE_ENTITY, &told);
    }
    if let Some(kept) = shared.lock().projects.get_mut(&project.id) {
        kept.topics = topics;
    }
    StatusCode::NO_CONTENT.into_response()
}

fn is_legal(topic: &str) -> bool {
    let plain = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit();
    topic.len() <= TOPIC
        && topic.bytes().next().is_some_and(plain)
        && topic.bytes().all(|byte| plain(byte) || byte == b'-' || byte == b'.')
}
