//! GitHub: private copies, known again by their mark, nobody else's touched.

use axum::Router;
use axum::http::{Method, StatusCode};
use glane_catalog::model::ReasonCode;
use glane_sample_forge::spec::{Commit, Visibility};
use glane_sample_forge::{Fault, Handle, Rights, SampleForge, Trigger};
use serde_json::{Value, json};

use super::{Opened, SECRET, dress, github, opened, server};

const REPOSITORIES: &str = "/api/v3/orgs/copies/repos";

pub async fn host() -> Opened {
    let rights = Rights::Member(vec!["copies".to_owned()]);
    opened(SampleForge::builder().github_org("copies").token("robot", SECRET, rights)).await
}

/// A repository made by somebody else's hands.
pub async fn made(forge: &Opened, body: Value) {
    let client = reqwest::Client::builder().no_proxy().build().unwrap();
    let answer = client
        .post(format!("{}{REPOSITORIES}", forge.forge.url()))
        .bearer_auth(SECRET)
        .json(&body)
        .send()
        .await
        .unwrap();
    assert_eq!(answer.status().as_u16(), 201);
}

/// A GitHub where nothing is found and every creation is answered alike.
async fn answering(status: StatusCode, body: Value) -> String {
    const JSON: [(&str, &str); 1] = [("content-type", "application/json")];
    let answer = move |method: Method| {
        let body = body.to_string();
        async move {
            if method == Method::POST {
                (status, JSON, body)
            } else {
                (StatusCode::NOT_FOUND, JSON, json!({"message": "Not Found"}).to_string())
            }
        }
    };
    server(Router::new().fallback(answer)).await
}

fn posts(handle: &Handle) -> usize {
    handle.requests().iter().filter(|request| request.method == "POST").count()
}

pub fn commit() -> Commit {
    Commit {
        author: "Ada".to_owned(),
        email: "ada@example.org".to_owned(),
        time: 1_700_000_000,
        message: "Premier cours\n".to_owned(),
        write: vec![("README.md".to_owned(), b"# Cours\n".to_vec())],
        remove: Vec::new(),
    }
}

#[tokio::test]
async fn a_copy_is_made_private_marked_and_found_again() {
    let forge = host().await;
    let (handle, client) = (forge.forge.handle(), github(forge.forge.url()));
    let target = client.ensure("g-site", &dress()).await.unwrap();
    assert!(target.created && target.public_url.is_none() && target.token.is_some());
    assert_eq!(target.push, format!("{}/copies/g-site.git", forge.forge.url()));
    let about = handle.about("copies/g-site").unwrap();
    assert_eq!(about.visibility, Visibility::Private);
    assert_eq!(about.description.as_deref(), Some("Miroir de g/site : des cours"));
    // `printf mim:7 | sha256sum`
    assert_eq!(about.topics, ["glane-6c97e56909ad", "maths", "cycle-3"]);
    let again = client.ensure("g-site", &dress()).await.unwrap();
    assert!(!again.created);
    assert_eq!(posts(&handle), 1);
}

#[tokio::test]
async fn a_copy_is_dressed_once_and_stays_private() {
    let forge = host().await;
    let (handle, client) = (forge.forge.handle(), github(forge.forge.url()));
    let target = client.ensure("g-site", &dress()).await.unwrap();
    handle.push("copies/g-site", "main", &[commit()]).unwrap();
    handle.push("copies/g-site", "principale", &[commit()]).unwrap();
    let mut dress = dress();
    dress.description = "Miroir de g/site : d’autres cours".to_owned();
    dress.default_branch = Some("principale".to_owned());
    client.dress(&target, &dress).await.unwrap();
    let about = handle.about("copies/g-site").unwrap();
    assert_eq!(about.visibility, Visibility::Private);
    assert_eq!(about.default_branch, "principale");
    assert_eq!(about.description.as_deref(), Some("Miroir de g/site : d’autres cours"));
    assert_eq!(about.homepage.as_deref(), Some("https://forge.example.org/g/site"));
    let before = handle.requests().len();
    client.dress(&target, &dress).await.unwrap();
    let after = handle.requests();
    assert!(after[before..].iter().all(|request| request.method == "GET"), "a second dress writes nothing");
}

#[tokio::test]
async fn what_is_not_ours_is_left_alone() {
    let forge = host().await;
    made(&forge, json!({"name": "g-site", "private": true, "description": "Mon site"})).await;
    let client = github(forge.forge.url());
    let error = client.ensure("g-site", &dress()).await.unwrap_err();
    assert_eq!(error.reason.code, ReasonCode::NameTaken);
    assert!(error.to_string().contains("glane-6c97e56909ad"), "{error}");
    let handle = forge.forge.handle();
    assert_eq!(handle.about("copies/g-site").unwrap().description.as_deref(), Some("Mon site"));
    // Its owner hands it over by the topic that the error names.
    handle.set_topics("copies/g-site", &["glane-6c97e56909ad"]).unwrap();
    assert!(!client.ensure("g-site", &dress()).await.unwrap().created);
}

#[tokio::test]
async fn a_kill_between_creation_and_mark_is_mended_by_the_next_pass() {
    let forge = host().await;
    let (handle, client) = (forge.forge.handle(), github(forge.forge.url()));
    handle.fault(Trigger::on("PUT", "/api/v3/repos/copies/g-site/topics"), Fault::Drop);
    assert!(client.ensure("g-site", &dress()).await.is_err());
    assert!(handle.about("copies/g-site").unwrap().topics.is_empty());
    client.ensure("g-site", &dress()).await.unwrap();
    assert_eq!(handle.about("copies/g-site").unwrap().topics[0], "glane-6c97e56909ad");
    assert_eq!(posts(&handle), 1);
}

#[tokio::test]
async fn a_copy_made_public_is_not_pushed_to_where_copies_stay_private() {
    let forge = host().await;
    let client = github(forge.forge.url());
    client.ensure("g-site", &dress()).await.unwrap();
    forge.forge.handle().set_visibility("copies/g-site", Visibility::Public).unwrap();
    let error = client.ensure("g-site", &dress()).await.unwrap_err();
    assert_eq!(error.reason.code, ReasonCode::HostRefused);
    assert!(error.to_string().contains("is public"), "{error}");
}

#[tokio::test]
async fn a_renamed_copy_is_followed_and_an_archived_one_opened() {
    let forge = host().await;
    let (handle, client) = (forge.forge.handle(), github(forge.forge.url()));
    client.ensure("g-site", &dress()).await.unwrap();
    handle.rename("copies/g-site", "copies/renamed").unwrap();
    assert_eq!(client.ensure("g-site", &dress()).await.unwrap().name, "renamed");
    handle.set_archived("copies/renamed", true).unwrap();
    assert_eq!(client.ensure("g-site", &dress()).await.unwrap().name, "renamed");
    assert!(!handle.about("copies/renamed").unwrap().archived, "it can be pushed to");
}

#[tokio::test]
async fn a_creation_is_never_repeated_blindly() {
    let forge = host().await;
    let (handle, client) = (forge.forge.handle(), github(forge.forge.url()));
    for (fault, retry_after) in
        [(Fault::status(502), None), (Fault::Drop, None), (Fault::too_many(120), Some(120))]
    {
        let before = posts(&handle);
        handle.fault(Trigger::on("POST", REPOSITORIES), fault.clone());
        let error = client.ensure("g-site", &dress()).await.unwrap_err();
        assert_eq!(error.reason.code, ReasonCode::HostUnreachable, "{fault:?}: {error}");
        assert_eq!(error.retry_after, retry_after, "{fault:?}");
        assert_eq!(posts(&handle), before + 1, "{fault:?}");
    }
    // Who was told to wait two minutes asks nothing meanwhile.
    let asked = handle.requests().len();
    assert!(client.ensure("g-site", &dress()).await.unwrap_err().retry_after.is_some());
    assert_eq!(handle.requests().len(), asked);
    assert!(github(forge.forge.url()).ensure("g-site", &dress()).await.unwrap().created);
}

#[tokio::test]
async fn a_name_that_exists_but_hides_from_us_is_explained() {
    let said = json!({"message": "Repository creation failed.", "errors": [{"resource": "Repository",
        "code": "custom", "field": "name", "message": "name already exists on this account"}]});
    let url = answering(StatusCode::UNPROCESSABLE_ENTITY, said).await;
    let error = github(&url).ensure("g-site", &dress()).await.unwrap_err();
    assert_eq!(error.reason.code, ReasonCode::HostRefused, "{error}");
    assert!(error.to_string().contains("our token may not see it"), "{error}");
}

#[tokio::test]
async fn a_copy_under_another_name_or_public_from_birth_is_refused() {
    let born = |name: &str, private: bool| {
        json!({"name": name, "private": private, "owner": {"login": "copies"},
            "clone_url": "http://127.0.0.1/copies/x.git", "topics": []})
    };
    for (name, private, words) in
        [("g-sit-", true, "when asked for \"g-site\""), ("g-site", false, "is public from its birth")]
    {
        let url = answering(StatusCode::CREATED, born(name, private)).await;
        let error = github(&url).ensure("g-site", &dress()).await.unwrap_err();
        assert_eq!(error.reason.code, ReasonCode::HostRefused, "{error}");
        assert!(error.to_string().contains(words), "{error}");
    }
}

#[tokio::test]
async fn a_secondary_rate_limit_is_waited_for() {
    let said = json!({"message": "You have exceeded a secondary rate limit. Please wait a few minutes."});
    let url = answering(StatusCode::FORBIDDEN, said).await;
    let error = github(&url).ensure("g-site", &dress()).await.unwrap_err();
    assert_eq!((error.reason.code, error.retry_after), (ReasonCode::HostUnreachable, Some(60)), "{error}");
}

#[tokio::test]
async fn check_names_what_is_wrong() {
    let forge = host().await;
    let said = github(forge.forge.url()).check().await.unwrap().to_string();
    assert!(said.contains("organisation copies"), "{said}");
    forge.forge.handle().fault(Trigger::any("/api/v3/orgs/copies"), Fault::Html);
    let error = github(forge.forge.url()).check().await.unwrap_err();
    assert!(error.to_string().contains("the address of a GitHub server"), "{error}");
    forge.forge.handle().fault(Trigger::any("/api/v3/orgs/copies"), Fault::status(401));
    let error = github(forge.forge.url()).check().await.unwrap_err();
    assert!(error.to_string().contains("make a new one"), "{error}");
}
