//! Licence texts: `LICENSE`, `COPYING`, the files of `LICENSES/`.
//!
//! A file of `LICENSES/` is named after its identifier, as REUSE has it, and need not be compared.

use super::sheet::Sheet;
use crate::licence::{Detected, Method, TAG_KEY, detect, parse_expression};
use crate::model::{Field, Severity};

pub(super) fn read(sheet: &mut Sheet<'_>, text: &str) {
    if let Some(expression) = reuse_name(sheet.path()) {
        sheet.say(Field::Licence, &expression, Some("LICENSES"), Some(1), 1.0);
        return;
    }
    let found = detect(text);
    for one in &found {
        let key = (one.method == Method::Tag).then_some(TAG_KEY);
        sheet.say(Field::Licence, &one.expression, key, Some(one.start_line), one.confidence);
    }
    for one in &found {
        doubts(sheet, one);
    }
    if found.is_empty() {
        let told = if text.trim().is_empty() {
            ("the file is empty".to_owned(), "Put the whole text of the licence here.")
        } else {
            (
                "the text is not that of a licence known here".to_owned(),
                "Put the unchanged text of one licence of the SPDX list here, and other conditions elsewhere.",
            )
        };
        sheet.find(Severity::Warning, "licence_text_unknown", told, None, None);
    }
}

/// What is to be mended about a text that is not quite the licence's own.
fn doubts(sheet: &mut Sheet<'_>, one: &Detected) {
    let (code, message, remedy) = match one.method {
        Method::ClauseAdded => (
            "licence_clause_added",
            "the text adds a clause that takes away from the licence".to_owned(),
            "Remove the clause, or name the licence differently: with it, this is another licence.",
        ),
        Method::OtherText => (
            "licence_text_other",
            format!("the title says {}, but the text below is not known as its own", one.expression),
            "Put the whole and unchanged text of the licence below its title, or give this text another title.",
        ),
        Method::CloseText if one.score < 0.9 => (
            "licence_text_partial",
            format!("the text is only a part or a variant of {}", one.expression),
            "Put the whole and unchanged text of the licence here.",
        ),
        _ => return,
    };
    sheet.find(Severity::Warning, code, (message, remedy), None, Some(one.start_line));
}

/// `LICENSES/EUPL-1.2.txt` holds EUPL-1.2.
fn reuse_name(path: &str) -> Option<String> {
    let (folder, name) = path.rsplit_once('/')?;
    if !folder.rsplit('/').next()?.eq_ignore_ascii_case("LICENSES") {
        return None;
    }
    let (stem, _) = name.rsplit_once('.')?;
    parse_expression(stem).filter(|known| known.confidence > 0.99).map(|known| known.expression)
}
