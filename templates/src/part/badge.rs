//! Short marks: a licence, a language, a state; each says in words what it is.

use glane_catalog::model::{ProjectState, ReasonClass};
use maud::{Markup, html};

use crate::page::mirrors::MirrorState;
use crate::safe::{shortened, user};
use crate::{FacetKey, Frame, SearchQuery};

/// A value whose kind is said to those who do not see where it stands.
pub(crate) fn labelled(frame: &Frame, class: Option<&str>, label: &str, value: &str) -> Markup {
    html! {
        li class=[class] {
            span.vh { (label) (frame.t().common.colon) }
            (user(&shortened(value, 60)))
        }
    }
}

/// A value that leads to the search for it.
pub(crate) fn link(frame: &Frame, key: FacetKey, value: &str) -> Markup {
    html! {
        a href=(frame.href(&SearchQuery::filter(key, value).path())) { (user(&shortened(value, 60))) }
    }
}

/// The state of a copy: a sign and its word.
pub(crate) fn mirror(frame: &Frame, state: MirrorState) -> Markup {
    let (class, sign) = match state {
        MirrorState::Identical => ("state good", "●"),
        MirrorState::Late => ("state", "◐"),
        MirrorState::Partial => ("state bad", "◑"),
        MirrorState::Never => ("state", "○"),
    };
    html! { span class=(class) { span aria-hidden="true" { (sign) " " } ((frame.t().words.mirror)(state)) } }
}

/// The name of a project's state.
pub(crate) fn state(frame: &Frame, state: ProjectState) -> &'static str {
    (frame.t().words.state)(state)
}

/// The name of a class of cause.
pub(crate) fn cause(frame: &Frame, class: ReasonClass) -> &'static str {
    (frame.t().words.cause)(class)
}
