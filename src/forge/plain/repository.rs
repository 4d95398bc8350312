//! A repository by sight: HEAD, `objects`, `refs`. Works for every object format and any owner.
//!
//! Reads a few small files; must not follow a link nor parse an object. HEAD may be a link, as git
//! once made it: the link's text is read, not what it leads to.

use std::fs::{self, File};
use std::io::Read;
use std::path::{Path, PathBuf};

use super::super::text;

/// The description git writes into every new repository.
const GITS_OWN_DESCRIPTION: &str = "Unnamed repository; edit this file";

/// Most bytes read of a file; `packed-refs` of a large repository is longer, but its first lines tell.
const MOST: u64 = 64 << 10;

/// What is in a directory.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Found {
    /// The git directory: the directory itself, or its `.git`.
    Repository(PathBuf),
    /// A directory that claims to be a repository and is not, with the reason.
    Pretender(&'static str),
    /// Something else, perhaps with repositories below.
    Other,
}

/// Looks at a directory.
pub(super) fn look(path: &Path) -> Found {
    if is_git(path) {
        return Found::Repository(path.to_owned());
    }
    let inner = path.join(".git");
    match fs::symlink_metadata(&inner) {
        Ok(kind) if kind.is_dir() && is_git(&inner) => return Found::Repository(inner),
        Ok(kind) if kind.is_dir() => return Found::Pretender("its .git is no git repository"),
        Ok(_) => return Found::Pretender("its .git leads elsewhere: name the repository it leads to"),
        Err(_) => {}
    }
    if path.as_os_str().as_encoded_bytes().ends_with(b".git") {
        return Found::Pretender("it lacks HEAD, objects or refs");
    }
    Found::Other
}

fn is_git(path: &Path) -> bool {
    let kind = |name: &str| fs::symlink_metadata(path.join(name)).map(|found| found.file_type());
    (kind("HEAD").is_ok_and(|kind| kind.is_file()) || linked_head(path).is_some())
        && kind("objects").is_ok_and(|kind| kind.is_dir())
        && kind("refs").is_ok_and(|kind| kind.is_dir())
}

/// The branch HEAD names; none when it is detached or unreadable.
pub(super) fn default_branch(git: &Path) -> Option<String> {
    let target = match linked_head(git) {
        Some(target) => target,
        None => start(&git.join("HEAD"))?.trim_end().strip_prefix("ref:")?.trim_start().to_owned(),
    };
    let branch = target.strip_prefix("refs/heads/")?;
    // A repository with reftables keeps the truth elsewhere and says so with this name.
    (text::is_branch(branch) && branch != ".invalid").then(|| branch.to_owned())
}

/// The reference that HEAD names by being a symbolic link to it.
fn linked_head(git: &Path) -> Option<String> {
    let target = fs::read_link(git.join("HEAD")).ok()?;
    target.to_str().filter(|target| target.starts_with("refs/")).map(str::to_owned)
}

/// Whether it has no reference at all. In doubt it is not empty: who fetches it will see.
pub(super) fn is_empty(git: &Path) -> bool {
    let packed = start(&git.join("packed-refs")).unwrap_or_default();
    let any_packed = packed.lines().any(|line| !line.is_empty() && !line.starts_with(['#', '^']));
    !any_packed && !git.join("reftable").exists() && !any_file(&git.join("refs"), 20)
}

/// The owner's description, unless it is git's own.
pub(super) fn description(git: &Path) -> Option<String> {
    let words = text::line(&start(&git.join("description"))?, 2000)?;
    (!words.starts_with(GITS_OWN_DESCRIPTION)).then_some(words)
}

fn any_file(directory: &Path, depth: usize) -> bool {
    let Ok(entries) = fs::read_dir(directory) else { return false };
    entries.flatten().any(|entry| match entry.file_type() {
        Ok(kind) if kind.is_dir() => depth > 0 && any_file(&entry.path(), depth - 1),
        Ok(_) => true,
        Err(_) => false,
    })
}

/// The start of a regular file, as text.
fn start(path: &Path) -> Option<String> {
    if !fs::symlink_metadata(path).ok()?.is_file() {
        return None;
    }
    let mut bytes = Vec::new();
    File::open(path).ok()?.take(MOST).read_to_end(&mut bytes).ok()?;
    Some(String::from_utf8_lossy(&bytes).into_owned())
}
