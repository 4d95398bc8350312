//! The client against a server that says later, no, and unchanged.

use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};
use std::time::Duration;

use axum::Router;
use axum::extract::State;
use axum::response::IntoResponse;
use http::header::{AUTHORIZATION, ETAG, IF_NONE_MATCH};
use http::{HeaderMap, HeaderName, HeaderValue, Method, StatusCode};

use super::*;
use crate::config::Token;
use crate::egress::Reach;

/// A server that answers from a list, the last of it for ever, and keeps the heads of what was asked.
struct Server {
    base: Url,
    asked: Arc<Mutex<Vec<HeaderMap>>>,
}

type Reply = (u16, &'static [(&'static str, &'static str)], &'static str);

#[derive(Clone)]
struct Script {
    replies: Arc<Vec<Reply>>,
    next: Arc<AtomicUsize>,
    asked: Arc<Mutex<Vec<HeaderMap>>>,
}

async fn reply(State(script): State<Script>, headers: HeaderMap) -> impl IntoResponse {
    script.asked.lock().unwrap().push(headers);
    let at = script.next.fetch_add(1, Ordering::SeqCst).min(script.replies.len() - 1);
    let (status, headers, body) = script.replies[at];
    let headers: HeaderMap = headers
        .iter()
        .map(|(name, value)| (HeaderName::from_static(name), HeaderValue::from_static(value)))
        .collect();
    (StatusCode::from_u16(status).unwrap(), headers, body)
}

async fn server(replies: &[Reply]) -> Server {
    let script = Script { replies: Arc::new(replies.to_vec()), next: Arc::default(), asked: Arc::default() };
    let asked = Arc::clone(&script.asked);
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let base = format!("http://{}/", listener.local_addr().unwrap()).parse().unwrap();
    let router = Router::new().fallback(reply).with_state(script);
    tokio::spawn(async move { axum::serve(listener, router).await });
    Server { base, asked }
}

impl Server {
    fn client(&self, token: Option<&Token>) -> Client {
        let limits = Limits {
            pause: Duration::from_millis(1),
            longest_wait: Duration::from_millis(200),
            per_second: 1000,
            writes_per_second: 1000,
            reach: Reach::default().also([&self.base]),
            ..Limits::default()
        };
        let credential = token.map(|token| Credential::Header(AUTHORIZATION, "Bearer ", token.clone()));
        Client::new(Side::Source, self.base.clone(), credential.as_ref(), limits).unwrap()
    }

    fn asked(&self) -> usize {
        self.asked.lock().unwrap().len()
    }

    fn tokens(&self) -> Vec<String> {
        let text = |headers: &HeaderMap| headers[AUTHORIZATION].to_str().unwrap().to_owned();
        self.asked.lock().unwrap().iter().map(text).collect()
    }
}

#[tokio::test]
async fn what_did_not_change_is_said_to_be_unchanged() {
    let server = server(&[(200, &[("etag", "W/\"7\"")], "[]"), (304, &[], "")]).await;
    let client = server.client(None);
    let first = client.send(Ask::json(client.base().clone()).unless(None)).await.unwrap();
    assert_eq!((first.validator(), first.is_unchanged()), (Some("W/\"7\""), false));
    assert_eq!(first.header(ETAG.as_str()), Some("W/\"7\""));
    let second = client.send(Ask::json(client.base().clone()).unless(first.validator())).await.unwrap();
    assert!(second.is_unchanged());
    let asked = server.asked.lock().unwrap();
    assert!(asked[0].get(IF_NONE_MATCH).is_none());
    assert_eq!(asked[1][IF_NONE_MATCH], "W/\"7\"");
}

#[tokio::test]
async fn a_long_rest_holds_for_every_request_and_says_how_long_it_is() {
    let server = server(&[(429, &[("retry-after", "120")], "")]).await;
    let client = server.client(None);
    let first = client.send(Ask::json(client.base().clone())).await.unwrap_err();
    assert_eq!(first.retry_after, Some(120));
    let second = client.send(Ask::json(client.base().clone())).await.unwrap_err();
    assert!((118..=121).contains(&second.retry_after.unwrap()), "{second:?}");
    assert_eq!(server.asked(), 1, "nobody is asked while it rests");
}

#[tokio::test]
async fn the_last_of_our_share_is_not_overdrawn() {
    let server =
        server(&[(200, &[("x-ratelimit-remaining", "0"), ("x-ratelimit-reset", "600")], "[]")]).await;
    let client = server.client(None);
    assert_eq!(client.send(Ask::json(client.base().clone())).await.unwrap().status, 200);
    let error = client.send(Ask::json(client.base().clone())).await.unwrap_err();
    assert!((598..=601).contains(&error.retry_after.unwrap()), "{error:?}");
    assert_eq!(server.asked(), 1);
}

#[tokio::test]
async fn who_is_turned_away_without_a_time_or_with_a_past_one_asks_again_a_little_later() {
    for headers in
        [&[][..], &[("ratelimit-reset", "0"), ("ratelimit-remaining", "0")], &[("retry-after", "soon")]]
    {
        let server = server(&[(429, headers, ""), (429, headers, ""), (200, &[], "[]")]).await;
        let client = server.client(None);
        let begun = std::time::Instant::now();
        assert_eq!(client.send(Ask::json(client.base().clone())).await.unwrap().status, 200, "{headers:?}");
        assert_eq!(server.asked(), 3, "{headers:?}");
        assert!(begun.elapsed() >= Duration::from_millis(2), "a pause before each");
    }
}

#[tokio::test]
async fn who_waits_for_a_turn_hears_of_a_rest_that_was_asked_for_meanwhile() {
    let server = server(&[(429, &[("retry-after", "120")], "")]).await;
    let client = server.client(None);
    let ask = || client.send(Ask::new(Method::POST, client.base().clone()));
    let (first, second, third) = tokio::join!(ask(), ask(), ask());
    assert!([first, second, third].iter().all(|answer| answer.as_ref().unwrap_err().retry_after.is_some()));
    assert_eq!(server.asked(), 1);
}

#[tokio::test]
async fn a_change_that_was_turned_away_is_sent_again_and_one_that_broke_is_not() {
    let turned = server(&[(429, &[("retry-after", "0")], ""), (201, &[], "{}")]).await;
    let client = turned.client(None);
    let answer = client.send(Ask::new(Method::POST, client.base().clone())).await.unwrap();
    assert_eq!((answer.status.as_u16(), turned.asked()), (201, 2));
    let broken = server(&[(502, &[], "")]).await;
    let client = broken.client(None);
    assert!(client.send(Ask::new(Method::POST, client.base().clone())).await.is_err());
    assert_eq!(broken.asked(), 1);
}

#[tokio::test]
async fn a_token_that_was_changed_in_its_file_is_taken_after_a_refusal() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("token");
    std::fs::write(&file, "first").unwrap();
    let token = Token::new("first".to_owned().into(), Some(file.clone()));
    let server = server(&[(200, &[], "[]"), (401, &[], "{}"), (200, &[], "[]"), (401, &[], "{}")]).await;
    let client = server.client(Some(&token));
    client.send(Ask::json(client.base().clone()).with_token()).await.unwrap();
    std::fs::write(&file, "second-one").unwrap();
    let answer = client.send(Ask::json(client.base().clone()).with_token()).await.unwrap();
    assert_eq!(answer.status, 200);
    assert_eq!(server.tokens(), ["Bearer first", "Bearer first", "Bearer second-one"]);
    // Refused again, with nothing new in the file: asked once, and said so.
    let answer = client.send(Ask::json(client.base().clone()).with_token()).await.unwrap();
    let refused = answer.json::<serde_json::Value>(&client).unwrap_err();
    assert!(refused.refused_token && server.asked() == 4, "{refused:?}");
    assert!(!format!("{refused:?}").contains("second-one"));
}

#[tokio::test]
async fn a_token_without_the_scope_is_told_from_a_closed_door() {
    let scope = "{\"error\":\"insufficient_scope\"}";
    let server =
        server(&[(403, &[], scope), (403, &[], "{\"message\":\"403 Forbidden\"}"), (401, &[], "{}")]).await;
    let client = server.client(Some(&"s3cret".to_owned().into()));
    let mut told = Vec::new();
    for _ in 0..3 {
        let answer = client.send(Ask::json(client.base().clone()).with_token()).await.unwrap();
        told.push(answer.json::<serde_json::Value>(&client).unwrap_err().refused_token);
    }
    assert_eq!(told, [true, false, true]);
    let anonymous = server.client(None);
    let answer = anonymous.send(Ask::json(anonymous.base().clone())).await.unwrap();
    assert!(!answer.json::<serde_json::Value>(&anonymous).unwrap_err().refused_token);
}

#[tokio::test]
async fn a_file_is_not_opened_where_the_guard_lets_nobody_go() {
    let server = server(&[(200, &[], "file")]).await;
    let stranger = Client::new(Side::Source, server.base.clone(), None, Limits::default()).unwrap();
    let refused = stranger.open(server.base.clone(), 100).await.map(drop).unwrap_err();
    assert!(refused.to_string().contains("is not asked"), "{refused}");
    assert_eq!(server.asked(), 0);
    assert!(server.client(None).open(server.base.clone(), 100).await.unwrap().is_some());
}
