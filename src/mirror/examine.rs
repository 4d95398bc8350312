//! Examine: has one commit read by a child process of this same binary, under limits.
//!
//! What a hostile repository can break is the child; must not read repositories itself.

use std::path::Path;
use std::process::Stdio;
use std::time::Duration;

use glane_catalog::model::{Examination, Reason, ReasonCode};
use serde::Serialize;
use serde::de::DeserializeOwned;
use tokio::io::AsyncReadExt;
use tokio::process::Command;

use crate::config::Policy;
use crate::examine::{Answer, LARGEST_MEMO, Request};
use crate::process::{Programs, write_line};

/// Largest answer taken from a child, with what it keeps in mind.
const ANSWER: u64 = 32 << 20;

/// A child of this same binary that answers one request.
#[derive(Debug, Clone, Copy)]
pub(super) struct Child {
    /// The command by which it is started.
    pub command: &'static str,
    /// Private memory, in bytes.
    pub memory: u64,
    /// Wall clock, and processor time.
    pub time: Duration,
    /// Whose limits these are, as a remedy names them.
    pub limits: &'static str,
}

/// Examines a repository in a child process.
///
/// # Errors
/// `examination_failed` or `timed_out`, naming the limit that was met.
pub async fn examine(programs: &Programs, policy: &Policy, request: &Request) -> Result<Examination, Reason> {
    let child = Child {
        command: "examine",
        memory: policy.examine_memory,
        time: policy.examine_timeout,
        limits: "policy.examine_timeout and policy.examine_memory",
    };
    let ended = conclude::<_, Answer>(programs, &child, request).await;
    let (answer, memo) = match ended {
        // A document may have ended it, which need not be opened for its project to be published.
        Err(reason) if request.titles && reason.code == ReasonCode::ExaminationFailed => {
            tracing::debug!("examining once more, without opening documents: {}", reason.message);
            let request = Request { titles: false, ..request.clone() };
            conclude::<_, Answer>(programs, &child, &request).await?
        }
        ended => ended?,
    };
    if let (Ok(_), Some(path)) = (&answer, &request.memo)
        && let Err(error) = keep(path, &memo).await
    {
        // The next examination reads everything once more.
        tracing::debug!(%error, "what an examination keeps in mind was not written");
    }
    answer
}

/// Puts the memo of an examination in its place, whole or not at all. What it says is the child's: it
/// is not looked into here.
async fn keep(path: &Path, memo: &[u8]) -> std::io::Result<()> {
    if memo.is_empty() || memo.len() > LARGEST_MEMO {
        return Ok(());
    }
    let part = path.with_extension("part"); // as `Layout::memos` has it
    tokio::fs::write(&part, memo).await?;
    tokio::fs::rename(&part, path).await
}

/// Has a child answer a request.
///
/// # Errors
/// `examination_failed` or `timed_out`, naming the limit that was met.
pub(super) async fn ask<Q: Serialize, A: DeserializeOwned>(
    programs: &Programs,
    child: &Child,
    request: &Q,
) -> Result<A, Reason> {
    Ok(conclude(programs, child, request).await?.0)
}

/// The same, with what stands behind the line of the answer.
async fn conclude<Q: Serialize, A: DeserializeOwned>(
    programs: &Programs,
    child: &Child,
    request: &Q,
) -> Result<(A, Vec<u8>), Reason> {
    match tokio::time::timeout(child.time, converse(programs, child, request)).await {
        Ok(answer) => answer,
        Err(_) => Err(Reason::new(
            ReasonCode::TimedOut,
            format!(
                "the examination was stopped after {} s, its limit ({})",
                child.time.as_secs(),
                child.limits
            ),
        )),
    }
}

async fn converse<Q: Serialize, A: DeserializeOwned>(
    programs: &Programs,
    settings: &Child,
    request: &Q,
) -> Result<(A, Vec<u8>), Reason> {
    let failed = |what: String| Reason::new(ReasonCode::ExaminationFailed, what);
    let line = serde_json::to_vec(request).map_err(|error| failed(format!("request: {error}")))?;
    let mut child = command(programs, settings)
        .spawn()
        .map_err(|error| failed(format!("the examination cannot be started: {error}")))?;
    let mut stdin = child.stdin.take().ok_or_else(|| failed("the examination has no input".to_owned()))?;
    let stdout = child.stdout.take().ok_or_else(|| failed("the examination has no output".to_owned()))?;
    let sent = write_line(&mut stdin, &line).await;
    drop(line);
    let mut answer = Vec::new();
    let read = stdout.take(ANSWER).read_to_end(&mut answer).await;
    let status = child.wait().await;
    drop(stdin);
    if answer.len() as u64 >= ANSWER {
        let most = ANSWER >> 20;
        return Err(failed(format!("the examination found more than {most} MB of things to say, its limit")));
    }
    match (sent, read, status) {
        (Ok(()), Ok(_), Ok(status)) if status.success() => {
            let end = answer.iter().position(|byte| *byte == b'\n').unwrap_or(answer.len());
            let behind = answer.get(end + 1..).unwrap_or_default().to_vec();
            let said = serde_json::from_slice(&answer[..end])
                .map_err(|error| failed(format!("the examination's answer is not readable: {error}")))?;
            Ok((said, behind))
        }
        (_, _, Ok(status)) => Err(failed(format!(
            "the examination ended with {status}: it may have met its limit of {} MB of memory ({})",
            settings.memory >> 20,
            settings.limits
        ))),
        (_, _, Err(error)) => Err(failed(format!("the examination was lost: {error}"))),
    }
}

/// The command that starts a child.
pub(super) fn command(programs: &Programs, settings: &Child) -> Command {
    let mut command = Command::new(&programs.glane);
    command
        .arg(settings.command)
        .arg("--memory")
        .arg(settings.memory.to_string())
        .arg("--seconds")
        .arg(settings.time.as_secs().max(1).to_string())
        .env_clear()
        .current_dir(Path::new("/"))
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .process_group(0)
        .kill_on_drop(true);
    command
}
