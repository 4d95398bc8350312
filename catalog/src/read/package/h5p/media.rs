//! The pictures, sounds and films of an activity, each with its own author and licence.
//!
//! A medium states them itself (`copyright`), or the part it stands in does (`metadata`).

use super::super::super::sheet::Sheet;
use super::super::credit::{carry, person};
use super::super::entries::Package;
use super::super::ordered::Json;
use super::licence::{Stated, stated};
use crate::model::Attachment;

/// Who made a part, and under which licence.
#[derive(Clone, Default)]
struct Credit {
    licence: Option<String>,
    author: Option<String>,
}

/// Notes every medium of the content.
pub(super) fn carry_all(sheet: &mut Sheet<'_>, package: &Package<'_>, content: &Json) {
    visit(sheet, package, content, &Credit::default());
}

/// The depth is bounded by that of JSON as it was read.
fn visit(sheet: &mut Sheet<'_>, package: &Package<'_>, json: &Json, around: &Credit) {
    for item in json.items() {
        visit(sheet, package, item, around);
    }
    if json.entries().is_empty() {
        return;
    }
    let own = ["copyright", "metadata"].into_iter().find_map(|key| credit(json.get(key)?));
    let credit = own.unwrap_or_else(|| around.clone());
    if let Some(path) = json.text("path") {
        medium(sheet, package, json, path, credit);
        return;
    }
    for (key, value) in json.entries() {
        if !matches!(key.as_str(), "copyright" | "metadata") {
            visit(sheet, package, value, &credit);
        }
    }
}

fn medium(sheet: &mut Sheet<'_>, package: &Package<'_>, json: &Json, path: &str, credit: Credit) {
    let address = path.starts_with("https://") || path.starts_with("http://");
    let place = if address { path.to_owned() } else { format!("content/{}", path.trim_end_matches("#tmp")) };
    if !address && !package.holds(&place) {
        return;
    }
    let media = json.text("mime").map(str::to_owned);
    let bytes = package.size(&place);
    carry(
        sheet,
        Attachment {
            place,
            media,
            bytes,
            licence: credit.licence,
            author: credit.author,
            ..Attachment::default()
        },
    );
}

/// What a block of rights says; none when it says nothing.
fn credit(json: &Json) -> Option<Credit> {
    let version = json.text("licenseVersion").or_else(|| json.text("version"));
    let licence = match stated(json.text("license"), version) {
        Stated::Licence(expression, _) => Some(expression),
        Stated::Words(_) | Stated::Nothing => None,
    };
    let named = json.list("authors").iter().filter_map(|one| person(one.text("name")?));
    let named: Vec<String> = named.take(5).collect();
    let author = if named.is_empty() { json.text("author").and_then(person) } else { Some(named.join(", ")) };
    (licence.is_some() || author.is_some()).then_some(Credit { licence, author })
}
