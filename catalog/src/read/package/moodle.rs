//! Backups of Moodle courses: title, summary and texts of the course, its files with their rights.
//!
//! What pupils and teachers did in the course is never opened: only the files that are listed here are,
//! and of these only the elements that a teacher wrote. Must not know the other formats.

mod activity;
mod files;

use std::collections::HashMap;

use flate2::read::MultiGzDecoder;

use super::super::language::language;
use super::super::name::named_after_file;
use super::super::sheet::Sheet;
use super::super::teaching::taught;
use super::super::tree::Node;
use super::editable;
use super::entries::{ENTRY, Package};
use super::prose::Prose;
use crate::archive::tar;
use crate::model::{Field, Severity};

/// Most bytes that are unpacked of a compressed tape archive to come to its few texts.
const UNPACKED: usize = 64 * 1024 * 1024;

/// What stands in a backup for no value.
const NULL: &str = "$@NULL@$";

pub(in crate::read) fn read(sheet: &mut Sheet<'_>, bytes: &[u8]) {
    let Some(mut package) = open(sheet, bytes) else { return };
    let Some(root) = root(&package) else {
        let told = (
            format!("{} is not a Moodle backup: it holds no moodle_backup.xml", sheet.path()),
            "Make the backup again in the course’s administration, and publish the .mbz file as it comes.",
        );
        sheet.find(Severity::Error, "moodle_backup_absent", told, None, None);
        return;
    };
    let backup = package.xml(sheet, &format!("{root}moodle_backup.xml"));
    let course = package.xml(sheet, &format!("{root}course/course.xml"));
    let mut prose = Prose::default();
    named(sheet, backup.as_ref(), course.as_ref());
    let told = course.as_ref().is_some_and(|course| described(sheet, course, &mut prose));
    outline(backup.as_ref(), &mut prose);
    for name in activity::texts(&package, &root) {
        if prose.is_full() {
            break;
        }
        if let Some(node) = package.xml(sheet, &name) {
            activity::gather(&name, &node, &mut prose);
        }
    }
    if let Some(listed) = package.xml(sheet, &format!("{root}files.xml")) {
        files::carry_all(sheet, &listed);
    }
    prose.keep(sheet, told);
}

/// The package, a ZIP file or a tape archive; of the latter only what is read is taken out.
fn open<'a>(sheet: &mut Sheet<'_>, bytes: &'a [u8]) -> Option<Package<'a>> {
    let packed = bytes.starts_with(b"\x1f\x8b");
    if !packed && !tar::is_one(bytes) {
        return Package::open(sheet, bytes, "a Moodle backup");
    }
    let mut files = Vec::new();
    let mut left = ENTRY;
    let mut take = |name: String, bytes: Vec<u8>| {
        if bytes.len() <= left {
            left -= bytes.len();
            files.push((name.trim_start_matches("./").to_owned(), bytes));
        }
    };
    let whole = if packed {
        tar::stream(MultiGzDecoder::new(bytes), UNPACKED, ENTRY, &is_read, &mut take)
    } else {
        tar::stream(bytes, UNPACKED, ENTRY, &is_read, &mut take)
    };
    if !whole {
        let message = format!(
            "{}: what stands after its first {UNPACKED} bytes is not read, or it was cut off",
            sheet.path()
        );
        let remedy = "Make the backup again, without users and with fewer files.";
        sheet.find(Severity::Warning, "package_damaged", (message, remedy), None, None);
    }
    Some(Package::of(files))
}

/// The files of a backup that are opened at all, wherever its folder lies.
fn is_read(name: &str) -> bool {
    let last = name.rsplit('/').next().unwrap_or(name);
    matches!(last, "moodle_backup.xml" | "files.xml" | "course.xml" | "section.xml")
        || activity::is_text(name)
}

/// The folder in which the backup lies: none above it, or the one that was packed with it.
fn root(package: &Package<'_>) -> Option<String> {
    let places = package.names().filter_map(|name| name.strip_suffix("moodle_backup.xml"));
    let root =
        places.filter(|place| place.is_empty() || place.ends_with('/')).min_by_key(|place| place.len())?;
    Some(root.to_owned())
}

/// A text that stands for a value.
fn stated<'a>(node: Option<&'a Node>, path: &str) -> Option<&'a str> {
    let text = node?.at(path)?.text()?.trim();
    (!text.is_empty() && text != NULL).then_some(text)
}

fn named(sheet: &mut Sheet<'_>, backup: Option<&Node>, course: Option<&Node>) {
    let whole = stated(backup, "information.original_course_fullname").or_else(|| stated(course, "fullname"));
    let kind = stated(backup, "information.details.detail.type").unwrap_or("course");
    // A backup may be of one section or activity, and says the name of its course all the same.
    let part = match kind {
        "activity" => stated(backup, "information.contents.activities.activity.title"),
        "section" => stated(backup, "information.contents.sections.section.title"),
        _ => None,
    };
    if let (Some(_), Some(whole)) = (part, whole) {
        sheet.say(Field::PartOf, whole, Some("original_course_fullname"), None, 0.8);
    }
    match part.or(whole) {
        Some(title) => {
            let key = if part.is_some() { "title" } else { "original_course_fullname" };
            sheet.say(Field::Name, title, Some(key), None, 1.0);
            taught(sheet, title, (key, None), 0.6);
        }
        None => named_after_file(sheet),
    }
    editable(sheet, if kind == "course" { "course" } else { "activity" }, 0.9);
}

/// What `course.xml` says; whether it says a language.
fn described(sheet: &mut Sheet<'_>, course: &Node, prose: &mut Prose) -> bool {
    if let Some(summary) = stated(Some(course), "summary") {
        let mut own = Prose::default();
        own.html(summary);
        sheet.say(Field::Description, own.as_str(), Some("summary"), None, 0.9);
        if let Some(first) = own.as_str().split("\n\n").next() {
            sheet.say(Field::Summary, first, Some("summary"), None, 0.8);
        }
        prose.html(summary);
    }
    for tag in course.get("tags").into_iter().flat_map(|tags| tags.all("tag")) {
        if let Some(word) = stated(Some(tag), "rawname").or_else(|| stated(Some(tag), "name")) {
            sheet.say(Field::Keyword, word, Some("tags"), None, 1.0);
            sheet.school(word, Some("tags"), None, 0.7);
        }
    }
    if let Some(category) = stated(Some(course), "category.name") {
        sheet.school(category, Some("category"), None, 0.5);
    }
    for (key, field) in [("timecreated", Field::Created), ("timemodified", Field::Modified)] {
        if let Some(day) = stated(Some(course), key).and_then(day) {
            sheet.say(field, &day, Some(key), None, 0.8);
        }
    }
    let code = stated(Some(course), "lang").and_then(language);
    if let Some(code) = &code {
        sheet.say(Field::Language, code, Some("lang"), None, 0.9);
    }
    code.is_some()
}

/// The day of a number of seconds since 1970.
fn day(seconds: &str) -> Option<String> {
    let seconds = seconds.parse::<i64>().ok().filter(|seconds| *seconds > 0)?;
    let at = jiff::Timestamp::from_second(seconds).ok()?;
    Some(at.to_zoned(jiff::tz::TimeZone::UTC).date().to_string())
}

/// The titles of sections, each with those of its activities.
fn outline(backup: Option<&Node>, prose: &mut Prose) {
    let Some(contents) = backup.and_then(|backup| backup.at("information.contents")) else { return };
    let mut of_section: HashMap<&str, Vec<&str>> = HashMap::new();
    for one in contents.get("activities").into_iter().flat_map(|list| list.all("activity")) {
        if let Some(title) = stated(Some(one), "title") {
            of_section.entry(stated(Some(one), "sectionid").unwrap_or_default()).or_default().push(title);
        }
    }
    for section in contents.get("sections").into_iter().flat_map(|list| list.all("section")) {
        let title = stated(Some(section), "title").filter(|title| title.parse::<u32>().is_err());
        title.into_iter().for_each(|title| prose.plain(title));
        let id = stated(Some(section), "sectionid").unwrap_or_default();
        of_section.remove(id).into_iter().flatten().for_each(|title| prose.item(title));
    }
}

#[cfg(test)]
mod tests;
