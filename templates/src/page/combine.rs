//! `/combiner`: may works under these licences be put together, and what may the result carry?
//!
//! A form that works without script; the answer is the catalogue's. Must not judge a licence itself.

use glane_catalog::vocabulary::licence_policy::{Answer, MOST, Pair, called, combine, explained_at};
use maud::{Markup, html};

use crate::layout::{self, Head};
use crate::part::claims::linked;
use crate::safe::{shortened, user, visible};
use crate::{Frame, Lang, address, typography};

/// Licences that are offered, those of works that teach first.
const CONTENT: [&str; 16] = [
    "CC0-1.0",
    "CC-PDM-1.0",
    "etalab-2.0",
    "CC-BY-4.0",
    "CC-BY-SA-4.0",
    "CC-BY-NC-4.0",
    "CC-BY-NC-SA-4.0",
    "CC-BY-ND-4.0",
    "CC-BY-NC-ND-4.0",
    "CC-BY-3.0",
    "CC-BY-SA-3.0",
    "CC-BY-NC-3.0",
    "CC-BY-NC-SA-3.0",
    "CC-BY-SA-2.0",
    "CC-BY-NC-SA-2.0",
    "LAL-1.3",
];
/// Then those of code.
const CODE: [&str; 12] = [
    "MIT",
    "BSD-3-Clause",
    "Apache-2.0",
    "MPL-2.0",
    "LGPL-3.0-or-later",
    "CECILL-2.1",
    "CECILL-B",
    "EUPL-1.2",
    "GPL-2.0-only",
    "GPL-2.0-or-later",
    "GPL-3.0-or-later",
    "AGPL-3.0-or-later",
];
/// Fields of the form, at least.
const FIELDS: usize = 3;
/// Longest licence read from an address, in characters.
const LONGEST: usize = 120;

/// What the page is asked.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct CombineView {
    /// The licences, as SPDX names them.
    pub licences: Vec<String>,
}

impl CombineView {
    /// Reads the decoded parameters of an address: `licence`, as often as there are works.
    pub fn parse<'a>(pairs: impl IntoIterator<Item = (&'a str, &'a str)>) -> Self {
        let given = pairs.into_iter().filter(|(name, _)| *name == "licence").map(|(_, value)| value.trim());
        let given = given.filter(|value| !value.is_empty() && value.chars().count() <= LONGEST);
        Self { licences: given.take(MOST).map(str::to_owned).collect() }
    }
}

/// The page.
#[must_use]
pub fn render(frame: &Frame, view: &CombineView) -> String {
    let text = &frame.t().combine;
    let main = html! {
        div.prose {
            h1 { (text.title) }
            p.lead { (text.lead) }
            (form(frame, view))
            @if view.licences.is_empty() { p { (text.none) } } @else { (answer(frame, view)) }
            h2 { (text.good_to_know) }
            ul { @for line in text.notes { li { (line) } } }
            p.note { (frame.t().project.licence_help) }
        }
    };
    let path = address::combine(view.licences.iter().map(String::as_str));
    let head = Head::new(text.title, &path);
    // One page for search engines; what was asked is for people.
    let head = if view.licences.is_empty() { head } else { head.unlisted() };
    layout::page(frame, &head, &main)
}

fn form(frame: &Frame, view: &CombineView) -> Markup {
    let text = &frame.t().combine;
    let fields = FIELDS.max(view.licences.len() + 1).min(MOST);
    html! {
        form.combine action=(frame.href("/combiner")) method="get" {
            @for at in 0..fields {
                @let chosen = view.licences.get(at).map(String::as_str);
                p {
                    label for=(format!("l{at}")) { ((text.work)(at + 1)) } " "
                    (field(frame, at, chosen))
                }
            }
            button type="submit" { (text.submit) }
        }
    }
}

fn field(frame: &Frame, at: usize, chosen: Option<&str>) -> Markup {
    let text = &frame.t().combine;
    let option = |id: &str| {
        html! { option value=(id) selected[chosen == Some(id)] { (visible(&shortened(&called(id), 60))) } }
    };
    let unlisted = chosen.filter(|id| !CONTENT.contains(id) && !CODE.contains(id) && *id != "NONE");
    html! {
        select id=(format!("l{at}")) name="licence" {
            option value="" { (text.no_work) }
            @if let Some(id) = unlisted { (option(id)) }
            option value="NONE" selected[chosen == Some("NONE")] { (text.not_stated) }
            optgroup label=(text.content) { @for id in CONTENT { (option(id)) } }
            optgroup label=(text.code) { @for id in CODE { (option(id)) } }
        }
    }
}

fn answer(frame: &Frame, view: &CombineView) -> Markup {
    let text = &frame.t().combine;
    let licences: Vec<&str> = view.licences.iter().map(String::as_str).collect();
    let told = combine(&licences);
    let single = licences.iter().all(|id| *id == licences[0]);
    let verdict = match (told.answer, single) {
        (Answer::Yes, true) => text.one,
        (Answer::Yes, false) => text.yes,
        (Answer::Depends, _) => text.depends,
        (Answer::No, _) => text.no,
    };
    html! {
        section.licence aria-labelledby="reponse" {
            h2 #reponse { (verdict) }
            @if !told.carries.is_empty() {
                p { (text.carries) }
                ul { @for id in &told.carries { li { (name(frame, id)) } } }
            }
            @if !told.pairs.is_empty() {
                p.label { (text.why) }
                ul { @for pair in &told.pairs { li { (reason(frame, pair)) } } }
            }
        }
    }
}

fn reason(frame: &Frame, pair: &Pair) -> Markup {
    let said = if frame.lang == Lang::Fr { &pair.told.fr } else { &pair.told.en };
    html! {
        strong {
            (name(frame, &pair.one))
            @if pair.one != pair.other { " + " (name(frame, &pair.other)) }
        }
        (frame.t().common.colon)
        (typography::sentence(&visible(&shortened(said, 400)), frame.lang))
    }
}

/// A licence, as a link to its page for people.
fn name(frame: &Frame, id: &str) -> Markup {
    let label = match id {
        "NONE" => html! { (frame.t().combine.not_stated) },
        id => user(&shortened(&called(id), 80)),
    };
    linked(explained_at(id, frame.lang == Lang::Fr), &label)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_gives_at_most_six_licences() {
        let view =
            CombineView::parse([("licence", " CC-BY-4.0 "), ("licence", ""), ("q", "x"), ("licence", "MIT")]);
        assert_eq!(view.licences, ["CC-BY-4.0", "MIT"]);
        let long = "x".repeat(121);
        assert!(CombineView::parse([("licence", long.as_str())]).licences.is_empty());
        assert_eq!(CombineView::parse([("licence", "MIT"); 50]).licences.len(), 6);
    }
}
