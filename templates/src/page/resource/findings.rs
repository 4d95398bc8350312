//! What kept a resource from being read as a whole, and what its authors should mend.
//!
//! To a teacher, what it means for this page; to the authors, where and how. Must not know the readers.

use glane_catalog::model::{Finding, ResourceKey};
use maud::{Markup, html};

use super::ResourceView;
use crate::Frame;
use crate::part::findings;

/// What says that less was read of the file than is in it.
const UNREAD: [&str; 8] = [
    "absent",
    "encrypted",
    "file_too_large",
    "object_damaged",
    "package_damaged",
    "package_unreadable",
    "reading_stopped",
    "too_large",
];

/// That the page may say less than the file; nothing where it was read.
pub(super) fn notice(frame: &Frame, view: &ResourceView) -> Markup {
    let is_part = matches!(view.record.key, ResourceKey::Part { .. });
    let unread = |finding: &Finding| UNREAD.contains(&finding.code.as_str());
    let text = &frame.t().resource;
    html! {
        @if is_part && view.record.findings.iter().any(unread) {
            p.notice role="note" { (text.unread) " " a href="#ameliorer" { (text.unread_why) } }
        }
    }
}

/// The section; nothing where there is nothing to mend.
pub(super) fn section(frame: &Frame, view: &ResourceView) -> Markup {
    let text = &frame.t().resource;
    let all = &view.record.findings;
    html! {
        @if !all.is_empty() {
            section aria-labelledby="ameliorer" {
                h2 #ameliorer { (frame.t().project.findings) }
                p.note { (text.findings_lead) }
                (findings::list(frame, all, &|path, line| view.place_at_source(path, line)))
            }
        }
    }
}
