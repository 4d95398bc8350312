//! .NET's `*.csproj`: the properties of the package.
//!
//! Conditions are not weighed: the first value counts.

use crate::model::Field;
use crate::read::sheet::Sheet;
use crate::read::tree::{Node, xml};

pub(in crate::read) fn csproj(sheet: &mut Sheet<'_>, text: &str) {
    let Some(root) = sheet.root(xml::parse(text), "XML") else { return };
    let find = |key: &str| root.all("PropertyGroup").find_map(|group| group.get(key));
    for (key, field) in [
        ("PackageId", Field::Name),
        ("Description", Field::Summary),
        ("Version", Field::Version),
        ("Company", Field::Organisation),
    ] {
        // `$(…)` is computed.
        let spoken = find(key).filter(|node| node.text().is_some_and(|text| !text.contains("$(")));
        sheet.claim(field, key, spoken);
    }
    sheet.address(Field::Website, "PackageProjectUrl", find("PackageProjectUrl"));
    sheet.address(Field::Repository, "RepositoryUrl", find("RepositoryUrl"));
    if let Some(node) = find("PackageLicenseExpression") {
        sheet.licence(node.text().unwrap_or_default(), "PackageLicenseExpression", node.line, 1.0);
    }
    let split = |node: Option<&Node>| -> Vec<(String, Option<u32>)> {
        let Some(node) = node else { return Vec::new() };
        let parts = node.text().unwrap_or_default().split([';', ',']);
        parts.map(|part| (part.trim().to_owned(), node.line)).collect()
    };
    for (name, line) in split(find("Authors")) {
        sheet.author(&name, Some("Authors"), line, 1.0);
    }
    for (word, line) in split(find("PackageTags")) {
        sheet.say(Field::Keyword, &word, Some("PackageTags"), line, 1.0);
    }
}
