//! The state of the mirrors: which copies equal their source, and what holds the others back.
//!
//! Shows classes of cause with counts, and names only of projects that were published.

mod hosts;
mod storage;

use glane_catalog::model::{ForgeId, HostId, MirrorRecord, ProjectState, ReasonClass};
use jiff::Timestamp;
use maud::{Markup, html};

pub use self::hosts::{HostLine, PauseLine};
pub use self::storage::StorageLine;
use crate::layout::{self, Entry, Head};
use crate::part::badge;
use crate::part::pager::pager;
use crate::safe::{shortened, user};
use crate::{Frame, address, typography};

/// A copy checked longer ago than this is late, as the indicator of coverage defines it.
pub const LATE_SECONDS: i64 = 48 * 3_600;

/// How a copy stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum MirrorState {
    /// Known to equal its source, reference for reference, within the last 48 hours.
    Identical,
    /// Equal when last known, more than 48 hours ago.
    Late,
    /// Some references differ.
    Partial,
    /// Never found equal.
    Never,
}

impl MirrorState {
    /// The state of a copy at an instant; `current_at` is when it was last known to equal its source
    /// (`ProjectRecord::mirror_current_at`), since an unchanged source needs no new comparison.
    #[must_use]
    pub fn of(mirror: &MirrorRecord, current_at: Option<Timestamp>, at: Timestamp) -> Self {
        match (mirror.verified_at, current_at) {
            (None, _) => Self::Never,
            (Some(_), _) if mirror.refs_equal < mirror.refs_expected => Self::Partial,
            (Some(_), Some(current)) if at.as_second() - current.as_second() <= LATE_SECONDS => {
                Self::Identical
            }
            (Some(_), _) => Self::Late,
        }
    }
}

/// One copy of one published project.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MirrorRow {
    /// The project's name.
    pub title: String,
    /// Its forge.
    pub forge: ForgeId,
    /// Its path there.
    pub path: String,
    /// The copy.
    pub mirror: MirrorRecord,
    /// When it was last known to equal its source (`ProjectRecord::mirror_current_at`).
    pub current_at: Option<Timestamp>,
}

/// What is known of one forge.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ForgeLine {
    /// The forge.
    pub forge: ForgeId,
    /// When a listing last reached its last page.
    pub complete_at: Option<Timestamp>,
    /// Public projects that listing held.
    pub announced: u64,
    /// Of those, the ones the catalogue knows.
    pub known: u64,
}

/// What the page of mirrors shows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MirrorsView {
    /// The instant the page speaks of.
    pub at: Timestamp,
    /// Projects by state.
    pub states: Vec<(ProjectState, u64)>,
    /// Projects that are held or failing, by class of cause.
    pub causes: Vec<(ReasonClass, u64)>,
    /// The forges.
    pub forges: Vec<ForgeLine>,
    /// The hosts, with the age of their copies.
    pub hosts: Vec<HostLine>,
    /// Forges and hosts that are left alone for a while.
    pub pauses: Vec<PauseLine>,
    /// What the repositories take on the disk.
    pub storage: StorageLine,
    /// The copies that have waited longest, of those that are late.
    pub oldest: Vec<MirrorRow>,
    /// The copies of this page, of projects published at least once.
    pub mirrors: Vec<MirrorRow>,
    /// This page of copies, from 1.
    pub page: u32,
    /// Pages of copies.
    pub pages: u32,
}

/// The page of mirrors.
#[must_use]
pub fn render(frame: &Frame, view: &MirrorsView) -> String {
    let text = &frame.t().mirrors;
    let main = html! {
        div.sheet {
            h1 { (text.title) }
            p.lead { (text.lead) }
            div.pair {
                (states(frame, view))
                (causes(frame, view))
            }
            (forges(frame, view))
            (hosts::hosts(frame, view))
            (storage::storage(frame, &view.storage))
            (copies(frame, view))
        }
    };
    let address = |page: u32| if page > 1 { format!("/miroirs?page={page}") } else { "/miroirs".to_owned() };
    let path = address(view.page);
    let title = match view.page {
        0 | 1 => text.title.to_owned(),
        page => format!("{} · {}", text.title, (frame.t().common.page_of)(page, view.pages.max(page))),
    };
    let head = Head {
        listed: view.page <= 1,
        previous: (view.page > 1).then(|| address(view.page - 1)),
        next: (view.page < view.pages).then(|| address(view.page + 1)),
        ..Head::new(&title, &path).under(Entry::Mirrors)
    };
    layout::page(frame, &head, &main)
}

/// A table of names and counts.
fn counts(
    frame: &Frame,
    heading: (&str, &str),
    lead: Option<&str>,
    name: &str,
    rows: &[(&str, u64)],
) -> Markup {
    let (id, heading) = heading;
    html! {
        section aria-labelledby=(id) {
            h2 id=(id) { (heading) }
            @if let Some(lead) = lead { p.note { (lead) } }
            @if rows.iter().all(|(_, count)| *count == 0) {
                p { (frame.t().mirrors.none) }
            } @else {
                table aria-labelledby=(id) {
                    thead { tr {
                        th scope="col" { (name) }
                        th.number scope="col" { (frame.t().mirrors.count) }
                    } }
                    tbody { @for (label, count) in rows.iter().filter(|(_, count)| *count > 0) {
                        tr { th scope="row" { (label) } td.number { (frame.number(*count)) } }
                    } }
                }
            }
        }
    }
}

fn states(frame: &Frame, view: &MirrorsView) -> Markup {
    let text = &frame.t().mirrors;
    let rows: Vec<_> =
        view.states.iter().map(|(state, count)| (badge::state(frame, *state), *count)).collect();
    counts(frame, ("states", text.states), None, text.state, &rows)
}

fn causes(frame: &Frame, view: &MirrorsView) -> Markup {
    let text = &frame.t().mirrors;
    let rows: Vec<_> =
        view.causes.iter().map(|(class, count)| (badge::cause(frame, *class), *count)).collect();
    counts(frame, ("causes", text.causes), Some(text.causes_lead), text.cause, &rows)
}

fn forges(frame: &Frame, view: &MirrorsView) -> Markup {
    let text = &frame.t().mirrors;
    html! {
        section aria-labelledby="forges" {
            h2 #forges { (text.forges) }
            @if view.forges.is_empty() {
                p { (frame.t().common.never_gathered) }
            } @else {
                div.scroll tabindex="0" role="group" aria-labelledby="forges" { table aria-labelledby="forges" {
                    thead { tr {
                        th scope="col" { (text.forge) }
                        th scope="col" { (text.listed) }
                        th.number scope="col" { (text.announced) }
                        th.number scope="col" { (text.known) }
                        th.number scope="col" { (text.coverage) }
                    } }
                    tbody { @for line in &view.forges { tr {
                        th scope="row" { (line.forge) }
                        td { @match line.complete_at {
                            Some(at) => { (frame.date(at)) " (" (ago(frame, at, view.at)) ")" }
                            None => (text.never),
                        } }
                        td.number { (frame.number(line.announced)) }
                        td.number { (frame.number(line.known)) }
                        td.number { (coverage(frame, line)) }
                    } } }
                } }
            }
        }
    }
}

/// The share of announced projects that is known; of nothing there is no share.
fn coverage(frame: &Frame, line: &ForgeLine) -> String {
    match (line.complete_at, line.announced) {
        (Some(_), 1..) => typography::percent(line.known as f64 * 100.0 / line.announced as f64, frame.lang),
        _ => frame.t().indicators.not_measurable.to_owned(),
    }
}

fn ago(frame: &Frame, then: Timestamp, now: Timestamp) -> String {
    let seconds = u64::try_from(now.as_second() - then.as_second()).unwrap_or_default();
    (frame.t().mirrors.ago)(&typography::duration(seconds, frame.lang))
}

fn copies(frame: &Frame, view: &MirrorsView) -> Markup {
    let text = &frame.t().mirrors;
    let address = |page: u32| if page > 1 { format!("/miroirs?page={page}") } else { "/miroirs".to_owned() };
    html! {
        section aria-labelledby="copies" {
            h2 #copies { (text.table) }
            @if view.mirrors.is_empty() {
                p { (text.no_mirror) }
            } @else {
                (copy_rows(frame, view, "copies", &view.mirrors))
                (pager(frame, view.page, view.pages, address))
            }
        }
    }
}

/// A table of copies, under the heading of this id.
fn copy_rows(frame: &Frame, view: &MirrorsView, heading: &str, rows: &[MirrorRow]) -> Markup {
    let text = &frame.t().mirrors;
    html! {
        div.scroll tabindex="0" role="group" aria-labelledby=(heading) { table aria-labelledby=(heading) {
            thead { tr {
                th scope="col" { (text.project) }
                th scope="col" { (text.host) }
                th scope="col" { (text.state) }
                th scope="col" { (text.checked) }
                th.number scope="col" { (text.refs) }
            } }
            tbody { @for row in rows { (copy(frame, view, row)) } }
        } }
    }
}

fn copy(frame: &Frame, view: &MirrorsView, row: &MirrorRow) -> Markup {
    let project = address::project(row.forge.as_str(), &row.path);
    html! {
        tr {
            th scope="row" {
                a href=(frame.href(&project)) { (user(&shortened(&row.title, 100))) }
                br; span.path { (row.forge) "/" (user(&shortened(&row.path, 100))) }
            }
            td { (host(&row.mirror.host, row.mirror.url.as_deref())) }
            td { (badge::mirror(frame, MirrorState::of(&row.mirror, row.current_at, view.at))) }
            td { @match row.current_at.or(row.mirror.verified_at) {
                Some(at) => (ago(frame, at, view.at)),
                None => (frame.t().mirrors.never),
            } }
            td.number { (frame.number(row.mirror.refs_equal)) " / " (frame.number(row.mirror.refs_expected)) }
        }
    }
}

fn host(host: &HostId, url: Option<&str>) -> Markup {
    html! {
        @match url.and_then(address::safe_href) {
            Some(url) => a href=(url) rel="nofollow noopener" { (host) },
            None => (host),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_copy_of_an_unchanged_source_is_not_late() {
        let instant = |text: &str| -> Timestamp { text.parse().unwrap() };
        let verified = instant("2026-01-01T00:00:00Z");
        let mut mirror = MirrorRecord {
            host: HostId::new("github").unwrap(),
            name: "x".into(),
            url: None,
            verified_at: Some(verified),
            changed_at: None,
            compared_at: None,
            dressed: true,
            refs_expected: 2,
            refs_equal: 2,
            host_state: None,
            refs_digest: None,
            dress_digest: None,
            archived: false,
            cleaned_up: None,
        };
        let now = instant("2026-03-03T00:00:00Z");
        let seen = instant("2026-03-01T00:00:00Z");
        assert_eq!(MirrorState::of(&mirror, Some(seen), now), MirrorState::Identical);
        assert_eq!(MirrorState::of(&mirror, Some(verified), now), MirrorState::Late);
        mirror.refs_equal = 1;
        assert_eq!(MirrorState::of(&mirror, None, now), MirrorState::Partial);
        mirror.verified_at = None;
        assert_eq!(MirrorState::of(&mirror, None, now), MirrorState::Never);
    }
}
