//! Whose names may be suggested: bodies, and people who credit themselves for what is shown.
//!
//! The owner of a project is a body where its forge says so: else it may be a person. Of a part of a project its project names it.

use glane_catalog::model::{Field, PlacedResource, ProjectRecord};
use glane_catalog::write::attribution::authors;

use super::address::without_addresses;
use crate::suggest::{SuggestionKind, named};

/// People a record.
const PEOPLE: usize = 20;

/// The terms by which the owner of a project and its authors are found.
pub(super) fn of_project(record: &ProjectRecord) -> Vec<String> {
    let owner = Some(record.owner()).filter(|_| record.source.owned_by_group);
    let fields = record.examination.as_ref().map(|examination| &examination.fields);
    let people = fields.map(|fields| fields.credited(Field::Author)).unwrap_or_default();
    terms(owner, people.into_iter().map(without_mailbox))
}

/// The terms by which the body that a record names and its authors are found.
pub(super) fn of_resource(placed: &PlacedResource) -> Vec<String> {
    let body = placed.record.fields.value(Field::Organisation).filter(|_| placed.home.is_none());
    terms(body, authors(&placed.record).into_iter())
}

fn terms(body: Option<&str>, people: impl Iterator<Item = String>) -> Vec<String> {
    let body = body.map(|name| named(&without_addresses(name), SuggestionKind::Organisation));
    let people = people.take(PEOPLE).map(|name| named(&without_addresses(&name), SuggestionKind::Author));
    let mut terms: Vec<String> = body.into_iter().chain(people).flatten().collect();
    terms.sort();
    terms.dedup();
    terms
}

/// `Ada Martin <ada at home>`: the name alone.
fn without_mailbox(name: &str) -> String {
    let words = name.split('<').next().unwrap_or_default().split_whitespace();
    words.filter(|word| !word.contains('@')).collect::<Vec<_>>().join(" ")
}
