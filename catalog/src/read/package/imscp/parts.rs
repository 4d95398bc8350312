//! The parts of a package: titles in their order, files with their rights, pages, packages inside it.
//!
//! Must not know what the package says of the whole.

use std::collections::{HashMap, HashSet};

use super::super::super::decode::PROSE_LIMIT;
use super::super::super::sheet::Sheet;
use super::super::super::tree::{Node, xml};
use super::super::address::beside;
use super::super::credit::{carry, tag};
use super::super::entries::{Package, markup};
use super::super::prose::Prose;
use super::{lom, place};
use crate::model::{Attachment, Field, Severity};

/// Most packages inside a package that are opened.
const INSIDE: usize = 20;

/// What a platform keeps for itself: nothing that a person takes away.
fn is_of_platform(name: &str) -> bool {
    OF_PLATFORM.iter().any(|own| name.starts_with(own)) || name.ends_with(".xml") || name.ends_with(".qti")
}

/// Its folders.
const OF_PLATFORM: &[&str] = &["course_settings/", "non_cc_assessments/"];

/// Gathers the titles of parts: of an organisation's items, or of what a learning design is made of.
pub(super) fn titles(root: &Node, prose: &mut Prose) {
    for organisation in root.get("organizations").into_iter().flat_map(|node| node.all("organization")) {
        items(organisation, prose);
    }
    for object in objects(root) {
        object.get("title").and_then(Node::text).into_iter().for_each(|title| prose.item(title));
    }
}

/// The depth is bounded by that of XML as it was read.
fn items(node: &Node, prose: &mut Prose) {
    for item in node.all("item") {
        let title = item.get("title").and_then(Node::text).unwrap_or_default();
        if item.get("item").is_some() {
            prose.plain(title);
        } else {
            prose.item(title);
        }
        items(item, prose);
    }
}

/// The objects of a learning design, each with a title and a record of its own.
fn objects(root: &Node) -> impl Iterator<Item = &Node> {
    let environments = root.at("organizations.learning-design.components.environments");
    environments
        .into_iter()
        .flat_map(|list| list.all("environment"))
        .flat_map(|one| one.all("learning-object"))
}

/// Notes the files that resources lead to, with the rights of the object that is made of them.
pub(super) fn carry_all(sheet: &mut Sheet<'_>, package: Option<&Package<'_>>, manifest: &str, root: &Node) {
    let mut credits = HashMap::new();
    for object in objects(root) {
        if let Some((id, record)) =
            object.at("item.@identifierref").and_then(Node::text).zip(object.at("metadata.lom"))
        {
            credits.insert(id, lom::credit(record));
        }
    }
    let mut seen = HashSet::new();
    for resource in root.get("resources").into_iter().flat_map(|list| list.all("resource")) {
        let own = resource
            .at("metadata.lom")
            .map(lom::credit)
            .filter(|(licence, author)| licence.is_some() || author.is_some());
        let id = resource.get("@identifier").and_then(Node::text).unwrap_or_default();
        let (licence, author) = own.or_else(|| credits.get(id).cloned()).unwrap_or_default();
        for name in files(resource, manifest) {
            let bytes = package.and_then(|package| package.size(&name));
            let there = package.is_none_or(|package| package.holds(&name))
                && bytes != Some(0)
                && !is_of_platform(&name);
            if there && seen.insert(name.clone()) {
                let file = Attachment {
                    place: name,
                    bytes,
                    licence: licence.clone(),
                    author: author.clone(),
                    ..Attachment::default()
                };
                carry(sheet, file);
            }
        }
    }
}

/// The entries that a resource is made of.
fn files(resource: &Node, manifest: &str) -> Vec<String> {
    let base = resource.get("@base").and_then(Node::text).unwrap_or_default();
    let own = resource.get("@href").and_then(Node::text);
    let others = resource.all("file").filter_map(|file| file.get("@href")?.text());
    own.into_iter()
        .chain(others)
        .filter_map(|address| beside(manifest, &format!("{base}{address}")))
        .collect()
}

/// Gathers the text of pages: those that the manifest names, else all there are.
pub(super) fn pages(
    sheet: &mut Sheet<'_>,
    package: &mut Package<'_>,
    manifest: Option<(&str, &Node)>,
    prose: &mut Prose,
) {
    let ends = |name: &str, ends: &[&str]| ends.iter().any(|end| name.to_lowercase().ends_with(end));
    let is_page = |name: &String| ends(name, &[".html", ".htm", ".xhtml", ".xml"]);
    let names: Vec<String> = match manifest {
        Some((place, root)) => {
            let resources = root.get("resources").into_iter().flat_map(|list| list.all("resource"));
            resources.flat_map(|resource| files(resource, place)).filter(is_page).collect()
        }
        None => package.names().map(str::to_owned).filter(is_page).collect(),
    };
    let mut seen = HashSet::new();
    for name in names {
        if prose.is_full() {
            return;
        }
        if !seen.insert(name.clone()) || OF_PLATFORM.iter().any(|own| name.starts_with(own)) {
            continue;
        }
        let Some(text) = package.head(sheet, &name, PROSE_LIMIT) else { continue };
        if !name.to_lowercase().ends_with(".xml") {
            prose.html(&text);
        } else if name != manifest.map_or("", |(place, _)| place)
            && let Some(root) = xml::parse(&text).root
        {
            questions(&root, prose);
        }
    }
}

/// Gathers the texts of assignments, discussions and questions of a Common Cartridge, which are XML.
///
/// The depth is bounded by that of XML as it was read.
fn questions(node: &Node, prose: &mut Prose) {
    for (name, child) in node.entries() {
        if matches!(name, "text" | "mattext")
            && let Some(text) = child.text().or_else(|| child.get("#text")?.text())
        {
            prose.html(text);
        }
        questions(child, prose);
    }
}

/// Opens the packages inside the package, one level deep: what they are called, and what is in them.
pub(super) fn packages(sheet: &mut Sheet<'_>, package: &mut Package<'_>, prose: &mut Prose) {
    let is_archive = |name: &&str| [".zip", ".imscc"].iter().any(|end| name.to_lowercase().ends_with(end));
    let names: Vec<String> = package.names().filter(is_archive).take(INSIDE).map(str::to_owned).collect();
    for name in names {
        let Some(bytes) = package.bytes(sheet, &name) else { continue };
        let Some(mut inner) = package.within(&bytes) else {
            let shown = tag(&name);
            let message = format!("{}: its entry {shown} is no archive that can be read", sheet.path());
            sheet.find(
                Severity::Info,
                "package_inside",
                (message, "Pack it again, or leave it out."),
                Some(&shown),
                None,
            );
            continue;
        };
        let Some(place) = place(&inner) else { continue };
        let text = inner.text(sheet, &place).unwrap_or_default();
        if let Some(root) = markup(sheet, &format!("{name}!{place}"), &text) {
            if let Some(title) = title(&root) {
                sheet.say(Field::HasPart, title, Some(&tag(&name)), None, 0.8);
                prose.plain(title);
            }
            titles(&root, prose);
        }
        package.spend(&inner);
    }
}

fn title(root: &Node) -> Option<&str> {
    let organisations = root.get("organizations")?;
    ["learning-design", "organization"]
        .into_iter()
        .find_map(|key| organisations.get(key)?.get("title")?.text())
}
