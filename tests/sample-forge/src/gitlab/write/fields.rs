//! What a request may say of a project, and the names GitLab takes.
//!
//! Must leave a project as it was when anything is refused.

use axum::http::StatusCode;
use axum::response::Response;
use serde_json::{Value, json};

use crate::project::{Project, visibility_of};
use crate::state::{Found, Shared};
use crate::{answer, git};

/// Takes over what both creation and change may say.
pub(super) fn take(project: &mut Project, body: &Value) -> Result<(), Box<Response>> {
    let refuse = |field: &str, cause: &str| {
        let told = json!({ "message": { field: [cause] } });
        Box::new(answer::json(StatusCode::BAD_REQUEST, &told))
    };
    if let Some(word) = body["visibility"].as_str() {
        project.visibility =
            visibility_of(word).ok_or_else(|| refuse("visibility", "does not have a valid value"))?;
    }
    if let Some(text) = body["description"].as_str() {
        if text.chars().count() > 2000 {
            return Err(refuse("description", "is too long (maximum is 2000 characters)"));
        }
        project.description = Some(text.to_owned());
    }
    if let Some(topics) = body["topics"].as_array() {
        project.topics = topics.iter().filter_map(|topic| topic.as_str().map(str::to_owned)).collect();
    }
    if let Some(name) = body["name"].as_str() {
        name.clone_into(&mut project.name);
    }
    for (key, value) in body.as_object().into_iter().flatten() {
        if key.ends_with("_access_level") || key.ends_with("_enabled") {
            switch(project, key, value);
        }
    }
    match body["default_branch"].as_str() {
        Some(branch) if branch != project.default_branch => {
            let there = git::has_branch(&project.directory, branch)
                && git::point_head(&project.directory, branch).is_ok();
            if !there {
                return Err(refuse("base", "Could not change HEAD: branch does not exist"));
            }
            branch.clone_into(&mut project.default_branch);
            Ok(())
        }
        _ => Ok(()),
    }
}

fn switch(project: &mut Project, key: &str, value: &Value) {
    if *value == json!("disabled") || *value == json!(false) {
        project.off.insert(key.to_owned());
    } else {
        project.off.remove(key);
    }
}

/// Why a project may not stand at a path.
pub(super) fn refused_path(shared: &Shared, path: &str, own: Option<u64>) -> Option<Response> {
    let refuse = |told: Value| Some(answer::json(StatusCode::BAD_REQUEST, &json!({ "message": told })));
    let slug = path.rsplit('/').next().unwrap_or_default();
    if !is_legal(slug) {
        return refuse(
            json!({ "path": ["must not start or end with a special character and must not contain \
            consecutive special characters."] }),
        );
    }
    let taken = matches!(shared.lock().at(path), Some(Found::Here(other)) if Some(other.id) != own);
    // As recorded from gitlab.com.
    taken
        .then(|| json!({ "name": ["has already been taken"], "path": ["has already been taken"] }))
        .and_then(refuse)
}

fn is_legal(slug: &str) -> bool {
    let mut last_special = true;
    for c in slug.chars() {
        let special = "-_.".contains(c);
        if (special && last_special) || !(special || c.is_ascii_alphanumeric()) {
            return false;
        }
        last_special = special;
    }
    !last_special && !slug.ends_with(".git") && !slug.ends_with(".atom")
}
