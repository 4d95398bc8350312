//! Examine: has one commit read by a child process of this same binary, under limits.
//!
//! What a hostile repository can break is the child; must not read repositories itself.

use std::path::Path;
use std::process::Stdio;

use glane_catalog::model::{Examination, Reason, ReasonCode};
use tokio::io::AsyncReadExt;
use tokio::process::Command;

use crate::config::Policy;
use crate::examine::{Answer, Request};
use crate::process::{Programs, write_line};

/// Largest answer taken from a child.
const ANSWER: u64 = 32 << 20;

/// Examines a repository in a child process.
///
/// # Errors
/// `examination_failed` or `timed_out`, naming the limit that was met.
pub async fn examine(programs: &Programs, policy: &Policy, request: &Request) -> Result<Examination, Reason> {
    let work = converse(programs, policy, request);
    match tokio::time::timeout(policy.examine_timeout, work).await {
        Ok(answer) => answer,
        Err(_) => Err(Reason::new(
            ReasonCode::TimedOut,
            format!(
                "the examination was stopped after {} s; raise policy.examine_timeout if the repository is that large",
                policy.examine_timeout.as_secs()
            ),
        )),
    }
}

async fn converse(programs: &Programs, policy: &Policy, request: &Request) -> Result<Examination, Reason> {
    let failed = |what: String| Reason::new(ReasonCode::ExaminationFailed, what);
    let line = serde_json::to_vec(request).map_err(|error| failed(format!("request: {error}")))?;
    let mut child = command(programs, policy)
        .spawn()
        .map_err(|error| failed(format!("the examination cannot be started: {error}")))?;
    let mut stdin = child.stdin.take().ok_or_else(|| failed("the examination has no input".to_owned()))?;
    let stdout = child.stdout.take().ok_or_else(|| failed("the examination has no output".to_owned()))?;
    let sent = write_line(&mut stdin, &line).await;
    let mut answer = Vec::new();
    let read = stdout.take(ANSWER).read_to_end(&mut answer).await;
    let status = child.wait().await;
    drop(stdin);
    match (sent, read, status) {
        (Ok(()), Ok(_), Ok(status)) if status.success() => serde_json::from_slice::<Answer>(&answer)
            .unwrap_or_else(|error| {
                Err(failed(format!("the examination's answer is not readable: {error}")))
            }),
        (_, _, Ok(status)) => Err(failed(format!(
            "the examination ended with {status}: it may have met its limit of {} MB of memory (policy.examine_memory)",
            policy.examine_memory >> 20
        ))),
        (_, _, Err(error)) => Err(failed(format!("the examination was lost: {error}"))),
    }
}

fn command(programs: &Programs, policy: &Policy) -> Command {
    let mut command = Command::new(&programs.glane);
    command
        .arg("examine")
        .arg("--memory")
        .arg(policy.examine_memory.to_string())
        .arg("--seconds")
        .arg(policy.examine_timeout.as_secs().max(1).to_string())
        .env_clear()
        .current_dir(Path::new("/"))
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .process_group(0)
        .kill_on_drop(true);
    command
}
