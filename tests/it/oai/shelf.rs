//! A served catalogue of hand-made resources, and questions to it by GET and by POST.

use std::io::{Read, Write};

use glane::clock::Clock;
use glane::work::announce;
use glane_catalog::model::{
    Claim, Field, Fields, LicenceReading, ResourceKey, ResourceRecord, Source, SourceId,
};
use glane_store::Store;
use jiff::Timestamp;

use crate::site::Site;
use crate::support::Workshop;

/// What resources are announced with, which is the clock and a margin of fifteen seconds.
pub const FIRST: &str = "2026-03-01T08:00:15Z";
pub const SECOND: &str = "2026-03-02T08:00:15Z";

/// A workshop whose operator can be written to, at a public address.
pub fn workshop(site: &str) -> Workshop {
    let text = format!(
        "[site]\ntitle = \"Essai & Cie\"\n{site}\n[store]\ndata = \"data\"\n\
         [[forge]]\nid = \"atelier\"\nkind = \"plain\"\npath = \"bare\"\n"
    );
    let workshop = Workshop::new(&text);
    std::fs::create_dir_all(workshop.path("bare")).unwrap();
    std::fs::create_dir_all(workshop.path("data")).unwrap();
    workshop
}

pub const PUBLIC: &str = "url = \"https://communs.example.org\"\ncontact = \"communs@example.org\"";
pub const BASE: &str = "https://communs.example.org/oai";

pub fn source() -> SourceId {
    SourceId::new("ailleurs").unwrap()
}

/// A record of another catalogue, by its number.
pub fn entry(number: usize, title: &str, values: &[(Field, &str)]) -> ResourceRecord {
    let mut fields = Fields::new();
    for (field, value) in [&[(Field::Name, title)], values].concat() {
        fields.add(field, Claim::new(value.to_owned(), Source::history("x"), 1.0));
    }
    let licence = LicenceReading { expression: Some("CC-BY-4.0".to_owned()), ..LicenceReading::default() };
    ResourceRecord {
        reason: "notice".to_owned(),
        fields,
        licence,
        ..ResourceRecord::new(ResourceKey::Record { source: source(), id: format!("n{number}") })
    }
}

/// Asks the store of a workshop.
pub fn ask<T>(workshop: &Workshop, question: impl AsyncFnOnce(&dyn Store) -> T) -> T {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
    let url = format!("sqlite:{}", workshop.path("data/glane.db").display());
    runtime.block_on(async { question(glane_store::open(&url).await.unwrap().as_ref()).await })
}

/// Writes records, removes others, and announces both.
pub fn change(workshop: &Workshop, clock: &Clock, records: &[ResourceRecord], gone: &[&ResourceRecord]) {
    ask(workshop, async |store| {
        store.put_resources_from(&source(), records).await.unwrap();
        let ids: Vec<String> = gone.iter().map(|record| record.id()).collect();
        store.remove_resources(&source(), &ids).await.unwrap();
        announce::catch_up(store, clock).await.unwrap();
    });
}

/// A clock that stands at an instant fifteen seconds before this one.
pub fn clock(announced: &str) -> Clock {
    let at: Timestamp = announced.parse().unwrap();
    Clock::fixed(at - jiff::SignedDuration::from_secs(15))
}

/// What an answer of `/oai` said.
pub struct Answer {
    pub status: u16,
    pub head: String,
    pub body: String,
}

impl Answer {
    fn of(answer: &str) -> Self {
        let (head, body) = answer.split_once("\r\n\r\n").unwrap();
        let status = head.split_whitespace().nth(1).unwrap().parse().unwrap();
        Self { status, head: head.to_lowercase(), body: body.to_owned() }
    }

    /// The texts of all elements of a name.
    pub fn texts(&self, name: &str) -> Vec<&str> {
        self.body.split(&format!("<{name}")).skip(1).filter_map(|rest| text(rest, name)).collect()
    }

    pub fn text(&self, name: &str) -> &str {
        self.texts(name).first().unwrap_or_else(|| panic!("no {name} in {}", self.body))
    }

    /// The code of its error.
    pub fn error(&self) -> Option<&str> {
        self.body.split_once("<error code=\"").and_then(|(_, rest)| rest.split('"').next())
    }

    pub fn identifiers(&self) -> Vec<String> {
        self.texts("identifier").into_iter().map(str::to_owned).collect()
    }

    /// The answer without the second at which it was given.
    pub fn undated(&self) -> String {
        self.body.replace(self.text("responseDate"), "")
    }
}

/// The text of an element whose name was just read.
fn text<'a>(rest: &'a str, name: &str) -> Option<&'a str> {
    let (attributes, rest) = rest.split_once('>')?;
    let opened = attributes.is_empty() || attributes.starts_with(' ');
    opened.then(|| rest.split(&format!("</{name}>")).next()).flatten()
}

pub fn oai(site: &Site, question: &str) -> Answer {
    let (_, answer) = site.get(&format!("/oai?{question}"));
    sound(Answer::of(&unchunked(&answer)))
}

pub fn post(site: &Site, question: &str) -> Answer {
    let mut stream = std::net::TcpStream::connect(site.address()).unwrap();
    let request = format!(
        "POST /oai HTTP/1.1\r\nHost: {}\r\nContent-Type: application/x-www-form-urlencoded\r\n\
         Content-Length: {}\r\nConnection: close\r\n\r\n{question}",
        site.address(),
        question.len()
    );
    stream.write_all(request.as_bytes()).unwrap();
    let mut answer = String::new();
    stream.read_to_string(&mut answer).unwrap();
    sound(Answer::of(&unchunked(&answer)))
}

/// The head of an answer to whoever takes compressed answers.
pub fn compressed(site: &Site, question: &str) -> String {
    let request = format!(
        "GET /oai?{question} HTTP/1.1\r\nHost: {}\r\nAccept-Encoding: gzip\r\nConnection: close\r\n\r\n",
        site.address()
    );
    let mut stream = std::net::TcpStream::connect(site.address()).unwrap();
    stream.write_all(request.as_bytes()).unwrap();
    let mut answer = Vec::new();
    stream.read_to_end(&mut answer).unwrap();
    String::from_utf8_lossy(&answer).split("\r\n\r\n").next().unwrap().to_lowercase()
}

fn unchunked(answer: &str) -> String {
    assert!(!answer.to_lowercase().contains("transfer-encoding: chunked"), "{answer}");
    answer.to_owned()
}

/// What holds for every answer: it is XML, says where its schema is, and when it was given.
fn sound(answer: Answer) -> Answer {
    if answer.status == 200 {
        assert!(answer.head.contains("content-type: text/xml; charset=utf-8"), "{}", answer.head);
        assert!(answer.head.contains("cache-control: no-store"), "{}", answer.head);
        let place = "xsi:schemaLocation=\"http://www.openarchives.org/OAI/2.0/ \
                     http://www.openarchives.org/OAI/2.0/OAI-PMH.xsd\"";
        assert!(answer.body.contains("<OAI-PMH xmlns=\"http://www.openarchives.org/OAI/2.0/\""));
        assert!(answer.body.contains(place), "{}", answer.body);
        is_second(answer.text("responseDate"));
        well_formed(&answer.body);
    }
    answer
}

/// `YYYY-MM-DDThh:mm:ssZ`, and nothing else.
#[track_caller]
pub fn is_second(text: &str) {
    let form: String = text.chars().map(|c| if c.is_ascii_digit() { '0' } else { c }).collect();
    assert_eq!(form, "0000-00-00T00:00:00Z", "{text}");
}

/// Read to its end by a parser that is not ours.
#[track_caller]
fn well_formed(text: &str) {
    let mut reader = quick_xml::Reader::from_str(text);
    let mut depth = 0;
    loop {
        match reader.read_event().unwrap_or_else(|error| panic!("{error} in {text}")) {
            quick_xml::events::Event::Start(_) => depth += 1,
            quick_xml::events::Event::End(_) => depth -= 1,
            quick_xml::events::Event::Eof => break,
            _ => {}
        }
    }
    assert_eq!(depth, 0, "{text}");
}
