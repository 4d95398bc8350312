//! Names of copies: from a project's path to a short name that every host accepts.
//!
//! Pure text; must not know which names are taken: who does compares them without case, as hosts do.

mod strict;

use std::fmt::Write as _;

use glane_catalog::model::SourceProject;
use sha2::{Digest, Sha256};

pub use self::strict::{for_forgejo, for_gitlab};

/// The longest name: GitHub's limit, in characters (ours are ASCII).
pub const LONGEST: usize = 100;

/// Endings that hosts keep for themselves.
const RESERVED_ENDINGS: [&str; 3] = [".git", ".wiki", ".atom"];

/// The name a naming rule gives a project: `{forge}`, `{path}` (slashes become hyphens), `{name}` (last segment).
///
/// A name too long is cut and ends with a few digits of the project's key, so that two long
/// paths with the same beginning stay two names.
#[must_use]
pub fn name_for(rule: &str, project: &SourceProject) -> String {
    let last = project.path.rsplit('/').next().unwrap_or_default();
    let filled = fill(rule, project.key.forge.as_str(), &project.path, last);
    let name = legal(&filled);
    let key = project.key.to_string();
    if name.is_empty() {
        return format!("projet-{}", digits(&key, 8));
    }
    if name.len() <= LONGEST { name } else { ended(&name, &format!("-{}", digits(&key, 8))) }
}

/// Another name when the first is taken: `name-2`, `name-3` …, never longer than a name may be.
#[must_use]
pub fn with_suffix(name: &str, number: u32) -> String {
    ended(name, &format!("-{number}"))
}

/// The first hexadecimal digits of a text's SHA-256.
pub(super) fn digits(text: &str, count: usize) -> String {
    let mut hex = String::with_capacity(64);
    for byte in Sha256::digest(text.as_bytes()) {
        let _ = write!(hex, "{byte:02x}");
    }
    hex.truncate(count);
    hex
}

/// Fills the places in one pass: what is put in is never read as a place.
fn fill(rule: &str, forge: &str, path: &str, name: &str) -> String {
    let mut filled = String::new();
    let mut rest = rule;
    while let Some(at) = rest.find('{') {
        filled.push_str(&rest[..at]);
        rest = &rest[at..];
        let place = [("{forge}", forge), ("{path}", path), ("{name}", name)]
            .into_iter()
            .find(|(place, _)| rest.starts_with(place));
        let (written, value) = place.unwrap_or(("{", "-"));
        filled.push_str(value);
        rest = &rest[written.len()..];
    }
    filled.push_str(rest);
    filled
}

/// Folds a text to `[A-Za-z0-9._-]`, without a leading or trailing mark and without a reserved ending.
fn legal(text: &str) -> String {
    let mut name = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            'a'..='z' | 'A'..='Z' | '0'..='9' | '.' | '_' => name.push(c),
            _ if c.is_uppercase() => name.push_str(&capital(c)),
            _ => name.push_str(folded(c)),
        }
        if name.ends_with("--") || name.ends_with("..") {
            name.pop();
        }
    }
    loop {
        let shorter = name.trim_matches(['-', '.']);
        let ends = |end: &&str| {
            let at = shorter.len().checked_sub(end.len())?;
            shorter.get(at..)?.eq_ignore_ascii_case(end).then_some(at)
        };
        let shorter = RESERVED_ENDINGS.iter().find_map(ends).map_or(shorter, |at| &shorter[..at]);
        if shorter.len() == name.len() {
            return name;
        }
        name = shorter.to_owned();
    }
}

/// A capital without its accent.
fn capital(c: char) -> String {
    let plain = folded(c);
    let mut letters = plain.chars();
    letters.next().map(|first| first.to_ascii_uppercase().to_string() + letters.as_str()).unwrap_or_default()
}

/// The letters of French and its neighbours without their accents; anything else becomes a hyphen.
fn folded(c: char) -> &'static str {
    match c {
        'À'..='Å' | 'à'..='å' => "a",
        'Æ' | 'æ' => "ae",
        'Ç' | 'ç' => "c",
        'È'..='Ë' | 'è'..='ë' => "e",
        'Ì'..='Ï' | 'ì'..='ï' => "i",
        'Ñ' | 'ñ' => "n",
        'Ò'..='Ö' | 'Ø' | 'ò'..='ö' | 'ø' => "o",
        'Œ' | 'œ' => "oe",
        'ß' => "ss",
        'Ù'..='Ü' | 'ù'..='ü' => "u",
        'Ý' | 'Ÿ' | 'ý' | 'ÿ' => "y",
        _ => "-",
    }
}

/// A name with an ending, cut so that both fit. Names are ASCII, so any cut is at a character.
pub(super) fn ended(name: &str, ending: &str) -> String {
    let room = LONGEST.saturating_sub(ending.len());
    let kept: String = name.chars().take(room).collect();
    format!("{}{ending}", kept.trim_end_matches(['-', '.']))
}

#[cfg(test)]
mod tests {
    use glane_catalog::model::{ForgeId, ProjectKey};

    use super::*;

    pub(super) fn project(path: &str) -> SourceProject {
        SourceProject {
            name: path.to_owned(),
            ..SourceProject::public(
                ProjectKey { forge: ForgeId::new("mim").unwrap(), id: format!("id of {path}") },
                path,
            )
        }
    }

    #[test]
    fn namesakes_in_two_groups_get_two_names() {
        assert_eq!(name_for("{path}", &project("a/site")), "a-site");
        assert_eq!(name_for("{path}", &project("b/sub/site")), "b-sub-site");
        assert_eq!(name_for("{forge}-{name}", &project("b/sub/Site")), "mim-Site");
    }

    #[test]
    fn names_are_legal_on_every_host() {
        for (path, name) in [
            ("Élèves/Cahier d’été", "Eleves-Cahier-d-ete"),
            ("œuvre/ÇA", "oeuvre-CA"),
            ("Œuvres/ScratchJr", "Oeuvres-ScratchJr"),
            ("g/outil.GIT", "g-outil"),
            ("g/.github", "g-.github"),
            (".github", "github"),
            ("g/outil.git", "g-outil"),
            ("g/outil.wiki.git", "g-outil"),
            ("g/a..b--c", "g-a.b-c"),
            ("g/c++", "g-c"),
            ("g/{forge}", "g-forge"),
        ] {
            assert_eq!(name_for("{path}", &project(path)), name, "{path}");
        }
    }

    #[test]
    fn a_name_of_nothing_legal_still_is_one() {
        for path in ["日本", "..", "-", "./-"] {
            let name = name_for("{path}", &project(path));
            assert!(name.starts_with("projet-") && name.len() == 15, "{name}");
        }
    }

    #[test]
    fn long_names_are_cut_and_stay_apart() {
        let (a, b) = ("g/".to_owned() + &"x".repeat(120) + "a", "g/".to_owned() + &"x".repeat(120) + "b");
        let (a, b) = (name_for("{path}", &project(&a)), name_for("{path}", &project(&b)));
        assert_eq!((a.len(), b.len()), (100, 100));
        assert_ne!(a, b);
        assert_eq!(with_suffix(&a, 12).len(), 100);
        assert_eq!(with_suffix("g-site", 2), "g-site-2");
    }

    #[test]
    fn digits_are_those_of_sha_256() {
        // `printf abc | sha256sum`
        assert_eq!(digits("abc", 12), "ba7816bf8f01");
    }
}
