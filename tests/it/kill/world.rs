//! Ten repositories that change from one pass to the next, and what must hold of their copies.

use std::collections::{BTreeMap, BTreeSet};
use std::fs::File;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};

use crate::support::{Pass, Workshop, git, import, licensed};

/// References of one repository: name and object id.
type References = BTreeMap<String, String>;

const BRANCHES: u64 = 600;

/// Bytes that take git long enough to be met at work, and that it does not try to make deltas of.
const LARGE: usize = 20 << 20;

pub struct World {
    pub workshop: Workshop,
    /// Every value that any reference of a copy was ever seen to have.
    seen: BTreeMap<String, BTreeSet<(String, String)>>,
    round: u64,
}

impl World {
    pub fn new() -> Self {
        let workshop = Workshop::plain();
        let source = |name: &str| workshop.path("bare").join(format!("{name}.git"));
        for name in ["un", "deux", "trois", "groupe/quatre", "etiquettes", "grand", "references"] {
            licensed(&source(name), name);
        }
        add_file(&source("grand"), "main", "mesures/0.bin", &noise(LARGE, 1));
        let mut stream = Vec::new();
        for number in 0..BRANCHES {
            stream.extend(format!("reset refs/heads/b/{number:03}\nfrom refs/heads/main^0\n\n").bytes());
        }
        stream.extend(b"reset refs/heads/pli/dedans\nfrom refs/heads/main^0\n\n");
        import(&source("references"), &stream);
        Self { workshop, seen: BTreeMap::new(), round: 0 }
    }

    pub fn source(&self, name: &str) -> PathBuf {
        self.workshop.path("bare").join(format!("{name}.git"))
    }

    /// New commits, branches that move, begin anew, come and go, and now and then a new repository.
    pub fn change(&mut self) {
        self.round += 1;
        let round = self.round;
        for name in ["un", "deux", "trois", "groupe/quatre"] {
            add_file(&self.source(name), "main", "journal.txt", format!("{name} {round}").as_bytes());
        }
        add_file(
            &self.source("grand"),
            "main",
            &format!("mesures/r{round}.bin"),
            &noise(1 << 20, 100 + round),
        );
        git(&self.source("etiquettes"), &["tag", &format!("v{round}"), "main"]);
        // A lightweight tag that moves from one commit to another that does not descend from it.
        import(&self.source("etiquettes"), &rootless("brouillon", round));
        git(&self.source("etiquettes"), &["tag", "--force", "courant", "brouillon"]);
        self.change_references(round);
        if round % 5 == 1 {
            licensed(&self.source(&format!("neuf-{round}")), "Neuf");
        }
    }

    /// Gives the large repository as much again.
    pub fn enlarge(&mut self) {
        self.round += 1;
        let file = format!("mesures/g{}.bin", self.round);
        add_file(&self.source("grand"), "main", &file, &noise(LARGE, 1000 + self.round));
    }

    fn change_references(&self, round: u64) {
        let source = self.source("references");
        let mut stream = Vec::new();
        for step in 0..120 {
            let branch = format!("b/{:03}", 100 + (round * 37 + step) % 500);
            stream.extend(forward(&branch, "note.txt", format!("{round} {step}").as_bytes()));
        }
        for step in 0..20 {
            stream.extend(rootless(&format!("b/{:03}", (round * 11 + step) % 60), round * 1000 + step));
        }
        for step in 0..5 {
            stream.extend(format!("reset refs/heads/c/{round}-{step}\nfrom refs/heads/main^0\n\n").bytes());
        }
        import(&source, &stream);
        for number in [60 + round % 40, 60 + (round + 17) % 40] {
            git(&source, &["update-ref", "-d", &format!("refs/heads/b/{number:03}")]);
        }
        // A branch `pli/dedans` gives way to a branch `pli`, and the reverse.
        let (gone, come) = if round % 2 == 1 { ("pli/dedans", "pli") } else { ("pli", "pli/dedans") };
        git(&source, &["update-ref", "-d", &format!("refs/heads/{gone}")]);
        git(&source, &["update-ref", &format!("refs/heads/{come}"), "refs/heads/main"]);
    }

    /// Starts `glane sync --json`, its output going to files: a pipe that nobody reads would stop it.
    pub fn start(&self) -> Child {
        let file = |name: &str| Stdio::from(File::create(self.workshop.path(name)).unwrap());
        self.command().stdout(file("out")).stderr(file("err")).spawn().unwrap()
    }

    pub fn command(&self) -> Command {
        self.workshop.command(&["sync", "--json"])
    }

    /// What the process that [`Self::start`] began has printed.
    pub fn printed(&self) -> String {
        let read = |name: &str| {
            String::from_utf8_lossy(&std::fs::read(self.workshop.path(name)).unwrap()).into_owned()
        };
        format!("{}\n{}", read("out"), read("err"))
    }

    /// Names of all sources.
    pub fn names(&self) -> Vec<String> {
        let mut names: Vec<String> = self
            .repositories("bare")
            .iter()
            .map(|path| {
                path.strip_prefix(self.workshop.path("bare")).unwrap().to_str().unwrap().replace(".git", "")
            })
            .collect();
        names.sort();
        names
    }

    fn repositories(&self, folder: &str) -> Vec<PathBuf> {
        let found = files_holding_name(&self.workshop.path(folder), ".git");
        found.into_iter().filter(|path| path.join("HEAD").exists()).collect()
    }

    fn copy(&self, name: &str) -> PathBuf {
        self.workshop.path("host").join(format!("{}.git", name.replace('/', "-")))
    }

    /// The references of every copy there is, by the name of its source.
    pub fn copies(&self) -> BTreeMap<String, References> {
        let copies = self.names().into_iter().map(|name| (self.copy(&name), name));
        copies.filter(|(path, _)| path.exists()).map(|(path, name)| (name, references(&path))).collect()
    }

    /// No reference that a copy had before is missing while its source has it, none has lost a
    /// commit that is not kept in the archive, and every repository holds all its objects.
    pub fn check_nothing_lost(&mut self, before: &BTreeMap<String, References>) {
        let after = self.copies();
        let archived = self.archived();
        for (name, references_before) in before {
            let source = references(&self.source(name));
            for reference in references_before.keys().filter(|reference| source.contains_key(*reference)) {
                assert!(after[name].contains_key(reference), "{name}: {reference} is gone from the copy");
            }
        }
        for (name, now) in after {
            let repository = git2::Repository::open_bare(self.copy(&name)).unwrap();
            let seen = self.seen.entry(name.clone()).or_default();
            for (reference, old) in seen.iter() {
                let kept = archived.contains(old)
                    || now.get(reference).is_some_and(|new| is_same_or_descends(&repository, new, old));
                assert!(kept, "{name}: {reference} had {old}, which is lost: now {:?}", now.get(reference));
            }
            seen.extend(now);
        }
        for repository in self.repositories("host").iter().chain(&self.repositories("data/repositories")) {
            if !repository.ends_with("intake.git") {
                git(repository, &["fsck", "--connectivity-only", "--no-dangling", "--no-progress"]);
            }
        }
    }

    /// Tips kept in the archive of any `intake.git`.
    fn archived(&self) -> BTreeSet<String> {
        let intakes =
            self.repositories("data/repositories").into_iter().filter(|path| path.ends_with("intake.git"));
        intakes
            .flat_map(|path| {
                let repository = git2::Repository::open_bare(path).unwrap();
                let found = repository.references_glob("refs/archive/*").unwrap();
                found
                    .flatten()
                    .filter_map(|reference| reference.target())
                    .map(|id| id.to_string())
                    .collect::<Vec<_>>()
            })
            .collect()
    }

    /// One undisturbed pass ends well, names each project once, and leaves copies equal to their
    /// sources and no work behind.
    pub fn check_next_pass_completes(&self) {
        let pass = self.workshop.sync();
        assert_eq!(pass.code, 0, "{}{}", pass.stdout, pass.stderr);
        self.check_complete(&pass);
        let again = self.workshop.sync();
        assert_eq!(
            (again.code, again.summary["unchanged"].as_u64()),
            (0, Some(self.names().len() as u64)),
            "{}",
            again.stdout
        );
    }

    pub fn check_complete(&self, pass: &Pass) {
        assert_eq!(pass.projects.keys().cloned().collect::<Vec<_>>(), self.names());
        assert_eq!(
            pass.stdout.lines().count(),
            self.names().len() + 1,
            "one line a project: {}",
            pass.stdout
        );
        for name in self.names() {
            assert!(["published", "unchanged"].contains(&pass.state(&name)), "{}", pass.stdout);
            let (source, copy) = (references(&self.source(&name)), references(&self.copy(&name)));
            let differs = |names: &&String| source.get(*names) != copy.get(*names);
            let different: BTreeSet<&String> = source.keys().chain(copy.keys()).filter(differs).collect();
            assert!(
                different.is_empty(),
                "{name}: the copy differs in {different:?}: {}",
                pass.projects[&name]
            );
            let head = |path: PathBuf| std::fs::read_to_string(path.join("HEAD")).unwrap();
            assert_eq!(head(self.source(&name)), head(self.copy(&name)), "{name}");
        }
        assert_eq!(self.unfinished_jobs(), 0);
    }

    fn unfinished_jobs(&self) -> u64 {
        let runtime = tokio::runtime::Runtime::new().unwrap();
        let address = format!("sqlite:{}", self.workshop.path("data/glane.db").display());
        runtime
            .block_on(async { glane_store::open(&address).await.unwrap().unfinished_jobs().await.unwrap() })
    }
}

fn files_holding_name(folder: &Path, end: &str) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for entry in std::fs::read_dir(folder).into_iter().flatten().flatten() {
        let path = entry.path();
        if path.to_string_lossy().ends_with(end) {
            found.push(path);
        } else if path.is_dir() {
            found.extend(files_holding_name(&path, end));
        }
    }
    found
}

/// Heads and tags.
fn references(path: &Path) -> References {
    let repository = git2::Repository::open_bare(path).unwrap();
    let all = repository.references().unwrap();
    all.flatten()
        .filter_map(|reference| Some((reference.name().ok()?.to_owned(), reference.target()?.to_string())))
        .filter(|(name, _)| name.starts_with("refs/heads/") || name.starts_with("refs/tags/"))
        .collect()
}

pub fn is_same_or_descends(repository: &git2::Repository, new: &str, old: &str) -> bool {
    let id = |text: &str| git2::Oid::from_str(text).unwrap();
    new == old || repository.graph_descendant_of(id(new), id(old)).unwrap_or(false)
}

/// A commit on top of a branch.
fn forward(branch: &str, file: &str, bytes: &[u8]) -> Vec<u8> {
    let mut stream = begin(branch);
    stream.extend(
        format!("from refs/heads/{branch}^0\nM 100644 inline {file}\ndata {}\n", bytes.len()).bytes(),
    );
    stream.extend(bytes);
    stream.push(b'\n');
    stream
}

/// A branch begun anew, from nothing.
pub fn rootless(branch: &str, number: u64) -> Vec<u8> {
    let mut stream = begin(branch);
    let text = format!("recommencé {number}");
    stream.extend(format!("deleteall\nM 100644 inline note.txt\ndata {}\n{text}\n", text.len()).bytes());
    stream
}

fn begin(branch: &str) -> Vec<u8> {
    format!("commit refs/heads/{branch}\ncommitter Camille <camille@example.org> 1700000000 +0000\ndata 5\nEssai\n").into()
}

fn add_file(repository: &Path, branch: &str, file: &str, bytes: &[u8]) {
    import(repository, &forward(branch, file, bytes));
}

/// Numbers that look random and are the same at every run (xorshift, Marsaglia 2003).
fn noise(bytes: usize, seed: u64) -> Vec<u8> {
    let mut numbers = Random::new(seed);
    let mut out = Vec::with_capacity(bytes + 8);
    while out.len() < bytes {
        out.extend_from_slice(&numbers.next().to_le_bytes());
    }
    out
}

/// The same generator, for everything that a test draws by lot.
pub struct Random(u64);

impl Random {
    pub fn new(seed: u64) -> Self {
        Self(seed.wrapping_mul(0x9E37_79B9_7F4A_7C15) | 1)
    }

    pub fn next(&mut self) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        self.0
    }
}
