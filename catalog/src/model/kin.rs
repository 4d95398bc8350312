//! What a project has to do with others of the catalogue.
//!
//! Must not know how it was found out.

use super::ProjectKey;

/// How another project is tied to the one that is spoken of; of several ties the first is told.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Tie {
    /// Both are one, and it stands for both in the search.
    Lead,
    /// Both are one: a copy, or the same repository listed twice.
    Same,
    /// The one names it as its repository, in its publiccode.yml: the one is a technical fork.
    Original,
    /// It names the one as its repository.
    Fork,
    /// The one says that it is based on it.
    Base,
    /// It says that it is based on the one.
    Variant,
    /// Their histories begin with the same commits.
    Origin,
    /// Its whole history is part of the one's.
    Contained,
    /// The one's whole history is part of its.
    Container,
}

/// A project that is shown, and its tie to another.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Kin {
    /// How it is tied.
    pub tie: Tie,
    /// Who it is.
    pub key: ProjectKey,
    /// Its path at its forge.
    pub path: String,
    /// Its name.
    pub title: String,
}
