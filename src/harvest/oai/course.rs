//! Where a harvest by OAI-PMH stands, as it is kept on disk between two pages.
//!
//! Must not ask for anything.

use serde::{Deserialize, Serialize};

use super::item::Item;
use super::round::Round;
use super::stamp::{self, Granularity};
use crate::harvest::{Place, Trouble};

/// How often a list may be begun again without getting further.
const RESTARTS: u8 = 2;

/// What the last whole harvest left.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Since {
    pub(super) prefix: String,
    pub(super) from: String,
}

/// Where a harvest stands.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Course {
    pub(super) prefix: String,
    pub(super) granularity: Granularity,
    /// Whether the server keeps deletions for ever.
    pub(super) keeps_deletions: bool,
    /// The instant of its first answer, by its own clock.
    pub(super) began: Option<String>,
    /// From when the harvest as a whole asks.
    pub(super) since: Option<String>,
    /// Which of the sets is asked for.
    pub(super) set: usize,
    /// The list under way.
    pub(super) list: List,
}

/// One list: that of a set, or of everything.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct List {
    pub(super) from: Option<String>,
    pub(super) token: Option<String>,
    /// The newest datestamp so far.
    pub(super) newest: Option<String>,
    /// Whether an older one came after a newer one.
    pub(super) is_unordered: bool,
    pub(super) restarts: u8,
    pub(super) named: u64,
    pub(super) size: Option<u64>,
    pub(super) round: Round,
}

/// Where a list began again.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Restart {
    /// In words.
    pub(super) from: String,
    /// Whether that is later than where the harvest as a whole asks from.
    pub(super) is_later: bool,
}

/// How many records of a list are missing.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Shortage {
    /// None, as far as it is said.
    Nothing,
    /// No more than a list can lose that changes under way.
    AFew,
    /// More.
    Many,
}

impl Course {
    pub(super) fn of(place: &Place) -> Result<Self, Trouble> {
        let lost = |_| Trouble::Lost("what is noted of this harvest is of another version".to_owned());
        serde_json::from_str(&place.0).map_err(lost)
    }

    pub(super) fn place(&self) -> Place {
        // A struct of plain values is always JSON.
        Place(serde_json::to_string(self).unwrap_or_default())
    }

    /// Takes note of the datestamps of a page.
    pub(super) fn note(&mut self, items: &[Item]) {
        let list = &mut self.list;
        for stamp in items.iter().filter_map(|item| stamp::read(item.datestamp.as_deref()?)) {
            match &list.newest {
                Some(newest) if *newest > stamp => list.is_unordered = true,
                _ => list.newest = Some(stamp),
            }
        }
        let moved = list.newest.is_some() && list.newest > list.from;
        if moved && !list.is_unordered {
            list.restarts = 0;
        }
    }

    /// Begins the list again after its token was forgotten: at the newest datestamp seen, or where they
    /// come in no order, at its beginning. None where that was tried often enough.
    ///
    /// What was seen in order may be in order by chance, so that older records come further down: only a
    /// list that begins at its beginning is seen whole. It is counted anew.
    pub(super) fn restart(&mut self) -> Option<Restart> {
        if self.list.restarts >= RESTARTS {
            return None;
        }
        let newest = self.list.newest.take().filter(|_| !self.list.is_unordered);
        let from = newest.and_then(|newest| stamp::from(&newest, self.granularity));
        let from = from.max(self.since.clone());
        self.list = List { from: from.clone(), restarts: self.list.restarts + 1, ..List::default() };
        let is_later = from > self.since;
        Some(Restart { from: from.unwrap_or_else(|| "its beginning".to_owned()), is_later })
    }

    /// Goes on to the next set.
    pub(super) fn next_set(&mut self) {
        self.set += 1;
        self.list = List { from: self.since.clone(), ..List::default() };
    }

    /// What the next harvest asks from, where deletions are told to it.
    pub(super) fn left(&self) -> Option<String> {
        let began = self.began.as_deref().filter(|_| self.keeps_deletions)?;
        let from = stamp::before(began, self.granularity)?;
        serde_json::to_string(&Since { prefix: self.prefix.clone(), from }).ok()
    }
}

impl List {
    /// How many fewer records it gave than it said at last that it holds.
    pub(super) fn shortage(&self) -> Shortage {
        match self.size {
            Some(size) if self.named.saturating_mul(100) < size.saturating_mul(95) => Shortage::Many,
            Some(size) if self.named < size => Shortage::AFew,
            _ => Shortage::Nothing,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn items(stamps: &[&str]) -> Vec<Item> {
        let item = |stamp: &&str| Item { datestamp: Some((*stamp).to_owned()), ..Item::default() };
        stamps.iter().map(item).collect()
    }

    #[test]
    fn a_forgotten_list_begins_where_it_is_safe() {
        let mut course = Course { granularity: Granularity::Second, ..Course::default() };
        course.note(&items(&["2026-01-01T00:00:00Z", "2026-01-02T00:00:00Z"]));
        course.list.named = 2;
        let at = |from: &str, is_later| Some(Restart { from: from.to_owned(), is_later });
        assert_eq!(course.restart(), at("2026-01-02T00:00:00Z", true));
        assert_eq!(course.list.named, 0, "it is counted anew");
        assert_eq!(course.list.from.as_deref(), Some("2026-01-02T00:00:00Z"));
        course.note(&items(&["2026-01-03T00:00:00Z"]));
        assert_eq!(course.restart(), at("2026-01-03T00:00:00Z", true));
        course.note(&items(&["2026-01-05T00:00:00Z", "2026-01-04T00:00:00Z"]));
        assert_eq!(course.restart(), at("its beginning", false), "datestamps in no order");
    }

    #[test]
    fn a_list_is_short_at_all_or_by_more_than_it_can_lose() {
        let list = |named, size| List { named, size, ..List::default() }.shortage();
        assert_eq!(list(3, None), Shortage::Nothing);
        assert_eq!(list(101, Some(100)), Shortage::Nothing);
        assert_eq!([list(99, Some(100)), list(95, Some(100))], [Shortage::AFew; 2]);
        assert_eq!(list(94, Some(100)), Shortage::Many);
    }

    #[test]
    fn a_list_that_never_moves_is_given_up() {
        let mut course = Course::default();
        for _ in 0..2 {
            course.note(&items(&["2026-01-01"]));
            assert!(course.restart().is_some());
        }
        course.note(&items(&["2026-01-01"]));
        assert_eq!(course.restart(), None);
    }

    #[test]
    fn only_who_keeps_deletions_is_asked_for_what_is_newer() {
        let mut course =
            Course { prefix: "lom".to_owned(), began: Some("2026-01-02".to_owned()), ..Course::default() };
        assert_eq!(course.left(), None);
        course.keeps_deletions = true;
        assert_eq!(course.left().as_deref(), Some("{\"prefix\":\"lom\",\"from\":\"2026-01-01\"}"));
    }
}
