//! `known`: a source of the list that this program carries gives what the table itself does not say.
//!
//! What is written in the table counts before it. Asks nothing.

use glane_catalog::vocabulary::sources::{self, KnownSource};

use super::super::nearest::suggestion;
use super::super::report::Report;
use super::super::section::Section;

/// The source that the table names.
pub(super) fn known(section: &Section<'_>, report: &mut Report<'_>) -> Option<&'static KnownSource> {
    let entry = section.text("known", report)?;
    report.show(section.key("known"), entry.value, Some(entry.at));
    let found = sources::named(entry.value);
    if found.is_none() {
        let ids: Vec<&str> = sources::all().iter().map(|source| source.id.as_str()).collect();
        let message = format!("there is no known source \"{}\"", entry.value.escape_debug());
        report.problem(entry.at, message, suggestion(entry.value, &ids, "known sources"));
    }
    found
}
