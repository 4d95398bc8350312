//! What a project says of itself, and where each value shown comes from.

use glane_catalog::model::{Claim, Examination, Field, ProjectRecord, Source, SourceKind};
use maud::{Markup, html};

use super::{ProjectView, author, claimed, files};
use crate::Frame;
use crate::safe::{shortened, user, visible};

/// Characters of the README that are shown.
const README: usize = 1_600;
/// Most values shown.
const CLAIMS: usize = 60;
/// Most sources shown of one value.
const SOURCES: usize = 4;

/// One value of a field with every source that gives it.
struct Row<'a> {
    field: Field,
    value: &'a str,
    shown: bool,
    sources: Vec<&'a Source>,
}

/// The beginning of the README: its blocks as paragraphs, and as code where they are indented.
pub(super) fn readme(frame: &Frame, record: &ProjectRecord) -> Markup {
    let text = &frame.t().project;
    let readme =
        record.examination.as_ref().and_then(|examination| examination.text.as_deref()).unwrap_or_default();
    let excerpt = shortened(readme.trim_end(), README);
    html! {
        @if !excerpt.is_empty() {
            section.readme aria-labelledby="readme" {
                h2 #readme { (text.readme) }
                @for part in excerpt.split("\n\n").filter(|part| !part.trim().is_empty()) { (block(part)) }
                p.note { (text.readme_note) }
            }
        }
    }
}

/// One block of the text: code when every line is indented, else lines.
fn block(text: &str) -> Markup {
    let code: Option<Vec<&str>> = text.lines().map(|line| line.strip_prefix("    ")).collect();
    html! {
        @if let Some(code) = code {
            pre tabindex="0" { code { (visible(&code.join("\n"))) } }
        } @else {
            p dir="auto" {
                @for (at, line) in text.lines().enumerate() {
                    @if at > 0 { br; }
                    (visible(line.trim()))
                }
            }
        }
    }
}

/// Every claim, with those of one field that read the same put together.
fn gathered(examination: &Examination) -> Vec<Row<'_>> {
    let mut rows: Vec<Row<'_>> = Vec::new();
    for (field, claim, shown) in each_claim(examination) {
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
fn each_claim(examination: &Examination) -> Vec<(Field, &Claim, bool)> {
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
                        @for one in rows.iter().take(CLAIMS) { (row(frame, view, one)) }
                    }
                }
            }
            @if rows.len() > CLAIMS { p.note { ((frame.t().common.others)((rows.len() - CLAIMS) as u64)) } }
        }
    }
}

fn row(frame: &Frame, view: &ProjectView, row: &Row<'_>) -> Markup {
    let more = row.sources.len().saturating_sub(SOURCES);
    html! {
        tr {
            th scope="row" { ((frame.t().words.field)(row.field)) }
            td {
                (claimed(row.field, row.value))
                @if row.shown { " " span.shown { "✓ " (frame.t().project.claim_shown) } }
            }
            td {
                @for (at, one) in row.sources.iter().take(SOURCES).enumerate() {
                    @if at > 0 { br; }
                    (source(frame, view, one))
                }
                @if more > 0 { br; ((frame.t().common.others)(more as u64)) }
            }
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

#[cfg(test)]
mod tests {
    use super::block;

    #[test]
    fn blocks_are_lines_or_code_and_always_escaped() {
        assert_eq!(block("• un\n• <b>").into_string(), "<p dir=\"auto\">• un<br>• &lt;b&gt;</p>");
        assert_eq!(
            block("    make\n    \n      a < b").into_string(),
            "<pre tabindex=\"0\"><code>make\n\n  a &lt; b</code></pre>"
        );
    }
}
