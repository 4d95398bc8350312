//! From what people write to SPDX expressions, never guessing silently.
//!
//! Whatever had to be understood into the text lowers the confidence. Must not know whether a
//! licence is accepted.

use std::collections::HashMap;
use std::sync::LazyLock;

use super::{address, name, words::mark_later};

/// An SPDX expression made from what somebody wrote.
#[derive(Debug, Clone, PartialEq)]
pub struct Normalised {
    /// A valid SPDX expression.
    pub expression: String,
    /// 1 when the text was an expression already; the more was understood into it, the less.
    pub confidence: f32,
}

/// Longest text that is taken for the name of a licence, in bytes.
const LONGEST: usize = 300;

/// How expressions are checked: current and deprecated identifiers, nothing imprecise.
const MODE: spdx::ParseMode = spdx::ParseMode {
    allow_slash_as_or_operator: false,
    allow_imprecise_license_names: false,
    allow_postfix_plus_on_gpl: false,
    allow_deprecated: true,
    allow_unknown: false,
};

/// Identifiers and exceptions by their lower-case spelling, since people write `apache-2.0`.
static IDENTIFIERS: LazyLock<HashMap<String, &'static str>> = LazyLock::new(|| {
    spdx::identifiers::LICENSES.iter().map(|licence| (licence.name.to_lowercase(), licence.name)).collect()
});
static EXCEPTIONS: LazyLock<HashMap<String, &'static str>> = LazyLock::new(|| {
    spdx::identifiers::EXCEPTIONS
        .iter()
        .map(|exception| (exception.name.to_lowercase(), exception.name))
        .collect()
});

/// The SPDX expression that a text means; none when it means none for certain enough.
///
/// Understood are expressions in any case, `MIT/Apache-2.0`, `GPLv3+`, names in French and English,
/// and addresses of licence texts.
#[must_use]
pub fn parse_expression(text: &str) -> Option<Normalised> {
    let text = text.trim().trim_matches(['"', '\'', '`', '<', '>', '*']).trim();
    if text.is_empty() || text.len() > LONGEST {
        return None;
    }
    let single = || address::identify(text).or_else(|| name::identify(text));
    as_expression(text)
        .or_else(|| single().map(|(expression, confidence)| Normalised { expression, confidence }))
        .or_else(|| joined(text))
}

/// The expression of an `SPDX-License-Identifier:` tag on this line.
#[must_use]
pub fn spdx_tag(line: &str) -> Option<String> {
    const TAG: &str = "spdx-license-identifier:";
    // Lower case of ASCII only, so that byte offsets hold for the line itself.
    let at = line.to_ascii_lowercase().find(TAG)?;
    let rest = line.get(at + TAG.len()..)?.trim();
    let rest = ["*/", "-->", "#}", "%>", "--}}", "\"", "'", "`"]
        .iter()
        .fold(rest, |rest, end| rest.split(end).next().unwrap_or(rest).trim());
    as_expression(rest).map(|normalised| normalised.expression)
}

/// Parses an expression already in canonical spelling.
pub(crate) fn parsed(expression: &str) -> Option<spdx::Expression> {
    spdx::Expression::parse_mode(expression, MODE).ok()
}

/// Parses an expression whose identifiers may be in any case; every word must be one.
fn as_expression(text: &str) -> Option<Normalised> {
    let spaced = text.replace('(', " ( ").replace(')', " ) ");
    let mut words = Vec::new();
    let mut confidence: f32 = 1.0;
    let mut after_with = false;
    for word in spaced.split_whitespace() {
        let upper = word.to_ascii_uppercase();
        if matches!(upper.as_str(), "AND" | "OR" | "WITH" | "(" | ")") {
            after_with = upper == "WITH";
            words.push(upper);
            continue;
        }
        if std::mem::take(&mut after_with) {
            words.push((*EXCEPTIONS.get(&word.to_lowercase())?).to_owned());
            continue;
        }
        let (spelt, certainty) = canonical_id(word).or_else(|| slashed(word))?;
        confidence = confidence.min(certainty);
        words.push(spelt);
    }
    let expression = words.join(" ").replace("( ", "(").replace(" )", ")");
    parsed(&expression).map(|_| Normalised { expression, confidence })
}

/// `MIT/Apache-2.0`, as Cargo once wrote it: either.
fn slashed(word: &str) -> Option<(String, f32)> {
    let parts: Vec<_> = word.split('/').map(canonical_id).collect::<Option<_>>()?;
    if parts.len() < 2 {
        return None;
    }
    let ids: Vec<&str> = parts.iter().map(|(id, _)| id.as_str()).collect();
    Some((format!("({})", ids.join(" OR ")), 0.95))
}

/// One identifier in its right spelling; deprecated GNU forms become current ones.
pub(super) fn canonical_id(word: &str) -> Option<(String, f32)> {
    let (bare, later) = word.strip_suffix('+').map_or((word, false), |bare| (bare, true));
    if let Some(reference) = bare.strip_prefix("LicenseRef-") {
        let fits = !reference.is_empty()
            && reference.bytes().all(|b| b.is_ascii_alphanumeric() || matches!(b, b'-' | b'.'));
        return (fits && !later).then(|| (bare.to_owned(), 1.0));
    }
    let id = IDENTIFIERS.get(&bare.to_lowercase()).copied()?;
    if matches!(id, "NONE" | "NOASSERTION") {
        return None;
    }
    if !later && let Some(successor) = successor(id) {
        return Some((successor.to_owned(), 0.95));
    }
    let deprecated = spdx::license_id(id).is_some_and(|known| known.is_deprecated() && known.is_gnu());
    if deprecated {
        let suffix = if later { "or-later" } else { "only" };
        let current = spdx::license_id(&format!("{id}-{suffix}"))?;
        return Some((current.name.to_owned(), if later { 1.0 } else { 0.9 }));
    }
    if later { gnu_later(id).or_else(|| Some((format!("{id}+"), 1.0))) } else { Some((id.to_owned(), 1.0)) }
}

/// What the SPDX list has instead of a deprecated identifier.
fn successor(id: &str) -> Option<&'static str> {
    SUCCESSORS.iter().find(|(old, _)| *old == id).map(|(_, new)| *new)
}

/// After the notes of the list at each deprecated identifier.
const SUCCESSORS: &[(&str, &str)] = &[
    ("bzip2-1.0.5", "bzip2-1.0.6"),
    ("BSD-2-Clause-FreeBSD", "BSD-2-Clause-Views"),
    ("BSD-2-Clause-NetBSD", "BSD-2-Clause"),
    ("StandardML-NJ", "SMLNJ"),
    ("Nunit", "zlib-acknowledgement"),
    ("GPL-2.0-with-autoconf-exception", "GPL-2.0-only WITH Autoconf-exception-2.0"),
    ("GPL-2.0-with-bison-exception", "GPL-2.0-only WITH Bison-exception-2.2"),
    ("GPL-2.0-with-classpath-exception", "GPL-2.0-only WITH Classpath-exception-2.0"),
    ("GPL-2.0-with-font-exception", "GPL-2.0-only WITH Font-exception-2.0"),
    ("GPL-2.0-with-GCC-exception", "GPL-2.0-only WITH GCC-exception-2.0"),
    ("GPL-3.0-with-autoconf-exception", "GPL-3.0-only WITH Autoconf-exception-3.0"),
    ("GPL-3.0-with-GCC-exception", "GPL-3.0-only WITH GCC-exception-3.1"),
    ("eCos-2.0", "GPL-2.0-or-later WITH eCos-exception-2.0"),
    ("wxWindows", "LGPL-2.0-or-later WITH WxWindows-exception-3.1"),
];

/// `GPL-3.0-only+` contradicts itself; `GPL-3.0-or-later+` says it twice.
fn gnu_later(id: &str) -> Option<(String, f32)> {
    spdx::license_id(id)?.is_gnu().then(|| (id.replace("-only", "-or-later"), 0.7))
}

/// Several names joined by one word: `MPL 2.0 et EPL 1.0`, `GPLv3 ou CeCILL 2.1`.
fn joined(text: &str) -> Option<Normalised> {
    let folded = mark_later(text);
    for (separator, operator, certainty) in [
        (" or ", " OR ", 0.9),
        (" ou ", " OR ", 0.9),
        ("/", " OR ", 0.8),
        (" and ", " AND ", 0.8),
        (" et ", " AND ", 0.8),
    ] {
        let parts: Vec<&str> = folded.split(separator).collect();
        if parts.len() < 2 {
            continue;
        }
        let named: Option<Vec<_>> = parts.iter().map(|part| name::identify(part)).collect();
        if let Some(named) = named {
            let confidence = named.iter().fold(certainty, |least: f32, (_, each)| least.min(*each));
            let ids: Vec<&str> = named.iter().map(|(id, _)| id.as_str()).collect();
            return Some(Normalised { expression: ids.join(operator), confidence });
        }
    }
    None
}

#[cfg(test)]
mod tests;
