//! What can be taken away: the file, the folder as one zip, and what a package holds.
//!
//! Addresses say the commit, so that what was cited stays there. Must not know who serves them.

use glane_catalog::model::{Attachment, Grain, ResourceKey};
use glane_catalog::vocabulary::licence_policy::called;
use maud::{Markup, html};

use super::ResourceView;
use crate::part::claims::{author, linked};
use crate::safe::{shortened, user};
use crate::{Frame, address, typography};

/// Most files listed.
const MOST: usize = 60;

/// The address of a file of the project at its commit, where this site serves it.
pub(super) fn served(view: &ResourceView, path: &str) -> Option<String> {
    at_commit(view, view.record.commit.as_deref()?, path, address::file)
}

/// The same at another commit.
pub(super) fn served_at(view: &ResourceView, commit: &str, path: &str) -> Option<String> {
    at_commit(view, commit, path, address::file)
}

fn at_commit(
    view: &ResourceView,
    commit: &str,
    path: &str,
    make: fn(&str, &str, &str, &str) -> String,
) -> Option<String> {
    let project = view.project.as_ref().filter(|_| view.serves_files)?;
    let key = view.record.key.project()?;
    let path = make(commit, key.forge.as_str(), &project.path, path);
    Some(format!("{}{path}", view.file_origin.as_deref().unwrap_or_default()))
}

/// The section.
pub(super) fn section(frame: &Frame, view: &ResourceView) -> Markup {
    let (text, record) = (&frame.t().resource, view.record);
    let ways = ways(frame, view);
    html! {
        @if !ways.is_empty() || !record.attachments.is_empty() {
            section aria-labelledby="fichiers" {
                h2 #fichiers { (if downloads(view) { text.files } else { text.reach }) }
                @if !ways.is_empty() { ul.ways-out { @for way in &ways { li { (way) } } } }
                @if downloads(view) { p.note { (text.files_note) } }
                (attachments(frame, view))
            }
        }
    }
}

/// Whether anything can be taken from here.
fn downloads(view: &ResourceView) -> bool {
    view.path().is_some_and(|path| served(view, path).is_some())
}

/// The links under which the whole of it is had.
fn ways(frame: &Frame, view: &ResourceView) -> Vec<Markup> {
    let (text, record) = (&frame.t().resource, view.record);
    let download = |href: &str, label: &str, note: Option<u64>| {
        html! {
            a.download href=(href) rel="nofollow noopener" download { (label) }
            @if let Some(bytes) = note { " " span.note { (typography::size(bytes, frame.lang)) } }
        }
    };
    let mut ways = Vec::new();
    if let (ResourceKey::Part { path, .. }, Some(commit)) = (&record.key, record.commit.as_deref()) {
        if record.grain == Grain::File {
            let bytes =
                record.attachments.iter().find(|file| file.place == *path).and_then(|file| file.bytes);
            ways.extend(served(view, path).map(|href| download(&href, text.file_download, bytes)));
        }
        let folder = match record.grain {
            Grain::File => path.rsplit_once('/').map_or("", |(folder, _)| folder),
            _ => path,
        };
        let zip = at_commit(view, commit, folder, address::archive);
        let label = if folder.is_empty() { text.zip_project } else { text.zip_folder };
        ways.extend(zip.map(|href| download(&href, label, None)));
    }
    let label = html! { (text.at_source) };
    ways.extend(view.source().map(|url| linked(Some(url), &label)));
    ways
}

/// The files it is made of or carries, each with its own licence and author where it says so.
fn attachments(frame: &Frame, view: &ResourceView) -> Markup {
    let text = &frame.t().resource;
    let own = |file: &&Attachment| view.path() != Some(file.place.as_str());
    let files: Vec<&Attachment> = view.record.attachments.iter().filter(own).collect();
    let project = &frame.t().project;
    html! {
        @if !files.is_empty() {
            div.scroll tabindex="0" role="group" aria-labelledby="fichiers" {
                table aria-labelledby="fichiers" {
                    thead { tr {
                        th scope="col" { (project.file) }
                        th scope="col" { (text.file_credit) }
                        th.number scope="col" { (project.size) }
                    } }
                    tbody { @for file in files.iter().take(MOST) { (attachment(frame, view, file)) } }
                }
            }
            @if files.len() > MOST { p.note { ((frame.t().common.others)((files.len() - MOST) as u64)) } }
        }
    }
}

fn attachment(frame: &Frame, view: &ResourceView, file: &Attachment) -> Markup {
    let name = html! { span.path { (user(&shortened(&file.place, 120))) } };
    let credit = [file.author.as_deref().map(author), file.licence.as_deref().map(called)];
    let credit: Vec<String> = credit.into_iter().flatten().filter(|part| !part.is_empty()).collect();
    html! {
        tr {
            th scope="row" {
                (linked(href(view, &file.place), &name))
                @if let Some(media) = &file.media { br; span.note { (user(&shortened(media, 80))) } }
            }
            td { @if credit.is_empty() { "–" } @else { (user(&shortened(&credit.join(" · "), 160))) } }
            td.number { @if let Some(bytes) = file.bytes { (typography::size(bytes, frame.lang)) } }
        }
    }
}

/// A file of the project, or one elsewhere; what lies inside a package has no address of its own.
fn href(view: &ResourceView, place: &str) -> Option<String> {
    if let Some(url) = address::safe_href(place) {
        return Some(url);
    }
    let folder = match (view.record.grain, view.path()) {
        (Grain::Whole, _) => Some(String::new()),
        (Grain::Folder, Some(path)) => Some(format!("{}/", path.trim_end_matches('/'))),
        _ => None,
    };
    folder.filter(|folder| place.starts_with(folder.as_str())).and_then(|_| served(view, place))
}
