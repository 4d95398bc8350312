//! `AUTHORS` and `CONTRIBUTORS`: one person a line, who declared themselves.
//!
//! Addresses are cut off; a line that is a sentence names nobody.

use super::sheet::Sheet;

/// Most words of a line that is still a name.
const LONGEST_NAME: usize = 6;

pub(super) fn read(sheet: &mut Sheet<'_>, text: &str) {
    for (line, content) in (1..).zip(text.lines().take(2_000)) {
        let content = content.trim();
        let listed = content.starts_with(['-', '*', '+']);
        if content.starts_with(['#', '=', '_', '/', '<']) || content.ends_with([':', '.']) {
            continue;
        }
        let content =
            content.trim_start_matches(['-', '*', '+', ' ']).split([',', '<', '(', '—', '–']).next();
        let name = content.unwrap_or_default().trim().trim_matches(['*', '_', '[', ']']);
        let words = name.split_whitespace().count();
        let capital = name.starts_with(char::is_uppercase);
        if (2..=LONGEST_NAME).contains(&words) && capital || listed && words == 1 && capital {
            sheet.author(name, None, Some(line), 0.9);
        }
    }
}
