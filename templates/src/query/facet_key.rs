//! The properties that results can be filtered by, and their names in addresses.
//!
//! Must not know their values.

/// A property results can be filtered by.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum FacetKey {
    /// Project, resource, software.
    Kind,
    /// School level.
    Level,
    /// School subject.
    Subject,
    /// Pedagogical type of a resource.
    ResourceType,
    /// What the licence belongs to.
    Family,
    /// What the licence lets one do.
    Reuse,
    /// SPDX expression.
    Licence,
    /// Owner at the forge.
    Organisation,
    /// Programming language.
    Language,
    /// Format of the teaching files.
    Format,
    /// What is needed to use a resource.
    Access,
    /// The year of the last change.
    Year,
    /// Whether somebody looks after it.
    Maintained,
}

impl FacetKey {
    /// Every key, in the order of addresses and of the page.
    pub const ALL: [Self; 13] = [
        Self::Kind,
        Self::Level,
        Self::Subject,
        Self::ResourceType,
        Self::Family,
        Self::Reuse,
        Self::Licence,
        Self::Organisation,
        Self::Language,
        Self::Format,
        Self::Access,
        Self::Year,
        Self::Maintained,
    ];
    /// Those whose values are without number, and can be looked through.
    const OPEN: [Self; 7] = [
        Self::Level,
        Self::Subject,
        Self::ResourceType,
        Self::Licence,
        Self::Organisation,
        Self::Language,
        Self::Format,
    ];

    /// Its name in addresses, the same in every language.
    #[must_use]
    pub fn parameter(self) -> &'static str {
        match self {
            Self::Kind => "type",
            Self::Level => "niveau",
            Self::Subject => "discipline",
            Self::ResourceType => "ressource",
            Self::Licence => "licence",
            Self::Organisation => "organisme",
            Self::Language => "langage",
            Self::Format => "format",
            Self::Access => "acces",
            Self::Family => "famille",
            Self::Reuse => "reutilisation",
            Self::Year => "annee",
            Self::Maintained => "maintenance",
        }
    }

    /// Whether its values are without number, and can be looked through.
    #[must_use]
    pub fn is_open(self) -> bool {
        Self::OPEN.contains(&self)
    }

    pub(super) fn named(parameter: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|key| key.parameter() == parameter)
    }
}
