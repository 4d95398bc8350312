//! Releases and their files, and whether a tag exists.
//!
//! Must not show a draft to a stranger.

use std::collections::BTreeMap;

use axum::Extension;
use axum::body::Bytes;
use axum::extract::{Path, Query, State};
use axum::http::{Method, StatusCode, Uri, header};
use axum::response::{IntoResponse, Response};
use serde_json::{Value, json};

use super::{find, find_numbered, refusal};
use crate::extras::Release;
use crate::project::Project;
use crate::state::Shared;
use crate::token::Bearer;
use crate::{answer, git};

/// Releases of a repository have numbers from its own on.
const EACH: u64 = 1_000;

pub(super) async fn list(
    State(shared): State<Shared>,
    Extension(bearer): Extension<Bearer>,
    Path((owner, name)): Path<(String, String)>,
    uri: Uri,
) -> Response {
    let found = find(&shared, &bearer, &format!("{owner}/{name}"), &Method::GET, uri.path());
    found.map_or_else(|response| *response, |project| listed(&shared, &bearer, &project))
}

pub(super) async fn list_numbered(
    State(shared): State<Shared>,
    Extension(bearer): Extension<Bearer>,
    Path(id): Path<u64>,
) -> Response {
    let found = find_numbered(&shared, &bearer, id);
    found.map_or_else(|response| *response, |project| listed(&shared, &bearer, &project))
}

fn listed(shared: &Shared, bearer: &Bearer, project: &Project) -> Response {
    let releases = project.extras.releases.iter().enumerate();
    let shown = releases.filter(|(_, release)| !release.draft || bearer.owns(&project.path));
    let lines: Vec<Value> = shown.map(|(place, _)| shape(shared, project, place)).rev().collect();
    answer::json(StatusCode::OK, &Value::Array(lines))
}

fn shape(shared: &Shared, project: &Project, place: usize) -> Value {
    let release = &project.extras.releases[place];
    let assets: Vec<Value> = release
        .files
        .iter()
        .map(|(name, bytes)| {
            let address =
                format!("{}/{}/releases/download/{}/{name}", shared.base, project.path, release.tag);
            json!({ "name": name, "size": bytes.len(), "state": "uploaded", "browser_download_url": address })
        })
        .collect();
    json!({
        "id": project.id * EACH + place as u64,
        "tag_name": release.tag,
        "name": release.name,
        "body": release.notes,
        "draft": release.draft,
        "prerelease": false,
        "assets": assets,
    })
}

pub(super) async fn create(
    State(shared): State<Shared>,
    Extension(bearer): Extension<Bearer>,
    Path((owner, name)): Path<(String, String)>,
    uri: Uri,
    body: Bytes,
) -> Response {
    let project = match find(&shared, &bearer, &format!("{owner}/{name}"), &Method::POST, uri.path()) {
        Ok(project) => project,
        Err(response) => return *response,
    };
    if let Some(response) = refusal(&bearer, &project.path) {
        return response;
    }
    let body: Value = serde_json::from_slice(&body).unwrap_or_default();
    let text = |field: &str| body[field].as_str().unwrap_or_default().to_owned();
    let (tag, draft) = (text("tag_name"), body["draft"] == true);
    if project.extras.releases.iter().any(|known| known.tag == tag && !known.draft) {
        return answer::github_invalid("Validation Failed", "tag_name", "already_exists");
    }
    let release = Release { tag, name: text("name"), notes: text("body"), draft, files: Vec::new() };
    changed(&shared, project.id, StatusCode::CREATED, move |releases| {
        releases.push(release);
        Some(releases.len() - 1)
    })
}

/// Changes a repository's releases and answers with the one at the place that is returned.
fn changed(
    shared: &Shared,
    id: u64,
    status: StatusCode,
    change: impl FnOnce(&mut Vec<Release>) -> Option<usize>,
) -> Response {
    let mut state = shared.lock();
    let place = state.projects.get_mut(&id).and_then(|project| change(&mut project.extras.releases));
    let project = state.projects.get(&id).cloned();
    drop(state);
    match (project, place) {
        (Some(project), Some(place)) => answer::json(status, &shape(shared, &project, place)),
        _ => answer::github(StatusCode::NOT_FOUND, "Not Found"),
    }
}

/// The repository and the place of a release in it, for who owns it.
fn owned(shared: &Shared, bearer: &Bearer, number: u64) -> Result<(u64, usize), Box<Response>> {
    let project = find_numbered(shared, bearer, number / EACH)?;
    if let Some(response) = refusal(bearer, &project.path) {
        return Err(Box::new(response));
    }
    usize::try_from(number % EACH)
        .map(|place| (project.id, place))
        .map_err(|_| Box::new(answer::github(StatusCode::NOT_FOUND, "Not Found")))
}

pub(super) async fn change(
    State(shared): State<Shared>,
    Extension(bearer): Extension<Bearer>,
    Path((_, _, number)): Path<(String, String, u64)>,
    body: Bytes,
) -> Response {
    let body: Value = serde_json::from_slice(&body).unwrap_or_default();
    match owned(&shared, &bearer, number) {
        Ok((id, place)) => changed(&shared, id, StatusCode::OK, move |releases| {
            let release = releases.get_mut(place)?;
            release.draft = body["draft"].as_bool().unwrap_or(release.draft);
            Some(place)
        }),
        Err(response) => *response,
    }
}

pub(super) async fn remove(
    State(shared): State<Shared>,
    Extension(bearer): Extension<Bearer>,
    Path((_, _, number)): Path<(String, String, u64)>,
) -> Response {
    match owned(&shared, &bearer, number) {
        Ok((id, place)) => {
            if let Some(project) = shared.lock().projects.get_mut(&id)
                && place < project.extras.releases.len()
            {
                project.extras.releases.remove(place);
            }
            StatusCode::NO_CONTENT.into_response()
        }
        Err(response) => *response,
    }
}

pub(super) async fn upload(
    State(shared): State<Shared>,
    Extension(bearer): Extension<Bearer>,
    Path((_, _, number)): Path<(String, String, u64)>,
    Query(parameters): Query<BTreeMap<String, String>>,
    body: Bytes,
) -> Response {
    let name = parameters.get("name").cloned().unwrap_or_default();
    match owned(&shared, &bearer, number) {
        Ok((id, place)) => changed(&shared, id, StatusCode::CREATED, move |releases| {
            releases.get_mut(place)?.files.push((name, body.to_vec()));
            Some(place)
        }),
        Err(response) => *response,
    }
}

pub(super) async fn download(
    State(shared): State<Shared>,
    Extension(bearer): Extension<Bearer>,
    Path((owner, name, tag, file)): Path<(String, String, String, String)>,
    uri: Uri,
) -> Response {
    let Ok(project) = find(&shared, &bearer, &format!("{owner}/{name}"), &Method::GET, uri.path()) else {
        return StatusCode::NOT_FOUND.into_response();
    };
    let release = project.extras.releases.iter().find(|release| release.tag == tag);
    match release.and_then(|release| release.files.iter().find(|(known, _)| *known == file)) {
        Some((_, bytes)) => {
            ([(header::CONTENT_TYPE, "application/octet-stream")], bytes.clone()).into_response()
        }
        None => StatusCode::NOT_FOUND.into_response(),
    }
}

/// `GET /repos/{owner}/{repo}/git/ref/tags/{tag}`.
pub(super) async fn tag(
    State(shared): State<Shared>,
    Extension(bearer): Extension<Bearer>,
    Path((owner, name, tag)): Path<(String, String, String)>,
    uri: Uri,
) -> Response {
    let project = match find(&shared, &bearer, &format!("{owner}/{name}"), &Method::GET, uri.path()) {
        Ok(project) => project,
        Err(response) => return *response,
    };
    let reference = format!("refs/tags/{tag}");
    let asked = ["show-ref", "--verify", "--hash", "--", reference.as_str()];
    match git::run(&project.directory, &asked, b"") {
        Ok(id) => {
            let id = String::from_utf8_lossy(&id).trim().to_owned();
            answer::json(StatusCode::OK, &json!({ "ref": reference, "object": { "sha": id } }))
        }
        Err(_) => answer::github(StatusCode::NOT_FOUND, "Not Found"),
    }
}
