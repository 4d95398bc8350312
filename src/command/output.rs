//! Standard output for data, standard error for everything else: the only file that prints.
//!
//! A reader that closes its end early (`| head`) is no failure.

mod paper;

use std::io::{IsTerminal, Write};
use std::process::ExitCode;

use serde::Serialize;

pub(super) use self::paper::{Look, Paper, Style, one_line};

/// Prints text as data.
pub(super) fn data(text: &str) {
    write(&harmless(text));
}

/// Width where the terminal does not say its own.
const USUAL: usize = 80;
/// Narrower lines hold nothing, wider ones are hard to read.
const WIDTHS: (usize, usize) = (60, 100);

/// How a paper looks on standard output; `wanted` decides on colours where it is said.
pub(super) fn look(wanted: Option<bool>, may_colour: bool) -> Look {
    let out = std::io::stdout();
    let on_terminal = out.is_terminal();
    let columns = rustix::termios::tcgetwinsize(&out).ok().map(|size| usize::from(size.ws_col));
    let width = columns.filter(|columns| on_terminal && *columns > 0).unwrap_or(USUAL);
    Look { width: width.clamp(WIDTHS.0, WIDTHS.1), colour: wanted.unwrap_or(on_terminal && may_colour) }
}

/// Prints what was laid out: its own colour codes are the only ones in it.
pub(super) fn paper(paper: Paper) {
    write(&paper.into_text());
}

fn write(text: &str) {
    let mut out = std::io::stdout().lock();
    let _ = out.write_all(text.as_bytes());
    let _ = out.flush();
}

/// Text from a repository or a forge may hold what a terminal obeys, or what turns the order of
/// letters round (Unicode, bidirectional controls): neither reaches a terminal as it is.
fn harmless(text: &str) -> std::borrow::Cow<'_, str> {
    let acts = |c: char| {
        (c.is_control() && !matches!(c, '\n' | '\t'))
            || matches!(c, '\u{200e}' | '\u{200f}' | '\u{061c}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
    };
    if !text.contains(acts) {
        return text.into();
    }
    let spelt = |c: char| if acts(c) { c.escape_unicode().to_string() } else { c.to_string() };
    text.chars().map(spelt).collect::<String>().into()
}

/// Prints one line of data.
pub(super) fn line(text: &str) {
    data(&format!("{text}\n"));
}

/// Prints one JSON object on a line.
pub(super) fn json(value: &impl Serialize) {
    match serde_json::to_string(value) {
        // For programs, and controls are spelt out in it already.
        Ok(text) => write(&format!("{text}\n")),
        Err(error) => note(&format!("error: an answer cannot be written as JSON: {error}")),
    }
}

/// A number and its noun, in the plural unless it is one.
pub(super) fn counted(number: usize, noun: &str) -> String {
    format!("{number} {noun}{}", if number == 1 { "" } else { "s" })
}

/// Says something to the person at the terminal.
pub(super) fn note(text: &str) {
    let _ = writeln!(std::io::stderr().lock(), "{}", harmless(text));
}

/// Says why the command ends, and gives the exit status.
pub(super) fn fail(message: &str, code: u8) -> ExitCode {
    note(&format!("error: {message}"));
    ExitCode::from(code)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_terminal_obeys_is_spelt_out() {
        assert_eq!(harmless("a\tb\né\n"), "a\tb\né\n");
        assert_eq!(harmless("\u{1b}[31mx\r\u{9b}\u{202e}"), "\\u{1b}[31mx\\u{d}\\u{9b}\\u{202e}");
    }
}
