//! Forges (sources) and hosts (targets): one dialect a file behind two traits.
//!
//! Speaks HTTP to APIs; must not run git, touch the store or decide what may become public.

mod checked;
mod choice;
pub(crate) mod client;
mod fault;
mod forgejo;
mod github;
mod gitlab;
mod host_api;
mod host_forgejo;
mod host_github;
mod host_gitlab;
mod host_plain;
mod link;
mod mark;
pub mod names;
mod pages;
mod plain;
#[cfg(test)]
mod recorded;
mod release;
mod text;
mod ticket;
mod wanted;

use std::collections::BTreeMap;
use std::path::PathBuf;

use async_trait::async_trait;
use glane_catalog::model::{ForgeId, HostId, ProjectKey, Reason, ReasonCode, SourceProject};
use jiff::Timestamp;
use secrecy::SecretString;
use url::Url;

pub use self::checked::Checked;
pub use self::client::Limits;
pub use self::plain::local_path;
pub use self::ticket::Tickets;
use crate::clock::Clock;
use crate::config::{Choice, ForgeKind, ForgeSettings, HostKind, HostSettings};
use crate::egress::Reach;

/// A client for what is no API: only where the guard lets it go, by the proxy and with the certificate
/// authorities of the configuration, and led nowhere by redirections. Addresses in figures are for the
/// caller to judge.
///
/// # Errors
/// What is wrong with the certificate authorities.
pub(crate) fn guarded_client(first: &Url, reach: &Reach) -> Result<reqwest::Client, String> {
    let limits = Limits { whole: client::LONGEST_TRANSFER, reach: reach.clone(), ..Limits::default() };
    client::connector(first, &limits)
}

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
    /// Our token is no good, whatever is asked with it: ask nothing more there until somebody mends it.
    pub refused_token: bool,
}

impl ForgeError {
    /// An error that says nothing of when to try again.
    #[must_use]
    pub fn new(reason: Reason) -> Self {
        Self { reason, retry_after: None, refused_token: false }
    }
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

    /// Lists it to the last page. What a page was understood to say may be kept in `answers`, with
    /// the validator by which the forge says "unchanged".
    ///
    /// # Errors
    /// Any page that cannot be read voids the listing.
    async fn list(&self, answers: &dyn Answers) -> Result<Listing, ForgeError>;

    /// One project as it is at this moment; none when it is gone or not visible to anyone.
    ///
    /// Asked *without* the token where the forge allows it, since this answers "is it public now?".
    ///
    /// # Errors
    /// When the forge cannot be asked, which is not the same as a project that is gone.
    async fn project(&self, key: &ProjectKey) -> Result<Option<SourceProject>, ForgeError>;

    /// The releases of a project, newest first; none for a forge without releases.
    ///
    /// # Errors
    /// When the forge cannot be asked.
    async fn releases(&self, key: &ProjectKey) -> Result<Vec<Release>, ForgeError> {
        let _ = key;
        Ok(Vec::new())
    }

    /// The newest tickets of a project that were opened since an instant and that anyone may see, with the
    /// instants of their first answers; none where the forge tells nothing of them.
    ///
    /// # Errors
    /// When the forge cannot be asked.
    async fn tickets(&self, key: &ProjectKey, since: Timestamp) -> Result<Tickets, ForgeError> {
        let _ = (key, since);
        Ok(Tickets::default())
    }

    /// Opens a confidential issue in a project, which its members alone can read; returns its address.
    ///
    /// # Errors
    /// When the forge has no confidential issues, or refuses.
    async fn tell_owner(&self, key: &ProjectKey, title: &str, text: &str) -> Result<String, ForgeError> {
        let _ = (title, text);
        let text = format!("{key}: this kind of forge has no confidential issues: send the message yourself");
        Err(ForgeError::new(Reason::new(ReasonCode::SourceRefused, text)))
    }

    /// Checks address and token, for `glane check`.
    ///
    /// # Errors
    /// What is wrong, with its remedy.
    async fn check(&self) -> Result<Checked, ForgeError>;
}

/// Answers of forges kept from one listing to the next.
///
/// A document holds what was understood of a page, and nothing of what is not public.
#[async_trait]
pub trait Answers: Send + Sync {
    /// The former answer to a question: its validator (`ETag`) and document.
    async fn former(&self, forge: &ForgeId, question: &str) -> Option<(String, String)>;
    /// Keeps an answer.
    async fn keep(&self, forge: &ForgeId, question: &str, validator: &str, document: &str);
}

/// Keeps nothing.
#[derive(Debug, Clone, Copy, Default)]
pub struct NoAnswers;

#[async_trait]
impl Answers for NoAnswers {
    async fn former(&self, _: &ForgeId, _: &str) -> Option<(String, String)> {
        None
    }

    async fn keep(&self, _: &ForgeId, _: &str, _: &str, _: &str) {}
}

/// A release at its source.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Release {
    /// The tag it belongs to.
    pub tag: String,
    /// Its title.
    pub name: String,
    /// Its notes, Markdown.
    pub notes: String,
    /// Files that belong to it: name and address.
    pub assets: Vec<(String, Url)>,
}

/// What came of the releases of a copy.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Released {
    /// Releases made.
    pub made: u64,
    /// Files that could not be brought: each with its release, and why.
    pub without: Vec<String>,
    /// Why releases were not made though they could be.
    pub held: Vec<Reason>,
}

/// Judges releases before they go out.
#[async_trait]
pub trait ReleaseJudge: Send + Sync {
    /// A new, empty folder of this disk for the files of one release.
    ///
    /// # Errors
    /// `internal` when it cannot be made.
    fn folder(&self) -> Result<tempfile::TempDir, Reason>;

    /// Lets a release become public with these files, by name and place; of its other files the names.
    ///
    /// # Errors
    /// Why it may not, or cannot be looked at.
    async fn may_go(&self, release: &Release, files: &[(String, PathBuf)]) -> Result<(), Reason>;

    /// Lets what was judged go out at this moment: its source is public, and nobody decided otherwise.
    ///
    /// # Errors
    /// Why not.
    async fn still(&self) -> Result<(), Reason>;
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
    /// Whether it is read-only, as its source is.
    pub archived: bool,
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
    /// Anyone can see it.
    pub is_public: bool,
}

/// What a host takes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct HostLimits {
    /// Largest object, in bytes.
    pub object: Option<u64>,
    /// Largest push, in bytes.
    pub push: Option<u64>,
    /// Most references.
    pub references: Option<usize>,
    /// Whether it holds repositories of SHA-256 objects.
    pub sha256: bool,
    /// Whether it takes large files that are stored beside the repository (LFS).
    pub lfs: bool,
}

/// A copy as one listing of the host shows it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Seen {
    /// What changes whenever the copy's references, description or settings do.
    pub state: String,
    /// Anyone can see it.
    pub is_public: bool,
}

/// What became of a copy that had to leave the public.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Gone {
    /// It is private now.
    Private,
    /// It was removed.
    Removed,
    /// There was none.
    Absent,
}

/// A public place where copies live.
#[async_trait]
pub trait Host: Send + Sync {
    /// Its name.
    fn id(&self) -> &HostId;

    /// Where the copy of a name lies, for a host that is a folder of this machine.
    fn on_disk(&self, name: &str) -> Option<PathBuf> {
        let _ = name;
        None
    }

    /// Makes a short, legal name of this host for a project (not yet reserved).
    fn name_for(&self, project: &SourceProject) -> String;

    /// The name of the copy of a wiki beside that of its project: most hosts keep `.wiki` for themselves.
    fn wiki_name(&self, name: &str) -> String {
        names::ended(name, "-wiki")
    }

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

    /// Whether what a repository asks to have run might run there: where we cannot switch it off.
    fn runs_files(&self) -> bool {
        false
    }

    /// What it takes.
    fn limits(&self) -> HostLimits {
        HostLimits::default()
    }

    /// All our copies by name (lower case), in as few questions as the host allows; none for a host
    /// that cannot tell.
    ///
    /// # Errors
    /// When the host cannot be asked, or its listing broke off.
    async fn overview(&self) -> Result<Option<BTreeMap<String, Seen>>, ForgeError> {
        Ok(None)
    }

    /// Makes a copy that bears our mark public, once it equals its source; returns the address that
    /// anyone can open. For a host that knows no privacy, or whose copies stay private, nothing.
    ///
    /// # Errors
    /// `host_refused`, `host_unreachable`.
    async fn reveal(&self, target: &Target, dress: &Dress) -> Result<Option<String>, ForgeError> {
        let _ = dress;
        Ok(target.public_url.clone())
    }

    /// Gives our copy of this mark another name; its references stay.
    ///
    /// # Errors
    /// `name_taken`, `host_refused`, `host_unreachable`.
    async fn rename(&self, from: &str, to: &str, dress: &Dress) -> Result<(), ForgeError> {
        let _ = (to, dress);
        Err(cannot(self.id(), from, "be renamed by us"))
    }

    /// Takes our copy out of the public: private where the host knows privacy, else removed. With
    /// `erase` it is removed in any case.
    ///
    /// # Errors
    /// `host_refused`, `host_unreachable`; `name_taken` when what bears that name is not ours.
    async fn hide(&self, name: &str, mark: &str, erase: bool) -> Result<Gone, ForgeError> {
        let _ = (mark, erase);
        Err(cannot(self.id(), name, "be taken away by us"))
    }

    /// Puts our mark on a repository that exists under this name, after a person compared it.
    ///
    /// # Errors
    /// `host_refused`, `host_unreachable`, `name_taken` when it bears the mark of another project.
    async fn adopt(&self, name: &str, dress: &Dress) -> Result<Target, ForgeError> {
        let _ = dress;
        Err(cannot(self.id(), name, "bear our mark"))
    }

    /// Brings releases into line: creates those whose tag the copy has and that are missing.
    /// One of whose files some cannot be had is made without them, which its notes say; one that may not go
    /// is not made. A host without releases makes none.
    ///
    /// # Errors
    /// `host_refused`, `host_unreachable`.
    async fn release(
        &self,
        target: &Target,
        releases: &[Release],
        judge: &dyn ReleaseJudge,
    ) -> Result<Released, ForgeError> {
        let _ = (target, releases, judge);
        Ok(Released::default())
    }

    /// Checks address, token and rights, for `glane check`; warns of a token near its end, of rights that
    /// it does not need.
    ///
    /// # Errors
    /// What is wrong, with its remedy.
    async fn check(&self) -> Result<Checked, ForgeError>;
}

/// The error of a host that has no such thing.
fn cannot(host: &HostId, name: &str, what: &str) -> ForgeError {
    let text = format!("{name} cannot {what} on host \"{host}\": do it there by hand");
    ForgeError::new(Reason::new(ReasonCode::HostRefused, text))
}

/// The forge that settings describe.
///
/// # Errors
/// Settings that no forge can have: a missing or wrong address, a glob that cannot be read.
pub fn build(settings: &ForgeSettings, reach: &Reach) -> Result<Box<dyn Forge>, ForgeError> {
    let mut limits = limits_of(settings.url.as_ref(), reach);
    if let Some(pace) = settings.requests_per_second {
        limits.per_second = pace as usize;
    }
    build_within(settings, limits)
}

/// The forge that settings describe, with limits of its own; the addresses of the settings, and of no
/// other forge, may lead inwards.
///
/// # Errors
/// As [`build`].
pub fn build_within(settings: &ForgeSettings, mut limits: Limits) -> Result<Box<dyn Forge>, ForgeError> {
    limits.reach = limits.reach.also(settings.url.iter().chain(&settings.repositories));
    let forge: Box<dyn Forge> = match settings.kind {
        ForgeKind::Gitlab => Box::new(gitlab::Gitlab::new(settings, limits)?),
        ForgeKind::Github => Box::new(github::Github::new(settings, limits)?),
        ForgeKind::Plain => Box::new(plain::Plain::new(settings, &limits)?),
        ForgeKind::Forgejo => Box::new(forgejo::Forgejo::new(settings, limits)?),
    };
    let choice = settings.choice.clone();
    Ok(if choice == Choice::default() {
        forge
    } else {
        Box::new(choice::Chosen::new(forge, choice, Clock::system()))
    })
}

/// The host that settings describe.
///
/// # Errors
/// Settings that no host can have: a missing or wrong address, organisation or token.
pub fn build_host(settings: &HostSettings, reach: &Reach) -> Result<Box<dyn Host>, ForgeError> {
    build_host_within(settings, limits_of(settings.url.as_ref(), reach))
}

/// The host that settings describe, with limits of its own.
///
/// # Errors
/// As [`build_host`].
pub fn build_host_within(settings: &HostSettings, mut limits: Limits) -> Result<Box<dyn Host>, ForgeError> {
    limits.reach = limits.reach.also(&settings.url);
    Ok(match settings.kind {
        HostKind::Github => Box::new(host_github::Github::new(settings, limits, Clock::system())?),
        HostKind::Plain => Box::new(host_plain::Plain::new(settings, limits)?),
        HostKind::Gitlab => Box::new(host_gitlab::Gitlab::new(settings, limits)?),
        HostKind::Forgejo => Box::new(host_forgejo::Forgejo::new(settings, limits)?),
    })
}

fn limits_of(url: Option<&Url>, reach: &Reach) -> Limits {
    Limits { reach: reach.clone(), ..url.map_or_else(Limits::default, Limits::for_address) }
}
