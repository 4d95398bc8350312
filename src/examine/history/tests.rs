//! A history that is followed comes to what one that is walked whole comes to, whatever happens to it.

use std::path::Path;

use git2::{Oid, Repository, Signature, Time};

use super::*;

/// Numbers that look like chance and are the same in each run.
struct Chance(u64);

impl Chance {
    fn below(&mut self, end: u64) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        self.0 % end
    }
}

const AUTHORS: [(&str, &str); 7] = [
    ("Anne", "anne@example.org"),
    ("Anne", "ANNE@example.org"),
    ("Jean", "jean@example.org"),
    ("Léa", "lea@example.org"),
    ("Nour", ""),
    ("renovate[bot]", "bot@example.org"),
    ("Zoé", "zoe@example.org"),
];

/// A commit with these parents, of anybody, at any time: clocks are wrong, and some are before git.
fn commit(repository: &Repository, chance: &mut Chance, parents: &[Oid]) -> Oid {
    let (name, address) = AUTHORS[usize::try_from(chance.below(AUTHORS.len() as u64)).unwrap()];
    let seconds = match chance.below(12) {
        0 => 1_000_000_000,
        1 => -5,
        _ => 1_700_000_000 + i64::try_from(chance.below(40_000_000)).unwrap(),
    };
    // An empty address is not for git2 to write: the object is written as git would keep it.
    let mut text = format!("tree {}\n", repository.treebuilder(None).unwrap().write().unwrap());
    for parent in parents {
        text.push_str(&format!("parent {parent}\n"));
    }
    text.push_str(&format!(
        "author {name} <{address}> {seconds} +0000\ncommitter {name} <{address}> {seconds} +0000\n\n"
    ));
    text.push_str(&format!("{}\n", chance.below(u64::MAX)));
    repository.odb().unwrap().write(git2::ObjectType::Commit, text.as_bytes()).unwrap()
}

/// What a walk finds, and the memo that it leaves; without a file there is none.
fn walked(repository: &Repository, tip: Oid, memo: Option<&Path>) -> (Examination, Vec<u8>) {
    let (mut memo, mut examination) = (Memo::open(memo), Examination::default());
    walk(repository, tip, &mut memo, &mut examination).unwrap();
    (examination, memo.finish())
}

#[test]
fn following_a_history_comes_to_what_walking_it_whole_does() {
    let mut followed = 0;
    for seed in 1..=12 {
        let folder = tempfile::tempdir().unwrap();
        let repository = Repository::init_bare(folder.path().join("a.git")).unwrap();
        let memo = folder.path().join("memo");
        let mut chance = Chance(u64::wrapping_mul(seed, 0x9e37_79b9_7f4a_7c15));
        let mut commits = vec![commit(&repository, &mut chance, &[])];
        let mut tip = commits[0];
        for _ in 0..25 {
            for _ in 0..=chance.below(6) {
                let mut parents: Vec<Oid> = Vec::new();
                for _ in 0..chance.below(4) {
                    parents.push(commits[usize::try_from(chance.below(commits.len() as u64)).unwrap()]);
                }
                // Mostly it goes on from where it is; at times it does not.
                if chance.below(8) > 0 {
                    parents.insert(0, tip);
                }
                parents.dedup();
                commits.push(commit(&repository, &mut chance, &parents));
                tip = *commits.last().unwrap();
            }
            if chance.below(10) == 0 {
                tip = commits[usize::try_from(chance.below(commits.len() as u64)).unwrap()];
            }
            let known = Memo::open(Some(&memo)).chronicle();
            followed += usize::from(known.is_some_and(|known| {
                let former = Oid::from_bytes(&known.tip).unwrap();
                former == tip || repository.graph_descendant_of(tip, former).unwrap()
            }));
            let (whole, _) = walked(&repository, tip, None);
            let (found, kept) = walked(&repository, tip, Some(&memo));
            assert_eq!(found, whole, "seed {seed} at {tip}");
            std::fs::write(&memo, &kept).unwrap();
            assert_eq!(walked(&repository, tip, Some(&memo)), (whole, kept), "seed {seed}: nothing is new");
        }
    }
    assert!(followed > 100, "{followed} walks of 300 had something to go on from");
}

#[test]
fn what_was_counted_is_not_read_again_and_no_person_is_kept() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("a.git");
    let repository = Repository::init_bare(&path).unwrap();
    let memo = folder.path().join("memo");
    let tree = repository.find_tree(repository.treebuilder(None).unwrap().write().unwrap()).unwrap();
    let mut tip: Option<Oid> = None;
    let mut grow = |at: i64| {
        let author = Signature::new("Anne Exemple", "Anne@Example.org", &Time::new(at, 0)).unwrap();
        let parent = tip.map(|tip| repository.find_commit(tip).unwrap());
        let parents: Vec<_> = parent.iter().collect();
        let made = repository.commit(None, &author, &author, "x", &tree, &parents).unwrap();
        tip = Some(made);
        made
    };
    let first = grow(1_700_000_000);
    let second = grow(1_700_000_100);
    let (_, kept) = walked(&repository, second, Some(&memo));
    let text = String::from_utf8_lossy(&kept).to_lowercase();
    assert!(!text.contains("anne") && !text.contains("example.org"), "{text}");
    std::fs::write(&memo, &kept).unwrap();
    let third = grow(1_700_000_200);
    let name = first.to_string();
    let (folder, rest) = name.split_at(2);
    std::fs::remove_file(path.join("objects").join(folder).join(rest)).unwrap();
    let repository = Repository::open(&path).unwrap();
    let (found, _) = walked(&repository, third, Some(&memo));
    assert_eq!((found.history.commits, found.history.authors), (3, 1));
    assert_eq!(found.identifiers.roots, [first.to_string()]);
    let mut examination = Examination::default();
    assert!(walk(&repository, third, &mut Memo::open(None), &mut examination).is_err(), "it is gone");
}
