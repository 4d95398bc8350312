//! What the licence lets a teacher do: you may, you must, you may not; or that none is stated.
//!
//! Answers are those of the catalogue's policy; must not judge a licence itself.

use glane_catalog::licence::ALL_RIGHTS_RESERVED;
use glane_catalog::model::Field;
use glane_catalog::vocabulary::licence_policy::{
    Kind, Licence, Right, called, explained_at, licence, taken_up,
};
use maud::{Markup, html};

use super::{ResourceView, copied, message};
use crate::safe::{shortened, user};
use crate::{FacetKey, Frame, Lang, SearchQuery, address, typography};

/// The section.
pub(super) fn section(frame: &Frame, view: &ResourceView) -> Markup {
    let text = &frame.t().resource;
    html! {
        section.licence aria-labelledby="licence" {
            h2 #licence { (frame.t().project.licence) }
            @match view.record.licence.expression.as_deref() {
                None | Some("NONE" | "NOASSERTION") => (not_stated(frame, view)),
                Some(ALL_RIGHTS_RESERVED) => {
                    p.sentence { (text.reserved) }
                    p { (text.reserved_lead) }
                }
                Some(expression) => (stated(frame, expression)),
            }
            (parts(frame, view))
        }
    }
}

fn stated(frame: &Frame, expression: &str) -> Markup {
    let text = &frame.t().resource;
    let known = licence(expression);
    let sentence = known.and_then(|known| own(frame, known));
    let identifiers: Vec<&str> = identifiers(expression);
    html! {
        p.sentence {
            @match (&sentence, identifiers.len()) {
                (Some(sentence), _) => (typography::sentence(sentence, frame.lang)),
                (None, 0 | 1) => (frame.t().project.licence_unknown),
                (None, _) => (text.several),
            }
        }
        @if let Some(known) = known { (rights(frame, known)) }
        @else if identifiers.len() > 1 {
            ul { @for id in &identifiers { li {
                strong { (name(frame, id)) }
                @if let Some(sentence) = licence(id).and_then(|known| own(frame, known)) {
                    (frame.t().common.colon) (typography::sentence(&sentence, frame.lang))
                }
            } } }
        }
        @if let Some((fr, en)) = taken_up(expression) {
            p { (typography::sentence(if frame.lang == Lang::Fr { &fr } else { &en }, frame.lang)) }
        }
        p.note {
            (frame.t().search.licence) (frame.t().common.colon) strong { (name(frame, expression)) } ". "
            (frame.t().project.licence_text_rules) " " (frame.t().project.licence_help)
        }
        p {
            a href=(frame.href(&address::combine([expression]))) { (text.combine) } " · "
            a href=(frame.href(&SearchQuery::filter(FacetKey::Licence, expression).path())) { (text.same_licence) }
        }
    }
}

/// The name of a licence, as a link to its page for people.
fn name(frame: &Frame, id: &str) -> Markup {
    let label = user(&shortened(&called(id), 80));
    crate::part::claims::linked(explained_at(id, frame.lang == Lang::Fr), &label)
}

fn own(frame: &Frame, known: &Licence) -> Option<String> {
    match frame.lang {
        Lang::Fr => known.obligation_fr.clone(),
        Lang::En => known.obligation_en.clone(),
    }
}

/// The words of an expression that are licences.
fn identifiers(expression: &str) -> Vec<&str> {
    let words = expression.split([' ', '(', ')']).filter(|word| !word.is_empty());
    words.filter(|word| !matches!(*word, "AND" | "OR" | "WITH")).take(8).collect()
}

/// You may, you must, you may not; what is not known is left to the text of the licence.
fn rights(frame: &Frame, known: &Licence) -> Markup {
    let text = &frame.t().resource;
    let rows = |rows: [(bool, &'static str); 3]| -> Vec<&'static str> {
        rows.into_iter().filter(|(holds, _)| *holds).map(|(_, words)| words).collect()
    };
    let shared = known.kind != Kind::None && known.modification != Right::Unknown;
    let may = rows([
        (shared, text.may_use),
        (known.modification == Right::Yes, text.may_change),
        (known.commercial_use == Right::Yes, text.may_sell),
    ]);
    let must = rows([
        (known.attribution == Right::Yes, text.must_credit),
        (known.share_alike == Right::Yes, text.must_share),
        (known.share_alike == Right::Partly, text.must_share_partly),
    ]);
    let may_not = rows([
        (known.modification == Right::No, text.may_not_change),
        (known.commercial_use == Right::No, text.may_not_sell),
        (known.commercial_use == Right::Partly, text.may_not_sell_alone),
    ]);
    html! {
        div.rights {
            @for (label, rows) in [(text.may, may), (text.must, must), (text.may_not, may_not)] {
                @if !rows.is_empty() {
                    div { h3 { (label) } ul { @for row in rows { li { (row) } } } }
                }
            }
        }
    }
}

/// No licence: what that means, and the message that asks for one.
fn not_stated(frame: &Frame, view: &ResourceView) -> Markup {
    let text = &frame.t().resource;
    let (subject, body) = message::asking_for_a_licence(frame, view);
    html! {
        p.sentence { (text.not_stated) }
        p { (text.not_stated_lead) }
        @for said in view.record.fields.claims(Field::Rights).iter().take(3) {
            p { (text.rights_said) (frame.t().common.colon) (user(&shortened(&said.value, 300))) }
        }
        details open {
            summary { (text.ask) }
            (copied(text.ask_text, &format!("{subject}\n\n{body}"), false))
            (message::ticket(frame, view, &subject, &body))
        }
    }
}

/// Parts that have a licence of their own.
fn parts(frame: &Frame, view: &ResourceView) -> Markup {
    let parts = &view.record.licence.parts;
    html! {
        @if !parts.is_empty() {
            p.label { (frame.t().resource.parts) }
            ul { @for part in parts.iter().take(12) { li {
                span.path { (user(&shortened(&part.path, 120))) } (frame.t().common.colon)
                (name(frame, &part.expression))
            } } }
        }
    }
}
