//! What GitLab alone does: protected branches, deletion that waits, names given otherwise.

use axum::Router;
use axum::http::{Method, StatusCode};
use glane::config::HostKind;
use glane::forge::{Gone, Host};
use glane_catalog::model::ReasonCode;
use serde_json::{Value, json};

use super::hosts::{forge, host};
use super::{Opened, dress, server};

fn gitlab(forge: &Opened) -> Box<dyn Host> {
    host(HostKind::Gitlab, forge.forge.url(), true)
}

/// A GitLab with one group, where nothing is found and every creation is answered alike.
async fn answering(status: StatusCode, body: Value) -> String {
    const JSON: [(&str, &str); 1] = [("content-type", "application/json")];
    let answer = move |method: Method, uri: axum::http::Uri| {
        let told = match (method == Method::POST, uri.path().contains("/groups/")) {
            (true, _) => (status, body.to_string()),
            (false, true) => (StatusCode::OK, json!({"id": 5, "visibility": "public"}).to_string()),
            (false, false) => {
                (StatusCode::NOT_FOUND, json!({"message": "404 Project Not Found"}).to_string())
            }
        };
        async move { (told.0, JSON, told.1) }
    };
    server(Router::new().fallback(answer)).await
}

#[tokio::test]
async fn protected_branches_are_freed_before_and_after_a_push() {
    let forge = forge().await;
    let (handle, client) = (forge.forge.handle(), gitlab(&forge));
    let target = client.ensure("g-site", &dress()).await.unwrap();
    handle.push("copies/g-site", "main", &[super::github::commit()]).unwrap();
    assert_eq!(handle.about("copies/g-site").unwrap().protected, ["main"], "as GitLab does");
    client.dress(&target, &dress()).await.unwrap();
    assert!(handle.about("copies/g-site").unwrap().protected.is_empty());
    handle.protect_branches("copies/g-site", &["main", "a/b"]).unwrap();
    client.ensure("g-site", &dress()).await.unwrap();
    assert!(handle.about("copies/g-site").unwrap().protected.is_empty());
}

#[tokio::test]
async fn a_deletion_that_waits_leaves_a_private_copy_and_a_free_name() {
    let forge = forge().await;
    let (handle, client) = (forge.forge.handle(), gitlab(&forge));
    handle.delay_deletion();
    let target = client.ensure("g-site", &dress()).await.unwrap();
    client.reveal(&target, &dress()).await.unwrap();
    assert_eq!(client.hide("g-site", "mim:7", true).await.unwrap(), Gone::Private);
    let left = handle.paths().into_iter().find(|path| path.contains("deletion_scheduled")).unwrap();
    assert_eq!(handle.about(&left).unwrap().visibility, glane_sample_forge::spec::Visibility::Private);
    assert_eq!(client.hide("g-site", "mim:7", true).await.unwrap(), Gone::Private);
    let error = client.ensure("g-site", &dress()).await.unwrap_err();
    assert!(error.to_string().contains("marked for deletion"), "{error}");
}

#[tokio::test]
async fn a_name_that_hides_and_one_given_otherwise_are_explained() {
    let taken = json!({"message": {"name": ["has already been taken"], "path": ["has already been taken"]}});
    let url = answering(StatusCode::BAD_REQUEST, taken).await;
    let error = host(HostKind::Gitlab, &url, true).ensure("g-site", &dress()).await.unwrap_err();
    assert_eq!(error.reason.code, ReasonCode::HostRefused);
    assert!(error.to_string().contains("our token may not see it"), "{error}");
    let made = json!({"id": 9, "path": "g-sit", "path_with_namespace": "copies/g-sit", "visibility": "private",
        "http_url_to_repo": "http://127.0.0.1/copies/g-sit.git", "topics": []});
    let url = answering(StatusCode::CREATED, made).await;
    let error = host(HostKind::Gitlab, &url, true).ensure("g-site", &dress()).await.unwrap_err();
    assert!(error.to_string().contains("when asked for \"g-site\""), "{error}");
}
