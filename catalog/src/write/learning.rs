//! A resource as JSON-LD of schema.org, for its page: what search engines and other catalogues read there.
//!
//! What is written can stand inside `<script type="application/ld+json">` as it is. Must not know the page.

use serde_json::{Map, Value, json};

use super::address::web;
use super::resource::{Catalogue, Told, bearer};
use super::schema_org::for_script;
use crate::model::{Field, ResourceRecord};
use crate::read::mailbox;

/// Keys whose values are texts as they are.
const TEXTS: &[(&str, Field)] = &[
    ("version", Field::Version),
    ("dateCreated", Field::Created),
    ("datePublished", Field::Published),
    ("dateModified", Field::Modified),
    ("timeRequired", Field::Duration),
];

/// Keys whose values are lists of texts.
const LISTS: &[(&str, Field)] = &[
    ("inLanguage", Field::Language),
    ("educationalLevel", Field::Level),
    ("learningResourceType", Field::ResourceType),
    ("keywords", Field::Keyword),
    ("teaches", Field::Competence),
    ("identifier", Field::Identifier),
];

/// Keys that lead to other works.
const WORKS: &[(&str, Field)] = &[
    ("isPartOf", Field::PartOf),
    ("hasPart", Field::HasPart),
    ("isBasedOn", Field::BasedOn),
    ("mentions", Field::Related),
];

/// The description as JSON-LD, for the page of the resource.
#[must_use]
pub fn json_ld(record: &ResourceRecord, catalogue: Catalogue<'_>) -> String {
    let told = Told::new(record, catalogue);
    let mut sheet = Map::new();
    sheet.insert("@context".to_owned(), "https://schema.org".into());
    sheet.insert("@type".to_owned(), class(&told));
    sheet.insert("@id".to_owned(), told.page.as_str().into());
    sheet.insert("url".to_owned(), told.place().into());
    sheet.insert("name".to_owned(), text(told.title()));
    let mut put = |key: &str, value: Value| put(&mut sheet, key, value);
    put("description", told.description().map_or(Value::Null, text));
    for (key, field) in TEXTS {
        put(key, told.value(*field).map_or(Value::Null, text));
    }
    for (key, field) in LISTS {
        put(key, told.values(*field).into_iter().map(text).collect());
    }
    for (key, field) in WORKS {
        put(key, told.values(*field).into_iter().map(work).collect());
    }
    rest(&mut sheet, &told);
    for_script(&Value::Object(sheet).to_string())
}

/// Puts a value under a key, unless it says nothing.
fn put(sheet: &mut Map<String, Value>, key: &str, value: Value) {
    if !value.is_null() && value.as_array().is_none_or(|list| !list.is_empty()) {
        sheet.insert(key.to_owned(), value);
    }
}

/// People, subjects, rights and files.
fn rest(sheet: &mut Map<String, Value>, told: &Told<'_>) {
    let mut put = |key: &str, value: Value| put(sheet, key, value);
    for (key, field) in [("author", Field::Author), ("contributor", Field::Contributor)] {
        put(key, told.values(field).into_iter().map(|name| someone(bearer(name), name)).collect());
    }
    for (key, field) in [("publisher", Field::Organisation), ("funder", Field::Funder)] {
        put(key, told.values(field).into_iter().map(|name| someone("Organization", name)).collect());
    }
    put(
        "about",
        told.values(Field::Subject).into_iter().map(|name| json!({"@type": "Thing", "name": name})).collect(),
    );
    put("audience", told.values(Field::Audience).into_iter().map(audience).collect());
    put("license", told.licence().and_then(|_| told.rights()).map_or(Value::Null, Value::from));
    put(
        "isAccessibleForFree",
        told.value(Field::Free).map_or(Value::Null, |free| Value::from(free == "yes")),
    );
    put("image", told.value(Field::Logo).and_then(web).map_or(Value::Null, Value::from));
    put("encoding", told.files().map(|(place, file)| media(&place, file.media.as_deref())).collect());
}

fn text(text: &str) -> Value {
    mailbox::without(text).into_owned().into()
}

fn class(told: &Told<'_>) -> Value {
    let kind = match told.value(Field::ResourceKind) {
        Some("course" | "training") => "Course",
        Some("video") => "VideoObject",
        Some("audio") => "AudioObject",
        Some("image") => "ImageObject",
        Some("book") => "Book",
        Some("dataset") => "Dataset",
        _ => return "LearningResource".into(),
    };
    json!(["LearningResource", kind])
}

fn someone(kind: &str, name: &str) -> Value {
    json!({"@type": kind, "name": text(name)})
}

fn audience(name: &str) -> Value {
    let role = match name {
        "apprenant" => "student",
        "enseignant" => "teacher",
        other => other,
    };
    json!({"@type": "EducationalAudience", "educationalRole": role})
}

fn work(name: &str) -> Value {
    match web(name) {
        Some(address) => json!({"@type": "CreativeWork", "@id": address}),
        None => json!({"@type": "CreativeWork", "name": text(name)}),
    }
}

fn media(place: &str, format: Option<&str>) -> Value {
    match format {
        Some(format) => json!({"@type": "MediaObject", "contentUrl": place, "encodingFormat": format}),
        None => json!({"@type": "MediaObject", "contentUrl": place}),
    }
}
