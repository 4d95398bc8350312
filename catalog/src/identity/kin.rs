//! Projects that share history, known by the first commits of their histories.
//!
//! The same root commits mean a fork or a duplicate. One root among others means that a history was
//! merged into another, which makes no fork: a project that took in two libraries does not make one
//! family of them. Must not know which of them was first.

use std::collections::{BTreeMap, BTreeSet, HashMap};

/// Projects with exactly the same root commits: forks and duplicates of each other.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Family<K> {
    /// Their root commits, sorted.
    pub roots: Vec<String>,
    /// Two projects at least, sorted.
    pub members: Vec<K>,
}

/// One project's whole history inside another's.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Borrowing<K> {
    /// Whose history has more roots.
    pub into: K,
    /// Whose roots are all among them.
    pub from: K,
}

type ByRoots<'a, K> = BTreeMap<Vec<&'a str>, BTreeSet<&'a K>>;

fn by_roots<K: Ord>(projects: &[(K, Vec<String>)]) -> ByRoots<'_, K> {
    let mut families = ByRoots::new();
    for (key, roots) in projects.iter().filter(|(_, roots)| !roots.is_empty()) {
        let mut roots: Vec<&str> = roots.iter().map(String::as_str).collect();
        roots.sort_unstable();
        roots.dedup();
        families.entry(roots).or_default().insert(key);
    }
    families
}

/// The families among projects, each given with its root commits; a project without any is in none.
#[must_use]
pub fn families<K: Ord + Clone>(projects: &[(K, Vec<String>)]) -> Vec<Family<K>> {
    by_roots(projects)
        .into_iter()
        .filter(|(_, members)| members.len() > 1)
        .map(|(roots, members)| Family {
            roots: roots.into_iter().map(str::to_owned).collect(),
            members: members.into_iter().cloned().collect(),
        })
        .collect()
}

/// Which project's whole history lies inside which other's, sorted; of a family its first member
/// speaks for all, so that a library with a thousand forks is named once.
#[must_use]
pub fn borrowings<K: Ord + Clone>(projects: &[(K, Vec<String>)]) -> Vec<Borrowing<K>> {
    let families = by_roots(projects);
    let mut holding: HashMap<&str, Vec<&[&str]>> = HashMap::new();
    for roots in families.keys() {
        roots.iter().for_each(|root| holding.entry(root).or_default().push(roots));
    }
    let mut found = Vec::new();
    for (roots, members) in &families {
        let mut shared: HashMap<&[&str], usize> = HashMap::new();
        for other in roots.iter().flat_map(|root| &holding[root]).filter(|other| other.len() < roots.len()) {
            *shared.entry(*other).or_default() += 1;
        }
        let whole = shared.into_iter().filter(|(other, count)| other.len() == *count).map(|(other, _)| other);
        let first = |members: &BTreeSet<&K>| members.first().map(|key| (*key).clone());
        for other in whole {
            let from = families.get(other).and_then(first);
            found.extend(from.zip(first(members)).map(|(from, into)| Borrowing { into, from }));
        }
    }
    found.sort();
    found
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::ProjectKey;

    fn project(key: &str, roots: &[&str]) -> (ProjectKey, Vec<String>) {
        (key.parse().unwrap(), roots.iter().map(|root| (*root).to_owned()).collect())
    }

    #[test]
    fn the_same_roots_make_a_family() {
        let projects = [
            project("f:3", &["a"]),
            project("g:1", &["b", "c"]),
            project("f:1", &["a", "a"]),
            project("f:2", &["c", "b"]),
            project("f:4", &["d"]),
            project("f:5", &[]),
            project("f:6", &[]),
        ];
        let found = families(&projects);
        let shown: Vec<(String, String)> = found
            .iter()
            .map(|family| {
                let members: Vec<String> = family.members.iter().map(ToString::to_string).collect();
                (family.roots.join(" "), members.join(" "))
            })
            .collect();
        assert_eq!(shown, [("a".into(), "f:1 f:3".into()), ("b c".into(), "f:2 g:1".into())]);
    }

    #[test]
    fn a_merged_history_is_borrowed_and_joins_no_family() {
        let projects = [
            project("f:1", &["a"]),
            project("f:2", &["b"]),
            project("f:3", &["a", "b", "c"]),
            project("f:4", &["c", "d"]),
            project("f:5", &["a"]),
        ];
        let found: Vec<String> =
            borrowings(&projects).iter().map(|found| format!("{} in {}", found.from, found.into)).collect();
        assert_eq!(found, ["f:1 in f:3", "f:2 in f:3"]);
        assert_eq!(families(&projects).len(), 1);
    }
}
