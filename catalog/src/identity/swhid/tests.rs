//! Identifiers against git's own ids of the same objects and the examples published with the standard.

use super::*;

fn branch(name: &str, target: Target) -> Branch {
    Branch { name: name.as_bytes().to_vec(), target }
}

fn object(kind: Kind, id: &str) -> Target {
    Target::Object(Swhid::of_object(kind, id).unwrap())
}

#[test]
fn objects_have_the_ids_that_git_gives_them() {
    // `git hash-object`, `git rev-parse` on a repository made for this.
    let of = |kind, body: &[u8]| Swhid::of(kind, body).to_string();
    assert_eq!(of(Kind::Content, b""), "swh:1:cnt:e69de29bb2d1d6434b8b29ae775ad8c2e48c5391");
    assert_eq!(of(Kind::Content, b"bonjour\n"), "swh:1:cnt:1cd909e05d33f0f6bc4ea1caf19b5749b434ceb3");
    assert_eq!(of(Kind::Directory, b""), "swh:1:dir:4b825dc642cb6eb9a060e54bf8d69288fbee4904");
    let mut tree = b"100644 b\0".to_vec();
    tree.extend(digits("c1b0730e0133447badcfd47fd144e254807b06e1").unwrap());
    assert_eq!(of(Kind::Directory, &tree), "swh:1:dir:da981995a0f17908b3f6795c1e0c28a7e96b8a11");
    let commit = "tree 6142af3ff2d4f35093711fae46e4ac6d45f4e774\n\
                  author Ada <ada@example.org> 1700000000 +0100\n\
                  committer Ada <ada@example.org> 1700000000 +0100\n\nDébut\n";
    assert_eq!(of(Kind::Revision, commit.as_bytes()), "swh:1:rev:80567b6dce7db6963d1b1752cc34504de0f28706");
    let tag = "object 80567b6dce7db6963d1b1752cc34504de0f28706\ntype commit\ntag v1\n\
               tagger Ada <ada@example.org> 1700000000 +0100\n\nUn\n";
    assert_eq!(of(Kind::Release, tag.as_bytes()), "swh:1:rel:41c967b07361b21717745e3012544984ec38374b");
}

#[test]
fn snapshots_are_those_of_the_reference_implementation() {
    // Published with swh.model, the reference implementation, in its tests of snapshot identifiers.
    let cases = [
        (vec![], "swh:1:snp:1a8893e6a86f444e8be8e7bda6cb34fb1735a00e"),
        (vec![branch("HEAD", Target::Dangling)], "swh:1:snp:c84502e821eb21ed84e9fd3ec40973abc8b32353"),
        (
            vec![branch("foo", Target::Alias(b"bar".to_vec()))],
            "swh:1:snp:84b4548ea486e4b0a7933fa541ff1503a0afe1e0",
        ),
        (
            vec![
                branch("directory", object(Kind::Directory, "1bd0e65f7d2ff14ae994de17a1e7fe65111dcad8")),
                branch("content", object(Kind::Content, "fe95a46679d128ff167b7c55df5d02356c5a1ae1")),
                branch("alias", Target::Alias(b"revision".to_vec())),
                branch("revision", object(Kind::Revision, "aafb16d69fd30ff58afdd69036a26047f3aebdc6")),
                branch("release", object(Kind::Release, "7045404f3d1c54e6473c71bbb716529fbad4be24")),
                branch("snapshot", object(Kind::Snapshot, "1a8893e6a86f444e8be8e7bda6cb34fb1735a00e")),
                branch("dangling", Target::Dangling),
            ],
            "swh:1:snp:6e65b86363953b780d92b0a928f3e8fcdd10db36",
        ),
    ];
    for (branches, expected) in cases {
        assert_eq!(snapshot(&branches).to_string(), expected);
    }
}

#[test]
fn identifiers_are_read_as_they_are_written() {
    let text = "swh:1:snp:c7c108084bc0bf3d81436bf980b46e98bd338453";
    let id: Swhid = text.parse().unwrap();
    assert_eq!((id.kind(), id.to_string().as_str()), (Kind::Snapshot, text));
    for bad in [
        "",
        "swh:1:snp:",
        "swh:2:snp:c7c108084bc0bf3d81436bf980b46e98bd338453",
        "swh:1:ori:c7c108084bc0bf3d81436bf980b46e98bd338453",
        "swh:1:snp:C7C108084BC0BF3D81436BF980B46E98BD338453",
        "swh:1:snp:c7c108084bc0bf3d81436bf980b46e98bd33845",
        "swh:1:snp:c7c108084bc0bf3d81436bf980b46e98bd3384é",
        " swh:1:snp:c7c108084bc0bf3d81436bf980b46e98bd338453",
    ] {
        assert!(bad.parse::<Swhid>().is_err(), "{bad}");
    }
    let written = serde_json::to_string(&id).unwrap();
    assert_eq!(written, format!("\"{text}\""));
    assert_eq!(serde_json::from_str::<Swhid>(&written).unwrap(), id);
    let sha256 = "6ef19b41225c5369f1c104d45d8d85efa9b057b53b14b4b9b939dd74decc5321";
    assert!(Swhid::of_object(Kind::Revision, sha256).is_err(), "no id of a SHA-256 repository is a SWHID");
}
