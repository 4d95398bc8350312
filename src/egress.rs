//! What of the network this machine may be led to: every address that is about to be reached passes here.
//!
//! Decides and says why not; must not open a connection, nor know what is asked over it.

mod address;
mod authorities;
mod lookup;
mod proxy;
mod reach;
mod refusal;

pub use self::address::is_public;
pub use self::authorities::system_bundle;
pub use self::lookup::{Lookup, System};
pub use self::reach::{Reach, canonical};
pub use self::refusal::Refusal;
