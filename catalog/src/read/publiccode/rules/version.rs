//! `publiccodeYmlVersion`: the version of the standard that the file follows.
//!
//! Every version before 1 is read after the rules of the last one.

use super::super::key::Key;
use super::super::report::{Report, quoted};
use super::super::terms;

pub(super) fn check(report: &mut Report<'_>) {
    let key = Key::of("publiccodeYmlVersion");
    let Some(version) = report.find(&key).and_then(|node| node.text()) else {
        // Without it the reference parser has no place to tell, nor a root to tell it at.
        let message = "publiccodeYmlVersion is missing".to_owned();
        report.error_nowhere(
            "publiccode_missing",
            &key,
            message,
            "Begin the file with publiccodeYmlVersion: \"0\".",
        );
        return;
    };
    match terms::note("version", version) {
        Some("current") => {}
        Some(_) => {
            let message = format!("version {version} is not the last one; the file is read as version 0.7");
            report.warn("publiccode_version", &key, message, "Write publiccodeYmlVersion: \"0\".");
        }
        None => {
            let message = format!("there is no version \"{}\" of the standard", quoted(version));
            report.error("publiccode_version", &key, message, "Write publiccodeYmlVersion: \"0\".");
        }
    }
}
