//! What `glane inspect` is to look at: a repository on disk as it lies, or one fetched for the moment.
//!
//! Chooses the commit as the mirrors do; must not examine.

use std::path::Path;

use glane_catalog::model::{Reason, ReasonCode};

use crate::cli;
use crate::command::UsageError;
use crate::config::Network;
use crate::egress::{Reach, canonical};
use crate::examine::Request;
use crate::layout;
use crate::mirror::fetch;
use crate::mirror::git::Git;
use crate::mirror::references::{self, References};
use crate::mirror::scope::Scope;

/// What is to be said of a repository.
pub(super) enum Subject {
    /// What its examination tells.
    Examine(Box<Request>),
    /// That it cannot be published, whatever it holds.
    Held(Reason),
}

/// What may be reached for an address that a person typed: its own host, wherever that is. Nothing leads
/// on from there, since redirects are not followed.
pub(super) fn reach(named: &str, mut network: Network) -> Reach {
    let typed = canonical(named);
    network.allow_private.extend(typed.as_ref().and_then(|url| url.host_str()).map(str::to_owned));
    Reach::new(network).also(&typed)
}

/// Finds the repository; what has to be fetched is fetched into `folder`.
///
/// # Errors
/// When it is neither a repository nor an address, or cannot be fetched.
pub(super) async fn find(arguments: &cli::Inspect, git: &Git, folder: &Path) -> anyhow::Result<Subject> {
    let (named, revision) = (&arguments.repository, arguments.rev.as_deref());
    if Path::new(named).exists() {
        let path = std::path::absolute(named)?;
        return match open(&path) {
            Ok(repository) => Ok(Subject::Examine(Box::new(on_disk(&repository, revision)?))),
            // Another user's, or in a format that git2 does not read: git itself may know better.
            Err(error) => match path.to_str().filter(|_| path.is_dir()) {
                Some(address) => {
                    let announced = fetch::list_references(git, address).await;
                    let announced = announced.map_err(|_| no_repository(&path, &error))?;
                    fetched(git, address, &announced, revision, folder).await
                }
                None => Err(no_repository(&path, &error).into()),
            },
        };
    }
    if !named.starts_with("https://") && !named.starts_with("http://") {
        return Err(UsageError(format!("{named}: no such folder, and not an http or https address")).into());
    }
    let announced = fetch::list_references(git, named).await.map_err(stopped)?;
    fetched(git, named, &announced, revision, folder).await
}

#[expect(clippy::needless_pass_by_value, reason = "it stands in map_err")]
fn stopped(reason: Reason) -> anyhow::Error {
    anyhow::anyhow!("{}", reason.message)
}

fn no_repository(path: &Path, error: &git2::Error) -> UsageError {
    UsageError(format!("{}: not a git repository: {}", path.display(), error.message()))
}

/// As the examination will open it: the folder itself, or its `.git`.
fn open(path: &Path) -> Result<git2::Repository, git2::Error> {
    let flags = git2::RepositoryOpenFlags::NO_SEARCH;
    let none = std::iter::empty::<&Path>;
    git2::Repository::open_ext(path, flags | git2::RepositoryOpenFlags::NO_DOTGIT, none())
        .or_else(|_| git2::Repository::open_ext(path, flags, none()))
}

fn on_disk(repository: &git2::Repository, revision: Option<&str>) -> anyhow::Result<Request> {
    let mut references = Scope::default().narrow(references::read(repository, "refs/")?);
    let head = repository.find_reference("HEAD").ok();
    references.head = head.as_ref().and_then(|head| head.symbolic_target().ok().flatten()).map(str::to_owned);
    // A commit that is checked out without a branch is what the person looks at.
    let detached = head.and_then(|head| head.target()).map(|id| id.to_string());
    let branch = references.default_branch(None).filter(|_| detached.is_none());
    let tip = tip(&references, branch.as_deref());
    Ok(Request {
        repository: repository.path().to_owned(),
        revision: revision.map(str::to_owned).or(detached).or(tip),
        default_branch: branch,
        references: "refs/".to_owned(),
        source: None,
        memo: None,
        titles: true,
    })
}

/// The commit of a branch, or, where there is no branch, of the first tag.
fn tip(references: &References, branch: Option<&str>) -> Option<String> {
    let of_branch = branch.and_then(|branch| references.ids.get(&format!("refs/heads/{branch}")));
    of_branch.or_else(|| references.ids.values().next()).cloned()
}

async fn fetched(
    git: &Git,
    address: &str,
    announced: &References,
    revision: Option<&str>,
    folder: &Path,
) -> anyhow::Result<Subject> {
    if announced.are_sha256() {
        return Ok(Subject::Held(Reason::new(
            ReasonCode::ObjectFormat,
            "the repository uses SHA-256 objects, which GitHub and most hosts do not accept and which are not \
             read here: convert it to SHA-1 to have it published",
        )));
    }
    let intake = folder.join("intake.git");
    layout::open_or_create(&intake).map_err(stopped)?;
    fetch::fetch(git, address, &intake, &Scope::default(), &References::default()).await.map_err(stopped)?;
    let branch = announced.default_branch(None);
    let named = revision.map(|name| resolve(&intake, name)).transpose()?;
    let revision = named.or_else(|| tip(announced, branch.as_deref()));
    Ok(Subject::Examine(Box::new(Request {
        repository: intake,
        revision,
        default_branch: branch,
        references: fetch::SOURCE_PREFIX.to_owned(),
        source: None,
        memo: None,
        titles: true,
    })))
}

/// A branch, tag or commit as the source names it, among the fetched references.
fn resolve(intake: &Path, name: &str) -> anyhow::Result<String> {
    let repository = git2::Repository::open_bare(intake)?;
    ["refs/source/heads/", "refs/source/tags/", ""]
        .iter()
        .find_map(|prefix| repository.revparse_single(&format!("{prefix}{name}")).ok())
        .map(|object| object.id().to_string())
        .ok_or_else(|| UsageError(format!("no branch, tag or commit {name}")).into())
}
