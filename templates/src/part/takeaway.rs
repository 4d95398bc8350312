//! What can be done with a list of results beside reading it: follow it, take it away.
//!
//! Must not know how the files are made.

use maud::{Markup, html};

use crate::{Frame, SearchQuery};

/// The links below a list of results.
pub(crate) fn takeaway(frame: &Frame, query: &SearchQuery, total: u64) -> Markup {
    let text = &frame.t().selection;
    let capped = total > SearchQuery::MOST_TAKEN;
    html! {
        section.takeaway aria-labelledby="suivre" {
            h2.vh #suivre { (text.follow_heading) }
            p {
                a href=(frame.href(&query.feed())) rel="nofollow" { (text.follow) } " "
                span.note { (text.follow_note) }
            }
            @if total > 0 {
                p {
                    (text.export) (frame.t().common.colon)
                    a href=(query.file("csv")) rel="nofollow" download { (text.table) } " · "
                    a href=(query.file("json")) rel="nofollow" download { "JSON" }
                    @if capped { " " span.note { ((text.capped)(SearchQuery::MOST_TAKEN)) } }
                }
            }
        }
    }
}
