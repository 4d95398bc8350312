//! Addresses in answers of APIs: clone addresses, redirects, next pages; and those of a list.

use std::sync::{Arc, Mutex};

use axum::Router;
use axum::http::{HeaderMap, HeaderName, HeaderValue, StatusCode};
use glane::config::{ForgeKind, ForgeSettings, HostKind, HostSettings};
use glane::forge::{Dress, Forge, Host, NoAnswers};
use glane_catalog::model::{ForgeId, HostId};
use serde_json::{Value, json};

use super::git::references;
use super::{Witness, all_forms, inward, limits};

/// What the next answer is: status, one header, body.
type Next = Arc<Mutex<(StatusCode, Option<(HeaderName, HeaderValue)>, Value)>>;

/// A server that answers everything with what it was told last.
async fn server() -> (String, Next) {
    let next: Next = Arc::new(Mutex::new((StatusCode::OK, None, json!([]))));
    let told = Arc::clone(&next);
    let router = Router::new().fallback(move || {
        let (status, header, body) = told.lock().unwrap().clone();
        async move {
            let json = (axum::http::header::CONTENT_TYPE, HeaderValue::from_static("application/json"));
            let headers: HeaderMap = header.into_iter().chain([json]).collect();
            (status, headers, body.to_string())
        }
    });
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let url = format!("http://{}", listener.local_addr().unwrap());
    tokio::spawn(async move { axum::serve(listener, router).await });
    (url, next)
}

fn gitlab(url: &str) -> Box<dyn Forge> {
    let settings = ForgeSettings {
        url: Some(url.parse().unwrap()),
        ..ForgeSettings::new(ForgeId::new("mim").unwrap(), ForgeKind::Gitlab)
    };
    glane::forge::build_within(&settings, limits(inward())).unwrap()
}

fn github(url: &str) -> Box<dyn Host> {
    let settings = HostSettings {
        url: Some(url.parse().unwrap()),
        organisation: Some("copies".to_owned()),
        token: Some("secret-sentinelle-7f3a51c0".to_owned().into()),
        ..HostSettings::new(HostId::new("copies").unwrap(), HostKind::Github)
    };
    glane::forge::build_host_within(&settings, limits(inward())).unwrap()
}

#[tokio::test]
async fn clone_addresses_of_a_forge_lead_nowhere_else() {
    let witness = Witness::new().await;
    let (url, next) = server().await;
    let forms = all_forms(witness.port);
    let item = |(id, form): (usize, &String)| {
        json!({"id": id + 1, "path_with_namespace": format!("g/p{id}"), "visibility": "public",
            "http_url_to_repo": form, "web_url": form})
    };
    let mut listed = Vec::new();
    for page in forms.iter().enumerate().collect::<Vec<_>>().chunks(99) {
        let items: Vec<Value> = page.iter().map(|(id, form)| item((*id, *form))).collect();
        *next.lock().unwrap() = (StatusCode::OK, None, items.into());
        listed.extend(gitlab(&url).list(&NoAnswers).await.unwrap().projects);
    }
    let own = inward().also([&url.parse().unwrap()]);
    for project in &listed {
        assert!(references(own.clone(), &project.clone_url).await.is_err(), "{}", project.clone_url);
    }
    eprintln!("clone addresses: {} given, {} taken for the forge's own", forms.len(), listed.len());
    assert_eq!(witness.seen(), 0);
}

#[tokio::test]
async fn files_of_a_release_are_asked_of_the_forge_itself_alone() {
    let witness = Witness::new().await;
    let (url, next) = server().await;
    let own = inward().also([&url.parse().unwrap()]);
    let key = glane_catalog::model::ProjectKey { forge: ForgeId::new("mim").unwrap(), id: "1".to_owned() };
    let forms = all_forms(witness.port);
    let link = |form: &String| json!({"name": "a.zip", "url": form, "direct_asset_url": form});
    for forms in forms.chunks(99) {
        let links: Vec<Value> = forms.iter().map(link).collect();
        let release = json!([{"tag_name": "v1", "assets": {"links": links}}]);
        *next.lock().unwrap() = (StatusCode::OK, None, release);
        let releases = gitlab(&url).releases(&key).await.unwrap();
        assert_eq!(releases.len(), 1);
        for (_, asset) in &releases[0].assets {
            // Whoever opens it is refused by the guard, or is at the forge.
            let there = asset.as_str().starts_with(&format!("{url}/"));
            assert!(there || own.addresses(asset).await.is_err(), "{asset}");
        }
    }
    assert_eq!(witness.seen(), 0);
}

#[tokio::test]
async fn redirects_and_next_pages_of_an_api_are_not_followed_there() {
    let witness = Witness::new().await;
    let (url, next) = server().await;
    let (forge, mut sent) = (gitlab(&url), 0);
    for form in all_forms(witness.port) {
        let (Ok(location), Ok(link)) = (
            HeaderValue::from_bytes(form.as_bytes()),
            HeaderValue::from_bytes(format!("<{form}>; rel=\"next\"").as_bytes()),
        ) else {
            continue;
        };
        *next.lock().unwrap() =
            (StatusCode::FOUND, Some((axum::http::header::LOCATION, location)), json!([]));
        assert!(forge.list(&NoAnswers).await.is_err(), "{form}");
        *next.lock().unwrap() = (StatusCode::OK, Some((axum::http::header::LINK, link)), json!([]));
        let _ = forge.list(&NoAnswers).await;
        sent += 1;
    }
    eprintln!("redirects and next pages: {sent} that a header can hold");
    assert_eq!(witness.seen(), 0);
}

#[tokio::test]
async fn clone_addresses_of_a_host_are_not_pushed_to() {
    let witness = Witness::new().await;
    let (url, next) = server().await;
    let host = github(&url);
    let dress = Dress {
        description: "Miroir".to_owned(),
        homepage: None,
        topics: Vec::new(),
        default_branch: None,
        archived: false,
        mark: "mim:7".to_owned(),
    };
    let own = inward().also([&url.parse().unwrap()]);
    for form in all_forms(witness.port) {
        // The mark of "mim:7", as the host keeps it.
        let copy = json!({"name": "g-site", "private": true, "archived": false, "owner": {"login": "copies"},
            "clone_url": form, "topics": ["glane-6c97e56909ad"], "default_branch": "main"});
        *next.lock().unwrap() = (StatusCode::OK, None, copy);
        if let Ok(target) = host.ensure("g-site", &dress).await {
            assert!(references(own.clone(), &target.push).await.is_err(), "{form}: {}", target.push);
        }
    }
    assert_eq!(witness.seen(), 0);
}

#[tokio::test]
async fn a_list_of_addresses_leads_inwards_in_figures_only() {
    let witness = Witness::new().await;
    for form in all_forms(witness.port) {
        let Ok(url) = form.parse::<url::Url>() else { continue };
        // In figures or as localhost it is the operator's own word; everything else is a name.
        if !matches!(url.host(), Some(url::Host::Domain(name)) if !name.trim_end_matches('.').ends_with("localhost"))
        {
            continue;
        }
        let settings = ForgeSettings {
            repositories: vec![url],
            ..ForgeSettings::new(ForgeId::new("liste").unwrap(), ForgeKind::Plain)
        };
        if let Ok(list) = glane::forge::build_within(&settings, limits(inward())) {
            assert!(list.check().await.is_err(), "{form}");
        }
    }
    assert_eq!(witness.seen(), 0);
}
