//! The dated notice that stands in place of what was withdrawn: when, and nothing of what or why.

use jiff::Timestamp;
use maud::html;

use crate::layout::{self, Head};
use crate::{Frame, SearchQuery, typography};

/// The notice at the path, without language, of what was withdrawn; its answer's status is 410.
#[must_use]
pub fn render(frame: &Frame, at: Timestamp, path: &str) -> String {
    let text = &frame.t().error;
    let date = typography::date(at, &frame.site.zone, frame.lang);
    let main = html! {
        div.prose.error {
            p.kicker { ((text.withdrawn_on)(&date)) }
            h1 { (text.withdrawn) }
            p.lead { (text.withdrawn_lead) }
            (layout::search_form(frame, text.search, &SearchQuery::words(""), None))
            h2 { (text.ways_out) }
            ul {
                li { a href=(frame.href("/")) { (text.home) } }
                li { a href=(frame.href("/recherche")) { (text.browse) } }
            }
        }
    };
    layout::page(frame, &Head::new(text.withdrawn, path).unlisted().with_own_search(), &main)
}
