//! What is said of one source of records.
//!
//! Plain data.

use std::path::PathBuf;

use glane_catalog::model::SourceId;
use url::Url;

/// The protocol or format a source speaks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SourceKind {
    /// OAI-PMH 2.0.
    Oai,
    /// A site map, whose pages carry JSON-LD.
    Sitemap,
    /// Documents of AMB, the profile of the German-speaking catalogues.
    Amb,
    /// `metadata.yml` as OERSI reads it.
    Oersi,
    /// A table.
    Csv,
    /// A `PeerTube` instance.
    Peertube,
}

impl SourceKind {
    /// Every kind.
    pub const ALL: [Self; 6] = [Self::Oai, Self::Sitemap, Self::Amb, Self::Oersi, Self::Csv, Self::Peertube];

    /// As it is written in the configuration.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Oai => "oai",
            Self::Sitemap => "sitemap",
            Self::Amb => "amb",
            Self::Oersi => "oersi",
            Self::Csv => "csv",
            Self::Peertube => "peertube",
        }
    }
}

/// One source of records.
#[derive(Debug, Clone)]
pub struct SourceSettings {
    /// Its name in the catalogue.
    pub id: SourceId,
    /// What it speaks.
    pub kind: SourceKind,
    /// What pages call it; none for its id.
    pub name: Option<String>,
    /// Where it is on the web.
    pub url: Option<Url>,
    /// Where it is on this machine (documents and tables).
    pub path: Option<PathBuf>,
    /// The format to ask for (`metadataPrefix`); none for the best it offers.
    pub format: Option<String>,
    /// Only these sets of it; none for everything.
    pub sets: Vec<String>,
    /// The licence that its own terms give to every record that says none (SPDX).
    pub licence: Option<String>,
    /// Six-field cron expression (seconds first), in the time zone Europe/Paris; none for by hand only.
    pub schedule: Option<String>,
}

impl SourceSettings {
    /// A source of which nothing but name and kind is said.
    #[must_use]
    pub fn new(id: SourceId, kind: SourceKind) -> Self {
        let (name, url, path, format, licence, schedule) = (None, None, None, None, None, None);
        Self { id, kind, name, url, path, format, sets: Vec::new(), licence, schedule }
    }

    /// What pages and reports call it.
    #[must_use]
    pub fn label(&self) -> &str {
        self.name.as_deref().unwrap_or(self.id.as_str())
    }
}
