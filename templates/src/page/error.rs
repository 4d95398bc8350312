//! Error pages: what happened, in words, and ways on.

use maud::html;
use percent_encoding::percent_decode_str;

use crate::layout::{self, Head};
use crate::{Frame, SearchQuery};

/// What went wrong.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ErrorKind {
    /// 404: nothing at this address.
    NotFound,
    /// 400: the address cannot be read.
    BadRequest,
    /// 500: our fault.
    Fault,
    /// 503: not now.
    Unavailable,
}

impl ErrorKind {
    /// Its HTTP status.
    #[must_use]
    pub fn status(self) -> u16 {
        match self {
            Self::NotFound => 404,
            Self::BadRequest => 400,
            Self::Fault => 500,
            Self::Unavailable => 503,
        }
    }
}

/// What an error page shows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ErrorView {
    /// What went wrong.
    pub kind: ErrorKind,
    /// The path that was asked for, without language, as it came (still encoded).
    pub path: String,
}

/// An error page.
#[must_use]
pub fn render(frame: &Frame, view: &ErrorView) -> String {
    let text = &frame.t().error;
    let (heading, lead) = match view.kind {
        ErrorKind::NotFound => (text.not_found, text.not_found_lead),
        ErrorKind::BadRequest => (text.bad_request, text.bad_request_lead),
        ErrorKind::Fault => (text.fault, text.fault_lead),
        ErrorKind::Unavailable => (text.unavailable, text.unavailable_lead),
    };
    let words = match view.kind {
        ErrorKind::NotFound => words(&view.path),
        _ => String::new(),
    };
    let main = html! {
        div.prose.error {
            p.kicker { ((text.code)(view.kind.status())) }
            h1 { (heading) }
            p.lead { (lead) }
            (layout::search_form(frame, text.search, &SearchQuery::words(&words), None))
            h2 { (text.ways_out) }
            ul {
                li { a href=(frame.href("/")) { (text.home) } }
                li { a href=(frame.href("/recherche")) { (text.browse) } }
            }
        }
    };
    let path = safe_path(&view.path);
    layout::page(frame, &Head::new(heading, &path).unlisted().with_own_search(), &main)
}

/// The words of an address: what somebody who followed it was looking for.
fn words(path: &str) -> String {
    let decoded = percent_decode_str(path.split('?').next().unwrap_or_default()).decode_utf8_lossy();
    // A project's address names its forge first, which nobody searches for.
    let sought = match decoded.strip_prefix("/projets/").and_then(|rest| rest.split_once('/')) {
        Some((_, path)) => path,
        None => &decoded,
    };
    sought
        .split(|c: char| !c.is_alphanumeric() && c != '+' && c != '#')
        .filter(|word| {
            !word.is_empty() && !matches!(*word, "projets" | "ressources" | "logiciels" | "git" | "html")
        })
        .take(8)
        .map(|word| word.chars().take(40).collect::<String>())
        .collect::<Vec<_>>()
        .join(" ")
}

/// A path that stays on this site: `//host` would leave it.
fn safe_path(path: &str) -> String {
    let path: String = path.split(['?', '#']).next().unwrap_or_default().chars().take(400).collect();
    let decoded = percent_decode_str(path.trim_start_matches(['/', '\\'])).decode_utf8_lossy().into_owned();
    format!("/{}", crate::address::encode_path(&decoded))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_words_of_the_address_are_searched() {
        assert_eq!(words("/projets/mim/maths/fractions-6e_%C3%A9t%C3%A9.html?x=1"), "maths fractions 6e été");
        assert_eq!(words("/"), "");
    }

    #[test]
    fn the_way_to_the_other_language_stays_on_the_site() {
        assert_eq!(safe_path("//evil.example/x"), "/evil.example/x");
        assert_eq!(safe_path("/\\evil.example"), "/evil.example");
        assert_eq!(safe_path("/a%20b?q=1#c"), "/a%20b");
    }
}
