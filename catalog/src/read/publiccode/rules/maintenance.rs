//! Who keeps it up: `maintenance`.
//!
//! Contacts are people: what is wrong with an address is told without quoting it.

use super::super::address::is_mailbox;
use super::super::key::Key;
use super::super::report::{Report, quoted};
use super::dates::day;
use super::{missing, one_of, page, required};

pub(super) fn check(report: &mut Report<'_>) {
    let all = Key::of("maintenance");
    let key = all.name("type");
    let kind = required(report, &key, "Add maintenance.type: internal, contract, community or none.");
    if let Some(kind) = kind {
        one_of(report, &key, "maintenance", kind);
    }
    let contractors = all.name("contractors");
    let present = report.find(&contractors).is_some();
    if kind == Some("contract") {
        if !present {
            missing(report, &contractors, "Add maintenance.contractors, each with name and until.");
        }
        for at in 0..report.count(&contractors).unwrap_or_default() {
            contractor(report, &contractors.item(at));
        }
    } else if present {
        let message = "contractors may only be there when type is contract".to_owned();
        report.error(
            "publiccode_maintenance",
            &contractors,
            message,
            "Remove the key, or write type: contract.",
        );
    }
    let contacts = all.name("contacts");
    if matches!(kind, Some("internal" | "community")) && report.find(&contacts).is_none() {
        missing(
            report,
            &contacts,
            "Add maintenance.contacts, each with a name; a service may stand for a person.",
        );
    }
    for at in 0..report.count(&contacts).unwrap_or_default() {
        let contact = contacts.item(at);
        required(report, &contact.name("name"), "Name the contact: a service will do.");
        mailbox(report, &contact.name("email"));
    }
}

fn contractor(report: &mut Report<'_>, key: &Key) {
    required(report, &key.name("name"), "Name the contractor.");
    let until = key.name("until");
    if let Some(text) = required(report, &until, "Write the day on which the contract ends: 2027-08-31.") {
        day(report, &until, text);
    }
    mailbox(report, &key.name("email"));
    page(report, &key.name("website"));
}

/// An empty address counts as none when it is null, not when it is an empty text.
fn mailbox(report: &mut Report<'_>, key: &Key) {
    if report.text(key).is_some_and(|text| !is_mailbox(text)) {
        let message = format!("{} is no e-mail address", quoted(&key.last()));
        report.error("publiccode_email", key, message, "Write the address of a service, or remove the key.");
    }
}
