//! The `git-lfs` program, for large files that cross the network.
//!
//! Its server and remote are said on the command line, so that nothing a repository says of them
//! counts; a token travels in the environment as for git.

use std::ffi::OsString;
use std::path::Path;

use glane_catalog::model::{Reason, ReasonCode};

use super::Pointer;
use crate::forge::Target;
use crate::mirror::git::{Git, classify};
use crate::mirror::push::credential;

/// Files named in one command.
const AT_ONCE: usize = 500;

/// Fetches every large file that the references of a repository name. What the server does not have
/// is for the caller to find out.
///
/// # Errors
/// When the program is not there or the server cannot be reached.
pub(super) async fn fetch(git: &Git, intake: &Path, address: &str) -> Result<(), Reason> {
    present(git).await?;
    let arguments = arguments(address, &["fetch", "--all", REMOTE], &[]);
    let outcome = git.run(Some(intake), address, arguments, None).await?;
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
    for some in pointers.chunks(AT_ONCE) {
        let ids: Vec<&str> = some.iter().map(|pointer| pointer.oid.as_str()).collect();
        let arguments = arguments(&target.push, &["push", "--object-id", REMOTE], &ids);
        let credential = credential(target);
        let outcome = git.run(Some(intake), &target.push, arguments, credential.as_ref()).await?;
        if !outcome.status.success() {
            return Err(classify(&target.push, &outcome.stderr, ReasonCode::HostRefused));
        }
    }
    Ok(())
}

/// The name our remote has for the time of one command.
const REMOTE: &str = "glane";

fn arguments(address: &str, command: &[&str], ids: &[&str]) -> Vec<OsString> {
    let server = format!("{}/info/lfs", lfs_base(address));
    let settings = [
        format!("remote.{REMOTE}.url={address}"),
        format!("lfs.url={server}"),
        format!("remote.{REMOTE}.lfsurl={server}"),
        "lfs.locksverify=false".to_owned(),
        "lfs.basictransfersonly=true".to_owned(),
        "lfs.concurrenttransfers=3".to_owned(),
        "lfs.transfer.maxretries=3".to_owned(),
    ];
    let settings = settings.into_iter().flat_map(|setting| ["-c".into(), OsString::from(setting)]);
    let words = command.iter().chain(ids).map(OsString::from);
    settings.chain(["lfs".into()]).chain(words).collect()
}

/// A clone address as the specification of the server's discovery has it: with `.git`.
fn lfs_base(address: &str) -> String {
    let address = address.trim_end_matches('/');
    if address.ends_with(".git") { address.to_owned() } else { format!("{address}.git") }
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
