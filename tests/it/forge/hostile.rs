//! Servers that mean harm: the token stays at home, and one bad item harms no other.

use glane::forge::NoAnswers;
use std::sync::atomic::Ordering;

use axum::Router;
use axum::http::{HeaderMap, StatusCode};
use axum::routing::get;
use glane_catalog::model::ReasonCode;
use serde_json::{Value, json};

use super::{SECRET, dress, github, gitlab, server, witness};

fn item(url: &str, id: u64) -> Value {
    json!({"id": id, "path_with_namespace": format!("g/p{id}"), "visibility": "public",
        "http_url_to_repo": format!("{url}/g/p{id}.git")})
}

#[tokio::test]
async fn a_redirect_to_another_origin_is_not_followed() {
    let (elsewhere, visits) = witness().await;
    let target = format!("{elsewhere}/api/v4/projects");
    let url = server(Router::new().fallback(move || {
        let target = target.clone();
        async move { (StatusCode::FOUND, [("location", target)]) }
    }))
    .await;
    let error = gitlab(&url, Some(SECRET), &[]).list(&NoAnswers).await.unwrap_err();
    assert_eq!(error.reason.code, ReasonCode::SourceInvalid);
    assert!(error.to_string().contains(&elsewhere), "{error}");
    let error = github(&url).ensure("g-site", &dress()).await.unwrap_err();
    assert_eq!(error.reason.code, ReasonCode::HostRefused);
    assert_eq!(visits.load(Ordering::SeqCst), 0);
}

#[tokio::test]
async fn a_next_page_on_another_origin_is_not_asked_for() {
    let (elsewhere, visits) = witness().await;
    let link = format!("<{elsewhere}/api/v4/projects?id_after=1>; rel=\"next\"");
    let url = server(Router::new().fallback(move || {
        let link = link.clone();
        async move { ([("link", link), ("content-type", "application/json".to_owned())], "[]") }
    }))
    .await;
    let error = gitlab(&url, Some(SECRET), &[]).list(&NoAnswers).await.unwrap_err();
    assert!(error.to_string().contains("another origin"), "{error}");
    assert_eq!(visits.load(Ordering::SeqCst), 0);
}

#[tokio::test]
async fn redirects_within_the_origin_are_followed_with_the_token_and_not_for_ever() {
    let moved = |headers: HeaderMap| async move {
        assert_eq!(headers["private-token"], SECRET);
        ([("content-type", "application/json")], "[]")
    };
    let router = Router::new()
        .route(
            "/api/v4/projects",
            get(|| async { (StatusCode::MOVED_PERMANENTLY, [("location", "/new/place")]) }),
        )
        .route("/new/place", get(moved));
    let url = server(router).await;
    assert!(gitlab(&url, Some(SECRET), &[]).list(&NoAnswers).await.unwrap().projects.is_empty());
    let circle =
        server(Router::new().fallback(|| async { (StatusCode::FOUND, [("location", "/again")]) })).await;
    let error = gitlab(&circle, None, &[]).list(&NoAnswers).await.unwrap_err();
    assert!(error.to_string().contains("more than 5 times"), "{error}");
}

#[tokio::test]
async fn one_bad_item_harms_no_other() {
    let (elsewhere, _) = witness().await;
    let router = Router::new().route(
        "/api/v4/projects",
        get(move |headers: HeaderMap| async move {
            let own = format!("http://{}", headers["host"].to_str().unwrap());
            let mut foreign = item(&own, 3);
            foreign["http_url_to_repo"] = json!(format!("{elsewhere}/secret-name.git"));
            let mut odd = item(&own, 4);
            odd["path_with_namespace"] = json!({"secret-name": []});
            let hidden = json!({"id": 5, "visibility": "private", "path_with_namespace": "g/secret-name"});
            let items = json!([
                item(&own, 1),
                foreign,
                odd,
                hidden,
                null,
                "secret-name",
                item(&own, 1),
                item(&own, 2)
            ]);
            ([("content-type", "application/json")], items.to_string())
        }),
    );
    let url = server(router).await;
    let listing = gitlab(&url, Some(SECRET), &[]).list(&NoAnswers).await.unwrap();
    let paths: Vec<_> = listing.projects.iter().map(|project| project.path.as_str()).collect();
    assert_eq!(paths, ["g/p1", "g/p2"]);
    assert_eq!((listing.not_public, listing.unreadable.len()), (1, 4));
    assert!(!format!("{listing:?}").contains("secret-name"));
}

#[tokio::test]
async fn a_server_that_repeats_the_token_does_not_make_us_show_it() {
    let echo = || async {
        let body = format!("{{\"message\":\"no such token: {SECRET}\\n\\u001b[31m\"}}");
        (StatusCode::FORBIDDEN, [("content-type", "application/json")], body)
    };
    let url = server(Router::new().fallback(echo)).await;
    let list = gitlab(&url, Some(SECRET), &[]).list(&NoAnswers).await.unwrap_err();
    let make = github(&url).ensure("g-site", &dress()).await.unwrap_err();
    for (error, code) in [(list, ReasonCode::SourceRefused), (make, ReasonCode::HostRefused)] {
        assert_eq!(error.reason.code, code);
        assert!(!format!("{error:?}").contains(SECRET), "{error}");
        assert!(!error.to_string().contains('\u{1b}'), "{error}");
    }
}

#[tokio::test]
async fn an_answer_without_end_is_cut() {
    let url = server(
        Router::new().fallback(|| async { ([("content-type", "application/json")], vec![b' '; 33 << 20]) }),
    )
    .await;
    let error = gitlab(&url, None, &[]).list(&NoAnswers).await.unwrap_err();
    assert!(error.to_string().contains("more than 32 MiB"), "{error}");
}

#[tokio::test]
async fn an_answer_about_another_project_is_no_answer() {
    let router = Router::new().route(
        "/api/v4/projects/{id}",
        get(|headers: HeaderMap| async move {
            let other = item(&format!("http://{}", headers["host"].to_str().unwrap()), 8);
            ([("content-type", "application/json")], other.to_string())
        }),
    );
    let url = server(router).await;
    let error = gitlab(&url, None, &[]).project(&"mim:7".parse().unwrap()).await.unwrap_err();
    assert!(error.to_string().contains("another project"), "{error}");
}
