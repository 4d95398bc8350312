//! The `git-lfs` program, for large files that cross the network.
//!
//! Its server and remote are said on the command line, so that nothing a repository says of them
//! counts. That server is our relay, and the word by which it is known there travels in the
//! environment; it is given no token.

use std::ffi::OsString;
use std::path::Path;

use glane_catalog::model::{Reason, ReasonCode};

use super::Pointer;
use super::relay::Relay;
use crate::forge::Target;
use crate::mirror::git::{Git, classify};
use crate::mirror::push::credential;
use crate::process::Outcome;

/// Files named in one command.
const AT_ONCE: usize = 500;

/// Fetches every large file that the references of a repository name. What the server does not have
/// is for the caller to find out.
///
/// # Errors
/// When the program is not there or the server cannot be reached.
pub(super) async fn fetch(git: &Git, intake: &Path, address: &str) -> Result<(), Reason> {
    present(git).await?;
    let relay = Relay::open(git.reach(), address, None).await?;
    let outcome = run(git, intake, &relay, &["fetch", "--all", REMOTE], &[]).await?;
    let absent = ["404", "does not exist", "not found", "422", "410"];
    if outcome.status.success() || absent.iter().any(|word| outcome.stderr.to_lowercase().contains(word)) {
        return Ok(());
    }
    Err(classify(address, &outcome.stderr, ReasonCode::LargeFiles))
}

/// Gives a host these files, by their ids, from the store of a repository.
///
/// # Errors
/// When the program is not there or the host refuses.
pub(super) async fn push(
    git: &Git,
    intake: &Path,
    target: &Target,
    pointers: &[Pointer],
) -> Result<(), Reason> {
    present(git).await?;
    let credential = credential(target);
    let relay = Relay::open(git.reach(), &target.push, credential.as_ref()).await?;
    for some in pointers.chunks(AT_ONCE) {
        let ids: Vec<&str> = some.iter().map(|pointer| pointer.oid.as_str()).collect();
        let outcome = run(git, intake, &relay, &["push", "--object-id", REMOTE], &ids).await?;
        if !outcome.status.success() {
            return Err(classify(&target.push, &outcome.stderr, ReasonCode::HostRefused));
        }
    }
    Ok(())
}

/// The name our remote has for the time of one command.
const REMOTE: &str = "glane";

async fn run(
    git: &Git,
    intake: &Path,
    relay: &Relay,
    command: &[&str],
    ids: &[&str],
) -> Result<Outcome, Reason> {
    let server = relay.server();
    let settings = [
        format!("remote.{REMOTE}.url={}", relay.base()),
        format!("lfs.url={server}"),
        format!("lfs.pushurl={server}"),
        format!("remote.{REMOTE}.lfsurl={server}"),
        format!("remote.{REMOTE}.lfspushurl={server}"),
        "lfs.locksverify=false".to_owned(),
        "lfs.basictransfersonly=true".to_owned(),
        "lfs.concurrenttransfers=3".to_owned(),
        "lfs.transfer.maxretries=3".to_owned(),
    ];
    let settings = settings.into_iter().flat_map(|setting| ["-c".into(), OsString::from(setting)]);
    let words = command.iter().chain(ids).map(OsString::from);
    let arguments = settings.chain(["lfs".into()]).chain(words).collect();
    let (git, known) = (git.also(relay.base()), relay.credential());
    git.run(Some(intake), relay.base().as_str(), arguments, Some(&known)).await
}

async fn present(git: &Git) -> Result<(), Reason> {
    let outcome = git.run(None, "/", vec!["lfs".into(), "version".into()], None).await?;
    if outcome.status.success() {
        return Ok(());
    }
    Err(Reason::new(
        ReasonCode::LargeFiles,
        "the repository keeps large files in LFS, and the program git-lfs is not installed on this machine: install it \
         (apt-get install git-lfs), and the next pass goes on",
    ))
}
