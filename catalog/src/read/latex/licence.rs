//! The licence that a document prints by a package: `doclicense`, `ccicons`.
//!
//! Must not know prose.

use super::argument::{all, options};
use crate::read::sheet::Sheet;

/// Icons of ccicons, the longest first, with what they show.
const ICONS: &[(&str, &str)] = &[
    ("ccbyncsaeu", "CC BY-NC-SA"),
    ("ccbyncndeu", "CC BY-NC-ND"),
    ("ccbyncsa", "CC BY-NC-SA"),
    ("ccbyncnd", "CC BY-NC-ND"),
    ("ccbynceu", "CC BY-NC"),
    ("ccbync", "CC BY-NC"),
    ("ccbysa", "CC BY-SA"),
    ("ccbynd", "CC BY-ND"),
    ("cczero", "CC0"),
    ("ccby", "CC BY"),
];

pub(super) fn claims(sheet: &mut Sheet<'_>, source: &str) {
    for package in all(source, "usepackage").filter(|package| package.argument.trim() == "doclicense") {
        let options = options(package.options);
        let said = |name: &str| options.iter().find(|(key, _)| *key == name).map(|(_, value)| *value);
        // What is not said has a value in the package itself, which the document then prints.
        let kind = said("type").unwrap_or("CC");
        let text = match kind.to_ascii_uppercase().as_str() {
            "CC" => {
                let (modifier, version) =
                    (said("modifier").unwrap_or("by"), said("version").unwrap_or("4.0"));
                if modifier == "zero" {
                    "CC0-1.0".to_owned()
                } else {
                    format!("CC-{}-{version}", modifier.to_uppercase())
                }
            }
            "CC0" => "CC0-1.0".to_owned(),
            _ => kind.to_owned(),
        };
        sheet.licence(&text, "doclicense", Some(package.line), 1.0);
    }
    if let Some((text, line)) = icon(source) {
        sheet.licence(&text, "ccicons", Some(line), 0.9);
    }
}

/// The first icon that is used, not defined, with the version that may follow it.
fn icon(source: &str) -> Option<(String, u32)> {
    for (at, _) in source.match_indices("\\cc").take(200) {
        let rest = &source[at + 1..];
        let name: String = rest.chars().take_while(char::is_ascii_alphabetic).take(20).collect();
        let Some((_, shown)) = ICONS.iter().find(|(known, _)| *known == name) else { continue };
        let defines =
            ["newcommand{", "newcommand", "def", "let"].iter().any(|word| source[..at].ends_with(word));
        if defines {
            continue;
        }
        let line = u32::try_from(source[..at].matches('\n').count() + 1).unwrap_or(u32::MAX);
        let after = &rest[name.len()..];
        let after = after.trim_start_matches(['~', ' ', '{', '}', '\\', ',']);
        let version: String = after.chars().take_while(|c| c.is_ascii_digit() || *c == '.').take(4).collect();
        let version = version.trim_end_matches('.');
        let is_version = version.len() == 3 && version.as_bytes()[1] == b'.';
        return Some((if is_version { format!("{shown} {version}") } else { (*shown).to_owned() }, line));
    }
    None
}
