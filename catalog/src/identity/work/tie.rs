//! Which of those that hold one mark it ties together.
//!
//! Two resources of one catalogue, or of one project, that hold a mark under different titles show that it
//! is no mark of either, but of what they have in common: the page of a list, the number of a whole book.
//! Must not know the kind of the mark.

use std::collections::{BTreeMap, BTreeSet};

/// Most that may hold a mark: what more have in common is no mark of a work, and would take long to go
/// through.
pub const MOST_HOLDERS: usize = 64;

/// One that holds a mark.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Holder {
    /// The number of the resource.
    pub resource: i64,
    /// Whose record it is: the same text for all of one project, or of one other catalogue.
    pub owner: String,
    /// Its title ([`super::title_key`]).
    pub title: String,
    /// Whether the mark counts only with its title ([`super::WorkMark::weak`]).
    pub weak: bool,
}

/// The groups that a mark ties together, of two resources or more.
#[must_use]
pub fn tied(holders: &[Holder]) -> Vec<BTreeSet<i64>> {
    if holders.len() > MOST_HOLDERS {
        return Vec::new();
    }
    let mut titles: BTreeMap<(&str, bool), Option<&str>> = BTreeMap::new();
    for holder in holders {
        titles
            .entry((&holder.owner, holder.weak))
            .and_modify(|known| *known = known.filter(|title| *title == holder.title && !title.is_empty()))
            .or_insert(Some(&holder.title));
    }
    // What a project says of its other parts takes nothing from the one that is known to be there.
    let selective = |holder: &&Holder| {
        let of = |weak| titles.get(&(holder.owner.as_str(), weak));
        let firm = of(false).is_none_or(|title| *title == Some(&holder.title));
        of(holder.weak).is_some_and(Option::is_some) && (firm || !holder.weak)
    };
    let (weak, strong): (Vec<&Holder>, Vec<&Holder>) =
        holders.iter().filter(selective).partition(|holder| holder.weak);
    let known: BTreeSet<&str> = strong.iter().map(|holder| holder.title.as_str()).collect();
    let mut firm: BTreeSet<i64> = strong.iter().map(|holder| holder.resource).collect();
    let mut by_title: BTreeMap<&str, BTreeSet<i64>> = BTreeMap::new();
    for holder in weak.into_iter().filter(|holder| !holder.title.is_empty()) {
        if known.contains(holder.title.as_str()) {
            firm.insert(holder.resource);
        } else {
            by_title.entry(&holder.title).or_default().insert(holder.resource);
        }
    }
    let groups = std::iter::once(firm).chain(by_title.into_values());
    groups.filter(|group| group.len() > 1).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn holder(resource: i64, owner: &str, title: &str, weak: bool) -> Holder {
        Holder { resource, owner: owner.to_owned(), title: title.to_owned(), weak }
    }

    #[test]
    fn a_mark_ties_what_several_catalogues_hold() {
        let groups = tied(&[holder(1, "a", "volcans", false), holder(2, "b", "les volcans", false)]);
        assert_eq!(groups, [BTreeSet::from([1, 2])]);
        let twice = tied(&[holder(1, "a", "volcans", false), holder(2, "a", "volcans", false)]);
        assert_eq!(twice, [BTreeSet::from([1, 2])], "the same twice in one catalogue");
        assert!(tied(&[holder(1, "a", "volcans", false)]).is_empty());
    }

    #[test]
    fn what_many_of_one_catalogue_share_is_no_mark_of_theirs() {
        let groups = tied(&[
            holder(1, "a", "chapitre 1", false),
            holder(2, "a", "chapitre 2", false),
            holder(3, "b", "le livre", false),
            holder(4, "c", "livre", false),
        ]);
        assert_eq!(groups, [BTreeSet::from([3, 4])], "the book is still known by its number");
        assert!(tied(&[holder(1, "a", "", false), holder(2, "a", "", false)]).is_empty());
        let many: Vec<_> = (0..65).map(|at| holder(at, &at.to_string(), "x", false)).collect();
        assert!(tied(&many).is_empty());
        assert_eq!(tied(&many[1..])[0].len(), 64);
    }

    #[test]
    fn a_weak_mark_counts_with_the_title_only() {
        let claimed = holder(1, "p", "tableau de bord", true);
        assert!(tied(&[claimed.clone(), holder(2, "a", "volcans", false)]).is_empty());
        let groups = tied(&[
            holder(1, "p", "volcans", true),
            holder(2, "a", "volcans", false),
            holder(3, "q", "", true),
            holder(4, "r", "", true),
            holder(5, "s", "seismes", true),
            holder(6, "t", "seismes", true),
        ]);
        assert_eq!(groups, [BTreeSet::from([1, 2]), BTreeSet::from([5, 6])]);
        let own = [
            holder(1, "p", "arbres", false),
            holder(2, "p", "tri", true),
            holder(3, "a", "les arbres", false),
        ];
        assert_eq!(tied(&own), [BTreeSet::from([1, 3])], "a part that names its project is not the project");
    }
}
