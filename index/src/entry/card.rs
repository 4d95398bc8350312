//! What a result shows of a record.
//!
//! Stored with the document as JSON; must not know where it comes from.

use serde::{Deserialize, Serialize};

/// What a record is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Kind {
    /// A source repository.
    Project,
    /// An open educational resource.
    Resource,
    /// A program of the catalogue.
    Software,
}

impl Kind {
    /// As it is written in the index and in addresses.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Project => "project",
            Self::Resource => "resource",
            Self::Software => "software",
        }
    }
}

/// What a result shows, as plain text.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Card {
    /// What it is.
    pub kind: Kind,
    /// The record's key: `forge:id` for a project, the id in its address for others.
    pub key: String,
    /// Title.
    pub title: String,
    /// One sentence.
    pub summary: Option<String>,
    /// The forge it was found on; empty for what was found on none.
    pub forge: String,
    /// The path of the project there.
    pub path: String,
    /// The path of a resource in its project; none for all of it.
    pub file: Option<String>,
    /// The other catalogue that it is a record of.
    pub source: Option<String>,
    /// The first segment of the project's path; empty where it lies in no group. Of a record of another
    /// catalogue, the body it names.
    pub organisation: String,
    /// SPDX expression.
    pub licence: Option<String>,
    /// Programming languages, largest first.
    pub languages: Vec<String>,
    /// School levels.
    pub levels: Vec<String>,
    /// School subjects.
    pub subjects: Vec<String>,
    /// Pedagogical types of a resource.
    pub types: Vec<String>,
    /// Format of a resource, a short slug.
    pub format: Option<String>,
    /// What is needed to use a resource: `no_account`, `educonnect`, `gar` or `account`.
    pub access: Option<String>,
    /// Last commit, or last activity where no commit is known.
    pub updated: Option<jiff::Timestamp>,
    /// When it was found here, or when it last changed if that was later.
    pub news: Option<jiff::Timestamp>,
    /// Read-only at the source.
    pub archived: bool,
    /// Written in English; anything else is taken for French.
    pub english: bool,
    /// Where it is at home, where that is neither a forge nor another catalogue.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub link: Option<String>,
}

impl Card {
    /// A card that says nothing yet.
    pub(crate) fn bare(kind: Kind) -> Self {
        Self {
            kind,
            key: String::new(),
            title: String::new(),
            summary: None,
            forge: String::new(),
            path: String::new(),
            file: None,
            source: None,
            organisation: String::new(),
            licence: None,
            languages: Vec::new(),
            levels: Vec::new(),
            subjects: Vec::new(),
            types: Vec::new(),
            format: None,
            access: None,
            updated: None,
            news: None,
            archived: false,
            english: false,
            link: None,
        }
    }
}
