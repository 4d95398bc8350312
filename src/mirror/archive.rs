//! The archive: tips that a source lost or overwrote, kept under `refs/archive/<date>/…` of
//! `intake.git`, listed and put back.
//!
//! Putting back is a decision that later passes honour; must not move a reference itself.

use std::path::Path;

use glane_catalog::model::{Decision, DecisionKind, ProjectRecord, Reason};
use serde::Serialize;

use crate::layout::{self, Layout};

/// Where archived tips stand.
const PLACE: &str = "refs/archive/";

/// One archived tip.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Archived {
    /// Where it stands: `refs/archive/<date>/<name>-<id>`.
    pub archived: String,
    /// The day on which the source lost it, as `2026-11-22`.
    pub date: String,
    /// The reference it was; none for a name too long to be kept.
    pub name: Option<String>,
    /// The object.
    pub id: String,
}

impl Archived {
    fn read(place: &str, id: String) -> Option<Self> {
        let (date, flat) = place.strip_prefix(PLACE)?.split_once('/')?;
        let flat = flat.strip_suffix(&id)?.strip_suffix('-')?;
        Some(Self { archived: place.to_owned(), date: date.to_owned(), name: unfolded(flat), id })
    }
}

/// The name that was written as one segment; none for one that was cut.
fn unfolded(flat: &str) -> Option<String> {
    let name = format!("refs/{}", flat.replace("%2F", "/").replace("%25", "%"));
    let whole = ["refs/heads/", "refs/tags/", "refs/notes/"].iter().any(|kind| name.starts_with(kind));
    (whole && super::record::flat(&name) == flat).then_some(name)
}

/// Every archived tip of a project, in the order of date and name.
///
/// # Errors
/// When the repository is there and cannot be read.
pub fn list(intake: &Path) -> Result<Vec<Archived>, Reason> {
    if !intake.join("HEAD").exists() {
        return Ok(Vec::new());
    }
    let repository = layout::open(intake)?;
    let internal = |error: git2::Error| layout::internal(intake, &error);
    let mut found = Vec::new();
    for reference in repository.references_glob(&format!("{PLACE}*")).map_err(internal)? {
        let reference = reference.map_err(internal)?;
        if let (Ok(place), Some(id)) = (reference.name(), reference.target()) {
            found.extend(Archived::read(place, id.to_string()));
        }
    }
    found.sort_by(|one, other| one.archived.cmp(&other.archived));
    Ok(found)
}

/// What a person says when a tip is put back.
#[derive(Debug, Clone, Copy)]
pub struct Restoring<'a> {
    /// Where it stands in the archive.
    pub archived: &'a str,
    /// The name it shall have; none for the one it had.
    pub name: Option<&'a str>,
    /// Who decides.
    pub by: &'a str,
    /// Why.
    pub reason: &'a str,
}

/// The decision by which a tip is put back at the next pass.
///
/// # Errors
/// A sentence that says what is wrong with the request.
pub fn restore(
    project: &ProjectRecord,
    layout: &Layout,
    asked: Restoring<'_>,
    at: jiff::Timestamp,
) -> Result<Decision, String> {
    let found = list(&layout.intake).map_err(|reason| reason.message)?;
    let tip = found.into_iter().find(|tip| tip.archived == asked.archived).ok_or_else(|| {
        format!(
            "{}: nothing is archived there; see glane archive list {}",
            asked.archived, project.source.path
        )
    })?;
    let name = match asked.name {
        Some(name) => name.to_owned(),
        None => tip
            .name
            .ok_or_else(|| "its name was too long to be kept: give one with --as refs/heads/…".to_owned())?,
    };
    let legal = ["refs/heads/", "refs/tags/"].iter().any(|kind| name.starts_with(kind))
        && git2::Reference::is_valid_name(&name);
    if !legal {
        return Err(format!(
            "{name} is no name of a branch or tag: give one such as refs/heads/ancien with --as"
        ));
    }
    let source = git2::Repository::open_bare(&layout.intake)
        .and_then(|intake| super::references::read(&intake, super::fetch::SOURCE_PREFIX))
        .map_err(|error| format!("{}: {}", layout.intake.display(), error.message()))?;
    if source.ids.contains_key(&name) || super::public::stands_in_the_way(&name, &source.ids) {
        return Err(format!(
            "the source has {name}, or a name in its way: give another with --as refs/heads/…"
        ));
    }
    Ok(Decision {
        number: 0,
        kind: DecisionKind::Restore,
        project: Some(project.source.key.clone()),
        subject: Some(format!("{name} {}", tip.id)),
        by: asked.by.to_owned(),
        reason: asked.reason.to_owned(),
        at,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_archived_name_is_read_back_and_a_cut_one_is_not() {
        let id = "ab".repeat(20);
        let read = |flat: &str| Archived::read(&format!("refs/archive/2026-11-22/{flat}-{id}"), id.clone());
        let tip = read("heads%2Fcours%2F100%25").unwrap();
        assert_eq!(tip.name.as_deref(), Some("refs/heads/cours/100%"));
        assert_eq!((tip.date.as_str(), tip.id.as_str()), ("2026-11-22", id.as_str()));
        assert_eq!(
            read(&super::super::record::flat(&format!("refs/heads/{}", "x".repeat(300)))).unwrap().name,
            None
        );
        assert_eq!(Archived::read("refs/archive/2026-11-22/heads%2Fx", id.clone()), None);
    }
}
