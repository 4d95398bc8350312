//! What a harvest named so far, in a file that only grows: a line for each record.
//!
//! A line that was cut off by the end of a process is none. Must not know what is concluded from it.

use std::collections::HashMap;
use std::fs::{File, OpenOptions};
use std::io::{Read as _, Write as _};
use std::path::PathBuf;

use anyhow::Context as _;
use glane_catalog::model::ResourceKey;

/// Ids of records, each there or gone; the last that was said of one counts.
#[derive(Debug)]
pub struct Named {
    place: PathBuf,
    file: File,
    known: HashMap<String, bool>,
}

impl Named {
    /// Opens the file, making it if need be; reads it where a harvest is under way.
    pub(super) fn open(place: PathBuf, is_under_way: bool) -> anyhow::Result<Self> {
        let failed = || format!("{} cannot be read and written", place.display());
        let options = || OpenOptions::new().create(true).append(true).read(true).open(&place);
        let mut file = options().with_context(failed)?;
        let mut text = String::new();
        if is_under_way {
            file.read_to_string(&mut text).with_context(failed)?;
            if !text.is_empty() && !text.ends_with('\n') {
                // What comes next begins a line of its own.
                file.write_all(b"\n").with_context(failed)?;
            }
        }
        let known = text.lines().filter_map(read).map(|(id, is_there)| (id.to_owned(), is_there)).collect();
        Ok(Self { place, file, known })
    }

    /// Notes what a page named: ids, each with whether it is there.
    ///
    /// # Errors
    /// When the file cannot be written.
    pub fn add<'a>(&mut self, page: impl IntoIterator<Item = (&'a str, bool)>) -> anyhow::Result<()> {
        let mut text = String::new();
        for (id, is_there) in page {
            if self.known.insert(id.to_owned(), is_there) != Some(is_there) {
                text.push(if is_there { '+' } else { '-' });
                text.push_str(id);
                text.push('\n');
            }
        }
        if text.is_empty() {
            return Ok(());
        }
        let failed = || format!("{} cannot be written", self.place.display());
        self.file.write_all(text.as_bytes()).with_context(failed)?;
        self.file.sync_data().with_context(failed)
    }

    pub(super) fn clear(&mut self) -> anyhow::Result<()> {
        self.known.clear();
        self.file.set_len(0).with_context(|| format!("{} cannot be written", self.place.display()))
    }

    /// Whether an id was named as being there.
    #[must_use]
    pub fn is_there(&self, id: &str) -> bool {
        self.known.get(id).copied().unwrap_or_default()
    }

    /// Ids of those that are there.
    pub fn present(&self) -> impl Iterator<Item = &str> {
        self.known.iter().filter(|(_, is_there)| **is_there).map(|(id, _)| id.as_str())
    }

    /// Ids of those that are gone.
    pub fn gone(&self) -> impl Iterator<Item = &str> {
        self.known.iter().filter(|(_, is_there)| !**is_there).map(|(id, _)| id.as_str())
    }
}

fn read(line: &str) -> Option<(&str, bool)> {
    let (sign, id) = line.split_at_checked(1)?;
    let is_there = match sign {
        "+" => true,
        "-" => false,
        _ => return None,
    };
    ResourceKey::is_id(id).then_some((id, is_there))
}
