//! The name of a place in a file, `maintenance.contacts[0].name`, and the line it stands on.
//!
//! Names are written as the reference parser writes them, so that two reports can be compared.

use std::fmt;

use crate::read::tree::{Node, Value};

/// One step down from the root.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Step {
    /// A key of a map.
    Name(String),
    /// A key that is a language, written in brackets when it has a hyphen.
    Language(String),
    /// An item of a list.
    Item(usize),
}

/// The way to a value.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Key(Vec<Step>);

impl Key {
    /// Keys joined by dots.
    pub(super) fn of(path: &str) -> Self {
        Self(path.split('.').map(|name| Step::Name(name.to_owned())).collect())
    }

    pub(super) fn name(&self, name: &str) -> Self {
        self.and(Step::Name(name.to_owned()))
    }

    pub(super) fn language(&self, tag: &str) -> Self {
        self.and(Step::Language(tag.to_owned()))
    }

    pub(super) fn item(&self, at: usize) -> Self {
        self.and(Step::Item(at))
    }

    fn and(&self, step: Step) -> Self {
        let mut steps = self.0.clone();
        steps.push(step);
        Self(steps)
    }

    /// The key at the root that it begins with.
    pub(super) fn section(&self) -> &str {
        match self.0.first() {
            Some(Step::Name(name) | Step::Language(name)) => name,
            Some(Step::Item(_)) | None => "",
        }
    }

    /// The last name of it, for messages.
    pub(super) fn last(&self) -> String {
        match self.0.split_last() {
            Some((Step::Name(name) | Step::Language(name), _)) => name.clone(),
            Some((Step::Item(at), before)) => format!("{}[{at}]", Self(before.to_vec()).last()),
            None => String::new(),
        }
    }

    /// Line and column: of the key, else of what should hold it, else zero.
    pub(super) fn place(&self, root: &Node) -> (u32, u32) {
        let mut node = root;
        for (number, step) in self.0.iter().enumerate() {
            let last = number + 1 == self.0.len();
            match child(node, step) {
                Some(found) if last => return found.place.key,
                Some(found) => node = found,
                None if last => return node.place.start,
                None => return (0, 0),
            }
        }
        node.place.start
    }

    /// The value there; none where nothing or an empty value stands.
    pub(super) fn find<'a>(&self, root: &'a Node) -> Option<&'a Node> {
        let found = self.0.iter().try_fold(root, child)?;
        (found.value != Value::Null).then_some(found)
    }
}

fn child<'a>(node: &'a Node, step: &Step) -> Option<&'a Node> {
    match step {
        Step::Name(name) | Step::Language(name) => node.get(name),
        Step::Item(at) => node.items().get(*at),
    }
}

impl fmt::Display for Key {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (number, step) in self.0.iter().enumerate() {
            let dot = if number == 0 { "" } else { "." };
            match step {
                Step::Item(at) => write!(out, "[{at}]")?,
                Step::Language(tag) if !tag.chars().all(|letter| letter.is_ascii_alphabetic()) => {
                    write!(out, "[{tag}]")?;
                }
                Step::Name(name) | Step::Language(name) => write!(out, "{dot}{name}")?,
            }
        }
        Ok(())
    }
}

/// The first key or item that starts on a line, as wrong types are told.
pub(super) fn on_line(node: &Node, line: u32, before: &Key) -> Option<Key> {
    match &node.value {
        Value::Map(entries) => entries.iter().find_map(|(name, item)| {
            let key = before.name(name);
            if item.place.key.0 == line { Some(key) } else { on_line(item, line, &key) }
        }),
        Value::List(items) => items.iter().enumerate().find_map(|(at, item)| {
            let key = before.item(at);
            if item.place.start.0 == line { Some(key) } else { on_line(item, line, &key) }
        }),
        Value::Null | Value::Text(_) => None,
    }
}
