//! Which other projects it is tied to, and by which identifiers it is known wherever it lies.
//!
//! The badge is drawn here: nothing is loaded from the archive. Must not say what the archive holds,
//! since it was not asked.

use glane_catalog::identity::{self, Swhid};
use glane_catalog::model::{Kin, ProjectRecord, Tie};
use maud::{Markup, html};

use super::{ProjectView, outside};
use crate::safe::{shortened, user};
use crate::{Frame, address};

/// Most projects shown of one tie.
const MOST: usize = 20;

/// What a visitor must know before all: that the search shows this project under another.
pub(super) fn notice(frame: &Frame, view: &ProjectView) -> Markup {
    let text = &frame.t().identity;
    html! {
        @for lead in view.kin.iter().filter(|kin| kin.tie == Tie::Lead) {
            p.notice { (text.folded) (frame.t().common.colon) (link(frame, lead)) }
        }
    }
}

/// Projects that this one has something to do with, then its identifiers.
pub(super) fn section(frame: &Frame, view: &ProjectView) -> Markup {
    html! { (kin(frame, view)) (archive(frame, view.record)) }
}

fn kin(frame: &Frame, view: &ProjectView) -> Markup {
    let text = &frame.t().identity;
    let of = |ties: &[Tie]| -> Vec<&Kin> { view.kin.iter().filter(|kin| ties.contains(&kin.tie)).collect() };
    // A repository that is named and not in the catalogue is told by its address.
    let named = identity::named_elsewhere(view.record)
        .filter(|_| of(&[Tie::Lead, Tie::Same, Tie::Original]).is_empty());
    let groups = [
        (text.same, of(&[Tie::Lead, Tie::Same])),
        (text.original, of(&[Tie::Original])),
        (text.forks, of(&[Tie::Fork])),
        (text.bases, of(&[Tie::Base])),
        (text.variants, of(&[Tie::Variant])),
        (text.origin, of(&[Tie::Origin])),
        (text.contained, of(&[Tie::Contained])),
        (text.containers, of(&[Tie::Container])),
    ];
    html! {
        @if named.is_some() || !view.kin.is_empty() {
            section aria-labelledby="liens" {
                h2 #liens { (text.kin) }
                @if let Some(address) = &named {
                    p.label { (text.original) }
                    ul { li { (outside(address)) } }
                }
                @for (label, kin) in groups.iter().filter(|(_, kin)| !kin.is_empty()) {
                    p.label { (label) }
                    ul {
                        @for one in kin.iter().take(MOST) { li { (link(frame, one)) } }
                        @if kin.len() > MOST { li.note { ((frame.t().common.others)((kin.len() - MOST) as u64)) } }
                    }
                }
            }
        }
    }
}

fn link(frame: &Frame, kin: &Kin) -> Markup {
    let forge = kin.key.forge.as_str();
    html! {
        a href=(frame.href(&address::project(forge, &kin.path))) { (user(&shortened(&kin.title, 120))) }
        " " span.where.path { (user(&shortened(&format!("{forge}/{}", kin.path), 160))) }
    }
}

fn archive(frame: &Frame, record: &ProjectRecord) -> Markup {
    let text = &frame.t().identity;
    let Some(found) = record.examination.as_ref().map(|examination| &examination.identifiers) else {
        return html! {};
    };
    let origin = identity::origin(record);
    let ids =
        [(text.snapshot, found.snapshot), (text.revision, found.revision), (text.directory, found.directory)];
    html! {
        @if ids.iter().any(|(_, id)| id.is_some()) {
            section aria-labelledby="archive" {
                h2 #archive { (text.archive) }
                @if let Some(origin) = origin { (ways(frame, origin)) }
                @for (label, id) in ids { @if let Some(id) = id { (identifier(frame, label, id, origin)) } }
                p.note { (text.note) }
                @if let Some(markdown) = origin.and_then(identity::badge_markdown) {
                    details {
                        summary { (text.badge) }
                        p.note { (text.badge_note) }
                        pre tabindex="0" aria-label=(text.badge) { code { (markdown) } }
                    }
                }
            }
        }
    }
}

/// To what the archive holds of an address, and to its form for what it lacks.
fn ways(frame: &Frame, origin: &str) -> Markup {
    let text = &frame.t().identity;
    html! {
        p {
            @if let Some(url) = identity::browse_address(origin) {
                a.plate href=(url) rel="nofollow noopener" { span { "Software Heritage" } span { (text.browse) } }
            }
            @if let Some(url) = identity::save_address(origin) {
                " " a href=(url) rel="nofollow noopener" { (text.save) }
            }
        }
    }
}

/// One identifier, to be copied whole, and its page at the archive.
fn identifier(frame: &Frame, label: &str, id: Swhid, origin: Option<&str>) -> Markup {
    let text = &frame.t().identity;
    html! {
        p.label {
            (label) " · "
            a href=(identity::permalink(id, origin)) rel="nofollow noopener" {
                (text.open) span.vh { " (" (label) ")" }
            }
        }
        pre tabindex="0" aria-label=(label) { code { (id) } }
    }
}
