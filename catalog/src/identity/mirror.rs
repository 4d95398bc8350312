//! Projects that are one because one address leads to both: a source and its mirror.
//!
//! Addresses are believed here: give those that a forge or our own hosts state, not those that any
//! file of a repository claims.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use super::canonical_address;

/// A project as a catalogue lists it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Listed<K> {
    /// Who it is; of two that could both stand for the other, the lower does.
    pub project: K,
    /// Addresses under which its forge gives it.
    pub own: Vec<String>,
    /// Addresses of the copies that are kept of it.
    pub copies: Vec<String>,
}

/// For each project that is one with another, the one that stands for both: the source before its copy,
/// then the lower. Who stands for itself is not among the keys.
#[must_use]
pub fn leads<K: Ord + Clone>(projects: &[Listed<K>]) -> BTreeMap<K, K> {
    let addresses = |one: &Listed<K>| [one.own.clone(), one.copies.clone()].concat();
    let listed: Vec<(K, Vec<String>)> =
        projects.iter().map(|one| (one.project.clone(), addresses(one))).collect();
    let copies = copied(projects);
    let mut leads = BTreeMap::new();
    for group in mirrors(&listed) {
        let Some(lead) = group.iter().min_by_key(|key| (copies.contains(key), *key)) else { continue };
        let led = group.iter().filter(|key| *key != lead);
        leads.extend(led.map(|key| (key.clone(), lead.clone())));
    }
    leads
}

/// The projects that are where a copy of another is kept.
fn copied<K: Ord>(projects: &[Listed<K>]) -> BTreeSet<&K> {
    let mut kept: HashMap<String, Vec<&K>> = HashMap::new();
    for one in projects {
        for address in one.copies.iter().filter_map(|address| canonical_address(address)) {
            kept.entry(address).or_default().push(&one.project);
        }
    }
    let is_copy = |one: &&Listed<K>| {
        let places = one.own.iter().filter_map(|address| kept.get(&canonical_address(address)?));
        places.flatten().any(|other| **other != one.project)
    };
    projects.iter().filter(is_copy).map(|one| &one.project).collect()
}

/// Groups of two projects or more that share an address, in whatever spelling; sorted.
#[must_use]
pub fn mirrors<K: Ord + Clone>(projects: &[(K, Vec<String>)]) -> Vec<Vec<K>> {
    let mut leads: Vec<usize> = (0..projects.len()).collect();
    let mut seen: HashMap<String, usize> = HashMap::new();
    for (at, (_, addresses)) in projects.iter().enumerate() {
        for address in addresses.iter().filter_map(|address| canonical_address(address)) {
            let other = *seen.entry(address).or_insert(at);
            let (one, other) = (first(&mut leads, at), first(&mut leads, other));
            leads[one.max(other)] = one.min(other);
        }
    }
    let mut groups: BTreeMap<usize, Vec<K>> = BTreeMap::new();
    for (at, (key, _)) in projects.iter().enumerate() {
        groups.entry(first(&mut leads, at)).or_default().push(key.clone());
    }
    let mut groups: Vec<Vec<K>> = groups.into_values().collect();
    groups.iter_mut().for_each(|group| {
        group.sort();
        group.dedup();
    });
    groups.retain(|group| group.len() > 1);
    groups.sort();
    groups
}

/// The first project of the group that a project is in; the way there is made shorter.
fn first(leads: &mut [usize], mut at: usize) -> usize {
    while leads[at] != at {
        leads[at] = leads[leads[at]];
        at = leads[at];
    }
    at
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::ProjectKey;

    fn listed(project: u32, own: &[&str], copies: &[&str]) -> Listed<u32> {
        let owned = |list: &[&str]| list.iter().map(|address| (*address).to_owned()).collect();
        Listed { project, own: owned(own), copies: owned(copies) }
    }

    #[test]
    fn the_source_stands_for_its_copies_and_the_first_for_its_likes() {
        let (source, hub) = ("https://forge.example/dsi/x.git", "https://github.com/Org/x");
        // The copy was listed long before its source.
        let one = [
            listed(1, &[hub], &[]),
            listed(9, &[source], &["git@github.com:org/x.git"]),
            listed(4, &["https://forge.example/dsi/y"], &[]),
        ];
        assert_eq!(leads(&one), BTreeMap::from([(1, 9)]));
        // The same address on two lists; and two that each take the other for a copy.
        let alike = [listed(7, &[source], &[]), listed(3, &["ssh://git@forge.example/dsi/x"], &[])];
        assert_eq!(leads(&alike), BTreeMap::from([(7, 3)]));
        let both = [listed(2, &[source], &[hub]), listed(5, &[hub], &[source])];
        assert_eq!(leads(&both), BTreeMap::from([(5, 2)]));
        // Through a third: all are one, and one stands for all.
        let chain = [
            listed(1, &[hub], &[]),
            listed(2, &["https://b.example/x"], &[]),
            listed(3, &[source], &[hub, "https://b.example/x"]),
        ];
        assert_eq!(leads(&chain), BTreeMap::from([(1, 3), (2, 3)]));
    }

    #[test]
    fn a_source_and_its_mirrors_are_one() {
        let project = |key: &str, addresses: &[&str]| {
            (
                key.parse::<ProjectKey>().unwrap(),
                addresses.iter().map(|address| (*address).to_owned()).collect(),
            )
        };
        let found = mirrors(&[
            project("hub:9", &["https://github.com/Org/x", "git@codeberg.org:org/x.git"]),
            project("f:1", &["https://forge.example.fr/dsi/x.git", "http://forge.example.fr/dsi/x/"]),
            project("f:2", &["https://forge.example.fr/dsi/y", "/srv/git/y.git"]),
            project("f:3", &["/srv/git/y.git"]),
            project("f:4", &["ssh://git@forge.example.fr/dsi/x", "https://codeberg.org/org/x"]),
        ]);
        let shown: Vec<String> = found
            .iter()
            .map(|group| group.iter().map(ToString::to_string).collect::<Vec<_>>().join(" "))
            .collect();
        assert_eq!(shown, ["f:1 f:4 hub:9"], "a path of a disk joins nothing");
    }
}
