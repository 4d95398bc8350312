//! What the software is called and where it is: `name`, `url`, `landingURL`, `isBasedOn`, `roadmap`,
//! `logo`.
//!
//! Whether an address answers is not judged: nothing is fetched.

use super::super::address::is_address;
use super::super::key::Key;
use super::super::report::{Report, quoted};
use super::{page, required};

pub(super) fn check(report: &mut Report<'_>) {
    required(report, &Key::of("name"), "Add name, as people call the software.");
    let url = Key::of("url");
    if let Some(text) = required(report, &url, "Add url, the address of the repository.") {
        address(report, &url, text);
    }
    page(report, &Key::of("landingURL"));
    page(report, &Key::of("roadmap"));
    let based = Key::of("isBasedOn");
    for at in 0..report.count(&based).unwrap_or_default() {
        let key = based.item(at);
        if let Some(text) = report.text(&key) {
            address(report, &key, text);
        }
    }
    for name in ["logo", "monochromeLogo"] {
        let key = Key::of(name);
        if let Some(text) = report.text(&key).filter(|text| !text.is_empty()) {
            picture(report, &key, text);
            ending(report, &key, text);
        }
    }
}

fn address(report: &mut Report<'_>, key: &Key, text: &str) {
    if !is_address(text) {
        let message = format!("{} must be an address: \"{}\" is none", quoted(&key.last()), quoted(text));
        report.error("publiccode_address", key, message, "Write the whole address, https:// included.");
    }
}

/// A path below the folder of the file, or an address.
pub(super) fn picture(report: &mut Report<'_>, key: &Key, text: &str) {
    let why = if text.starts_with('/') {
        "begins with a slash"
    } else if text.starts_with("file:") {
        "is an address of a disk"
    } else {
        return;
    };
    let message = format!(
        "{} {why}: only paths of the repository and web addresses can be followed",
        quoted(&key.last())
    );
    report.error(
        "publiccode_path",
        key,
        message,
        "Write the path from the root of the repository, without a slash before it.",
    );
}

/// The reference parser opens the file to say so; here its name is enough.
fn ending(report: &mut Report<'_>, key: &Key, text: &str) {
    let path = text.split(['?', '#']).next().unwrap_or(text).to_ascii_lowercase();
    if ![".svg", ".svgz", ".png"].iter().any(|known| path.ends_with(known)) {
        let message = format!("{} is neither SVG nor PNG by its name", quoted(&key.last()));
        report.advise(
            "publiccode_picture",
            key,
            message,
            "Give the picture as SVG, or as PNG of 1000 pixels and more.",
        );
    }
}
