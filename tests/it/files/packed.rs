//! Folders as one ZIP file, opened by another program than ours.

use std::collections::BTreeMap;
use std::process::Command;

use glane_templates::address;

use super::{LATEX, bytes_of, copy, published, tip};
use crate::site::Site;
use crate::support::{Workshop, import};

/// What Python's own module finds in an archive, once it has checked every sum: name, mode, bytes.
const LOOK: &str = "import json, sys, zipfile\n\
                    z = zipfile.ZipFile(sys.argv[1])\n\
                    assert z.testzip() is None\n\
                    print(json.dumps([[i.filename, i.external_attr >> 16, z.read(i).hex(), i.date_time] for i in z.infolist()]))\n";

type Entries = Vec<(String, u32, String, [u32; 6])>;

fn opened(workshop: &Workshop, bytes: &[u8]) -> Entries {
    let path = workshop.path("pris.zip");
    std::fs::write(&path, bytes).unwrap();
    let output = Command::new("python3").args(["-c", LOOK]).arg(&path).output().unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    serde_json::from_slice(&output.stdout).unwrap()
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

#[test]
fn a_folder_is_packed_as_it_is_in_the_tree_and_always_the_same() {
    let (workshop, source) = published();
    let (site, commit) = (Site::serve(&workshop), tip(&source, "main"));
    let place = address::archive(&commit, "atelier", "un", "");
    let answer = site.ask("GET", &place, &[]);
    assert_eq!(answer.status, 200, "{}", answer.text());
    assert_eq!(answer.header("content-type"), Some("application/zip"));
    assert_eq!(answer.header("etag").unwrap(), format!("\"{}\"", tip(&source, "main^{tree}")));
    let disposition = answer.header("content-disposition").unwrap();
    assert!(disposition.contains(&format!("filename=\"un-{}.zip\"", &commit[..8])), "{disposition}");
    assert!(answer.header("content-security-policy").unwrap().starts_with("sandbox;"));

    let files =
        ["README.md", "dessin.svg", "fiches/grand.dat", LATEX, "outil.py", "package.json", "page.html"];
    let entries = opened(&workshop, &answer.body);
    // Neither the link nor the module.
    assert_eq!(entries.iter().map(|(name, ..)| name.as_str()).collect::<Vec<_>>(), files);
    for (name, mode, bytes, time) in &entries {
        assert_eq!(*bytes, hex(&bytes_of(&source, &format!("{commit}:{name}"))), "{name}");
        assert_eq!(*mode, if name == "outil.py" { 0o100_755 } else { 0o100_644 }, "{name}");
        assert_eq!(*time, [2023, 11, 14, 22, 13, 20], "that of the commit");
    }
    assert!(site.ask("GET", &place, &[]).body == answer.body, "the same bytes");

    let folder = address::archive(&commit, "atelier", "un", "fiches");
    let inner = opened(&workshop, &site.ask("GET", &folder, &[]).body);
    let names: BTreeMap<&str, usize> =
        inner.iter().map(|(name, _, bytes, _)| (name.as_str(), bytes.len())).collect();
    assert_eq!(names.into_keys().collect::<Vec<_>>(), ["grand.dat", "évaluation 6e.tex"]);
    let tag = format!("\"{}\"", tip(&source, "main:fiches"));
    assert_eq!(site.ask("GET", &folder, &[("If-None-Match", &tag)]).status, 304);
    let head = site.ask("HEAD", &folder, &[]);
    assert_eq!((head.status, head.body.len(), head.header("etag")), (200, 0, Some(tag.as_str())));
    for none in ["absent", "README.md", "lien", "module", "..", "fiches/.."] {
        let place = address::archive(&commit, "atelier", "un", none);
        assert_eq!(site.ask("GET", &place, &[]).status, 404, "{none}");
    }
}

#[test]
fn what_is_above_the_limits_is_refused_before_anything_is_sent() {
    let (workshop, _) = published();
    let site = Site::serve(&workshop);
    let public = copy(&workshop);
    let head = "commit refs/heads/main\ncommitter C <c@example.org> 1700000100 +0000\ndata 1\nx\n";
    let pointer = format!(
        "version https://git-lfs.github.com/spec/v1\noid sha256:{}\nsize 209715201\n",
        "0a".repeat(32)
    );
    let mut stream = format!("{head}M 100644 inline film.mp4\ndata {}\n{pointer}\n", pointer.len());
    for number in 0..=10_000 {
        stream.push_str(&format!("M 100644 inline mille/{number}.txt\ndata 0\n\n"));
    }
    import(&public, stream.as_bytes());
    let commit = tip(&public, "main");
    let film = site.ask("GET", &address::file(&commit, "atelier", "un", "film.mp4"), &[]);
    assert_eq!(film.status, 413, "{}", film.text());
    assert!(film.text().contains("200 Mio"), "{}", film.text());
    let folder = site.ask("GET", &address::archive(&commit, "atelier", "un", "mille"), &[]);
    assert_eq!(folder.status, 413, "{}", folder.text());
    assert!(folder.text().contains("10 000 fichiers"), "{}", folder.text());
    assert_eq!(site.ask("GET", &address::file(&commit, "atelier", "un", "mille/7.txt"), &[]).status, 200);
}
