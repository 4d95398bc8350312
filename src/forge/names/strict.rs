//! Names for hosts that take less than others: GitLab and Forgejo.
//!
//! Pure text; must not know which names are taken.

use glane_catalog::model::SourceProject;

use super::{digits, name_for};

/// Names that GitLab keeps for its own pages of a project.
const GITLAB_OWN: [&str; 17] = [
    "badges",
    "blame",
    "blob",
    "builds",
    "commits",
    "create",
    "create_dir",
    "edit",
    "files",
    "find_file",
    "new",
    "preview",
    "raw",
    "refs",
    "tree",
    "update",
    "wikis",
];

/// The ending that Forgejo keeps for itself besides those of every host.
const FORGEJO_ENDING: &str = ".rss";

/// A name for GitLab: marks (`-`, `_`, `.`) neither at an end nor side by side, no name of its own pages.
#[must_use]
pub fn for_gitlab(rule: &str, project: &SourceProject) -> String {
    let wanted = name_for(rule, project);
    let mut name = String::with_capacity(wanted.len());
    for c in wanted.chars() {
        let is_mark = |c: char| matches!(c, '-' | '_' | '.');
        if !is_mark(c) || name.chars().next_back().is_some_and(|last| !is_mark(last)) {
            name.push(c);
        }
    }
    let name = name.trim_end_matches(['-', '_', '.']);
    if name.is_empty() || GITLAB_OWN.iter().any(|own| own.eq_ignore_ascii_case(name)) {
        return format!("projet-{}", digits(&project.key.to_string(), 8));
    }
    name.to_owned()
}

/// A name for Forgejo, which keeps one ending more for itself.
#[must_use]
pub fn for_forgejo(rule: &str, project: &SourceProject) -> String {
    let mut name = name_for(rule, project);
    while name.to_ascii_lowercase().ends_with(FORGEJO_ENDING) {
        name.truncate(name.len() - FORGEJO_ENDING.len());
        name.truncate(name.trim_end_matches(['-', '.']).len());
    }
    if name.is_empty() { format!("projet-{}", digits(&project.key.to_string(), 8)) } else { name }
}

#[cfg(test)]
mod tests {
    use super::super::tests::project;
    use super::*;

    #[test]
    fn gitlab_gets_no_two_marks_side_by_side_and_none_at_an_end() {
        for (path, name) in [
            ("g/a_-b", "g-a_b"),
            ("g/_x_", "g-x"),
            ("g/.hidden", "g-hidden"),
            ("g/c++", "g-c"),
            ("Élèves/Cahier", "Eleves-Cahier"),
            ("g/Blob", "g-Blob"),
        ] {
            assert_eq!(for_gitlab("{path}", &project(path)), name, "{path}");
        }
        for path in ["g/raw", "g/_"] {
            let name = for_gitlab("{name}", &project(path));
            assert!(name.starts_with("projet-") && name.len() == 15, "{name}");
        }
    }

    #[test]
    fn forgejo_gets_no_name_of_a_feed() {
        assert_eq!(for_forgejo("{path}", &project("g/nouvelles.rss")), "g-nouvelles");
        assert_eq!(for_forgejo("{path}", &project("g/site")), "g-site");
    }
}
