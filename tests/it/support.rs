//! What the tests share: a folder with a configuration, the program, bare repositories made by git.

use std::collections::BTreeMap;
use std::io::Write;
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

use serde_json::Value;

/// The program under test.
pub const GLANE: &str = env!("CARGO_BIN_EXE_glane");

/// Part of every secret of these tests: where it is found, and is not meant to be, one got out.
pub const SENTINEL: &str = "sentinelle-7f3a51c0";

/// A folder with a configuration file and everything the program writes.
pub struct Workshop {
    folder: tempfile::TempDir,
}

impl Workshop {
    pub fn new(configuration: &str) -> Self {
        let folder = tempfile::tempdir().unwrap();
        std::fs::write(folder.path().join("glane.toml"), configuration).unwrap();
        Self { folder }
    }

    /// A plain forge over `bare/` and a plain host in `host/`.
    pub fn plain() -> Self {
        let workshop = Self::new(PLAIN);
        std::fs::create_dir_all(workshop.path("bare")).unwrap();
        workshop
    }

    pub fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    /// Writes a file that its owner alone can read.
    pub fn secret(&self, name: &str, secret: &str) {
        std::fs::write(self.path(name), secret).unwrap();
        std::fs::set_permissions(self.path(name), PermissionsExt::from_mode(0o600)).unwrap();
    }

    pub fn command(&self, arguments: &[&str]) -> Command {
        let mut command = Command::new(GLANE);
        command
            .args(arguments)
            .current_dir(self.folder.path())
            .env_remove("GLANE_CONFIG")
            .env("GLANE_LOG", "debug,sqlx=warn,hyper=warn,tantivy=warn")
            .stdin(Stdio::null());
        command
    }

    pub fn glane(&self, arguments: &[&str]) -> Output {
        let output = self.command(arguments).output().unwrap();
        if is_kept() {
            let mut file = std::fs::File::options();
            let mut file = file.create(true).append(true).open(self.path("printed.txt")).unwrap();
            file.write_all(&[output.stdout.as_slice(), &output.stderr].concat()).unwrap();
        }
        output
    }

    /// Runs `glane sync --json`: exit status, projects by path, summary, everything printed.
    pub fn sync(&self) -> Pass {
        Pass::of(&self.glane(&["sync", "--json"]))
    }
}

/// Whether folders stay after the tests, to be looked through as a whole (`.ci/sentinel`).
fn is_kept() -> bool {
    glane::config::Environment::process().get("GLANE_TEST_KEEP").is_some()
}

impl Drop for Workshop {
    fn drop(&mut self) {
        self.folder.disable_cleanup(is_kept());
    }
}

pub const PLAIN: &str = r#"
[site]
title = "Essai"

[store]
data = "data"

[[forge]]
id = "atelier"
kind = "plain"
path = "bare"

[[host]]
id = "copies"
kind = "plain"
path = "host"
name = "{path}"
"#;

/// What one `glane sync --json` said.
pub struct Pass {
    pub code: i32,
    pub projects: BTreeMap<String, Value>,
    pub summary: Value,
    pub stdout: String,
    pub stderr: String,
}

impl Pass {
    pub fn of(output: &Output) -> Self {
        let stdout = String::from_utf8(output.stdout.clone()).unwrap();
        let stderr = String::from_utf8_lossy(&output.stderr).into_owned();
        let mut projects = BTreeMap::new();
        let mut summary = Value::Null;
        for line in stdout.lines() {
            let value: Value = serde_json::from_str(line).unwrap();
            if let Some(found) = value.get("summary") {
                summary = found.clone();
            } else {
                projects.insert(value["path"].as_str().unwrap_or_default().to_owned(), value);
            }
        }
        Self { code: output.status.code().unwrap_or(-1), projects, summary, stdout, stderr }
    }

    pub fn state(&self, path: &str) -> &str {
        let project = self
            .projects
            .get(path)
            .unwrap_or_else(|| panic!("no {path} in:\n{}{}", self.stdout, self.stderr));
        project["state"].as_str().unwrap()
    }

    pub fn codes(&self, path: &str) -> Vec<&str> {
        self.projects[path]["reasons"]
            .as_array()
            .unwrap()
            .iter()
            .map(|reason| reason["code"].as_str().unwrap())
            .collect()
    }

    /// State and reason codes of every project.
    pub fn verdicts(&self) -> BTreeMap<&str, (&str, Vec<&str>)> {
        self.projects.keys().map(|path| (path.as_str(), (self.state(path), self.codes(path)))).collect()
    }
}

/// Runs git in a folder with a clean environment and gives what it printed.
pub fn git(folder: &Path, arguments: &[&str]) -> String {
    let output = git_command(folder, arguments).output().unwrap();
    assert!(output.status.success(), "git {arguments:?}: {}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8_lossy(&output.stdout).into_owned()
}

pub fn git_command(folder: &Path, arguments: &[&str]) -> Command {
    let mut command = Command::new("git");
    command
        .args(["-c", "safe.directory=*"])
        .args(arguments)
        .current_dir(folder)
        .env("GIT_CONFIG_NOSYSTEM", "1")
        .env("GIT_CONFIG_GLOBAL", "/dev/null")
        .env("LC_ALL", "C");
    command
}

/// Makes a bare repository.
pub fn bare(path: &Path, format: &str) {
    std::fs::create_dir_all(path).unwrap();
    git(path, &["init", "--quiet", "--bare", "--initial-branch=main", &format!("--object-format={format}")]);
}

/// Feeds a fast-import stream to a bare repository.
pub fn import(path: &Path, stream: &[u8]) {
    let mut child = git_command(path, &["-c", "core.compression=0", "fast-import", "--quiet", "--force"])
        .stdin(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    child.stdin.take().unwrap().write_all(stream).unwrap();
    let output = child.wait_with_output().unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
}

/// One commit on a branch, as a fast-import stream. The files replace what the branch had.
pub fn commit(branch: &str, time: i64, files: &[(&[u8], &[u8])]) -> Vec<u8> {
    let mut stream = format!(
        "commit refs/heads/{branch}\ncommitter Camille <camille@example.org> {time} +0000\ndata 5\nEssai\n"
    )
    .into_bytes();
    for (path, bytes) in files {
        stream.extend_from_slice(b"M 100644 inline ");
        stream.extend_from_slice(path);
        stream.extend_from_slice(format!("\ndata {}\n", bytes.len()).as_bytes());
        stream.extend_from_slice(bytes);
        stream.push(b'\n');
    }
    stream
}

/// A bare repository with one commit: a README and a licence declared in `package.json`.
pub fn licensed(path: &Path, title: &str) {
    bare(path, "sha1");
    import(
        path,
        &commit(
            "main",
            1_700_000_000,
            &[
                (b"README.md", format!("# {title}\n\nUn texte.\n").as_bytes()),
                (b"package.json", br#"{"name": "essai", "license": "MIT"}"#),
            ],
        ),
    );
}

/// References of a repository under a pattern: name and object id.
pub fn references(path: &Path, pattern: &str) -> BTreeMap<String, String> {
    git(path, &["for-each-ref", "--format=%(refname) %(objectname)", pattern])
        .lines()
        .filter_map(|line| line.rsplit_once(' '))
        .map(|(name, id)| (name.to_owned(), id.to_owned()))
        .collect()
}

/// Heads and tags.
pub fn published(path: &Path) -> BTreeMap<String, String> {
    let mut all = references(path, "refs/heads");
    all.extend(references(path, "refs/tags"));
    all
}

/// Every file under a folder whose bytes hold a word.
pub fn files_holding(folder: &Path, word: &str) -> Vec<PathBuf> {
    let mut found = Vec::new();
    let mut folders = vec![folder.to_owned()];
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(&folder).into_iter().flatten().flatten() {
            let path = entry.path();
            let kind = entry.file_type().unwrap();
            if path.file_name().unwrap().to_string_lossy().contains(word) {
                found.push(path.clone());
            }
            if kind.is_dir() {
                folders.push(path);
            } else if kind.is_file() && holds(&std::fs::read(&path).unwrap_or_default(), word.as_bytes()) {
                found.push(path);
            }
        }
    }
    found
}

fn holds(bytes: &[u8], word: &[u8]) -> bool {
    memchr::memmem::find(bytes, word).is_some()
}
