//! Texts of licences as numbers: words brought to one spelling, hashed pairs of them, a store of the
//! texts that are known, and the places in a file where one of them stands.
//!
//! Must not know titles, notices, file names or claims.

mod fingerprint;
mod kin;
mod known;
mod line;
mod place;
mod prose;
mod span;
mod store;

pub use fingerprint::{Fingerprint, table};
pub(super) use line::bare;
pub(super) use place::{Place, places};
pub(super) use prose::Prose;
pub(super) use store::Kind;

/// How much memory the known texts take, in bytes.
#[must_use]
pub fn store_bytes() -> usize {
    store::Store::get().bytes()
}
