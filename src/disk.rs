//! A full disk: how a failure that it caused is known, and what helps.
//!
//! Errors reach us in the words of git, of the database, of the search engine and of the system. Must
//! not know whose disk it is.

/// Words of a failure for lack of room: the system's, those of SQLite (also where it cannot make its
/// shared memory file, or cannot lay out a page of it), and those of a quota.
const WORDS: &[&str] = &[
    "No space left on device",
    "no storage space",
    "os error 28",
    "disk is full",
    "disk I/O error",
    "Disk quota exceeded",
    "os error 122",
];

const REMEDY: &str =
    "this machine's disk is full: free some space on it, and the work goes on where it stopped";

/// Whether these words tell of a full disk.
#[must_use]
pub fn is_full(message: &str) -> bool {
    WORDS.iter().any(|word| message.contains(word))
}

/// The same message, with the remedy where a full disk is its cause.
#[must_use]
pub fn explained(message: String) -> String {
    if is_full(&message) && !message.contains(REMEDY) { format!("{message}; {REMEDY}") } else { message }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_remedy_stands_once_and_only_where_it_helps() {
        let full = std::io::Error::from_raw_os_error(28).to_string();
        let said = explained(full.clone());
        assert!(said.starts_with(&full) && said.contains("free some space"), "{said}");
        assert_eq!(explained(said.clone()), said);
        assert_eq!(explained("no such table".to_owned()), "no such table");
    }
}
