//! A commit as git stores it, read for what a history counts: parents, author, when.
//!
//! libgit2 would read it twice, once to walk and once to look. Must not keep a person's address.

use git2::Oid;

/// What is counted of one commit.
pub(super) struct Commit<'a> {
    /// Its parents.
    pub(super) parents: Vec<Oid>,
    /// The author's name, as written.
    pub(super) name: &'a [u8],
    /// The author's address, as written.
    pub(super) address: &'a [u8],
    /// When it was committed, in seconds since 1970.
    pub(super) at: i64,
}

impl<'a> Commit<'a> {
    /// Reads the head of a commit: lines `parent ID`, `author NAME <ADDRESS> SECONDS ZONE` and
    /// `committer …` before the first empty one. None for what is no commit.
    pub(super) fn read(raw: &'a [u8]) -> Option<Self> {
        let mut parents = Vec::new();
        let (mut author, mut committer) = (None, None);
        for line in raw.split(|byte| *byte == b'\n').take_while(|line| !line.is_empty()) {
            let Some(space) = line.iter().position(|byte| *byte == b' ') else { continue };
            let value = &line[space + 1..];
            match &line[..space] {
                b"parent" => parents.push(Oid::from_str(std::str::from_utf8(value).ok()?).ok()?),
                b"author" => author = author.or(Some(value)),
                b"committer" => committer = committer.or(Some(value)),
                _ => {}
            }
        }
        let (name, address, _) = signature(author?);
        let (.., at) = signature(committer?);
        Some(Self { parents, name, address, at })
    }
}

/// Name, address and seconds; what is not there is empty, or 0.
fn signature(line: &[u8]) -> (&[u8], &[u8], i64) {
    let opened = line.iter().position(|byte| *byte == b'<').unwrap_or(line.len());
    let closed = line.iter().rposition(|byte| *byte == b'>').unwrap_or(line.len()).max(opened);
    let address = line.get(opened + 1..closed).unwrap_or_default();
    let rest = line.get(closed + 1..).and_then(|rest| std::str::from_utf8(rest).ok()).unwrap_or_default();
    let at = rest.split_whitespace().next().and_then(|seconds| seconds.parse().ok()).unwrap_or(0);
    (line[..opened].trim_ascii(), address, at)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_commit_is_read_as_git_wrote_it() {
        let raw = b"tree 4b825dc642cb6eb9a060e54bf8d69288fbee4904\n\
            parent 1111111111111111111111111111111111111111\n\
            parent 2222222222222222222222222222222222222222\n\
            author Anne L\xc3\xa9a <anne@example.org> 1700000000 +0100\n\
            committer Robot <robot@example.org> 1700000060 +0000\n\
            gpgsig -----BEGIN PGP SIGNATURE-----\n \n author Autre <x@y> 1 +0000\n\n\
            author Corps <z@z> 5 +0000\n";
        let commit = Commit::read(raw).unwrap();
        assert_eq!(commit.parents.len(), 2);
        assert_eq!((commit.name, commit.address), ("Anne Léa".as_bytes(), &b"anne@example.org"[..]));
        assert_eq!(commit.at, 1_700_000_060);
    }

    #[test]
    fn signatures_without_their_parts_are_read_as_far_as_they_go() {
        for (line, name, address, at) in [
            ("A <a> b> 7 +0000", "A", "a> b", 7),
            ("sans adresse", "sans adresse", "", 0),
            ("A <> -3 +0000", "A", "", -3),
            ("> <", ">", "", 0),
        ] {
            assert_eq!(signature(line.as_bytes()), (name.as_bytes(), address.as_bytes(), at), "{line}");
        }
        assert!(Commit::read(b"tree x\n\n").is_none());
    }
}
