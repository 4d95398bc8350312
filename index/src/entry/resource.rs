//! What to index of a resource: what it says itself, and the little that its project adds.
//!
//! Must not know which resources are shown: the catalogue gives no other.

use glane_catalog::model::{Field, Home, PlacedResource, ResourceKey, ResourceRecord};
use jiff::civil::Date;
use jiff::tz::TimeZone;

use super::address::without_addresses;
use super::news::news;
use super::{Card, Entry, FILES, Kind, body, distinct, owned, school_names};
use crate::facet::Facet;

/// Characters of a description that stand for a summary where none is said.
const SUMMARY: usize = 300;

impl Entry {
    /// What to index of a resource.
    pub(crate) fn resource(placed: &PlacedResource) -> Self {
        let record = &placed.record;
        let card = card(placed);
        let keywords = distinct(record.fields.values(Field::Keyword).into_iter());
        let many = |field| record.fields.values(field).into_iter().map(without_addresses);
        let mut about = keywords.clone();
        about.extend(card.levels.iter().chain(&card.subjects).chain(&card.types).cloned());
        let authors: Vec<String> = many(Field::Author).chain(many(Field::Contributor)).collect();
        about.extend(authors.iter().cloned());
        about.extend(many(Field::Organisation).chain(many(Field::Competence)));
        about.extend(many(Field::Name).filter(|name| *name != card.title));
        let said = |field| record.fields.value(field);
        let body = body([said(Field::Summary), said(Field::Description), record.text.as_deref()]);
        let mut more: Vec<(Facet, String)> =
            card.types.iter().map(|value| (Facet::ResourceType, value.clone())).collect();
        more.extend(card.format.clone().map(|format| (Facet::Format, format)));
        let tongue = record.fields.value(Field::Language).map(|code| (Facet::Tongue, code.to_owned()));
        more.extend(tongue);
        more.extend(card.access.clone().map(|access| (Facet::Access, access)));
        Self {
            about,
            topics: keywords,
            school: school_names(&card),
            body,
            authors,
            named: super::named::of_resource(placed),
            files: places(record, placed.home.as_ref()),
            more,
            last_human_commit: None,
            card,
        }
    }
}

impl Card {
    /// What is shown of a resource, whether it is in the index or not.
    #[must_use]
    pub fn of(placed: &PlacedResource) -> Self {
        card(placed)
    }
}

fn card(placed: &PlacedResource) -> Card {
    let (record, home) = (&placed.record, placed.home.as_ref());
    let said = |field| record.fields.value(field).map(without_addresses);
    let (file, source) = match &record.key {
        ResourceKey::Part { path, .. } => (Some(path.clone()).filter(|path| !path.is_empty()), None),
        ResourceKey::Record { source, .. } => (None, Some(source.to_string())),
    };
    Card {
        kind: Kind::Resource,
        key: record.id(),
        title: title(record, home),
        summary: summary(record),
        forge: home.map(|home| home.project.forge.to_string()).unwrap_or_default(),
        path: home.map(|home| home.path.clone()).unwrap_or_default(),
        file,
        source,
        organisation: match home {
            Some(home) => home.owner().to_owned(),
            None => said(Field::Organisation).unwrap_or_default(),
        },
        licence: record.licence.expression.clone(),
        languages: Vec::new(),
        levels: owned(record.fields.values(Field::Level)),
        subjects: owned(record.fields.values(Field::Subject)),
        types: owned(record.fields.values(Field::ResourceType)),
        format: record.format.clone(),
        access: said(Field::Access),
        updated: updated(record),
        news: news(Some(record.found_at), updated(record), Some(record.gathered_at)),
        archived: home.is_some_and(|home| home.archived),
        english: record.fields.value(Field::Language) == Some("en"),
        link: None,
    }
}

/// Its own title; without one, the name of its file, that of its project, or its identifier.
fn title(record: &ResourceRecord, home: Option<&Home>) -> String {
    if let Some(title) = record.fields.value(Field::Name) {
        return without_addresses(title);
    }
    let place = match &record.key {
        ResourceKey::Part { path, .. } => path.rsplit('/').next().unwrap_or_default(),
        ResourceKey::Record { id, .. } => id,
    };
    let whole = home.filter(|_| place.is_empty()).map(|home| home.title.as_str());
    without_addresses(whole.unwrap_or(place))
}

fn summary(record: &ResourceRecord) -> Option<String> {
    let said = record.fields.value(Field::Summary).map(without_addresses);
    said.or_else(|| {
        let text = without_addresses(record.fields.value(Field::Description)?);
        match text.char_indices().nth(SUMMARY) {
            None => Some(text),
            Some((end, _)) => Some(format!("{}…", text[..end].trim_end())),
        }
    })
}

/// When it last changed: by the history of its project, else by what it says.
fn updated(record: &ResourceRecord) -> Option<jiff::Timestamp> {
    let said = [Field::Modified, Field::Published, Field::Created];
    let said = || said.into_iter().find_map(|field| record.fields.value(field).and_then(instant));
    record.versions.first().map(|version| version.at).or_else(said)
}

/// An instant, or a day as its first instant.
fn instant(text: &str) -> Option<jiff::Timestamp> {
    let day = || text.get(..10)?.parse::<Date>().ok()?.to_zoned(TimeZone::UTC).ok();
    text.parse().ok().or_else(|| day().map(|day| day.timestamp()))
}

/// Where it lies and what can be taken away: the names of folders and files, and that of the project.
fn places(record: &ResourceRecord, home: Option<&Home>) -> Vec<String> {
    let path = match &record.key {
        ResourceKey::Part { path, .. } => path.as_str(),
        ResourceKey::Record { .. } => "",
    };
    let names = path.split('/').filter(|name| !name.is_empty()).map(str::to_owned);
    let attachments = record.attachments.iter().take(FILES).map(|attachment| {
        let name = attachment.place.rsplit('/').next().unwrap_or_default();
        name.rsplit_once('.').map_or(name, |(stem, _)| stem).to_owned()
    });
    let title = home.map(|home| without_addresses(&home.title));
    names.chain(title).chain(attachments).collect()
}
