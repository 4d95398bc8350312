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

/// What helps where the proxy does not know us.
pub const PROXY_ACCOUNT: &str = "the outgoing proxy asks for an account, or refuses ours: give it with the proxy's address \
                                 in HTTPS_PROXY and HTTP_PROXY";
