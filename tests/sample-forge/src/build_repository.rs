//! Makes real bare repositories from plain data, by `git fast-import`: the same data gives the
//! same object ids on every machine.
//!
//! Must not know the server.

use std::collections::HashMap;
use std::fmt::Write as _;
use std::path::Path;
use std::process::Command;

use crate::spec::{Branch, Commit, Repository};
use crate::{Error, git};

/// Configuration of every repository: what public hosts refuse is refused here too.
const CONFIGURATION: &[(&str, &str)] = &[
    ("gc.auto", "0"),
    ("receive.autogc", "false"),
    // The last match wins: everything is hidden from pushes but branches and tags.
    ("receive.hideRefs", "refs"),
    ("receive.hideRefs", "!refs/heads"),
    ("receive.hideRefs", "!refs/tags"),
    ("receive.denyDeleteCurrent", "refuse"),
    ("uploadpack.allowFilter", "true"),
    ("uploadpack.allowAnySHA1InWant", "true"),
];

/// Makes an empty bare repository whose `HEAD` names `default_branch`.
///
/// # Errors
/// When git or the file system refuses.
pub fn empty(directory: &Path, default_branch: &str) -> Result<(), Error> {
    let refuse =
        |message: String| Error::Git { command: "init".into(), directory: directory.to_owned(), message };
    let mut command = Command::new("git");
    git::clean(&mut command);
    command.args(["init", "--quiet", "--bare", "--template="]);
    command.arg(format!("--initial-branch={default_branch}")).arg("--").arg(directory);
    let output = command.output().map_err(|error| refuse(error.to_string()))?;
    if !output.status.success() {
        return Err(refuse(String::from_utf8_lossy(&output.stderr).trim().to_owned()));
    }
    configure(directory)
}

/// Makes the bare repository of a specification.
///
/// # Errors
/// When git refuses a name, a branch that starts from nowhere, or the directory.
pub fn build(directory: &Path, repository: &Repository) -> Result<(), Error> {
    empty(directory, &repository.default_branch)?;
    if !repository.branches.is_empty() || !repository.tags.is_empty() {
        import(directory, &whole(repository))?;
    }
    Ok(())
}

/// Adds commits to a branch, which may be new (then it starts from nothing).
///
/// # Errors
/// When git refuses.
pub fn extend(directory: &Path, branch: &str, commits: &[Commit]) -> Result<(), Error> {
    let mut stream = Vec::new();
    let name = format!("refs/heads/{branch}");
    let mut parent = git::has_branch(directory, branch).then(|| format!("{name}^0"));
    for commit in commits {
        write_commit(&mut stream, &name, commit, parent.take().as_deref());
    }
    import(directory, &stream)
}

/// Feeds any stream of `git fast-import`: names in raw bytes, links, other references.
///
/// # Errors
/// When git refuses the stream.
pub fn import(directory: &Path, stream: &[u8]) -> Result<(), Error> {
    git::run(directory, &["fast-import", "--quiet", "--done", "--date-format=raw"], &closed(stream)).map(drop)
}

/// A stream that ends in the middle is an error; this one says that it ends here.
fn closed(stream: &[u8]) -> Vec<u8> {
    let gap: &[u8] = if stream.is_empty() || stream.ends_with(b"\n") { b"" } else { b"\n" };
    [stream, gap, b"done\n"].concat()
}

fn configure(directory: &Path) -> Result<(), Error> {
    let file = directory.join("config");
    let mut text = std::fs::read_to_string(&file).map_err(Error::io(file.display()))?;
    for (key, value) in CONFIGURATION {
        let (section, name) = key.split_once('.').unwrap_or((key, ""));
        // Writing to a String cannot fail.
        let _ = writeln!(text, "[{section}]\n\t{name} = {value}");
    }
    std::fs::write(&file, text).map_err(Error::io(file.display()))
}

fn whole(repository: &Repository) -> Vec<u8> {
    let mut stream = Vec::new();
    let mut tips: HashMap<&str, &Commit> = HashMap::new();
    for branch in &repository.branches {
        if let Some(tip) = branch.commits.last().or_else(|| tips.get(branch.from.as_deref()?).copied()) {
            tips.insert(&branch.name, tip);
        }
        write_branch(&mut stream, branch);
    }
    for (name, branch, message) in &repository.tags {
        write_tag(&mut stream, name, branch, message.as_deref().zip(tips.get(branch.as_str()).copied()));
    }
    stream
}

fn write_branch(stream: &mut Vec<u8>, branch: &Branch) {
    let name = format!("refs/heads/{}", branch.name);
    let mut parent = branch.from.as_ref().map(|from| format!("refs/heads/{from}"));
    if let (true, Some(from)) = (branch.commits.is_empty(), &parent) {
        stream.extend_from_slice(format!("reset {name}\nfrom {from}\n\n").as_bytes());
    }
    for commit in &branch.commits {
        write_commit(stream, &name, commit, parent.take().as_deref());
    }
}

fn write_commit(stream: &mut Vec<u8>, name: &str, commit: &Commit, parent: Option<&str>) {
    let who = signature(commit);
    stream.extend_from_slice(format!("commit {name}\nauthor {who}\ncommitter {who}\n").as_bytes());
    write_data(stream, commit.message.as_bytes());
    if let Some(parent) = parent {
        stream.extend_from_slice(format!("from {parent}\n").as_bytes());
    }
    for path in &commit.remove {
        stream.extend_from_slice(format!("D {}\n", quoted(path)).as_bytes());
    }
    for (path, bytes) in &commit.write {
        stream.extend_from_slice(format!("M 100644 inline {}\n", quoted(path)).as_bytes());
        write_data(stream, bytes);
    }
    stream.push(b'\n');
}

fn write_tag(stream: &mut Vec<u8>, name: &str, branch: &str, annotation: Option<(&str, &Commit)>) {
    if let Some((message, tip)) = annotation {
        let who = signature(tip);
        stream.extend_from_slice(format!("tag {name}\nfrom refs/heads/{branch}\ntagger {who}\n").as_bytes());
        write_data(stream, message.as_bytes());
    } else {
        stream.extend_from_slice(format!("reset refs/tags/{name}\nfrom refs/heads/{branch}\n\n").as_bytes());
    }
}

fn write_data(stream: &mut Vec<u8>, bytes: &[u8]) {
    stream.extend_from_slice(format!("data {}\n", bytes.len()).as_bytes());
    stream.extend_from_slice(bytes);
    stream.push(b'\n');
}

fn signature(commit: &Commit) -> String {
    let plain = |text: &str| text.replace(['<', '>', '\n', '\0'], "");
    format!("{} <{}> {} +0000", plain(&commit.author), plain(&commit.email), commit.time)
}

/// A path in git's C-style quotes: spaces, quotes and line ends are kept.
fn quoted(path: &str) -> String {
    format!("\"{}\"", path.replace('\\', "\\\\").replace('"', "\\\"").replace('\n', "\\n"))
}
