//! Maven's `pom.xml`; several licences are a choice.
//!
//! Properties of the same file are put in; those of a parent are elsewhere.

use crate::model::Field;
use crate::read::sheet::Sheet;
use crate::read::tree::{Node, xml};

pub(in crate::read) fn pom(sheet: &mut Sheet<'_>, text: &str) {
    let Some(root) = sheet.root(xml::parse(text), "XML") else { return };
    let named = root.get("name").or_else(|| root.get("artifactId"));
    for (key, field, node) in [
        ("name", Field::Name, named),
        ("description", Field::Summary, root.get("description")),
        ("version", Field::Version, root.get("version").or_else(|| root.at("parent.version"))),
        ("organization.name", Field::Organisation, root.at("organization.name")),
    ] {
        if let Some((text, node)) = node.and_then(|node| Some((filled(&root, node.text()?)?, node))) {
            sheet.say(field, &text, Some(key), node.line, 1.0);
        }
    }
    for (key, field) in
        [("url", Field::Website), ("scm.url", Field::Repository), ("issueManagement.url", Field::Issues)]
    {
        sheet.address(field, key, root.at(key));
    }
    let licences: Vec<&Node> = root.get("licenses").into_iter().flat_map(|all| all.all("license")).collect();
    let spoken = |licence: &&Node| {
        let text = |key: &str| licence.get(key).and_then(Node::text);
        let known = |text: &&str| crate::licence::parse_expression(text).is_some();
        let (name, address) = (text("name"), text("url"));
        name.filter(known).or_else(|| address.filter(known)).or(name).or(address).map(str::to_owned)
    };
    let names: Vec<String> = licences.iter().filter_map(spoken).collect();
    let one = |name: &String| {
        crate::licence::parse_expression(name).map_or_else(|| name.clone(), |known| known.expression)
    };
    let joined: Vec<String> = names.iter().map(one).collect();
    sheet.licence(&joined.join(" OR "), "licenses", licences.first().and_then(|first| first.line), 1.0);
    for developer in root.get("developers").into_iter().flat_map(|all| all.all("developer")) {
        if let Some(name) = developer.get("name") {
            sheet.author(name.text().unwrap_or_default(), Some("developers"), name.line, 1.0);
        }
    }
}

/// A text with the properties of the file put in; none when one is unknown.
fn filled(root: &Node, text: &str) -> Option<String> {
    let mut rest = text;
    let mut whole = String::new();
    while let Some((before, after)) = rest.split_once("${") {
        let (name, behind) = after.split_once('}')?;
        let own = name.strip_prefix("project.").and_then(|key| root.at(key)?.text());
        let value = own.or_else(|| root.get("properties")?.get(name)?.text())?;
        if value.contains("${") || whole.len() > 2_000 {
            return None;
        }
        whole.push_str(before);
        whole.push_str(value);
        rest = behind;
    }
    whole.push_str(rest);
    Some(whole)
}
