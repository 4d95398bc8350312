//! Whether a value looks like a password that somebody uses.
//!
//! Must not know the name under which it stood.

use super::Strength;
use super::placeholder::is_placeholder;

/// Words by which a trial or a label is told from a password, without case.
const CARELESS: &[&str] = &[
    "password",
    "passwd",
    "secret",
    "motdepasse",
    "mot_de_passe",
    "test",
    "admin",
    "demo",
    "dummy",
    "fake",
    "invalid",
    "wrong",
    "hunter2",
    "horse",
];

/// A value between quotation marks.
pub(super) fn quoted(value: &[u8]) -> Strength {
    let Ok(text) = std::str::from_utf8(value) else { return Strength::None };
    let text = text.trim_end_matches('\\');
    if text.len() < 3 || is_placeholder(value) || is_label(text) || is_reference(text) {
        return Strength::None;
    }
    if is_mixed(text) && !is_careless(text) { Strength::Strong } else { Strength::Weak }
}

/// A value where the name of a variable could stand.
pub(super) fn bare(value: &[u8]) -> Strength {
    let Ok(text) = std::str::from_utf8(value) else { return Strength::None };
    let is_name = |text: &str| {
        let stem = text.trim_end_matches(|c: char| c.is_ascii_digit());
        stem.split(['.', '_', ':']).all(|part| part.chars().all(char::is_alphabetic))
    };
    let path = text.contains('/') || text.contains("::") || text.contains("->") || text.contains("::");
    if is_name(text) || path { Strength::None } else { only_strong(quoted(value)) }
}

fn only_strong(strength: Strength) -> Strength {
    if strength == Strength::Strong { strength } else { Strength::None }
}

/// Words for readers: more than one without figures, a great letter first, a colon at the end.
fn is_label(text: &str) -> bool {
    let has_figure = text.contains(|c: char| c.is_ascii_digit());
    let words = text.contains(char::is_whitespace);
    let sentence = words && (!has_figure || text.split_whitespace().count() > 3);
    let capital =
        text.chars().next().is_some_and(char::is_uppercase) && text.chars().skip(1).all(char::is_lowercase);
    let asks = text.ends_with([':', '…']) || (text.ends_with('?') && !has_figure);
    sentence || capital || asks || (!text.is_ascii() && !has_figure)
}

/// Beginnings of addresses and paths.
const REFERS: &[&str] = &["http", "arn:", "./", "../"];
/// Pieces of expressions, types and chains of calls.
const PIECES: &[&str] = &["(?", "[^", "\\d", "->", "::"];
/// Values of settings and names of types.
const SETTINGS: &[&str] = &[
    "true",
    "false",
    "null",
    "none",
    "None",
    "string",
    "text",
    "hidden",
    "required",
    "optional",
    "deny",
    "allow",
    "warn",
    "current-password",
    "new-password",
];

/// Paths, selectors, addresses, formats and names of types: what is looked up with it, not the thing.
fn is_reference(text: &str) -> bool {
    let letters = |text: &str| text.chars().all(|c| c.is_ascii_alphabetic() || matches!(c, '-' | '_' | '.'));
    let selector = text.starts_with(['#', '.', '@', '/', '-', ':']) && letters(&text[1..]);
    let path = text.contains('/') && !text.contains(|c: char| c.is_ascii_digit());
    selector
        || path
        || REFERS.iter().any(|start| text.starts_with(start))
        || PIECES.iter().any(|piece| text.contains(piece))
        || (text.contains('|') && text.contains(':'))
        || SETTINGS.contains(&text)
        || text.len() > 80
}

fn is_careless(text: &str) -> bool {
    // Figures and signs for letters fool nobody.
    let lower = text.to_ascii_lowercase().replace('@', "a").replace('0', "o").replace('$', "s");
    CARELESS.iter().any(|word| lower.contains(word))
}

/// Eight symbols of which some are letters and some are not, or three kinds of them.
fn is_mixed(text: &str) -> bool {
    let has = |is: fn(&char) -> bool| usize::from(text.chars().any(|c| is(&c)));
    let figures = has(char::is_ascii_digit);
    let small = has(|c| c.is_lowercase());
    let great = has(|c| c.is_uppercase());
    let others = has(|c| !c.is_alphanumeric());
    let kinds = figures + small + great + others;
    let length = text.chars().count();
    (length >= 8 && figures == 1 && small + great > 0) || (length >= 8 && kinds >= 3)
}
