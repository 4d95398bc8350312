//! What the page of a project says to machines: schema.org as JSON-LD, a data block that no browser runs.
//!
//! The same values as people read; must not know where in the page it stands.

use glane_catalog::model::ProjectRecord;
use glane_catalog::write::Described;
use glane_catalog::write::schema_org::{Kind, json_ld};

use crate::{Frame, address};

/// A project, known by its page in the first language.
pub(crate) fn project(frame: &Frame, record: &ProjectRecord) -> String {
    let path = address::project(record.source.key.forge.as_str(), &record.source.path);
    let page = format!("{}{path}", frame.site.origin.as_deref().unwrap_or_default());
    json_ld(&Described::of(record), kind(record), &page)
}

/// What teaches and holds no source code is a resource.
fn kind(record: &ProjectRecord) -> Kind {
    match &record.examination {
        Some(found) if found.languages.is_empty() && !found.resources.is_empty() => Kind::Resource,
        _ => Kind::Software,
    }
}
