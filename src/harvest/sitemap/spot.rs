//! Where a walk through a site is: the sitemaps it knows, which of them it is in, and how far.
//!
//! Kept on disk between two pages as a place. Must not know how anything is fetched.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use url::Url;

use crate::harvest::{Place, Trouble};

/// Most sitemaps of one site: an index that leads to new ones without end stops here.
const LISTS: usize = 500;

/// A spot of the walk.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
pub(super) struct Spot {
    /// Every sitemap that was met, each once, in the order it was met in.
    pub(super) lists: Vec<Url>,
    /// Which of them comes next.
    pub(super) list: usize,
    /// How many of its entries were gone through.
    pub(super) at: usize,
    /// How many it had when it was begun; 0 before.
    pub(super) entries: usize,
    /// How many pages were asked for.
    pub(super) asked: u64,
    /// When the walk began: what is said to have changed later is not believed, or was seen too early.
    #[serde(default)]
    pub(super) began: Timestamp,
    /// The newest change told of so far.
    pub(super) newest: Option<Timestamp>,
    /// Whether a sitemap could not be read to its end.
    pub(super) is_partial: bool,
    pub(super) tally: Tally,
}

/// How many entries gave no record, and why.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
pub(super) struct Tally {
    pub(super) silent: u64,
    pub(super) refused: u64,
    pub(super) withheld: u64,
    pub(super) absent: u64,
    pub(super) elsewhere: u64,
    pub(super) unreadable: u64,
}

impl Spot {
    /// The spot that a place says, or the beginning.
    pub(super) fn of(place: Option<&Place>, root: &Url, now: Timestamp) -> Result<Self, Trouble> {
        let Some(place) = place else {
            return Ok(Self { lists: vec![root.clone()], began: now, ..Self::default() });
        };
        let spot = serde_json::from_str::<Self>(&place.0).ok();
        // Another address in the configuration is another walk.
        spot.filter(|spot| spot.lists.first() == Some(root) && spot.list < spot.lists.len()).ok_or_else(
            || Trouble::Lost("the place of this harvest is of another sitemap: it begins again".to_owned()),
        )
    }

    pub(super) fn place(&self) -> Place {
        Place(serde_json::to_string(self).unwrap_or_default())
    }

    /// Goes on to the next sitemap.
    pub(super) fn turn(&mut self) {
        (self.list, self.at, self.entries) = (self.list + 1, 0, 0);
    }

    /// Notes a sitemap that an index names; false when there are too many.
    pub(super) fn add(&mut self, list: Url) -> bool {
        if self.lists.contains(&list) {
            return true;
        }
        let fits = self.lists.len() < LISTS;
        if fits {
            self.lists.push(list);
        }
        fits
    }
}
