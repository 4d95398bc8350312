//! The relay between a client and servers that send it elsewhere.

use std::sync::{Arc, Mutex};

use axum::http::HeaderMap;
use axum::response::Redirect;
use axum::routing::{get, post};
use serde_json::{Value, json};

use super::*;

/// What a server saw: path and authorisation.
type Seen = Arc<Mutex<Vec<(String, Option<String>)>>>;

fn note(seen: &Seen, path: &str, headers: &HeaderMap) {
    let word = headers.get(header::AUTHORIZATION).map(|value| value.to_str().unwrap().to_owned());
    seen.lock().unwrap().push((path.to_owned(), word));
}

/// A server whose answer has these addresses; `{own}` is its own address.
async fn server(hrefs: &'static [&'static str], location: String) -> (Url, Seen) {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let own = format!("http://{}", listener.local_addr().unwrap());
    let seen = Seen::default();
    let (of_batch, of_file, of_redirect) = (Arc::clone(&seen), Arc::clone(&seen), Arc::clone(&seen));
    let base = own.clone();
    let batch = async move |headers: HeaderMap| {
        note(&of_batch, "batch", &headers);
        let object = |href: &&str| {
            let href = href.replace("{own}", &base);
            json!({"oid": "1", "size": 4, "actions": {"download": {"href": href}}})
        };
        json!({"transfer": "basic", "objects": hrefs.iter().map(object).collect::<Vec<Value>>()}).to_string()
    };
    let file = async move |headers: HeaderMap| {
        note(&of_file, "file", &headers);
        "file"
    };
    let redirect = async move |headers: HeaderMap| {
        note(&of_redirect, "redirect", &headers);
        Redirect::temporary(&location)
    };
    let router = Router::new()
        .route("/c/p.git/info/lfs/objects/batch", post(batch))
        .route("/c/p.git/file", get(file.clone()))
        .route("/file", get(file))
        .route("/redirect", get(redirect));
    tokio::spawn(async move { axum::serve(listener, router).await });
    (own.parse().unwrap(), seen)
}

/// Asks a relay for what a server has, and then for each address of its answer: their statuses.
async fn ask(relay: &Relay, word: Option<&str>) -> Vec<u16> {
    let client = reqwest::Client::builder().no_proxy().build().unwrap();
    let known = |request: reqwest::RequestBuilder| match word {
        Some(word) => request.basic_auth("x-access-token", Some(word)),
        None => request,
    };
    let batch = known(client.post(format!("{}/objects/batch", relay.server())).body("{}"));
    let answer = batch.send().await.unwrap();
    let mut statuses = vec![answer.status().as_u16()];
    let answer: Value = serde_json::from_slice(&answer.bytes().await.unwrap()).unwrap_or_default();
    for object in answer["objects"].as_array().into_iter().flatten() {
        let href = object["actions"]["download"]["href"].as_str().unwrap();
        assert!(href.starts_with(relay.base().as_str()), "{href}");
        statuses.push(known(client.get(href)).send().await.unwrap().status().as_u16());
    }
    statuses
}

const HREFS: &[&str] = &[
    "{own}/c/p.git/file",
    "{own}/file",
    "{own}/redirect",
    "http://127.0.0.1:1/c/p.git/file",
    "http://169.254.169.254/latest/meta-data/",
    "http://[::ffff:10.0.0.1]/",
    "http://localhost:1/",
];

#[tokio::test]
async fn nobody_is_led_inwards_and_the_token_stays_with_its_repository() {
    let _ = rustls::crypto::ring::default_provider().install_default();
    let (inside, witness) = server(&[], String::new()).await;
    let (own, seen) = server(HREFS, inside.join("/file").unwrap().into()).await;
    let reach = Reach::default().also([&own]);
    let credential = Credential { prefix: format!("{own}c/p.git"), token: "s3cret".to_owned().into() };
    let relay = Relay::open(&reach, &format!("{own}c/p.git"), Some(&credential)).await.unwrap();
    assert_eq!(ask(&relay, None).await, [403], "a stranger on this machine");
    assert!(seen.lock().unwrap().is_empty());
    let word = relay.credential().token.expose_secret().to_owned();
    assert_eq!(ask(&relay, Some(&word)).await, [200, 200, 200, 403, 403, 403, 403, 403]);
    // printf 'x-access-token:s3cret' | base64
    let token = Some("Basic eC1hY2Nlc3MtdG9rZW46czNjcmV0".to_owned());
    let asked = seen.lock().unwrap().clone();
    let expected = [("batch", token.clone()), ("file", token), ("file", None), ("redirect", None)];
    assert_eq!(asked, expected.map(|(path, word)| (path.to_owned(), word)));
    assert!(witness.lock().unwrap().is_empty(), "a redirection inwards was followed");
}

#[test]
fn the_server_is_found_as_the_specification_says() {
    // https://github.com/git-lfs/git-lfs/blob/main/docs/api/server-discovery.md
    for address in ["https://git-server.com/foo/bar", "https://git-server.com/foo/bar.git/"] {
        assert_eq!(server_of(address).unwrap().as_str(), "https://git-server.com/foo/bar.git/info/lfs");
    }
    assert!(server_of("ssh://git-server.com/foo/bar").is_none());
}
