//! A release as commits, so that it can be looked at as a repository is.
//!
//! Must not look itself.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use git2::{Error, FileMode, Oid, Repository, Signature, Time};

use crate::forge::Release;

/// The name under which tag, title and notes are looked at.
const NOTES: &str = "notes.md";

/// A bare repository with one commit for what the release says, one for each of these files, and one for
/// each further name it gives, whose file stays where it is. Each is alone in its commit, so that two of
/// one name are two. Returns its references.
///
/// # Errors
/// When the repository cannot be made, or a name is none that git takes.
pub(super) fn make(
    place: &Path,
    release: &Release,
    files: &[(String, PathBuf)],
) -> Result<BTreeMap<String, String>, Error> {
    let repository = Repository::init_bare(place)?;
    let said = format!("{}\n{}\n\n{}", release.tag, release.name, release.notes);
    let mut alone = vec![(NOTES, repository.blob(said.as_bytes())?)];
    for (name, file) in files {
        alone.push((name, repository.blob_path(file)?));
    }
    let nothing = repository.blob(b"")?;
    let stays = |name: &&String| !files.iter().any(|(fetched, _)| fetched == *name);
    let names = release.assets.iter().map(|(name, _)| name).filter(stays);
    alone.extend(names.map(|name| (name.as_str(), nothing)));
    let mut tips = BTreeMap::new();
    for (number, (name, blob)) in alone.into_iter().enumerate() {
        let reference = format!("refs/tags/{number}");
        let commit = commit(&repository, name, blob)?;
        repository.reference(&reference, commit, false, "")?;
        tips.insert(reference, commit.to_string());
    }
    Ok(tips)
}

fn commit(repository: &Repository, name: &str, blob: Oid) -> Result<Oid, Error> {
    let nobody = Signature::new("Glane", "glane@localhost", &Time::new(0, 0))?;
    let mut tree = repository.treebuilder(None)?;
    tree.insert(name, blob, FileMode::Blob.into())?;
    let tree = repository.find_tree(tree.write()?)?;
    repository.commit(None, &nobody, &nobody, "file", &tree, &[])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_release_says_its_files_and_its_names_are_all_there() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("0");
        std::fs::write(&file, "le contenu").unwrap();
        let address = || "https://forge.example.org/a".parse().unwrap();
        let release = Release {
            tag: "v1".to_owned(),
            name: "Un".to_owned(),
            notes: "Corrections".to_owned(),
            assets: vec![("cours.zip".to_owned(), address()), ("liste.csv".to_owned(), address())],
        };
        let place = folder.path().join("a.git");
        let tips = make(&place, &release, &[("cours.zip".to_owned(), file)]).unwrap();
        let repository = Repository::open_bare(&place).unwrap();
        let mut found: Vec<(String, String)> = tips
            .values()
            .map(|id| {
                let tree = repository.find_commit(Oid::from_str(id).unwrap()).unwrap().tree().unwrap();
                let entry = tree.get(0).unwrap();
                let blob = repository.find_blob(entry.id()).unwrap();
                (entry.name().unwrap().to_owned(), String::from_utf8_lossy(blob.content()).into_owned())
            })
            .collect();
        found.sort();
        let pair = |name: &str, text: &str| (name.to_owned(), text.to_owned());
        assert_eq!(
            found,
            [
                pair("cours.zip", "le contenu"),
                pair("liste.csv", ""),
                pair("notes.md", "v1\nUn\n\nCorrections")
            ]
        );
    }
}
