//! What should be mended, as a list: what is wrong, the remedy, the place.
//!
//! Must not know the page it stands on.

use glane_catalog::model::{Finding, Severity};
use maud::{Markup, html};

use super::claims;
use crate::safe::{shortened, user, visible};
use crate::{Frame, Lang};

/// Most findings shown.
const FINDINGS: usize = 20;

/// Findings, gravest first, each place once; `href` gives the address of a file at a line.
pub(crate) fn list<'a>(
    frame: &Frame,
    findings: impl IntoIterator<Item = &'a Finding>,
    href: &dyn Fn(&str, Option<u32>) -> Option<String>,
) -> Markup {
    let mut shown: Vec<&Finding> = Vec::new();
    for one in findings {
        let same = |other: &&Finding| {
            (&other.code, &other.path, &other.key, other.line) == (&one.code, &one.path, &one.key, one.line)
        };
        if !shown.iter().any(same) {
            shown.push(one);
        }
    }
    shown.sort_by_key(|one| std::cmp::Reverse(one.severity));
    html! {
        ul.findings { @for one in shown.iter().take(FINDINGS) { (finding(frame, one, href)) } }
        @if shown.len() > FINDINGS { p.note { ((frame.t().common.others)((shown.len() - FINDINGS) as u64)) } }
    }
}

fn finding(frame: &Frame, finding: &Finding, href: &dyn Fn(&str, Option<u32>) -> Option<String>) -> Markup {
    let class = match finding.severity {
        Severity::Info => "info",
        Severity::Warning => "warning",
        Severity::Error => "error",
    };
    let known = (frame.t().words.finding)(finding);
    let (message, remedy) = known.unwrap_or((&finding.message, &finding.remedy));
    // A finding that has no words in the language of the page is shown in English.
    let lang = (known.is_none() && frame.lang != Lang::En).then_some(Lang::En.code());
    let said = |text: &str| html! { span dir="auto" lang=[lang] { (shortened(&visible(text), 400)) } };
    html! {
        li class=(class) {
            p { strong { ((frame.t().words.severity)(finding.severity)) } " · " (said(message)) }
            @if !remedy.is_empty() { p { (frame.t().project.remedy) (frame.t().common.colon) (said(remedy)) } }
            @if let Some(path) = &finding.path {
                p.note {
                    (claims::place(frame, href(path, finding.line), path, finding.line))
                    @if let Some(key) = &finding.key { " (" span.path { (user(&shortened(key, 60))) } ")" }
                }
            }
        }
    }
}
