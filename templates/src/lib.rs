//! The pages of Glane: view structs in, markup out.
//!
//! Every page is a function of a [`Frame`] (site and language) and of its view struct. Knows no
//! HTTP, no store, no index and no clock; depends on the catalogue's model alone.

pub mod address;
pub mod assets;
mod frame;
mod layout;
pub mod page;
mod part;
mod query;
mod safe;
mod selection;
pub mod spoken;
pub mod suggestion;
mod text;
pub mod typography;

pub use frame::{Frame, Lang, OperatorView, Site};
pub use part::{FacetValue, FacetView, HitKind, HitView};
pub use query::{FacetKey, Filter, SearchQuery, Sort};
pub use safe::SafeHtml;
pub use selection::Selection;
