//! Python: `requirements.txt`, one requirement a line.
//!
//! Options, paths and addresses name no package of the register.

use super::Found;
use crate::model::Register;

pub(super) fn read(found: &mut Found<'_>, text: &str) {
    for (line, content) in (1..).zip(text.lines()) {
        if let Some((name, version)) = requirement(content) {
            found.add(Register::Pypi, name, version, Some(line));
        }
    }
}

/// Name and fixed version of `name[extra]==1.2 ; python_version > "3"`.
pub(super) fn requirement(text: &str) -> Option<(&str, Option<&str>)> {
    let text = text.split(" #").next().unwrap_or(text).split(';').next().unwrap_or(text).trim();
    if text.starts_with(['-', '#', '.', '/']) || text.contains("://") || text.contains(" @ ") {
        return None;
    }
    let end = text.find(|c: char| !c.is_ascii_alphanumeric() && !matches!(c, '.' | '_' | '-'));
    let (name, rest) = text.split_at(end.unwrap_or(text.len()));
    let rest = if rest.starts_with('[') { rest.split_once(']').map_or("", |(_, rest)| rest) } else { rest };
    let version = rest.trim().strip_prefix("==").map(|version| version.trim_matches(['=', ' ']));
    let version = version.map(|version| version.split_whitespace().next().unwrap_or_default());
    let fixed = version.filter(|version| !version.contains(['*', ',', '<', '>', '!']));
    (name.starts_with(|c: char| c.is_ascii_alphanumeric())).then_some((name, fixed))
}
