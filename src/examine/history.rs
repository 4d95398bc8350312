//! Facts of a history: dates, counts, whether people or programs write it.
//!
//! Addresses of authors are compared in memory and never leave this file.

mod commit;
mod people;

use std::cmp::Reverse;
use std::collections::{BinaryHeap, HashMap, HashSet};

use glane_catalog::model::{Claim, Examination, Field, History, Source};
use jiff::Timestamp;

use self::commit::Commit;
use self::people::People;
use super::identify::Roots;

/// First instant a git commit can truthfully carry: 2005-04-07, the day git was first recorded.
const GIT_EPOCH: i64 = 1_112_832_000;

/// Author names of programs, besides those that end in `[bot]`.
const PROGRAMS: &[&str] = &[
    "dependabot",
    "dependabot-preview",
    "renovate",
    "renovate bot",
    "renovatebot",
    "weblate",
    "greenkeeper",
    "github-actions",
    "gitlab-ci",
    "ghost",
    "pre-commit-ci",
    "semantic-release-bot",
    "snyk-bot",
    "imgbot",
    "allcontributors",
    "ci",
    "bot",
];

/// Whether an author is a program, by the name it gives.
pub(super) fn is_program(name: &str) -> bool {
    let name = name.trim().to_ascii_lowercase();
    name.ends_with("[bot]") || PROGRAMS.contains(&name.as_str())
}

/// Counts branches and tags.
pub(super) fn count_references(
    repository: &git2::Repository,
    prefix: &str,
    history: &mut History,
) -> Result<(), git2::Error> {
    let count = |kind: &str| -> Result<u64, git2::Error> {
        Ok(repository.references_glob(&format!("{prefix}{kind}/*"))?.names().count() as u64)
    };
    history.branches = count("heads")?;
    history.tags = count("tags")?;
    Ok(())
}

/// Walks the history of a commit.
pub(super) fn walk(
    repository: &git2::Repository,
    tip: git2::Oid,
    examination: &mut Examination,
) -> Result<(), git2::Error> {
    let history = &mut examination.history;
    let (mut authors, mut roots) = (HashMap::new(), Roots::default());
    let mut people = People::default();
    let objects = repository.odb()?;
    let is_shallow = repository.is_shallow();
    let mut newest = BinaryHeap::new();
    let (mut waiting, mut seen) = (vec![tip], HashSet::from([tip]));
    while let Some(id) = waiting.pop() {
        // Beyond the border of a shallow clone there is nothing.
        if is_shallow && !objects.exists(id) {
            continue;
        }
        let object = objects.read(id)?;
        let commit =
            Commit::read(object.data()).ok_or_else(|| git2::Error::from_str("a commit cannot be read"))?;
        waiting.extend(commit.parents.iter().copied().filter(|parent| seen.insert(*parent)));
        if commit.parents.is_empty() {
            roots.add(id);
        }
        history.commits += 1;
        let next = authors.len();
        let author = *authors.entry(commit.address.to_ascii_lowercase()).or_insert(next);
        let Some(at) = instant(commit.at) else { continue };
        newest.push(Reverse(at));
        if newest.len() > History::NEWEST {
            newest.pop();
        }
        history.first_commit = history.first_commit.map_or(Some(at), |first| Some(first.min(at)));
        history.last_commit = history.last_commit.max(Some(at));
        if !is_program(&String::from_utf8_lossy(commit.name)) {
            history.last_human_commit = history.last_human_commit.max(Some(at));
            people.add(at.as_second(), author);
        }
    }
    history.authors = authors.len() as u64;
    history.bus_factor = people.bus_factor();
    history.newest = newest.into_sorted_vec().into_iter().map(|Reverse(at)| at).collect();
    examination.identifiers.roots = roots.listed();
    if let Some((version, day)) = newest_version(repository) {
        let mut add =
            |field, value| examination.fields.add(field, Claim::new(value, Source::history("tag"), 1.0));
        add(Field::Version, version);
        day.into_iter().for_each(|day| add(Field::Released, day));
    }
    Ok(())
}

fn instant(seconds: i64) -> Option<Timestamp> {
    Timestamp::from_second(seconds.max(GIT_EPOCH)).ok()
}

/// The tag with the highest version number, read as dotted numbers after an optional `v`, and the day
/// of its commit.
fn newest_version(repository: &git2::Repository) -> Option<(String, Option<String>)> {
    let mut newest: Option<(Vec<u64>, String, git2::Reference<'_>)> = None;
    for prefix in ["refs/source/tags/", "refs/tags/"] {
        let Ok(tags) = repository.references_glob(&format!("{prefix}*")) else { continue };
        for reference in tags.flatten() {
            let name = std::str::from_utf8(reference.name_bytes()).ok();
            let Some(tag) = name.and_then(|name| name.strip_prefix(prefix)).map(str::to_owned) else {
                continue;
            };
            let Some(numbers) = version(&tag) else { continue };
            if newest.as_ref().is_none_or(|(best, ..)| numbers > *best) {
                newest = Some((numbers, tag, reference));
            }
        }
    }
    newest.map(|(_, tag, reference)| {
        let commit = reference.peel_to_commit().ok();
        let at = commit.and_then(|commit| instant(commit.time().seconds()));
        (tag, at.map(|at| at.strftime("%Y-%m-%d").to_string()))
    })
}

fn version(tag: &str) -> Option<Vec<u64>> {
    let numbers = tag.strip_prefix(['v', 'V']).unwrap_or(tag);
    let parts: Option<Vec<u64>> = numbers.split('.').map(|part| part.parse().ok()).collect();
    parts.filter(|parts| parts.len() >= 2)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn programs_are_known_by_their_names() {
        for program in ["renovate[bot]", "dependabot[bot]", "Weblate"] {
            assert!(is_program(program), "{program}");
        }
        for person in ["Anne Lebot", "Bot Camille", "Jean"] {
            assert!(!is_program(person), "{person}");
        }
    }

    #[test]
    fn versions_compare_as_numbers() {
        assert!(version("v1.10.0") > version("1.9"));
        assert_eq!(version("release-2"), None);
        assert_eq!(version("2024"), None);
    }
}
