//! Who answers: the name, the address and the contact of this catalogue, and its sets.
//!
//! Must not know any resource.

use std::fmt::Write as _;

use glane_catalog::model::ResourceKey;
use glane_catalog::write::Catalogue;
use glane_catalog::write::sets::{TOPS, set_name};
use url::Url;

use super::Answer;
use super::date;
use super::sheet::{escaped, leaf};
use crate::config::Settings;
use crate::web::app::App;
use crate::web::error::PageError;

/// What a catalogue says of itself to those who harvest it.
pub(in crate::web) struct Repository {
    name: String,
    base: String,
    host: String,
    /// The address at which it is harvested.
    pub(super) address: String,
    /// The operator's e-mail address; nothing is answered without.
    pub(super) contact: Option<String>,
}

impl Repository {
    /// For a site that is reached at an address, without a slash at its end.
    pub(in crate::web) fn new(settings: &Settings, base: &str) -> Self {
        let host = Url::parse(base).ok().and_then(|url| url.host_str().map(str::to_owned));
        Self {
            name: settings.site.title.clone(),
            base: base.to_owned(),
            // An address of IPv6 has colons, which part the identifiers.
            host: host.filter(|host| !host.contains(':')).unwrap_or_else(|| "localhost".to_owned()),
            address: format!("{base}/oai"),
            contact: settings.site.operator.contact.as_deref().and_then(mail).map(str::to_owned),
        }
    }

    /// As the formats name it.
    pub(super) fn catalogue(&self) -> Catalogue<'_> {
        Catalogue { base: &self.base, name: &self.name }
    }

    /// What a resource is called among all catalogues.
    pub(super) fn identifier(&self, id: &str) -> String {
        format!("oai:{}:{id}", self.host)
    }

    /// The resource that is called so, if that is a name of ours.
    pub(super) fn id<'a>(&self, identifier: &'a str) -> Option<&'a str> {
        let id = identifier.strip_prefix("oai:")?.strip_prefix(&self.host)?.strip_prefix(':')?;
        ResourceKey::is_id(id).then_some(id)
    }

    /// Whether the host may stand in the block `oai-identifier`: a name with a dot, no number.
    fn is_named(&self) -> bool {
        let mut labels = self.host.split('.');
        let named = |label: &str| {
            label.starts_with(|first: char| first.is_ascii_lowercase())
                && label
                    .bytes()
                    .all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-')
        };
        labels.clone().count() > 1
            && labels.next().is_some_and(named)
            && labels.all(|one| named(one) && one.len() > 1)
    }
}

/// The e-mail address that a contact is, if it is one.
fn mail(contact: &str) -> Option<&str> {
    let mail = contact.strip_prefix("mailto:").unwrap_or(contact);
    let (name, host) = mail.split_once('@')?;
    let plain = !mail.contains(|c: char| c.is_whitespace() || c.is_control() || matches!(c, '/' | '<' | '>'));
    let dotted = host.split('.').count() > 1 && host.split('.').all(|label| !label.is_empty());
    (plain && dotted && !name.is_empty() && !host.contains('@')).then_some(mail)
}

/// `Identify`
pub(super) async fn identify(app: &App) -> Result<Answer, PageError> {
    let repository = app.repository();
    let since = app.store().announced_since().await?.unwrap_or_else(|| app.now());
    let mut sheet = "<Identify>\n".to_owned();
    for (name, text) in [
        ("repositoryName", repository.name.as_str()),
        ("baseURL", &repository.address),
        ("protocolVersion", "2.0"),
        ("adminEmail", repository.contact.as_deref().unwrap_or_default()),
        ("earliestDatestamp", &date::written(since)),
        ("deletedRecord", "persistent"),
        ("granularity", "YYYY-MM-DDThh:mm:ssZ"),
        ("compression", "gzip"),
    ] {
        sheet.push_str(&leaf(name, text));
    }
    if repository.is_named() {
        sheet.push_str(&named(repository));
    }
    sheet.push_str("</Identify>\n");
    Ok(Ok(sheet))
}

fn named(repository: &Repository) -> String {
    let sample = repository.identifier(&"0".repeat(24));
    format!(
        "<description><oai-identifier xmlns=\"http://www.openarchives.org/OAI/2.0/oai-identifier\" \
         xsi:schemaLocation=\"http://www.openarchives.org/OAI/2.0/oai-identifier \
         http://www.openarchives.org/OAI/2.0/oai-identifier.xsd\">\n\
         <scheme>oai</scheme>\n{}<delimiter>:</delimiter>\n{}</oai-identifier></description>\n",
        leaf("repositoryIdentifier", &repository.host),
        leaf("sampleIdentifier", &sample)
    )
}

/// `ListSets`: the three that hold the others, and those in which there is a resource.
pub(super) async fn sets(app: &App) -> Result<Answer, PageError> {
    let mut specs = app.store().announced_sets().await?;
    specs.extend(TOPS.map(|(top, _)| top.to_owned()));
    let mut sheet = "<ListSets>\n".to_owned();
    for spec in specs {
        let name = set_name(&spec);
        let _ = writeln!(
            sheet,
            "<set><setSpec>{}</setSpec><setName>{}</setName></set>",
            escaped(&spec),
            escaped(&name)
        );
    }
    sheet.push_str("</ListSets>\n");
    Ok(Ok(sheet))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_contact_is_an_address_or_it_is_none() {
        for good in ["communs@exemple.org", "mailto:communs@exemple.org"] {
            assert_eq!(mail(good), Some("communs@exemple.org"));
        }
        for other in [
            "https://exemple.org/@x",
            "communs",
            "a@b",
            "a b@exemple.org",
            "@exemple.org",
            "a@.org",
            "a@b@c.d",
        ] {
            assert_eq!(mail(other), None, "{other}");
        }
    }

    #[test]
    fn only_a_name_with_a_dot_is_told_as_the_repository() {
        let named = |host: &str| {
            let (name, base, address) = (String::new(), String::new(), String::new());
            Repository { name, base, host: host.to_owned(), address, contact: None }.is_named()
        };
        assert!(named("communs.example.org") && named("xn--caf-dma.example"));
        for host in ["localhost", "127.0.0.1", "communs.1x", "1jour.example", "communs.x", ".example"] {
            assert!(!named(host), "{host}");
        }
    }
}
