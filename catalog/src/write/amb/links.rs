//! Where an AMB record leads: files, other works, its picture, and the page that describes it here.

use serde_json::{Value, json};

use super::super::address::web;
use super::{Sheet, Told};
use crate::model::{Attachment, Field};

pub(super) fn put(sheet: &mut Sheet, told: &Told<'_>) {
    sheet.put("image", told.value(Field::Logo).and_then(web).map(Value::from));
    for (key, field) in [("isPartOf", Field::PartOf), ("hasPart", Field::HasPart)] {
        let addresses = told.values(field).into_iter().filter_map(web);
        sheet.list(key, addresses.map(|address| json!({"id": address})).collect());
    }
    let basis = |text: &str| match web(text) {
        Some(address) => json!({"id": address, "name": text}),
        None => json!({"name": text}),
    };
    sheet.list("isBasedOn", told.values(Field::BasedOn).into_iter().map(basis).collect());
    sheet.list("encoding", told.files().map(|(place, file)| encoding(&place, file)).collect());
    let provider = web(told.catalogue.base).map(|base| json!({"id": base, "name": told.catalogue.name}));
    let mut page = Sheet::default();
    page.put("id", Some(told.page.as_str().into()));
    page.put("type", Some("WebContent".into()));
    page.put("provider", provider);
    page.put("dateModified", Some(told.gathered().into()));
    sheet.list("mainEntityOfPage", vec![Value::Object(page.0)]);
}

fn encoding(place: &str, file: &Attachment) -> Value {
    let mut sheet = Sheet::default();
    sheet.put("type", Some("MediaObject".into()));
    sheet.put("contentUrl", Some(place.into()));
    sheet.put("encodingFormat", file.media.as_deref().filter(|media| is_media(media)).map(Value::from));
    sheet.put("contentSize", file.bytes.map(|bytes| bytes.to_string().into()));
    let digest = |text: &&str| text.len() == 64 && text.bytes().all(|byte| byte.is_ascii_hexdigit());
    sheet.put("sha256", file.sha256.as_deref().filter(digest).map(Value::from));
    Value::Object(sheet.0)
}

fn is_media(media: &str) -> bool {
    let kinds = [
        "application",
        "audio",
        "example",
        "font",
        "image",
        "message",
        "model",
        "multipart",
        "text",
        "video",
    ];
    let plain = |rest: &str| {
        !rest.is_empty() && rest.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"-+_.".contains(&byte))
    };
    media.split_once('/').is_some_and(|(kind, rest)| kinds.contains(&kind) && plain(rest))
}
