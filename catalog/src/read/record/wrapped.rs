//! Records in what a server of OAI-PMH wraps them in.
//!
//! Must not know what the records say.

use super::super::sheet::Sheet;
use super::super::tree::{Node, xml};
use super::node::text;
use super::{RECORDS, dublin_core, lom};
use crate::read::{Format, Reading};

/// The first record below a root: the root itself, when it has one of these elements, or the first of that
/// name which is wrapped.
pub(super) fn first<'a>(root: &'a Node, name: &str, own: &[&str]) -> Option<&'a Node> {
    if let Some(wrapped) = all(root).into_iter().find_map(|record| record.at(&format!("metadata.{name}"))) {
        return Some(wrapped);
    }
    let bare = root.at(&format!("metadata.{name}")).or_else(|| root.get(name)).unwrap_or(root);
    own.iter().any(|key| bare.get(key).is_some()).then_some(bare)
}

/// The records of an answer.
fn all(root: &Node) -> Vec<&Node> {
    let lists = ["GetRecord", "ListRecords"].iter().filter_map(|verb| root.get(verb));
    lists.chain(std::iter::once(root)).flat_map(|list| list.all("record")).take(RECORDS).collect()
}

/// Every record of a text, each with the identifier that its header has; deleted ones say nothing.
pub(super) fn each(format: Format, whole: &str) -> Vec<(String, Reading)> {
    let name = if format == Format::Lom { "lom" } else { "dc" };
    let root = xml::parse(whole).root;
    let records = root.as_ref().map(all).unwrap_or_default();
    if records.is_empty() {
        return vec![("#1".to_owned(), super::record(format, "#1", whole))];
    }
    let held = |(at, record): (usize, &&Node)| {
        let inner = record.at(&format!("metadata.{name}"))?;
        let id = record.at("header.identifier").and_then(text).map(str::to_owned);
        let id = id.unwrap_or_else(|| format!("#{}", at + 1));
        let mut sheet = Sheet::of_record(&id);
        if format == Format::Lom {
            lom::judged(&mut sheet, inner);
        } else {
            dublin_core::claims(&mut sheet, inner);
        }
        let reading = sheet.done();
        Some((id, reading))
    };
    records.iter().enumerate().filter_map(held).collect()
}
