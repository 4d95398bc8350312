//! The credit to put beside the work, ready to copy, as it is and as it is changed.
//!
//! The sentence is the catalogue's; must not word it.

use glane_catalog::vocabulary::licence_policy::{Right, licence};
use glane_catalog::write::attribution::{Attribution, Language, Usage, lacks_author};
use maud::{Markup, html};

use super::{ResourceView, copied};
use crate::{Frame, Lang};

/// The credit of a work as it is, in one paragraph of plain text.
#[must_use]
pub fn credit_of(frame: &Frame, view: &ResourceView) -> String {
    credited(frame, view, Usage::Unchanged).text
}

fn credited(frame: &Frame, view: &ResourceView, usage: Usage) -> Attribution {
    let language = match frame.lang {
        Lang::Fr => Language::French,
        Lang::En => Language::English,
    };
    let address = view.source().unwrap_or_else(|| view.page(frame));
    Attribution::of(view.record, view.origin(&address), usage, language)
}

/// The section.
pub(super) fn section(frame: &Frame, view: &ResourceView) -> Markup {
    let text = &frame.t().resource;
    let unchanged = credited(frame, view, Usage::Unchanged);
    html! {
        section aria-labelledby="citer" {
            h2 #citer { (text.credit) }
            p { (text.credit_lead) }
            @if lacks_author(view.record) { p.notice { (text.no_author) } }
            (copied(text.credit_text, &unchanged.text, false))
            (formats(frame, &unchanged, text.credit_formats))
            @if may_change(view) {
                @let adapted = credited(frame, view, Usage::Adapted);
                details.more {
                    summary { (text.credit_adapted) }
                    (copied(text.credit_text, &adapted.text, false))
                    (written(&adapted))
                }
            }
        }
    }
}

fn formats(frame: &Frame, credit: &Attribution, label: &str) -> Markup {
    html! {
        details.more {
            summary { (label) }
            (written(credit))
            p.note { (frame.t().resource.credit_latex) }
        }
    }
}

fn written(credit: &Attribution) -> Markup {
    html! {
        (copied("HTML", &credit.html, true))
        (copied("Markdown", &credit.markdown, true))
        (copied("LaTeX", &credit.latex, true))
    }
}

/// Of what may not be shared changed, no credit of a changed version is offered.
fn may_change(view: &ResourceView) -> bool {
    let expression = view.record.licence.expression.as_deref();
    expression.is_some_and(|id| licence(id).is_none_or(|known| known.modification != Right::No))
}
