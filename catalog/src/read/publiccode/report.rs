//! The defects of one file, each with its key, line, column and remedy.
//!
//! A section that holds a value of the wrong type is not read further, as the reference parser has
//! it: what it must hold counts as missing. Must not know any rule.

use std::collections::HashSet;

use super::key::Key;
use crate::model::{Finding, Severity};
use crate::read::mailbox;
use crate::read::sheet::{clean, shorten};
use crate::read::tree::Node;

/// Most defects told of one file.
const MOST: usize = 100;

/// Longest quotation of a value or a key, in characters.
const QUOTED: usize = 80;

/// One thing to mend.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Defect {
    /// An error makes the file invalid, a warning does not; what is good to know is ours alone.
    pub(super) severity: Severity,
    pub(super) code: &'static str,
    pub(super) key: String,
    /// Zero where the file has no place for it.
    pub(super) line: u32,
    pub(super) column: u32,
    message: String,
    remedy: String,
}

impl Defect {
    pub(super) fn into_finding(self, path: &str) -> Finding {
        let line = (self.line > 0).then_some(self.line);
        let mut finding = Finding::new(self.severity, self.code, self.message, self.remedy)
            .in_file(path, line)
            .at_key(&quoted(&self.key));
        finding.column = (self.column > 0).then_some(self.column);
        finding
    }
}

/// What is known of a file while it is judged.
pub(super) struct Report<'a> {
    pub(super) root: &'a Node,
    void: HashSet<String>,
    defects: Vec<Defect>,
}

impl<'a> Report<'a> {
    pub(super) fn new(root: &'a Node) -> Self {
        Self { root, void: HashSet::new(), defects: Vec::new() }
    }

    /// The value at a key; none where it is empty, missing, or in a section that cannot be read.
    pub(super) fn find(&self, key: &Key) -> Option<&'a Node> {
        if self.void.contains(key.section()) { None } else { key.find(self.root) }
    }

    /// The text at a key, which may be empty.
    pub(super) fn text(&self, key: &Key) -> Option<&'a str> {
        self.find(key)?.text()
    }

    /// The number of items at a key; none when there is no list.
    pub(super) fn count(&self, key: &Key) -> Option<usize> {
        Some(self.find(key)?.items().len())
    }

    /// The file is not valid with this.
    pub(super) fn error(&mut self, code: &'static str, key: &Key, message: String, remedy: &str) {
        self.add(Severity::Error, code, key, message, remedy);
    }

    /// The file is valid for now.
    pub(super) fn warn(&mut self, code: &'static str, key: &Key, message: String, remedy: &str) {
        self.add(Severity::Warning, code, key, message, remedy);
    }

    /// The reference parser says nothing of it.
    pub(super) fn advise(&mut self, code: &'static str, key: &Key, message: String, remedy: &str) {
        self.add(Severity::Info, code, key, message, remedy);
    }

    /// The file is not valid, for want of something that has no place in it.
    pub(super) fn error_nowhere(&mut self, code: &'static str, key: &Key, message: String, remedy: &str) {
        let (key, remedy) = (key.to_string(), remedy.to_owned());
        self.defects.push(Defect {
            severity: Severity::Error,
            code,
            key,
            line: 0,
            column: 0,
            message,
            remedy,
        });
    }

    fn add(&mut self, severity: Severity, code: &'static str, key: &Key, message: String, remedy: &str) {
        // Places are looked for in the whole file: not for what would not be told.
        if self.defects.len() >= MOST {
            return;
        }
        let (line, column) = key.place(self.root);
        self.defects.push(Defect {
            severity,
            code,
            key: key.to_string(),
            line,
            column,
            message,
            remedy: remedy.to_owned(),
        });
    }

    /// A value of the wrong type, told at its own line; its section is read no further.
    pub(super) fn wrong_type(&mut self, key: &Key, node: &Node, wanted: &str) {
        self.void.insert(key.section().to_owned());
        if self.defects.len() >= MOST {
            return;
        }
        let line = node.place.start.0;
        let told = super::key::on_line(self.root, line, &Key::default()).unwrap_or_else(|| key.clone());
        self.defects.push(Defect {
            severity: Severity::Error,
            code: "publiccode_type",
            key: told.to_string(),
            line,
            column: 1,
            message: format!("{} must be {wanted}", quoted(&key.last())),
            remedy: format!("Write {wanted} at {}.", quoted(&key.to_string())),
        });
    }

    /// The defects by their lines.
    pub(super) fn done(mut self) -> Vec<Defect> {
        self.defects.sort_by_key(|defect| defect.line);
        self.defects
    }
}

/// A key or value of the file, fit for a message.
pub(super) fn quoted(text: &str) -> String {
    shorten(&clean(&mailbox::without(text)), QUOTED)
}
