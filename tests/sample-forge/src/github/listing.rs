//! Lists of repositories: of an organisation, of a person, of the whole server.
//!
//! Must not show what the bearer may not see.

use std::collections::BTreeMap;

use axum::Extension;
use axum::extract::{Path, Query, State};
use axum::http::{StatusCode, Uri};
use axum::response::Response;
use serde_json::{Value, json};

use super::shape;
use crate::answer;
use crate::observe::{Endless, Listed};
use crate::project::{Dialect, Project};
use crate::rate::set;
use crate::spec::Visibility;
use crate::state::Shared;
use crate::token::Bearer;

/// GitHub's own number of lines a page, and its greatest.
const USUAL: usize = 30;
const MOST: usize = 100;

type Parameters = BTreeMap<String, String>;

pub(super) async fn of_organisation(
    State(shared): State<Shared>,
    Extension(bearer): Extension<Bearer>,
    endless: Option<Extension<Endless>>,
    Path(org): Path<String>,
    Query(parameters): Query<Parameters>,
    uri: Uri,
) -> Response {
    if !shared.lock().organisations.iter().any(|known| known.eq_ignore_ascii_case(&org)) {
        return answer::github(StatusCode::NOT_FOUND, "Not Found");
    }
    let all = owned(&shared, &bearer, &org, parameters.get("type").map_or("all", String::as_str));
    numbered(&shared, &bearer, &all, &parameters, &uri, endless.is_some())
}

pub(super) async fn of_account(
    State(shared): State<Shared>,
    Extension(bearer): Extension<Bearer>,
    endless: Option<Extension<Endless>>,
    Path(login): Path<String>,
    Query(parameters): Query<Parameters>,
    uri: Uri,
) -> Response {
    let all = owned(&shared, &bearer, &login, "public");
    numbered(&shared, &bearer, &all, &parameters, &uri, endless.is_some())
}

fn owned(shared: &Shared, bearer: &Bearer, owner: &str, kind: &str) -> Vec<Project> {
    let fits = |project: &&Project| {
        let public = project.visibility == Visibility::Public;
        project.dialect == Dialect::GitHub
            && project.namespace().eq_ignore_ascii_case(owner)
            && bearer.sees(project)
            && match kind {
                "public" => public,
                "private" => !public,
                _ => true,
            }
    };
    shared.lock().projects.values().filter(fits).cloned().collect()
}

/// Cuts a page by number.
fn numbered(
    shared: &Shared,
    bearer: &Bearer,
    all: &[Project],
    parameters: &Parameters,
    uri: &Uri,
    endless: bool,
) -> Response {
    let number = |name: &str| parameters.get(name).and_then(|text| text.parse::<usize>().ok());
    let per_page = number("per_page").unwrap_or(USUAL).clamp(1, MOST);
    let page = number("page").unwrap_or(1).max(1);
    let shown: Vec<_> = all.iter().skip((page - 1) * per_page).take(per_page).collect();
    let lines: Vec<Value> = shown.iter().map(|project| shape::repository(shared, project, bearer)).collect();
    let mut response = answer::json(StatusCode::OK, &Value::Array(lines));
    let last = all.len().div_ceil(per_page).max(1);
    let link = |number: usize, relation: &str| {
        let mut parameters = parameters.clone();
        parameters.insert("page".to_owned(), number.to_string());
        let pairs: Vec<_> = parameters.iter().map(|(name, value)| format!("{name}={value}")).collect();
        format!("<{}{}?{}>; rel=\"{relation}\"", shared.base, uri.path(), pairs.join("&"))
    };
    let mut links = Vec::new();
    if page > 1 {
        links.push(link(page - 1, "prev"));
    }
    if endless || page < last {
        links.push(link(if endless { page } else { page + 1 }, "next"));
        links.push(link(last, "last"));
    }
    if !links.is_empty() {
        set(response.headers_mut(), "link", &links.join(", "));
    }
    response.extensions_mut().insert(Listed(shown.iter().map(|project| project.id).collect()));
    response
}

/// `GET /repositories`: little of each, by key.
pub(super) async fn everything(
    State(shared): State<Shared>,
    Extension(bearer): Extension<Bearer>,
    Query(parameters): Query<Parameters>,
) -> Response {
    let since = parameters.get("since").and_then(|text| text.parse::<u64>().ok()).unwrap_or(0);
    let only_public = parameters.get("visibility").is_some_and(|word| word == "public");
    let fits = |project: &&Project| {
        project.dialect == Dialect::GitHub
            && project.id > since
            && bearer.sees(project)
            && (!only_public || project.visibility == Visibility::Public)
    };
    let all: Vec<Project> = shared.lock().projects.values().filter(fits).cloned().collect();
    let shown = &all[..all.len().min(MOST)];
    let lines: Vec<Value> = shown.iter().map(|project| minimal(&shared, project)).collect();
    let mut response = answer::json(StatusCode::OK, &Value::Array(lines));
    if let Some(last) = shown.last().filter(|_| all.len() > MOST) {
        let link = format!(
            "<{}/api/v3/repositories?visibility=public&since={}>; rel=\"next\"",
            shared.base, last.id
        );
        set(response.headers_mut(), "link", &link);
    }
    response
}

fn minimal(shared: &Shared, project: &Project) -> Value {
    json!({
        "id": project.id,
        "name": project.slug(),
        "full_name": project.path,
        "owner": shape::owner(shared, project.namespace()),
        "private": project.visibility != Visibility::Public,
        "html_url": format!("{}/{}", shared.base, project.path),
        "description": project.description,
        "fork": project.fork_of.is_some(),
        "url": format!("{}/api/v3/repos/{}", shared.base, project.path),
    })
}

/// `GET /users/{login}`: an organisation, or a person who owns something.
pub(super) async fn account(State(shared): State<Shared>, Path(login): Path<String>) -> Response {
    let known = {
        let state = shared.lock();
        let owns = |project: &Project| {
            project.dialect == Dialect::GitHub && project.namespace().eq_ignore_ascii_case(&login)
        };
        state.organisations.iter().any(|known| known.eq_ignore_ascii_case(&login))
            || state.projects.values().any(owns)
    };
    if known {
        answer::json(StatusCode::OK, &shape::owner(&shared, &login))
    } else {
        answer::github(StatusCode::NOT_FOUND, "Not Found")
    }
}
