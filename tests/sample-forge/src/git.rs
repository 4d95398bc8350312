//! The git program, run with nothing of the machine's own configuration.
//!
//! Must not know the forge or HTTP.

use std::ffi::OsStr;
use std::io::Write;
use std::path::Path;
use std::process::{Command, Stdio};

use crate::Error;

/// Variables that keep git from reading the machine's configuration or asking a person.
const ENVIRONMENT: &[(&str, &str)] = &[
    ("GIT_CONFIG_NOSYSTEM", "1"),
    ("GIT_CONFIG_GLOBAL", "/dev/null"),
    ("GIT_ATTR_NOSYSTEM", "1"),
    ("GIT_TERMINAL_PROMPT", "0"),
    ("LC_ALL", "C.UTF-8"),
];

/// Variables that would point git elsewhere: those of `git rev-parse --local-env-vars`, and what
/// shapes new repositories and the protocol.
const REMOVED: &[&str] = &[
    "GIT_ALTERNATE_OBJECT_DIRECTORIES",
    "GIT_COMMON_DIR",
    "GIT_CONFIG",
    "GIT_CONFIG_COUNT",
    "GIT_CONFIG_PARAMETERS",
    "GIT_CONFIG_SYSTEM",
    "GIT_DEFAULT_HASH",
    "GIT_DEFAULT_REF_FORMAT",
    "GIT_DIR",
    "GIT_GRAFT_FILE",
    "GIT_IMPLICIT_WORK_TREE",
    "GIT_INDEX_FILE",
    "GIT_NAMESPACE",
    "GIT_NO_REPLACE_OBJECTS",
    "GIT_OBJECT_DIRECTORY",
    "GIT_PREFIX",
    "GIT_PROTOCOL",
    "GIT_QUARANTINE_PATH",
    "GIT_REPLACE_REF_BASE",
    "GIT_SHALLOW_FILE",
    "GIT_TEMPLATE_DIR",
    "GIT_WORK_TREE",
];

/// Removes and sets what [`REMOVED`] and [`ENVIRONMENT`] say.
pub(crate) fn clean(command: &mut Command) {
    for name in REMOVED {
        command.env_remove(name);
    }
    command.envs(ENVIRONMENT.iter().copied());
}

/// Runs git in a bare repository, gives it `input` and returns what it wrote.
///
/// # Errors
/// [`Error::Git`] with the last words of git when it cannot be run or refuses.
pub(crate) fn run<A: AsRef<OsStr>>(
    directory: &Path,
    arguments: &[A],
    input: &[u8],
) -> Result<Vec<u8>, Error> {
    let refuse = |message: String| Error::Git {
        command: arguments
            .first()
            .map(|name| name.as_ref().to_string_lossy().into_owned())
            .unwrap_or_default(),
        directory: directory.to_owned(),
        message,
    };
    let mut command = Command::new("git");
    clean(&mut command);
    command.arg("--git-dir").arg(directory).args(arguments);
    command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
    let mut child = command.spawn().map_err(|error| refuse(error.to_string()))?;
    let stdin = child.stdin.take();
    // Fed from its own thread: git may write while it still reads.
    let output = std::thread::scope(|scope| {
        scope.spawn(move || {
            // A git that stops reading says why on its error stream, which is reported below.
            stdin.map(|mut pipe| pipe.write_all(input))
        });
        child.wait_with_output()
    })
    .map_err(|error| refuse(error.to_string()))?;
    if output.status.success() {
        Ok(output.stdout)
    } else {
        Err(refuse(String::from_utf8_lossy(&output.stderr).trim().to_owned()))
    }
}

/// Whether a branch of that short name exists.
pub(crate) fn has_branch(directory: &Path, branch: &str) -> bool {
    let name = format!("refs/heads/{branch}");
    run(directory, &["show-ref", "--verify", "--quiet", "--", &name], b"").is_ok()
}

/// Makes `HEAD` name a branch.
///
/// # Errors
/// When git refuses the name.
pub(crate) fn point_head(directory: &Path, branch: &str) -> Result<(), Error> {
    run(directory, &["symbolic-ref", "HEAD", &format!("refs/heads/{branch}")], b"").map(drop)
}

/// The short names of all branches, sorted by bytes.
///
/// # Errors
/// When git cannot read the repository.
pub(crate) fn branches(directory: &Path) -> Result<Vec<String>, Error> {
    let listed = run(directory, &["for-each-ref", "--format=%(refname:lstrip=2)", "refs/heads"], b"")?;
    Ok(String::from_utf8_lossy(&listed).lines().map(str::to_owned).collect())
}

/// Whether no branch exists, asked of the files: the API needs it for every line of a listing.
pub(crate) fn is_empty(directory: &Path) -> bool {
    let packed = std::fs::read_to_string(directory.join("packed-refs")).unwrap_or_default();
    !packed.lines().any(|line| line.contains(" refs/heads/")) && !holds_file(&directory.join("refs/heads"))
}

fn holds_file(directory: &Path) -> bool {
    std::fs::read_dir(directory).into_iter().flatten().flatten().any(|entry| {
        let path = entry.path();
        if path.is_dir() { holds_file(&path) } else { path.extension().is_none_or(|end| end != "lock") }
    })
}
