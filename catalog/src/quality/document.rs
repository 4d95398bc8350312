//! Files that tell a visitor how a project is run, by the words of their reader.
//!
//! Must not know their paths: `read` does.

use serde::{Deserialize, Serialize};

/// What a file is there for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Document {
    /// What it is.
    Readme,
    /// What it is, for catalogues: `publiccode.yml`.
    Publiccode,
    /// How to take part.
    Contributing,
    /// What changed.
    Changelog,
    /// Where it goes.
    Roadmap,
    /// Who made it.
    Authors,
    /// How people treat each other.
    CodeOfConduct,
    /// Who decides.
    Governance,
    /// Its logo.
    Logo,
}

impl Document {
    /// The document that a word of [`crate::read::document`] means, if it is one of these.
    #[must_use]
    pub fn named(word: &str) -> Option<Self> {
        match word {
            "readme" => Some(Self::Readme),
            "publiccode" => Some(Self::Publiccode),
            "contributing" => Some(Self::Contributing),
            "changelog" => Some(Self::Changelog),
            "roadmap" => Some(Self::Roadmap),
            "authors" => Some(Self::Authors),
            "code_of_conduct" => Some(Self::CodeOfConduct),
            "governance" => Some(Self::Governance),
            _ => None,
        }
    }

    /// The name under which the file is usually found.
    pub(super) fn usual_name(self) -> &'static str {
        match self {
            Self::Readme => "README.md",
            Self::Publiccode => "publiccode.yml",
            Self::Contributing => "CONTRIBUTING.md",
            Self::Changelog => "CHANGELOG.md",
            Self::Roadmap => "ROADMAP.md",
            Self::Authors => "AUTHORS.md",
            Self::CodeOfConduct => "CODE_OF_CONDUCT.md",
            Self::Governance => "GOVERNANCE.md",
            Self::Logo => "logo",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_reader_of_paths_names_every_document() {
        let named = |path: &str| crate::read::document(path).and_then(Document::named);
        for document in [
            Document::Readme,
            Document::Publiccode,
            Document::Contributing,
            Document::Changelog,
            Document::Roadmap,
            Document::Authors,
            Document::CodeOfConduct,
            Document::Governance,
        ] {
            assert_eq!(named(document.usual_name()), Some(document));
        }
        assert_eq!(named("SECURITY.md"), None);
    }
}
