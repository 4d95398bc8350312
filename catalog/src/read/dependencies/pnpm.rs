//! pnpm: `pnpm-lock.yaml`, by the keys of its `packages`, which name package and version.
//!
//! Such files are too large for a tree and simple enough for lines.

use super::Found;
use crate::model::Register;

pub(super) fn lock(found: &mut Found<'_>, text: &str) {
    let mut inside = false;
    for (line, content) in (1..).zip(text.lines()) {
        if !content.starts_with([' ', '#']) && !content.is_empty() {
            inside = content.trim_end() == "packages:";
        } else if inside && content.starts_with("  ") && !content.starts_with("   ") {
            let key = content.trim().trim_end_matches("{}").trim_end().trim_end_matches(':');
            if let Some((name, version)) = package(key.trim_matches(['\'', '"'])) {
                found.add(Register::Npm, name, Some(version), Some(line));
            }
        }
    }
}

/// `/@vue/compat/3.4.0_peer`, `/@vue/compat@3.4.0(peer@1)`, `@vue/compat@3.4.0`.
fn package(key: &str) -> Option<(&str, &str)> {
    let key = key.strip_prefix('/').unwrap_or(key);
    let key = key.split('(').next()?;
    let (name, version) = match key.get(1..)?.rfind('@') {
        Some(at) => (&key[..=at], &key[at + 2..]),
        None => key.rsplit_once('/')?,
    };
    let version = version.split('_').next()?;
    (version.starts_with(|c: char| c.is_ascii_digit()) && !name.contains(':')).then_some((name, version))
}
