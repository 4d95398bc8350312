//! Answers against recorded ones of the real forges: every field we use is there, with the same
//! kind of value.

use std::path::PathBuf;

use hyper::Method;
use serde_json::{Value, json};

use crate::ground::ground;

#[expect(clippy::disallowed_methods, reason = "the corpus is named by the environment of the test run")]
#[expect(clippy::print_stdout, reason = "a skipped test says so")]
/// A recorded file, or none where the corpus is not to be had.
fn recorded(path: &str) -> Option<Value> {
    let root = std::env::var_os("GLANE_CORPUS").map_or_else(
        || PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../../shared/corpus"),
        PathBuf::from,
    );
    let file = root.join("forges").join(path);
    if !file.exists() {
        let required = std::env::var("GLANE_REQUIRE_CORPUS").is_ok_and(|value| value == "1");
        assert!(!required, "{} is required and absent", file.display());
        println!("corpus absent, skipped");
        return None;
    }
    Some(serde_json::from_slice(&std::fs::read(file).unwrap()).unwrap())
}

fn exchange(file: &Value, method: &str, end: &str, status: u64) -> Value {
    let all = file["exchanges"].as_array().unwrap();
    let same = |one: &&Value| {
        one["method"] == method && one["status"] == status && one["url"].as_str().unwrap().ends_with(end)
    };
    all.iter().find(same).unwrap()["body"].clone()
}

/// Fields of `real` that `ours` lacks or gives as another kind of value; null fits anything.
fn differences(real: &Value, ours: &Value) -> Vec<String> {
    let kind = |value: &Value| match value {
        Value::Null => "null",
        Value::Bool(_) => "bool",
        Value::Number(_) => "number",
        Value::String(_) => "string",
        Value::Array(_) => "array",
        Value::Object(_) => "object",
    };
    let fits = |a: &Value, b: &Value| a.is_null() || b.is_null() || kind(a) == kind(b);
    let fields = real.as_object().unwrap().iter();
    fields
        .filter(|(name, value)| ours.get(name).is_none_or(|ours| !fits(value, ours)))
        .map(|(name, _)| name.clone())
        .collect()
}

/// Settings of CI, merge requests and the service desk: a mirror has no use for them.
const LEFT_OUT: &[&str] = &[
    "allow_merge_on_skipped_pipeline",
    "approvals_before_merge",
    "auto_cancel_pending_pipelines",
    "auto_devops_deploy_strategy",
    "autoclose_referenced_issues",
    "build_coverage_regex",
    "build_timeout",
    "ci_config_path",
    "ci_default_git_depth",
    "ci_forward_deployment_enabled",
    "compliance_frameworks",
    "container_expiration_policy",
    "container_registry_enabled",
    "container_registry_image_prefix",
    "emails_disabled",
    "external_authorization_classification_label",
    "issues_template",
    "merge_requests_template",
    "only_allow_merge_if_all_discussions_are_resolved",
    "only_allow_merge_if_pipeline_succeeds",
    "operations_access_level",
    "printing_merge_request_link_enabled",
    "remove_source_branch_after_merge",
    "requirements_enabled",
    "resolve_outdated_diff_discussions",
    "restrict_user_defined_variables",
    "security_and_compliance_enabled",
    "service_desk_address",
    "service_desk_enabled",
    "suggestion_commit_message",
];

#[tokio::test]
async fn a_strangers_listing_has_every_recorded_field() {
    let Some(file) = recorded("gitlab/swh-lister/gite.lirmm.fr.api_response_page1.json") else { return };
    let ground = ground().await;
    let ours = ground.get("/api/v4/projects", "").await.json();
    assert_eq!(differences(&file["body"][0], &ours[0]), [""; 0]);
}

#[tokio::test]
async fn a_full_project_has_the_recorded_fields_we_speak_of() {
    let Some(file) = recorded("gitlab/ogr/test_service.test_list_projects_with_namespace_input.json") else {
        return;
    };
    let real = exchange(&file, "GET", "/projects", 200)[0].clone();
    let ground = ground().await;
    let ours = ground.get("/api/v4/projects/10", "lecteur").await.json();
    let left_out = differences(&real, &ours);
    let left_out: Vec<_> = left_out.iter().map(String::as_str).collect();
    assert_eq!(left_out, LEFT_OUT);
    assert_eq!(differences(&real["namespace"], &ours["namespace"]), [""; 0]);
    let user = exchange(
        &recorded("gitlab/ogr/test_generic_commands.test_project_not_exists.json").unwrap(),
        "GET",
        "/user",
        200,
    );
    let ours = ground.get("/api/v4/user", "lecteur").await.json();
    for field in ["id", "username", "name", "state", "web_url", "external", "two_factor_enabled"] {
        assert!(user.get(field).is_some() && ours.get(field).is_some(), "{field}");
    }
}

#[tokio::test]
async fn github_answers_have_every_recorded_field() {
    let Some(file) = recorded("github/ogr/test_service.test_project_create_in_the_group.json") else {
        return;
    };
    let ground = ground().await;
    let body = json!({ "name": "copie" }).to_string();
    let made = ground.send(Method::POST, "/api/v3/orgs/copies/repos", "robot", &body).await.unwrap().json();
    let real = exchange(&file, "POST", "/orgs/packit/repos", 201);
    assert_eq!(differences(&real, &made), [""; 0]);
    assert_eq!(differences(&real["owner"], &made["owner"]), [""; 0]);
    let again = ground.send(Method::POST, "/api/v3/orgs/copies/repos", "robot", &body).await.unwrap().json();
    let file = recorded("github/ogr/test_service.test_project_create_duplicate.json").unwrap();
    let real = exchange(&file, "POST", "/user/repos", 422);
    assert_eq!(again["errors"], real["errors"]);
    assert_eq!(again["message"], real["message"]);
    let file = recorded("github/ogr/test_service.test_wrong_auth.json").unwrap();
    let real = exchange(&file, "POST", "/user/repos", 401);
    let ours = ground.get("/api/v3/user", "intrus").await.json();
    assert_eq!(ours["message"], real["message"]);
}
