//! A plain host: a directory of bare repositories on this machine, or a git address under which they exist.
//!
//! Makes and marks repositories; must not push into them.

mod address;
mod directory;
mod own;

use async_trait::async_trait;
use glane_catalog::model::{HostId, SourceProject};

use self::address::Address;
use self::directory::Directory;
use super::client::Limits;
use super::fault::{Fault, Side};
use super::{Checked, Dress, ForgeError, Gone, Host, Target, cannot, names};
use crate::config::HostSettings;

/// A plain host.
pub(super) struct Plain {
    id: HostId,
    rule: String,
    place: Place,
    runs_files: bool,
}

enum Place {
    Directory(Directory),
    Address(Box<Address>),
}

impl Plain {
    pub(super) fn new(settings: &HostSettings, limits: Limits) -> Result<Self, ForgeError> {
        let id = settings.id.clone();
        let place = match (&settings.path, &settings.url) {
            (Some(path), None) => Place::Directory(Directory::new(path.clone())),
            (None, Some(url)) => Place::Address(Box::new(Address::new(url, settings.token.clone(), limits)?)),
            _ => {
                let text = format!("host \"{id}\" needs either path (a directory) or url (a git address)");
                return Err(Side::Host.error(Fault::Invalid, text));
            }
        };
        Ok(Self { id, rule: settings.name.clone(), place, runs_files: settings.runs_files() })
    }
}

#[async_trait]
impl Host for Plain {
    fn id(&self) -> &HostId {
        &self.id
    }

    fn on_disk(&self, name: &str) -> Option<std::path::PathBuf> {
        match &self.place {
            Place::Directory(directory) => directory.place(name).ok(),
            Place::Address(_) => None,
        }
    }

    fn runs_files(&self) -> bool {
        self.runs_files
    }

    fn name_for(&self, project: &SourceProject) -> String {
        names::name_for(&self.rule, project)
    }

    fn wiki_name(&self, name: &str) -> String {
        names::ended(name, ".wiki")
    }

    async fn ensure(&self, name: &str, dress: &Dress) -> Result<Target, ForgeError> {
        match &self.place {
            Place::Directory(directory) => {
                let (name, dress) = (name.to_owned(), dress.clone());
                apart(directory, move |directory| directory.ensure(&name, &dress)).await
            }
            Place::Address(address) => address.ensure(name).await,
        }
    }

    async fn dress(&self, target: &Target, dress: &Dress) -> Result<(), ForgeError> {
        match &self.place {
            Place::Directory(directory) => {
                let (name, dress) = (target.name.clone(), dress.clone());
                apart(directory, move |directory| directory.dress(&name, &dress)).await
            }
            // A bare git address has nothing to dress.
            Place::Address(_) => Ok(()),
        }
    }

    async fn rename(&self, from: &str, to: &str, dress: &Dress) -> Result<(), ForgeError> {
        match &self.place {
            Place::Directory(directory) => {
                let (from, to, mark) = (from.to_owned(), to.to_owned(), dress.mark.clone());
                apart(directory, move |directory| directory.rename(&from, &to, &mark)).await
            }
            Place::Address(_) => Err(cannot(&self.id, from, "be renamed by us")),
        }
    }

    /// A directory knows no privacy: its copy is removed in any case.
    async fn hide(&self, name: &str, mark: &str, _erase: bool) -> Result<Gone, ForgeError> {
        match &self.place {
            Place::Directory(directory) => {
                let (name, mark) = (name.to_owned(), mark.to_owned());
                apart(directory, move |directory| directory.remove(&name, &mark)).await
            }
            Place::Address(_) => Err(cannot(&self.id, name, "be taken away by us")),
        }
    }

    async fn adopt(&self, name: &str, dress: &Dress) -> Result<Target, ForgeError> {
        match &self.place {
            Place::Directory(directory) => {
                let (name, dress) = (name.to_owned(), dress.clone());
                apart(directory, move |directory| directory.adopt(&name, &dress)).await
            }
            Place::Address(_) => Err(cannot(&self.id, name, "bear our mark")),
        }
    }

    async fn check(&self) -> Result<Checked, ForgeError> {
        let sentence = match &self.place {
            Place::Directory(directory) => apart(directory, Directory::check).await?,
            Place::Address(address) => address.check().await?,
        };
        Ok(Checked::well(format!("host \"{}\": {sentence}", self.id)))
    }
}

/// Runs file work on a thread that may block.
async fn apart<T: Send + 'static>(
    directory: &Directory,
    work: impl FnOnce(&Directory) -> Result<T, ForgeError> + Send + 'static,
) -> Result<T, ForgeError> {
    let directory = directory.clone();
    tokio::task::spawn_blocking(move || work(&directory)).await.unwrap_or_else(|_| {
        Err(Side::Host.error(Fault::Unreachable, "writing the directory was interrupted: try again"))
    })
}
