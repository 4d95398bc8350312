//! What a project says of itself as a whole: whether it teaches, and whether it is a program.
//!
//! Must not look at single documents but to count them.

use super::sign::{self, Weight};
use super::{Entry, Tree, Why, place};
use crate::read::{Format, is_resource};
use crate::vocabulary::language::language_of;

/// Languages in which documents, pages and their making are written, and which make no program.
const OF_DOCUMENTS: &[&str] =
    &["TeX", "Typst", "HTML", "CSS", "SCSS", "Sass", "Less", "Stylus", "Makefile", "Just", "Markdown"];

/// What holds for every file of a project.
#[derive(Debug, Clone)]
pub(super) struct Context {
    /// Why the project as a whole teaches, when it says so.
    pub(super) teaches: Option<Why>,
    /// It is a program, with documents beside.
    pub(super) software: bool,
}

impl Context {
    pub(super) fn of(tree: &Tree<'_>, files: &[Entry<'_>]) -> Self {
        let software = is_software(files);
        Self { teaches: teaches(tree, software), software }
    }

    /// How much a name must say so that a file counts by it.
    pub(super) fn least(&self) -> Weight {
        match (self.software, self.teaches.is_some()) {
            (false, true) => Weight::Weak,
            (_, false) | (true, true) => Weight::Strong,
        }
    }
}

/// More program than documents: code beside the manifest of a package, or far more code.
fn is_software(files: &[Entry<'_>]) -> bool {
    let own = || files.iter().filter(|file| !place::is_left_out(file.path, false));
    let is_code = |path: &str| language_of(path).is_some_and(|language| !OF_DOCUMENTS.contains(&language));
    let code = own().filter(|file| is_code(file.path)).count();
    let is_document = |path: &str| is_resource(path).is_some() && !place::is_about_the_project(path);
    let documents = own().filter(|file| is_document(file.path)).count();
    let manifest = files
        .iter()
        .any(|file| !file.path.contains('/') && Format::of(file.path).is_some_and(Format::is_manifest));
    manifest && code >= 1 && code >= documents || code > 4 * documents + 8
}

/// The topic, or the words of name and description, by which a project says that it teaches.
fn teaches(tree: &Tree<'_>, software: bool) -> Option<Why> {
    let least = if software { Weight::Strong } else { Weight::Subject };
    let said =
        tree.topics.iter().filter_map(|topic| sign::of_topic(topic).map(|(_, weight)| (topic, weight)));
    let best = said.filter(|(_, weight)| *weight >= least).max_by_key(|(_, weight)| *weight);
    if let Some((topic, _)) = best {
        return Some(Why::Topic((*topic).to_owned()));
    }
    let text = format!("{} · {}", tree.name, tree.description);
    let (word, weight) = sign::of_text(&text)?;
    (weight >= Weight::Strong).then_some(Why::Described(word))
}
