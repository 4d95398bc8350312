//! Java: `pom.xml`, with versions from its own properties and its own management of them.
//!
//! What a parent says is elsewhere.

use std::collections::HashMap;

use super::Found;
use crate::model::Register;
use crate::read::tree::{Node, xml};

/// Most dependencies of one file.
const MOST: usize = 2_000;

pub(super) fn manifest(found: &mut Found<'_>, text: &str) {
    let Some(root) = xml::parse(text).root else { return };
    let listed = |at: &str| -> Vec<&Node> {
        root.at(at).into_iter().flat_map(|list| list.all("dependency")).take(MOST).collect()
    };
    let managed: HashMap<(String, String), String> = listed("dependencyManagement.dependencies")
        .into_iter()
        .filter_map(|one| {
            let (group, artifact) = name(&root, one)?;
            Some(((group, artifact), filled(&root, one.get("version")?.text()?)?))
        })
        .collect();
    for one in listed("dependencies") {
        let Some((group, artifact)) = name(&root, one) else { continue };
        let own = one.get("version").and_then(Node::text).and_then(|version| filled(&root, version));
        let key = (group, artifact);
        let version = own.or_else(|| managed.get(&key).cloned());
        found.add(Register::Maven, &format!("{}/{}", key.0, key.1), version.as_deref(), one.line);
    }
}

fn name(root: &Node, one: &Node) -> Option<(String, String)> {
    let value = |key: &str| filled(root, one.get(key)?.text()?);
    Some((value("groupId")?, value("artifactId")?))
}

/// A value, or that of the one property it stands for.
fn filled(root: &Node, text: &str) -> Option<String> {
    let Some(property) = text.strip_prefix("${").and_then(|rest| rest.strip_suffix('}')) else {
        return (!text.contains("${")).then(|| text.to_owned());
    };
    let own = property.strip_prefix("project.").and_then(|key| root.at(key)?.text());
    let value = own.or_else(|| root.get("properties")?.get(property)?.text())?;
    (!value.contains("${")).then(|| value.to_owned())
}
