//! The references of a repository by sight: its files, as git lays them out (gitrepository-layout(5)).
//!
//! The library reads three configurations before it looks at a reference, and copies all that is packed for
//! each pattern: of a forge's folder nearly all are requests to pull. Whatever is out of the ordinary is no answer here, and the library is asked. Must not open
//! an object.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use crate::mirror::references::{PUBLISHED, References};

/// Words of a configuration that change which references there are, where, or for whom.
const MATTERS: [&str; 4] = ["hiderefs", "include", "extensions", "namespace"];

/// Folders in folders, at most.
const DEPTH: usize = 32;

/// Branches, tags and notes, and the branch of HEAD; none where it must be read otherwise.
pub(in crate::mirror) fn references(git: &Path) -> Option<References> {
    let configuration = fs::read_to_string(git.join("config")).ok()?.to_ascii_lowercase();
    if MATTERS.iter().any(|word| configuration.contains(word)) {
        return None;
    }
    // What lies loose is read first: what is packed meanwhile is then found there.
    let mut loose = BTreeMap::new();
    for prefix in PUBLISHED {
        gather(&git.join(prefix), prefix, DEPTH, &mut loose)?;
    }
    let head = git.join("HEAD");
    // Git once made it a link to the branch.
    fs::symlink_metadata(&head).ok().filter(fs::Metadata::is_file)?;
    let head = fs::read_to_string(head).ok()?;
    let mut found = References { ids: packed(git)?, ..References::default() };
    found.ids.append(&mut loose);
    // Git passes over what it would not have written.
    if !found.ids.keys().all(|name| git2::Reference::is_valid_name(name)) {
        return None;
    }
    if let Some(branch) = head.strip_prefix("ref: ") {
        found.head = Some(branch.trim_end().to_owned()).filter(|name| found.ids.contains_key(name));
    }
    Some(found)
}

fn gather(folder: &Path, prefix: &str, depth: usize, into: &mut BTreeMap<String, String>) -> Option<()> {
    let entries = match fs::read_dir(folder) {
        Ok(entries) => entries,
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Some(()),
        Err(_) => return None,
    };
    for entry in entries {
        let entry = entry.ok()?;
        let kind = entry.file_type().ok()?;
        let name = entry.file_name();
        let name = name.to_str()?;
        if kind.is_dir() {
            gather(&entry.path(), &format!("{prefix}{name}/"), depth.checked_sub(1)?, into)?;
        } else if kind.is_file() {
            if !name.ends_with(".lock") {
                let text = fs::read_to_string(entry.path()).ok()?;
                into.insert(format!("{prefix}{name}"), id(text.trim_end())?.to_owned());
            }
        } else {
            return None;
        }
    }
    Some(())
}

/// What `packed-refs` says of them; nothing where there is no such file.
fn packed(git: &Path) -> Option<BTreeMap<String, String>> {
    let text = match fs::read_to_string(git.join("packed-refs")) {
        Ok(text) => text,
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Some(BTreeMap::new()),
        Err(_) => return None,
    };
    let mut found = BTreeMap::new();
    for line in text.lines().filter(|line| !line.starts_with(['#', '^'])) {
        let (hex, name) = line.split_once(' ')?;
        if PUBLISHED.iter().any(|prefix| name.starts_with(prefix)) {
            found.insert(name.to_owned(), id(hex)?.to_owned());
        }
    }
    Some(found)
}

/// The id of an object: a reference that names another has none of its own.
fn id(text: &str) -> Option<&str> {
    let is_hex = |byte: &u8| matches!(byte, b'0'..=b'9' | b'a'..=b'f');
    (text.len() == 40 && text.as_bytes().iter().all(is_hex)).then_some(text)
}

#[cfg(test)]
mod tests;
