//! Pieces that several pages are made of.

pub(crate) mod badge;
pub(crate) mod card;
pub(crate) mod chart;
pub(crate) mod claims;
pub(crate) mod facets;
pub(crate) mod findings;
pub(crate) mod linked;
pub(crate) mod pager;
pub(crate) mod selection;
pub(crate) mod takeaway;

pub use card::{HitKind, HitView};
pub use facets::{FacetValue, FacetView};
