//! Go: `go.mod`, which fixes the versions of what is required.
//!
//! Replacements by a folder are not followed.

use super::Found;
use crate::model::Register;

pub(super) fn manifest(found: &mut Found<'_>, text: &str) {
    let mut inside = false;
    for (line, content) in (1..).zip(text.lines()) {
        let content = content.split("//").next().unwrap_or_default().trim();
        let required = match content {
            "require (" => {
                inside = true;
                continue;
            }
            ")" => {
                inside = false;
                continue;
            }
            _ if inside => content,
            _ => match content.strip_prefix("require ") {
                Some(one) => one,
                None => continue,
            },
        };
        let mut words = required.split_whitespace();
        if let (Some(name), Some(version)) = (words.next(), words.next()) {
            found.add(Register::Golang, name.trim_matches('"'), Some(version), Some(line));
        }
    }
}
