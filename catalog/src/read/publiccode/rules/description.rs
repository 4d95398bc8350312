//! What people read of it: `description`, once for each language.
//!
//! Lengths are counted in letters with their marks.

use super::super::address::{is_page, is_video};
use super::super::key::Key;
use super::super::language_tag;
use super::super::length::letters;
use super::super::report::{Report, quoted};
use super::identity::picture;
use super::{missing, page, required};

/// Longest generic name, short description and long description, and the shortest long one.
const GENERIC: usize = 35;
const SHORT: usize = 150;
const LONG: std::ops::RangeInclusive<usize> = 150..=10_000;

/// Most languages judged: the Union has twenty-four.
const MOST_LANGUAGES: usize = 40;

pub(super) fn check(report: &mut Report<'_>) {
    let all = Key::of("description");
    let tags: Vec<&str> =
        report.find(&all).map(|node| node.entries().map(|(tag, _)| tag).collect()).unwrap_or_default();
    if tags.is_empty() {
        let message = "description must be there in at least one language".to_owned();
        report.error(
            "publiccode_missing",
            &all,
            message,
            "Add description.fr with shortDescription, longDescription and features.",
        );
        return;
    }
    if let Some(tag) = tags.iter().find(|tag| !language_tag::is_valid(tag)) {
        let message = format!("\"{}\" in description is no language tag", quoted(tag));
        report.error("publiccode_language", &all, message, "Write a tag of BCP 47: fr, en, fr-CA.");
        return;
    }
    for tag in tags.into_iter().take(MOST_LANGUAGES) {
        one(report, &all.language(tag));
    }
}

fn one(report: &mut Report<'_>, key: &Key) {
    let generic = key.name("genericName");
    if let Some(text) = report.text(&generic) {
        at_most(report, &generic, text, GENERIC);
    }
    let short = key.name("shortDescription");
    if let Some(text) = required(report, &short, "Add shortDescription, one sentence of at most 150 letters.")
    {
        at_most(report, &short, text, SHORT);
    }
    let long = key.name("longDescription");
    if let Some(text) = required(report, &long, "Add longDescription, of 150 letters at least.") {
        at_most(report, &long, text, *LONG.end());
        let count = letters(text);
        if count < *LONG.start() {
            let message =
                format!("longDescription has {count} letters; it must have {} at least", LONG.start());
            report.error(
                "publiccode_length",
                &long,
                message,
                "Say what the software is for and who needs it.",
            );
        }
    }
    page(report, &key.name("documentation"));
    page(report, &key.name("apiDocumentation"));
    let features = key.name("features");
    if report.count(&features).unwrap_or_default() == 0 {
        missing(
            report,
            &features,
            "Add features, a list with one thing at least that people can do with it.",
        );
    }
    media(report, key);
}

fn at_most(report: &mut Report<'_>, key: &Key, text: &str, most: usize) {
    let count = letters(text);
    if count > most {
        let message = format!("{} has {count} letters; it may have {most}", quoted(&key.last()));
        report.error("publiccode_length", key, message, "Shorten the text.");
    }
}

fn media(report: &mut Report<'_>, key: &Key) {
    let screenshots = key.name("screenshots");
    for at in 0..report.count(&screenshots).unwrap_or_default() {
        let here = screenshots.item(at);
        let text = report.text(&here).unwrap_or_default();
        picture(report, &here, text);
        let path = text.split(['?', '#']).next().unwrap_or(text).to_ascii_lowercase();
        if ![".png", ".jpg", ".jpeg"].iter().any(|known| path.ends_with(known)) {
            let message = format!("{} is neither PNG nor JPEG by its name", quoted(&here.last()));
            report.advise(
                "publiccode_picture",
                &here,
                message,
                "Give the picture as PNG or JPEG, or remove the item.",
            );
        }
    }
    let videos = key.name("videos");
    for at in 0..report.count(&videos).unwrap_or_default() {
        let here = videos.item(at);
        let Some(text) = report.text(&here) else { continue };
        if !is_page(text) || !is_video(text) {
            let message = format!("\"{}\" is no page of a video that can be embedded", quoted(text));
            report.error(
                "publiccode_video",
                &here,
                message,
                "Give the page of the video on a server that answers oEmbed, or remove the item.",
            );
        }
    }
}
