//! The child's side: one request on standard input, one answer on standard output, under limits.
//!
//! Standard input stays open as the lifeline: when it closes, the child dies.

use std::io::{self, BufRead, Write};
use std::process::ExitCode;

use glane_catalog::model::{Examination, Reason, ReasonCode};
use rustix::process::{Resource, Rlimit, setrlimit};
use serde::de::DeserializeOwned;

use super::memo::Memo;
use super::teach::{TeachRequest, teach};
use super::{ExamineError, Look, LookRequest, Request, examine, look};
use crate::process::guard;

/// What the child answers.
pub type Answer = Result<Examination, Reason>;

/// What the child answers when it was asked to look at everything.
pub type LookAnswer = Result<Look, Reason>;

impl From<ExamineError> for Reason {
    fn from(error: ExamineError) -> Self {
        let code = match error {
            ExamineError::Damaged { .. } => ReasonCode::SourceDamaged,
            ExamineError::Open { .. } | ExamineError::Rules { .. } | ExamineError::Revision { .. } => {
                ReasonCode::ExaminationFailed
            }
        };
        Self::new(code, error.to_string())
    }
}

/// Reads a request, examines, answers; behind the line of the answer stand the bytes of the memo, where
/// one is asked for. `memory` in bytes, `seconds` of processor time.
#[must_use]
pub fn serve(memory: u64, seconds: u64) -> ExitCode {
    answer(memory, seconds, |request: &Request, out| {
        let mut memo = Memo::open(request.memo.as_deref());
        let found: Answer = examine(request, &mut memo).map_err(Reason::from);
        let mut said = serde_json::to_vec(&found)?;
        said.push(b'\n');
        if found.is_ok() {
            said.append(&mut memo.finish());
        }
        out.write_all(&said)
    })
}

/// Reads a request, looks, answers, under the same limits.
#[must_use]
pub fn serve_look(memory: u64, seconds: u64) -> ExitCode {
    answer(memory, seconds, |request: &LookRequest, out| {
        let found: LookAnswer = look(request).map_err(Reason::from);
        out.write_all(&serde_json::to_vec(&found)?)
    })
}

/// Reads a request, reads the parts that teach and answers each as soon as it is read, under the same limits.
#[must_use]
pub fn serve_teach(memory: u64, seconds: u64) -> ExitCode {
    answer(memory, seconds, |request: &TeachRequest, out| teach(request, out))
}

fn answer<Q: DeserializeOwned>(
    memory: u64,
    seconds: u64,
    work: impl FnOnce(&Q, &mut dyn Write) -> io::Result<()>,
) -> ExitCode {
    guard::limit_memory(memory);
    guard::stand_back();
    let _ = setrlimit(Resource::Cpu, Rlimit { current: Some(seconds), maximum: Some(seconds + 1) });
    let _ = setrlimit(Resource::Fsize, Rlimit { current: Some(0), maximum: Some(0) });
    let mut line = String::new();
    if io::stdin().lock().read_line(&mut line).is_err() || guard::die_with_parent().is_err() {
        return ExitCode::from(2);
    }
    let Ok(request) = serde_json::from_str::<Q>(&line) else {
        return ExitCode::from(2);
    };
    drop(line);
    let mut out = io::stdout().lock();
    if work(&request, &mut out).and_then(|()| out.flush()).is_ok() {
        ExitCode::SUCCESS
    } else {
        ExitCode::from(2)
    }
}
