//! AMB 20231019 as JSON-LD: what catalogues of open resources in Germany, Austria and OERSI take.
//!
//! Only what its rules allow is written, since one fault keeps a record out. Must not know the protocol.

mod concepts;
mod links;
pub mod rdf;

use serde_json::{Map, Value, json};

use super::resource::{Catalogue, Told, bearer, is_day};
use crate::licence::deed;
use crate::model::{Field, ResourceRecord};

/// Classes of schema.org for sorts of resources.
const CLASSES: &[(&str, &str)] = &[
    ("course", "Course"),
    ("video", "VideoObject"),
    ("audio", "AudioObject"),
    ("image", "ImageObject"),
    ("book", "Book"),
    ("document", "DigitalDocument"),
];

/// An object under way; what is missing or empty is left out.
#[derive(Default)]
struct Sheet(Map<String, Value>);

impl Sheet {
    fn put(&mut self, key: &str, value: Option<Value>) {
        if let Some(value) = value {
            self.0.insert(key.to_owned(), value);
        }
    }

    fn list(&mut self, key: &str, values: Vec<Value>) {
        self.put(key, (!values.is_empty()).then_some(Value::Array(values)));
    }
}

/// The record of a resource as one JSON object.
#[must_use]
pub fn amb(record: &ResourceRecord, catalogue: Catalogue<'_>) -> Value {
    let told = Told::new(record, catalogue);
    let mut sheet = Sheet::default();
    let language = told.values(Field::Language).into_iter().find(|code| is_code(code)).unwrap_or("fr");
    sheet.put("@context", Some(json!(["https://w3id.org/kim/amb/context.jsonld", {"@language": language}])));
    sheet.put("id", Some(told.place().into()));
    let kind = told.value(Field::ResourceKind).unwrap_or_default();
    let class = CLASSES.iter().find(|(known, _)| *known == kind).map(|(_, class)| *class);
    sheet.list("type", std::iter::once("LearningResource").chain(class).map(Value::from).collect());
    sheet.put("name", Some(plain(told.title()).into()));
    sheet.put("description", told.description().map(|text| plain(text).into()));
    people(&mut sheet, &told);
    legal(&mut sheet, &told);
    let languages = told.values(Field::Language).into_iter().filter(|code| is_code(code));
    sheet.list("inLanguage", languages.map(Value::from).collect());
    for (key, field) in [
        ("dateCreated", Field::Created),
        ("datePublished", Field::Published),
        ("dateModified", Field::Modified),
    ] {
        sheet.put(key, told.value(field).filter(|day| is_day(day)).map(Value::from));
    }
    // Hours with a fraction are durations too, but not there.
    let whole = |text: &&str| !text.contains(['.', ',']);
    sheet.put("duration", told.value(Field::Duration).filter(whole).map(Value::from));
    concepts::put(&mut sheet, &told);
    links::put(&mut sheet, &told);
    Value::Object(sheet.0)
}

fn is_code(code: &str) -> bool {
    code.len() == 2 && code.bytes().all(|byte| byte.is_ascii_lowercase())
}

/// A text without mails.
fn plain(text: &str) -> String {
    crate::read::mailbox::without(text).into_owned()
}

fn people(sheet: &mut Sheet, told: &Told<'_>) {
    let named = |field: Field| -> Vec<Value> {
        told.values(field).iter().map(|name| json!({"type": bearer(name), "name": plain(name)})).collect()
    };
    sheet.list("creator", named(Field::Author));
    sheet.list("contributor", named(Field::Contributor));
    let bodies = |field: Field| -> Vec<Value> {
        told.values(field).iter().map(|name| json!({"type": "Organization", "name": plain(name)})).collect()
    };
    sheet.list("publisher", bodies(Field::Organisation));
    sheet.list("funder", bodies(Field::Funder));
}

fn legal(sheet: &mut Sheet, told: &Told<'_>) {
    // Others than these are not told at all: the rules allow no other address.
    sheet.put("license", told.licence().and_then(deed).map(|address| json!({"id": address})));
    let free = match told.value(Field::Free) {
        Some("yes") => Some(true),
        Some("no") => Some(false),
        _ => None,
    };
    sheet.put("isAccessibleForFree", free.map(Value::from));
    let access =
        told.value(Field::Access).map(|access| if access == "no_account" { "no_login" } else { "login" });
    let concept =
        |word| json!({"type": "Concept", "id": format!("http://w3id.org/kim/conditionsOfAccess/{word}")});
    sheet.put("conditionsOfAccess", access.map(concept));
}
