//! Videos as instances of PeerTube describe them in the answers of their API.
//!
//! Of people there is the name that an account shows; what it says of itself, and how it asks for support, is
//! not read. Must not know how an answer was fetched.

#[cfg(test)]
mod tests;

use url::Url;

use super::{concept, rights};
use crate::licence::parse_expression;
use crate::model::Field;
use crate::read::sheet::Sheet;
use crate::read::tree::{Node, Value, json};
use crate::read::{Reading, day, language, rights as words, teaching};

/// Most videos read from one answer.
const VIDEOS: usize = 100;
/// The number of `Public` among the degrees of privacy.
const PUBLIC: &str = "1";

/// PeerTube's own licences by their numbers: names without a version, but for the last.
const LICENCES: [(&str, &str); 7] = [
    ("1", "CC BY"),
    ("2", "CC BY-SA"),
    ("3", "CC BY-ND"),
    ("4", "CC BY-NC"),
    ("5", "CC BY-NC-SA"),
    ("6", "CC BY-NC-ND"),
    ("7", "CC0-1.0"),
];

/// A page of a list of videos.
#[derive(Debug, Clone, PartialEq)]
pub struct Videos {
    /// How many there are in all, where the instance says so.
    pub total: Option<u64>,
    /// Those of this page, in its order; none stands for one that has no identifier.
    pub videos: Vec<Option<Video>>,
}

/// One video.
#[derive(Debug, Clone, PartialEq)]
pub struct Video {
    /// Its universal identifier.
    pub uuid: String,
    /// Why it is not for everybody to see here; none where it is.
    pub withheld: Option<&'static str>,
    /// What is said of it.
    pub reading: Reading,
}

/// Reads a page of a list; none where the text is no such answer.
#[must_use]
pub fn videos(instance: &Url, text: &str) -> Option<Videos> {
    let root = json::parse(text).root?;
    let Value::List(items) = &root.get("data")?.value else { return None };
    let total = root.get("total").and_then(Node::text).and_then(|total| total.parse().ok());
    Some(Videos { total, videos: items.iter().take(VIDEOS).map(|item| one(instance, item)).collect() })
}

/// Reads the answer that describes one video; none where the text is no such answer.
#[must_use]
pub fn video(instance: &Url, text: &str) -> Option<Video> {
    one(instance, &json::parse(text).root?)
}

fn one(instance: &Url, node: &Node) -> Option<Video> {
    let uuid = node.get("uuid").and_then(Node::text).filter(|uuid| is_uuid(uuid))?.to_ascii_lowercase();
    let mut sheet = Sheet::of_record(&uuid);
    let withheld = withheld(node);
    if withheld.is_none() {
        claims(&mut sheet, instance, node, &uuid);
    }
    let reading = sheet.done();
    Some(Video { uuid, withheld, reading })
}

fn is_uuid(text: &str) -> bool {
    let letter = |(at, byte): (usize, u8)| match at {
        8 | 13 | 18 | 23 => byte == b'-',
        _ => byte.is_ascii_hexdigit(),
    };
    text.len() == 36 && text.bytes().enumerate().all(letter)
}

fn withheld(node: &Node) -> Option<&'static str> {
    let is = |key: &str, value: &str| node.get(key).and_then(Node::text) == Some(value);
    if node.at("privacy.id").and_then(Node::text) != Some(PUBLIC) {
        Some("it is not said to be public")
    } else if is("nsfw", "true") {
        Some("it is marked as sensitive")
    } else if is("blacklisted", "true") {
        Some("its moderators blocked it")
    } else if is("isLive", "true") {
        Some("it is a live stream")
    } else if is("isLocal", "false") {
        Some("it belongs to another instance")
    } else {
        None
    }
}

fn claims(sheet: &mut Sheet<'_>, instance: &Url, node: &Node, uuid: &str) {
    let text = |path: &str| node.at(path).and_then(Node::text).map(str::trim).filter(|text| !text.is_empty());
    sheet.say(Field::ResourceKind, "video", Some("uuid"), None, 1.0);
    if let Some(name) = text("name") {
        sheet.say(Field::Name, name, Some("name"), None, 1.0);
        teaching::of_title(sheet, name, None);
    }
    if let Some(description) = text("description") {
        sheet.say(Field::Summary, description, Some("description"), None, 1.0);
        sheet.say(Field::Description, description, Some("description"), None, 1.0);
    }
    place(sheet, instance, node, uuid);
    licence(sheet, node);
    if let Some(language) = text("language.id").and_then(language::language) {
        sheet.say(Field::Language, &language, Some("language"), None, 1.0);
    }
    let author = text("account.displayName").or_else(|| text("channel.displayName"));
    sheet.author(author.unwrap_or_default(), Some("account.displayName"), None, 1.0);
    if let Some(channel) = text("channel.displayName").filter(|channel| Some(*channel) != author) {
        sheet.say(Field::PartOf, channel, Some("channel.displayName"), None, 0.9);
    }
    if text("category.id").is_some() {
        concept::keyword(sheet, text("category.label").unwrap_or_default(), "category", None);
    }
    for tag in node.get("tags").map(Node::items).unwrap_or_default() {
        concept::keyword(sheet, tag.text().unwrap_or_default(), "tags", None);
    }
    if let Some(duration) = text("duration").and_then(|seconds| seconds.parse().ok()).and_then(spelt) {
        sheet.say(Field::Duration, &duration, Some("duration"), None, 1.0);
    }
    let first = text("originallyPublishedAt").and_then(day::date);
    for (field, key, day) in [
        (Field::Published, "publishedAt", first.or_else(|| text("publishedAt").and_then(day::date))),
        (Field::Modified, "updatedAt", text("updatedAt").and_then(day::date)),
    ] {
        sheet.say(field, &day.unwrap_or_default(), Some(key), None, 1.0);
    }
}

/// Where it is watched, on the instance that was asked: what it says of its address must be there.
fn place(sheet: &mut Sheet<'_>, instance: &Url, node: &Node, uuid: &str) {
    let here = |path: &str| instance.join(path).ok().filter(|url| url.origin() == instance.origin());
    let said = node.get("url").and_then(Node::text).and_then(here);
    if let Some(watch) = said.or_else(|| here(&format!("/videos/watch/{uuid}"))) {
        sheet.link(Field::Website, watch.as_str(), "url", None, 1.0);
    }
    if let Some(picture) = node.get("previewPath").and_then(Node::text).and_then(here) {
        sheet.link(Field::Logo, picture.as_str(), "previewPath", None, 0.8);
    }
}

/// The licence that it is said to have; instances may name others than PeerTube's own, or better.
fn licence(sheet: &mut Sheet<'_>, node: &Node) {
    let Some(id) = node.at("licence.id").and_then(Node::text) else { return };
    let label = node.at("licence.label").and_then(Node::text).unwrap_or_default();
    let versioned = label.contains(|c: char| c.is_ascii_digit());
    let own = LICENCES.iter().find(|(number, _)| *number == id).map(|(_, name)| *name);
    let said = own.filter(|_| !versioned || parse_expression(label).is_none()).unwrap_or(label);
    rights::say(sheet, said, "licence", None);
    let unsaid = parse_expression(said).and_then(|known| words::version_unsaid(said, &known, "licence"));
    sheet.add(unsaid);
}

/// Seconds as a duration of ISO 8601.
fn spelt(seconds: u32) -> Option<String> {
    let (hours, minutes, rest) = (seconds / 3600, seconds / 60 % 60, seconds % 60);
    let parts = [(hours, 'H'), (minutes, 'M'), (rest, 'S')];
    let said: String = parts
        .iter()
        .filter(|(number, _)| *number > 0)
        .map(|(number, unit)| format!("{number}{unit}"))
        .collect();
    (!said.is_empty()).then(|| format!("PT{said}"))
}
