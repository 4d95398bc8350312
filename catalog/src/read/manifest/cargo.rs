//! Rust's `Cargo.toml`, with what its members inherit from the workspace.
//!
//! Targets that Cargo finds by itself are not looked for.

use super::authors;
use crate::model::Field;
use crate::read::sheet::Sheet;
use crate::read::tree::toml;

/// Keys of a package with the fields they claim.
const ADDRESSES: &[(&str, Field)] = &[
    ("homepage", Field::Website),
    ("documentation", Field::Documentation),
    ("repository", Field::Repository),
];

pub(in crate::read) fn cargo(sheet: &mut Sheet<'_>, text: &str) {
    let Some(root) = sheet.root(toml::parse(text), "TOML") else { return };
    // A workspace root without a package may carry the values its members inherit.
    let (prefix, Some(package)) = (match (root.get("package"), root.at("workspace.package")) {
        (Some(package), _) => ("package", Some(package)),
        (None, inherited) => ("workspace.package", inherited),
    }) else {
        return;
    };
    let inherited = |key: &str| match package.get(key) {
        Some(node) if node.get("workspace").is_some() => {
            root.at("workspace.package").and_then(|from| from.get(key))
        }
        other => other,
    };
    let path = |key: &str| format!("{prefix}.{key}");
    sheet.claim(Field::Name, &path("name"), inherited("name"));
    sheet.claim(Field::Summary, &path("description"), inherited("description"));
    sheet.claim(Field::Version, &path("version"), inherited("version"));
    sheet.claim_each(Field::Keyword, &path("keywords"), inherited("keywords"));
    sheet.claim_each(Field::Keyword, &path("categories"), inherited("categories"));
    for (key, field) in ADDRESSES {
        sheet.address(*field, &path(key), inherited(key));
    }
    if let Some((text, node)) = inherited("license").and_then(|node| Some((node.text()?, node))) {
        sheet.licence(text, &path("license"), node.line, 1.0);
    }
    authors(sheet, &path("authors"), inherited("authors"));
    if let (Some(library), None) = (root.get("lib"), root.get("bin")) {
        sheet.say(Field::Kind, "library", Some("lib"), library.line, 0.6);
    }
    if let Some(node) = root.at("badges.maintenance.status") {
        sheet.status(node.text().unwrap_or_default(), "badges.maintenance.status", node.line, 0.8);
    }
}

#[cfg(test)]
mod tests {
    use crate::model::Field;
    use crate::read::{Format, read};

    #[test]
    fn a_library_that_is_deprecated_says_both() {
        let text = "[package]\nname = \"x\"\n[lib]\n[badges]\nmaintenance = { status = \"deprecated\" }\n";
        let fields = read(Format::CargoToml, "Cargo.toml", text.as_bytes()).fields;
        assert_eq!(fields.value(Field::Kind), Some("library"));
        assert_eq!(fields.value(Field::Status), Some("obsolete"));
    }
}
