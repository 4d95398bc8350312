//! The resolved settings that every command works from.
//!
//! Plain data: how they were written, and where, is the business of the file reader.

mod network;
mod source;
mod token;

use std::net::SocketAddr;
use std::path::PathBuf;
use std::time::Duration;

use glane_catalog::model::{ForgeId, HostId};
use url::Url;

pub use self::network::{Network, Proxy};
pub use self::source::{SourceKind, SourceSettings};
pub(in crate::config) use self::token::Stamp;
pub use self::token::Token;

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
    /// Other catalogues that are harvested.
    pub sources: Vec<SourceSettings>,
    /// What may become public, and limits.
    pub policy: Policy,
    /// How this machine reaches the network.
    pub network: Network,
}

/// The web site.
#[derive(Debug, Clone)]
pub struct Site {
    /// Its name, shown in every page.
    pub title: String,
    /// Its public address, for absolute links; none while it is only local.
    pub url: Option<Url>,
    /// The address at which files are served apart from its pages; none for the same.
    pub files_url: Option<Url>,
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
    /// Forgejo or Gitea REST v1.
    Forgejo,
    /// github.com or GitHub Enterprise.
    Github,
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
    /// Base address of an API.
    pub url: Option<Url>,
    /// Directory of bare repositories (plain).
    pub path: Option<PathBuf>,
    /// Clone addresses (plain).
    pub repositories: Vec<Url>,
    /// Groups with all their sub-groups, or organisations; with no `projects` either, none means the
    /// whole instance.
    pub groups: Vec<String>,
    /// Single projects by full path, besides the groups.
    pub projects: Vec<String>,
    /// Globs on the full path; none means everything.
    pub include: Vec<String>,
    /// Globs on the full path that are left out.
    pub exclude: Vec<String>,
    /// Which of them, by what the forge says of them.
    pub choice: Choice,
    /// Token for the API; never used to fetch.
    pub token: Option<Token>,
    /// Secret that webhooks of this forge are signed with, or bear.
    pub webhook_secret: Option<Token>,
    /// Most API requests a second; none means the usual pace.
    pub requests_per_second: Option<u32>,
    /// Hosts that its projects are copied to; none means every host.
    pub hosts: Option<Vec<HostId>>,
    /// What of a repository is copied.
    pub carry: Carry,
    /// Who approves every first publication in advance; none asks for a decision for each project.
    pub approved_by: Option<String>,
    /// Whether a project that nobody approved waits for a person before its first publication.
    pub require_approval: bool,
    /// Whether findings may be sent to the owner as a confidential issue on the forge.
    pub tell_owners: bool,
    /// Six-field cron expression (seconds first), in the time zone Europe/Paris.
    pub schedule: Option<String>,
}

impl ForgeSettings {
    /// A forge of which nothing but name and dialect is said.
    #[must_use]
    pub fn new(id: ForgeId, kind: ForgeKind) -> Self {
        Self {
            id,
            kind,
            url: None,
            path: None,
            repositories: Vec::new(),
            groups: Vec::new(),
            projects: Vec::new(),
            include: Vec::new(),
            exclude: Vec::new(),
            choice: Choice::default(),
            token: None,
            webhook_secret: None,
            requests_per_second: None,
            hosts: None,
            carry: Carry::default(),
            approved_by: None,
            require_approval: false,
            tell_owners: false,
            schedule: None,
        }
    }
}

/// Which projects of a forge are wanted, by what the forge says of them.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Choice {
    /// Only projects that bear one of these topics; none means all.
    pub topics: Vec<String>,
    /// Not those that bear one of these.
    pub without_topics: Vec<String>,
    /// Leave archived projects out.
    pub skip_archived: bool,
    /// Leave forks out.
    pub skip_forks: bool,
    /// Leave out projects without activity for longer than this.
    pub active_within: Option<Duration>,
}

/// What of a repository is copied.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Carry {
    /// Globs on the short name of branches and tags that are never copied.
    pub deny_refs: Vec<String>,
    /// Notes (`refs/notes/*`) too.
    pub notes: bool,
    /// The wiki too: as `<name>.wiki` in a folder, as `<name>-wiki` on hosts with an API.
    pub wikis: bool,
    /// Releases with their assets too.
    pub releases: bool,
}

impl Default for Carry {
    fn default() -> Self {
        let deny = ["security/**", "embargo/**", "confidential/**", "*-embargo", "*-security", "github/pr-*"];
        Self {
            deny_refs: deny.iter().map(|glob| (*glob).to_owned()).collect(),
            notes: false,
            wikis: false,
            releases: false,
        }
    }
}

/// The dialect a host speaks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum HostKind {
    /// github.com or GitHub Enterprise.
    Github,
    /// GitLab REST v4.
    Gitlab,
    /// Forgejo or Gitea REST v1.
    Forgejo,
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
    /// Organisation or group that owns the copies.
    pub organisation: Option<String>,
    /// Token that may create and push.
    pub token: Option<Token>,
    /// GitHub App in place of a token.
    pub app: Option<GithubApp>,
    /// Whether copies become public once they are equal to their source.
    pub publish: bool,
    /// Whether its operator says that nothing a repository asks for is run there (plain, by address).
    pub runs_nothing: bool,
    /// Naming rule with the places `{forge}`, `{path}` (slashes become hyphens) and `{name}` (last segment).
    pub name: String,
}

impl HostSettings {
    /// A host of which nothing but name and dialect is said.
    #[must_use]
    pub fn new(id: HostId, kind: HostKind) -> Self {
        let name = "{forge}-{path}".to_owned();
        let (url, path, organisation, token, app) = (None, None, None, None, None);
        Self { id, kind, url, path, organisation, token, app, publish: false, runs_nothing: false, name }
    }

    /// Whether what a repository asks to have run might run there: at a mere git address nothing can be
    /// switched off, and what answers it is not known.
    #[must_use]
    pub fn runs_files(&self) -> bool {
        self.kind == HostKind::Plain && self.url.is_some() && !self.runs_nothing
    }
}

/// A GitHub App, which draws short-lived tokens for one installation.
#[derive(Debug, Clone)]
pub struct GithubApp {
    /// The App's number.
    pub id: u64,
    /// The installation's number.
    pub installation: u64,
    /// Its private key, PEM.
    pub key: Token,
}

/// What may become public, and limits.
#[derive(Debug, Clone)]
pub struct Policy {
    /// SPDX identifiers allowed besides those the built-in policy allows.
    pub allow_licences: Vec<String>,
    /// SPDX identifiers refused although the built-in policy allows them.
    pub refuse_licences: Vec<String>,
    /// What the gate looks for in the objects of a repository.
    pub gate: GatePolicy,
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
    /// How often each project is looked at by `ls-remote` at least.
    pub daily_look: Duration,
    /// How long the former tips of rewritten and deleted references are kept; none for ever.
    pub archive_keep: Option<Duration>,
    /// Most that all repositories together may take on disk, in bytes; none for no limit.
    pub max_total: Option<u64>,
    /// How often a repository that changed is packed anew.
    pub repack_every: Duration,
}

impl Default for Policy {
    fn default() -> Self {
        Self {
            allow_licences: Vec::new(),
            refuse_licences: Vec::new(),
            gate: GatePolicy::default(),
            max_repository: 4 << 30,
            git_timeout: Duration::from_secs(3600),
            examine_timeout: Duration::from_secs(60),
            examine_memory: 512 << 20,
            workers: 4,
            daily_look: Duration::from_secs(24 * 3600),
            archive_keep: None,
            max_total: None,
            repack_every: Duration::from_secs(7 * 24 * 3600),
        }
    }
}

/// What the gate looks for in the objects of a repository, beyond its licence.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct GatePolicy {
    /// Look for keys, tokens and passwords.
    pub secrets: bool,
    /// Look for data of pupils and staff.
    pub personal_data: bool,
    /// Look for works whose rights somebody else holds.
    pub third_party: bool,
    /// Hold a project until its owner acknowledges that these addresses of authors travel with it:
    /// globs, as in `*@eleve.ac-*.fr`.
    pub author_addresses: Vec<String>,
    /// Globs on paths in which no secret is looked for.
    pub skip_paths: Vec<String>,
    /// Further rules: a file in the format of gitleaks.
    pub rules: Option<PathBuf>,
    /// Whether the owner of a repository may waive keys and passwords, in the repository itself.
    pub waivers_for_secrets: bool,
    /// Only these licences for code; none means the State's list, OSI and FSF.
    pub code_licences: Option<Vec<String>>,
    /// Only these licences for resources; none means every one that lets the public copy and share.
    pub resource_licences: Option<Vec<String>>,
}

impl Default for GatePolicy {
    fn default() -> Self {
        let addresses = ["*@eleve.*", "*@eleves.*", "*@etu.*"];
        Self {
            secrets: true,
            personal_data: true,
            third_party: true,
            author_addresses: addresses.iter().map(|glob| (*glob).to_owned()).collect(),
            skip_paths: Vec::new(),
            rules: None,
            waivers_for_secrets: true,
            code_licences: None,
            resource_licences: None,
        }
    }
}
