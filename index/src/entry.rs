//! From a record of the catalogue to the document that is indexed.
//!
//! The one place that decides which part of a record is searched, counted and shown.

mod address;
mod card;
mod licence;
mod named;
mod news;
mod resource;
mod signs;
mod software;

use std::collections::BTreeSet;

use glane_catalog::model::{Examination, Field, ProjectRecord, RecordKey};
use glane_catalog::vocabulary::fold::fold;
use glane_catalog::vocabulary::school;
use tantivy::{DateTime, TantivyDocument};

use crate::analyse::folded;
use crate::facet::Facet;
use crate::schema::Fields;
use crate::signal::bits;
use crate::suggest::kept;
use address::without_addresses;
use news::news;
use signs::signs;

pub use card::{Card, Kind};

/// Bytes of text kept for excerpts.
const EXCERPT_SOURCE: usize = 16 * 1024;
/// Files whose titles and names are searched, a record.
const FILES: usize = 500;
/// Topics a record, and bytes of a facet's value.
const TOPICS: usize = 30;
const VALUE: usize = 120;
/// A language with less than this share of the source bytes is not counted.
const LANGUAGE_SHARE: f64 = 0.01;

/// A record ready to be indexed.
pub(crate) struct Entry {
    card: Card,
    about: Vec<String>,
    topics: Vec<String>,
    /// Other names of its levels and subjects.
    school: Vec<&'static str>,
    body: String,
    files: Vec<String>,
    authors: Vec<String>,
    /// Terms by which bodies and people are suggested.
    named: Vec<String>,
    /// Facets that only this kind of record has.
    more: Vec<(Facet, String)>,
    /// The last commit of a person to the source that it is.
    last_human_commit: Option<jiff::Timestamp>,
}

/// The value of the key field of a record.
pub(crate) fn document_key(key: &RecordKey) -> String {
    match key {
        RecordKey::Project(key) => format!("{}/{key}", Kind::Project.as_str()),
        RecordKey::Resource(id) => format!("{}/{id}", Kind::Resource.as_str()),
    }
}

/// The value of the key field of a program.
pub(crate) fn software_key(id: &str) -> String {
    format!("{}/{id}", Kind::Software.as_str())
}

impl Entry {
    /// What to index of a project.
    pub(crate) fn project(record: &ProjectRecord) -> Self {
        let examination = record.examination.as_ref();
        let topics = topics(record);
        let card = card(record);
        let mut about: Vec<String> = topics.clone();
        about.extend(card.levels.iter().chain(&card.subjects).cloned());
        about.push(record.source.path.rsplit('/').next().unwrap_or_default().to_owned());
        // The titles that are not shown: the text is kept without its own.
        let names = record.values(Field::Name).into_iter().map(without_addresses);
        about.extend(names.filter(|name| *name != card.title));
        let school = school_names(&card);
        let files = examination.map(files).unwrap_or_default();
        let text = examination.and_then(|examination| examination.text.as_deref());
        let body = body([record.summary(), record.claimed(Field::Description), text]);
        let authors = [Field::Author, Field::Contributor].into_iter().flat_map(|field| record.values(field));
        let authors = authors.map(without_addresses).collect();
        let more = record.claimed(Field::Language).map(|code| (Facet::Tongue, code.to_owned()));
        let named = named::of_project(record);
        let more = more.into_iter().collect();
        let last_human_commit = examination.and_then(|examination| examination.history.last_human_commit);
        Self { about, topics, school, body, files, authors, named, more, last_human_commit, card }
    }

    /// The document of the index.
    pub(crate) fn document(&self, fields: &Fields) -> TantivyDocument {
        let mut document = TantivyDocument::default();
        let card = &self.card;
        document.add_text(fields.key, format!("{}/{}", card.kind.as_str(), card.key));
        document.add_text(fields.card, serde_json::to_string(card).unwrap_or_default());
        document.add_text(fields.text, in_one_line(cut(&self.body, EXCERPT_SOURCE)));
        document.add_text(fields.title_order, cut(&folded(&card.title), VALUE));
        document.add_text(fields.title_shown, kept(card.kind, &card.title, VALUE));
        if let Some(updated) = card.updated {
            document.add_date(fields.updated, DateTime::from_timestamp_secs(updated.as_second()));
        }
        if let Some(news) = card.news {
            document.add_date(fields.news, DateTime::from_timestamp_secs(news.as_second()));
        }
        self.add_texts(fields, &mut document);
        let facets = self.facets();
        let libre = facets.contains(&(Facet::LicenceFamily, "libre".to_owned()));
        document.add_u64(fields.signals, bits(card, libre, !self.topics.is_empty()));
        // What is the same once it is cut counts once.
        let cut: BTreeSet<(Facet, &str)> =
            facets.iter().map(|(facet, value)| (*facet, cut(value, VALUE))).collect();
        for (facet, value) in cut {
            document.add_text(fields.facet(facet), value);
        }
        document
    }

    fn add_texts(&self, fields: &Fields, document: &mut TantivyDocument) {
        let english = self.card.english;
        let title = &self.card.title;
        document.add_text(if english { fields.title_en } else { fields.title_fr }, title);
        document.add_text(fields.title_exact, title);
        for text in &self.about {
            document.add_text(fields.about_fr, text);
            document.add_text(fields.about_exact, text);
        }
        for name in &self.school {
            document.add_text(fields.school_exact, name);
        }
        for text in std::iter::once(&self.body).chain(&self.files) {
            document.add_text(if english { fields.body_en } else { fields.body_fr }, text);
            document.add_text(fields.body_exact, text);
            document.add_text(fields.compounds, text);
        }
        for author in &self.authors {
            document.add_text(fields.author, author);
        }
        for term in &self.named {
            document.add_text(fields.named, term);
        }
        document.add_text(fields.names, title);
        document.add_text(fields.names, &self.card.organisation);
        for name in self.about.iter().chain(&self.card.languages) {
            document.add_text(fields.names, name);
        }
    }

    /// The distinct values of each facet; a value counts once a record.
    fn facets(&self) -> BTreeSet<(Facet, String)> {
        let card = &self.card;
        let (licences, families) = licence::values(card.licence.as_deref());
        let mut values = BTreeSet::from([
            (Facet::Kind, card.kind.as_str().to_owned()),
            (Facet::Forge, card.forge.clone()),
            (Facet::Organisation, card.organisation.clone()),
        ]);
        let many = [
            (Facet::Licence, &licences),
            (Facet::LicenceFamily, &families),
            (Facet::Language, &card.languages),
            (Facet::Level, &card.levels),
            (Facet::Subject, &card.subjects),
            (Facet::Topic, &self.topics),
        ];
        for (facet, list) in many {
            values.extend(list.iter().map(|value| (facet, value.clone())));
        }
        values.extend(self.more.iter().cloned());
        values.extend(signs(card, self.last_human_commit));
        values.retain(|(_, value)| !value.is_empty());
        values
    }
}

fn card(record: &ProjectRecord) -> Card {
    let examination = record.examination.as_ref();
    let updated = examination
        .and_then(|examination| examination.history.last_commit)
        .or(record.source.last_activity_at);
    Card {
        kind: Kind::Project,
        key: record.source.key.to_string(),
        title: without_addresses(record.title()),
        summary: record.summary().map(without_addresses),
        forge: record.source.key.forge.to_string(),
        path: record.source.path.clone(),
        file: None,
        source: None,
        organisation: record.owner().to_owned(),
        licence: record.licence().map(str::to_owned),
        languages: examination.map(languages).unwrap_or_default(),
        levels: owned(record.values(Field::Level)),
        subjects: owned(record.values(Field::Subject)),
        types: Vec::new(),
        format: None,
        access: None,
        updated,
        news: news(record.published_at, updated, record.collected_at),
        archived: record.source.archived,
        english: record.claimed(Field::Language) == Some("en"),
        link: None,
    }
}

fn owned(values: Vec<&str>) -> Vec<String> {
    values.into_iter().map(str::to_owned).collect()
}

fn languages(examination: &Examination) -> Vec<String> {
    let total: u64 = examination.languages.iter().map(|share| share.bytes).sum();
    #[expect(clippy::cast_precision_loss, reason = "a share of bytes needs no more than 52 bits")]
    let counts = |bytes: u64| bytes as f64 >= total as f64 * LANGUAGE_SHARE;
    let large = examination.languages.iter().filter(|share| counts(share.bytes));
    large.take(10).map(|share| share.name.clone()).collect()
}

/// Topics of the forge and keywords of the files: each once in its first spelling, but in lower case,
/// so that records share the values they are counted by.
fn topics(record: &ProjectRecord) -> Vec<String> {
    let claimed = record.values(Field::Keyword);
    distinct(record.source.topics.iter().map(String::as_str).chain(claimed))
}

fn distinct<'a>(topics: impl Iterator<Item = &'a str>) -> Vec<String> {
    let mut keys = BTreeSet::new();
    let once = topics.filter_map(|topic| {
        let topic = without_addresses(topic.trim()).to_lowercase();
        (!topic.is_empty() && keys.insert(fold(&topic))).then_some(topic)
    });
    once.take(TOPICS).collect()
}

/// What else the levels, subjects and types are called, each name once as the index sees it.
fn school_names(card: &Card) -> Vec<&'static str> {
    let levels = card.levels.iter().map(|level| (school::Kind::Level, level));
    let subjects = card.subjects.iter().map(|subject| (school::Kind::Subject, subject));
    let types = card.types.iter().map(|name| (school::Kind::Type, name));
    let mut keys = BTreeSet::new();
    let names =
        levels.chain(subjects).chain(types).flat_map(|(kind, term)| school::also_known_as(kind, term));
    names.filter(|name| keys.insert(folded(name))).collect()
}

/// Summary, description and text; none of them when another says it already.
fn body(said: [Option<&str>; 3]) -> String {
    let parts = said.map(|part| part.unwrap_or("").trim());
    let is_said = |place: usize| {
        // A summary taken from the text may have been cut.
        let sought = parts[place].trim_end_matches('…');
        parts.iter().enumerate().any(|(other, part)| {
            other != place && part.contains(sought) && (part.len() > sought.len() || other < place)
        })
    };
    let kept: Vec<&str> =
        (0..parts.len()).filter(|place| !is_said(*place)).map(|place| parts[place]).collect();
    without_addresses(kept.join("\n\n").trim())
}

/// The blocks of a text with a dot between, so that an excerpt does not run them together.
fn in_one_line(text: &str) -> String {
    let blocks: Vec<&str> = text.split("\n\n").map(str::trim).filter(|block| !block.is_empty()).collect();
    blocks.join(" · ")
}

/// Titles and names of the files that teach.
fn files(examination: &Examination) -> Vec<String> {
    let texts = examination.resources.iter().take(FILES).flat_map(|file| {
        let name = file.path.rsplit('/').next().unwrap_or_default();
        let stem = name.split_once('.').map_or(name, |(stem, _)| stem).to_owned();
        [Some(stem), file.title.as_deref().map(without_addresses)]
    });
    texts.flatten().collect()
}

/// The start of a text, at most so many bytes, cut between characters.
fn cut(text: &str, bytes: usize) -> &str {
    &text[..text.floor_char_boundary(bytes)]
}

#[cfg(test)]
mod tests;
