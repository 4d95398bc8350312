//! Where a project is, where it is copied to, and where it says that it is.
//!
//! Addresses come in one spelling. What a file of the repository says is told apart from what its forge
//! and our hosts say: anybody can write anybody's address into a file.

use std::collections::BTreeSet;

use super::canonical_address;
use crate::model::{Claim, Field, Fields, Finding, ProjectRecord, Severity};

/// Characters of an address that a finding quotes.
const QUOTED: usize = 200;
/// Most stated bases that are looked at.
const MOST_BASES: usize = 20;

/// Addresses under which its forge gives a project.
#[must_use]
pub fn own_addresses(record: &ProjectRecord) -> BTreeSet<String> {
    let source = &record.source;
    let own = source.web_url.as_deref().into_iter().chain([source.clone_url.as_str()]);
    own.filter_map(whole).collect()
}

/// Addresses of the copies that are kept of a project.
#[must_use]
pub fn copies(record: &ProjectRecord) -> BTreeSet<String> {
    let urls = record.mirrors.iter().filter_map(|mirror| mirror.url.as_deref());
    urls.filter_map(whole).collect()
}

/// The one spelling of an address; none for one with a question in it, which may say which repository is
/// meant and is left out of the one spelling.
fn whole(address: &str) -> Option<String> {
    if address.contains('?') { None } else { canonical_address(address) }
}

/// Addresses under which its forge gave a project before it moved; another may be there now.
fn former_addresses(record: &ProjectRecord) -> BTreeSet<String> {
    let source = &record.source;
    let own = source.web_url.as_deref().into_iter().chain([source.clone_url.as_str()]);
    let bases = own.filter_map(|address| {
        let address = address.trim_end_matches('/');
        address.strip_suffix(".git").unwrap_or(address).strip_suffix(source.path.as_str())
    });
    let former = bases.flat_map(|base| record.aliases.iter().map(move |alias| format!("{base}{alias}")));
    former.filter_map(|address| canonical_address(&address)).collect()
}

/// The repository that a project's publiccode.yml names (its key `url`) where that is another than where
/// the project is, was or is copied to: by the standard the project is then a technical fork of it.
#[must_use]
pub fn named_elsewhere(record: &ProjectRecord) -> Option<String> {
    let fields = &record.examination.as_ref()?.fields;
    let (_, named) = named(fields)?;
    let own = own_addresses(record);
    let known = own.contains(&named) || copies(record).contains(&named);
    (!own.is_empty() && !known && !former_addresses(record).contains(&named)).then_some(named)
}

/// The repositories that a project says it is based on (`isBasedOn`).
#[must_use]
pub fn stated_bases(record: &ProjectRecord) -> BTreeSet<String> {
    let stated = record.values(Field::BasedOn);
    let own = own_addresses(record);
    let bases = stated.into_iter().take(MOST_BASES).filter_map(canonical_address);
    bases.filter(|address| !own.contains(address)).collect()
}

/// What `fields`, read in the repository of `record`, tell its owner of a repository named elsewhere.
#[must_use]
pub fn elsewhere(record: &ProjectRecord, fields: &Fields) -> Option<Finding> {
    let (claim, named) = named(fields)?;
    let own = own_addresses(record);
    if own.is_empty() || own.contains(&named) || copies(record).contains(&named) {
        return None;
    }
    let has_moved = former_addresses(record).contains(&named);
    let named: String = named.chars().take(QUOTED).collect();
    let finding = if has_moved {
        Finding::new(
            Severity::Warning,
            "publiccode_moved",
            format!("publiccode.yml still names {named}, where this repository was before it moved"),
            "write its present address in url",
        )
    } else {
        Finding::new(
            Severity::Info,
            "publiccode_elsewhere",
            format!(
                "publiccode.yml names another repository, {named}: this one is then a technical fork of it"
            ),
            "nothing to mend in a fork made to contribute; for software of its own, write its own address in url and \
             the other under isBasedOn",
        )
    };
    let path = claim.source.path.as_deref().unwrap_or("publiccode.yml");
    Some(finding.in_file(path, claim.source.line).at_key("url"))
}

/// The claim of `url` in publiccode.yml, and its address in one spelling.
fn named(fields: &Fields) -> Option<(&Claim, String)> {
    let of_publiccode = |claim: &&Claim| {
        let path = claim.source.path.as_deref().unwrap_or_default().to_ascii_lowercase();
        claim.source.key.as_deref() == Some("url")
            && (path.ends_with("publiccode.yml") || path.ends_with("publiccode.yaml"))
    };
    let claim = fields.claims(Field::Repository).iter().find(of_publiccode)?;
    Some((claim, canonical_address(&claim.value)?))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Examination, Source, SourceProject};

    /// A project of `dsi/outil` whose publiccode.yml has this `url`.
    fn project(url: &str) -> ProjectRecord {
        let mut record = ProjectRecord::discovered(SourceProject {
            web_url: Some("https://forge.example.fr/dsi/outil".to_owned()),
            clone_url: "https://forge.example.fr/dsi/outil.git".to_owned(),
            ..SourceProject::public("f:1".parse().unwrap(), "dsi/outil")
        });
        record.aliases = vec!["dsi/ancien".to_owned()];
        let mut examination = Examination::default();
        let claim = Claim::new(url.to_owned(), Source::file("publiccode.yml", Some("url"), Some(4)), 1.0);
        examination.fields.add(Field::Repository, claim);
        let manifest = Source::file("package.json", Some("repository"), Some(9));
        examination
            .fields
            .add(Field::Repository, Claim::new("https://ailleurs.example/x".to_owned(), manifest, 1.0));
        record.examination = Some(examination);
        record
    }

    fn told(record: &ProjectRecord) -> Option<String> {
        let fields = &record.examination.as_ref().unwrap().fields;
        elsewhere(record, fields).map(|finding| finding.code)
    }

    #[test]
    fn a_repository_that_names_itself_in_any_spelling_is_no_fork() {
        for url in [
            "https://forge.example.fr/dsi/outil/",
            "git@forge.example.fr:dsi/outil.git",
            "http://FORGE.example.fr:80/dsi/outil.git",
            "pas une adresse",
        ] {
            let record = project(url);
            assert_eq!((named_elsewhere(&record), told(&record)), (None, None), "{url}");
        }
    }

    #[test]
    fn another_repository_makes_a_fork_and_a_former_address_a_warning() {
        let fork = project("https://github.com/Equipe/Outil.git");
        assert_eq!(named_elsewhere(&fork).as_deref(), Some("https://github.com/equipe/outil"));
        let fields = &fork.examination.as_ref().unwrap().fields;
        let finding = elsewhere(&fork, fields).unwrap();
        assert_eq!((finding.code.as_str(), finding.line), ("publiccode_elsewhere", Some(4)));
        assert!(finding.message.contains("https://github.com/equipe/outil"), "{}", finding.message);

        let moved = project("https://forge.example.fr/dsi/ancien");
        assert_eq!(named_elsewhere(&moved), None);
        assert_eq!(told(&moved).as_deref(), Some("publiccode_moved"));
    }

    #[test]
    fn what_our_own_copy_is_called_makes_no_fork() {
        let mut record = project("https://github.com/equipe/outil");
        let copy = serde_json::json!({
            "host": "hub", "name": "outil", "url": "https://github.com/Equipe/outil.git",
            "verified_at": null, "changed_at": null, "refs_expected": 1, "refs_equal": 1
        });
        record.mirrors = vec![serde_json::from_value(copy).unwrap()];
        assert_eq!((named_elsewhere(&record), told(&record)), (None, None));
        assert_eq!(copies(&record).len(), 1);
    }
}
