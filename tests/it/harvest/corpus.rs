//! Real answers and records, as a server gives them: all are read, and no phone or mail is kept.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use axum::Router;
use axum::extract::{Query, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use url::Url;

use super::shelf::Shelf;

type Lists = Arc<BTreeMap<String, String>>;

/// A server that gives these answers, by verb, or by token where there is one.
async fn serving(lists: BTreeMap<String, String>) -> Url {
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let url = format!("http://{}/oai", listener.local_addr().unwrap()).parse().unwrap();
    let router = Router::new().route("/oai", get(fixed)).with_state(Arc::new(lists));
    tokio::spawn(async move { axum::serve(listener, router).await.unwrap() });
    url
}

async fn fixed(State(lists): State<Lists>, Query(asked): Query<BTreeMap<String, String>>) -> Response {
    let name = asked.get("resumptionToken").or_else(|| asked.get("verb")).unwrap();
    match lists.get(name) {
        Some(text) => text.clone().into_response(),
        None => (StatusCode::NOT_FOUND, "<html><title>Rien ici</title></html>").into_response(),
    }
}

#[expect(clippy::disallowed_methods, reason = "only the service's variables are the configuration's")]
pub(super) fn folder(name: &str) -> Option<PathBuf> {
    let beside = || Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/corpus");
    let root = std::env::var_os("GLANE_CORPUS").map_or_else(beside, PathBuf::from);
    let folder = root.join("oer").join(name);
    if !folder.is_dir() {
        assert!(std::env::var_os("GLANE_REQUIRE_CORPUS").is_none(), "{name} is absent");
        eprintln!("corpus absent, skipped");
        return None;
    }
    Some(folder)
}

fn identify(folder: &Path) -> BTreeMap<String, String> {
    let named =
        |verb: &str| (verb.to_owned(), std::fs::read_to_string(folder.join(format!("{verb}.xml"))).unwrap());
    ["Identify", "ListMetadataFormats"].map(named).into()
}

#[tokio::test]
async fn every_answer_of_the_corpus_is_read() {
    let Some(folder) = folder("oai") else { return };
    // What a list of each comes to: new records, and how its end is told.
    let cases = [
        ("ListRecords", 1, "404"),
        ("ListRecords2", 1, "404"),
        ("GetRecord", 1, ""),
        ("ListIdentifiers", 0, "404"),
        ("Identify", 0, ""),
        ("ListMetadataFormats", 0, ""),
        ("ListRecordsBroken", 0, "no XML"),
        ("badArgument", 0, "answered badArgument"),
        ("idDoesNotExist", 0, "answered idDoesNotExist (oai:lcoa1.loc.gov"),
        ("noSetHierarchy", 0, "answered noSetHierarchy (This repository does not"),
    ];
    for (name, created, failure) in cases {
        let mut lists = identify(&folder);
        let text = std::fs::read_to_string(folder.join(format!("{name}.xml"))).unwrap();
        lists.insert("ListRecords".to_owned(), text);
        let shelf = Shelf::of(&serving(lists).await).await;
        let done = shelf.harvest().await;
        assert_eq!((done.created, done.refused), (created, 0), "{name}: {done:?}");
        let told = done.failure.unwrap_or_default();
        assert!(told.contains(failure) && told.is_empty() == failure.is_empty(), "{name}: {told}");
    }
}

/// Every word of a text that is an address of mail, and every number after `TEL`.
fn personal(text: &str) -> Vec<String> {
    let words = text.split(|c: char| c.is_whitespace() || "<>:;,\"'()[]".contains(c));
    let mails = words.filter(|word| word.contains('@') && word.contains('.')).map(str::to_owned);
    let phones = text.lines().filter(|line| line.trim_start().starts_with("TEL"));
    let number = |line: &str| line.rsplit(':').next().unwrap().trim().to_owned();
    let phones = phones.map(number).filter(|number| number.len() > 6);
    mails.chain(phones).collect()
}

#[tokio::test]
async fn records_of_french_portals_are_kept_without_phone_and_mail() {
    let Some(folder) = folder("lom") else { return };
    let (mut list, mut secrets, mut count) = (String::new(), Vec::new(), 0);
    let mut files: Vec<PathBuf> = std::fs::read_dir(&folder).unwrap().map(|at| at.unwrap().path()).collect();
    files.retain(|path| path.is_file());
    files.sort();
    for path in &files {
        let text = String::from_utf8_lossy(&std::fs::read(path).unwrap()).into_owned();
        secrets.extend(personal(&text));
        let record = text.trim_start_matches('\u{feff}');
        let record = record.split_once("?>").map_or(record, |(_, rest)| rest);
        count += 1;
        list.push_str(&format!(
            "<record><header><identifier>n:{count}</identifier><datestamp>2026-01-01</datestamp></header>\
             <metadata>{record}</metadata></record>"
        ));
    }
    assert!(secrets.len() > 5, "{secrets:?}");
    let text = format!("<OAI-PMH><ListRecords>{list}</ListRecords></OAI-PMH>");
    let lists = [("ListRecords".to_owned(), text), ("Identify".to_owned(), "<OAI-PMH/>".to_owned())];
    let mut lists: BTreeMap<_, _> = lists.into();
    let offers = "<OAI-PMH><ListMetadataFormats><metadataFormat><metadataPrefix>lom</metadataPrefix>\
                  </metadataFormat></ListMetadataFormats></OAI-PMH>";
    lists.insert("ListMetadataFormats".to_owned(), offers.to_owned());
    let shelf = Shelf::of(&serving(lists).await).await;
    let done = shelf.harvest().await;
    assert_eq!((done.created + done.refused, done.failure), (count, None));
    assert!(done.refused <= 2, "{:?}", done.refusals);
    let kept = serde_json::to_string(&shelf.records().await).unwrap();
    for secret in secrets {
        assert!(!kept.contains(&secret), "{} characters of a vCard are kept", secret.len());
    }
}
