//! `IT`, the one section of a country that was ever defined, on its way out.
//!
//! Its lower-case name was written until 0.2.

use super::super::address::is_italian_code;
use super::super::key::Key;
use super::super::report::{Report, quoted};

pub(super) fn check(report: &mut Report<'_>) {
    let lower = Key::of("it");
    if report.find(&lower).is_some() {
        if report.find(&Key::of("IT")).is_some() {
            let message = "IT is there already".to_owned();
            report.error("publiccode_country_section", &lower, message, "Remove it.");
        } else {
            let message = "the section of a country is written in capitals".to_owned();
            report.warn("publiccode_country_section", &lower, message, "Write IT.");
        }
    }
    for section in ["IT", "it"] {
        let section = Key::of(section);
        let version = section.name("countryExtensionVersion");
        if report.text(&version).is_some_and(|text| !matches!(text, "0.2" | "1.0")) {
            let message = "countryExtensionVersion must be 0.2 or 1.0".to_owned();
            report.error("publiccode_term", &version, message, "Write \"1.0\".");
        }
        let code = section.name("riuso").name("codiceIPA");
        if let Some(text) = report.text(&code).filter(|text| !text.is_empty() && !is_italian_code(text)) {
            let message =
                format!("\"{}\" cannot be a code of the Italian register of administrations", quoted(text));
            report.error("publiccode_body", &code, message, "Correct the code.");
        }
    }
}
