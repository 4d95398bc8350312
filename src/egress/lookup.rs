//! Asking for the addresses of a name.
//!
//! A trait, because what name servers say can change between two questions, and tests must say when.

use std::fmt;
use std::io;
use std::net::IpAddr;

use async_trait::async_trait;

/// Whoever knows the addresses of names.
#[async_trait]
pub trait Lookup: fmt::Debug + Send + Sync {
    /// The addresses of a name, in the order in which to try them.
    ///
    /// # Errors
    /// When nobody could be asked, or the name has none.
    async fn lookup(&self, name: &str) -> io::Result<Vec<IpAddr>>;
}

/// The resolver of this machine.
#[derive(Debug, Clone, Copy, Default)]
pub struct System;

#[async_trait]
impl Lookup for System {
    async fn lookup(&self, name: &str) -> io::Result<Vec<IpAddr>> {
        let mut addresses: Vec<IpAddr> = Vec::new();
        for found in tokio::net::lookup_host((name, 0)).await? {
            if !addresses.contains(&found.ip()) {
                addresses.push(found.ip());
            }
        }
        Ok(addresses)
    }
}
