//! A small server of OAI-PMH with faults on demand, each at a page of its list.
//!
//! Lists go by datestamp and identifier, as good servers' do: what changes meanwhile comes at the end.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex};

use axum::Router;
use axum::extract::{Query, State};
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use tokio::sync::Notify;
use url::Url;

/// What goes wrong with one answer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Fault {
    /// This status, and a web page.
    Status(u16),
    /// A web page, as if all were well.
    Page,
    /// An answer that breaks off.
    Cut,
    /// The token that was asked with, once more.
    SameToken,
    /// The token is forgotten.
    Forgotten,
    /// The end of the list, in its midst.
    End,
    /// This in place of a list.
    Instead(&'static str),
    /// No answer at all.
    Silence,
    /// This in place of the metadata of the first record.
    Metadata(String),
}

#[derive(Debug, Clone)]
pub struct Entry {
    pub id: String,
    pub stamp: String,
    pub title: String,
    pub is_deleted: bool,
}

/// What the server holds and does.
pub struct World {
    pub entries: Vec<Entry>,
    pub page: usize,
    /// Whether lists go by identifier, as careless servers' do.
    pub by_id: bool,
    /// What lists announce, where that is not what they hold.
    pub size: Option<usize>,
    pub deletions: &'static str,
    pub granularity: &'static str,
    /// Faults by the number of the list's request, counted from 1.
    pub faults: BTreeMap<usize, Fault>,
    /// A fault of every further request.
    pub always: Option<Fault>,
    /// Done behind the list's request of that number.
    pub change_at: usize,
    pub change: fn(&mut World),
    /// The questions, in their order.
    pub asked: Vec<String>,
    pub lists: usize,
}

pub struct Server {
    pub world: Arc<Mutex<World>>,
    pub url: Url,
    /// Told when a request is left without an answer.
    pub silent: Arc<Notify>,
    task: tokio::task::JoinHandle<()>,
}

impl Drop for Server {
    fn drop(&mut self) {
        self.task.abort();
    }
}

/// The number of an entry as its title and identifier have it.
pub fn entry(number: usize) -> Entry {
    Entry {
        id: format!("oai:portail.example.org:{number}"),
        stamp: format!(
            "2026-01-{:02}T10:{:02}:{:02}Z",
            1 + number / 3600 % 28,
            number / 60 % 60,
            number % 60
        ),
        title: format!("Leçon {number}"),
        is_deleted: false,
    }
}

impl Server {
    /// A server with so many entries, five to a page.
    pub async fn with(count: usize) -> Self {
        let world = World {
            entries: (1..=count).map(entry).collect(),
            page: 5,
            by_id: false,
            size: None,
            deletions: "persistent",
            granularity: "YYYY-MM-DDThh:mm:ssZ",
            faults: BTreeMap::new(),
            always: None,
            change_at: 0,
            change: |_| {},
            asked: Vec::new(),
            lists: 0,
        };
        let (world, silent) = (Arc::new(Mutex::new(world)), Arc::new(Notify::new()));
        let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
        let url = format!("http://{}/oai", listener.local_addr().unwrap()).parse().unwrap();
        let state = (Arc::clone(&world), Arc::clone(&silent));
        let router = Router::new().route("/oai", get(answer)).with_state(state);
        let task = tokio::spawn(async move { axum::serve(listener, router).await.unwrap() });
        Self { world, url, silent, task }
    }

    pub fn set(&self, change: impl FnOnce(&mut World)) {
        change(&mut self.world.lock().unwrap());
    }

    /// The questions since this was last asked.
    pub fn asked(&self) -> Vec<String> {
        std::mem::take(&mut self.world.lock().unwrap().asked)
    }
}

type Shared = (Arc<Mutex<World>>, Arc<Notify>);

async fn answer(
    State((world, silent)): State<Shared>,
    Query(arguments): Query<BTreeMap<String, String>>,
) -> Response {
    let answered = {
        let mut world = world.lock().unwrap();
        let told: Vec<String> = arguments.iter().map(|(key, value)| format!("{key}={value}")).collect();
        world.asked.push(told.join(" "));
        world.answer(&arguments)
    };
    match answered {
        Ok(answer) => answer,
        Err(()) => {
            silent.notify_one();
            std::future::pending().await
        }
    }
}

impl World {
    fn answer(&mut self, arguments: &BTreeMap<String, String>) -> Result<Response, ()> {
        let verb = arguments.get("verb").map_or("", String::as_str);
        Ok(match verb {
            "Identify" => xml(&format!(
                "<Identify><deletedRecord>{}</deletedRecord><granularity>{}</granularity></Identify>",
                self.deletions, self.granularity
            )),
            "ListMetadataFormats" => {
                xml("<ListMetadataFormats><metadataFormat><metadataPrefix>oai_dc</metadataPrefix>\
                 <metadataNamespace>http://www.openarchives.org/OAI/2.0/oai_dc/</metadataNamespace>\
                 </metadataFormat></ListMetadataFormats>")
            }
            "ListRecords" => self.list(arguments)?,
            _ => xml("<error code=\"badVerb\">what?</error>"),
        })
    }

    fn list(&mut self, arguments: &BTreeMap<String, String>) -> Result<Response, ()> {
        self.lists += 1;
        let fault = self.faults.get(&self.lists).or(self.always.as_ref()).cloned();
        match &fault {
            Some(Fault::Silence) => return Err(()),
            Some(Fault::Status(status)) => {
                let status = StatusCode::from_u16(*status).unwrap();
                return Ok((status, [(header::RETRY_AFTER, "0")], PAGE).into_response());
            }
            Some(Fault::Page) => return Ok(([(header::CONTENT_TYPE, "text/html")], PAGE).into_response()),
            Some(Fault::Cut) => return Ok("<OAI-PMH><ListRecords><record><header>".into_response()),
            Some(Fault::Instead(inner)) => return Ok(xml(inner)),
            Some(Fault::Forgotten) => {
                return Ok(xml("<error code=\"badResumptionToken\">expired</error>"));
            }
            _ => {}
        }
        let listed = self.page(arguments, fault.as_ref());
        if self.lists == self.change_at {
            (self.change)(self);
        }
        Ok(listed)
    }

    fn page(&self, arguments: &BTreeMap<String, String>, fault: Option<&Fault>) -> Response {
        let token = arguments.get("resumptionToken");
        let (from, after) = match token {
            Some(token) => {
                let mut parts = token.splitn(3, ' ');
                let (_, from, after) = (parts.next(), parts.next().unwrap(), parts.next().unwrap());
                (from.to_owned(), after.to_owned())
            }
            None => (arguments.get("from").cloned().unwrap_or_default(), String::new()),
        };
        let mut entries: Vec<&Entry> =
            self.entries.iter().filter(|entry| entry.stamp >= from && self.key(entry) > after).collect();
        entries.sort_by_key(|entry| self.key(entry));
        if entries.is_empty() {
            return xml("<error code=\"noRecordsMatch\"/>");
        }
        let mut inner: String = entries.iter().take(self.page).map(|entry| record(entry)).collect();
        if let Some(Fault::Metadata(metadata)) = fault {
            let first = dublin_core(entries[0]);
            inner = inner.replacen(&first, metadata, 1);
        }
        let next = match fault {
            Some(Fault::SameToken) => token.cloned().unwrap_or_default(),
            Some(Fault::End) => String::new(),
            // What an address must not hold as it is.
            _ if entries.len() > self.page => {
                format!("a+b&c=%41é/ {from} {}", self.key(entries[self.page - 1]))
            }
            _ => String::new(),
        };
        let held = self.entries.iter().filter(|entry| entry.stamp >= from).count();
        let size = self.size.unwrap_or(held);
        let next = next.replace('&', "&amp;");
        inner.push_str(&format!("<resumptionToken completeListSize=\"{size}\">{next}</resumptionToken>"));
        xml(&format!("<ListRecords>{inner}</ListRecords>"))
    }

    /// What lists go by.
    fn key(&self, entry: &Entry) -> String {
        let stamp = if self.by_id { "" } else { entry.stamp.as_str() };
        format!("{stamp} {}", entry.id)
    }
}

const PAGE: &str = "<html><head><title>Service momentanément indisponible</title></head></html>";

fn record(entry: &Entry) -> String {
    let Entry { id, stamp, is_deleted, .. } = entry;
    let status = if *is_deleted { " status=\"deleted\"" } else { "" };
    let metadata = if *is_deleted { String::new() } else { dublin_core(entry) };
    format!(
        "<o:record xmlns:o=\"http://www.openarchives.org/OAI/2.0/\"><o:header{status}>\
         <o:identifier>{id}</o:identifier><o:datestamp>{stamp}</o:datestamp><o:setSpec/></o:header>{metadata}</o:record>"
    )
}

fn dublin_core(entry: &Entry) -> String {
    let Entry { id, title, .. } = entry;
    let number = id.rsplit(':').next().unwrap();
    format!(
        "<o:metadata><oai_dc:dc xmlns:oai_dc=\"http://www.openarchives.org/OAI/2.0/oai_dc/\" \
         xmlns:dc=\"http://purl.org/dc/elements/1.1/\"><dc:title>{title}</dc:title>\
         <dc:identifier>https://portail.example.org/{number}</dc:identifier></oai_dc:dc></o:metadata>"
    )
}

fn xml(inner: &str) -> Response {
    let text = format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<o:OAI-PMH xmlns:o=\"http://www.openarchives.org/OAI/2.0/\">\
         <o:responseDate>2026-02-01T00:00:00.123456789Z</o:responseDate><o:request/>{}</o:OAI-PMH>",
        prefixed(inner)
    );
    ([(header::CONTENT_TYPE, "text/xml")], text).into_response()
}

/// The elements of the protocol under a prefix, as some servers write them.
fn prefixed(inner: &str) -> String {
    let names = [
        "Identify",
        "deletedRecord",
        "granularity",
        "ListMetadataFormats",
        "metadataFormat",
        "metadataPrefix",
        "metadataNamespace",
        "ListRecords",
        "resumptionToken",
        "error",
    ];
    names.iter().fold(inner.to_owned(), |text, name| {
        text.replace(&format!("<{name}"), &format!("<o:{name}"))
            .replace(&format!("</{name}>"), &format!("</o:{name}>"))
    })
}
