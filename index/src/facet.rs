//! What results can be narrowed by, and how often each value occurs.
//!
//! One line a facet; how they are counted is `count`'s. Must not know the query.

mod maintained;

use serde::{Deserialize, Serialize};

pub use maintained::Maintained;
pub(crate) use maintained::{grouped, on, span, written};

/// Values given for each facet.
pub(crate) const VALUES: u32 = 50;
/// The values of [`Facet::LicenceFamily`].
pub(crate) const LICENCE_FAMILIES: [&str; 4] = ["libre", "copyleft", "permissive", "restricted"];

macro_rules! facets {
    ($($(#[$doc:meta])* $variant:ident = $field:literal, $parameter:literal;)*) => {
        /// A property that results can be narrowed by.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
        #[serde(rename_all = "snake_case")]
        pub enum Facet { $($(#[$doc])* $variant,)* }

        impl Facet {
            /// Every facet, in the order of their fields.
            pub const ALL: &'static [Self] = &[$(Self::$variant),*];

            /// Its name in JSON and in the index.
            #[must_use]
            pub fn field(self) -> &'static str {
                match self { $(Self::$variant => $field,)* }
            }

            /// Its name in the addresses of the site.
            #[must_use]
            pub fn parameter(self) -> &'static str {
                match self { $(Self::$variant => $parameter,)* }
            }
        }
    };
}

facets! {
    /// Project, resource or software.
    Kind = "kind", "type";
    /// School level.
    Level = "level", "niveau";
    /// School subject.
    Subject = "subject", "discipline";
    /// Pedagogical type of a resource.
    ResourceType = "resource_type", "ressource";
    /// What the licence belongs to: `libre`, `copyleft`, `permissive`, `restricted`.
    LicenceFamily = "licence_family", "famille";
    /// SPDX id of a licence.
    Licence = "licence", "licence";
    /// The group, organisation or person that owns it at the forge.
    Organisation = "organisation", "organisme";
    /// Programming language, as GitHub Linguist spells it.
    Language = "language", "langage";
    /// Language it is written in, ISO 639-1.
    Tongue = "tongue", "langue";
    /// Format of a resource, a short slug.
    Format = "format", "format";
    /// What is needed to use a resource: `no_account`, `educonnect`, `gar` or `account`.
    Access = "access", "acces";
    /// The forge it was found on.
    Forge = "forge", "forge";
    /// A word its authors tagged it with.
    Topic = "topic", "sujet";
    /// What its licence lets one do beyond sharing it as it is: `modification`, `commercial`.
    Reuse = "reuse", "reutilisation";
    /// The year of its last change, in UTC.
    Year = "year", "annee";
    /// Whether somebody looks after it: the names of [`Maintained`]. The index holds the month of the last
    /// commit of a person, since what it means depends on the day.
    Maintained = "maintained", "maintenance";
}

impl Facet {
    /// The facet of this name, in French or English, as a query writes it before a colon.
    ///
    /// Accents and case do not matter. `licence:` is the SPDX id; its family has a name of its own.
    #[must_use]
    pub fn named(name: &str) -> Option<Self> {
        let name = crate::analyse::folded(name).replace(' ', "_");
        let other = match name.as_str() {
            "kind" => Self::Kind,
            "license" => Self::Licence,
            "level" => Self::Level,
            "subject" | "matiere" => Self::Subject,
            "access" => Self::Access,
            "organisation" | "organization" | "org" => Self::Organisation,
            "language" => Self::Language,
            "lang" => Self::Tongue,
            "topic" | "tag" => Self::Topic,
            "family" => Self::LicenceFamily,
            "maintenu" | "maintained" => Self::Maintained,
            "year" => Self::Year,
            "reuse" => Self::Reuse,
            _ => return Self::ALL.iter().copied().find(|facet| facet.parameter() == name),
        };
        Some(other)
    }

    /// How many values are given, besides those asked for: more of a tree, whose vocabulary is bounded.
    pub(crate) fn most(self) -> usize {
        match self {
            Self::Level | Self::Subject => 250,
            _ => VALUES as usize,
        }
    }

    /// Its place in [`Facet::ALL`].
    pub(crate) fn position(self) -> usize {
        Self::ALL.iter().position(|facet| *facet == self).unwrap_or_default()
    }
}

/// One value of a facet.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct FacetValue {
    /// The value, as [`Request::filters`](crate::Request::filters) takes it.
    pub value: String,
    /// Records that have it, under the query and the filters of all other facets.
    pub count: u64,
    /// Whether the request asked for it.
    pub selected: bool,
}

/// The values of one facet, most frequent first, then by name; those asked for are always there.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct FacetCounts {
    /// The facet.
    pub facet: Facet,
    /// Its values, at most fifty besides those asked for; 250 of what is a tree.
    pub values: Vec<FacetValue>,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_understood_in_both_languages() {
        for (name, facet) in [
            ("licence", Facet::Licence),
            ("License", Facet::Licence),
            ("langage", Facet::Language),
            ("NIVEAU", Facet::Level),
            ("matière", Facet::Subject),
            ("organisme", Facet::Organisation),
            ("type", Facet::Kind),
            ("sujet", Facet::Topic),
            ("Année", Facet::Year),
            ("year", Facet::Year),
            ("maintenu", Facet::Maintained),
            ("réutilisation", Facet::Reuse),
        ] {
            assert_eq!(Facet::named(name), Some(facet), "{name}");
        }
        assert_eq!(Facet::named("https"), None);
        assert_eq!(Facet::named(""), None);
    }

    #[test]
    fn positions_are_those_of_the_list() {
        for (place, facet) in Facet::ALL.iter().enumerate() {
            assert_eq!(facet.position(), place);
        }
    }
}
