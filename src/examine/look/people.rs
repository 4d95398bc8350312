//! Addresses of authors that should not travel, by their domains.
//!
//! An address is compared in memory and never leaves this file: what leaves it is a domain.

use std::collections::HashMap;

use globset::{GlobBuilder, GlobSet, GlobSetBuilder};

/// The policy's globs on addresses.
#[derive(Debug)]
pub(super) struct Addresses {
    globs: GlobSet,
    known: HashMap<Vec<u8>, Option<String>>,
}

/// Addresses remembered, so that each is compared once: histories have few authors.
const REMEMBERED: usize = 10_000;
/// Longest domain there can be.
const LONGEST: usize = 253;

impl Addresses {
    /// Reads the globs; one that cannot be read was refused with the configuration.
    pub(super) fn new(globs: &[String]) -> Self {
        let mut set = GlobSetBuilder::new();
        for glob in globs {
            if let Ok(glob) = GlobBuilder::new(&glob.to_ascii_lowercase()).build() {
                set.add(glob);
            }
        }
        Self { globs: set.build().unwrap_or_default(), known: HashMap::new() }
    }

    /// The domain of an address that should not travel.
    pub(super) fn domain(&mut self, address: &[u8]) -> Option<String> {
        if self.globs.is_empty() {
            return None;
        }
        if let Some(known) = self.known.get(address) {
            return known.clone();
        }
        let text = String::from_utf8_lossy(address).trim().to_lowercase();
        let domain = text.rsplit_once('@').map(|(_, domain)| domain).filter(|_| self.globs.is_match(&text));
        let domain = domain.filter(|domain| domain.len() <= LONGEST).map(str::to_owned);
        if self.known.len() < REMEMBERED {
            self.known.insert(address.to_vec(), domain.clone());
        }
        domain
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn of_an_address_only_the_domain_is_told() {
        let mut addresses = Addresses::new(&["*@eleve.*".to_owned(), "*@*.prive.example".to_owned()]);
        assert_eq!(
            addresses.domain(b"Lea.Martin@Eleve.ac-valombre.FR").as_deref(),
            Some("eleve.ac-valombre.fr")
        );
        assert_eq!(addresses.domain(b"lea@a.prive.example").as_deref(), Some("a.prive.example"));
        for other in [b"lea@ac-valombre.fr".as_slice(), b"", b"eleve.fr", b"\xff@x"] {
            assert_eq!(addresses.domain(other), None);
        }
    }
}
