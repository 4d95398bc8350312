//! Where a resource can be opened: by a link where one is known to work, else in a few steps.
//!
//! Links are plain links: nothing of a third party is loaded here. A service that documents no address
//! for opening a file is explained, not guessed at.

use maud::{Markup, html};

use super::{ResourceView, files};
use crate::Frame;

/// What a service is fed with.
enum Way {
    /// A link, with the address of the file in its parameter `from`.
    From(&'static str),
    /// Steps to follow with the file in hand.
    Steps(&'static str),
}

/// The section; nothing for formats that any office program opens.
pub(super) fn section(frame: &Frame, view: &ResourceView) -> Markup {
    let text = &frame.t().resource;
    let ways: Vec<(&str, Markup)> = ways(frame, view)
        .into_iter()
        .filter_map(|(name, way)| Some((name, shown(frame, view, &way)?)))
        .collect();
    html! {
        @if !ways.is_empty() {
            section aria-labelledby="ouvrir" {
                h2 #ouvrir { (text.open_in) }
                dl.steps { @for (name, way) in &ways { dt { (name) } dd { (way) } } }
            }
        }
    }
}

fn ways(frame: &Frame, view: &ResourceView) -> Vec<(&'static str, Way)> {
    let text = &frame.t().resource;
    let python = view.path().is_some_and(|path| path.ends_with(".py"));
    match view.record.format.as_deref() {
        Some("notebook") => vec![
            ("Basthon", Way::From("https://notebook.basthon.fr/?from=")),
            ("Capytale", Way::Steps(text.capytale)),
        ],
        _ if python => vec![("Basthon", Way::From("https://console.basthon.fr/?from="))],
        Some("moodle") => vec![("Moodle, Éléa", Way::Steps(text.moodle_backup))],
        Some("h5p") => vec![("Moodle, Éléa", Way::Steps(text.moodle_h5p))],
        Some("imscc") => vec![("Moodle", Way::Steps(text.moodle_imscc))],
        Some("scorm") => vec![("Moodle, Éléa", Way::Steps(text.moodle_scorm))],
        Some("geogebra") => vec![("GeoGebra", Way::Steps(text.geogebra))],
        Some("scratch") => vec![("Scratch", Way::Steps(text.scratch))],
        _ => Vec::new(),
    }
}

fn shown(frame: &Frame, view: &ResourceView, way: &Way) -> Option<Markup> {
    match way {
        Way::Steps(steps) => Some(html! { (steps) }),
        Way::From(service) => {
            let file = reachable(frame, view)?;
            let from: String = url::form_urlencoded::byte_serialize(file.as_bytes()).collect();
            let text = &frame.t().resource;
            Some(html! {
                a href=(format!("{service}{from}")) rel="nofollow noopener" { (text.open_link) } " "
                span.note { (text.open_note) }
            })
        }
    }
}

/// The address from which a page elsewhere may read the file; none while the site is only local.
fn reachable(frame: &Frame, view: &ResourceView) -> Option<String> {
    let path = view.path()?;
    let file = files::served(view, path)?;
    if view.file_origin.is_some() {
        return Some(file);
    }
    frame.site.origin.as_deref().map(|origin| format!("{origin}{file}"))
}
