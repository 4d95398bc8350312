//! Where references lead: commits, tags on the way, or a tree or blob without any commit.
//!
//! Reads the messages of tags; must not walk history.

use std::collections::{BTreeMap, BTreeSet};

use git2::{Error, ObjectType, Oid, Repository};

use super::sift::Sift;

/// Most tags on the way from a reference to what it means.
const DEEPEST: usize = 50;

/// What some references lead to.
#[derive(Debug, Default)]
pub(super) struct Tips {
    /// Commits, each once.
    pub commits: BTreeSet<Oid>,
    /// Tags with the reference that led to each.
    pub tags: BTreeMap<Oid, String>,
    /// Trees and blobs that a reference or tag means, with its name.
    pub loose: BTreeMap<Oid, (ObjectType, String)>,
}

/// What one object leads to.
pub(super) struct Peeled {
    pub commit: Option<Oid>,
    pub tags: Vec<Oid>,
    pub loose: Option<(Oid, ObjectType)>,
}

/// Follows tags to their end.
pub(super) fn peel(repository: &Repository, id: Oid) -> Result<Peeled, Error> {
    let mut peeled = Peeled { commit: None, tags: Vec::new(), loose: None };
    let mut id = id;
    for _ in 0..DEEPEST {
        let object = repository.find_object(id, None)?;
        match object.kind() {
            Some(ObjectType::Commit) => {
                peeled.commit = Some(id);
                return Ok(peeled);
            }
            Some(ObjectType::Tag) => {
                peeled.tags.push(id);
                id = repository.find_tag(id)?.target_id();
            }
            Some(kind) => {
                peeled.loose = Some((id, kind));
                return Ok(peeled);
            }
            None => break,
        }
    }
    Err(Error::from_str("a tag of a tag of a tag, without end"))
}

/// What all references lead to.
pub(super) fn tips(repository: &Repository, references: &BTreeMap<String, String>) -> Result<Tips, Error> {
    let mut tips = Tips::default();
    for (name, id) in references {
        let peeled = peel(repository, Oid::from_str(id)?)?;
        tips.commits.extend(peeled.commit);
        for tag in peeled.tags {
            tips.tags.entry(tag).or_insert_with(|| name.clone());
        }
        if let Some((id, kind)) = peeled.loose {
            tips.loose.entry(id).or_insert_with(|| (kind, name.clone()));
        }
    }
    Ok(tips)
}

/// Looks into the messages of tags.
pub(super) fn messages(repository: &Repository, tips: &Tips, sift: &mut Sift<'_>) -> Result<(), Error> {
    for (id, name) in &tips.tags {
        let tag = repository.find_tag(*id)?;
        if let Some(message) = tag.message_bytes() {
            sift.text(name, message, None, Some(*id));
        }
        if let Some(tagger) = tag.tagger() {
            sift.person(tagger.email_bytes(), None, Some(*id));
        }
    }
    Ok(())
}
