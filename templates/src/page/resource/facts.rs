//! The column of facts beside a resource: what it takes, where it is from, since when, its versions.
//!
//! Words of the model become words of people here; must not know how they were found.

use glane_catalog::model::{Field, Grain, ResourceKey, ResourceRecord, ResourceVersion};
use maud::{Markup, html};

use super::{ResourceView, files};
use crate::part::badge;
use crate::part::claims::{linked, outside};
use crate::safe::{shortened, user};
use crate::{FacetKey, Frame, SearchQuery, address};

/// Most values of one list.
const MOST: usize = 20;
/// Versions shown before the rest is folded away.
const VERSIONS: usize = 5;

/// What it takes to use a resource, in the order of the column.
const TEACHING: [Field; 12] = [
    Field::ResourceType,
    Field::ResourceKind,
    Field::Duration,
    Field::Language,
    Field::Audience,
    Field::Access,
    Field::Free,
    Field::Programme,
    Field::Occurs,
    Field::Competence,
    Field::AnswerKey,
    Field::EditableSource,
];

/// The column of facts.
pub(super) fn facts(frame: &Frame, view: &ResourceView) -> Markup {
    let (text, record) = (&frame.t().project, view.record);
    html! {
        aside.facts aria-labelledby="facts" {
            h2 #facts { (text.facts) }
            dl {
                (words(frame, record, Field::Level, FacetKey::Level))
                (words(frame, record, Field::Subject, FacetKey::Subject))
                (teaching(frame, view))
                (origin(frame, view))
                (relations(frame, record))
                (keywords(frame, record))
                (dates(frame, record))
                (versions(frame, view))
            }
        }
    }
}

/// The name of a format, else its slug.
pub(super) fn format<'a>(frame: &Frame, slug: &'a str) -> &'a str {
    (frame.t().words.format)(slug).unwrap_or(slug)
}

/// A field whose values lead to searches.
fn words(frame: &Frame, record: &ResourceRecord, field: Field, key: FacetKey) -> Markup {
    let values = record.fields.values(field);
    html! {
        @if !values.is_empty() {
            dt { ((frame.t().words.field)(field)) }
            @for value in values.into_iter().take(MOST) { dd.word { (badge::link(frame, key, value)) } }
        }
    }
}

/// What it takes to use it.
fn teaching(frame: &Frame, view: &ResourceView) -> Markup {
    let record = view.record;
    let words = &frame.t().resource.values;
    let told = |field: Field, value: &str| -> String {
        match field {
            Field::Duration => (words.duration)(value),
            Field::Language => (words.language)(value).map(str::to_owned),
            Field::Access => (words.access)(value).map(str::to_owned),
            Field::ResourceKind => (words.kind)(value).map(str::to_owned),
            Field::Free | Field::AnswerKey | Field::EditableSource => {
                (words.yes_no)(value).map(str::to_owned)
            }
            _ => None,
        }
        .unwrap_or_else(|| value.to_owned())
    };
    let values = |field: Field| -> Vec<&str> {
        let one = || record.fields.value(field).into_iter().collect();
        if field.is_many() { record.fields.values(field) } else { one() }
    };
    html! {
        @for field in TEACHING {
            @let values = values(field);
            @if !values.is_empty() {
                dt { ((frame.t().words.field)(field)) }
                @for value in values.into_iter().take(MOST) {
                    @match field {
                        Field::AnswerKey | Field::EditableSource if (words.yes_no)(value).is_none() => {
                            dd { (beside(view, value)) }
                        }
                        _ => dd { (outside(&told(field, value))) },
                    }
                }
            }
        }
    }
}

/// What lies beside it: a path of its project, or an address.
fn beside(view: &ResourceView, place: &str) -> Markup {
    let at_source = view.path().filter(|_| address::safe_href(place).is_none());
    match at_source.and_then(|_| view.place_at_source(place, None)) {
        Some(url) => linked(Some(url), &html! { span.path { (user(&shortened(place, 120))) } }),
        None => outside(place),
    }
}

/// The project, or the catalogue, and the address there.
fn origin(frame: &Frame, view: &ResourceView) -> Markup {
    let (text, project) = (&frame.t().resource, &frame.t().project);
    html! {
        @match (&view.record.key, &view.project) {
            (ResourceKey::Part { project: key, path }, place) => {
                @if let Some(place) = place {
                    dt { (text.project) }
                    dd { a href=(frame.href(&address::project(key.forge.as_str(), &place.path))) {
                        (user(&shortened(&place.title, 120)))
                    } }
                }
                dt { (project.forge) } dd { (key.forge) }
                @if !path.is_empty() {
                    dt { (project.path) }
                    dd.path { (linked(view.place_at_source(path, None), &user(&shortened(path, 200)))) }
                }
            }
            (ResourceKey::Record { source, id }, _) => {
                dt { (text.catalogue) }
                dd { (user(&shortened(view.catalogue.as_deref().unwrap_or(source.as_str()), 120))) }
                dt { (text.identifier) } dd.path { (user(&shortened(id, 200))) }
            }
        }
        @if let Some(body) = view.record.fields.value(Field::Organisation) {
            dt { (project.organisation) } dd { (user(&shortened(body, 160))) }
        }
        @if let Some(url) = view.source() { dt { (text.source) } dd { (outside(&url)) } }
    }
}

fn relations(frame: &Frame, record: &ResourceRecord) -> Markup {
    let fields = [Field::PartOf, Field::HasPart, Field::VersionOf, Field::BasedOn, Field::Related];
    html! {
        @for field in fields {
            @let values = record.fields.values(field);
            @if !values.is_empty() {
                dt { ((frame.t().words.field)(field)) }
                @for value in values.into_iter().take(MOST) { dd { (outside(value)) } }
            }
        }
    }
}

/// Keywords are no facet: they lead to the search for the word.
fn keywords(frame: &Frame, record: &ResourceRecord) -> Markup {
    let values = record.fields.values(Field::Keyword);
    html! {
        @if !values.is_empty() {
            dt { (frame.t().project.keywords) }
            @for value in values.into_iter().take(MOST) {
                dd.word {
                    a href=(frame.href(&SearchQuery::words(value).path())) { (user(&shortened(value, 60))) }
                }
            }
        }
    }
}

/// When it was made, by its own word, and when it was found and read here.
fn dates(frame: &Frame, record: &ResourceRecord) -> Markup {
    let text = &frame.t().resource;
    html! {
        @for field in [Field::Published, Field::Modified] {
            @if let Some(value) = record.fields.value(field) {
                dt { ((frame.t().words.field)(field)) } dd { (user(&shortened(value, 40))) }
            }
        }
        dt { (text.found) } dd { (frame.date(record.found_at)) }
        dt { (text.gathered) } dd { (frame.date(record.gathered_at)) }
    }
}

/// Its states in the history of the project, newest first.
fn versions(frame: &Frame, view: &ResourceView) -> Markup {
    let text = &frame.t().resource;
    let (first, rest) = view.record.versions.split_at(view.record.versions.len().min(VERSIONS));
    let item = |version: &ResourceVersion| {
        let short: String = version.commit.chars().take(8).collect();
        let label = html! { (frame.date(version.at)) };
        let path = view.path().filter(|_| view.record.grain == Grain::File);
        let href = path.and_then(|path| files::served_at(view, &version.commit, path));
        html! {
            (linked(href, &label)) " "
            @if let Some(tag) = &version.tag { strong { (user(&shortened(tag, 40))) } " " }
            span.note.path { (user(&short)) }
        }
    };
    html! {
        @if !first.is_empty() {
            dt { (text.versions) }
            @for version in first { dd { (item(version)) } }
            @if !rest.is_empty() {
                dd {
                    details.more {
                        summary { ((text.older)(rest.len() as u64)) }
                        ul { @for version in rest { li { (item(version)) } } }
                    }
                }
            }
        }
    }
}
