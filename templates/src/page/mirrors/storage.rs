//! What the repositories take on the disk, of what they may take.
//!
//! Figures of the whole installation; names no project.

use jiff::Timestamp;
use maud::{Markup, html};

use crate::{Frame, typography};

/// What the repositories take, and may take.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct StorageLine {
    /// Bytes, once they were measured.
    pub bytes: Option<u64>,
    /// Most that they may take; none for no limit.
    pub most: Option<u64>,
    /// When they were measured.
    pub measured_at: Option<Timestamp>,
}

pub(super) fn storage(frame: &Frame, line: &StorageLine) -> Markup {
    let text = &frame.t().mirrors;
    let size = |bytes: u64| typography::size(bytes, frame.lang);
    let share = |bytes: u64, most: u64| typography::percent(bytes as f64 * 100.0 / most as f64, frame.lang);
    html! {
        @if line.bytes.is_some() || line.most.is_some() {
            section aria-labelledby="storage" {
                h2 #storage { (text.storage) }
                p {
                    @match (line.bytes, line.most) {
                        (Some(bytes), Some(most)) if most > 0 => {
                            ((text.storage_of)(&size(bytes), &size(most), &share(bytes, most)))
                        }
                        (Some(bytes), _) => ((text.storage_used)(&size(bytes))),
                        (None, most) => ((text.storage_limit)(&size(most.unwrap_or_default()))),
                    }
                    @if let Some(at) = line.measured_at { " (" (frame.date(at)) ")" }
                    "."
                }
                @if line.bytes.zip(line.most).is_some_and(|(bytes, most)| bytes >= most) {
                    p.note { (text.storage_full) }
                }
            }
        }
    }
}
