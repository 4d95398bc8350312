//! The words in which the sample repositories are told: authors, dates, commits, branches, tags.
//!
//! Must not know any repository in particular.

use crate::spec::{Branch, Commit, Repository, Visibility};

/// A path and its bytes.
pub(super) type File = (String, Vec<u8>);

/// Name and address of an author.
pub(super) type Author = (&'static str, &'static str);

pub(super) const MAELLE: Author = ("Maëlle Corbière", "maelle.corbiere@example.org");
pub(super) const YANIS: Author = ("Yanis Tahiri", "yanis.tahiri@example.org");
pub(super) const SOLENE: Author = ("Solène Abgrall", "solene.abgrall@example.org");
pub(super) const IDRISS: Author = ("Idriss Kanté", "idriss.kante@example.org");
pub(super) const BEATRICE: Author = ("Béatrice Ollivon", "beatrice.ollivon@example.org");
pub(super) const TOMASZ: Author = ("Tomasz Wieliczko", "tomasz.wieliczko@example.org");
pub(super) const AURELIE: Author = ("Aurélie Vauquelin", "aurelie.vauquelin@example.org");
pub(super) const HUGO: Author = ("Hugo Ménétrier", "hugo.menetrier@example.org");
pub(super) const RENOVATE: Author = ("renovate[bot]", "renovate-bot@example.org");

/// Files embedded from `content/<folder>/`, each at the same path in the repository.
macro_rules! files {
    ($folder:literal: $($path:literal),+ $(,)?) => {
        vec![$((
            $path.to_owned(),
            include_bytes!(concat!(env!("CARGO_MANIFEST_DIR"), "/content/", $folder, "/", $path)).to_vec(),
        )),+]
    };
}
pub(super) use files;

/// A short file written in place.
pub(super) fn text(path: &str, content: &str) -> File {
    (path.to_owned(), content.as_bytes().to_vec())
}

/// The full text of a licence of the SPDX list; empty if the list has no such identifier.
pub(super) fn licence(path: &str, id: &str) -> File {
    text(path, spdx::license_id(id).map_or("", |known| known.text()))
}

/// The same file in ISO 8859-1, as old editors wrote it; what that set lacks becomes `?`.
pub(super) fn latin1((path, utf8): File) -> File {
    let text = String::from_utf8_lossy(&utf8);
    let bytes = text.chars().map(|c| u8::try_from(u32::from(c)).unwrap_or(b'?')).collect();
    (path, bytes)
}

/// Seconds since 1970 at this hour (UTC) of this day of the Gregorian calendar.
pub(super) const fn at(year: i64, month: i64, day: i64, hour: i64) -> i64 {
    // Years counted from March, so that the leap day comes last.
    let (year, month) = if month > 2 { (year, month - 3) } else { (year - 1, month + 9) };
    let day_of_year = (153 * month + 2) / 5 + day - 1;
    let days = 365 * year + year / 4 - year / 100 + year / 400 + day_of_year - 719_468;
    days * 86_400 + hour * 3_600
}

/// A commit that writes files.
pub(super) fn commit(author: Author, time: i64, message: &str, write: Vec<File>) -> Commit {
    Commit {
        author: author.0.to_owned(),
        email: author.1.to_owned(),
        time,
        message: message.to_owned(),
        write,
        remove: Vec::new(),
    }
}

/// A branch from nothing.
pub(super) fn root(name: &str, commits: Vec<Commit>) -> Branch {
    Branch { name: name.to_owned(), from: None, commits }
}

/// A branch on top of another.
pub(super) fn grown(name: &str, from: &str, commits: Vec<Commit>) -> Branch {
    Branch { name: name.to_owned(), from: Some(from.to_owned()), commits }
}

/// A lightweight tag on a branch's tip.
pub(super) fn light(name: &str, branch: &str) -> (String, String, Option<String>) {
    (name.to_owned(), branch.to_owned(), None)
}

/// An annotated tag on a branch's tip.
pub(super) fn annotated(name: &str, branch: &str, message: &str) -> (String, String, Option<String>) {
    (name.to_owned(), branch.to_owned(), Some(message.to_owned()))
}

/// A public repository on `main`, to be completed with its branches and tags.
pub(super) fn public(id: u64, path: &str, name: &str, description: &str, topics: &[&str]) -> Repository {
    Repository {
        id,
        path: path.to_owned(),
        name: name.to_owned(),
        description: description.to_owned(),
        visibility: Visibility::Public,
        archived: false,
        topics: topics.iter().map(|&topic| topic.to_owned()).collect(),
        default_branch: "main".to_owned(),
        fork_of: None,
        branches: Vec::new(),
        tags: Vec::new(),
    }
}
