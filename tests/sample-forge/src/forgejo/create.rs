//! `POST /orgs/{name}/repos`.
//!
//! Must refuse the names that Forgejo keeps for itself.

use axum::Extension;
use axum::body::Bytes;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::Response;
use serde_json::Value;

use super::shape;
use crate::project::{Dialect, Project};
use crate::spec::Visibility;
use crate::state::{Found, Shared};
use crate::token::Bearer;
use crate::{answer, build_repository, date};

pub(super) async fn create(
    State(shared): State<Shared>,
    Extension(bearer): Extension<Bearer>,
    Path(name): Path<String>,
    body: Bytes,
) -> Response {
    let known =
        shared.lock().forgejo_organisations.iter().find(|known| known.eq_ignore_ascii_case(&name)).cloned();
    let Some(organisation) = known else {
        return answer::forgejo(StatusCode::UNPROCESSABLE_ENTITY, "org does not exist");
    };
    if bearer.is_anonymous() {
        return answer::forgejo(StatusCode::UNAUTHORIZED, "token is required");
    }
    if !bearer.owns(&organisation) {
        let words = "Given user is not allowed to create repository in organization.";
        return answer::forgejo(StatusCode::FORBIDDEN, words);
    }
    let body: Value = serde_json::from_slice(&body).unwrap_or_default();
    let name = body["name"].as_str().unwrap_or_default();
    if !is_legal(name) {
        return answer::forgejo(StatusCode::UNPROCESSABLE_ENTITY, "name is reserved or not allowed");
    }
    let path = format!("{organisation}/{name}");
    if matches!(shared.lock().at(&path), Some(Found::Here(_))) {
        return answer::forgejo(StatusCode::CONFLICT, "The repository with the same name already exists.");
    }
    let id = shared.lock().next_id();
    let mut project = Project::blank(id, Dialect::Forgejo, path, shared.place(id), date::now());
    project.description = Some(body["description"].as_str().unwrap_or_default().to_owned());
    if body["private"] == true {
        project.visibility = Visibility::Private;
    }
    if let Some(branch) = body["default_branch"].as_str() {
        branch.clone_into(&mut project.default_branch);
    }
    let (directory, branch) = (project.directory.clone(), project.default_branch.clone());
    let built = tokio::task::spawn_blocking(move || build_repository::empty(&directory, &branch)).await;
    if !matches!(built, Ok(Ok(()))) || !shared.lock().insert(project.clone()) {
        return answer::forgejo(StatusCode::INTERNAL_SERVER_ERROR, "CreateRepository");
    }
    answer::json(StatusCode::CREATED, &shape::repository(&shared, &project, &bearer))
}

/// Whether Forgejo takes a name.
pub(super) fn is_legal(name: &str) -> bool {
    let reserved = [".git", ".wiki", ".rss", ".atom"];
    !matches!(name, "" | "." | ".." | "-")
        && name.len() <= 100
        && name.chars().all(|c| c.is_ascii_alphanumeric() || "-_.".contains(c))
        && !reserved.iter().any(|end| name.to_lowercase().ends_with(end))
}
