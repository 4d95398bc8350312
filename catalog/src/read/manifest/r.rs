//! R's `DESCRIPTION`.
//!
//! People are named in calls of `person()`, which are read as text.

use crate::model::Field;
use crate::read::sheet::Sheet;

pub(in crate::read) fn description(sheet: &mut Sheet<'_>, text: &str) {
    let entries = fields(text);
    let value = |name: &str| entries.iter().find(|(key, ..)| key == name);
    // Other files are called so too.
    if value("Package").is_none() {
        return;
    }
    for (name, field) in [
        ("Package", Field::Name),
        ("Title", Field::Summary),
        ("Description", Field::Description),
        ("Version", Field::Version),
        ("Language", Field::Language),
    ] {
        if let Some((_, text, line)) = value(name) {
            sheet.say(field, text, Some(name), Some(*line), 1.0);
        }
    }
    if let Some((_, text, line)) = value("License") {
        sheet.licence(&expression(text), "License", Some(*line), 1.0);
    }
    for (number, address) in
        value("URL").map(|(_, text, _)| text.split(',')).into_iter().flatten().enumerate()
    {
        let forge = ["github", "gitlab", "forge"].iter().any(|word| address.contains(word));
        let field = if forge { Field::Repository } else { Field::Website };
        let line = value("URL").map(|(.., line)| *line);
        if number < 4 {
            sheet.link(field, address.trim(), "URL", line, 0.9);
        }
    }
    if let Some((_, text, line)) = value("BugReports") {
        sheet.link(Field::Issues, text, "BugReports", Some(*line), 1.0);
    }
    if let Some((_, text, line)) = value("Authors@R") {
        people(text).iter().for_each(|name| sheet.author(name, Some("Authors@R"), Some(*line), 1.0));
    } else if let Some((_, text, line)) = value("Author") {
        text.split(',').for_each(|name| sheet.author(name, Some("Author"), Some(*line), 1.0));
    }
}

/// Keys with their values; a line that begins with a space goes on.
fn fields(text: &str) -> Vec<(String, String, u32)> {
    let mut entries: Vec<(String, String, u32)> = Vec::new();
    for (line, content) in (1..).zip(text.lines().take(2_000)) {
        if content.starts_with([' ', '\t']) {
            if let Some((_, value, _)) = entries.last_mut() {
                value.push(' ');
                value.push_str(content.trim());
            }
        } else if let Some((key, value)) = content.split_once(':') {
            entries.push((key.trim().to_owned(), value.trim().to_owned(), line));
        }
    }
    entries
}

/// `GPL (>= 3)`, `MIT + file LICENSE`, `GPL-2 | GPL-3`, as SPDX writes them.
fn expression(text: &str) -> String {
    let one = |part: &str| {
        let name = part.split(" + file").next().unwrap_or(part).trim();
        match name.split_once("(>=") {
            Some((family, least)) => {
                let least = least.trim().trim_end_matches(')').trim();
                let version = if least.contains('.') { least.to_owned() } else { format!("{least}.0") };
                format!("{}-{version}-or-later", family.trim())
            }
            None => name.to_owned(),
        }
    };
    text.split('|').map(one).collect::<Vec<_>>().join(" OR ")
}

/// Given and family names of `person("Ada", "L", …)` and `person(given = "Ada", family = "L")`.
fn people(text: &str) -> Vec<String> {
    let calls = text.split("person(").skip(1).take(100);
    calls
        .filter_map(|call| {
            let named = |key: &str| super::quoted::given(call, key).map(|(value, _)| value);
            if let Some(family) = named("family") {
                return Some(format!("{} {family}", named("given").unwrap_or_default()));
            }
            let mut words = call.split('"').skip(1).step_by(2);
            let first = words.next()?;
            let between = call.split('"').nth(2).is_some_and(|gap| gap.trim() == ",");
            Some(if between { format!("{first} {}", words.next()?) } else { first.to_owned() })
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn licences_and_people_are_written_as_elsewhere() {
        assert_eq!(expression("GPL (>= 3)"), "GPL-3.0-or-later");
        assert_eq!(expression("MIT + file LICENSE"), "MIT");
        assert_eq!(
            people(
                "c(person(\"Ada\", \"L\", role = \"aut\", email = \"a@b.fr\"), person(given = \"B\", family = \"P\"))"
            ),
            ["Ada L", "B P"]
        );
    }
}
