//! Which file speaks to which kind of source.
//!
//! The only place that knows all of them.

use super::{Source, Trouble};
use crate::config::{SourceKind, SourceSettings};
use crate::egress::Reach;

/// The source that settings describe; `since` is what its last whole harvest left ([`super::Page::since`]),
/// none to ask for everything.
///
/// # Errors
/// Settings that no source can have, told with their remedy.
pub fn open(
    settings: &SourceSettings,
    reach: &Reach,
    since: Option<&str>,
) -> Result<Box<dyn Source>, Trouble> {
    let _ = (reach, since);
    match settings.kind {
        SourceKind::Oai
        | SourceKind::Sitemap
        | SourceKind::Amb
        | SourceKind::Oersi
        | SourceKind::Csv
        | SourceKind::Peertube => Err(Trouble::Failed(format!(
            "{}: sources of kind \"{}\" are not read by this version",
            settings.id,
            settings.kind.as_str()
        ))),
    }
}
