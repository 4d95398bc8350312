//! Folders whose files all carry one tag, another than that of the whole.
//!
//! Must not read files, nor decide what the whole is under.

use std::collections::BTreeMap;

use glane_catalog::model::{LicencePart, PartRole};

/// Most folders told.
const MOST: usize = 20;

/// A file that has a head: its path, and the expression of its tag.
pub(super) type Tagged = (String, Option<String>);

/// What the tags of a commit's files say, file by file; a program's file without one counts too.
#[derive(Debug, Default)]
pub(crate) struct Tags(pub(super) Vec<Tagged>);

impl Tags {
    /// The parts: the innermost folder that holds every file with a tag, and none without it.
    pub(crate) fn parts(&self, whole: Option<&str>) -> Vec<LicencePart> {
        let mut folders: BTreeMap<&str, &str> = BTreeMap::new();
        for (path, tag) in &self.0 {
            let Some(tag) = tag.as_deref().filter(|tag| Some(*tag) != whole) else { continue };
            let folder = path.rsplit_once('/').map_or("", |(folder, _)| folder);
            folders.entry(tag).and_modify(|known| *known = shared(known, folder)).or_insert(folder);
        }
        let parts =
            folders.into_iter().filter(|(tag, folder)| !folder.is_empty() && self.is_of_one(folder, tag));
        let part = |(tag, folder): (&str, &str)| LicencePart {
            path: folder.to_owned(),
            expression: tag.to_owned(),
            role: PartRole::Code,
        };
        parts.map(part).take(MOST).collect()
    }

    fn is_of_one(&self, folder: &str, tag: &str) -> bool {
        let inside = |path: &str| path.strip_prefix(folder).is_some_and(|rest| rest.starts_with('/'));
        self.0.iter().filter(|(path, _)| inside(path)).all(|(_, other)| other.as_deref() == Some(tag))
    }
}

/// The innermost folder that holds both.
fn shared<'a>(one: &'a str, other: &str) -> &'a str {
    let mut end = 0;
    for (part, theirs) in one.split('/').zip(other.split('/')) {
        if part != theirs {
            break;
        }
        end += part.len() + 1;
    }
    &one[..end.saturating_sub(1).min(one.len())]
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parts(files: &[(&str, &str)], whole: &str) -> Vec<(String, String)> {
        let tag = |tag: &str| Some(tag.to_owned()).filter(|tag| !tag.is_empty());
        let all = Tags(files.iter().map(|(path, said)| ((*path).to_owned(), tag(said))).collect());
        all.parts(Some(whole)).into_iter().map(|part| (part.path, part.expression)).collect()
    }

    #[test]
    fn a_folder_of_one_tag_is_a_part() {
        let files =
            [("src/a.c", "EUPL-1.2"), ("lib/x/b.c", "MIT"), ("lib/x/y/c.c", "MIT"), ("lib/z.c", "EUPL-1.2")];
        assert_eq!(parts(&files, "EUPL-1.2"), [("lib/x".to_owned(), "MIT".to_owned())]);
    }

    #[test]
    fn a_folder_in_which_others_lie_is_none() {
        assert!(parts(&[("a.c", "MIT"), ("lib/b.c", "MIT"), ("src/c.c", "EUPL-1.2")], "EUPL-1.2").is_empty());
        assert!(parts(&[("lib/b.c", "MIT"), ("lib/untagged.c", "")], "EUPL-1.2").is_empty());
        assert!(parts(&[("lib/a/b.c", "MIT"), ("library/c.c", "MIT")], "EUPL-1.2").is_empty());
        assert_eq!(shared("lib/a", "lib/ab"), "lib");
        assert_eq!(
            (shared("lib", "lib/a"), shared("", "lib"), shared("lib/é", "lib/é")),
            ("lib", "", "lib/é")
        );
    }
}
