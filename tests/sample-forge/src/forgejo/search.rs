//! `GET /repos/search`: everything a bearer sees, or what one owner has, by number of page.
//!
//! Must not show what the bearer may not see, not even in a count.

use std::collections::BTreeMap;

use axum::Extension;
use axum::extract::{Query, State};
use axum::http::StatusCode;
use axum::response::Response;
use serde_json::{Value, json};

use super::{account, is_shown, shape};
use crate::answer;
use crate::observe::{Endless, Listed};
use crate::project::Project;
use crate::rate::set;
use crate::state::Shared;
use crate::token::Bearer;

/// Forgejo's own number of lines a page.
const USUAL: usize = 30;

/// Forgejo's greatest number of lines a page.
const MOST: usize = 50;

pub(super) async fn search(
    State(shared): State<Shared>,
    Extension(bearer): Extension<Bearer>,
    endless: Option<Extension<Endless>>,
    Query(parameters): Query<BTreeMap<String, String>>,
) -> Response {
    let number = |key: &str| parameters.get(key).and_then(|text| text.parse::<usize>().ok());
    let all = match wanted(&shared, &bearer, &parameters) {
        Ok(all) => all,
        Err(response) => return *response,
    };
    let limit = number("limit").filter(|limit| *limit > 0).unwrap_or(USUAL).min(MOST);
    let page = if endless.is_some() { 1 } else { number("page").unwrap_or(1).max(1) };
    let shown: Vec<&Project> = all.iter().skip((page - 1).saturating_mul(limit)).take(limit).collect();
    let lines: Vec<Value> =
        shown.iter().map(|project| shape::repository(&shared, project, &bearer)).collect();
    let mut response = answer::json(StatusCode::OK, &json!({ "ok": true, "data": lines }));
    set(response.headers_mut(), "x-total-count", &all.len());
    response.extensions_mut().insert(Listed(shown.iter().map(|project| project.id).collect()));
    response
}

fn wanted(
    shared: &Shared,
    bearer: &Bearer,
    parameters: &BTreeMap<String, String>,
) -> Result<Vec<Project>, Box<Response>> {
    let is = |key: &str, value: &str| parameters.get(key).is_some_and(|given| given == value);
    let owner = parameters
        .get("uid")
        .map(|uid| account::known(shared).into_iter().find(|name| shape::number(name).to_string() == *uid));
    if parameters
        .get("sort")
        .is_some_and(|sort| !["id", "alpha", "created", "updated"].contains(&sort.as_str()))
    {
        return Err(Box::new(answer::forgejo(StatusCode::UNPROCESSABLE_ENTITY, "Invalid sort mode")));
    }
    let belongs = |project: &Project| match &owner {
        None => true,
        Some(None) => false,
        Some(Some(name)) => project.namespace().eq_ignore_ascii_case(name),
    };
    let projects: Vec<Project> = shared.lock().projects.values().cloned().collect();
    let mut all: Vec<Project> = projects
        .into_iter()
        .filter(|project| is_shown(shared, bearer, project) && belongs(project))
        .collect();
    if !is("sort", "id") {
        all.sort_by(|a, b| a.path.cmp(&b.path));
    }
    if is("order", "desc") {
        all.reverse();
    }
    Ok(all)
}
