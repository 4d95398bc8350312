//! Projects that are one because one address leads to both: a source and its mirror.
//!
//! Addresses are believed here: give those that a forge or our own hosts state, not those that any
//! file of a repository claims. Must not know which of them is the source.

use std::collections::{BTreeMap, HashMap};

use super::canonical_address;
use crate::model::ProjectKey;

/// Groups of two projects or more that share an address, in whatever spelling; sorted.
#[must_use]
pub fn mirrors(projects: &[(ProjectKey, Vec<String>)]) -> Vec<Vec<ProjectKey>> {
    let mut leads: Vec<usize> = (0..projects.len()).collect();
    let mut seen: HashMap<String, usize> = HashMap::new();
    for (at, (_, addresses)) in projects.iter().enumerate() {
        for address in addresses.iter().filter_map(|address| canonical_address(address)) {
            let other = *seen.entry(address).or_insert(at);
            let (one, other) = (first(&mut leads, at), first(&mut leads, other));
            leads[one.max(other)] = one.min(other);
        }
    }
    let mut groups: BTreeMap<usize, Vec<ProjectKey>> = BTreeMap::new();
    for (at, (key, _)) in projects.iter().enumerate() {
        groups.entry(first(&mut leads, at)).or_default().push(key.clone());
    }
    let mut groups: Vec<Vec<ProjectKey>> = groups.into_values().collect();
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

    #[test]
    fn a_source_and_its_mirrors_are_one() {
        let project = |key: &str, addresses: &[&str]| {
            (key.parse().unwrap(), addresses.iter().map(|address| (*address).to_owned()).collect())
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
