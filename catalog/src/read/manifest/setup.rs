//! Python's older manifests: `setup.cfg`, and what `setup.py` spells out.
//!
//! `setup.py` is a program: it is read as text and never run.

use super::quoted::{all_given, given};
use super::{labelled, trove};
use crate::model::Field;
use crate::read::sheet::Sheet;

/// Names of values with the fields they claim.
const TEXTS: &[(&str, Field)] =
    &[("name", Field::Name), ("description", Field::Summary), ("version", Field::Version)];

/// Key, value, line.
type Entry = (String, String, u32);

/// `setup.cfg`: the section `[metadata]`.
pub(in crate::read) fn setup_cfg(sheet: &mut Sheet<'_>, text: &str) {
    let entries = metadata(text);
    let value = |name: &str| entries.iter().find(|(key, ..)| key == name);
    for (name, field) in TEXTS {
        // `file:` and `attr:` say where the value is.
        if let Some((_, text, line)) =
            value(name).filter(|(_, text, _)| !text.starts_with("file:") && !text.starts_with("attr:"))
        {
            sheet.say(*field, text, Some(&format!("metadata.{name}")), Some(*line), 1.0);
        }
    }
    let licence = value("license").filter(|(_, text, _)| !text.starts_with("file:"));
    if let Some((_, text, line)) = licence {
        sheet.licence(text.lines().next().unwrap_or_default(), "metadata.license", Some(*line), 1.0);
    }
    if let Some((_, text, line)) = value("author") {
        text.split([',', '\n'])
            .for_each(|name| sheet.author(name, Some("metadata.author"), Some(*line), 1.0));
    }
    if let Some((_, text, line)) = value("keywords") {
        text.split([',', '\n'])
            .for_each(|word| sheet.say(Field::Keyword, word, Some("metadata.keywords"), Some(*line), 1.0));
    }
    addresses(sheet, &entries);
    if let Some((_, text, line)) = value("classifiers") {
        for one in text.lines() {
            trove::claim(sheet, one, "metadata.classifiers", Some(*line), licence.is_none());
        }
    }
}

/// Its home page, and the addresses it labels.
fn addresses(sheet: &mut Sheet<'_>, entries: &[Entry]) {
    let value = |name: &str| entries.iter().find(|(key, ..)| key == name);
    if let Some((_, text, line)) = value("url") {
        sheet.link(Field::Website, text, "metadata.url", Some(*line), 1.0);
    }
    for (number, pair) in
        (0..).zip(value("project_urls").map(|(_, text, _)| text.lines()).into_iter().flatten())
    {
        let line = value("project_urls").map(|(.., line)| line + number + 1);
        if let Some((field, address)) =
            pair.split_once('=').and_then(|(label, to)| Some((labelled(label.trim())?, to)))
        {
            sheet.link(field, address.trim(), "metadata.project_urls", line, 1.0);
        }
    }
}

/// Keys of `[metadata]` with their values, of which continued lines are joined by line ends.
fn metadata(text: &str) -> Vec<Entry> {
    let mut entries: Vec<Entry> = Vec::new();
    let mut inside = false;
    for (line, content) in (1..).zip(text.lines().take(5_000)) {
        if content.starts_with('[') {
            inside = content.trim_end() == "[metadata]";
        } else if !inside || content.trim_start().starts_with(['#', ';']) {
        } else if content.starts_with([' ', '\t']) {
            if let Some((_, value, _)) = entries.last_mut() {
                value.push('\n');
                value.push_str(content.trim());
            }
        } else if let Some((key, value)) = content.split_once(['=', ':']) {
            entries.push((key.trim().replace('-', "_").to_lowercase(), value.trim().to_owned(), line));
        }
    }
    for (_, value, _) in &mut entries {
        *value = value.trim_start_matches('\n').to_owned();
    }
    entries
}

/// `setup.py`: what is given to `setup(…)` in so many words.
pub(in crate::read) fn setup_py(sheet: &mut Sheet<'_>, text: &str) {
    let Some((before, inside)) = text.split_once("setup(") else { return };
    let above = u32::try_from(before.matches('\n').count()).unwrap_or_default();
    for (name, field) in TEXTS {
        if let Some((value, line)) = given(inside, name) {
            sheet.say(*field, &value, Some(name), Some(above + line), 0.9);
        }
    }
    let licence = given(inside, "license");
    if let Some((value, line)) = &licence {
        sheet.licence(value, "license", Some(above + line), 0.9);
    }
    if let Some((value, line)) = given(inside, "author") {
        value.split(',').for_each(|name| sheet.author(name, Some("author"), Some(above + line), 0.9));
    }
    if let Some((value, line)) = given(inside, "url") {
        sheet.link(Field::Website, &value, "url", Some(above + line), 0.9);
    }
    for (value, line) in all_given(inside, "classifiers") {
        trove::claim(sheet, &value, "classifiers", Some(above + line), licence.is_none());
    }
}
