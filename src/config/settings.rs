//! The resolved settings that every command works from.
//!
//! Plain data: how they were written, and where, is the business of the file reader.

use std::net::SocketAddr;
use std::path::PathBuf;
use std::time::Duration;

use glane_catalog::model::{ForgeId, HostId};
use secrecy::SecretString;
use url::Url;

/// Everything the service is told.
#[derive(Debug, Clone)]
pub struct Settings {
    /// The file they came from; none for the demo and for commands that need no configuration.
    pub file: Option<PathBuf>,
    /// The site.
    pub site: Site,
    /// Where data lives.
    pub store: Storage,
    /// Sources of repositories.
    pub forges: Vec<ForgeSettings>,
    /// Public places where copies go.
    pub hosts: Vec<HostSettings>,
    /// What may become public, and limits.
    pub policy: Policy,
}

/// The web site.
#[derive(Debug, Clone)]
pub struct Site {
    /// Its name, shown in every page.
    pub title: String,
    /// Its public address, for absolute links; none while it is only local.
    pub url: Option<Url>,
    /// Where the server listens.
    pub listen: SocketAddr,
    /// What its pages say of whoever runs it.
    pub operator: Operator,
}

/// What only whoever runs the site can say, for its legal pages.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Operator {
    /// Who publishes it: name, address, director of publication.
    pub publisher: Option<String>,
    /// Who hosts it.
    pub hosting: Option<String>,
    /// An e-mail address, or the address of a page.
    pub contact: Option<String>,
    /// The same for accessibility, where it differs.
    pub accessibility_contact: Option<String>,
}

/// Where data lives.
#[derive(Debug, Clone)]
pub struct Storage {
    /// Database address: `sqlite:PATH`, made absolute.
    pub url: String,
    /// Directory of the repositories and the index.
    pub data: PathBuf,
}

/// The dialect a forge speaks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ForgeKind {
    /// GitLab REST v4.
    Gitlab,
    /// A list of clone addresses, or a directory of bare repositories.
    Plain,
}

/// One forge.
#[derive(Debug, Clone)]
pub struct ForgeSettings {
    /// Its name in addresses and on disk.
    pub id: ForgeId,
    /// Its dialect.
    pub kind: ForgeKind,
    /// Base address (GitLab).
    pub url: Option<Url>,
    /// Directory of bare repositories (plain).
    pub path: Option<PathBuf>,
    /// Clone addresses (plain).
    pub repositories: Vec<Url>,
    /// Groups with all their sub-groups (GitLab); none means the whole instance.
    pub groups: Vec<String>,
    /// Globs on the full path; none means everything.
    pub include: Vec<String>,
    /// Globs on the full path that are left out.
    pub exclude: Vec<String>,
    /// Token for the API; never used to fetch.
    pub token: Option<SecretString>,
    /// Six-field cron expression (seconds first), in the time zone Europe/Paris.
    pub schedule: Option<String>,
}

/// The dialect a host speaks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum HostKind {
    /// github.com or GitHub Enterprise.
    Github,
    /// A directory, or a git address under which repositories already exist.
    Plain,
}

/// One host.
#[derive(Debug, Clone)]
pub struct HostSettings {
    /// Its name.
    pub id: HostId,
    /// Its dialect.
    pub kind: HostKind,
    /// Base address: `https://github.com` (GitHub), or a git address (plain).
    pub url: Option<Url>,
    /// Directory (plain).
    pub path: Option<PathBuf>,
    /// Organisation that owns the copies (GitHub).
    pub organisation: Option<String>,
    /// Token that may create and push.
    pub token: Option<SecretString>,
    /// Naming rule with the places `{forge}`, `{path}` (slashes become hyphens) and `{name}` (last segment).
    pub name: String,
}

/// What may become public, and limits.
#[derive(Debug, Clone)]
pub struct Policy {
    /// SPDX identifiers allowed besides those the built-in policy allows.
    pub allow_licences: Vec<String>,
    /// SPDX identifiers refused although the built-in policy allows them.
    pub refuse_licences: Vec<String>,
    /// Largest repository, in bytes on disk.
    pub max_repository: u64,
    /// Longest git transfer.
    pub git_timeout: Duration,
    /// Longest examination, wall clock.
    pub examine_timeout: Duration,
    /// Memory of an examination, in bytes.
    pub examine_memory: u64,
    /// Projects worked on at a time.
    pub workers: usize,
}

impl Default for Policy {
    fn default() -> Self {
        Self {
            allow_licences: Vec::new(),
            refuse_licences: Vec::new(),
            max_repository: 4 << 30,
            git_timeout: Duration::from_secs(3600),
            examine_timeout: Duration::from_secs(60),
            examine_memory: 512 << 20,
            workers: 4,
        }
    }
}
