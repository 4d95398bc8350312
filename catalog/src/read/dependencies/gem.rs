//! Ruby: `Gemfile.lock`, whose specifications stand four spaces in.
//!
//! What each of them needs stands deeper and is listed on its own.

use super::Found;
use crate::model::Register;

pub(super) fn lock(found: &mut Found<'_>, text: &str) {
    let mut inside = false;
    for (line, content) in (1..).zip(text.lines()) {
        if !content.starts_with(' ') {
            inside = content.trim_end() == "GEM";
        }
        let Some(one) = content.strip_prefix("    ").filter(|one| inside && !one.starts_with(' ')) else {
            continue;
        };
        if let Some((name, version)) = one.trim_end().trim_end_matches(')').split_once(" (") {
            // `nokogiri (1.15.0-x86_64-linux)` names a platform too.
            let version = version.split('-').next().unwrap_or(version);
            found.add(Register::Gem, name, Some(version), Some(line));
        }
    }
}
