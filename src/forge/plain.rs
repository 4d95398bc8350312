//! A plain source: a directory of repositories on this machine, or a list of clone addresses.
//!
//! Knows git's files by sight only; must not run git nor open a repository's objects.

mod addresses;
mod directory;
mod key;
mod repository;

use std::path::PathBuf;

use async_trait::async_trait;
use glane_catalog::model::{ForgeId, ProjectKey, SourceProject};
use url::Url;

use self::addresses::Addresses;
pub(super) use self::addresses::service;
use self::directory::Directory;
use super::client::Limits;
use super::fault::{Fault, Side};
use super::wanted::Wanted;
use super::{Answers, Checked, Forge, ForgeError, Listing};
use crate::config::ForgeSettings;

/// A directory, a list, or both.
pub(super) struct Plain {
    id: ForgeId,
    directory: Option<Directory>,
    addresses: Addresses,
}

impl Plain {
    pub(super) fn new(settings: &ForgeSettings, limits: &Limits) -> Result<Self, ForgeError> {
        let id = settings.id.clone();
        if settings.path.is_none() && settings.repositories.is_empty() {
            let text = format!("forge \"{id}\" names nothing: set path to a directory, or repositories");
            return Err(Side::Source.error(Fault::Invalid, text));
        }
        let wanted = || Wanted::new(&settings.include, &settings.exclude);
        let directory = match &settings.path {
            Some(path) => Some(Directory::new(id.clone(), path.clone(), wanted()?)),
            None => None,
        };
        let addresses = Addresses::new(&id, &settings.repositories, wanted()?, limits)?;
        Ok(Self { id, directory, addresses })
    }
}

#[async_trait]
impl Forge for Plain {
    fn id(&self) -> &ForgeId {
        &self.id
    }

    async fn list(&self, _answers: &dyn Answers) -> Result<Listing, ForgeError> {
        let mut listing = match &self.directory {
            Some(directory) => apart(directory.clone(), Directory::list).await?,
            None => Listing::default(),
        };
        listing.projects.extend(self.addresses.list());
        Ok(listing)
    }

    async fn project(&self, key: &ProjectKey) -> Result<Option<SourceProject>, ForgeError> {
        if self.addresses.has(&key.id) {
            return self.addresses.project(&key.id).await;
        }
        match &self.directory {
            Some(directory) => {
                let id = key.id.clone();
                apart(directory.clone(), move |directory| directory.project(&id)).await
            }
            None => Ok(None),
        }
    }

    async fn check(&self) -> Result<Checked, ForgeError> {
        let mut told = Vec::new();
        if let Some(directory) = &self.directory {
            told.push(apart(directory.clone(), Directory::check).await?);
        }
        if let Some(sentence) = self.addresses.check().await? {
            told.push(sentence);
        }
        Ok(Checked::well(format!("forge \"{}\": {}", self.id, told.join("; "))))
    }
}

/// Runs file work on a thread that may block.
async fn apart<T: Send + 'static>(
    directory: Directory,
    work: impl FnOnce(&Directory) -> Result<T, ForgeError> + Send + 'static,
) -> Result<T, ForgeError> {
    tokio::task::spawn_blocking(move || work(&directory)).await.unwrap_or_else(|_| {
        Err(Side::Source.error(Fault::Unreachable, "reading the directory was interrupted: try again"))
    })
}

/// The directory behind a clone address of this machine; none for an address of the network.
///
/// Such an address is an absolute path, or a `file:` address where the path is not UTF-8.
#[must_use]
pub fn local_path(clone_url: &str) -> Option<PathBuf> {
    if clone_url.starts_with('/') {
        return Some(PathBuf::from(clone_url));
    }
    Url::parse(clone_url).ok().filter(|url| url.scheme() == "file")?.to_file_path().ok()
}
