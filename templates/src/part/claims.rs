//! Every value that is claimed of something, and where each comes from.
//!
//! Values from outside are shown as what they are: people by name alone, addresses as links where they
//! may be. Must not know the page it stands on.

use glane_catalog::model::{Claim, Field, Fields, LicenceReading, Source, SourceKind};
use maud::{Markup, html};

use crate::safe::{shortened, user, visible};
use crate::{Frame, address};

/// Most values shown.
const CLAIMS: usize = 60;
/// Most sources shown of one value.
const SOURCES: usize = 4;

/// What is told, and how a place in a file is reached.
pub(crate) struct Told<'a> {
    /// The claims.
    pub(crate) fields: &'a Fields,
    /// Those of the licence.
    pub(crate) licence: &'a LicenceReading,
    /// The commit that was read.
    pub(crate) commit: Option<&'a str>,
    /// The address of a file at its source, at a line.
    pub(crate) place: &'a dyn Fn(&str, Option<u32>) -> Option<String>,
}

/// One value of a field with every source that gives it.
struct Row<'a> {
    field: Field,
    value: &'a str,
    shown: bool,
    sources: Vec<&'a Source>,
}

/// Every claim, with those of one field that read the same put together.
fn gathered<'a>(told: &Told<'a>) -> Vec<Row<'a>> {
    let mut rows: Vec<Row<'a>> = Vec::new();
    for (field, claim, shown) in each_claim(told) {
        let same = |row: &&mut Row<'_>| row.field == field && read_alike(field, row.value, &claim.value);
        match rows.iter_mut().find(same) {
            Some(row) => {
                row.shown |= shown;
                if !row.sources.contains(&&claim.source) {
                    row.sources.push(&claim.source);
                }
            }
            None => rows.push(Row { field, value: &claim.value, shown, sources: vec![&claim.source] }),
        }
    }
    rows
}

/// Of an author the name alone is shown.
fn read_alike(field: Field, one: &str, other: &str) -> bool {
    one == other || field == Field::Author && author(one) == author(other)
}

/// Every claim, the licence's first, and whether its value is the one shown.
fn each_claim<'a>(told: &Told<'a>) -> Vec<(Field, &'a Claim, bool)> {
    let expression = told.licence.expression.as_deref();
    let licence = told.licence.claims.iter();
    let mut rows: Vec<_> =
        licence.map(|claim| (Field::Licence, claim, expression == Some(claim.value.as_str()))).collect();
    for (field, claims) in told.fields.iter().filter(|(field, _)| *field != Field::Licence) {
        let resolved = told.fields.resolve(field);
        let shown = |claim: &Claim| field.is_many() || resolved.is_some_and(|best| std::ptr::eq(best, claim));
        rows.extend(claims.iter().map(|claim| (field, claim, shown(claim))));
    }
    rows
}

/// Every claim with its source; the one that is shown is marked.
pub(crate) fn claims(frame: &Frame, told: &Told<'_>) -> Markup {
    let text = &frame.t().project;
    html! {
        details.claims {
            summary { h2 { (text.claims) } }
            p { (text.claims_lead) }
            @if let Some(commit) = told.commit { p.note { (visible(&(text.claims_commit)(&shortened(commit, 64)))) } }
            (table(frame, told, text.claims, true))
        }
    }
}

/// The claims by themselves, under a name. Where it is their own page, those that it shows are marked, and
/// the place of each is told; elsewhere the name says where they are from.
pub(crate) fn table(frame: &Frame, told: &Told<'_>, label: &str, own: bool) -> Markup {
    let text = &frame.t().project;
    let rows = gathered(told);
    html! {
        div.scroll tabindex="0" role="group" aria-label=(label) {
            table aria-label=(label) {
                thead { tr {
                    th scope="col" { (text.claim_field) }
                    th scope="col" { (text.claim_value) }
                    @if own { th scope="col" { (text.claim_source) } }
                } }
                tbody {
                    @for one in rows.iter().take(CLAIMS) { (row(frame, told, one, own)) }
                }
            }
        }
        @if rows.len() > CLAIMS { p.note { ((frame.t().common.others)((rows.len() - CLAIMS) as u64)) } }
    }
}

fn row(frame: &Frame, told: &Told<'_>, row: &Row<'_>, own: bool) -> Markup {
    let more = row.sources.len().saturating_sub(SOURCES);
    html! {
        tr {
            th scope="row" { ((frame.t().words.field)(row.field)) }
            td {
                (claimed(row.field, row.value))
                @if own && row.shown { " " span.shown { "✓ " (frame.t().project.claim_shown) } }
            }
            @if own { td {
                @for (at, one) in row.sources.iter().take(SOURCES).enumerate() {
                    @if at > 0 { br; }
                    (source(frame, told, one))
                }
                @if more > 0 { br; ((frame.t().common.others)(more as u64)) }
            } }
        }
    }
}

fn source(frame: &Frame, told: &Told<'_>, source: &Source) -> Markup {
    html! {
        @match (&source.path, source.kind) {
            (Some(path), SourceKind::Forge | SourceKind::File | SourceKind::History) => {
                (place(frame, (told.place)(path, source.line), path, source.line))
            }
            (identifier, kind) => {
                ((frame.t().words.source)(kind))
                @if let Some(identifier) = identifier { " " span.path { (user(&shortened(identifier, 120))) } }
            }
        }
        @if let Some(key) = &source.key { " (" span.path { (user(&shortened(key, 60))) } ")" }
    }
}

/// A place in a file, as a link where it has an address.
pub(crate) fn place(frame: &Frame, href: Option<String>, path: &str, line: Option<u32>) -> Markup {
    let label = html! {
        span.path { (user(&shortened(path, 120))) }
        @if let Some(line) = line { ", " ((frame.t().project.line)(line)) }
    };
    linked(href, &label)
}

/// A label, as a link where there is an address.
pub(crate) fn linked(url: Option<String>, label: &Markup) -> Markup {
    html! {
        @match url {
            Some(url) => a href=(url) rel="nofollow noopener" { (label) },
            None => (label),
        }
    }
}

/// A declared author without any address: people are named, never made reachable.
pub(crate) fn author(name: &str) -> String {
    name.split_whitespace().filter(|word| !word.contains('@')).collect::<Vec<_>>().join(" ")
}

/// A claimed value as it may be shown.
fn claimed(field: Field, value: &str) -> Markup {
    match field {
        Field::Author | Field::Contributor => user(&shortened(&author(value), 160)),
        Field::Website
        | Field::Documentation
        | Field::Repository
        | Field::Issues
        | Field::Demo
        | Field::BasedOn
        | Field::PartOf
        | Field::HasPart
        | Field::VersionOf
        | Field::Related => outside(value),
        _ => user(&shortened(value, 160)),
    }
}

/// An address from outside: a link where it may be one, else text.
pub(crate) fn outside(value: &str) -> Markup {
    html! {
        @match address::safe_href(value) {
            Some(url) => a href=(url) rel="nofollow noopener" { (user(&shortened(value, 80))) },
            None => (user(&shortened(value, 80))),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_author_has_a_name_and_no_address() {
        assert_eq!(author("Zoé Martin <zoe@example.org>"), "Zoé Martin");
    }
}
