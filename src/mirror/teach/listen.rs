//! Listens to the child that reads the parts of a commit, and starts it again behind the part it ended at:
//! one hostile document costs itself, and not the others.
//!
//! Must not read repositories, nor know the store.

use std::os::unix::process::ExitStatusExt;
use std::process::ExitStatus;

use glane_catalog::model::{Reason, ReasonCode, ResourceRecord};
use rustix::process::Signal;
use tokio::io::{AsyncBufRead, AsyncBufReadExt, AsyncReadExt, BufReader};

use super::super::examine::{Child, command};
use crate::examine::{LONGEST_LINE, LONGEST_PART, MOST_TEXT, TeachLine, TeachRequest};
use crate::process::{Programs, write_line};

/// How often a child is started again for one project.
const RESTARTS: usize = 8;
/// Largest answer taken of one project, of all its children together, in bytes.
const ANSWER: usize = 32 << 20;

/// What came of it.
#[derive(Default)]
pub(super) struct Heard {
    /// The parts that arrived, in their order.
    pub(super) records: Vec<ResourceRecord>,
    /// Why there are no more, where there should be.
    pub(super) missing: Option<Reason>,
}

/// What a child came to.
enum End {
    /// It said everything.
    All,
    /// It ended before that, for this reason.
    Early(String),
}

/// Has the parts of a commit read; the time of `child` is that of the whole.
pub(super) async fn listen(programs: &Programs, child: &Child, request: TeachRequest) -> Heard {
    let mut lesson = Lesson::default();
    let missing = match tokio::time::timeout(child.time, lesson.whole(programs, child, request)).await {
        Ok(ended) => ended.err(),
        Err(_) => Some(Reason::new(
            ReasonCode::TimedOut,
            format!(
                "reading was stopped after {} s, its limit, and {} parts",
                child.time.as_secs(),
                lesson.records.len()
            ),
        )),
    };
    Heard { records: lesson.records, missing }
}

/// What was heard so far.
#[derive(Default)]
struct Lesson {
    records: Vec<ResourceRecord>,
    bytes: usize,
    /// Whether the child at work has listed the commit.
    listed: bool,
}

impl Lesson {
    async fn whole(
        &mut self,
        programs: &Programs,
        settings: &Child,
        mut request: TeachRequest,
    ) -> Result<(), Reason> {
        for _ in 0..=RESTARTS {
            let before = self.records.len();
            let End::Early(why) = self.child(programs, settings, &request).await? else { return Ok(()) };
            // A part that was not opened cannot have ended it.
            let again = request.unread.is_some() && self.records.len() == before;
            if !self.listed || again {
                return Err(failed(why));
            }
            tracing::debug!(part = self.records.len(), "reading a part ended its process: {why}");
            let text: usize =
                self.records.iter().filter_map(|record| Some(record.text.as_ref()?.len())).sum();
            request = TeachRequest {
                from: self.records.len(),
                unread: Some(why),
                text: MOST_TEXT.saturating_sub(text),
                ..request
            };
        }
        Err(failed(format!(
            "{} documents ended the process that read them, the last after {} parts: the rest was not read; \
             take them out by [ressources] of .publication.toml, or mend them",
            RESTARTS + 1,
            self.records.len()
        )))
    }

    async fn child(
        &mut self,
        programs: &Programs,
        settings: &Child,
        request: &TeachRequest,
    ) -> Result<End, Reason> {
        self.listed = false;
        let line = serde_json::to_vec(request).map_err(|error| failed(format!("request: {error}")))?;
        let mut child = command(programs, settings)
            .spawn()
            .map_err(|error| failed(format!("the reading cannot be started: {error}")))?;
        // Held until the end of this function: dropping it ends the child, and whatever it started.
        let lifeline = child.stdin.take();
        let (Some(mut lifeline), Some(stdout)) = (lifeline, child.stdout.take()) else {
            return Err(failed("the reading has no pipes".to_owned()));
        };
        // Where it has gone already, its end says why.
        let _ = write_line(&mut lifeline, &line).await;
        drop(line);
        if let Some(end) = self.hear(&mut BufReader::new(stdout)).await? {
            return Ok(end);
        }
        match child.wait().await {
            Ok(status) => Ok(End::Early(how(status, settings))),
            Err(error) => Err(failed(format!("the reading was lost: {error}"))),
        }
    }

    /// Takes lines until the last; none where they stop before it.
    async fn hear(&mut self, lines: &mut (impl AsyncBufRead + Unpin)) -> Result<Option<End>, Reason> {
        let mut line = Vec::new();
        loop {
            line.clear();
            let read = (&mut *lines).take(LONGEST_LINE as u64 + 1).read_until(b'\n', &mut line).await;
            if line.len() > LONGEST_LINE {
                let why = format!("its answer has a line of more than {} MB", LONGEST_LINE >> 20);
                return Ok(Some(End::Early(why)));
            }
            if read.is_err() || line.last() != Some(&b'\n') {
                return Ok(None);
            }
            self.bytes += line.len();
            if self.bytes > ANSWER {
                let (most, parts) = (ANSWER >> 20, self.records.len());
                return Err(failed(format!(
                    "what its parts say takes more than {most} MB, the most that is kept of one project: \
                     {parts} of them were read, the others not"
                )));
            }
            match serde_json::from_slice(&line) {
                Ok(TeachLine::Found(_)) => self.listed = true,
                Ok(TeachLine::Part(record)) => self.records.push(*record),
                Ok(TeachLine::Done) => return Ok(Some(End::All)),
                Ok(TeachLine::Failed(reason)) => return Err(reason),
                Err(error) => return Err(failed(format!("the reading's answer is not readable: {error}"))),
            }
        }
    }
}

fn failed(what: String) -> Reason {
    Reason::new(ReasonCode::ExaminationFailed, what)
}

/// How a process ended, as its owner can do something about it.
fn how(status: ExitStatus, settings: &Child) -> String {
    let by = |signal: Signal| status.signal() == Some(signal.as_raw());
    if by(Signal::XCPU) {
        format!("it took more than {LONGEST_PART} s of processor time")
    } else if by(Signal::ABORT) || by(Signal::KILL) || by(Signal::SEGV) {
        format!(
            "it ended the process that read it ({status}), which may have met its limit of {} MB of memory \
             (policy.examine_memory)",
            settings.memory >> 20
        )
    } else {
        format!("it ended the process that read it ({status})")
    }
}

#[cfg(test)]
mod tests;
