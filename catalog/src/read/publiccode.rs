//! `publiccode.yml`, versions 0.2 to 0.7: read leniently field by field, judged strictly key by key.
//!
//! Addresses of contacts are left where they are: only names are read. Nothing is fetched, so that
//! what an address leads to is not judged.

mod address;
mod claims;
mod key;
mod language_tag;
mod length;
mod report;
mod rules;
mod shape;
mod terms;
#[cfg(test)]
mod tests;

use super::sheet::Sheet;
use super::tree::yaml;
use crate::model::Severity;
use report::{Defect, Report};

/// Reads what the file says, and finds what keeps it from being valid.
pub(super) fn read(sheet: &mut Sheet<'_>, text: &str) {
    let (tree, unfollowed) = yaml::parse_beyond_breaks(text);
    if unfollowed.is_some() {
        let told = (
            "an alias stands for a list or a map; it was not expanded".to_owned(),
            "Write the values out: publiccode.yml needs no alias.",
        );
        sheet.find(Severity::Warning, "yaml_alias", told, None, unfollowed);
    }
    let whole = tree.problem.is_none();
    let Some(root) = sheet.root(tree, "YAML") else { return };
    if root.entries().next().is_none() {
        let told = ("the file holds no key".to_owned(), "Fill it after https://yml.publiccode.tools.");
        sheet.find(Severity::Error, "publiccode_empty", told, None, None);
        return;
    }
    claims::read(sheet, &root);
    // What a broken file seems to lack may stand where it could not be read.
    for defect in judge(&root).into_iter().filter(|defect| whole || defect.code != "publiccode_missing") {
        sheet.add(Some(defect.into_finding(sheet.path())));
    }
}

/// Every defect of a file, in the order of its lines.
fn judge(root: &super::tree::Node) -> Vec<Defect> {
    let mut report = Report::new(root);
    shape::check(&mut report);
    rules::check(&mut report);
    report.done()
}
