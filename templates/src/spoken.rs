//! What the pages call fields and findings, for those who tell of them elsewhere than on a page.
//!
//! Words only; must not know who asks.

use glane_catalog::model::{Field, Finding};

use crate::Lang;
use crate::text::{EN, FR, in_french};

/// The name of a field.
#[must_use]
pub fn field(field: Field, lang: Lang) -> &'static str {
    match lang {
        Lang::Fr => (FR.words.field)(field),
        Lang::En => (EN.words.field)(field),
    }
}

/// What is wrong and the remedy; a finding that has no French text is told in English.
#[must_use]
pub fn finding(finding: &Finding, lang: Lang) -> (&str, &str) {
    let own = (finding.message.as_str(), finding.remedy.as_str());
    match lang {
        Lang::Fr => in_french(finding).unwrap_or(own),
        Lang::En => own,
    }
}
