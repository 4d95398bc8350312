//! Who else describes the same work, and what each says of it.
//!
//! Nothing of what the others say is lost because one stands for them. Must not know why they are one.

use glane_catalog::model::{Field, ResourceKey};
use maud::{Markup, html};

use super::{Also, ResourceView};
use crate::part::claims::{self, Told, outside};
use crate::safe::{shortened, user, visible};
use crate::{Frame, address};

/// Most other records shown.
const MOST: usize = 20;

/// The section; nothing where nobody else describes it.
pub(super) fn section(frame: &Frame, view: &ResourceView) -> Markup {
    let text = &frame.t().resource;
    let more = view.also.len().saturating_sub(MOST);
    html! {
        @if !view.also.is_empty() {
            section aria-labelledby="aussi" {
                h2 #aussi { (text.also) }
                p { (text.also_lead) }
                @for other in view.also.iter().take(MOST) { (record(frame, other)) }
                @if more > 0 { p.note { ((frame.t().common.others)(more as u64)) } }
            }
        }
    }
}

fn record(frame: &Frame, Also { record, whose }: &Also) -> Markup {
    let name = shortened(record.fields.value(Field::Name).unwrap_or_default(), 120);
    let (key, place) = match &record.key {
        ResourceKey::Part { project, path } => (project.to_string(), path),
        ResourceKey::Record { source, id } => (source.to_string(), id),
    };
    let whose = whose.as_ref().unwrap_or(&key);
    let label = format!("{whose}{}{name}", frame.t().common.colon);
    // A path of another project has no place on this page.
    let told = Told { fields: &record.fields, licence: &record.licence, commit: None, place: &|_, _| None };
    let source = record.fields.value(Field::Website).and_then(address::safe_href);
    html! {
        details.more {
            summary {
                strong { (user(&shortened(whose, 80))) } (frame.t().common.colon) (user(&name))
            }
            p.note {
                (frame.t().resource.identifier) (frame.t().common.colon) span.path { (user(&shortened(place, 200))) }
                @if let Some(url) = &source { br; (frame.t().resource.source) (frame.t().common.colon) (outside(url)) }
            }
            (claims::table(frame, &told, &visible(&label), false))
        }
    }
}
