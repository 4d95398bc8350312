//! Forges (sources) and hosts (targets): one dialect a file behind two traits.
//!
//! Speaks HTTP to APIs; must not run git, touch the store or decide what may become public.

mod client;
mod fault;
mod gitlab;
mod host_github;
mod host_plain;
pub mod names;
mod plain;
#[cfg(test)]
mod recorded;
mod text;
mod wanted;

use async_trait::async_trait;
use glane_catalog::model::{ForgeId, HostId, ProjectKey, Reason, SourceProject};
use secrecy::SecretString;
use url::Url;

pub use self::client::Limits;
pub use self::plain::local_path;
use crate::config::{ForgeKind, ForgeSettings, HostKind, HostSettings};

/// Why a forge could not be listed or asked.
///
/// Its text names the address and the remedy and never holds a token.
#[derive(Debug, Clone, thiserror::Error)]
#[error("{}", reason.message)]
pub struct ForgeError {
    /// The cause: unreachable, invalid answer, refused.
    pub reason: Reason,
    /// Wait at least this many seconds before the next try, when the forge said so.
    pub retry_after: Option<u64>,
}

/// A complete listing: nothing of a listing that broke off is ever returned.
#[derive(Debug, Clone, Default)]
pub struct Listing {
    /// The public projects that the configuration wants, in the forge's order, each once.
    pub projects: Vec<SourceProject>,
    /// Projects seen that are not public: a number, their names are dropped at once.
    pub not_public: u64,
    /// Items that could not be read: each with a sentence that names the item's id only.
    pub unreadable: Vec<Reason>,
}

/// A source of repositories.
#[async_trait]
pub trait Forge: Send + Sync {
    /// Its name.
    fn id(&self) -> &ForgeId;

    /// Lists it to the last page.
    ///
    /// # Errors
    /// Any page that cannot be read voids the listing.
    async fn list(&self) -> Result<Listing, ForgeError>;

    /// One project as it is at this moment; none when it is gone or not visible to anyone.
    ///
    /// Asked *without* the token where the forge allows it, since this answers "is it public now?".
    ///
    /// # Errors
    /// When the forge cannot be asked, which is not the same as a project that is gone.
    async fn project(&self, key: &ProjectKey) -> Result<Option<SourceProject>, ForgeError>;

    /// Checks address and token; returns a sentence for `glane check`.
    ///
    /// # Errors
    /// What is wrong, with its remedy.
    async fn check(&self) -> Result<String, ForgeError>;
}

/// How a copy presents itself.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct Dress {
    /// "Miroir de …" and the source's own description.
    pub description: String,
    /// The source's page, if it has one.
    pub homepage: Option<String>,
    /// Topics, lower case.
    pub topics: Vec<String>,
    /// Short name of the default branch.
    pub default_branch: Option<String>,
    /// The mark by which we know our copies: the project's key.
    pub mark: String,
}

/// Where to push a copy.
#[derive(Debug, Clone)]
pub struct Target {
    /// The copy's name on the host, as the host answered it.
    pub name: String,
    /// Address or absolute path for `git push`; holds no credential.
    pub push: String,
    /// Address that anyone can open; none while the copy is private or local.
    pub public_url: Option<String>,
    /// Token for git over HTTP, sent as `Authorization: Basic` for user `x-access-token`.
    pub token: Option<SecretString>,
    /// Made by this call: it is empty.
    pub created: bool,
}

/// A public place where copies live.
#[async_trait]
pub trait Host: Send + Sync {
    /// Its name.
    fn id(&self) -> &HostId;

    /// Where the copy of a name lies, for a host that is a folder of this machine.
    fn on_disk(&self, name: &str) -> Option<std::path::PathBuf> {
        let _ = name;
        None
    }

    /// Makes a short, legal name of this host for a project (not yet reserved).
    fn name_for(&self, project: &SourceProject) -> String;

    /// Finds our copy of that name, or creates it (private where the host knows privacy).
    ///
    /// # Errors
    /// `name_taken` when a repository of that name exists without our mark; `host_refused`,
    /// `host_unreachable`.
    async fn ensure(&self, name: &str, dress: &Dress) -> Result<Target, ForgeError>;

    /// Brings description, home page, topics and default branch into line, after a push.
    ///
    /// # Errors
    /// `host_refused`, `host_unreachable`.
    async fn dress(&self, target: &Target, dress: &Dress) -> Result<(), ForgeError>;

    /// Checks address, token and rights; returns a sentence for `glane check`.
    ///
    /// # Errors
    /// What is wrong, with its remedy.
    async fn check(&self) -> Result<String, ForgeError>;
}

/// The forge that settings describe.
///
/// # Errors
/// Settings that no forge can have: a missing or wrong address, a glob that cannot be read.
pub fn build(settings: &ForgeSettings) -> Result<Box<dyn Forge>, ForgeError> {
    build_within(settings, limits_of(settings.url.as_ref()))
}

/// The forge that settings describe, with limits of its own.
///
/// # Errors
/// As [`build`].
pub fn build_within(settings: &ForgeSettings, limits: Limits) -> Result<Box<dyn Forge>, ForgeError> {
    Ok(match settings.kind {
        ForgeKind::Gitlab => Box::new(gitlab::Gitlab::new(settings, limits)?),
        ForgeKind::Plain => Box::new(plain::Plain::new(settings, &limits)?),
    })
}

/// The host that settings describe.
///
/// # Errors
/// Settings that no host can have: a missing or wrong address, organisation or token.
pub fn build_host(settings: &HostSettings) -> Result<Box<dyn Host>, ForgeError> {
    build_host_within(settings, limits_of(settings.url.as_ref()))
}

/// The host that settings describe, with limits of its own.
///
/// # Errors
/// As [`build_host`].
pub fn build_host_within(settings: &HostSettings, limits: Limits) -> Result<Box<dyn Host>, ForgeError> {
    Ok(match settings.kind {
        HostKind::Github => Box::new(host_github::Github::new(settings, limits)?),
        HostKind::Plain => Box::new(host_plain::Plain::new(settings, limits)?),
    })
}

fn limits_of(url: Option<&Url>) -> Limits {
    url.map_or_else(Limits::default, Limits::for_address)
}
