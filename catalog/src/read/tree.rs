//! One shape for what YAML, JSON and TOML files hold: texts, lists and maps, with their lines.
//!
//! Numbers and booleans are kept as written. Must not know any schema.

pub(super) mod json;
pub(super) mod toml;
pub(super) mod xml;
pub(super) mod yaml;

/// A value with the line it (or its key) starts on.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Node {
    pub(super) value: Value,
    pub(super) line: Option<u32>,
    pub(super) place: Place,
}

/// Where YAML has a value, for readers that report to the column; all zero in other formats.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Place {
    /// Line and column of its key.
    pub(super) key: (u32, u32),
    /// Line and column where the value itself starts.
    pub(super) start: (u32, u32),
    /// Whether a text was written without quotes, so that it may mean a number or a truth value.
    pub(super) plain: bool,
}

/// What a file can hold.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Value {
    Null,
    Text(String),
    List(Vec<Node>),
    Map(Vec<(String, Node)>),
}

/// Why a file could not be read to its end.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Problem {
    pub(super) message: String,
    pub(super) line: Option<u32>,
    pub(super) column: Option<u32>,
}

/// What could be read, and what stopped the reading.
pub(super) struct Tree {
    pub(super) root: Option<Node>,
    pub(super) problem: Option<Problem>,
}

impl Node {
    pub(super) fn new(value: Value, line: Option<u32>) -> Self {
        Self { value, line, place: Place::default() }
    }

    /// The value under a key of a map.
    pub(super) fn get(&self, key: &str) -> Option<&Self> {
        self.entries().find(|(name, _)| *name == key).map(|(_, node)| node)
    }

    /// Every value under a key, as XML repeats them.
    pub(super) fn all<'a>(&'a self, key: &'a str) -> impl Iterator<Item = &'a Self> {
        self.entries().filter(move |(name, _)| *name == key).map(|(_, node)| node)
    }

    /// The value under keys joined by dots, `legal.license`.
    pub(super) fn at(&self, path: &str) -> Option<&Self> {
        path.split('.').try_fold(self, |node, key| node.get(key))
    }

    /// The text, when it is one.
    pub(super) fn text(&self) -> Option<&str> {
        if let Value::Text(text) = &self.value { Some(text) } else { None }
    }

    /// The items of a list; a single value is a list of one.
    pub(super) fn items(&self) -> &[Self] {
        match &self.value {
            Value::List(items) => items,
            Value::Null => &[],
            Value::Text(_) | Value::Map(_) => std::slice::from_ref(self),
        }
    }

    /// The entries of a map, in order.
    pub(super) fn entries(&self) -> impl Iterator<Item = (&str, &Self)> {
        let entries: &[(String, Self)] = if let Value::Map(entries) = &self.value { entries } else { &[] };
        entries.iter().map(|(key, node)| (key.as_str(), node))
    }
}

/// Lines of byte offsets in a text.
pub(super) struct Lines(Vec<usize>);

impl Lines {
    pub(super) fn of(text: &str) -> Self {
        Self(std::iter::once(0).chain(text.match_indices('\n').map(|(at, _)| at + 1)).collect())
    }

    /// Line and column, from 1, of a byte offset.
    pub(super) fn place(&self, offset: usize) -> (u32, u32) {
        let line = self.0.partition_point(|start| *start <= offset).max(1);
        let column = offset - self.0[line - 1] + 1;
        (u32::try_from(line).unwrap_or(u32::MAX), u32::try_from(column).unwrap_or(u32::MAX))
    }
}
