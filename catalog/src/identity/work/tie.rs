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

/// Those that one mark ties together, two or more.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Tie {
    /// Those that hold the mark firmly.
    pub firm: BTreeSet<i64>,
    /// Those that merely claim it, under the title of one of the others.
    pub weak: BTreeSet<i64>,
}

impl Tie {
    /// Whether it ties this one.
    #[must_use]
    pub fn has(&self, resource: i64) -> bool {
        self.firm.contains(&resource) || self.weak.contains(&resource)
    }

    /// The same among some alone.
    #[must_use]
    pub fn among(&self, some: &BTreeSet<i64>) -> Self {
        Self { firm: &self.firm & some, weak: &self.weak & some }
    }

    /// Everyone it ties.
    pub fn all(&self) -> impl Iterator<Item = i64> + '_ {
        self.firm.iter().chain(&self.weak).copied()
    }
}

/// What a mark ties together.
#[must_use]
pub fn tied(mark: &str, holders: &[Holder]) -> Vec<Tie> {
    if holders.len() > MOST_HOLDERS {
        return Vec::new();
    }
    let (weak, strong): (Vec<&Holder>, Vec<&Holder>) =
        selective(holders).into_iter().partition(|holder| holder.weak);
    let mut ties = if needs_titles(mark) { alike(&strong) } else { vec![strong] }
        .into_iter()
        .map(|firm| (firm.iter().map(|holder| holder.title.as_str()).collect(), firm))
        .map(|(titles, firm): (BTreeSet<&str>, Vec<&Holder>)| {
            (titles, Tie { firm: numbers(&firm), ..Tie::default() })
        })
        .collect::<Vec<_>>();
    let mut by_title: BTreeMap<&str, Tie> = BTreeMap::new();
    for holder in weak.into_iter().filter(|holder| !holder.title.is_empty()) {
        let known = ties.iter_mut().find(|(titles, _)| titles.contains(holder.title.as_str()));
        let tie = known.map_or_else(|| by_title.entry(&holder.title).or_default(), |(_, tie)| tie);
        tie.weak.insert(holder.resource);
    }
    let all = ties.into_iter().map(|(_, tie)| tie).chain(by_title.into_values());
    all.filter(|tie| tie.firm.len() + tie.weak.len() > 1).collect()
}

/// Those whose mark tells them from what else their owner has.
fn selective(holders: &[Holder]) -> Vec<&Holder> {
    let mut titles: BTreeMap<(&str, bool), Option<&str>> = BTreeMap::new();
    for holder in holders {
        titles
            .entry((&holder.owner, holder.weak))
            .and_modify(|known| *known = known.filter(|title| *title == holder.title && !title.is_empty()))
            .or_insert(Some(&holder.title));
    }
    let of = |holder: &Holder, weak| titles.get(&(holder.owner.as_str(), weak)).copied();
    // What a project says of its other parts takes nothing from the one that is known to be there.
    let is_one = |holder: &&Holder| {
        let firm = of(holder, false).is_none_or(|title| title == Some(&holder.title));
        of(holder, holder.weak).is_some_and(|title| title.is_some()) && (firm || !holder.weak)
    };
    holders.iter().filter(is_one).collect()
}

/// Addresses and numbers of books are given for what is around a work as well: for its list, its volume.
fn needs_titles(mark: &str) -> bool {
    mark.starts_with("url:") || mark.starts_with("isbn:")
}

/// Holders by titles of which one contains the other, word for word.
fn alike<'a>(holders: &[&'a Holder]) -> Vec<Vec<&'a Holder>> {
    let mut groups: Vec<Vec<&Holder>> = Vec::new();
    for holder in holders.iter().filter(|holder| !holder.title.is_empty()) {
        let (near, mut others): (Vec<_>, Vec<_>) = groups
            .into_iter()
            .partition(|group| group.iter().any(|other| are_alike(&holder.title, &other.title)));
        others.push(near.into_iter().flatten().chain([*holder]).collect());
        groups = others;
    }
    groups
}

fn are_alike(one: &str, other: &str) -> bool {
    let (one, other) = (format!(" {one} "), format!(" {other} "));
    one.contains(&other) || other.contains(&one)
}

fn numbers(holders: &[&Holder]) -> BTreeSet<i64> {
    holders.iter().map(|holder| holder.resource).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    const DOI: &str = "doi:10.5281/zenodo.9";
    const PAGE: &str = "url:https://svt.example/volcans";

    fn holder(resource: i64, owner: &str, title: &str, weak: bool) -> Holder {
        Holder { resource, owner: owner.to_owned(), title: title.to_owned(), weak }
    }

    fn groups(mark: &str, holders: &[Holder]) -> Vec<Vec<i64>> {
        tied(mark, holders).iter().map(|tie| tie.all().collect()).collect()
    }

    #[test]
    fn a_mark_ties_what_several_catalogues_hold() {
        let both = [holder(1, "a", "volcans", false), holder(2, "b", "les volcans", false)];
        assert_eq!(groups(PAGE, &both), [[1, 2]]);
        let twice = [holder(1, "a", "volcans", false), holder(2, "a", "volcans", false)];
        assert_eq!(groups(PAGE, &twice), [[1, 2]], "the same twice in one catalogue");
        assert!(tied(PAGE, &twice[..1]).is_empty());
    }

    #[test]
    fn addresses_and_numbers_of_books_tie_only_what_is_called_alike() {
        let all = [
            holder(1, "a", "volcans", false),
            holder(2, "b", "seismes", false),
            holder(3, "c", "les volcans d auvergne", false),
            holder(4, "d", "", false),
            holder(5, "e", "", false),
            holder(6, "f", "volcanserie", false),
            holder(7, "g", "les volcans", false),
        ];
        for mark in [PAGE, "isbn:9782070643097"] {
            assert_eq!(groups(mark, &all), [[1, 3, 7]], "{mark}");
        }
        assert_eq!(groups(DOI, &all), [[1, 2, 3, 4, 5, 6, 7]], "no other work has it");
    }

    #[test]
    fn what_many_of_one_catalogue_share_is_no_mark_of_theirs() {
        let book = [
            holder(1, "a", "chapitre 1", false),
            holder(2, "a", "chapitre 2", false),
            holder(3, "b", "le livre", false),
            holder(4, "c", "livre", false),
        ];
        assert_eq!(groups(PAGE, &book), [[3, 4]], "the book is still known by its number");
        assert!(tied(DOI, &[holder(1, "a", "", false), holder(2, "a", "", false)]).is_empty());
        let many: Vec<_> = (0..65).map(|at| holder(at, &at.to_string(), "x", false)).collect();
        assert!(tied(DOI, &many).is_empty());
        assert_eq!(tied(DOI, &many[1..])[0].firm.len(), 64);
    }

    #[test]
    fn a_weak_mark_counts_with_the_title_only() {
        let claimed = holder(1, "p", "tableau de bord", true);
        assert!(tied(DOI, &[claimed, holder(2, "a", "volcans", false)]).is_empty());
        let ties = tied(
            DOI,
            &[
                holder(1, "p", "volcans", true),
                holder(2, "a", "volcans", false),
                holder(3, "q", "", true),
                holder(4, "r", "", true),
                holder(5, "s", "seismes", true),
                holder(6, "t", "seismes", true),
            ],
        );
        let tie = |firm: &[i64], weak: &[i64]| Tie {
            firm: firm.iter().copied().collect(),
            weak: weak.iter().copied().collect(),
        };
        assert_eq!(ties, [tie(&[2], &[1]), tie(&[], &[5, 6])]);
        let own = [
            holder(1, "p", "arbres", false),
            holder(2, "p", "tri", true),
            holder(3, "a", "les arbres", false),
        ];
        assert_eq!(groups(PAGE, &own), [[1, 3]], "a part that names its project is not the project");
    }
}
