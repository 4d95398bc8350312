//! Lists of projects: of the whole instance and of a group.
//!
//! Must not show what the bearer may not see, not even in a count.

use axum::Extension;
use axum::extract::{Path, Query, State};
use axum::http::{HeaderMap, StatusCode, Uri};
use axum::response::Response;
use serde_json::{Value, json};

use super::page::{Page, Parameters};
use super::shape::{self, Detail};
use crate::observe::{Endless, Listed};
use crate::project::{Dialect, Project, visibility_of};
use crate::state::Shared;
use crate::token::{Bearer, is_within};
use crate::{answer, date};

/// `GET /projects`.
pub(super) async fn projects(
    State(shared): State<Shared>,
    Extension(bearer): Extension<Bearer>,
    endless: Option<Extension<Endless>>,
    Query(parameters): Query<Parameters>,
) -> Response {
    let all = match wanted(&shared, &bearer, &parameters, |_| true) {
        Ok(all) => all,
        Err(response) => return *response,
    };
    let page = Page {
        address: format!("{}/api/v4/projects", shared.base),
        parameters: &parameters,
        endless: endless.is_some(),
    };
    let (shown, headers) = if is(&parameters, "pagination", "keyset") {
        if !is(&parameters, "order_by", "id") {
            let words = "Keyset pagination is not yet available for this type of request";
            return answer::json(StatusCode::METHOD_NOT_ALLOWED, &json!({ "error": words }));
        }
        page.by_key(all, !is(&parameters, "sort", "asc"))
    } else {
        page.by_number(all)
    };
    let detail = if bearer.is_anonymous() || is(&parameters, "simple", "true") {
        Detail::Simple
    } else {
        Detail::Full
    };
    written(&shared, &bearer, &shown, detail, headers)
}

/// `GET /groups/:id/projects`.
pub(super) async fn group_projects(
    State(shared): State<Shared>,
    Extension(bearer): Extension<Bearer>,
    endless: Option<Extension<Endless>>,
    Path(id): Path<String>,
    Query(parameters): Query<Parameters>,
    uri: Uri,
) -> Response {
    let Some(group) = super::visible_group(&shared, &bearer, &id) else {
        return answer::gitlab(StatusCode::NOT_FOUND, "Group Not Found");
    };
    let deep = is(&parameters, "include_subgroups", "true");
    let within = |project: &Project| {
        if deep {
            is_within(project.namespace(), &group)
        } else {
            project.namespace().eq_ignore_ascii_case(&group)
        }
    };
    let all = match wanted(&shared, &bearer, &parameters, within) {
        Ok(all) => all,
        Err(response) => return *response,
    };
    let page = Page {
        address: format!("{}{}", shared.base, uri.path()),
        parameters: &parameters,
        endless: endless.is_some(),
    };
    let (shown, headers) = page.by_number(all);
    let detail = if is(&parameters, "simple", "true") { Detail::Simple } else { Detail::Full };
    written(&shared, &bearer, &shown, detail, headers)
}

fn is(parameters: &Parameters, name: &str, value: &str) -> bool {
    parameters.get(name).is_some_and(|given| given == value)
}

/// What a listing holds before it is cut into pages, in its order.
fn wanted(
    shared: &Shared,
    bearer: &Bearer,
    parameters: &Parameters,
    belongs: impl Fn(&Project) -> bool,
) -> Result<Vec<Project>, Box<Response>> {
    let invalid = |name: &str| {
        let body = json!({ "error": format!("{name} does not have a valid value") });
        Box::new(answer::json(StatusCode::BAD_REQUEST, &body))
    };
    let visibility = match parameters.get("visibility") {
        Some(word) => Some(visibility_of(word).ok_or_else(|| invalid("visibility"))?),
        None => None,
    };
    let since = match parameters.get("last_activity_after") {
        Some(time) => Some(date::parse(time).ok_or_else(|| invalid("last_activity_after"))?),
        None => None,
    };
    let archived = parameters.get("archived").map(|word| word == "true");
    let fits = |project: &&Project| {
        project.dialect == Dialect::GitLab
            && bearer.sees(project)
            && belongs(project)
            && visibility.is_none_or(|wanted| project.visibility == wanted)
            && since.is_none_or(|since| project.active > since)
            && archived.is_none_or(|archived| project.archived == archived)
    };
    let mut all: Vec<Project> = shared.lock().projects.values().filter(fits).cloned().collect();
    // GitLab orders by creation unless it is told otherwise, newest first.
    if !is(parameters, "order_by", "id") {
        all.sort_by_key(|project| (project.created, project.id));
    }
    if !is(parameters, "sort", "asc") {
        all.reverse();
    }
    Ok(all)
}

fn written(
    shared: &Shared,
    bearer: &Bearer,
    shown: &[Project],
    detail: Detail,
    headers: HeaderMap,
) -> Response {
    let lines: Vec<Value> =
        shown.iter().map(|project| shape::project(shared, project, detail, bearer)).collect();
    let mut response = answer::json(StatusCode::OK, &Value::Array(lines));
    response.headers_mut().extend(headers);
    response.extensions_mut().insert(Listed(shown.iter().map(|project| project.id).collect()));
    response
}
