//! Results as rows: of a table for French spreadsheets, and of JSON.
//!
//! Must not search.

use glane_catalog::write::csv::{Cell, Table, Type};
use glane_index::{Card, Kind};
use glane_templates::address;
use serde_json::{Value, json};

/// What stands between the values of one cell: no value has it.
const BETWEEN: &str = " | ";

/// The columns of the table.
const COLUMNS: &[(&str, Type)] = &[
    ("sorte", Type::Text),
    ("titre", Type::Text),
    ("adresse", Type::Text),
    ("resume", Type::Text),
    ("licence", Type::Text),
    ("niveaux", Type::Text),
    ("disciplines", Type::Text),
    ("types", Type::Text),
    ("format", Type::Text),
    ("acces", Type::Text),
    ("langages", Type::Text),
    ("organisme", Type::Text),
    ("forge", Type::Text),
    ("projet", Type::Text),
    ("fichier", Type::Text),
    ("catalogue", Type::Text),
    ("modifie_le", Type::Date),
    ("identifiant", Type::Text),
];

/// The address of a result: of its page, on the site at `base`.
pub(super) fn page(card: &Card, base: &str) -> String {
    match card.kind {
        Kind::Resource => format!("{base}{}", address::resource(&card.key)),
        Kind::Project => format!("{base}{}", address::project(&card.forge, &card.path)),
        Kind::Software => format!("{base}{}", address::software(&card.key)),
    }
}

/// The results as a table.
pub(super) fn table(cards: &[Card], base: &str) -> Table {
    let mut table = Table::new(COLUMNS);
    for card in cards {
        table.push(row(card, base));
    }
    table
}

fn row(card: &Card, base: &str) -> Vec<Option<Cell>> {
    let text =
        |text: &str| Some(text).filter(|text| !text.is_empty()).map(|text| Cell::Text(text.to_owned()));
    let some = |value: &Option<String>| value.as_deref().and_then(text);
    let list = |values: &[String]| text(&values.join(BETWEEN));
    vec![
        text(match card.kind {
            Kind::Project => "projet",
            Kind::Resource => "ressource",
            Kind::Software => "logiciel",
        }),
        text(&card.title),
        text(&page(card, base)),
        some(&card.summary),
        some(&card.licence),
        list(&card.levels),
        list(&card.subjects),
        list(&card.types),
        some(&card.format),
        some(&card.access),
        list(&card.languages),
        text(&card.organisation),
        text(&card.forge),
        text(&card.path),
        some(&card.file),
        some(&card.source),
        card.updated.and_then(|at| text(&at.strftime("%Y-%m-%d").to_string())),
        text(&card.key),
    ]
}

/// A result as JSON: every key is there, null where nothing is known.
pub(super) fn item(card: &Card, base: &str) -> Value {
    let said = |text: &str| Some(text).filter(|text| !text.is_empty()).map(str::to_owned);
    json!({
        "kind": card.kind.as_str(),
        "id": card.key,
        "url": page(card, base),
        "title": card.title,
        "summary": card.summary,
        "licence": card.licence,
        "levels": card.levels,
        "subjects": card.subjects,
        "types": card.types,
        "format": card.format,
        "access": card.access,
        "languages": card.languages,
        "organisation": said(&card.organisation),
        "forge": said(&card.forge),
        "project": said(&card.path),
        "file": card.file,
        "catalogue": card.source,
        "changed": card.updated.map(|at| at.to_string()),
        "archived": card.archived,
    })
}
