//! Names of forges, hosts and projects that cannot hold an invalid value.
//!
//! A project is known by the forge and the id that forge gave it; its path may change.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

/// Why a text is not an identifier.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum IdentityError {
    /// A forge or host id must be a short slug, since it appears in addresses and on disk.
    #[error("\"{0}\" is not an identifier: use 1 to 40 of a-z, 0-9 and '-', starting with a letter or digit")]
    Slug(String),
    /// A project key is written `forge:id`.
    #[error("\"{0}\" is not a project key: write it forge:id")]
    Key(String),
}

fn slug(text: &str) -> Result<String, IdentityError> {
    let fits = (1..=40).contains(&text.len())
        && !text.starts_with('-')
        && text.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-');
    if fits { Ok(text.to_owned()) } else { Err(IdentityError::Slug(text.to_owned())) }
}

macro_rules! slug_type {
    ($(#[$doc:meta])* $name:ident) => {
        $(#[$doc])*
        #[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
        #[serde(try_from = "String", into = "String")]
        pub struct $name(String);

        impl $name {
            /// Parses an identifier.
            ///
            /// # Errors
            /// [`IdentityError::Slug`] when the text is not a slug of 1 to 40 characters.
            pub fn new(text: &str) -> Result<Self, IdentityError> {
                slug(text).map(Self)
            }

            /// The identifier as text.
            #[must_use]
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(&self.0)
            }
        }

        impl TryFrom<String> for $name {
            type Error = IdentityError;
            fn try_from(text: String) -> Result<Self, Self::Error> {
                Self::new(&text)
            }
        }

        impl From<$name> for String {
            fn from(id: $name) -> Self {
                id.0
            }
        }
    };
}

slug_type!(
    /// The operator's name for a forge, a source of repositories.
    ForgeId
);
slug_type!(
    /// The operator's name for a host, a public place where copies live.
    HostId
);
slug_type!(
    /// The operator's name for another catalogue, whose records are harvested.
    SourceId
);

/// What makes a project itself: the forge and the id the forge gave it.
///
/// For GitLab, Forgejo and GitHub the id is their number; for a plain list it is the
/// repository's path or address, since nothing else names it.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub struct ProjectKey {
    /// The forge it was found on.
    pub forge: ForgeId,
    /// The forge's own id for it.
    pub id: String,
}

impl fmt::Display for ProjectKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}", self.forge, self.id)
    }
}

impl FromStr for ProjectKey {
    type Err = IdentityError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let (forge, id) = text
            .split_once(':')
            .filter(|(_, id)| !id.is_empty())
            .ok_or_else(|| IdentityError::Key(text.to_owned()))?;
        Ok(Self { forge: ForgeId::new(forge)?, id: id.to_owned() })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn slugs_are_safe_in_addresses_and_on_disk() {
        for good in ["mim", "forge-2", "0"] {
            assert!(ForgeId::new(good).is_ok(), "{good}");
        }
        for bad in ["", "-x", "A", "a/b", "..", "a b", "é"] {
            assert!(ForgeId::new(bad).is_err(), "{bad}");
        }
    }

    #[test]
    fn a_key_keeps_colons_of_the_forges_own_id() {
        let key: ProjectKey = "plain:https://example.org/a.git".parse().unwrap();
        assert_eq!(key.id, "https://example.org/a.git");
        assert!("plain:".parse::<ProjectKey>().is_err());
    }
}
