//! Standard output for data, standard error for everything else: the only file that prints.
//!
//! A reader that closes its end early (`| head`) is no failure.

use std::io::Write;
use std::process::ExitCode;

use serde::Serialize;

/// Prints text as data.
pub(super) fn data(text: &str) {
    let mut out = std::io::stdout().lock();
    let _ = out.write_all(text.as_bytes());
    let _ = out.flush();
}

/// Prints one line of data.
pub(super) fn line(text: &str) {
    data(&format!("{text}\n"));
}

/// Prints one JSON object on a line.
pub(super) fn json(value: &impl Serialize) {
    match serde_json::to_string(value) {
        Ok(text) => line(&text),
        Err(error) => note(&format!("error: an answer cannot be written as JSON: {error}")),
    }
}

/// Says something to the person at the terminal.
pub(super) fn note(text: &str) {
    let _ = writeln!(std::io::stderr().lock(), "{text}");
}

/// Says why the command ends, and gives the exit status.
pub(super) fn fail(message: &str, code: u8) -> ExitCode {
    note(&format!("error: {message}"));
    ExitCode::from(code)
}
