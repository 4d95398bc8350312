//! Why an address is not reached.
//!
//! Names what is refused and the remedy; never repeats a part of an address that may be secret.

use std::net::IpAddr;

/// Why an address is not reached.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Refusal {
    /// It is not an address of the web.
    #[error("this is not an http or https address: write https://host/path")]
    Form,
    /// Its host is spelled as no host of the web is.
    #[error(
        "the host of this address is no name that can be looked up: write its address as browsers show it"
    )]
    Name,
    /// It holds a user or password.
    #[error("the address holds a user or password: take it out")]
    Credentials,
    /// It leads inwards by itself.
    #[error(
        "{0} is an address of this machine or of a private network, to which nobody may lead us: if it is right, \
         write it as the url of the forge or host, or put it in allow_private of [network]"
    )]
    Inward(String),
    /// Its name leads inwards.
    #[error(
        "the name {name} leads to {address}, an address of this machine or of a private network: if it is right, put \
         {name} in allow_private of [network]"
    )]
    LeadsInward {
        /// The name.
        name: String,
        /// The first of its addresses.
        address: IpAddr,
    },
    /// Nobody knows the name.
    #[error(
        "the name {name} has no address ({cause}): check it and the name server, or put it in resolve of [network]"
    )]
    Unknown {
        /// The name.
        name: String,
        /// What the resolver said.
        cause: String,
    },
}

impl Refusal {
    /// Whether the same address may be reached later without anybody changing anything.
    #[must_use]
    pub fn may_pass(&self) -> bool {
        matches!(self, Self::Unknown { .. })
    }
}
