//! The texts that a teacher wrote in sections and activities.
//!
//! Elements are named one by one: what people answered, posted or were marked lies beside them.

use super::super::super::tree::Node;
use super::super::entries::Package;
use super::super::prose::Prose;
use super::stated;

/// Activities with texts of the teacher's.
const KINDS: &[&str] = &[
    "page",
    "label",
    "book",
    "lesson",
    "assign",
    "quiz",
    "url",
    "resource",
    "folder",
    "forum",
    "feedback",
    "choice",
    "workshop",
    "glossary",
    "scorm",
    "imscp",
    "h5pactivity",
    "lti",
    "wiki",
    "data",
];

/// Whether an entry is the file of such an activity: `activities/page_12/page.xml`.
pub(super) fn is_text(name: &str) -> bool {
    kind(name).is_some()
}

fn kind(name: &str) -> Option<&'static str> {
    let mut parts = name.rsplit('/');
    let (file, folder, activities) = (parts.next()?, parts.next()?, parts.next()?);
    let (known, number) = folder.rsplit_once('_')?;
    let fits = activities == "activities" && number.bytes().all(|byte| byte.is_ascii_digit());
    let kind = KINDS.iter().find(|kind| **kind == known).filter(|_| fits)?;
    (file.strip_suffix(".xml") == Some(kind)).then_some(kind)
}

/// The entries with texts: sections first, then activities, each in the order they were made.
pub(super) fn texts(package: &Package<'_>, root: &str) -> Vec<String> {
    let number = |name: &str| {
        let folder = name.rsplit('/').nth(1).unwrap_or_default();
        folder.rsplit('_').next().and_then(|number| number.parse::<u64>().ok()).unwrap_or(u64::MAX)
    };
    let own = package.names().filter(|name| name.starts_with(root));
    let mut texts: Vec<(bool, u64, String)> = own
        .filter(|name| is_section(name) || is_text(name))
        .map(|name| (!is_section(name), number(name), name.to_owned()))
        .collect();
    texts.sort();
    texts.into_iter().map(|(_, _, name)| name).collect()
}

fn is_section(name: &str) -> bool {
    name.ends_with("/section.xml")
}

/// Gathers what the teacher wrote in one of them.
pub(super) fn gather(name: &str, node: &Node, prose: &mut Prose) {
    if is_section(name) {
        html(node, &["summary"], prose);
        return;
    }
    let Some(activity) = kind(name).and_then(|kind| node.get(kind)) else { return };
    html(activity, &["intro", "content"], prose);
    for chapter in activity.get("chapters").into_iter().flat_map(|list| list.all("chapter")) {
        html(chapter, &["title", "content"], prose);
    }
    for page in activity.get("pages").into_iter().flat_map(|list| list.all("page")) {
        html(page, &["title", "contents"], prose);
    }
}

fn html(node: &Node, keys: &[&str], prose: &mut Prose) {
    keys.iter().filter_map(|key| stated(Some(node), key)).for_each(|text| prose.html(text));
}

#[cfg(test)]
mod tests {
    use super::is_text;

    #[test]
    fn only_files_of_teachers_are_opened() {
        for (name, opened) in [
            ("activities/page_12/page.xml", true),
            ("cours/activities/book_3/book.xml", true),
            ("activities/page_12/grades.xml", false),
            ("activities/page_12/comments.xml", false),
            ("activities/assign_12/grading.xml", false),
            ("activities/page_12/book.xml", false),
            ("activities/chat_12/chat.xml", false),
            ("users.xml", false),
            ("course/logs.xml", false),
            ("page_12/page.xml", false),
        ] {
            assert_eq!(is_text(name), opened, "{name}");
        }
    }
}
