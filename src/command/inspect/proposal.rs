//! `glane inspect --propose`: a file that the repository may take as its own, once a person has completed
//! it.
//!
//! The file alone goes to standard output, so that it can be written where it belongs; must not invent.

use std::path::Path;

use glane_catalog::identity::canonical_address;
use glane_catalog::model::{Examination, Field};
use glane_catalog::write::{Described, codemeta, publiccode};

use crate::cli;
use crate::command::output;

/// Prints the file, and says what is left to do with it.
///
/// # Errors
/// When there is no commit to make it of.
pub(super) fn print(file: cli::Proposal, repository: &str, examination: &Examination) -> anyhow::Result<()> {
    if examination.commit.is_none() {
        anyhow::bail!("{repository}: there is no commit yet: commit a README and a licence first");
    }
    let (name, text) = match file {
        cli::Proposal::Publiccode => {
            ("publiccode.yml", publiccode::publiccode(&described(repository, examination)))
        }
        cli::Proposal::Codemeta => ("codemeta.json", codemeta::codemeta(&described(repository, examination))),
    };
    output::data(&text);
    output::note(&left(name, &text, is_there(file, examination)));
    Ok(())
}

fn described(repository: &str, examination: &Examination) -> Described {
    let path = std::fs::canonicalize(repository).ok();
    let address = if repository.contains("://") {
        Some(repository.to_owned())
    } else {
        path.as_deref().and_then(origin)
    };
    let place = path.as_deref().and_then(Path::to_str).unwrap_or(repository);
    Described::of_examination(examination, name(place), address.as_deref())
}

/// What a repository is called by the place where it lies.
fn name(place: &str) -> &str {
    let place = place.trim_end_matches('/');
    let place = place.strip_suffix("/.git").unwrap_or(place);
    place.rsplit('/').next().unwrap_or(place).trim_end_matches(".git")
}

/// Where a clone on this disk came from, as an address of the web.
fn origin(path: &Path) -> Option<String> {
    let repository =
        git2::Repository::open_ext(path, git2::RepositoryOpenFlags::NO_SEARCH, std::iter::empty::<&Path>())
            .ok()?;
    let remote = repository.find_remote("origin").ok()?;
    let address = remote.url().ok()?.to_owned();
    if address.starts_with("https://") || address.starts_with("http://") {
        return Some(address);
    }
    canonical_address(&address)
}

/// Whether the repository has the file, as far as its values tell.
fn is_there(file: cli::Proposal, examination: &Examination) -> bool {
    let named = |name: &str| {
        let claims = examination.fields.iter().flat_map(|(_, claims)| claims);
        claims.filter_map(|claim| claim.source.path.as_deref()).any(|path| path == name)
    };
    match file {
        cli::Proposal::Publiccode => examination.fields.values(Field::Document).contains(&"publiccode"),
        cli::Proposal::Codemeta => named("codemeta.json"),
    }
}

fn left(name: &str, text: &str, is_there: bool) -> String {
    let mut said = String::new();
    if is_there {
        said.push_str(&format!("The repository has a {name}: compare before you replace it.\n"));
    }
    let asked = text.lines().filter(|line| line.starts_with('#') && line.contains("à compléter")).count();
    if asked > 0 {
        let keys = output::counted(asked, "key");
        said.push_str(&format!("{keys} to complete: the lines with \"to be completed\".\n"));
    }
    said + &format!(
        "Write it to {name} at the root of the repository (> {name}), review it, check it with \"glane read {name}\", commit it."
    )
}

#[cfg(test)]
mod tests {
    use super::name;

    #[test]
    fn a_repository_is_called_by_its_folder_or_address() {
        for place in
            ["/srv/git/outil.git", "/home/ada/outil/", "/home/ada/outil/.git", "https://f.fr/g/outil.git"]
        {
            assert_eq!(name(place), "outil");
        }
    }
}
