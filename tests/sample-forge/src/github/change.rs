//! `PATCH /repos/{owner}/{repo}`.
//!
//! Must refuse what GitHub refuses, and change nothing then.

use axum::Extension;
use axum::body::Bytes;
use axum::extract::{Path, State};
use axum::http::{Method, StatusCode, Uri};
use axum::response::Response;
use serde_json::Value;

use super::{create, find, find_numbered, refusal, shape};
use crate::project::{Project, visibility_of};
use crate::spec::Visibility;
use crate::state::{Found, Shared};
use crate::token::Bearer;
use crate::{answer, git};

/// Longest description, in characters.
const LONGEST: usize = 350;

pub(super) async fn named(
    State(shared): State<Shared>,
    Extension(bearer): Extension<Bearer>,
    Path((owner, name)): Path<(String, String)>,
    uri: Uri,
    body: Bytes,
) -> Response {
    let found = find(&shared, &bearer, &format!("{owner}/{name}"), &Method::PATCH, uri.path());
    found.and_then(|project| change(&shared, &bearer, project, &body)).unwrap_or_else(|response| *response)
}

pub(super) async fn numbered(
    State(shared): State<Shared>,
    Extension(bearer): Extension<Bearer>,
    Path(id): Path<u64>,
    body: Bytes,
) -> Response {
    let found = find_numbered(&shared, &bearer, id);
    found.and_then(|project| change(&shared, &bearer, project, &body)).unwrap_or_else(|response| *response)
}

fn change(
    shared: &Shared,
    bearer: &Bearer,
    mut project: Project,
    body: &Bytes,
) -> Result<Response, Box<Response>> {
    if let Some(response) = refusal(bearer, &project.path) {
        return Err(Box::new(response));
    }
    let body: Value = serde_json::from_slice(body)
        .map_err(|_| Box::new(answer::github(StatusCode::BAD_REQUEST, "Problems parsing JSON")))?;
    if project.archived && body["archived"] != false {
        let words = "Repository was archived so is read-only.";
        return Err(Box::new(answer::github(StatusCode::FORBIDDEN, words)));
    }
    dress(&mut project, &body)?;
    let path = new_path(shared, &project, &body)?;
    if let Some(branch) = body["default_branch"].as_str() {
        set_default_branch(&mut project, branch)?;
    }
    if let Some(archived) = body["archived"].as_bool() {
        project.archived = archived;
    }
    let id = project.id;
    shared.lock().projects.insert(id, project);
    if let Some(path) = path {
        shared.lock().rename(id, &path);
    }
    let project = find_numbered(shared, bearer, id)?;
    Ok(answer::json(StatusCode::OK, &shape::repository(shared, &project, bearer)))
}

/// Takes over what both creation and change may say.
pub(super) fn dress(project: &mut Project, body: &Value) -> Result<(), Box<Response>> {
    let invalid =
        |field: &str, cause: &str| Box::new(answer::github_invalid("Validation Failed", field, cause));
    if let Some(text) = body["description"].as_str() {
        if text.chars().any(char::is_control) {
            return Err(invalid("description", "description control characters are not allowed"));
        }
        if text.chars().count() > LONGEST {
            return Err(invalid("description", "description cannot be more than 350 characters"));
        }
        project.description = Some(text.to_owned());
    }
    if let Some(text) = body["homepage"].as_str() {
        project.homepage = Some(text.to_owned());
    }
    if let Some(private) = body["private"].as_bool() {
        project.visibility = if private { Visibility::Private } else { Visibility::Public };
    }
    if let Some(word) = body["visibility"].as_str() {
        project.visibility = visibility_of(word)
            .ok_or_else(|| invalid("visibility", "visibility is not included in the list"))?;
    }
    if let Some(on) = body["has_discussions"].as_bool() {
        project.extras.discussions = on;
    }
    for (place, field) in ["has_issues", "has_wiki", "has_projects"].into_iter().enumerate() {
        if let Some(on) = body[field].as_bool() {
            project.has[place] = on;
        }
    }
    Ok(())
}

fn new_path(shared: &Shared, project: &Project, body: &Value) -> Result<Option<String>, Box<Response>> {
    let Some(name) = body["name"].as_str().map(create::legal).filter(|name| name != project.slug()) else {
        return Ok(None);
    };
    let path = format!("{}/{name}", project.namespace());
    let taken = matches!(shared.lock().at(&path), Some(Found::Here(other)) if other.id != project.id);
    if taken || name.is_empty() {
        let cause = "name already exists on this account";
        return Err(Box::new(answer::github_invalid("Repository rename failed.", "name", cause)));
    }
    Ok(Some(path))
}

fn set_default_branch(project: &mut Project, branch: &str) -> Result<(), Box<Response>> {
    let invalid =
        |cause: String| Box::new(answer::github_invalid("Validation Failed", "default_branch", &cause));
    if branch == project.default_branch {
        return Ok(());
    }
    if project.is_empty() {
        let cause = "Cannot update default branch for an empty repository. Please init the repository and push first.";
        return Err(invalid(cause.to_owned()));
    }
    let pointed =
        git::has_branch(&project.directory, branch) && git::point_head(&project.directory, branch).is_ok();
    if !pointed {
        let words = "was not found. Please push that ref first or create it via the Git Data API.";
        return Err(invalid(format!("The branch {branch} {words}")));
    }
    branch.clone_into(&mut project.default_branch);
    Ok(())
}
