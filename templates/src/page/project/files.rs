//! The files of a project that teach, and what its team should mend.

use glane_catalog::model::{Finding, ResourceFile, ResourceKey};
use maud::{Markup, html};

use super::ProjectView;
use crate::part::claims::{self, linked};
use crate::part::findings;
use crate::safe::{shortened, user};
use crate::{Frame, address, typography};

/// Most files shown.
const RESOURCES: usize = 40;

/// A place in a file of the source, as a link where the forge has a page for it.
fn place(frame: &Frame, view: &ProjectView, path: &str, line: Option<u32>) -> Markup {
    claims::place(frame, view.file_href(path, line), path, line)
}

/// The files that teach.
pub(super) fn resources(frame: &Frame, view: &ProjectView) -> Markup {
    let text = &frame.t().project;
    let files = view
        .record
        .examination
        .as_ref()
        .map(|examination| examination.resources.as_slice())
        .unwrap_or_default();
    html! {
        @if !files.is_empty() {
            section aria-labelledby="files" {
                h2 #files { (text.resources) }
                div.scroll tabindex="0" role="group" aria-labelledby="files" {
                    table aria-labelledby="files" {
                        thead { tr {
                            th scope="col" { (text.file) }
                            th scope="col" { (text.format) }
                            th.number scope="col" { (text.size) }
                        } }
                        tbody { @for file in files.iter().take(RESOURCES) { (resource(frame, view, file)) } }
                    }
                }
                @if files.len() > RESOURCES {
                    p.note { ((frame.t().common.others)((files.len() - RESOURCES) as u64)) }
                }
            }
        }
    }
}

fn resource(frame: &Frame, view: &ProjectView, file: &ResourceFile) -> Markup {
    let format = (frame.t().words.format)(&file.format).unwrap_or(&file.format);
    html! {
        tr {
            th scope="row" {
                @match (&file.title, page(frame, view, file)) {
                    (Some(title), None) => {
                        (linked(view.file_href(&file.path, None), &user(&shortened(title, 160))))
                        br;
                        span.path { (user(&shortened(&file.path, 120))) }
                    }
                    (Some(title), page) => {
                        (linked(page, &user(&shortened(title, 160))))
                        br;
                        (place(frame, view, &file.path, None))
                    }
                    (None, None) => (place(frame, view, &file.path, None)),
                    (None, page) => (linked(page, &user(&shortened(&file.path, 120)))),
                }
            }
            td { (user(format)) }
            td.number { (typography::size(file.bytes, frame.lang)) }
        }
    }
}

/// The page of a part that teaches, once it was read at this commit.
fn page(frame: &Frame, view: &ProjectView, file: &ResourceFile) -> Option<String> {
    let commit = view.record.examination.as_ref()?.commit.as_deref()?;
    view.record.taught_digest.as_ref().filter(|digest| digest.ends_with(commit))?;
    let project = view.record.source.key.clone();
    let key = ResourceKey::Part { project, path: file.path.clone() };
    Some(frame.href(&address::resource(&key.id())))
}

/// What the project's team should mend, in its repository and in each of its resources.
pub(super) fn findings(frame: &Frame, view: &ProjectView) -> Markup {
    let text = &frame.t().project;
    let record = view.record;
    let own = record.examination.iter().flat_map(|examination| &examination.findings);
    let all: Vec<&Finding> = own.chain(&record.taught_findings).collect();
    html! {
        @if !all.is_empty() {
            section aria-labelledby="findings" {
                h2 #findings { (text.findings) }
                p.note { (text.findings_lead) }
                (findings::list(frame, all, &|path, line| view.file_href(path, line)))
            }
        }
    }
}
