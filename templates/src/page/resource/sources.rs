//! Where each value shown of a resource comes from, and why it is taken for one.
//!
//! The table is that of every page; must not know how it is made.

use glane_catalog::model::ResourceKey;
use glane_catalog::resource::Why;
use maud::{Markup, html};

use super::ResourceView;
use crate::part::claims::{self, Told};
use crate::safe::{shortened, user};
use crate::{Frame, Lang};

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
        @let reason = reason(frame, view);
        @if !reason.is_empty() {
            p.note { (text.reason) (frame.t().common.colon) (user(&shortened(&reason, 200))) }
        }
    }
}

/// Why it is catalogued, in the language of the page; what is written otherwise is shown as it is.
fn reason(frame: &Frame, view: &ResourceView) -> String {
    let record = view.record;
    match &record.key {
        ResourceKey::Record { source, .. } => {
            (frame.t().resource.reason_record)(view.catalogue.as_deref().unwrap_or(source.as_str()))
        }
        ResourceKey::Part { .. } => match (record.reason.parse::<Why>(), frame.lang) {
            (Ok(why), Lang::Fr) => why.french(),
            (Ok(why), Lang::En) => why.english(),
            (Err(_), _) => record.reason.clone(),
        },
    }
}
