//! A resource without what was withdrawn: files of its project, and people who are not to be named.
//!
//! Must not know who decided, nor how a person is recognised.

use super::{ResourceKey, ResourceRecord};
use crate::model::{Claim, Fields, SourceKind, WithdrawnPath};

impl ResourceRecord {
    /// The same without what lies at withdrawn paths; none when it lies there itself.
    #[must_use]
    pub fn without_paths(self, withdrawn: &[WithdrawnPath]) -> Option<Self> {
        let ResourceKey::Part { path, .. } = &self.key else { return Some(self) };
        let gone = |place: &str| withdrawn.iter().any(|one| lies_at(place, &one.path));
        // The whole of a project has no path, and lies at none.
        if gone(path) {
            return None;
        }
        let mut kept = self;
        kept.attachments.retain(|attachment| !gone(&attachment.place));
        kept.findings.retain(|finding| !finding.path.as_deref().is_some_and(gone));
        kept.licence.claims.retain(|claim| !is_from(claim, &gone));
        if kept.fields.iter().any(|(_, claims)| claims.iter().any(|claim| is_from(claim, &gone))) {
            let mut fields = Fields::new();
            for (field, claims) in kept.fields.iter() {
                for claim in claims.iter().filter(|claim| !is_from(claim, &gone)) {
                    fields.add(field, claim.clone());
                }
            }
            kept.fields = fields;
            // What was read there may be in the text too, and nothing tells where in it.
            kept.text = None;
        }
        Some(kept)
    }

    /// Takes out every claim and every attachment's author that names somebody who is not to be named.
    /// Whether there was one.
    pub fn strip_people(&mut self, is_withdrawn: &dyn Fn(&str) -> bool) -> bool {
        let fields = self.fields.without_people(is_withdrawn);
        let mut stripped = fields.is_some();
        if let Some(fields) = fields {
            self.fields = fields;
        }
        for attachment in &mut self.attachments {
            if attachment.author.as_deref().is_some_and(is_withdrawn) {
                attachment.author = None;
                stripped = true;
            }
        }
        stripped
    }
}

/// Whether a place is a withdrawn file or folder, or lies in it: in its folder, or in its package.
fn lies_at(place: &str, withdrawn: &str) -> bool {
    place.strip_prefix(withdrawn).is_some_and(|rest| rest.is_empty() || rest.starts_with(['/', '!', '#']))
}

fn is_from(claim: &Claim, gone: &dyn Fn(&str) -> bool) -> bool {
    claim.source.kind == SourceKind::File && claim.source.path.as_deref().is_some_and(gone)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Attachment, Field, Grain, Source};

    fn folder() -> ResourceRecord {
        let mut fields = Fields::new();
        for (field, value, path) in [
            (Field::Name, "Fractions", "6e/fractions/index.md"),
            (Field::Author, "Émile Durand", "6e/fractions/index.md"),
            (Field::Author, "Ada Martin", "6e/fractions/notes.csv"),
        ] {
            fields.add(field, Claim::new(value.to_owned(), Source::file(path, None, None), 1.0));
        }
        let attachment = |place: &str, author: Option<&str>| Attachment {
            place: place.to_owned(),
            author: author.map(str::to_owned),
            ..Attachment::default()
        };
        ResourceRecord {
            grain: Grain::Folder,
            reason: "metadata.yml".to_owned(),
            fields,
            attachments: vec![
                attachment("6e/fractions/notes.csv", None),
                attachment("6e/fractions/notes.csv.txt", Some("Émile Durand")),
            ],
            text: Some("texte".to_owned()),
            ..ResourceRecord::new(ResourceKey::Part {
                project: "mim:1".parse().unwrap(),
                path: "6e/fractions".to_owned(),
            })
        }
    }

    fn at(path: &str) -> [WithdrawnPath; 1] {
        [WithdrawnPath { path: path.to_owned(), objects: Vec::new() }]
    }

    #[test]
    fn what_lies_at_a_withdrawn_path_goes_and_no_more() {
        assert_eq!(folder().without_paths(&at("6e")), None);
        assert_eq!(folder().without_paths(&at("6e/fractions")), None);
        assert_eq!(folder().without_paths(&at("6e/frac")), Some(folder()), "half a name is another's");
        let kept = folder().without_paths(&at("6e/fractions/notes.csv")).unwrap();
        assert_eq!(kept.fields.values(Field::Author), ["Émile Durand"]);
        assert_eq!(kept.attachments.len(), 1);
        assert_eq!((kept.text.as_deref(), kept.fields.value(Field::Name)), (None, Some("Fractions")));
    }

    #[test]
    fn a_person_who_withdrew_is_named_nowhere() {
        let mut record = folder();
        assert!(!record.strip_people(&|name| name == "Fractions"), "a title is no person");
        assert!(record.strip_people(&|name| name == "Émile Durand"));
        assert_eq!(record.fields.values(Field::Author), ["Ada Martin"]);
        assert!(record.attachments.iter().all(|attachment| attachment.author.is_none()));
        assert!(!record.strip_people(&|name| name == "Émile Durand"));
    }
}
