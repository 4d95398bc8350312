//! What it needs to run: `dependsOn`.
//!
//! Each thing has a name; versions are free texts.

use super::super::key::Key;
use super::super::report::Report;
use super::required;

pub(super) fn check(report: &mut Report<'_>) {
    for kind in ["open", "proprietary", "hardware"] {
        let list = Key::of("dependsOn").name(kind);
        for at in 0..report.count(&list).unwrap_or_default() {
            required(report, &list.item(at).name("name"), "Name what it depends on.");
        }
    }
}
