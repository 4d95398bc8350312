//! Which parts of a repository teach, and at which grain: all of it, a folder, a file.
//!
//! Decides by paths, sizes, titles and what the project says of itself; few files are read, through
//! the caller. Must not know git, nor how a part is shown.

mod book;
mod context;
mod group;
mod opt_out;
mod place;
mod sign;
#[cfg(test)]
mod tests;
mod why;

use crate::model::Grain;
use crate::read::is_resource;
use context::Context;
pub use place::may_name_pupils;
use sign::{Folders, Weight};

pub use opt_out::OptOut;
pub use why::Why;

/// Most parts of one project.
pub const MOST: usize = 500;

/// One file of a repository.
#[derive(Debug, Clone, Copy)]
pub struct Entry<'a> {
    /// Its path.
    pub path: &'a str,
    /// Its size in bytes.
    pub bytes: u64,
    /// Its title, where it was read already.
    pub title: Option<&'a str>,
}

/// What is known of a repository before its files are read.
#[derive(Debug, Clone, Default)]
pub struct Tree<'a> {
    /// The project's name.
    pub name: &'a str,
    /// What the forge or its metadata say it is.
    pub description: &'a str,
    /// Topics of the forge and keywords of its metadata.
    pub topics: Vec<&'a str>,
    /// Every file of the commit.
    pub files: Vec<Entry<'a>>,
    /// What its owner wants left out.
    pub opt_out: OptOut,
}

/// A part that teaches.
#[derive(Debug, Clone, PartialEq)]
pub struct Part {
    /// Its path; empty for the whole.
    pub path: String,
    /// How much of the project it is.
    pub grain: Grain,
    /// The document it is opened by: the file itself, the main one of a folder.
    pub main: Option<String>,
    /// Other files that say the same in another format (`cours.pdf` beside `cours.tex`).
    pub copies: Vec<String>,
    /// Why it is taken for something that teaches.
    pub why: Why,
    /// How sure that is, 0 to 1.
    pub confidence: f32,
}

impl Part {
    /// Whether a file is no part of its own beside this one. Of a site, documents that are no pages of it
    /// and say themselves that they teach are: a notebook, a sheet to print.
    fn takes_in(&self, file: &Candidate<'_>) -> bool {
        let apart = matches!(self.why, Why::Site(_)) && matches!(file.why, Why::Title(_)) && !file.is_page();
        !file.stands_alone() && !apart && covers(self, file.path)
    }
}

/// A file that may become a part.
#[derive(Debug, Clone)]
struct Candidate<'a> {
    path: &'a str,
    /// Files that say the same in another format.
    copies: Vec<&'a str>,
    why: Why,
    confidence: f32,
}

impl Candidate<'_> {
    /// A file of a format that is made for teaching stands for itself wherever it lies.
    fn stands_alone(&self) -> bool {
        matches!(self.why, Why::Format(_))
    }

    /// Whether sites are made of such files.
    fn is_page(&self) -> bool {
        let pages = ["markdown", "quarto", "rmarkdown", "asciidoc", "restructuredtext"];
        is_resource(self.path).is_some_and(|format| pages.contains(&format))
    }

    fn part(self) -> Part {
        Part {
            path: self.path.to_owned(),
            grain: Grain::File,
            main: Some(self.path.to_owned()),
            copies: self.copies.into_iter().map(str::to_owned).collect(),
            why: self.why,
            confidence: self.confidence,
        }
    }
}

/// The parts of a repository that teach, the largest first.
///
/// `read` gives the bytes of a file, and is asked for few: `metadata.yml`, and LaTeX that may be the
/// beginning of a book.
pub fn parts<'a>(tree: &Tree<'a>, read: &mut dyn FnMut(&str) -> Option<Vec<u8>>) -> Vec<Part> {
    if tree.opt_out.all {
        return Vec::new();
    }
    let files: Vec<Entry<'a>> =
        tree.files.iter().copied().filter(|file| !tree.opt_out.leaves_out(file.path)).collect();
    let context = Context::of(tree, &files);
    let mut folders = Folders::default();
    let mut candidates: Vec<Candidate<'a>> =
        files.iter().filter_map(|file| candidate(file, &context, &mut folders)).collect();
    let mut found = group::declared(&files, read);
    found.extend(group::sites(&files, &candidates, &context));
    if found.is_empty() {
        found.extend(group::pages(&files, &context));
    }
    candidates.retain(|file| !found.iter().any(|part| part.takes_in(file)));
    candidates = group::without_copies(candidates);
    found.extend(book::books(&files, &mut candidates, &context, read));
    let lessons = group::lessons(&files, &mut candidates);
    let apart: Vec<Part> =
        lessons.into_iter().filter(|part| !found.iter().any(|known| covers(known, &part.path))).collect();
    found.extend(apart);
    found.extend(candidates.into_iter().map(Candidate::part));
    if found.is_empty() {
        found.extend(whole(&files, &context));
    }
    found.truncate(MOST);
    found
}

/// All of a project that teaches and of which no part can be told from the rest.
fn whole(files: &[Entry<'_>], context: &Context) -> Option<Part> {
    let why = context.teaches.clone().filter(|_| !context.software && !files.is_empty())?;
    let main = files.iter().find(|file| place::is_readme(file.path) && !file.path.contains('/'));
    let main = main.map(|file| file.path.to_owned());
    Some(Part { path: String::new(), grain: Grain::Whole, main, copies: Vec::new(), why, confidence: 0.5 })
}

/// Whether a file lies in a part.
fn covers(part: &Part, path: &str) -> bool {
    match part.grain {
        Grain::Whole => true,
        _ => path.strip_prefix(&part.path).is_some_and(|rest| rest.starts_with('/')),
    }
}

/// Whether a file teaches, by its format, its folders, its name and title, and the project.
fn candidate<'a>(file: &Entry<'a>, context: &Context, folders: &mut Folders<'a>) -> Option<Candidate<'a>> {
    let format = is_resource(file.path)?;
    if place::is_left_out(file.path, context.software) || place::may_name_pupils(file.path, format) {
        return None;
    }
    let of = |why, confidence| Some(Candidate { path: file.path, copies: Vec::new(), why, confidence });
    if place::is_made_for_teaching(format) {
        return of(Why::Format(format.to_owned()), 0.95);
    }
    let in_docs = context.software && place::is_documentation(file.path);
    let wanted = if in_docs { Weight::Level } else { context.least() };
    if place::is_about_the_project(file.path) || place::is_picture(file.path) {
        return None;
    }
    if let Some(folder) = folders.of(file.path, wanted) {
        return of(Why::Folder(folder.to_owned()), if context.software { 0.6 } else { 0.8 });
    }
    if let Some(word) = sign::of_title(file.path, file.title, wanted) {
        return of(Why::Title(word), 0.7);
    }
    let speaks = !context.software || (format == "notebook" && !in_docs);
    context.teaches.clone().filter(|_| speaks).and_then(|why| of(why, 0.6))
}
