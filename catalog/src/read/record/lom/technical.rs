//! LOM 4 and 6, technical and rights: where it is, what file it is, what may be done with it.

use super::super::node::text;
use super::super::{reference, rights};
use super::value::{Word, phrase};
use crate::model::{Attachment, Field, Severity};
use crate::read::duration;
use crate::read::sheet::Sheet;
use crate::read::tree::Node;

/// Names in the addresses of platforms, with what is needed there.
const PLATFORMS: &[(&str, &str)] = &[("gar.education", "gar"), ("educonnect", "educonnect")];

pub(super) fn claims(sheet: &mut Sheet<'_>, record: &Node) {
    let Some(technical) = record.get("technical") else { return };
    let places: Vec<(&str, Option<u32>)> =
        technical.all("location").filter_map(|node| Some((text(node)?, node.line))).collect();
    let entries: Vec<&str> = record
        .get("general")
        .into_iter()
        .flat_map(|general| general.all("identifier"))
        .filter_map(|identifier| identifier.get("entry").and_then(text))
        .collect();
    for (place, line) in &places {
        // An identifier that goes on where the location stops shows that it was cut.
        let longer = |entry: &&str| entry.len() > place.len() && entry.starts_with(place);
        let cut = place.ends_with(['-', '=', '_']) && entries.iter().any(longer);
        if is_whole(place) && !cut {
            reference::place(sheet, place, "technical.location", *line);
        } else {
            let told = (
                format!("the location in {} is no whole address", sheet.path()),
                "Write the whole address, from https:// to its end.",
            );
            sheet.find(Severity::Warning, "location_truncated", told, Some("technical.location"), *line);
        }
    }
    file(sheet, technical, &places);
    for node in technical.all("extendedLocation") {
        let platform = node.get("platform").and_then(text).unwrap_or_default().to_lowercase();
        if let Some((_, access)) = PLATFORMS.iter().find(|(name, _)| platform.contains(name)) {
            sheet.say(Field::Access, access, Some("technical.extendedLocation"), node.line, 0.8);
        }
    }
    let runs = technical.at("duration.duration").or_else(|| technical.at("duration.datetime"));
    if let Some(duration) = runs.and_then(text).and_then(duration::exact) {
        let line = technical.get("duration").and_then(|node| node.line);
        sheet.say(Field::Duration, &duration, Some("technical.duration"), line, 0.9);
    }
}

/// Whether an address has a host with a dot and no sign of having been cut.
fn is_whole(place: &str) -> bool {
    let cut = place.ends_with("...") || place.ends_with('…') || place.ends_with("&amp");
    let url = url::Url::parse(place).ok().filter(|url| url.has_host() && !cut);
    url.is_some_and(|url| url.host_str().is_some_and(|host| host.contains('.') && !host.ends_with('.')))
}

/// The file, when the one format that is told is not a page's.
fn file(sheet: &mut Sheet<'_>, technical: &Node, places: &[(&str, Option<u32>)]) {
    let size = technical.get("size").and_then(text).and_then(|size| size.parse::<u64>().ok());
    let formats: Vec<String> = technical
        .all("format")
        .filter_map(text)
        .map(|format| format.trim_start_matches("http://purl.org/NET/mediatypes/").to_lowercase())
        .filter(|format| format.contains('/') && format.len() < 100 && !format.contains(' '))
        .collect();
    let [(place, _)] = places else { return };
    let [format] = formats.as_slice() else { return };
    if format != "text/html" && is_whole(place) && place.starts_with("http") {
        sheet.attach(Attachment {
            place: (*place).to_owned(),
            media: Some(format.clone()),
            bytes: size.filter(|size| *size > 0),
            ..Attachment::default()
        });
    }
}

pub(super) fn rights(sheet: &mut Sheet<'_>, record: &Node) {
    let Some(node) = record.get("rights") else { return };
    let free = node.get("cost").and_then(Word::of).and_then(|word| match word.key().as_str() {
        "no" | "non" | "gratuit" => Some("yes"),
        "yes" | "oui" | "payant" => Some("no"),
        _ => None,
    });
    if let Some(free) = free {
        sheet.say(Field::Free, free, Some("rights.cost"), node.line, 1.0);
    }
    for description in node.all("description") {
        rights::say(sheet, phrase(description).unwrap_or_default(), "rights.description", description.line);
    }
}
