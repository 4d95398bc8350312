//! Books in LaTeX: one file that begins the document and takes in the others.
//!
//! Must not read more files than it says, nor follow what is taken in further than once.

use std::sync::LazyLock;

use regex::Regex;

use super::{Candidate, Context, Entry, Grain, Part, Why, place};

/// Most LaTeX files of one project that are read, and the largest of them.
const READ: usize = 60;
const LARGEST: u64 = 512 << 10;

/// What takes another file in.
#[expect(clippy::unwrap_used, reason = "the pattern is ours, and a test compiles it")]
static TAKES_IN: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"\\(?:include|input|subfile|import\{[^}]{0,200}\})\s*\{([^}]{1,200})\}").unwrap()
});

/// A file that begins a document, and those it takes in.
struct Beginning<'a> {
    path: &'a str,
    takes_in: Vec<&'a str>,
}

/// The books among the candidates; their chapters are taken out of these.
pub(super) fn books<'a>(
    files: &[Entry<'a>],
    candidates: &mut Vec<Candidate<'a>>,
    context: &Context,
    read: &mut dyn FnMut(&str) -> Option<Vec<u8>>,
) -> Vec<Part> {
    let is_latex = |path: &str| path.ends_with(".tex") || path.ends_with(".ltx");
    let mut sources: Vec<&Entry<'a>> =
        files.iter().filter(|file| is_latex(file.path) && file.bytes <= LARGEST).collect();
    // A book begins high up in its folders.
    sources.sort_by_key(|file| (file.path.matches('/').count(), file.path));
    let wanted = context.teaches.is_some() || candidates.iter().any(|file| is_latex(file.path));
    let mut found = Vec::new();
    for file in sources.iter().take(if wanted { READ } else { 0 }) {
        let Some(bytes) = read(file.path) else { continue };
        let Some(beginning) = beginning(file.path, &String::from_utf8_lossy(&bytes), files) else { continue };
        let known = candidates.iter().any(|file| beginning.holds(file.path));
        candidates.retain(|file| file.path == beginning.path || !beginning.takes_in.contains(&file.path));
        if known && beginning.takes_in.len() >= 2 {
            found.push(book(&beginning, candidates));
        }
    }
    found
}

impl Beginning<'_> {
    fn holds(&self, path: &str) -> bool {
        path == self.path || self.takes_in.contains(&path)
    }
}

/// The document that a file begins, if it begins one.
fn beginning<'a>(path: &'a str, text: &str, files: &[Entry<'a>]) -> Option<Beginning<'a>> {
    let plain: String = text.lines().map(without_comment).collect::<Vec<_>>().join("\n");
    plain.contains("\\documentclass").then(|| {
        let folder = place::folder(path);
        let mut takes_in: Vec<&str> = Vec::new();
        for name in TAKES_IN.captures_iter(&plain).take(500).filter_map(|found| found.get(1)) {
            let name = name.as_str().trim().trim_start_matches("./");
            let joined = if folder.is_empty() { name.to_owned() } else { format!("{folder}/{name}") };
            let is =
                |file: &&Entry<'a>| file.path == joined || file.path.strip_suffix(".tex") == Some(&joined);
            if let Some(file) = files.iter().find(is).filter(|file| file.path != path) {
                takes_in.push(file.path);
            }
        }
        Beginning { path, takes_in }
    })
}

fn without_comment(line: &str) -> &str {
    let starts = line.match_indices('%').find(|(at, _)| !line[..*at].ends_with('\\'));
    starts.map_or(line, |(at, _)| &line[..at])
}

/// A book as a part: its folder when nothing else is in there, the project when it is nothing else.
fn book(beginning: &Beginning<'_>, candidates: &mut Vec<Candidate<'_>>) -> Part {
    let folder = place::folder(beginning.path);
    let place_of = candidates.iter().position(|file| file.path == beginning.path);
    let own = place_of.map(|at| candidates.remove(at));
    let others = candidates.iter().any(|file| !file.stands_alone() && place::is_below(file.path, folder));
    let (path, grain) = match (folder.is_empty(), others) {
        (_, true) => (beginning.path, Grain::File),
        (true, false) => ("", Grain::Whole),
        (false, false) => (folder, Grain::Folder),
    };
    Part {
        path: path.to_owned(),
        grain,
        main: Some(beginning.path.to_owned()),
        copies: own.map_or_else(Vec::new, |file| file.copies.iter().map(|copy| (*copy).to_owned()).collect()),
        why: Why::Book(beginning.path.to_owned()),
        confidence: 0.85,
    }
}
