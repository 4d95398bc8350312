//! Files that are one resource together: what is declared as one, sites, lessons with their pictures,
//! and one document in several formats.
//!
//! Must not decide whether a single file teaches.

use std::collections::{HashMap, HashSet};

use super::sign;
use super::{Candidate, Context, Entry, Grain, Part, Why, place};
use crate::read::{Format, is_resource};

/// Settings of sites that are made of many pages.
const SITES: &[&str] = &[
    "mkdocs.yml",
    "mkdocs.yaml",
    "_quarto.yml",
    "_quarto.yaml",
    "book.toml",
    "_toc.yml",
    "myst.yml",
    "docusaurus.config.js",
    "docusaurus.config.ts",
    "antora.yml",
    "SUMMARY.md",
    "zensical.toml",
    "_bookdown.yml",
];

/// Formats of documents that may be the material of another one.
const MATERIAL: &[&str] = &["pdf", "ods", "xlsx", "video", "audio"];

/// Most `metadata.yml` that are read.
const DECLARED: usize = 20;

/// Formats of one document, the one it is edited in first.
const EDITED_FIRST: &[&str] = &[
    "ipynb", "qmd", "rmd", "md", "markdown", "adoc", "rst", "typ", "tex", "ltx", "odt", "odp", "ods", "docx",
    "pptx", "xlsx", "epub", "pdf",
];

fn part(path: &str, main: Option<&str>, why: Why, confidence: f32) -> Part {
    let grain = if path.is_empty() { Grain::Whole } else { Grain::Folder };
    let main = main.map(str::to_owned);
    Part { path: path.to_owned(), grain, main, copies: Vec::new(), why, confidence }
}

/// Folders, or the whole, of which a `metadata.yml` says that they are a resource.
pub(super) fn declared(files: &[Entry<'_>], read: &mut dyn FnMut(&str) -> Option<Vec<u8>>) -> Vec<Part> {
    let named = files.iter().filter(|file| Format::of(file.path) == Some(Format::Oersi));
    let own = named.filter(|file| !place::is_left_out(file.path, false) && file.bytes <= 256 << 10);
    let mut found: Vec<Part> = Vec::new();
    for file in own.take(DECLARED) {
        if read(file.path).is_some_and(|bytes| is_record(&String::from_utf8_lossy(&bytes))) {
            let folder = place::folder(file.path);
            found.push(part(folder, first_of(files, folder), Why::Declared(file.path.to_owned()), 0.98));
        }
    }
    found
}

/// Whether a `metadata.yml` is a record of OERSI: Quarto and others have one of that name too.
fn is_record(text: &str) -> bool {
    let key = |line: &str| {
        line.trim_start_matches("- ")
            .split_once(':')
            .map(|(key, _)| key.trim_matches(['\'', '"', ' ']).to_owned())
    };
    let keys: Vec<String> =
        text.lines().filter(|line| !line.starts_with([' ', '#'])).filter_map(key).take(200).collect();
    let has = |wanted: &[&str]| keys.iter().any(|key| wanted.contains(&key.as_str()));
    let record = [
        "creativeWorkStatus",
        "learningResourceType",
        "educationalLevel",
        "license",
        "creator",
        "inLanguage",
    ];
    has(&["name"]) && has(&record) || has(&["!include"]) || text.trim_start().starts_with("!include")
}

/// Sites of lessons.
pub(super) fn sites(files: &[Entry<'_>], candidates: &[Candidate<'_>], context: &Context) -> Vec<Part> {
    let mut found: Vec<Part> = Vec::new();
    for file in files.iter().filter(|file| !place::is_left_out(file.path, false)) {
        let folder = place::folder(file.path);
        if !SITES.contains(&file.path.rsplit('/').next().unwrap_or_default())
            || found.iter().any(|site| site.path.is_empty() || place::is_below(file.path, &site.path))
        {
            continue;
        }
        let below = || candidates.iter().filter(|page| place::is_below(page.path, folder));
        let own = || below().filter(|page| matches!(page.why, Why::Folder(_) | Why::Title(_))).count() >= 2;
        let named = folder.split('/').any(sign::names_teaching);
        if named || !context.software && below().next().is_some() && (context.teaches.is_some() || own()) {
            found.push(part(folder, Some(file.path), Why::Site(file.path.to_owned()), 0.85));
        }
    }
    found
}

/// A site of pages in HTML, without settings.
pub(super) fn pages(files: &[Entry<'_>], context: &Context) -> Option<Part> {
    let own = |file: &&Entry<'_>| file.path.ends_with(".html") && !place::is_left_out(file.path, true);
    let first = files.iter().find(|file| file.path == "index.html")?;
    let many = files.iter().filter(own).count() >= 4;
    let teaches = !context.software && context.teaches.is_some();
    (many && teaches).then(|| part("", Some(first.path), Why::Site(first.path.to_owned()), 0.7))
}

/// Documents, each with its other formats beside it: `cours.pdf` is a copy of `cours.tex`.
pub(super) fn without_copies(mut candidates: Vec<Candidate<'_>>) -> Vec<Candidate<'_>> {
    let stem = |path: &str| path.rsplit_once('.').map_or(path.to_owned(), |(stem, _)| stem.to_owned());
    let rank = |path: &str| {
        let extension = path.rsplit('.').next().unwrap_or_default().to_lowercase();
        EDITED_FIRST.iter().position(|known| *known == extension).unwrap_or(EDITED_FIRST.len())
    };
    candidates.sort_by_key(|file| (stem(file.path), file.stands_alone(), rank(file.path)));
    let mut kept: Vec<Candidate<'_>> = Vec::new();
    for file in candidates {
        match kept.last_mut().filter(|last| !file.stands_alone() && stem(last.path) == stem(file.path)) {
            Some(last) if !last.stands_alone() => last.copies.push(file.path),
            _ => kept.push(file),
        }
    }
    kept
}

/// What lies in each folder and below it.
#[derive(Debug, Default, Clone, Copy)]
struct Held {
    /// Parts, or files that may become one.
    candidates: usize,
    /// Documents that are none.
    documents: usize,
    /// Other files: pictures, data, programs.
    others: usize,
    readmes: usize,
}

/// Counts by folder, of every folder on the way of a file.
fn held<'a>(files: &[Entry<'a>], candidates: &[Candidate<'a>]) -> HashMap<&'a str, Held> {
    let own: HashSet<&str> =
        candidates.iter().flat_map(|file| file.copies.iter().copied().chain([file.path])).collect();
    let mut held: HashMap<&str, Held> = HashMap::new();
    let mut count = |path: &'a str, add: fn(&mut Held)| {
        let ends = path.match_indices('/').map(|(at, _)| &path[..at]);
        ends.for_each(|folder| add(held.entry(folder).or_default()));
    };
    for file in files.iter().filter(|file| !own.contains(file.path)) {
        let document = is_resource(file.path).is_some_and(|format| !MATERIAL.contains(&format));
        count(
            file.path,
            match (place::is_about_the_project(file.path), document) {
                (true, _) if place::is_readme(file.path) => |held| held.readmes += 1,
                (true, _) => |_| {},
                (false, true) => |held| held.documents += 1,
                (false, false) => |held| held.others += 1,
            },
        );
    }
    candidates.iter().for_each(|file| count(file.path, |held| held.candidates += 1));
    held
}

/// Folders that hold one document and what it shows or works on, taken out of the candidates.
pub(super) fn lessons<'a>(files: &[Entry<'a>], candidates: &mut Vec<Candidate<'a>>) -> Vec<Part> {
    let held = held(files, candidates);
    let of = |folder: &str| held.get(folder).copied().unwrap_or_default();
    let is_lesson = |file: &Candidate<'_>| {
        let folder = of(place::folder(file.path));
        !file.stands_alone() && folder.candidates == 1 && folder.documents == 0 && folder.others > 0
    };
    let (lessons, rest): (Vec<_>, Vec<_>) = std::mem::take(candidates).into_iter().partition(is_lesson);
    *candidates = rest;
    let mut found: Vec<Part> = lessons
        .into_iter()
        .map(|file| {
            let copies = file.copies.iter().map(|copy| (*copy).to_owned()).collect();
            Part { copies, ..part(place::folder(file.path), Some(file.path), file.why, file.confidence) }
        })
        .collect();
    // Folders of a teaching name of which the README is the only document.
    for file in
        files.iter().filter(|file| place::is_readme(file.path) && !place::is_left_out(file.path, true))
    {
        let folder = place::folder(file.path);
        let own = folder.rsplit('/').next().unwrap_or_default();
        let inside = of(folder);
        if inside.readmes == 1 && inside.candidates + inside.documents == 0 && sign::names_teaching(own) {
            found.push(part(folder, Some(file.path), Why::Folder(own.to_owned()), 0.6));
        }
    }
    found
}

/// The README of a folder, by which it is opened.
fn first_of<'a>(files: &[Entry<'a>], folder: &str) -> Option<&'a str> {
    files
        .iter()
        .find(|file| place::folder(file.path) == folder && place::is_readme(file.path))
        .map(|file| file.path)
}
