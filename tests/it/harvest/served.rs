//! A site in a box: answers by their path, and a count of who asked for what.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex};

use axum::extract::State;
use axum::http::{StatusCode, Uri};
use axum::response::IntoResponse;
use glane::config::{SourceKind, SourceSettings};
use glane::egress::Reach;
use glane::harvest::{Gathered, Page, Place, Source, Trouble, open};
use glane_catalog::model::{Field, ResourceRecord, SourceId};

/// An answer: status, media type, body.
type Given = (u16, &'static str, Vec<u8>);
/// What answers to an address, path and query; the number counts how often it was asked before.
type Answering = Box<dyn Fn(&str, usize) -> Option<Given> + Send + Sync>;

struct Inside {
    answering: Answering,
    asked: Mutex<BTreeMap<String, usize>>,
}

/// A site; it ends with the test's runtime.
pub struct Site {
    pub url: String,
    inside: Arc<Inside>,
}

pub fn page(body: impl Into<String>) -> Option<Given> {
    Some((200, "text/html; charset=utf-8", body.into().into_bytes()))
}

pub fn data(kind: &'static str, body: impl Into<Vec<u8>>) -> Option<Given> {
    Some((200, kind, body.into()))
}

pub fn status(code: u16) -> Option<Given> {
    Some((code, "text/plain", b"non".to_vec()))
}

/// A redirection; its body is where it leads.
pub fn led(to: &str) -> Option<Given> {
    Some((302, "text/plain", to.as_bytes().to_vec()))
}

async fn answer(State(inside): State<Arc<Inside>>, uri: Uri) -> impl IntoResponse {
    let path = uri.to_string();
    let before = {
        let mut asked = inside.asked.lock().unwrap();
        let count = asked.entry(path.clone()).or_default();
        *count += 1;
        *count - 1
    };
    let (code, kind, body) = (inside.answering)(&path, before).unwrap_or((404, "text/plain", Vec::new()));
    let place = if code == 302 { String::from_utf8(body.clone()).unwrap() } else { String::new() };
    (StatusCode::from_u16(code).unwrap(), [("content-type", kind.to_owned()), ("location", place)], body)
}

impl Site {
    /// A site whose answers are made from its own address.
    pub async fn new<F>(make: impl FnOnce(String) -> F) -> Self
    where
        F: Fn(&str, usize) -> Option<Given> + Send + Sync + 'static,
    {
        let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
        let url = format!("http://{}", listener.local_addr().unwrap());
        let answering: Answering = Box::new(make(url.clone()));
        let inside = Arc::new(Inside { answering, asked: Mutex::default() });
        let app = axum::Router::new().fallback(answer).with_state(Arc::clone(&inside));
        tokio::spawn(async move { axum::serve(listener, app).await });
        Self { url, inside }
    }

    /// How often an address was asked for.
    pub fn asked(&self, path: &str) -> usize {
        self.inside.asked.lock().unwrap().get(path).copied().unwrap_or_default()
    }

    /// How often anything was asked for.
    pub fn visits(&self) -> usize {
        self.inside.asked.lock().unwrap().values().sum()
    }

    /// Settings for a source at an address of it.
    pub fn settings(&self, kind: SourceKind, path: &str) -> SourceSettings {
        let url = Some(format!("{}{path}", self.url).parse().unwrap());
        SourceSettings { url, ..SourceSettings::new(SourceId::new("essai").unwrap(), kind) }
    }
}

/// A source, opened as a run opens it.
pub fn opened(settings: &SourceSettings, since: Option<&str>) -> Box<dyn Source> {
    open(settings, &Reach::default(), since).unwrap()
}

/// All that a source gives, page after page, put together: each page by a source opened anew, as after a kill.
pub async fn all(settings: &SourceSettings, since: Option<&str>) -> Result<Page, Trouble> {
    let (mut whole, mut place): (Page, Option<Place>) = (Page::default(), None);
    for _ in 0..50 {
        let page = opened(settings, since).page(place.as_ref()).await?;
        place = add(&mut whole, page);
        if place.is_none() {
            return Ok(whole);
        }
    }
    panic!("the harvest has no end");
}

/// The same by one source, of which many pages are expected.
pub async fn through(source: &dyn Source) -> Result<Page, Trouble> {
    let (mut whole, mut place): (Page, Option<Place>) = (Page::default(), None);
    for _ in 0..2_000 {
        let page = source.page(place.as_ref()).await?;
        place = add(&mut whole, page);
        if place.is_none() {
            return Ok(whole);
        }
    }
    panic!("the harvest has no end");
}

fn add(whole: &mut Page, page: Page) -> Option<Place> {
    whole.records.extend(page.records);
    whole.remarks.extend(page.remarks);
    whole.is_partial |= page.is_partial;
    (whole.of, whole.since) = (page.of, page.since);
    page.next
}

/// The records of a page.
pub fn records(page: &Page) -> Vec<&ResourceRecord> {
    let mut found = Vec::new();
    for one in &page.records {
        if let Gathered::Record(record) = one {
            found.push(&**record);
        }
    }
    found
}

/// The titles of a page's records.
pub fn titles(page: &Page) -> Vec<&str> {
    records(page).iter().map(|record| record.fields.value(Field::Name).unwrap()).collect()
}

/// Identifiers that were refused, with why.
pub fn refused(page: &Page) -> Vec<(&str, &str)> {
    let mut found = Vec::new();
    for one in &page.records {
        if let Gathered::Refused { id, why } = one {
            found.push((id.as_str(), why.as_str()));
        }
    }
    found
}

/// What a source says when it fails.
pub async fn trouble(settings: &SourceSettings) -> String {
    all(settings, None).await.unwrap_err().to_string()
}
