//! The GitLab dialect: pages, visibility, moved projects, what is told to whom.

use glane_sample_forge::spec::Visibility;
use hyper::StatusCode;
use serde_json::json;

use crate::ground::ground;

#[tokio::test]
async fn a_keyset_listing_ends_with_an_empty_page_without_next() {
    let ground = ground().await;
    let mut path =
        "/api/v4/projects?pagination=keyset&order_by=id&sort=asc&per_page=2&visibility=public".to_owned();
    let mut pages = Vec::new();
    loop {
        let answer = ground.get(&path, "").await;
        pages.push(answer.ids());
        match answer.next() {
            Some(next) => path = next,
            None => break,
        }
    }
    assert_eq!(pages, [vec![10, 20], vec![30], vec![]]);
}

#[tokio::test]
async fn a_group_is_listed_by_number_with_or_without_what_lies_beneath() {
    let ground = ground().await;
    let flat = ground.get("/api/v4/groups/dsden/projects?order_by=id&sort=asc", "").await;
    assert_eq!(flat.ids(), [10, 30]);
    let deep = "/api/v4/groups/dsden/projects?include_subgroups=true&with_shared=false&order_by=id&sort=asc&per_page=2";
    let first = ground.get(deep, "").await;
    assert_eq!(first.ids(), [10, 20]);
    let told = ["x-page", "x-next-page", "x-per-page", "x-prev-page", "x-total", "x-total-pages"];
    assert_eq!(told.map(|name| first.header(name).to_owned()), ["1", "2", "2", "", "3", "2"]);
    let last = ground.get(&first.next().unwrap(), "").await;
    assert_eq!((last.ids(), last.header("x-next-page"), last.next()), (vec![30], "", None));
    let id = first.json()[0]["namespace"]["id"].as_u64().unwrap();
    let by_id = ground.get(&format!("/api/v4/groups/{id}/projects?order_by=id&sort=asc"), "").await;
    assert_eq!(by_id.ids(), [10, 30]);
    let nested = ground.get("/api/v4/groups/dsden%2Fsub/projects", "").await;
    assert_eq!(nested.ids(), [20]);
}

#[tokio::test]
async fn each_sees_what_he_may_and_nothing_else() {
    let ground = ground().await;
    let all = "/api/v4/projects?order_by=id&sort=asc";
    assert_eq!(ground.get(all, "").await.ids(), [10, 20, 30]);
    assert_eq!(ground.get(all, "lecteur").await.ids(), [10, 20, 30, 40]);
    assert_eq!(ground.get(all, "chef").await.ids(), [10, 20, 30, 40, 50]);
    for (path, who, status) in [
        ("/api/v4/projects/40", "", 404),
        ("/api/v4/projects/40", "lecteur", 200),
        ("/api/v4/projects/secret%2Fprive", "", 404),
        ("/api/v4/projects/secret%2Fprive", "lecteur", 404),
        ("/api/v4/projects/secret%2Fprive", "chef", 200),
        ("/api/v4/projects/99", "chef", 404),
        ("/api/v4/groups/secret/projects", "", 404),
        ("/api/v4/groups/secret/projects", "chef", 200),
        ("/api/v4/projects/10", "intrus", 401),
        ("/api/v4/user", "", 401),
        ("/api/v4/version", "lecteur", 200),
    ] {
        assert_eq!(ground.get(path, who).await.status, status, "{path} for {who:?}");
    }
    assert_eq!(
        ground.get("/api/v4/projects/99", "").await.json(),
        json!({"message": "404 Project Not Found"})
    );
    assert_eq!(ground.get("/api/v4/user", "intrus").await.json(), json!({"message": "401 Unauthorized"}));
}

#[tokio::test]
async fn a_project_tells_a_stranger_less_than_a_bearer() {
    let ground = ground().await;
    let simple = ground.get("/api/v4/projects/20", "").await.json();
    assert_eq!(simple.get("archived"), None);
    assert_eq!(simple["http_url_to_repo"], format!("{}/dsden/sub/outil.git", ground.forge.url()));
    assert_eq!(simple["last_activity_at"], "2023-11-14T22:15:00.000Z");
    assert_eq!(simple["readme_url"], format!("{}/dsden/sub/outil/-/blob/main/README.md", ground.forge.url()));
    let full = ground.get("/api/v4/projects/dsden%2Fsub%2Foutil", "lecteur").await.json();
    assert_eq!((&full["archived"], &full["empty_repo"]), (&json!(false), &json!(false)));
    assert_eq!(full["forked_from_project"]["path_with_namespace"], "dsden/cours");
    assert_eq!(full["namespace"]["full_path"], "dsden/sub");
    let empty = ground.get("/api/v4/projects/30", "lecteur").await.json();
    assert_eq!((&empty["default_branch"], &empty["empty_repo"]), (&json!(null), &json!(true)));
}

#[tokio::test]
async fn a_moved_project_redirects_to_its_number() {
    let ground = ground().await;
    ground.forge.handle().rename("dsden/cours", "dsden/sub/lecons").unwrap();
    let answer = ground.get("/api/v4/projects/dsden%2Fcours", "").await;
    assert_eq!(answer.status, StatusCode::MOVED_PERMANENTLY);
    assert_eq!(answer.header("location"), format!("{}/api/v4/projects/10", ground.forge.url()));
    let there = ground.get(answer.header("location"), "").await;
    assert_eq!(there.json()["path_with_namespace"], "dsden/sub/lecons");
    ground.forge.handle().set_visibility("dsden/sub/lecons", Visibility::Private).unwrap();
    assert_eq!(ground.get("/api/v4/projects/dsden%2Fcours", "").await.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn a_token_is_told_its_last_day() {
    let ground = ground().await;
    ground.forge.handle().set_token_expiry("lecteur", Some("2030-01-31"));
    let token = ground.get("/api/v4/personal_access_tokens/self", "lecteur").await.json();
    assert_eq!(
        (&token["expires_at"], &token["scopes"]),
        (&json!("2030-01-31"), &json!(["read_api", "read_repository"]))
    );
    ground.forge.handle().revoke_token("lecteur");
    assert_eq!(ground.get("/api/v4/version", "lecteur").await.status, StatusCode::UNAUTHORIZED);
}
