//! The search of Glane: an index that follows the catalogue, and the pages of results it gives.
//!
//! The index is derived data: it can be thrown away and filled again from the change sequence.
//! Knows no HTTP, no SQL and no HTML but the `<mark>` of its own escaped excerpts.

mod analyse;
mod count;
mod entry;
mod error;
mod evaluate;
mod facet;
mod fingerprint;
mod index;
mod place;
mod query;
mod schema;
mod search;
mod signal;
mod snippet;
mod sound;
mod state;
mod suggest;
mod writer;

pub use entry::{Card, Kind};
pub use error::IndexError;
pub use evaluate::{Report, RetrievalSet, Score, SetError, evaluate};
pub use facet::{Facet, FacetCounts, FacetValue, Maintained};
pub use index::{Index, Status};
pub use query::{Place, Reading, Spot, Understood, clauses};
pub use search::{
    Dropped, Hit, Instead, LAST_PAGE, List, ListOrder, MOST_LISTED, MOST_PER_PAGE, Near, Page, Request,
    Searcher, Sort, Why, WhyFound, WhyPiece,
};
pub use signal::Signal;
pub use state::{Filling, State, Trouble};
pub use suggest::{Suggestion, SuggestionKind};
pub use writer::{Rebuild, Writer};
