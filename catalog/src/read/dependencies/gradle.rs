//! Java: `build.gradle`, by its lines of the form `implementation 'group:name:version'`.
//!
//! A build file is a program: read as text and never run.

use super::{Found, exact};
use crate::model::Register;

/// What may stand before a dependency.
const KINDS: &[&str] = &[
    "implementation",
    "api",
    "compileOnly",
    "runtimeOnly",
    "testImplementation",
    "compile",
    "annotationProcessor",
];

pub(super) fn manifest(found: &mut Found<'_>, text: &str) {
    for (line, content) in (1..).zip(text.lines().take(5_000)) {
        let content = content.trim();
        let Some(rest) = KINDS.iter().find_map(|kind| content.strip_prefix(kind)) else { continue };
        let Some(quoted) = rest.trim_start_matches([' ', '(']).strip_prefix(['"', '\'']) else { continue };
        let quoted = quoted.split(['"', '\'']).next().unwrap_or_default();
        let parts: Vec<&str> = quoted.split(':').collect();
        if let [group, name, version @ ..] = parts.as_slice()
            && !quoted.contains('$')
        {
            let version = version.first().and_then(|version| exact(version));
            found.add(Register::Maven, &format!("{group}/{name}"), version, Some(line));
        }
    }
}
