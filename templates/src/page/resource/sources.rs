//! Where each value shown of a resource comes from, and why it is taken for one.
//!
//! The table is that of every page; must not know how it is made.

use maud::{Markup, html};

use super::ResourceView;
use crate::Frame;
use crate::part::claims::{self, Told};
use crate::safe::{shortened, user};

/// The section, folded.
pub(super) fn section(frame: &Frame, view: &ResourceView) -> Markup {
    let record = view.record;
    let text = &frame.t().resource;
    let told = Told {
        fields: &record.fields,
        licence: &record.licence,
        commit: record.commit.as_deref(),
        place: &|path, line| view.place_at_source(path, line),
    };
    html! {
        (claims::claims(frame, &told))
        @if !record.reason.is_empty() {
            p.note { (text.reason) (frame.t().common.colon) (user(&shortened(&record.reason, 200))) }
        }
    }
}
