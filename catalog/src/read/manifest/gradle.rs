//! `build.gradle` and `build.gradle.kts`: what they spell out.
//!
//! A build file is a program: read as text and never run.

use super::quoted::given;
use crate::model::Field;
use crate::read::sheet::Sheet;

pub(in crate::read) fn gradle(sheet: &mut Sheet<'_>, text: &str) {
    for (name, field) in [("version", Field::Version), ("description", Field::Summary)] {
        if let Some((value, line)) = at_margin(text, name) {
            sheet.say(field, &value, Some(name), Some(line), 0.8);
        }
    }
    let Some(at) = text.find("licenses") else { return };
    let above = u32::try_from(text[..at].matches('\n').count()).unwrap_or_default();
    let block: Vec<&str> = text[at..].lines().take(12).collect();
    if let Some((value, line)) = given(&block.join("\n"), "name") {
        sheet.licence(&value, "licenses", Some(above + line), 0.9);
    }
}

/// A value of the project itself stands at the margin; those of its plugins and of what it needs do not.
fn at_margin(text: &str, name: &str) -> Option<(String, u32)> {
    let (at, line) = (1..)
        .zip(text.lines())
        .find(|(_, line)| line.strip_prefix(name).is_some_and(|rest| rest.starts_with([' ', '='])))?;
    Some((given(line, name)?.0, at))
}
