//! Where files that teach do not lie: tests, other people's code, what speaks of the project itself.
//!
//! Decides by the path alone.

use crate::vocabulary::fold::fold;
use crate::vocabulary::{foreign, generated};

/// Folders in which nothing teaches, whatever the project.
const NEVER: &[&str] = &[
    "test",
    "tests",
    "__tests__",
    "spec",
    "specs",
    "e2e",
    "locales",
    "i18n",
    "_site",
    "site-packages",
    "build",
    "target",
    "licenses",
];

/// Folders in which nothing teaches when the project is a program.
const IN_SOFTWARE: &[&str] =
    &["examples", "example", "samples", "sample", "demo", "demos", "templates", "public", "static", "assets"];

/// Folders of documentation.
const DOCUMENTATION: &[&str] = &["doc", "docs", "documentation", "wiki", "website"];

/// Stems of files that speak of the project.
const ABOUT: &[&str] = &[
    "readme",
    "lisezmoi",
    "lisez-moi",
    "changelog",
    "changes",
    "history",
    "news",
    "contributing",
    "contribuer",
    "contributors",
    "authors",
    "auteurs",
    "credits",
    "code_of_conduct",
    "security",
    "license",
    "licence",
    "copying",
    "governance",
    "roadmap",
    "todo",
    "install",
    "maintainers",
    "codeowners",
    "support",
    "releases",
    "release_notes",
    "upgrade",
    "upgrading",
    "pull_request_template",
    "issue_template",
    "claude",
    "agents",
];

fn folders(path: &str) -> impl Iterator<Item = &str> {
    path.rsplit_once('/').map(|(folders, _)| folders).into_iter().flat_map(|folders| folders.split('/'))
}

fn is_in(path: &str, list: &[&str]) -> bool {
    folders(path).any(|folder| list.iter().any(|known| folder.eq_ignore_ascii_case(known)))
}

fn stem(path: &str) -> String {
    let name = path.rsplit('/').next().unwrap_or(path).to_lowercase();
    name.split('.').next().unwrap_or(&name).to_owned()
}

/// Whether a file lies where nothing teaches.
pub(super) fn is_left_out(path: &str, software: bool) -> bool {
    path.starts_with('.')
        || path.contains("/.")
        || foreign::is_vendored(path)
        || foreign::is_aside(path)
        || generated::is_generated(path)
        || is_in(path, NEVER)
        || software && is_in(path, IN_SOFTWARE)
}

/// Words in names of files that name pupils: lists, marks, photographs.
const OF_PUPILS: &[&str] = &["trombinoscope", "trombi", "bulletin", "bulletins", "emargement", "absences"];

/// The same, for spreadsheets.
const OF_PUPILS_IN_SHEETS: &[&str] = &[
    "eleve", "eleves", "liste", "listes", "notes", "moyennes", "appel", "groupes", "classe", "classes",
    "export",
];

/// Whether a file may name pupils, by its name: such a file is never a resource.
#[must_use]
pub fn may_name_pupils(path: &str, format: &str) -> bool {
    let stem = fold(&stem(path));
    let mut words = stem
        .split(|letter: char| !letter.is_alphanumeric())
        .map(|word| word.trim_end_matches(|letter: char| letter.is_ascii_digit()));
    let sheet = matches!(format, "ods" | "xlsx");
    words.any(|word| OF_PUPILS.contains(&word) || sheet && OF_PUPILS_IN_SHEETS.contains(&word))
}

/// Folders of pictures, which LaTeX takes in as PDF.
const PICTURES: &[&str] = &[
    "images",
    "image",
    "img",
    "figures",
    "figure",
    "figs",
    "fig",
    "graphics",
    "logos",
    "illustrations",
    "pics",
];

/// How names of pictures begin that are no document though they are in PDF.
const PICTURED: &[&str] = &["logo", "cover", "couverture", "icon", "banner", "fig-", "fig_"];

/// Whether a PDF is a picture by its place and name.
pub(super) fn is_picture(path: &str) -> bool {
    let stem = stem(path);
    path.to_ascii_lowercase().ends_with(".pdf")
        && (is_in(path, PICTURES) || PICTURED.iter().any(|start| stem.starts_with(start)))
}

/// Whether a file speaks of the project rather than of its subject.
pub(super) fn is_about_the_project(path: &str) -> bool {
    ABOUT.contains(&stem(path).as_str())
}

/// Whether a file is the first that a visitor of its folder reads.
pub(super) fn is_readme(path: &str) -> bool {
    matches!(stem(path).as_str(), "readme" | "lisezmoi" | "lisez-moi")
}

/// Whether a file lies in a folder of documentation.
pub(super) fn is_documentation(path: &str) -> bool {
    is_in(path, DOCUMENTATION)
}

/// Whether a format has no other use than teaching.
pub(super) fn is_made_for_teaching(format: &str) -> bool {
    matches!(format, "h5p" | "moodle" | "geogebra" | "scratch" | "imscc" | "exelearning")
}

/// The folder of a file; empty at the root.
pub(super) fn folder(path: &str) -> &str {
    path.rsplit_once('/').map_or("", |(folder, _)| folder)
}

/// Whether a path is a folder's own or below it; every path is below the root.
pub(super) fn is_below(path: &str, folder: &str) -> bool {
    folder.is_empty() || path.strip_prefix(folder).is_some_and(|rest| rest.starts_with('/'))
}
