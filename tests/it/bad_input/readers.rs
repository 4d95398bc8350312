//! Every hostile file that a repository can contain, under each name by which a reader takes it: a few
//! within two seconds of processor and 256 MiB, all together in one call, and in repositories.

use std::io::Read as _;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use super::hostile::corpus;
use crate::support::{GLANE, PLAIN, Workshop, bare, commit, import};

const PROSE: &[&str] =
    &["README.md", "README.rst", "LICENSE", "lecon.md", "AUTHORS", "poly.tex", "notes.txt"];
const TEXT: &[&str] = &["setup.cfg", "setup.py", "build.gradle", "a.gemspec", "DESCRIPTION", "REUSE.toml"];
const JSON: &[&str] = &[
    "package.json",
    "codemeta.json",
    "composer.json",
    "tp.ipynb",
    ".all-contributorsrc",
    "package-lock.json",
];
const YAML: &[&str] = &["publiccode.yml", "CITATION.cff", "pnpm-lock.yaml", "lecon.qmd"];
const XML: &[&str] = &["pom.xml", "a.csproj", "dessin.svg", "README.html"];
const TOML: &[&str] = &["Cargo.toml", "pyproject.toml"];

/// How many names are tried in one call, in the time that is allowed for one.
const AT_A_TIME: usize = 6;
/// The same of files that are small, most of whose cost is the start of a process.
const SMALL_ONES: usize = 48;
const SMALL: usize = 8 * 1024;

/// The names a file is given, by what is in it.
fn names(file: &str) -> Vec<&'static str> {
    let sets: &[&[&str]] = match file.rsplit('.').next().unwrap_or_default() {
        "json" | "ipynb" => &[JSON, &["README.md", "publiccode.yml"]],
        "yml" | "yaml" => &[YAML, &["README.md", "Cargo.toml"]],
        "xml" | "svg" => &[XML, &["README.md", "LICENSE"]],
        "md" | "txt" => &[PROSE, TEXT, TOML, YAML],
        _ => &[&["archive.bin", "archive.zip"]],
    };
    sets.concat()
}

/// A file of the corpus with its bytes, those of a compressed text unpacked.
fn files() -> Option<Vec<(String, Vec<u8>)>> {
    let root = corpus("hostile")?;
    let mut folders = vec![root.clone()];
    let mut found = Vec::new();
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(folder).unwrap().map(Result::unwrap) {
            if entry.file_type().unwrap().is_dir() {
                folders.push(entry.path());
                continue;
            }
            let path = entry.path().strip_prefix(&root).unwrap().to_string_lossy().into_owned();
            let bytes = std::fs::read(entry.path()).unwrap();
            match path.strip_suffix(".gz").filter(|inner| inner.ends_with(".xml") || inner.ends_with(".md")) {
                Some(inner) => {
                    let mut unpacked = Vec::new();
                    flate2::read::GzDecoder::new(&bytes[..]).read_to_end(&mut unpacked).unwrap();
                    found.push((inner.to_owned(), unpacked));
                }
                None => found.push((path, bytes)),
            }
        }
    }
    found.sort();
    assert!(found.len() > 190, "only {} hostile files", found.len());
    Some(found)
}

/// A call under limits: 256 MiB of private memory, two seconds of processor.
fn limited(files: &[PathBuf]) -> Output {
    Command::new("sh")
        .args(["-c", "ulimit -d 262144; ulimit -t 2; exec \"$@\"", "sh", GLANE, "read", "--json", "--"])
        .args(files)
        .output()
        .unwrap()
}

fn lines(output: &Output) -> impl Iterator<Item = &[u8]> {
    output.stdout.split(|byte| *byte == b'\n').filter(|line| !line.is_empty())
}

/// Ended by itself, whatever it said, and said it in lines of JSON.
fn is_calm(output: &Output) -> bool {
    output.status.code().is_some_and(|code| code <= 1)
        && !String::from_utf8_lossy(&output.stderr).contains("panicked")
        && lines(output).all(|line| serde_json::from_slice::<serde_json::Value>(line).is_ok())
}

#[track_caller]
fn assert_calm(output: &Output, what: &str) -> usize {
    let said = String::from_utf8_lossy(&output.stderr);
    assert!(is_calm(output), "{what}: {:?} {said}", output.status);
    lines(output).count()
}

fn write(folder: &Path, file: &str, bytes: &[u8]) -> Vec<PathBuf> {
    std::fs::create_dir_all(folder).unwrap();
    let written = names(file).into_iter().map(|name| {
        let path = folder.join(name);
        std::fs::write(&path, bytes).unwrap();
        path
    });
    written.collect()
}

#[test]
fn every_hostile_file_is_read_within_its_limits_and_the_rest_of_the_batch_too() {
    let Some(files) = files() else { return };
    let folder = tempfile::tempdir().unwrap();
    let (mut small, mut large) = (Vec::new(), Vec::new());
    for (number, (file, bytes)) in files.iter().enumerate() {
        let written = write(&folder.path().join(number.to_string()), file, bytes);
        if bytes.len() < SMALL { small.extend(written) } else { large.extend(written) }
    }
    for some in large.chunks(AT_A_TIME).chain(small.chunks(SMALL_ONES)) {
        if !is_calm(&limited(some)) {
            // What is promised is promised of each: a slow machine may need more for several.
            for one in some {
                assert_calm(&limited(std::slice::from_ref(one)), &one.display().to_string());
            }
        }
    }
    let mut all = [large, small].concat();
    let last = folder.path().join("publiccode.yml");
    std::fs::write(&last, "name: Essai\n").unwrap();
    all.push(last);
    let output = Command::new(GLANE).args(["read", "--json", "--"]).args(&all).output().unwrap();
    let read = assert_calm(&output, "all of them");
    let refused = output.stderr.split(|byte| *byte == b'\n').filter(|line| !line.is_empty()).count();
    assert_eq!(read + refused, all.len(), "each is read, or refused with its reason");
    let last: serde_json::Value =
        serde_json::from_slice(output.stdout.trim_ascii_end().rsplit(|byte| *byte == b'\n').next().unwrap())
            .unwrap();
    assert_eq!(last["claims"]["name"][0]["value"], "Essai", "the rest of the batch goes on");
}

/// One repository a folder of the corpus, each file in a folder of its own, and the root full of them.
#[test]
fn repositories_of_hostile_files_are_inspected() {
    let Some(files) = files() else { return };
    let workshop = Workshop::new(&format!(
        "{PLAIN}\n[policy]\nexamine_memory = \"256MiB\"\nexamine_timeout = \"10m\"\n"
    ));
    let mut kinds: Vec<&str> = files.iter().filter_map(|(file, _)| file.split('/').next()).collect();
    kinds.dedup();
    for kind in &kinds {
        let (kind, path) = (*kind, workshop.path(&format!("bare/{kind}.git")));
        bare(&path, "sha1");
        let of_kind = files.iter().filter(|(file, _)| file.split('/').next() == Some(kind));
        let mut tree: Vec<(String, &[u8])> = Vec::new();
        for (number, (file, bytes)) in of_kind.enumerate() {
            let named = names(file).into_iter().map(|name| match number {
                0 => (name.to_owned(), bytes.as_slice()),
                _ => (format!("{number}/{name}"), bytes.as_slice()),
            });
            tree.extend(named);
        }
        let tree: Vec<(&[u8], &[u8])> = tree.iter().map(|(name, bytes)| (name.as_bytes(), *bytes)).collect();
        import(&path, &commit("main", 1_700_000_000, &tree));
        let formats: &[&str] =
            if kind == "strings" { &["json", "text", "gitlab", "sarif"] } else { &["json"] };
        for format in formats {
            let output =
                Command::new(GLANE).args(["inspect", "--format", format]).arg(&path).output().unwrap();
            let said = String::from_utf8_lossy(&output.stderr);
            assert_eq!(output.status.code(), Some(0), "{kind} as {format}: {said}");
            let obeyed = |c: char| c.is_control() && c != '\n';
            let told = String::from_utf8(output.stdout).unwrap();
            assert!(!told.contains(obeyed), "{kind} as {format}");
        }
    }
    // The same under the service's own limit, which is set to what is promised.
    let pass = workshop.sync();
    assert_eq!((pass.projects.len(), &pass.summary["failed"]), (kinds.len(), &0.into()), "{}", pass.stdout);
    assert!(!pass.stdout.contains("limit of"), "{}", pass.stdout);
}
