//! Facts of a history: dates, counts, whether people or programs write it.
//!
//! Addresses of authors are compared in memory and leave it as salted digests only, for the next walk.

mod chronicle;
mod commit;
mod people;

use std::collections::HashSet;

use glane_catalog::model::{Claim, Examination, Field, History, Source};
use jiff::Timestamp;

pub(super) use self::chronicle::Chronicle;
use self::chronicle::{Counted, Tally};
use self::commit::Commit;
use super::memo::Memo;

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

/// Walks the history of a commit: what is new since the last walk, where that ended at one of its ancestors,
/// else all of it.
pub(super) fn walk(
    repository: &git2::Repository,
    tip: git2::Oid,
    memo: &mut Memo,
    examination: &mut Examination,
) -> Result<(), git2::Error> {
    // What lies beyond the border of a shallow clone may come later.
    let is_shallow = repository.is_shallow();
    let former = memo.chronicle().filter(|_| !is_shallow).and_then(Tally::after);
    let followed = match former {
        Some(former) => counted(repository, tip, former, true)?,
        None => None,
    };
    let tally = match followed {
        Some(tally) => tally,
        None => counted(repository, tip, Tally::new(tip), false)?.unwrap_or_default(),
    };
    let chronicle = tally.end(tip);
    told(&chronicle, examination);
    if !is_shallow {
        memo.keep_chronicle(chronicle);
    }
    if let Some((version, day)) = newest_version(repository) {
        let mut add =
            |field, value| examination.fields.add(field, Claim::new(value, Source::history("tag"), 1.0));
        add(Field::Version, version);
        day.into_iter().for_each(|day| add(Field::Released, day));
    }
    Ok(())
}

/// Counts what can be reached from a tip and was not counted. None where the former walk must be met and
/// is not: what it counted may then no longer be part of this history.
fn counted(
    repository: &git2::Repository,
    tip: git2::Oid,
    mut tally: Tally,
    must_meet: bool,
) -> Result<Option<Tally>, git2::Error> {
    let objects = repository.odb()?;
    let is_shallow = repository.is_shallow();
    let mut has_met = tally.ended_at(tip);
    let (mut waiting, mut seen) = (Vec::new(), HashSet::from([tip]));
    if !tally.has(tip) {
        waiting.push(tip);
    }
    while let Some(id) = waiting.pop() {
        // Beyond the border of a shallow clone there is nothing.
        if is_shallow && !objects.exists(id) {
            continue;
        }
        let object = objects.read(id)?;
        let commit =
            Commit::read(object.data()).ok_or_else(|| git2::Error::from_str("a commit cannot be read"))?;
        for parent in &commit.parents {
            has_met |= tally.ended_at(*parent);
            if !tally.has(*parent) && seen.insert(*parent) {
                waiting.push(*parent);
            }
        }
        tally.count(&Counted {
            id,
            is_root: commit.parents.is_empty(),
            address: commit.address,
            at: instant(commit.at).map(Timestamp::as_second),
            by_person: !is_program(&String::from_utf8_lossy(commit.name)),
        });
    }
    Ok((has_met || !must_meet).then_some(tally))
}

/// Writes down what a walk came to.
fn told(chronicle: &Chronicle, examination: &mut Examination) {
    let history = &mut examination.history;
    let at = |seconds: i64| Timestamp::from_second(seconds).ok();
    history.commits = chronicle.commits;
    history.authors = chronicle.authors.len() as u64;
    [history.first_commit, history.last_commit, history.last_human_commit] =
        chronicle.dates.map(|date| date.and_then(at));
    history.bus_factor = people::bus_factor(&chronicle.recent);
    history.newest = chronicle.newest.iter().filter_map(|seconds| at(*seconds)).collect();
    let roots = chronicle.roots.iter().filter_map(|root| git2::Oid::from_bytes(root).ok());
    examination.identifiers.roots = roots.map(|root| root.to_string()).collect();
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
mod tests;

#[cfg(test)]
mod names {
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
