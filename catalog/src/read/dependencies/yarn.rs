//! Yarn: `yarn.lock`, its own format of version 1 and the YAML of later ones, by their lines.
//!
//! A heading names what is asked for, a line below it the version.

use super::Found;
use crate::model::Register;

pub(super) fn lock(found: &mut Found<'_>, text: &str) {
    let mut named: Option<(String, u32)> = None;
    for (line, content) in (1..).zip(text.lines()) {
        if !content.starts_with([' ', '#']) && content.ends_with(':') {
            named = asked(content.trim_end_matches(':')).map(|name| (name, line));
        } else if let Some(version) = content.strip_prefix("  version") {
            let version = version.trim_start_matches([':', ' ']).trim_matches('"');
            if let Some((name, line)) = named.take() {
                found.add(Register::Npm, &name, Some(version), Some(line));
            }
        }
    }
}

/// The name before the range, `"@babel/core@npm:^7.0.0, …"`; none for a part of the same repository.
fn asked(heading: &str) -> Option<String> {
    let first = heading.trim_matches('"').split(',').next()?.trim().trim_matches('"');
    let at = first.get(1..)?.find('@')? + 1;
    let range = &first[at + 1..];
    let near = ["workspace:", "link:", "portal:", "file:"].iter().any(|near| range.starts_with(near));
    // An alias asks for another package under this name.
    let other = range.strip_prefix("npm:").filter(|other| other.contains('@'));
    let name = other.and_then(|other| Some(&other[..other.get(1..)?.find('@')? + 1])).unwrap_or(&first[..at]);
    (!near).then(|| name.to_owned())
}
