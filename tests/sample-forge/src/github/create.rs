//! `POST /orgs/{org}/repos`.
//!
//! Must not give a name that GitHub would have changed.

use axum::Extension;
use axum::body::Bytes;
use axum::extract::{Path, State};
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::Response;
use serde_json::Value;

use super::{change, shape};
use crate::project::{Dialect, Project};
use crate::state::{Found, Shared};
use crate::token::Bearer;
use crate::{answer, build_repository, date};

/// Branch that GitHub names in a repository without one.
const DEFAULT_BRANCH: &str = "main";

/// Longest name, in characters.
const LONGEST: usize = 100;

pub(super) async fn create(
    State(shared): State<Shared>,
    Extension(bearer): Extension<Bearer>,
    Path(org): Path<String>,
    body: Bytes,
) -> Response {
    let known = shared.lock().organisations.iter().find(|known| known.eq_ignore_ascii_case(&org)).cloned();
    let Some(org) = known else { return answer::github(StatusCode::NOT_FOUND, "Not Found") };
    if let Some(response) = super::refusal(&bearer, &org) {
        return response;
    }
    let Ok(body) = serde_json::from_slice::<Value>(&body) else {
        return answer::github(StatusCode::BAD_REQUEST, "Problems parsing JSON");
    };
    match prepared(&shared, &org, &body) {
        Ok(project) => made(&shared, project, &bearer).await,
        Err(response) => *response,
    }
}

fn prepared(shared: &Shared, org: &str, body: &Value) -> Result<Project, Box<Response>> {
    let refuse = |field: &str, cause: &str| {
        Box::new(answer::github_invalid("Repository creation failed.", field, cause))
    };
    let name = legal(body["name"].as_str().unwrap_or_default());
    if name.is_empty() {
        return Err(refuse("name", "name is too short (minimum is 1 character)"));
    }
    if name.chars().count() > LONGEST {
        return Err(refuse("name", "name is too long (maximum is 100 characters)"));
    }
    if body["auto_init"] == true {
        return Err(refuse("auto_init", "this forge makes empty repositories only"));
    }
    let path = format!("{org}/{name}");
    let mut state = shared.lock();
    if matches!(state.at(&path), Some(Found::Here(_))) {
        return Err(refuse("name", "name already exists on this account"));
    }
    let id = state.next_id();
    drop(state);
    let mut project = Project::blank(id, Dialect::GitHub, path, shared.place(id), date::now());
    change::dress(&mut project, body)?;
    Ok(project)
}

async fn made(shared: &Shared, project: Project, bearer: &Bearer) -> Response {
    let directory = project.directory.clone();
    let built =
        tokio::task::spawn_blocking(move || build_repository::empty(&directory, DEFAULT_BRANCH)).await;
    if !matches!(built, Ok(Ok(()))) {
        return answer::github(StatusCode::INTERNAL_SERVER_ERROR, "Server Error");
    }
    if !shared.lock().insert(project.clone()) {
        let cause = "name already exists on this account";
        return answer::github_invalid("Repository creation failed.", "name", cause);
    }
    let mut response = answer::json(StatusCode::CREATED, &shape::repository(shared, &project, bearer));
    let place = format!("{}/api/v3/repos/{}", shared.base, project.path);
    if let Ok(value) = HeaderValue::from_str(&place) {
        response.headers_mut().insert(header::LOCATION, value);
    }
    response
}

/// GitHub keeps letters, digits, `.`, `_`, `-`; every run of others becomes one `-`.
pub(super) fn legal(name: &str) -> String {
    let mut legal = String::new();
    let mut in_run = false;
    for character in name.trim().chars() {
        let kept = character.is_ascii_alphanumeric() || "._-".contains(character);
        match (kept, in_run) {
            (true, _) => legal.push(character),
            (false, false) => legal.push('-'),
            (false, true) => {}
        }
        in_run = !kept;
    }
    legal.strip_suffix(".git").map(str::to_owned).unwrap_or(legal)
}

#[cfg(test)]
mod tests {
    #[test]
    fn names_become_what_github_makes_of_them() {
        assert_eq!(super::legal("leçons & jeux.git"), "le-ons-jeux");
        assert_eq!(super::legal("a_b-c.d"), "a_b-c.d");
    }
}
