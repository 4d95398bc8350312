//! The guard: starts one program under limits and kills its whole process group when the pipe on
//! standard input closes, which is when whoever started the guard is gone or wants it stopped.
//!
//! Runs alone in its process; must not print anything of its own on standard output, and on
//! standard error only that the program cannot be started.

use std::ffi::{OsStr, OsString};
use std::io::{Read, StdinLock, Write};
use std::os::unix::process::ExitStatusExt;
use std::process::{Child, Command, ExitCode, Stdio};

use rustix::process::{Resource, Rlimit, Signal, getpid, kill_process_group, setrlimit};

/// Exit code of a guard whose program cannot be started.
const NOT_STARTED: u8 = 127;
/// How the guard's own words begin.
const CANNOT_START: &str = "glane guard: cannot start";

/// Limits the private memory of this process and of the children it will start.
///
/// `RLIMIT_DATA` counts what a process can write to; `RLIMIT_AS` would also count the packs that
/// git maps to read, so that a large repository could never be examined.
pub fn limit_memory(bytes: u64) {
    let limit = Rlimit { current: Some(bytes), maximum: Some(bytes) };
    // A refusal leaves the former, stricter limit in force.
    let _ = setrlimit(Resource::Data, limit);
    let none = Rlimit { current: Some(0), maximum: Some(0) };
    // No core file: it would hold whatever the child had in memory.
    let _ = setrlimit(Resource::Core, none);
}

/// Lets everybody else go first where processors are short: transfers hold connections, and readers wait for
/// pages, while an examination keeps nobody waiting but its own project.
pub fn stand_back() {
    // A refusal costs others some time, and nothing else.
    let _ = rustix::process::nice(19);
}

/// Waits on a thread until standard input ends, then kills the process group, ourselves included.
///
/// # Errors
/// When the thread cannot be started.
pub fn die_with_parent() -> std::io::Result<()> {
    hold_lifeline(|_| {})
}

/// The same, once what comes before on standard input has been read.
fn hold_lifeline(first: impl FnOnce(&mut StdinLock<'_>) + Send + 'static) -> std::io::Result<()> {
    std::thread::Builder::new()
        .name("lifeline".to_owned())
        .spawn(|| {
            let mut stdin = std::io::stdin().lock();
            first(&mut stdin);
            let mut buffer = [0_u8; 256];
            while matches!(stdin.read(&mut buffer), Ok(read) if read > 0) {}
            let _ = kill_process_group(getpid(), Signal::KILL);
        })
        .map(drop)
}

/// Runs `program` to its end under a memory limit; returns its exit code, 128 + signal if killed. The
/// first `feed` bytes of standard input are given to it, before the rest is the lifeline.
#[must_use]
pub fn run(memory: u64, feed: u64, program: &OsString, arguments: &[OsString]) -> ExitCode {
    limit_memory(memory);
    match start(feed, program, arguments).and_then(|(mut child, held)| held.and_then(|()| child.wait())) {
        Ok(status) => {
            let code = status.code().unwrap_or_else(|| 128 + status.signal().unwrap_or(0));
            ExitCode::from(u8::try_from(code).unwrap_or(u8::MAX))
        }
        Err(error) => {
            let program = program.to_string_lossy();
            let _ = writeln!(std::io::stderr(), "{CANNOT_START} {program}: {error}");
            ExitCode::from(NOT_STARTED)
        }
    }
}

/// Starts the program, and tells whether the lifeline is held: without it nothing may go on.
fn start(
    feed: u64,
    program: &OsString,
    arguments: &[OsString],
) -> std::io::Result<(Child, std::io::Result<()>)> {
    let input = if feed > 0 { Stdio::piped() } else { Stdio::null() };
    let mut child = Command::new(program).args(arguments).stdin(input).spawn()?;
    let fed = child.stdin.take();
    let held = hold_lifeline(move |stdin| {
        if let Some(mut fed) = fed {
            // A program that reads no further says by its exit what it thinks of it.
            let _ = std::io::copy(&mut stdin.take(feed), &mut fed);
        }
    });
    if held.is_err() {
        let _ = child.kill();
    }
    Ok((child, held))
}

/// Why a guard could not start its program, if that is how it ended.
#[must_use]
pub fn start_failure<'a>(code: Option<i32>, program: &OsStr, stderr: &'a str) -> Option<&'a str> {
    if code != Some(i32::from(NOT_STARTED)) {
        return None;
    }
    let words = stderr.strip_prefix(CANNOT_START)?.strip_prefix(' ')?;
    Some(words.strip_prefix(program.to_string_lossy().as_ref())?.strip_prefix(": ")?.trim_end())
}
