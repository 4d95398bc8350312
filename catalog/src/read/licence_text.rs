//! Licence texts: `LICENSE`, `COPYING`, the files of `LICENSES/`.
//!
//! A file of `LICENSES/` is named after its identifier, as REUSE has it, and need not be compared.

use super::sheet::Sheet;
use crate::licence::{TAG_KEY, detect, parse_expression, spdx_tag};
use crate::model::{Field, Severity};

pub(super) fn read(sheet: &mut Sheet<'_>, text: &str) {
    if let Some(expression) = reuse_name(sheet.path()) {
        sheet.say(Field::Licence, &expression, Some("LICENSES"), Some(1), 1.0);
        return;
    }
    let found = detect(text);
    for one in &found {
        let line = usize::try_from(one.start_line).unwrap_or(usize::MAX);
        let tagged = text.lines().nth(line.saturating_sub(1)).and_then(spdx_tag).is_some();
        let key = tagged.then_some(TAG_KEY);
        sheet.say(Field::Licence, &one.expression, key, Some(one.start_line), one.confidence);
    }
    if found.iter().any(|one| one.confidence < 0.5) {
        let told = (
            "the text adds a clause that takes away from the licence".to_owned(),
            "Remove the clause, or name the licence differently: with it, this is another licence.",
        );
        sheet.find(Severity::Warning, "licence_clause_added", told, None, None);
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

/// `LICENSES/EUPL-1.2.txt` holds EUPL-1.2.
fn reuse_name(path: &str) -> Option<String> {
    let (folder, name) = path.rsplit_once('/')?;
    if !folder.rsplit('/').next()?.eq_ignore_ascii_case("LICENSES") {
        return None;
    }
    let (stem, _) = name.rsplit_once('.')?;
    parse_expression(stem).filter(|known| known.confidence > 0.99).map(|known| known.expression)
}
