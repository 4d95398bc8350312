//! Child processes that cannot outlive us, hang for ever or eat the machine.
//!
//! Every child runs under a guard: this same binary, started as `glane guard`, which holds the
//! reading end of a pipe whose writing end is ours. When we end, however we end, the pipe closes
//! and the guard kills its whole process group: no orphan is left, grandchildren included. A
//! parent-death signal would reach the child only, and fires when the *thread* that forked ends.
//!
//! Must not know what the children do.

pub mod guard;

use std::ffi::OsString;
use std::path::{Path, PathBuf};
use std::process::{ExitStatus, Stdio};
use std::time::Duration;

use tokio::io::{AsyncRead, AsyncReadExt, AsyncWriteExt};
use tokio::process::Command;

/// How children are started on this machine.
#[derive(Debug, Clone)]
pub struct Programs {
    /// This binary, to be started as a guard or as an examiner.
    pub glane: PathBuf,
    /// The `PATH` children search.
    pub search_path: OsString,
}

impl Programs {
    /// The running binary and a search path.
    #[must_use]
    pub fn this_binary(search_path: OsString) -> Self {
        // The kernel's name for the running binary stays right when the file was replaced by an upgrade.
        Self { glane: PathBuf::from("/proc/self/exe"), search_path }
    }
}

/// What a child may use.
#[derive(Debug, Clone, Copy)]
pub struct Limits {
    /// Wall clock.
    pub time: Duration,
    /// Bytes of private memory for each process.
    pub memory: u64,
    /// Bytes of standard output kept; a child that prints more is stopped.
    pub output: usize,
}

/// A child to run.
#[derive(Debug, Clone)]
pub struct Task {
    /// Program name, searched in [`Programs::search_path`], or an absolute path.
    pub program: OsString,
    /// Its arguments; no secret ever.
    pub arguments: Vec<OsString>,
    /// Its whole environment besides `PATH`.
    pub environment: Vec<(OsString, OsString)>,
    /// Where it runs.
    pub directory: Option<PathBuf>,
}

/// What came of a child.
#[derive(Debug)]
pub struct Outcome {
    /// How it ended.
    pub status: ExitStatus,
    /// Standard output.
    pub stdout: Vec<u8>,
    /// The end of standard error, at most 64 KiB.
    pub stderr: String,
}

/// Why a child has no outcome.
#[derive(Debug, thiserror::Error)]
pub enum ProcessError {
    /// It could not be started.
    #[error("cannot start {program}: {source}")]
    Start {
        /// The program.
        program: String,
        /// Why.
        source: std::io::Error,
    },
    /// It took too long and was killed with all its children.
    #[error("{program} was stopped after {seconds} s")]
    TimedOut {
        /// The program.
        program: String,
        /// The limit.
        seconds: u64,
    },
    /// It printed more than allowed and was killed.
    #[error("{program} was stopped: it printed more than {limit} bytes")]
    TooMuchOutput {
        /// The program.
        program: String,
        /// The limit.
        limit: usize,
    },
    /// A pipe to it broke.
    #[error("lost contact with {program}: {source}")]
    Pipe {
        /// The program.
        program: String,
        /// Why.
        source: std::io::Error,
    },
}

const STDERR_KEPT: usize = 64 << 10;

/// Runs a child under a guard and waits for its end.
///
/// # Errors
/// See [`ProcessError`]; a child that ends with a failure status is an [`Outcome`], not an error.
pub async fn run(programs: &Programs, task: &Task, limits: Limits) -> Result<Outcome, ProcessError> {
    let name = display(&task.program);
    let mut command = guarded(programs, task, limits);
    let mut child =
        command.spawn().map_err(|source| ProcessError::Start { program: name.clone(), source })?;
    // Held until the end of this function: dropping it makes the guard kill the whole group.
    let lifeline = child.stdin.take();
    let (stdout, stderr) = (child.stdout.take(), child.stderr.take());
    let work = async {
        let (out, err, status) =
            tokio::join!(read_capped(stdout, limits.output), read_tail(stderr, STDERR_KEPT), child.wait());
        (out, err, status)
    };
    let ended = tokio::time::timeout(limits.time, work).await;
    drop(lifeline);
    let Ok((out, err, status)) = ended else {
        let _ = child.wait().await;
        return Err(ProcessError::TimedOut { program: name, seconds: limits.time.as_secs() });
    };
    let pipe = |source| ProcessError::Pipe { program: name.clone(), source };
    let Some(stdout) = out.map_err(pipe)? else {
        return Err(ProcessError::TooMuchOutput { program: name, limit: limits.output });
    };
    let (status, stderr) = (status.map_err(pipe)?, err.map_err(pipe)?);
    match guard::start_failure(status.code(), &task.program, &stderr) {
        Some(why) => Err(ProcessError::Start { program: name, source: std::io::Error::other(why) }),
        None => Ok(Outcome { status, stdout, stderr }),
    }
}

fn display(program: &std::ffi::OsStr) -> String {
    Path::new(program)
        .file_name()
        .map_or_else(|| "child".to_owned(), |name| name.to_string_lossy().into_owned())
}

fn guarded(programs: &Programs, task: &Task, limits: Limits) -> Command {
    fed(programs, task, limits.memory, 0)
}

/// The command of a child under a guard, whose first `feed` bytes of standard input are its own; the
/// pipe stays open after them, as its lifeline.
#[must_use]
pub fn fed(programs: &Programs, task: &Task, memory: u64, feed: u64) -> Command {
    let mut command = Command::new(&programs.glane);
    command
        .arg("guard")
        .args(["--memory", &memory.to_string(), "--feed", &feed.to_string()])
        .arg("--")
        .arg(&task.program)
        .args(&task.arguments)
        .env_clear()
        .env("PATH", &programs.search_path)
        .envs(task.environment.iter().map(|(key, value)| (key, value)))
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .process_group(0);
    // Not killed on drop: the guard must live to kill its group, which it does when its pipe closes.
    if let Some(directory) = &task.directory {
        command.current_dir(directory);
    }
    command
}

/// Reads to the end, or gives none once more than `limit` bytes have come.
async fn read_capped(
    stream: Option<impl AsyncRead + Unpin>,
    limit: usize,
) -> std::io::Result<Option<Vec<u8>>> {
    let Some(stream) = stream else { return Ok(Some(Vec::new())) };
    let mut bytes = Vec::new();
    let mut capped = stream.take(limit as u64 + 1);
    capped.read_to_end(&mut bytes).await?;
    Ok((bytes.len() <= limit).then_some(bytes))
}

/// Reads to the end and keeps the last `keep` bytes.
async fn read_tail(stream: Option<impl AsyncRead + Unpin>, keep: usize) -> std::io::Result<String> {
    let Some(mut stream) = stream else { return Ok(String::new()) };
    let mut tail: Vec<u8> = Vec::new();
    let mut buffer = [0_u8; 8192];
    loop {
        let read = stream.read(&mut buffer).await?;
        if read == 0 {
            return Ok(String::from_utf8_lossy(&tail).into_owned());
        }
        tail.extend_from_slice(&buffer[..read]);
        if tail.len() > 2 * keep {
            tail.drain(..tail.len() - keep);
        }
    }
}

/// Writes one line to a child's standard input and keeps the pipe open as its lifeline.
///
/// # Errors
/// When the child has already gone.
pub async fn write_line(stdin: &mut tokio::process::ChildStdin, line: &[u8]) -> std::io::Result<()> {
    stdin.write_all(line).await?;
    stdin.write_all(b"\n").await?;
    stdin.flush().await
}
