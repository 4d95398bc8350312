//! Files and folders of what was published, at addresses that name a commit.

mod hidden;
mod origin;
mod packed;

use std::path::{Path, PathBuf};

use glane_templates::address;

use crate::site::{Answer, Site};
use crate::support::{Workshop, bare, git, git_command, import};

const LATEX: &str = "fiches/évaluation 6e.tex";

/// A project with files of several kinds, a link and a module of another project.
fn project(path: &Path) {
    bare(path, "sha1");
    let big: Vec<u8> = (0..700_000_u32).map(|at| (at.wrapping_mul(2_654_435_761) >> 13) as u8).collect();
    let files: [(&str, &str, &[u8]); 8] = [
        ("100644", "README.md", b"# Un\n\nUn texte.\n"),
        ("100644", "package.json", br#"{"name": "essai", "license": "MIT"}"#),
        ("100644", LATEX, "\\section{Évaluation}\n".as_bytes()),
        ("100644", "fiches/grand.dat", &big),
        ("100644", "page.html", b"<script>alert(1)</script>"),
        ("100644", "dessin.svg", b"<svg xmlns='http://www.w3.org/2000/svg'><script/></svg>"),
        ("100755", "outil.py", b"print(1)\n"),
        ("120000", "lien", b"README.md"),
    ];
    let head =
        "commit refs/heads/main\ncommitter Camille <camille@example.org> 1700000000 +0000\ndata 5\nEssai\n";
    let mut stream = head.as_bytes().to_vec();
    for (mode, path, bytes) in files {
        stream.extend(format!("M {mode} inline {path}\ndata {}\n", bytes.len()).bytes());
        stream.extend([bytes, b"\n"].concat());
    }
    stream.extend(format!("M 160000 {} module\n", "1a".repeat(20)).bytes());
    import(path, &stream);
}

/// A workshop in which that project was published.
fn published() -> (Workshop, PathBuf) {
    let workshop = Workshop::plain();
    let source = workshop.path("bare/un.git");
    project(&source);
    let pass = workshop.sync();
    assert_eq!(pass.state("un"), "published", "{}", pass.stdout);
    (workshop, source)
}

fn tip(repository: &Path, branch: &str) -> String {
    git(repository, &["rev-parse", branch]).trim().to_owned()
}

fn bytes_of(repository: &Path, object: &str) -> Vec<u8> {
    let output = git_command(repository, &["cat-file", "blob", object]).output().unwrap();
    assert!(output.status.success(), "{object}");
    output.stdout
}

/// The only public copy of a workshop.
fn copy(workshop: &Workshop) -> PathBuf {
    let mut folders = vec![workshop.path("data/repositories/atelier")];
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(folder).unwrap().flatten() {
            match entry.file_name() == "public.git" {
                true => return entry.path(),
                false if entry.path().is_dir() && !entry.path().ends_with("intake.git") => {
                    folders.push(entry.path());
                }
                false => {}
            }
        }
    }
    panic!("there is no public copy");
}

fn get(site: &Site, commit: &str, path: &str) -> Answer {
    site.ask("GET", &address::file(commit, "atelier", "un", path), &[])
}

#[test]
fn a_file_is_served_as_it_was_at_a_commit_and_opens_nowhere() {
    let (workshop, source) = published();
    let (site, commit) = (Site::serve(&workshop), tip(&source, "main"));
    for path in ["README.md", LATEX, "fiches/grand.dat", "page.html", "dessin.svg", "outil.py"] {
        let object = format!("{commit}:{path}");
        let answer = get(&site, &commit, path);
        assert_eq!(answer.status, 200, "{path}: {}", answer.text());
        assert!(answer.body == bytes_of(&source, &object), "{path}: other bytes");
        let header = |name| answer.header(name).unwrap_or_else(|| panic!("{path}: no {name}"));
        let tag = format!("\"{}\"", git(&source, &["rev-parse", &object]).trim());
        assert_eq!(header("etag"), tag);
        assert_eq!(header("content-length"), answer.body.len().to_string());
        assert_eq!(header("cache-control"), "public, max-age=31536000, immutable");
        assert!(header("content-disposition").starts_with("attachment; filename="), "{path}");
        assert!(header("content-security-policy").starts_with("sandbox; default-src 'none'"));
        assert_eq!(header("x-content-type-options"), "nosniff");
        assert_eq!(header("cross-origin-resource-policy"), "cross-origin");
        assert_eq!(header("access-control-allow-origin"), "*");
        let kind = header("content-type");
        assert!(!["html", "svg", "xml", "script"].iter().any(|word| kind.contains(word)), "{path}: {kind}");
    }
    let named = get(&site, &commit, LATEX);
    let disposition = named.header("content-disposition").unwrap();
    assert!(disposition.ends_with("; filename*=UTF-8''%C3%A9valuation%206e.tex"), "{disposition}");
    assert_eq!(get(&site, &commit, "page.html").header("content-type"), Some("application/octet-stream"));

    for none in
        ["lien", "lien/x", "module", "fiches", "", "..", "../HEAD", "/etc/passwd", "fiches/", "absent"]
    {
        let answer = get(&site, &commit, none);
        assert_eq!(answer.status, 404, "{none}");
        assert!(
            answer.text().contains("Rien de publié") && answer.text().contains("Nothing that was"),
            "{none}"
        );
        assert_eq!(answer.header("cache-control"), Some("no-store"));
    }
    for none in [&commit[..12], "main", &tip(&source, "main^{tree}"), &"0".repeat(40)] {
        assert_eq!(get(&site, none, "README.md").status, 404, "{none}");
    }
    let elsewhere = address::file(&commit, "atelier", "deux", "README.md");
    assert_eq!(site.ask("GET", &elsewhere, &[]).status, 404);
    assert_eq!(site.ask("POST", &address::file(&commit, "atelier", "un", "README.md"), &[]).status, 405);
}

#[test]
fn a_part_of_a_file_is_served_and_what_is_known_is_not_sent_again() {
    let (workshop, source) = published();
    let (site, commit) = (Site::serve(&workshop), tip(&source, "main"));
    let whole = bytes_of(&source, &format!("{commit}:fiches/grand.dat"));
    let place = address::file(&commit, "atelier", "un", "fiches/grand.dat");
    let ask = |headers: &[(&str, &str)]| site.ask("GET", &place, headers);

    let first = ask(&[("Range", "bytes=10-19")]);
    assert_eq!((first.status, first.header("content-range")), (206, Some("bytes 10-19/700000")));
    assert_eq!(first.body, whole[10..20]);
    let rest = ask(&[("Range", "bytes=100000-")]);
    assert_eq!((rest.status, rest.header("content-range")), (206, Some("bytes 100000-699999/700000")));
    assert!(rest.body == whole[100_000..], "a big part");
    assert!(ask(&[("Range", "bytes=-5")]).body == whole[699_995..]);
    let beyond = ask(&[("Range", "bytes=700000-")]);
    assert_eq!((beyond.status, beyond.header("content-range")), (416, Some("bytes */700000")));
    let several = ask(&[("Range", "bytes=0-1,5-6")]);
    assert_eq!((several.status, several.body.len()), (200, 700_000));

    let tag = first.header("etag").unwrap();
    let known = ask(&[("If-None-Match", tag)]);
    assert_eq!((known.status, known.body.len(), known.header("etag")), (304, 0, Some(tag)));
    for known in [format!("\"0\", W/{tag}"), "*".to_owned()] {
        assert_eq!(ask(&[("If-None-Match", &known)]).status, 304, "{known}");
    }
    assert_eq!(ask(&[("If-None-Match", "\"0\"")]).status, 200);
    assert_eq!(ask(&[("Range", "bytes=0-1"), ("If-Range", tag)]).status, 206);
    assert_eq!(ask(&[("Range", "bytes=0-1"), ("If-Range", "\"0\"")]).status, 200);
    let head = site.ask("HEAD", &place, &[]);
    let length = head.header("content-length");
    assert_eq!((head.status, head.body.len(), length), (200, 0, Some("700000")));
    assert_eq!(head.header("accept-ranges"), Some("bytes"));
}
