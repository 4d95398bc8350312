//! GitLab beyond the list: single projects, wikis, pull mirrors, releases, a word to the owner.

use axum::Router;
use axum::http::{Method, StatusCode, Uri};
use glane::config::{ForgeKind, ForgeSettings};
use glane::forge::{Forge, NoAnswers};
use glane_catalog::model::{ProjectKey, ReasonCode};
use glane_sample_forge::spec::Visibility::{Private, Public};
use glane_sample_forge::{Rights, SampleForge};
use serde_json::json;

use super::{Opened, SECRET, forge_settings, gitlab, limits, opened, repository, server};

async fn few() -> Opened {
    let mut repositories: Vec<_> = (1..=3).map(|id| repository(id, &format!("eole/p{id}"), Public)).collect();
    repositories.push(repository(500, "eole/hidden-private", Private));
    opened(SampleForge::builder().gitlab(repositories).token("robot", SECRET, Rights::Admin)).await
}

fn key(id: u64) -> ProjectKey {
    format!("mim:{id}").parse().unwrap()
}

fn singles(url: &str, token: bool, groups: &[&str], projects: &[&str]) -> Box<dyn Forge> {
    let own = |names: &[&str]| names.iter().map(|name| (*name).to_owned()).collect();
    let settings = ForgeSettings {
        url: Some(url.parse().unwrap()),
        groups: own(groups),
        projects: own(projects),
        token: token.then(|| SECRET.to_owned().into()),
        ..forge_settings(ForgeKind::Gitlab)
    };
    glane::forge::build_within(&settings, limits()).unwrap()
}

#[tokio::test]
async fn single_projects_are_listed_by_their_path() {
    let forge = few().await;
    forge.forge.handle().rename("eole/p2", "eole/moved/two").unwrap();
    for token in [false, true] {
        let named = ["eole/p1", "eole/p2", "eole/hidden-private", "eole/gone"];
        let listing = singles(forge.forge.url(), token, &[], &named).list(&NoAnswers).await.unwrap();
        let paths: Vec<_> = listing.projects.iter().map(|project| project.path.as_str()).collect();
        assert_eq!(paths, ["eole/p1", "eole/moved/two"]);
        assert_eq!((listing.not_public, listing.unreadable.len()), (2, 0));
        let both = singles(forge.forge.url(), token, &["eole"], &["eole/p1"]).list(&NoAnswers).await.unwrap();
        assert_eq!(both.projects.len(), 3, "each once");
        let wrong = singles(forge.forge.url(), token, &["eole"], &["eole/gone"]).check().await.unwrap_err();
        assert!(wrong.to_string().contains("\"eole/gone\""), "{wrong}");
    }
}

#[tokio::test]
async fn wikis_and_pull_mirrors_are_told() {
    let forge = few().await;
    let handle = forge.forge.handle();
    handle.set_mirror("eole/p2").unwrap();
    handle.set_wiki_access("eole/p2", "private").unwrap();
    let client = gitlab(forge.forge.url(), Some(SECRET), &[]);
    let listing = client.list(&NoAnswers).await.unwrap();
    let told: Vec<_> =
        listing.projects.iter().map(|project| (project.wiki_url.clone(), project.is_mirror)).collect();
    let wiki = |path: &str| Some(format!("{}/{path}.wiki.git", forge.forge.url()));
    assert_eq!(told, [(wiki("eole/p1"), false), (None, true), (wiki("eole/p3"), false)]);
    assert_eq!(client.project(&key(1)).await.unwrap().unwrap().wiki_url, wiki("eole/p1"));
}

#[tokio::test]
async fn the_owner_is_told_in_a_confidential_issue() {
    let forge = few().await;
    let client = gitlab(forge.forge.url(), Some(SECRET), &[]);
    let address = client.tell_owner(&key(1), "Copie retenue", "Fichier : mots-de-passe.txt").await.unwrap();
    assert_eq!(address, format!("{}/eole/p1/-/issues/1", forge.forge.url()));
    let issues = forge.forge.handle().issues("eole/p1").unwrap();
    assert!(issues[0].confidential && !issues[0].closed);
    assert_eq!(
        (issues[0].title.as_str(), issues[0].text.as_str()),
        ("Copie retenue", "Fichier : mots-de-passe.txt")
    );
    let strangers = gitlab(forge.forge.url(), None, &[]);
    let error = strangers.tell_owner(&key(1), "Copie retenue", "…").await.unwrap_err();
    assert_eq!(error.reason.code, ReasonCode::SourceRefused);
    forge.forge.handle().set_token_scopes("robot", &["read_api"]);
    let error = client.tell_owner(&key(1), "Copie retenue", "…").await.unwrap_err();
    assert!(error.to_string().contains("lacks a right"), "{error}");
}

#[tokio::test]
async fn a_forge_that_makes_the_issue_public_is_told_nothing() {
    let said = std::sync::Arc::new(std::sync::Mutex::new(Vec::new()));
    let heard = std::sync::Arc::clone(&said);
    let router = Router::new().fallback(move |method: Method, uri: Uri, body: String| {
        heard.lock().unwrap().push(format!("{method} {} {body}", uri.path()));
        let issue = json!({"iid": 4, "confidential": false, "web_url": null}).to_string();
        async move { (StatusCode::OK, [("content-type", "application/json")], issue) }
    });
    let url = server(router).await;
    let client = gitlab(&url, Some(SECRET), &[]);
    let error = client.tell_owner(&key(1), "Copie retenue", "mots-de-passe.txt").await.unwrap_err();
    assert!(error.to_string().contains("not confidential"), "{error}");
    let said = said.lock().unwrap();
    assert_eq!(said.len(), 2);
    assert!(said[1].starts_with("PUT /api/v4/projects/1/issues/4") && said[1].contains("close"), "{said:?}");
    assert!(said.iter().all(|request| !request.contains("mots-de-passe")), "{said:?}");
}

#[tokio::test]
async fn releases_are_read_as_anyone_sees_them() {
    let forge = few().await;
    let address = format!("{}/eole/p1/-/releases/v1/downloads/cours.zip", forge.forge.url());
    let link =
        json!({"name": "cours.zip", "url": "https://elsewhere.example/x", "direct_asset_url": address});
    let handle = forge.forge.handle();
    for (path, tag, upcoming) in
        [("eole/p1", "v1", false), ("eole/p1", "v2", true), ("eole/hidden-private", "v1", false)]
    {
        let release = json!({"tag_name": tag, "upcoming_release": upcoming, "assets": {"links": [link]}});
        handle.add_release(path, release).unwrap();
    }
    let client = gitlab(forge.forge.url(), Some(SECRET), &[]);
    let releases = client.releases(&key(1)).await.unwrap();
    assert_eq!(releases.iter().map(|release| release.tag.as_str()).collect::<Vec<_>>(), ["v1"]);
    assert_eq!(releases[0].assets, [("cours.zip".to_owned(), address.parse().unwrap())]);
    assert!(client.releases(&key(500)).await.unwrap().is_empty(), "nothing of what is not public");
}
