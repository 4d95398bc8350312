//! What it complies with: `supports`, since 0.7.
//!
//! An alias of the standard's short list, or any URI.

use super::super::address::is_address;
use super::super::key::Key;
use super::super::report::{Report, quoted};
use super::super::terms;
use super::required;

pub(super) fn check(report: &mut Report<'_>) {
    let list = Key::of("supports");
    for at in 0..report.count(&list).unwrap_or_default() {
        let key = list.item(at).name("id");
        let Some(text) =
            required(report, &key, "Write an alias such as alias:gdpr, or the address of the norm.")
        else {
            continue;
        };
        let known = match text.strip_prefix("alias:") {
            Some(alias) => terms::has("alias", alias),
            None => is_address(text),
        };
        if !known {
            let message = format!("\"{}\" is neither an alias of the standard nor a URI", quoted(text));
            let remedy = format!(
                "Write alias: and one of {}, or the address of the norm.",
                terms::all("alias").join(", ")
            );
            report.error("publiccode_supports", &key, message, &remedy);
        }
    }
}
