//! How old the last success is: host by host, and the copies that have waited longest.
//!
//! Of a forge or host that is left alone, the page says that it is, never why.

use glane_catalog::model::HostId;
use jiff::Timestamp;
use maud::{Markup, html};

use super::{MirrorsView, ago, copy_rows};
use crate::Frame;

/// The copies of one host.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HostLine {
    /// The host.
    pub host: HostId,
    /// Copies there.
    pub copies: u64,
    /// Of those, the ones that are not known to have equalled their source within 48 hours.
    pub late: u64,
    /// When the copy that has waited longest was last known to equal its source; none when one never was.
    pub oldest: Option<Timestamp>,
}

/// A forge or host that refused us and is left alone for a while.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PauseLine {
    /// Its name.
    pub id: String,
    /// Until when.
    pub until: Timestamp,
}

pub(super) fn hosts(frame: &Frame, view: &MirrorsView) -> Markup {
    let text = &frame.t().mirrors;
    html! {
        @if !view.hosts.is_empty() || !view.pauses.is_empty() {
            section aria-labelledby="hosts" {
                h2 #hosts { (text.hosts) }
                @for pause in &view.pauses {
                    p.note { ((text.paused)(&pause.id)) " " (frame.date(pause.until)) "." }
                }
                @if !view.hosts.is_empty() { (table(frame, view)) }
            }
        }
        @if !view.oldest.is_empty() {
            section aria-labelledby="oldest" {
                h2 #oldest { (text.oldest) }
                p.note { (text.oldest_lead) }
                (copy_rows(frame, view, "oldest", &view.oldest))
            }
        }
    }
}

fn table(frame: &Frame, view: &MirrorsView) -> Markup {
    let text = &frame.t().mirrors;
    html! {
        div.scroll tabindex="0" role="group" aria-labelledby="hosts" { table aria-labelledby="hosts" {
            thead { tr {
                th scope="col" { (text.host) }
                th.number scope="col" { (text.copies) }
                th.number scope="col" { (text.late) }
                th scope="col" { (text.last_success) }
            } }
            tbody { @for line in &view.hosts { tr {
                th scope="row" { (line.host) }
                td.number { (frame.number(line.copies)) }
                td.number { (frame.number(line.late)) }
                td { @match line.oldest {
                    Some(at) => (ago(frame, at, view.at)),
                    None => (text.never),
                } }
            } } }
        } }
    }
}
