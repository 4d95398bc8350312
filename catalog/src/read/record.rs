//! Records of resources, as catalogues write and exchange them: which reader takes which text.
//!
//! Must not know where a record was fetched.

pub(super) mod amb;
mod concept;
pub(super) mod dublin_core;
mod kind;
pub(super) mod list;
pub(super) mod lom;
mod node;
pub(super) mod oersi;
mod peertube;
mod reference;
mod rights;
#[cfg(test)]
mod tests;
mod vcard;
mod work;
mod wrapped;

use super::sheet::{Sheet, clean, shorten};
use super::tree::{json, yaml};
use super::{Format, Reading, mailbox};

pub use kind::of as record_format;
pub use list::{Row, list};
pub use oersi::included;
pub use peertube::{Video, Videos, video, videos};

/// Most records read from one text.
const RECORDS: usize = 10_000;

/// Reads one record of another catalogue: its claims name the record and the element, not a file.
///
/// `identifier` is the record's own in that catalogue. A text of another format than [`Format::Lom`],
/// [`Format::DublinCore`], [`Format::Amb`] and [`Format::Oersi`] gives nothing.
#[must_use]
pub fn record(format: Format, identifier: &str, text: &str) -> Reading {
    let mut sheet = Sheet::of_record(identifier);
    match format {
        Format::Lom => lom::read(&mut sheet, text),
        Format::DublinCore => dublin_core::read(&mut sheet, text),
        Format::Amb => amb::read(&mut sheet, text),
        Format::Oersi => oersi::read(&mut sheet, text),
        _ => {}
    }
    sheet.done()
}

/// Reads a block of JSON-LD that a page carries, as the record of that page; a block that speaks of nothing
/// to learn with says nothing.
#[must_use]
pub fn page_data(page: &str, block: &str) -> Reading {
    let mut sheet = Sheet::of_record(page);
    amb::json_ld(&mut sheet, block);
    sheet.done()
}

/// Reads every record of a text that holds several, each with its identifier: a list of OERSI's, a list
/// or graph of JSON-LD, an answer of OAI-PMH, a table. A text of one record gives one.
///
/// A record that has no identifier of its own is called by its place, `#2`.
#[must_use]
pub fn records(format: Format, text: &str) -> Vec<(String, Reading)> {
    match format {
        Format::Amb => amb::each(text),
        Format::Oersi => oersi::each(text),
        Format::List => list(text).into_iter().map(|row| (row.identifier, row.reading)).collect(),
        Format::Lom | Format::DublinCore => wrapped::each(format, text),
        _ => Vec::new(),
    }
}

/// What keeps a text that holds several records from being read to its end; none where nothing does.
#[must_use]
pub fn broken(format: Format, text: &str) -> Option<String> {
    let problem = match format {
        Format::Amb => json::parse(text).problem,
        Format::Oersi => yaml::parse(text).problem,
        Format::List => return list::unclosed(text).map(|(line, what)| format!("line {line}: {what}")),
        _ => None,
    }?;
    let place = problem.line.map(|line| format!("line {line}: ")).unwrap_or_default();
    Some(format!("{place}{}", shorten(&clean(&mailbox::without(&problem.message)), 200)))
}
