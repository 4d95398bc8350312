//! Whether addresses of records answer: what is asked of a server, what comes of it, and what pages say.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex};
use std::time::Duration;

use axum::Router;
use axum::extract::{Request, State};
use axum::http::{Method, StatusCode, header};
use axum::response::{IntoResponse, Response};
use glane::clock::Clock;
use glane::egress::Reach;
use glane::links::{self, Budget, Count};
use glane_catalog::model::{Claim, Field, Fields, LinkState, ResourceKey, ResourceRecord, Source};
use glane_store::Store;
use jiff::Timestamp;
use tokio::net::TcpListener;
use url::Url;

use crate::site::Site;
use crate::support::{Workshop, licensed};

const BUDGET: Budget =
    Budget { addresses: 100, of_one_host: 100, between: Duration::ZERO, patience: Duration::from_secs(10) };
const DAY: i64 = 86_400;

fn record(place: &str) -> ResourceRecord {
    let mut fields = Fields::new();
    for (field, value) in [(Field::Name, "Limnigraphe"), (Field::Website, place)] {
        fields.add(field, Claim::new(value.to_owned(), Source::record("x", None), 1.0));
    }
    ResourceRecord {
        reason: "notice".to_owned(),
        fields,
        ..ResourceRecord::new(ResourceKey::Record {
            source: "ailleurs".parse().unwrap(),
            id: place.to_owned(),
        })
    }
}

type Asked = Arc<Mutex<Vec<String>>>;

/// A server on this machine, which notes what it is asked.
struct Server {
    base: Url,
    asked: Asked,
    task: tokio::task::JoinHandle<()>,
}

impl Server {
    async fn start() -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let base = Url::parse(&format!("http://{}/", listener.local_addr().unwrap())).unwrap();
        let asked = Asked::default();
        let router = Router::new().fallback(answer).with_state(Arc::clone(&asked));
        let task = tokio::spawn(async move { axum::serve(listener, router).await.unwrap() });
        Self { base, asked, task }
    }

    fn at(&self, path: &str) -> String {
        self.base.join(path).unwrap().to_string()
    }

    /// What it was asked since the last call, sorted.
    fn asked(&self) -> Vec<String> {
        let mut asked = std::mem::take(&mut *self.asked.lock().unwrap());
        asked.sort();
        asked
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        self.task.abort();
    }
}

async fn answer(State(asked): State<Asked>, request: Request) -> Response {
    let (method, path) = (request.method().clone(), request.uri().path().to_owned());
    asked.lock().unwrap().push(format!("{method} {path}"));
    let to =
        |status: StatusCode, place: &str| (status, [(header::LOCATION, place.to_owned())]).into_response();
    match path.as_str() {
        "/there" => StatusCode::OK.into_response(),
        "/no-heads" if method == Method::HEAD => StatusCode::METHOD_NOT_ALLOWED.into_response(),
        "/no-heads" => StatusCode::OK.into_response(),
        "/account" => StatusCode::UNAUTHORIZED.into_response(),
        "/forbidden" => StatusCode::FORBIDDEN.into_response(),
        "/moved" => to(StatusCode::MOVED_PERMANENTLY, "/there"),
        "/elsewhere" => to(StatusCode::FOUND, "/there"),
        "/round" => to(StatusCode::FOUND, "/round"),
        "/inward" => to(StatusCode::FOUND, "http://10.0.0.1/secret"),
        "/y-busy" => (StatusCode::TOO_MANY_REQUESTS, [(header::RETRY_AFTER, "172800")]).into_response(),
        "/broken" => StatusCode::INTERNAL_SERVER_ERROR.into_response(),
        _ => StatusCode::NOT_FOUND.into_response(),
    }
}

async fn store_of(places: &[String]) -> Arc<dyn Store> {
    let store = glane_store::open("sqlite::memory:").await.unwrap();
    give(store.as_ref(), places).await;
    store
}

async fn give(store: &dyn Store, places: &[String]) {
    let records: Vec<_> = places.iter().map(|place| record(place)).collect();
    store.put_resources_from(&"ailleurs".parse().unwrap(), &records).await.unwrap();
}

/// Late enough for a site that is served, whose clock is the machine's, to find nothing due.
fn start() -> Timestamp {
    "2126-03-01T08:00:00Z".parse().unwrap()
}

#[tokio::test]
async fn each_answer_means_what_it_says() {
    let server = Server::start().await;
    let paths = [
        "there",
        "no-heads",
        "account",
        "forbidden",
        "moved",
        "elsewhere",
        "round",
        "inward",
        "broken",
        "absent",
    ];
    let places: Vec<String> = paths.iter().map(|path| server.at(path)).collect();
    let store = store_of(&places).await;
    let (clock, reach) = (Clock::fixed(start()), Reach::default().also([&server.base]));
    let count = links::check(store.as_ref(), &clock, &reach, BUDGET).await.unwrap();
    assert_eq!(count, Count { asked: 10, ok: 10, suspect: 0, hidden: 0 });
    let mut found = BTreeMap::new();
    for (path, place) in paths.iter().zip(&places) {
        let link = store.link(place).await.unwrap().unwrap();
        found.insert(*path, (link.found, link.failures, link.moved_to));
    }
    let there = |word: &str, failures| (word.to_owned(), failures, None);
    let expected = BTreeMap::from([
        ("there", there("there", 0)),
        ("no-heads", there("there", 0)),
        ("account", there("account", 0)),
        ("forbidden", there("account", 0)),
        ("moved", ("there".to_owned(), 0, Some(server.at("there")))),
        ("elsewhere", there("there", 0)),
        ("round", there("redirects", 1)),
        ("inward", there("inward", 1)),
        ("broken", there("500", 1)),
        ("absent", there("404", 1)),
    ]);
    assert_eq!(found, expected);
    let asked = server.asked();
    for request in ["HEAD /no-heads", "GET /no-heads", "GET /absent", "HEAD /account"] {
        assert!(asked.iter().any(|one| one == request), "{request} in {asked:?}");
    }
    assert!(!asked.iter().any(|one| one == "GET /account" || one == "GET /there"), "{asked:?}");

    clock.advance(2 * DAY);
    assert_eq!(
        links::check(store.as_ref(), &clock, &reach, BUDGET).await.unwrap().asked,
        0,
        "each in its time"
    );
    clock.advance(DAY);
    let asked = links::check(store.as_ref(), &clock, &reach, BUDGET).await.unwrap().asked;
    assert_eq!(asked, 4, "what failed is asked again sooner");
}

#[tokio::test]
async fn whoever_asks_for_rest_has_it() {
    let server = Server::start().await;
    let places: Vec<String> = ["there", "y-busy", "z"].map(|path| server.at(path)).into();
    let store = store_of(&places).await;
    let (clock, reach) = (Clock::fixed(start()), Reach::default().also([&server.base]));
    links::check(store.as_ref(), &clock, &reach, BUDGET).await.unwrap();
    assert_eq!(server.asked(), ["HEAD /there", "HEAD /y-busy"]);
    clock.advance(DAY);
    links::check(store.as_ref(), &clock, &reach, BUDGET).await.unwrap();
    assert_eq!(server.asked(), [""; 0], "two days were asked for, for all that is there");
    clock.advance(DAY);
    links::check(store.as_ref(), &clock, &reach, BUDGET).await.unwrap();
    assert_eq!(server.asked(), ["HEAD /y-busy"]);
    assert_eq!(store.link(&places[2]).await.unwrap().unwrap().failures, 0, "no answer is no failure");
}

#[tokio::test]
async fn of_a_host_that_is_silent_only_what_was_asked_has_failed() {
    let server = Server::start().await;
    // Whoever comes is sent away without a word.
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let mute = Url::parse(&format!("http://{}/", listener.local_addr().unwrap())).unwrap();
    let task = tokio::spawn(async move { while listener.accept().await.is_ok() {} });
    let silent: Vec<String> = (0..5).map(|at| mute.join(&at.to_string()).unwrap().to_string()).collect();
    let store = store_of(&silent).await;
    let (clock, reach) = (Clock::fixed(start()), Reach::default().also([&server.base, &mute]));
    assert_eq!(links::check(store.as_ref(), &clock, &reach, BUDGET).await.unwrap().asked, 3);
    assert!(store.link(&silent[0]).await.unwrap().is_none(), "where nobody answers at all, it may be us");
    give(store.as_ref(), &[server.at("there")]).await;
    assert_eq!(links::check(store.as_ref(), &clock, &reach, BUDGET).await.unwrap().asked, 4);
    for place in &silent[..3] {
        assert_eq!(store.link(place).await.unwrap().unwrap().failures, 1, "{place}");
    }
    for place in &silent[3..] {
        assert_eq!(store.link(place).await.unwrap(), None, "{place} was not asked");
    }
    assert_eq!(links::check(store.as_ref(), &clock, &reach, BUDGET).await.unwrap().asked, 2, "it stays due");
    task.abort();
}

#[tokio::test]
async fn no_address_of_this_machine_or_of_its_network_is_asked() {
    let server = Server::start().await;
    let places: Vec<String> =
        [server.at("there"), "http://10.0.0.1/".to_owned(), "http://[::1]/".to_owned()].into();
    let store = store_of(&places).await;
    let (clock, reach) = (Clock::fixed(start()), Reach::default());
    links::check(store.as_ref(), &clock, &reach, BUDGET).await.unwrap();
    assert_eq!(server.asked(), [""; 0]);
}

#[test]
fn a_record_whose_address_is_lost_leaves_the_search_and_its_page_says_so() {
    let workshop = Workshop::plain();
    licensed(&workshop.path("bare/un.git"), "Chrysalide");
    workshop.sync();
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build().unwrap();
    let server = runtime.block_on(Server::start());
    let place = server.at("absent");
    let url = format!("sqlite:{}", workshop.path("data/glane.db").display());
    let (clock, reach) = (Clock::fixed(start()), Reach::default().also([&server.base]));
    let id = record(&place).id();
    let shown = |workshop: &Workshop| {
        let found = workshop.glane(&["search", "--json", "--kind", "resource", "limnigraphe"]);
        serde_json::from_slice::<serde_json::Value>(&found.stdout).unwrap()["total"].as_u64().unwrap()
    };
    let seen = |until: LinkState| {
        runtime.block_on(async {
            let store = glane_store::open(&url).await.unwrap();
            give(store.as_ref(), std::slice::from_ref(&place)).await;
            while store.link(&place).await.unwrap().is_none_or(|link| link.state != until) {
                clock.advance(DAY);
                links::check(store.as_ref(), &clock, &reach, BUDGET).await.unwrap();
            }
        });
        workshop.sync();
        let hits = shown(&workshop);
        let (status, page) = Site::serve(&workshop).get(&format!("/ressources/{id}"));
        assert_eq!(status, 200);
        (hits, page)
    };
    let (hits, page) = seen(LinkState::Ok);
    assert!(hits == 1 && !page.contains("class=\"notice\""));
    let (hits, page) = seen(LinkState::Suspect);
    assert!(hits == 1 && page.contains("inaccessible depuis le 2\u{a0}mars 2126"), "{page}");
    let (hits, page) = seen(LinkState::Hidden);
    assert!(hits == 0 && page.contains("inaccessible depuis le 2\u{a0}mars 2126"), "{page}");
    assert!(page.contains("noindex"));
    let (status, _) = Site::serve(&workshop).get(&format!("/api/v1/resources/{id}"));
    assert_eq!(status, 404, "programs are given what the search gives");
}
