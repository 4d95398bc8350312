//! Something to paste beside a remedy: the command, or the lines of the file.
//!
//! Paths come from outside: in a command they are quoted, in a file they are written as its format has
//! them, and one that cannot be is left out. Must not say what is wrong.

use glane_catalog::model::{Examination, Finding, ReasonCode, Sighting};
use glane_catalog::read::Format;
use jiff::ToSpan as _;
use jiff::civil::Date;

/// Where the whole text of every SPDX licence can be had.
const TEXTS: &str = "https://raw.githubusercontent.com/spdx/license-list-data/main/text";

/// What to begin with when the gate holds a repository.
pub(super) fn of_reason(code: ReasonCode, examination: &Examination) -> Option<String> {
    match code {
        ReasonCode::NoLicence => {
            let teaches = !examination.resources.is_empty() && examination.languages.is_empty();
            Some(text_of_licence(if teaches { "CC-BY-SA-4.0" } else { "EUPL-1.2" }))
        }
        _ => None,
    }
}

/// What to begin with for a finding.
pub(super) fn of_finding(finding: &Finding, examination: &Examination) -> Option<String> {
    let path = finding.path.as_deref()?;
    let licence = examination.licence.expression.as_deref();
    match finding.code.as_str() {
        "licence_conflict" | "licence_unrecognised" | "publiccode_licence" => {
            declaration(path, licence.unwrap_or("EUPL-1.2"))
        }
        "licence_text_unknown" | "licence_text_partial" | "licence_text_other" => {
            Some(text_of_licence(licence.filter(|id| is_one(id)).unwrap_or("EUPL-1.2")))
        }
        "not_utf8" => quoted(path)
            .map(|path| format!("iconv -f WINDOWS-1252 -t UTF-8 {path} > utf8.tmp && mv utf8.tmp {path}")),
        "publiccode_missing" => missing(finding.key.as_deref()?),
        _ => None,
    }
}

/// What lets a thing pass that may be public, in the repository itself.
pub(super) fn waiver(seen: &Sighting, today: Date) -> Option<String> {
    let literal = !seen.path.contains(['*', '?', '[', '{', '\\']) && seen.object.is_some();
    let path = toml::Value::String(seen.path.clone()).to_string();
    let until = today.checked_add(6.months()).ok()?;
    literal.then(|| {
        format!(
            "# .publication.toml\n[[waiver]]\nrule = \"{}\"\npath = {path}\nreason = \"…\"\nuntil = {until}",
            seen.rule
        )
    })
}

fn is_one(expression: &str) -> bool {
    !expression.contains(' ') && !expression.starts_with("LicenseRef-")
}

fn text_of_licence(id: &str) -> String {
    format!("curl -fsSL -o LICENSE {TEXTS}/{id}.txt")
}

/// The licence as each format declares it.
fn declaration(path: &str, licence: &str) -> Option<String> {
    Some(match Format::of(path)? {
        Format::Publiccode => format!("legal:\n  license: {licence}"),
        Format::Codemeta if is_one(licence) => {
            format!("\"license\": \"https://spdx.org/licenses/{licence}\"")
        }
        Format::Citation => format!("license: {licence}"),
        Format::CargoToml | Format::PyprojectToml => format!("license = \"{licence}\""),
        Format::PackageJson | Format::ComposerJson => format!("\"license\": \"{licence}\""),
        Format::SetupCfg => format!("license = {licence}"),
        Format::PomXml => format!("<licenses><license><name>{licence}</name></license></licenses>"),
        Format::Gemspec => format!("spec.license = \"{licence}\""),
        Format::RDescription => format!("License: {licence}"),
        Format::Csproj => format!("<PackageLicenseExpression>{licence}</PackageLicenseExpression>"),
        Format::Readme => format!("## Licence\n\n{licence}"),
        _ => return None,
    })
}

/// Keys that publiccode.yml must have, with a value to replace.
fn missing(key: &str) -> Option<String> {
    let language = || key.split('.').nth(1).unwrap_or("fr").to_owned();
    let under_language = |line: &str| format!("description:\n  {}:\n    {line}", language());
    Some(match key.rsplit('.').next()? {
        "publiccodeYmlVersion" => "publiccodeYmlVersion: \"0.7\"".to_owned(),
        "platforms" => "platforms:\n  - web".to_owned(),
        "developmentStatus" => "developmentStatus: stable".to_owned(),
        "softwareType" => "softwareType: standalone/web".to_owned(),
        "shortDescription" => under_language("shortDescription: …"),
        "longDescription" => under_language("longDescription: >\n      …"),
        "features" => under_language("features:\n      - …"),
        "license" => "legal:\n  license: EUPL-1.2".to_owned(),
        "type" if key.starts_with("maintenance") => "maintenance:\n  type: community".to_owned(),
        "contacts" => "maintenance:\n  contacts:\n    - name: …".to_owned(),
        "localisationReady" => "localisation:\n  localisationReady: false".to_owned(),
        "availableLanguages" => "localisation:\n  availableLanguages:\n    - fr".to_owned(),
        _ => return None,
    })
}

/// A path as a shell takes it for itself; none for one that a terminal would not show.
fn quoted(path: &str) -> Option<String> {
    let shown = !path.chars().any(char::is_control) && !path.starts_with('-');
    shown.then(|| format!("'{}'", path.replace('\'', "'\\''")))
}

#[cfg(test)]
mod tests {
    use glane_catalog::model::Severity;

    use super::*;

    fn after(code: &str, path: &str) -> Option<String> {
        let finding = Finding::new(Severity::Warning, code, "", "").in_file(path, None);
        of_finding(&finding, &Examination::default())
    }

    #[test]
    fn a_declaration_is_written_as_its_file_has_it() {
        assert_eq!(after("licence_conflict", "Cargo.toml").as_deref(), Some("license = \"EUPL-1.2\""));
        assert_eq!(
            after("licence_conflict", "publiccode.yml").as_deref(),
            Some("legal:\n  license: EUPL-1.2")
        );
        assert_eq!(after("licence_conflict", "notes.xyz"), None);
    }

    #[test]
    fn a_name_of_a_file_is_never_a_command() {
        let told = after("not_utf8", "a'; rm -rf .; '.md").unwrap();
        assert!(told.contains("'a'\\''; rm -rf .; '\\''.md'"), "{told}");
        assert_eq!(after("not_utf8", "-rf.md"), None);
        assert_eq!(after("not_utf8", "a\u{1b}[2J.md"), None);
    }
}
