//! What the walk of a history came to, so that the next walk begins where this one ended.
//!
//! Commits are known by the first half of a word of their identifiers, authors by salted digests: no name
//! and no address is in it. Must not read objects.

use std::cmp::Reverse;
use std::collections::{BinaryHeap, HashMap};

use git2::Oid;
use glane_catalog::model::History;
use sha2::{Digest, Sha256};

use super::people::People;
use crate::examine::identify::Roots;

/// Most commits that are remembered; a longer history is walked whole each time.
const MOST_COMMITS: usize = 250_000;
/// Most authors that are remembered.
const MOST_AUTHORS: usize = 50_000;
/// Most commits of the last half year that are remembered.
const MOST_RECENT: usize = 50_000;

/// The walk of a history that ended at a tip.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(in crate::examine) struct Chronicle {
    /// Where it ended; what is known is all that can be reached from there.
    pub tip: Vec<u8>,
    /// The tip of the first of these walks: it makes digests of authors another repository's no more.
    pub salt: Vec<u8>,
    /// Every commit, sorted.
    pub known: Vec<u64>,
    /// Every author, in the order in which they were met.
    pub authors: Vec<u64>,
    /// Commits of people in the last half year: when, and by which author.
    pub recent: Vec<(i64, u32)>,
    /// Dates of the newest commits, newest first.
    pub newest: Vec<i64>,
    /// The first commit's date, the last one's, and the last one's of a person.
    pub dates: [Option<i64>; 3],
    /// Commits without parent.
    pub roots: Vec<Vec<u8>>,
    /// How many commits there are.
    pub commits: u64,
}

/// A walk that goes on: the former one, and what is new.
#[derive(Default)]
pub(super) struct Tally {
    salt: Vec<u8>,
    former_tip: Vec<u8>,
    former: Vec<u64>,
    added: Vec<u64>,
    /// Authors met by this walk, by their addresses in lower case, which stay here.
    met: HashMap<Vec<u8>, u32>,
    authors: HashMap<u64, u32>,
    people: People,
    newest: BinaryHeap<Reverse<i64>>,
    dates: [Option<i64>; 3],
    roots: Roots,
    commits: u64,
}

/// One commit, as far as it is counted.
pub(super) struct Counted<'a> {
    pub id: Oid,
    pub is_root: bool,
    pub address: &'a [u8],
    /// None where its date is no date.
    pub at: Option<i64>,
    pub by_person: bool,
}

impl Tally {
    /// A walk from the beginning, which will end at a tip.
    pub(super) fn new(tip: Oid) -> Self {
        Self { salt: tip.as_bytes().to_vec(), ..Self::default() }
    }

    /// A walk that begins where another ended.
    pub(super) fn after(former: Chronicle) -> Option<Self> {
        let numbered = former.authors.iter().zip(0_u32..).map(|(author, number)| (*author, number));
        let mut people = People::default();
        former.recent.iter().for_each(|(at, author)| people.add(*at, *author));
        let mut roots = Roots::default();
        for root in &former.roots {
            roots.add(Oid::from_bytes(root).ok()?);
        }
        Some(Self {
            salt: former.salt,
            former_tip: former.tip,
            former: former.known,
            authors: numbered.collect(),
            people,
            newest: former.newest.into_iter().map(Reverse).collect(),
            dates: former.dates,
            roots,
            commits: former.commits,
            ..Self::default()
        })
    }

    /// Whether the former walk counted a commit.
    pub(super) fn has(&self, id: Oid) -> bool {
        self.former.binary_search(&short(id)).is_ok()
    }

    /// Whether the former walk ended at a commit.
    pub(super) fn ended_at(&self, id: Oid) -> bool {
        self.former_tip == id.as_bytes()
    }

    /// Counts a commit.
    pub(super) fn count(&mut self, commit: &Counted<'_>) {
        self.commits += 1;
        self.added.push(short(commit.id));
        if commit.is_root {
            self.roots.add(commit.id);
        }
        let author = self.author(commit.address);
        let Some(at) = commit.at else { return };
        self.newest.push(Reverse(at));
        if self.newest.len() > History::NEWEST {
            self.newest.pop();
        }
        let [first, last, last_of_person] = &mut self.dates;
        *first = first.map_or(Some(at), |first| Some(first.min(at)));
        *last = (*last).max(Some(at));
        if commit.by_person {
            *last_of_person = (*last_of_person).max(Some(at));
            self.people.add(at, author);
        }
    }

    /// The number of an author, by an address without regard to case.
    fn author(&mut self, address: &[u8]) -> u32 {
        let address = address.to_ascii_lowercase();
        if let Some(number) = self.met.get(&address) {
            return *number;
        }
        let digest = Sha256::new().chain_update(&self.salt).chain_update(&address).finalize();
        let digest = digest.iter().take(8).fold(0, |number, byte| number << 8 | u64::from(*byte));
        let next = u32::try_from(self.authors.len()).unwrap_or(u32::MAX);
        let number = *self.authors.entry(digest).or_insert(next);
        self.met.insert(address, number);
        number
    }

    /// What the walk came to.
    pub(super) fn end(self, tip: Oid) -> Chronicle {
        let mut known = self.former;
        known.extend(self.added);
        known.sort_unstable();
        let mut authors: Vec<(u32, u64)> =
            self.authors.into_iter().map(|(author, number)| (number, author)).collect();
        authors.sort_unstable();
        Chronicle {
            tip: tip.as_bytes().to_vec(),
            salt: self.salt,
            known,
            authors: authors.into_iter().map(|(_, author)| author).collect(),
            recent: self.people.recent(),
            newest: self.newest.into_sorted_vec().into_iter().map(|Reverse(at)| at).collect(),
            dates: self.dates,
            roots: self.roots.ids(),
            commits: self.commits,
        }
    }
}

impl Chronicle {
    /// Whether it is small enough to be kept.
    pub(in crate::examine) fn is_small(&self) -> bool {
        self.known.len() <= MOST_COMMITS
            && self.authors.len() <= MOST_AUTHORS
            && self.recent.len() <= MOST_RECENT
    }
}

/// The first bytes of an identifier: two commits that share them cannot be met by chance.
fn short(id: Oid) -> u64 {
    id.as_bytes().iter().take(8).fold(0, |number, byte| number << 8 | u64::from(*byte))
}
