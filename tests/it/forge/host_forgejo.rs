//! What Forgejo alone does: names given otherwise, a private host, an organisation that is hidden.

use axum::Router;
use axum::http::{Method, StatusCode};
use glane::config::HostKind;
use serde_json::{Value, json};

use super::hosts::{forge, host};
use super::{dress, server};

/// A Forgejo where nothing is found and every creation is answered alike.
async fn answering(status: StatusCode, body: Value) -> String {
    const JSON: [(&str, &str); 1] = [("content-type", "application/json")];
    let answer = move |method: Method| {
        let told = match method {
            Method::POST => (status, body.to_string()),
            _ => (StatusCode::NOT_FOUND, json!({"message": "The target couldn't be found."}).to_string()),
        };
        async move { (told.0, JSON, told.1) }
    };
    server(Router::new().fallback(answer)).await
}

#[tokio::test]
async fn a_name_that_hides_and_one_given_otherwise_are_explained() {
    let said = json!({"message": "The repository with the same name already exists.", "url": "x"});
    let url = answering(StatusCode::CONFLICT, said).await;
    let error = host(HostKind::Forgejo, &url, true).ensure("g-site", &dress()).await.unwrap_err();
    assert!(error.to_string().contains("our token may not see it"), "{error}");
    let made = json!({"id": 9, "name": "g-sit", "owner": {"login": "copies"}, "private": true, "empty": true,
        "clone_url": "http://127.0.0.1/copies/g-sit.git", "topics": null});
    let url = answering(StatusCode::CREATED, made).await;
    let error = host(HostKind::Forgejo, &url, true).ensure("g-site", &dress()).await.unwrap_err();
    assert!(error.to_string().contains("when asked for \"g-site\""), "{error}");
}

#[tokio::test]
async fn a_copy_in_a_hidden_organisation_is_not_called_public() {
    let forge = forge().await;
    let client = host(HostKind::Forgejo, forge.forge.url(), true);
    let target = client.ensure("g-site", &dress()).await.unwrap();
    forge.forge.handle().limit_owner("copies");
    let error = client.reveal(&target, &dress()).await.unwrap_err();
    assert!(error.to_string().contains("stays private"), "{error}");
    assert!(client.check().await.unwrap().warnings[0].contains("not public"));
}

#[tokio::test]
async fn a_default_branch_that_is_not_there_is_told() {
    let forge = forge().await;
    let client = host(HostKind::Forgejo, forge.forge.url(), true);
    let mut dress = dress();
    let target = client.ensure("g-site", &dress).await.unwrap();
    forge.forge.handle().push("copies/g-site", "main", &[super::github::commit()]).unwrap();
    dress.default_branch = Some("absente".to_owned());
    let error = client.dress(&target, &dress).await.unwrap_err();
    assert!(error.to_string().contains("default branch"), "{error}");
}
