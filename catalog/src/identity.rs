//! Which things are the same: intrinsic identifiers, addresses written differently, shared history.
//!
//! Ids and addresses in, answers out; must not know git, the network or the store.

mod address;
mod heritage;
mod kin;
mod mirror;
mod place;
mod swhid;
mod work;

pub use address::{canonical_address, same_repository};
pub use heritage::{badge_address, badge_markdown, browse_address, origin, permalink, save_address};
pub use kin::{Borrowing, Family, borrowings, families};
pub use mirror::{Listed, leads, mirrors};
pub use place::{copies, elsewhere, named_elsewhere, own_addresses, stated_bases};
pub use swhid::{Branch, Kind, Swhid, SwhidError, Target, snapshot};
pub use work::{
    Bond, Candidate, Holder, MOST_HOLDERS, Tie, WorkMark, bond, completeness, filled, first, place_mark,
    tied, title_key, work_marks, works,
};
