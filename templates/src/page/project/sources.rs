//! What a project says of itself, and where each value shown comes from.

use glane_catalog::model::{Claim, Examination, Field, ProjectRecord, Source, SourceKind};
use maud::{Markup, html};

use super::{ProjectView, claimed, files};
use crate::Frame;
use crate::safe::{shortened, user, visible};

/// Characters of the README that are shown.
const README: usize = 1_600;
/// Most claims shown.
const CLAIMS: usize = 60;

/// The beginning of the README as plain paragraphs.
pub(super) fn readme(frame: &Frame, record: &ProjectRecord) -> Markup {
    let text = &frame.t().project;
    let readme =
        record.examination.as_ref().and_then(|examination| examination.text.as_deref()).unwrap_or_default();
    let excerpt = shortened(readme.trim(), README);
    html! {
        @if !excerpt.is_empty() {
            section.readme aria-labelledby="readme" {
                h2 #readme { (text.readme) }
                @for paragraph in excerpt.split("\n\n").map(str::trim).filter(|paragraph| !paragraph.is_empty()) {
                    p dir="auto" { (visible(paragraph)) }
                }
                p.note { (text.readme_note) }
            }
        }
    }
}

/// Every claim, the licence's first, and whether its value is the one shown.
fn gathered(examination: &Examination) -> Vec<(Field, &Claim, bool)> {
    let expression = examination.licence.expression.as_deref();
    let licence = examination.licence.claims.iter();
    let mut rows: Vec<_> =
        licence.map(|claim| (Field::Licence, claim, expression == Some(claim.value.as_str()))).collect();
    for (field, claims) in examination.fields.iter().filter(|(field, _)| *field != Field::Licence) {
        let resolved = examination.fields.resolve(field);
        let shown = |claim: &Claim| field.is_many() || resolved.is_some_and(|best| std::ptr::eq(best, claim));
        rows.extend(claims.iter().map(|claim| (field, claim, shown(claim))));
    }
    rows
}

/// Every claim with its source; the one that is shown is marked.
pub(super) fn claims(frame: &Frame, view: &ProjectView) -> Markup {
    let text = &frame.t().project;
    let Some(examination) = &view.record.examination else { return html! {} };
    let rows = gathered(examination);
    html! {
        details.claims {
            summary { h2 { (text.claims) } }
            p { (text.claims_lead) }
            @if let Some(commit) = &examination.commit { p.note { ((text.claims_commit)(&shortened(commit, 64))) } }
            div.scroll tabindex="0" role="group" aria-label=(text.claims) {
                table aria-label=(text.claims) {
                    thead { tr {
                        th scope="col" { (text.claim_field) }
                        th scope="col" { (text.claim_value) }
                        th scope="col" { (text.claim_source) }
                    } }
                    tbody {
                        @for (field, claim, shown) in rows.iter().take(CLAIMS) {
                            (row(frame, view, *field, claim, *shown))
                        }
                    }
                }
            }
            @if rows.len() > CLAIMS { p.note { ((frame.t().common.others)((rows.len() - CLAIMS) as u64)) } }
        }
    }
}

fn row(frame: &Frame, view: &ProjectView, field: Field, claim: &Claim, shown: bool) -> Markup {
    html! {
        tr {
            th scope="row" { ((frame.t().words.field)(field)) }
            td {
                (claimed(field, &claim.value))
                @if shown { " " span.shown { "✓ " (frame.t().project.claim_shown) } }
            }
            td { (source(frame, view, &claim.source)) }
        }
    }
}

fn source(frame: &Frame, view: &ProjectView, source: &Source) -> Markup {
    html! {
        @match (&source.path, source.kind) {
            (Some(path), _) => (files::place(frame, view, path, source.line)),
            (None, SourceKind::Forge | SourceKind::File | SourceKind::History) => {
                ((frame.t().words.source)(source.kind))
            }
        }
        @if let Some(key) = &source.key { " (" span.path { (user(&shortened(key, 60))) } ")" }
    }
}
