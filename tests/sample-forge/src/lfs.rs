//! Large files beside a repository: the batch API of Git LFS, with download, upload and verification.
//!
//! Must not know the REST dialects, nor look into what it stores.

use std::path::{Path, PathBuf};

use axum::body::to_bytes;
use axum::extract::Request;
use axum::http::{Method, StatusCode, header};
use axum::response::{IntoResponse, Response};
use percent_encoding::percent_decode_str;
use serde_json::{Value, json};

use crate::project::Project;
use crate::state::{Found, Shared};
use crate::token::Bearer;

/// What stands between a repository and its large files in an address.
const PLACE: &str = ".git/info/lfs/";

/// What the API speaks.
const KIND: &str = "application/vnd.git-lfs+json";

/// Largest request taken.
const LARGEST: usize = 64 << 20;

/// Whether a path is of large files.
pub(crate) fn is_about(path: &str) -> bool {
    path.contains(PLACE)
}

/// Answers what [`is_about`] large files.
pub(crate) async fn serve(shared: &Shared, bearer: &Bearer, request: Request) -> Response {
    let path = percent_decode_str(request.uri().path()).decode_utf8_lossy().into_owned();
    let Some((repository, rest)) = path.trim_start_matches('/').split_once(PLACE) else {
        return refuse(StatusCode::NOT_FOUND);
    };
    let project = match shared.lock().at(repository) {
        Some(Found::Here(project)) if bearer.sees(&project) => project,
        _ if bearer.is_anonymous() => return refuse(StatusCode::UNAUTHORIZED),
        _ => return refuse(StatusCode::NOT_FOUND),
    };
    let method = request.method().clone();
    let Ok(body) = to_bytes(request.into_body(), LARGEST).await else {
        return refuse(StatusCode::PAYLOAD_TOO_LARGE);
    };
    let writes = bearer.owns(&project.path) && !project.archived;
    match (method, rest.strip_prefix("objects/")) {
        (Method::POST, Some("batch")) => match serde_json::from_slice(&body) {
            Ok(asked) => batch(shared, &project, &asked, writes),
            Err(_) => refuse(StatusCode::UNPROCESSABLE_ENTITY),
        },
        (Method::GET, Some(id)) => read(&project, id),
        (Method::PUT, Some(id)) if writes => write(&project, id, &body),
        (Method::PUT, Some(_)) => refuse(StatusCode::FORBIDDEN),
        (Method::POST, None) if rest == "verify" => verify(&project, &body),
        _ => refuse(StatusCode::NOT_FOUND),
    }
}

fn batch(shared: &Shared, project: &Project, asked: &Value, writes: bool) -> Response {
    let upload = asked["operation"] == "upload";
    if upload && !writes {
        return refuse(StatusCode::FORBIDDEN);
    }
    let base = format!("{}/{}{PLACE}", shared.base, project.path);
    let objects: Vec<Value> = asked["objects"]
        .as_array()
        .into_iter()
        .flatten()
        .map(|object| {
            let (id, size) = (object["oid"].as_str().unwrap_or_default(), &object["size"]);
            let there = place(project, id).is_some_and(|place| place.is_file());
            let elsewhere = shared.lock().large_files_at.clone();
            let href = elsewhere.unwrap_or_else(|| format!("{base}objects/{id}"));
            match (upload, there) {
                (false, true) => {
                    json!({ "oid": id, "size": size, "actions": { "download": { "href": href } } })
                }
                (false, false) => {
                    json!({ "oid": id, "size": size, "error": { "code": 404, "message": "Object does not exist" } })
                }
                (true, true) => json!({ "oid": id, "size": size }),
                (true, false) => {
                    let verify = format!("{base}verify");
                    json!({ "oid": id, "size": size, "actions": { "upload": { "href": href }, "verify": { "href": verify } } })
                }
            }
        })
        .collect();
    answer(StatusCode::OK, &json!({ "transfer": "basic", "objects": objects }))
}

fn read(project: &Project, id: &str) -> Response {
    match place(project, id).and_then(|place| std::fs::read(place).ok()) {
        Some(bytes) => ([(header::CONTENT_TYPE, "application/octet-stream")], bytes).into_response(),
        None => refuse(StatusCode::NOT_FOUND),
    }
}

fn write(project: &Project, id: &str, bytes: &[u8]) -> Response {
    let Some(place) = place(project, id) else { return refuse(StatusCode::UNPROCESSABLE_ENTITY) };
    let kept =
        place.parent().map(std::fs::create_dir_all).transpose().and_then(|_| std::fs::write(&place, bytes));
    match kept {
        Ok(()) => StatusCode::OK.into_response(),
        Err(_) => refuse(StatusCode::INTERNAL_SERVER_ERROR),
    }
}

fn verify(project: &Project, body: &[u8]) -> Response {
    let asked: Value = serde_json::from_slice(body).unwrap_or_default();
    let size = asked["oid"]
        .as_str()
        .and_then(|id| place(project, id))
        .and_then(|place| std::fs::metadata(place).ok())
        .map(|file| file.len());
    match size {
        Some(size) if asked["size"] == size => StatusCode::OK.into_response(),
        Some(_) => refuse(StatusCode::UNPROCESSABLE_ENTITY),
        None => refuse(StatusCode::NOT_FOUND),
    }
}

/// Where an object of that id lies; none for what is no id.
fn place(project: &Project, id: &str) -> Option<PathBuf> {
    let is_id = id.len() == 64 && id.bytes().all(|byte| matches!(byte, b'0'..=b'9' | b'a'..=b'f'));
    is_id.then(|| store(&project.directory).join(&id[..2]).join(&id[2..4]).join(id))
}

/// As git-lfs lays it out itself.
fn store(repository: &Path) -> PathBuf {
    repository.join("lfs").join("objects")
}

fn refuse(status: StatusCode) -> Response {
    let mut response = answer(status, &json!({ "message": status.canonical_reason().unwrap_or("Error") }));
    if status == StatusCode::UNAUTHORIZED {
        let asks = header::HeaderValue::from_static("Basic realm=\"Git LFS\"");
        response.headers_mut().insert(header::HeaderName::from_static("lfs-authenticate"), asks);
    }
    response
}

fn answer(status: StatusCode, body: &Value) -> Response {
    (status, [(header::CONTENT_TYPE, KIND)], body.to_string()).into_response()
}
