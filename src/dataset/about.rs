//! What the files say beside the projects: whose catalogue it is, where, of what day, and what each
//! forge runs.

use std::collections::BTreeMap;

use glane_catalog::model::{ForgeId, ProjectRecord};
use glane_catalog::write::dcat::Catalogue;
use glane_templates::address;
use jiff::Timestamp;

use crate::config::{ForgeKind, Settings};

/// What the files say beside the projects.
#[derive(Debug, Clone, Default)]
pub struct About {
    /// Address of the site, without a final slash; without one its projects have no page to be known by.
    pub address: Option<String>,
    title: String,
    publisher: Option<String>,
    forges: BTreeMap<ForgeId, &'static str>,
}

impl About {
    /// What the settings say, for a site at its public address.
    #[must_use]
    pub fn of(settings: &Settings) -> Self {
        let site = &settings.site;
        let kinds = settings.forges.iter().map(|forge| (forge.id.clone(), kind(forge.kind)));
        Self {
            address: site.url.as_ref().map(|url| url.as_str().trim_end_matches('/').to_owned()),
            title: site.title.clone(),
            publisher: site.operator.publisher.as_deref().and_then(name),
            forges: kinds.collect(),
        }
    }

    /// The same, for a site that is reached at another address.
    #[must_use]
    pub fn at(self, address: &str) -> Self {
        Self { address: Some(address.to_owned()), ..self }
    }

    /// What a forge runs, in the words of code.gouv.fr; empty for one that is no longer declared.
    pub(super) fn runs(&self, forge: &ForgeId) -> &'static str {
        self.forges.get(forge).copied().unwrap_or_default()
    }

    /// The page of a project.
    pub(super) fn page(&self, record: &ProjectRecord) -> Option<String> {
        let path = address::project(record.source.key.forge.as_str(), &record.source.path);
        Some(format!("{}{path}", self.address.as_deref()?))
    }

    /// What the catalogue says of itself.
    pub(super) fn catalogue(&self, modified: Timestamp) -> Catalogue {
        Catalogue {
            address: self.address.as_ref().map(|address| format!("{address}/")).unwrap_or_default(),
            title: self.title.clone(),
            publisher: self.publisher.clone(),
            language: "fr".to_owned(),
            modified,
        }
    }
}

fn kind(kind: ForgeKind) -> &'static str {
    match kind {
        ForgeKind::Gitlab => "gitlab",
        ForgeKind::Forgejo => "gitea",
        ForgeKind::Github => "github",
        ForgeKind::Plain => "",
    }
}

/// The name of a publisher: what stands before its address and its director, who are for the legal page.
fn name(said: &str) -> Option<String> {
    let name = said.split([',', ';', '\n', '(']).next().unwrap_or_default().trim();
    (!name.is_empty()).then(|| name.to_owned())
}

#[cfg(test)]
mod tests {
    use super::name;

    #[test]
    fn a_publisher_is_named_without_address_and_director() {
        let said = "Ministère de l’Éducation nationale, 110 rue de Grenelle, Paris ; directrice : …";
        assert_eq!(name(said).as_deref(), Some("Ministère de l’Éducation nationale"));
        assert_eq!(name(" , 1 rue X"), None);
    }
}
