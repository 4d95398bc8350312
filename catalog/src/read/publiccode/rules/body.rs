//! Who stands behind it: `organisation`, `fundedBy`.
//!
//! A body is known by its URI; its name is for people.

use super::super::address::{self, NoBody};
use super::super::key::Key;
use super::super::report::{Report, quoted};
use super::required;

/// What names a French body.
const REMEDY: &str =
    "Write the address of its page in lannuaire.service-public.fr, or a URN such as urn:siren:110043015.";

pub(super) fn check(report: &mut Report<'_>) {
    let organisation = Key::of("organisation");
    if report.find(&organisation).is_some() {
        uri(report, &organisation.name("uri"));
    }
    let funders = Key::of("fundedBy");
    for at in 0..report.count(&funders).unwrap_or_default() {
        uri(report, &funders.item(at).name("uri"));
    }
}

fn uri(report: &mut Report<'_>, key: &Key) {
    let Some(text) = required(report, key, REMEDY) else { return };
    let message = match address::body(text) {
        Ok(()) => return,
        Err(NoBody::Form) => format!("\"{}\" is neither an address nor a URN", quoted(text)),
        Err(NoBody::Italian) => {
            format!("\"{}\" cannot be a code of the Italian register of administrations", quoted(text))
        }
    };
    report.error("publiccode_body", key, message, REMEDY);
}
