//! The GitHub dialect: creation, change, topics, refusals.

use hyper::{Method, StatusCode};
use serde_json::{Value, json};

use crate::ground::{Answer, Ground, commit, ground};

async fn create(ground: &Ground, body: &Value, who: &str) -> Answer {
    ground.send(Method::POST, "/api/v3/orgs/copies/repos", who, &body.to_string()).await.unwrap()
}

async fn change(ground: &Ground, path: &str, body: &Value) -> Answer {
    ground.send(Method::PATCH, path, "robot", &body.to_string()).await.unwrap()
}

#[tokio::test]
async fn a_repository_is_created_once() {
    let ground = ground().await;
    let body = json!({ "name": "cours & jeux", "private": true, "homepage": "https://example.org/" });
    let made = create(&ground, &body, "robot").await;
    assert_eq!(made.status, StatusCode::CREATED);
    let told = made.json();
    // GitHub changes names it does not like, and says so only here.
    assert_eq!(told["full_name"], "copies/cours-jeux");
    assert_eq!(told["clone_url"], format!("{}/copies/cours-jeux.git", ground.forge.url()));
    assert_eq!((&told["private"], &told["default_branch"]), (&json!(true), &json!("main")));
    let again = create(&ground, &json!({ "name": "Cours-Jeux" }), "robot").await;
    assert_eq!(again.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(again.json()["errors"][0]["message"], "name already exists on this account");
    let path = "/api/v3/repos/copies/cours-jeux";
    assert_eq!(ground.get(path, "").await.status, StatusCode::NOT_FOUND);
    assert_eq!(ground.get(path, "lecteur").await.status, StatusCode::NOT_FOUND);
    assert_eq!(ground.get(path, "robot").await.json()["homepage"], "https://example.org/");
    let listed = ground.get("/api/v4/projects", "chef").await.ids();
    assert!(!listed.contains(&told["id"].as_u64().unwrap()), "GitLab must not list GitHub's");
}

#[tokio::test]
async fn who_may_not_create_is_told_why() {
    let ground = ground().await;
    let body = json!({ "name": "x" });
    for (who, status, words) in [
        ("", 401, "Requires authentication"),
        ("intrus", 401, "Bad credentials"),
        ("lecteur", 403, "Resource not accessible by personal access token"),
    ] {
        let answer = create(&ground, &body, who).await;
        assert_eq!(answer.status, status);
        assert_eq!(answer.json()["message"], words);
    }
    let elsewhere = ground.send(Method::POST, "/api/v3/orgs/autre/repos", "chef", "{}").await.unwrap();
    assert_eq!(elsewhere.status, StatusCode::NOT_FOUND);
    assert_eq!(ground.get("/api/v3/orgs/copies", "robot").await.json()["login"], "copies");
    assert_eq!(ground.get("/api/v3/user", "robot").await.json()["login"], "robot");
}

#[tokio::test]
async fn a_default_branch_must_be_there() {
    let ground = ground().await;
    create(&ground, &json!({ "name": "c" }), "robot").await;
    let handle = ground.forge.handle();
    let path = "/api/v3/repos/copies/c";
    let empty = change(&ground, path, &json!({ "default_branch": "dev" })).await;
    assert_eq!(empty.status, StatusCode::UNPROCESSABLE_ENTITY);
    handle.push("copies/c", "dev", &[commit(1_700_000_000, "a", "a")]).unwrap();
    assert_eq!(
        ground.get(path, "").await.json()["default_branch"],
        "dev",
        "the first branch becomes the default"
    );
    handle.push("copies/c", "main", &[commit(1_700_000_000, "a", "b")]).unwrap();
    assert_eq!(
        change(&ground, path, &json!({ "default_branch": "main" })).await.json()["default_branch"],
        "main"
    );
    assert_eq!(change(&ground, path, &json!({ "default_branch": "nul" })).await.status, 422);
    let head = std::fs::read_to_string(handle.directory("copies/c").unwrap().join("HEAD")).unwrap();
    assert_eq!(head.trim(), "ref: refs/heads/main");
}

#[tokio::test]
async fn dress_topics_and_archive_are_kept_and_checked() {
    let ground = ground().await;
    create(&ground, &json!({ "name": "c" }), "robot").await;
    let path = "/api/v3/repos/copies/c";
    let dressed = change(
        &ground,
        path,
        &json!({ "description": "Miroir", "has_issues": false, "visibility": "private" }),
    )
    .await;
    let told = dressed.json();
    assert_eq!(
        (&told["description"], &told["has_issues"], &told["private"]),
        (&json!("Miroir"), &json!(false), &json!(true))
    );
    assert_eq!(change(&ground, path, &json!({ "description": "a\nb" })).await.status, 422);
    let topics = format!("{path}/topics");
    let put = async |names: Value| {
        ground.send(Method::PUT, &topics, "robot", &json!({ "names": names }).to_string()).await.unwrap()
    };
    assert_eq!(put(json!(["maths", "6e"])).await.json(), json!({ "names": ["maths", "6e"] }));
    assert_eq!(put(json!(["Maths"])).await.status, 422);
    assert_eq!(put(json!((0..21).map(|n| format!("t{n}")).collect::<Vec<_>>())).await.status, 422);
    assert_eq!(ground.forge.handle().about("copies/c").unwrap().topics, ["maths", "6e"]);
    change(&ground, path, &json!({ "archived": true })).await;
    assert_eq!(change(&ground, path, &json!({ "description": "x" })).await.status, StatusCode::FORBIDDEN);
    assert_eq!(change(&ground, path, &json!({ "archived": false })).await.status, StatusCode::OK);
}

#[tokio::test]
async fn a_renamed_repository_redirects_and_keeps_the_method() {
    let ground = ground().await;
    let id = create(&ground, &json!({ "name": "avant" }), "robot").await.json()["id"].as_u64().unwrap();
    change(&ground, "/api/v3/repos/copies/avant", &json!({ "name": "apres" })).await;
    let place = format!("{}/api/v3/repositories/{id}", ground.forge.url());
    let get = ground.get("/api/v3/repos/copies/avant", "").await;
    assert_eq!((get.status, get.header("location")), (StatusCode::MOVED_PERMANENTLY, place.as_str()));
    let patch = change(&ground, "/api/v3/repos/copies/avant", &json!({})).await;
    assert_eq!((patch.status, patch.header("location")), (StatusCode::TEMPORARY_REDIRECT, place.as_str()));
    assert_eq!(ground.get(&place, "").await.json()["full_name"], "copies/apres");
}
