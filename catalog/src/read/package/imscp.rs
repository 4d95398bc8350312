//! IMS content packages, SCORM and Common Cartridge: what the manifest says of the whole and of its parts.
//!
//! The manifest may come alone. A package inside a package is opened, one level deep. Must not know the
//! other formats.

mod lom;
mod parts;

use super::super::decode::decode;
use super::super::name::named_after;
use super::super::sheet::Sheet;
use super::super::teaching::taught;
use super::super::tree::Node;
use super::address::beside;
use super::entries::{ENTRY, Package, markup};
use super::prose::Prose;
use crate::model::{Field, Severity};
use crate::vocabulary::fold::fold;

const MANIFEST: &str = "imsmanifest.xml";

pub(in crate::read) fn read(sheet: &mut Sheet<'_>, bytes: &[u8]) {
    let mut prose = Prose::default();
    let is_archive = bytes.starts_with(b"PK") || !sheet.path().to_lowercase().ends_with(".xml");
    let told = if is_archive {
        let Some(mut package) = Package::open(sheet, bytes, "a content package") else { return };
        of_package(sheet, &mut package, &mut prose)
    } else {
        let (text, finding) = decode(sheet.path(), bytes, ENTRY);
        sheet.add(finding);
        manifest(sheet, MANIFEST, &text).is_some_and(|root| {
            let told = of_manifest(sheet, &root, None);
            parts::titles(&root, &mut prose);
            parts::carry_all(sheet, None, MANIFEST, &root);
            told
        })
    };
    if !sheet.says(Field::Name) {
        let path = sheet.path();
        let folder = path.rsplit_once('/').filter(|(_, name)| name.eq_ignore_ascii_case(MANIFEST));
        named_after(sheet, folder.map_or(path, |(folder, _)| folder));
    }
    prose.keep(sheet, told);
}

/// The manifest that stands least deep.
fn place(package: &Package<'_>) -> Option<String> {
    let named = |name: &&str| name.rsplit('/').next().is_some_and(|last| last.eq_ignore_ascii_case(MANIFEST));
    package.names().filter(named).min_by_key(|name| name.matches('/').count()).map(str::to_owned)
}

/// Whether the package says its language.
fn of_package(sheet: &mut Sheet<'_>, package: &mut Package<'_>, prose: &mut Prose) -> bool {
    let Some(place) = place(package) else {
        let told = (
            format!("{} is not a content package: it holds no {MANIFEST}", sheet.path()),
            "Export it again from the program it was made with, as SCORM or Common Cartridge.",
        );
        sheet.find(Severity::Error, "manifest_absent", told, None, None);
        return false;
    };
    let text = package.text(sheet, &place).unwrap_or_default();
    let Some(root) = manifest(sheet, &place, &text) else {
        parts::pages(sheet, package, None, prose);
        return false;
    };
    let apart = lom_apart(sheet, package, &place, &root);
    let told = of_manifest(sheet, &root, apart.as_ref());
    parts::titles(&root, prose);
    parts::carry_all(sheet, Some(package), &place, &root);
    parts::pages(sheet, package, Some((&place, &root)), prose);
    parts::packages(sheet, package, prose);
    told
}

/// The root of a manifest; an empty one is a finding.
fn manifest(sheet: &mut Sheet<'_>, place: &str, text: &str) -> Option<Node> {
    if text.trim().is_empty() {
        let told = (
            format!("{}: its {place} is empty, so that nothing says what the package is", sheet.path()),
            "Export the package again from the program it was made with.",
        );
        sheet.find(Severity::Error, "manifest_empty", told, Some(place), None);
        return None;
    }
    markup(sheet, place, text)
}

/// A record that the manifest names by its place.
fn lom_apart(sheet: &mut Sheet<'_>, package: &mut Package<'_>, place: &str, root: &Node) -> Option<Node> {
    let address = root.at("metadata.location").and_then(Node::text)?;
    let name = beside(place, address).filter(|name| package.holds(name))?;
    package.xml(sheet, &name)
}

/// What the manifest says of the whole; whether it says a language.
fn of_manifest(sheet: &mut Sheet<'_>, root: &Node, apart: Option<&Node>) -> bool {
    standard(sheet, root);
    sheet.say(Field::ResourceKind, "course", Some("format"), None, 0.6);
    let organisation =
        root.at("organizations.learning-design").or_else(|| root.at("organizations.organization"));
    let within = organisation.and_then(|node| node.at("metadata.lom"));
    let records: Vec<&Node> = [root.at("metadata.lom"), apart, within].into_iter().flatten().collect();
    let mut told = false;
    for record in &records {
        told |= lom::claims(sheet, record);
    }
    if let Some(title) = organisation.and_then(|node| node.get("title")).and_then(Node::text) {
        sheet.say(Field::Name, title, Some("organization.title"), None, 0.8);
        taught(sheet, title, ("organization.title", None), 0.5);
    }
    told
}

/// What the package runs on, by the standard that it names.
fn standard(sheet: &mut Sheet<'_>, root: &Node) {
    let said = |path: &str| root.at(path).and_then(Node::text).unwrap_or_default();
    let (schema, version) = (fold(said("metadata.schema")), said("metadata.schemaversion"));
    let known = [
        ("scorm", "SCORM"),
        ("common cartridge", "Common Cartridge"),
        ("ims content", "IMS Content Package"),
    ];
    if let Some((_, name)) = known.iter().find(|(sign, _)| schema.contains(sign)) {
        sheet.say(Field::Platform, format!("{name} {version}").trim(), Some("schema"), None, 0.9);
    }
}

#[cfg(test)]
mod tests;
