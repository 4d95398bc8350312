//! How a copy presents itself: made from what is known of its project.
//!
//! Must not ask a host anything.

use glane_catalog::model::ProjectRecord;
use sha2::{Digest, Sha256};

use crate::forge::Dress;
use crate::mirror::references::References;

/// What a copy of this project shall say of itself.
pub(in crate::mirror) fn of(project: &ProjectRecord, wanted: &References) -> Dress {
    let source = &project.source;
    let origin = source.web_url.as_deref().unwrap_or(&source.path);
    let summary = project.summary().map(|text| format!(" : {text}")).unwrap_or_default();
    let what = if project.is_wiki() { "du wiki de" } else { "de" };
    let text = format!("Miroir {what} {origin}{summary}");
    Dress {
        description: text.chars().filter(|c| !c.is_control()).take(300).collect(),
        homepage: source.web_url.clone(),
        topics: source.topics.clone(),
        default_branch: wanted.default_branch(source.default_branch.as_deref()),
        archived: source.archived,
        mark: project.mark(),
    }
}

/// Equal digests, equal dress.
pub(in crate::mirror) fn digest(dress: &Dress) -> String {
    let Dress { description, homepage, topics, default_branch, archived, mark } = dress;
    let text = format!("{description:?} {homepage:?} {topics:?} {default_branch:?} {archived} {mark:?}");
    Sha256::digest(text).iter().map(|byte| format!("{byte:02x}")).collect()
}
