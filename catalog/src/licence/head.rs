//! What any file says of its own licence: `REUSE.toml`, `.reuse/dep5`, `*.license`, heads of source.
//!
//! For files that have no reader of their own. Must not decide for the whole.

mod comment;

use std::collections::HashMap;
use std::rc::Rc;
use std::sync::LazyLock;

use aho_corasick::AhoCorasick;
use serde::{Deserialize, Serialize};

use super::detect::{Detected, Method, detect, tags};
use super::{TAG_KEY, reuse};
use crate::model::{Claim, Source};

/// Key of claims made by a notice at the head of a file.
pub(super) const NOTICE_KEY: &str = "notice";
/// Lines that are the head of a file.
const HEAD: usize = 60;
/// Lines that are the head of a file that is read by people: further down, a tag may be an example.
const SHORT_HEAD: usize = 20;
/// Longest head, in bytes.
pub const LONGEST_HEAD: usize = 4096;
/// Certainty below which a head says nothing: code is full of short names.
const SURE: f32 = 0.8;
/// Most distinct notices that are kept in mind.
const MOST_NOTICES: usize = 1_000;

/// Words without which a head says nothing of a licence. The first begins every tag, and ends before
/// another of them could be found in it.
static MARKS: LazyLock<Option<AhoCorasick>> = LazyLock::new(|| {
    let words = [
        "spdx-li",
        "licen",
        "copying",
        "gpl",
        "creativecommons",
        "redistribut",
        "permission",
        "warrant",
        "as-is",
    ];
    AhoCorasick::builder().ascii_case_insensitive(true).build(words).ok()
});

/// Whether the file must be read whole for [`file_claims`]: it speaks of other files.
#[must_use]
pub fn speaks_of_files(path: &str) -> bool {
    reuse::is_rules(path) || path.ends_with(".license")
}

/// What is read of a file's head.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Manner {
    /// Tags, and notices in comments: of a program.
    Program,
    /// Tags alone, and near the top: of what people read, which may speak about licences.
    Page,
    /// Tags alone: of a `.license` file, which speaks for the one beside it.
    Side,
}

/// What the head of a file says of its licence, wherever the file lies.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct HeadClaim {
    /// SPDX expression.
    pub expression: String,
    /// By a tag of SPDX, or by a notice.
    pub tagged: bool,
    /// The line, from 1.
    pub line: u32,
    /// From 0 to 1.
    pub confidence: f32,
}

impl HeadClaim {
    /// As a claim of a file.
    #[must_use]
    pub fn of_file(&self, path: &str) -> Claim {
        let key = if self.tagged { TAG_KEY } else { NOTICE_KEY };
        Claim::new(self.expression.clone(), Source::file(path, Some(key), Some(self.line)), self.confidence)
    }

    fn new(one: Detected, before: u32) -> Self {
        let tagged = one.method == Method::Tag;
        Self {
            expression: one.expression,
            tagged,
            line: one.start_line + before,
            confidence: one.confidence.min(0.95),
        }
    }
}

/// Reads heads, and keeps in mind what it read: the files of a project repeat one notice.
#[derive(Debug, Default)]
pub struct Heads {
    notices: HashMap<String, Rc<Vec<Detected>>>,
}

impl Heads {
    /// What a head says, of which only the first [`LONGEST_HEAD`] bytes are looked at.
    pub fn read(&mut self, head: &str, manner: Manner) -> Vec<HeadClaim> {
        let head = &head[..head.floor_char_boundary(LONGEST_HEAD)];
        let Some(marks) = MARKS.as_ref() else { return Vec::new() };
        let Some(first) = marks.find(head) else { return Vec::new() };
        let tagged =
            first.pattern().as_usize() == 0 || marks.find_iter(head).any(|at| at.pattern().as_usize() == 0);
        if tagged {
            let tags = tags::tags(lines(head, if manner == Manner::Page { SHORT_HEAD } else { HEAD }));
            if !tags.is_empty() {
                return tags.into_iter().map(|one| HeadClaim::new(one, 0)).collect();
            }
        }
        if manner != Manner::Program {
            return Vec::new();
        }
        let Some(spoken) = comment::spoken(lines(head, HEAD), |line| marks.is_match(line)) else {
            return Vec::new();
        };
        let found = self.notice(spoken.text);
        found.iter().map(|one| HeadClaim::new(one.clone(), spoken.before)).collect()
    }

    fn notice(&mut self, text: String) -> Rc<Vec<Detected>> {
        if let Some(known) = self.notices.get(&text) {
            return Rc::clone(known);
        }
        let found = detect(&text);
        // One doubtful name makes the others doubtful: they may be offered for choice.
        let sure = found.iter().all(|one| one.method == Method::Tag || one.confidence >= SURE);
        let found = Rc::new(if sure { found } else { Vec::new() });
        if self.notices.len() < MOST_NOTICES {
            self.notices.insert(text, Rc::clone(&found));
        }
        found
    }
}

/// The first lines of a text.
fn lines(text: &str, most: usize) -> &str {
    let end = text.match_indices('\n').nth(most - 1).map_or(text.len(), |(at, _)| at);
    &text[..end]
}

/// The licence claims that a file makes of itself or, by rules, of others.
#[must_use]
pub fn file_claims(path: &str, text: &str) -> Vec<Claim> {
    if reuse::is_rules(path) {
        return reuse::claims(path, text);
    }
    let manner = if path.ends_with(".license") { Manner::Side } else { Manner::Program };
    let found = Heads::default().read(text, manner);
    found.iter().map(|one| one.of_file(path)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(head: &str) -> Vec<(String, bool, u32)> {
        let found = Heads::default().read(head, Manner::Program);
        found.into_iter().map(|one| (one.expression, one.tagged, one.line)).collect()
    }

    const NOTICE: &str = "# This program is free software: you can redistribute it and/or modify it under\n\
        # the terms of the GNU General Public License as published by the Free Software\n\
        # Foundation, either version 3 of the License, or (at your option) any later version.\n";

    #[test]
    fn tags_and_notices_are_read_with_their_lines() {
        assert_eq!(read("// X\n// SPDX-License-Identifier: MIT\n"), [("MIT".to_owned(), true, 2)]);
        let notice = format!("#!/usr/bin/env python3\n# Outil\n#\n# Copyright 2024 X\n{NOTICE}\nimport os\n");
        assert_eq!(read(&notice), [("GPL-3.0-or-later".to_owned(), false, 5)]);
        assert!(read("fn licence() { permission(); }\n").is_empty());
        assert!(read("int a;\n").is_empty());
    }

    #[test]
    fn what_people_read_is_asked_for_tags_alone() {
        let mut heads = Heads::default();
        let prose = "# Outil\n\nSous licence GPL-3.0-or-later.\n";
        assert!(heads.read(prose, Manner::Page).is_empty());
        let tagged = "<!-- SPDX-License-Identifier: CC-BY-SA-4.0 -->\n# Guide\n";
        assert_eq!(heads.read(tagged, Manner::Page)[0].expression, "CC-BY-SA-4.0");
        let example = format!("# Contribuer\n{}SPDX-License-Identifier: MIT\n", "\n".repeat(30));
        assert!(heads.read(&example, Manner::Page).is_empty());
    }

    #[test]
    fn one_notice_is_compared_once_whoever_wrote_the_files() {
        let mut heads = Heads::default();
        for year in 2000..2020 {
            let head =
                format!("# Fichier {year}\n#\n# Copyright {year} Auteur {year}\n{NOTICE}\nx = {year}\n");
            assert_eq!(heads.read(&head, Manner::Program)[0].expression, "GPL-3.0-or-later");
        }
        assert_eq!(heads.notices.len(), 1);
    }
}
