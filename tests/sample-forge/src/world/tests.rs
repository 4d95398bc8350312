//! The data against the hand count, and against what the formats ask.

#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a failed test should stop here")]

use std::collections::{BTreeMap, BTreeSet};

use super::story::at;
use super::*;
use crate::spec::{Commit, Visibility};

/// Commits reachable from a branch, oldest first.
fn history<'a>(repository: &'a Repository, name: &str) -> Vec<&'a Commit> {
    let branch = repository.branches.iter().find(|branch| branch.name == name).unwrap();
    let mut commits = branch.from.as_deref().map_or_else(Vec::new, |from| history(repository, from));
    commits.extend(&branch.commits);
    commits
}

/// Files at the tip of the default branch; none for an empty repository.
fn tip(repository: &Repository) -> BTreeMap<&str, &[u8]> {
    let mut files = BTreeMap::new();
    if repository.branches.is_empty() {
        return files;
    }
    for commit in history(repository, &repository.default_branch) {
        for path in &commit.remove {
            assert!(
                files.remove(path.as_str()).is_some(),
                "{} removes {path}, which is not there",
                repository.path
            );
        }
        files.extend(commit.write.iter().map(|(path, bytes)| (path.as_str(), bytes.as_slice())));
    }
    files
}

fn find(id: u64) -> Repository {
    ministry().into_iter().find(|repository| repository.id == id).unwrap()
}

#[test]
fn the_data_agree_with_the_hand_count() {
    let ministry = ministry();
    let known = facts();
    assert_eq!(ministry.len(), REPOSITORIES);
    for (repository, fact) in ministry.iter().zip(known) {
        assert_eq!((repository.id, repository.path.as_str()), (fact.id, fact.path));
        assert_eq!(repository.visibility, fact.visibility, "{}", fact.path);
        assert_eq!(repository.archived, fact.archived, "{}", fact.path);
        assert_eq!(repository.fork_of.is_some(), fact.fork, "{}", fact.path);
        let commits = match fact.outcome {
            Outcome::Empty => Vec::new(),
            _ => history(repository, &repository.default_branch),
        };
        let counts = (commits.len(), repository.branches.len(), repository.tags.len());
        assert_eq!(counts, (fact.commits, fact.branches, fact.tags), "{}", fact.path);
        let human = commits.iter().filter(|commit| !commit.author.ends_with("[bot]"));
        assert_eq!(
            human.map(|commit| day(commit.time)).max().unwrap_or_default(),
            fact.last_human,
            "{}",
            fact.path
        );
    }
}

#[test]
fn the_totals_agree_with_the_table() {
    let known = facts();
    let eligible: Vec<Fact> = known
        .into_iter()
        .filter(|f| {
            f.visibility == Visibility::Public && f.outcome != Outcome::Empty && !f.fork && !f.archived
        })
        .collect();
    assert_eq!(eligible.len(), ELIGIBLE);
    assert_eq!(known.iter().filter(|f| f.outcome == Outcome::Published).count(), PUBLISHED);
    for (group, count) in ELIGIBLE_BY_GROUP {
        let inside = eligible.iter().filter(|f| f.path.starts_with(&format!("{group}/")));
        assert_eq!(inside.count(), count, "{group}");
    }
    for (licence, count) in ELIGIBLE_LICENCES {
        assert_eq!(eligible.iter().filter(|f| f.licence == Some(licence)).count(), count, "{licence}");
    }
    let licensed = eligible.iter().filter(|f| f.licence.is_some()).count();
    assert_eq!(ELIGIBLE_LICENCES.iter().map(|(_, count)| count).sum::<usize>(), licensed);
    let active = eligible.iter().filter(|f| f.last_human >= "2025-11-01");
    assert_eq!(active.count(), ACTIVE_AT_2026_11_01);
    for fact in known {
        assert_eq!(fact.licence.is_some(), fact.outcome == Outcome::Published, "{}", fact.path);
    }
}

#[test]
fn ids_and_paths_are_unique_and_branches_start_from_earlier_ones() {
    let ministry = ministry();
    assert_eq!(ministry.iter().map(|r| r.id).collect::<BTreeSet<_>>().len(), REPOSITORIES);
    assert_eq!(ministry.iter().map(|r| &r.path).collect::<BTreeSet<_>>().len(), REPOSITORIES);
    assert!(ministry.iter().all(|r| r.path != second_pass().new_path));
    for repository in &ministry {
        let mut earlier = BTreeSet::new();
        for branch in &repository.branches {
            let start = branch.from.as_deref();
            assert!(start.is_some_and(|from| earlier.contains(from)) || !branch.commits.is_empty());
            assert!(start.is_none_or(|from| earlier.contains(from)), "{} {}", repository.path, branch.name);
            assert!(earlier.insert(branch.name.as_str()), "{} twice {}", repository.path, branch.name);
            let times: Vec<i64> = history(repository, &branch.name).iter().map(|c| c.time).collect();
            assert!(times.is_sorted(), "{} {}", repository.path, branch.name);
            assert!(times.iter().all(|&t| (at(2021, 1, 1, 0)..at(2026, 11, 1, 0)).contains(&t)));
        }
        assert!(repository.branches.is_empty() || earlier.contains(repository.default_branch.as_str()));
        assert!(repository.tags.iter().all(|(_, branch, _)| earlier.contains(branch.as_str())));
        assert!(repository.fork_of.is_none_or(|id| ministry.iter().any(|other| other.id == id)));
    }
}

#[test]
fn every_licence_is_declared_in_the_tree_and_none_where_held() {
    for (repository, fact) in ministry().iter().zip(facts()) {
        let files = tip(repository);
        let says = |id: &str| files.values().any(|bytes| String::from_utf8_lossy(bytes).contains(id));
        if let Some(licence) = fact.licence {
            assert!(says(licence), "{} does not say {licence}", fact.path);
        }
        if fact.outcome == Outcome::HeldWithoutLicence {
            assert!(!says("icence") && !says("SPDX"), "{}", fact.path);
        }
        let full = |path: &str| files.get(path).is_none_or(|bytes| bytes.len() > 1_000);
        assert!(["LICENSE", "COPYING", "LICENSES/EUPL-1.2.txt"].into_iter().all(full), "{}", fact.path);
    }
}

#[test]
fn the_secret_words_are_everywhere_in_their_repository_and_nowhere_else() {
    for repository in ministry() {
        let all = format!("{repository:?}").to_lowercase();
        let contents: String =
            tip(&repository).values().map(|b| String::from_utf8_lossy(b).to_lowercase()).collect();
        for (word, visibility) in [(PRIVATE_WORD, Visibility::Private), (INTERNAL_WORD, Visibility::Internal)]
        {
            let own = repository.visibility == visibility;
            assert_eq!(all.contains(word), own, "{} {word}", repository.path);
            assert_eq!(contents.contains(word), own, "{} {word}", repository.path);
            for field in [&repository.path, &repository.name, &repository.description] {
                assert_eq!(field.to_lowercase().contains(word), own, "{field}");
            }
        }
    }
}

#[test]
fn the_special_files_are_what_they_are_said_to_be() {
    let arbres = find(301);
    let notebook: serde_json::Value = serde_json::from_slice(tip(&arbres)["arbres_binaires.ipynb"]).unwrap();
    assert_eq!(notebook["nbformat"], 4);
    let cells = notebook["cells"].as_array().unwrap();
    assert!(cells.iter().all(|cell| cell["id"].is_string() && cell["source"].is_array()));

    let old = find(LATIN1_README);
    let readme = tip(&old)["README.md"].to_vec();
    assert!(std::str::from_utf8(&readme).is_err());
    // « é » of « française » and « quatrième »: one byte each; nothing was lost on the way.
    assert!(readme.starts_with(b"# La R\xe9volution fran\xe7aise en quatri\xe8me"));
    assert_eq!(readme.iter().filter(|&&byte| byte == b'?').count(), 3);

    let broken = find(BROKEN_PUBLICCODE);
    let yaml = String::from_utf8(tip(&broken)["publiccode.yml"].to_vec()).unwrap();
    let line = yaml.lines().nth(13).unwrap();
    assert_eq!(line.chars().nth(45), Some(':'), "{line}");
    for id in VALID_PUBLICCODE {
        assert!(tip(&find(id)).contains_key("publiccode.yml"), "{id}");
    }
    let mit = String::from_utf8(tip(&find(202))["LICENSE"].to_vec()).unwrap();
    assert!(mit.contains("Copyright (c) 2022 Tomasz Wieliczko\n"));
    assert_eq!(find(MANY_BRANCHES).branches.len(), 300);
    assert_eq!(find(second_pass().id).path, second_pass().old_path);
}

#[test]
fn french_prose_is_set_as_it_should_be() {
    for repository in ministry() {
        for (path, bytes) in tip(&repository) {
            // The English repository, and the old file whose character set lacks these signs.
            if !path.ends_with(".md")
                || repository.id == 202
                || (repository.id, path) == (LATIN1_README, "README.md")
            {
                continue;
            }
            for line in prose(std::str::from_utf8(bytes).unwrap()) {
                let wrong =
                    ["'", "« ", " »", " ? ", " ! ", " ; ", " : "].into_iter().find(|bad| line.contains(bad));
                assert_eq!(wrong, None, "{}/{path}: {line}", repository.path);
            }
        }
        for line in [&repository.name, &repository.description] {
            assert!(!line.contains('\'') && !line.contains(" :"), "{line}");
        }
    }
}

/// Lines outside front matter and code blocks, without inline code.
fn prose(text: &str) -> Vec<String> {
    let (mut fenced, mut front) = (false, text.starts_with("---\n"));
    let mut lines = Vec::new();
    for (number, line) in text.lines().enumerate() {
        if front {
            front = number == 0 || line != "---";
        } else if line.starts_with("```") {
            fenced = !fenced;
        } else if !fenced {
            lines.push(line.split('`').step_by(2).collect());
        }
    }
    lines
}

/// The UTC day of a time, `YYYY-MM-DD`, searched rather than computed as [`at`] does.
fn day(time: i64) -> String {
    let (mut year, mut month) = (2021, 1);
    while at(year + 1, 1, 1, 0) <= time {
        year += 1;
    }
    while month < 12 && at(year, month + 1, 1, 0) <= time {
        month += 1;
    }
    format!("{year}-{month:02}-{:02}", (time - at(year, month, 1, 0)) / 86_400 + 1)
}

#[test]
fn dates_are_unix_time() {
    // From `date -u -d … +%s`.
    assert_eq!(at(1970, 1, 1, 0), 0);
    assert_eq!(at(2024, 2, 29, 12), 1_709_208_000);
    assert_eq!(at(2026, 11, 1, 0), 1_793_491_200);
}
