//! The page of one resource: what it is, what may be done with it, what to take away, where it is from.
//!
//! Its order is that of a teacher's questions. Reads the record and what the service found beside it;
//! must not know where either is kept.

mod also;
mod credit;
mod facts;
mod files;
mod findings;
mod licence;
mod message;
mod open_in;
mod preview;
mod sources;

pub use credit::credit_of;
use glane_catalog::model::{Field, Grain, ResourceKey, ResourceRecord};
use glane_catalog::preview::Preview;
use glane_catalog::write::attribution::{Origin, authors, title};
use jiff::Timestamp;
use maud::{Markup, html};

use crate::layout::{self, Head};
use crate::part::card;
use crate::part::selection::{self, Pick};
use crate::safe::{shortened, user, visible};
use crate::{FacetKey, Frame, HitKind, HitView, SearchQuery, address, typography};

/// Characters of the description that are shown.
const DESCRIPTION: usize = 2_000;
/// Most similar resources shown.
const SIMILAR: usize = 6;

/// The project a resource lies in, as its page here is addressed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ResourceProject {
    /// Its present path at the forge.
    pub path: String,
    /// Its name.
    pub title: String,
    /// The organisation that owns it, where it says so.
    pub organisation: Option<String>,
}

/// The form of a forge in which anybody with an account there writes to the authors.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum IssueForm {
    /// Of a project at a GitLab, by the address of its page.
    Gitlab(String),
    /// Of a project at GitHub, Gitea or Forgejo, by the address of its page.
    Github(String),
}

/// Whether the address of a record still answers.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Reach {
    /// It does, or was not asked.
    #[default]
    Good,
    /// It has not answered since then.
    Doubtful(Timestamp),
    /// It has not answered since then, which is long.
    Lost(Timestamp),
}

/// What the page of a resource shows.
///
/// [`ResourceView::of`] is a whole view of a record alone; whatever else is known is set beside it.
#[derive(Debug, Clone)]
pub struct ResourceView<'a> {
    /// The record.
    pub record: &'a ResourceRecord,
    /// The project it lies in, where that project is shown.
    pub project: Option<ResourceProject>,
    /// For a record of another catalogue: the name that catalogue goes by; else its identifier is shown.
    pub catalogue: Option<String>,
    /// The page or file at its source; where there is none, the address the record gives of itself.
    pub source_url: Option<String>,
    /// Address at the source under which the files of the commit can be read, up to and with the slash
    /// before the file's path; none where the forge has no such pages.
    pub file_base: Option<String>,
    /// Whether this site serves the files of the project (see [`address::file`]).
    pub serves_files: bool,
    /// Another origin that serves them instead (`https://fichiers.example`), without a final slash.
    pub file_origin: Option<String>,
    /// Where its authors are written to.
    pub issue_form: Option<IssueForm>,
    /// What is shown of the text of it.
    pub preview: Preview,
    /// Resources like it, best first.
    pub similar: Vec<HitView>,
    /// What it says to machines: JSON-LD in which nothing can end its element.
    pub linked: Option<String>,
    /// Whether its address answers.
    pub reach: Reach,
    /// Where its address has moved for good.
    pub moved: Option<String>,
    /// Other records of the same work, for which this one stands.
    pub also: Vec<Also>,
}

/// Another record of the same work.
#[derive(Debug, Clone)]
pub struct Also {
    /// The record.
    pub record: ResourceRecord,
    /// The name of the catalogue or project it is of; else its identifier is shown.
    pub whose: Option<String>,
}

impl<'a> ResourceView<'a> {
    /// The page of a record of which nothing else is known; its preview is its plain text.
    #[must_use]
    pub fn of(record: &'a ResourceRecord) -> Self {
        Self {
            record,
            project: None,
            catalogue: None,
            source_url: None,
            file_base: None,
            serves_files: false,
            file_origin: None,
            issue_form: None,
            preview: record.text.as_deref().map(Preview::plain).unwrap_or_default(),
            similar: Vec::new(),
            linked: None,
            reach: Reach::Good,
            moved: None,
            also: Vec::new(),
        }
    }

    /// Its address at its source, if it is one of the web.
    fn source(&self) -> Option<String> {
        let said = self.source_url.as_deref().or(self.moved.as_deref());
        let said = said.or_else(|| self.record.fields.value(Field::Website));
        said.and_then(address::safe_href)
    }

    /// The address of its page here.
    fn page(&self, frame: &Frame) -> String {
        let origin = frame.site.origin.as_deref().unwrap_or_default();
        format!("{origin}{}", address::localised(frame.lang, &address::resource(&self.record.id())))
    }

    /// What a credit says of where it is: the source, else the page here.
    fn origin<'b>(&'b self, address: &'b str) -> Origin<'b> {
        let project = self.project.as_ref();
        let publisher = project.map(|project| project.organisation.as_ref().unwrap_or(&project.title));
        Origin {
            address: Some(address),
            publisher: publisher.or(self.catalogue.as_ref()).map(String::as_str),
        }
    }

    /// The language of its texts, where it says it and it is not that of the page.
    fn lang(&self, frame: &Frame) -> Option<&'a str> {
        let said = self.record.fields.value(Field::Language)?;
        let code = (2..=3).contains(&said.len()) && said.bytes().all(|letter| letter.is_ascii_lowercase());
        (code && said != frame.lang.code()).then_some(said)
    }

    /// Its path in its project.
    fn path(&self) -> Option<&str> {
        match &self.record.key {
            ResourceKey::Part { path, .. } => Some(path),
            ResourceKey::Record { .. } => None,
        }
    }

    /// The address of a file of the project at the source, at a line.
    fn place_at_source(&self, path: &str, line: Option<u32>) -> Option<String> {
        let base = self.file_base.as_deref()?;
        let anchor = line.map(|line| format!("#L{line}")).unwrap_or_default();
        address::safe_href(&format!("{base}{}{anchor}", address::encode_path(path)))
    }
}

/// The page of a resource.
#[must_use]
pub fn render(frame: &Frame, view: &ResourceView) -> String {
    let record = view.record;
    let path = address::resource(&record.id());
    let main = html! {
        article.project.resource {
            (opening(frame, view))
            div.columns {
                div.main {
                    (licence::section(frame, view))
                    (files::section(frame, view))
                    (open_in::section(frame, view))
                    (credit::section(frame, view))
                    (preview::section(frame, view))
                    (similar(frame, view))
                    (message::section(frame, view))
                    (also::section(frame, view))
                    (sources::section(frame, view))
                    (findings::section(frame, view))
                }
                (facts::facts(frame, view))
            }
        }
    };
    let name = shortened(title(record), 120);
    // What is of one name is told apart by where it lies.
    let place = view.path().filter(|path| !path.is_empty()).map_or(record.id(), str::to_owned);
    let title = format!("{name} ({})", shortened(&place, 60));
    let mut head = Head::new(&title, &path);
    if let Some(json_ld) = &view.linked {
        head = head.with_linked(json_ld.clone());
    }
    if matches!(view.reach, Reach::Lost(_)) {
        head = head.unlisted();
    }
    layout::page(frame, &head, &main)
}

fn opening(frame: &Frame, view: &ResourceView) -> Markup {
    let (record, text) = (view.record, &frame.t().resource);
    let description = record.fields.value(Field::Description);
    let summary = record.fields.value(Field::Summary).or(description);
    let names = authors(record);
    html! {
        header.opening {
            p.kicker {
                ((frame.t().words.kind)(HitKind::Resource))
                @if let Some(format) = &record.format { " · " (user(facts::format(frame, format))) }
                " · " (grain(frame, record.grain))
            }
            h1 dir="auto" lang=[view.lang(frame)] { (visible(&shortened(title(record), 200))) }
            @if !names.is_empty() {
                p.note {
                    (text.by) " "
                    @for (at, name) in names.iter().take(6).enumerate() {
                        @if at > 0 { ", " }
                        (user(&shortened(name, 80)))
                    }
                    @if names.len() > 6 { ", " ((frame.t().common.others)((names.len() - 6) as u64)) }
                }
            }
            @if let Some(summary) = summary {
                p.lead dir="auto" lang=[view.lang(frame)] { (typography::sentence(&visible(&shortened(summary, 600)), frame.lang)) }
            }
            @if let Some(description) = description.filter(|description| Some(*description) != summary) {
                @for part in shortened(description, DESCRIPTION).split("\n\n") {
                    p dir="auto" lang=[view.lang(frame)] { (typography::sentence(&visible(part), frame.lang)) }
                }
            }
            (chips(frame, record))
            (selection::links(frame, &record.id(), title(record), Pick::Here(&address::resource(&record.id())), ""))
            (reach(frame, view.reach))
            (moved(frame, view))
            (findings::notice(frame, view))
        }
    }
}

/// What is known of its address, where that does not answer.
fn reach(frame: &Frame, reach: Reach) -> Markup {
    let text = &frame.t().resource;
    let (said, since) = match reach {
        Reach::Good => return html! {},
        Reach::Doubtful(since) => (text.doubtful, since),
        Reach::Lost(since) => (text.lost, since),
    };
    let day = typography::date(since, &frame.site.zone, frame.lang);
    html! { p.notice role="note" { (visible(&said(&day))) } }
}

/// Where it is now, which is not where its record says.
fn moved(frame: &Frame, view: &ResourceView) -> Markup {
    html! {
        @if let Some(address) = view.moved.as_deref().and_then(address::safe_href) {
            p.note {
                (frame.t().resource.moved) (frame.t().common.colon)
                a href=(address) rel="nofollow noopener" { (user(&shortened(&address, 120))) }
            }
        }
    }
}

/// Level, subject and type, each of which leads to what else has it.
fn chips(frame: &Frame, record: &ResourceRecord) -> Markup {
    let text = &frame.t().resource;
    let words = &frame.t().words;
    let of = |key, field| record.fields.values(field).into_iter().take(12).map(move |value| (key, value));
    let levels = of(FacetKey::Level, Field::Level);
    let filters: Vec<_> = levels
        .chain(of(FacetKey::Subject, Field::Subject))
        .chain(of(FacetKey::ResourceType, Field::ResourceType))
        .collect();
    html! {
        @if !filters.is_empty() {
            ul.chips aria-label=(text.chips) {
                @for (key, value) in filters {
                    li { a href=(frame.href(&SearchQuery::filter(key, value).path())) {
                        span.vh { ((words.facet)(key)) (frame.t().common.colon) }
                        (user(&shortened(value, 60)))
                    } }
                }
            }
        }
    }
}

fn grain(frame: &Frame, grain: Grain) -> &'static str {
    (frame.t().resource.grain)(grain)
}

fn similar(frame: &Frame, view: &ResourceView) -> Markup {
    html! {
        @if !view.similar.is_empty() {
            section aria-labelledby="semblables" {
                h2 #semblables { (frame.t().resource.similar) }
                ul.hits { @for hit in view.similar.iter().take(SIMILAR) { (card::card(frame, hit, card::Heading::Third, Pick::No)) } }
            }
        }
    }
}

/// A text to copy, under its name: words, or the words of a program.
fn copied(label: &str, text: &str, code: bool) -> Markup {
    html! {
        p.label { (label) }
        pre.words[!code] tabindex="0" aria-label=(label) { (visible(text)) }
    }
}
