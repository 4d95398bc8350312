//! Repositories made to harm: trees that hold `.git` and `..`, a pack that swells, hostile names.

use std::path::{Path, PathBuf};
use std::process::Command;

use crate::support::{PLAIN, Workshop, bare, commit, git, git_command, import, licensed, published};

/// A folder of the corpus, from `GLANE_CORPUS` or beside the workspace.
#[expect(clippy::disallowed_methods, reason = "only the service's variables are the configuration's")]
pub(super) fn corpus(folder: &str) -> Option<PathBuf> {
    let beside = || Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/corpus");
    let place = std::env::var_os("GLANE_CORPUS").map_or_else(beside, PathBuf::from).join(folder);
    if place.exists() {
        return Some(place);
    }
    assert!(std::env::var_os("GLANE_REQUIRE_CORPUS").is_none(), "{} is absent", place.display());
    eprintln!("corpus absent, skipped");
    None
}

const LICENCE: (&[u8], &[u8]) = (b"package.json", br#"{"license": "MIT"}"#);

#[test]
fn trees_that_hold_git_folders_travel_as_objects_and_touch_nothing() {
    let Some(corpus) = corpus("hostile/git/libgit2-nasty.tar.gz") else { return };
    let workshop = Workshop::plain();
    licensed(&workshop.path("bare/voisin.git"), "Voisin");
    let unpacked =
        Command::new("tar").arg("xzf").arg(&corpus).arg("-C").arg(workshop.path("bare")).status().unwrap();
    assert!(unpacked.success());
    let source = workshop.path("bare/nasty");
    import(&source, &commit("main", 1_700_000_000, &[LICENCE]));
    git(&source, &["symbolic-ref", "HEAD", "refs/heads/main"]);
    let pass = workshop.sync();
    assert_eq!(
        (pass.code, pass.state("nasty"), pass.state("voisin")),
        (0, "published", "published"),
        "{}",
        pass.stdout
    );
    assert_eq!(published(&source), published(&workshop.path("host/nasty.git")));
    assert_eq!(published(&source).len(), 47, "46 of the corpus and ours");
    // Each branch read as if it were the default one: what the trees hold is never written to disk.
    for branch in published(&source).keys().filter(|name| name.starts_with("refs/heads/")) {
        let output = workshop.glane(&["inspect", "--json", "--rev", branch, source.to_str().unwrap()]);
        assert!(
            output.status.code().is_some_and(|code| code <= 1),
            "{branch}: {}",
            String::from_utf8_lossy(&output.stderr)
        );
    }
    assert_eq!(workshop.sync().state("nasty"), "unchanged");
}

#[test]
fn a_small_pack_of_a_large_file_costs_little() {
    let Some(corpus) = corpus("hostile/git/delta_100mb.pack") else { return };
    // In memory; how long it takes is a matter of this machine, and of a bench.
    let workshop = Workshop::new(&format!("{PLAIN}\n[policy]\nexamine_memory = \"256MiB\"\n"));
    licensed(&workshop.path("bare/voisin.git"), "Voisin");
    let source = workshop.path("bare/gonfle.git");
    bare(&source, "sha1");
    let input = std::fs::File::open(corpus).unwrap();
    let indexed = git_command(&source, &["index-pack", "--stdin"]).stdin(input).output().unwrap();
    assert!(indexed.status.success(), "{}", String::from_utf8_lossy(&indexed.stderr));
    let all = git(&source, &["cat-file", "--batch-all-objects", "--batch-check=%(objectname) %(objectsize)"]);
    let large = all.lines().find_map(|line| line.strip_suffix(" 104857600")).unwrap();
    let mut stream = commit("main", 1_700_000_000, &[LICENCE]);
    // Under each name that is read for what it says.
    for name in ["README.md", "LICENSE", "publiccode.yml", "CITATION.cff", "gros.bin"] {
        stream.extend(format!("M 100644 {large} {name}\n").bytes());
    }
    import(&source, &stream);
    let pass = workshop.sync();
    assert_eq!((pass.code, pass.state("voisin")), (0, "published"), "{}", pass.stdout);
    assert_eq!(pass.state("gonfle"), "published", "{}", pass.stdout);
    assert!(!pass.stdout.contains("limit of"), "{}", pass.stdout);
    assert_eq!(published(&source), published(&workshop.path("host/gonfle.git")));
}

#[test]
fn hostile_names_of_repositories_and_branches_end_in_a_stated_state() {
    let Some(corpus) = corpus("hostile/generated/names-repos-branches-groups.json") else { return };
    let names: Vec<String> = serde_json::from_slice(&std::fs::read(corpus).unwrap()).unwrap();
    let workshop = Workshop::plain();
    let root = workshop.path("bare");
    licensed(&root.join("modele.git"), "Modèle");
    let mut made = 1;
    // Every name that a file system takes, and that is not the folder itself or the one above.
    let legal = |name: &&String| {
        !name.split('/').any(|part| matches!(part, "" | "." | ".." | ".git" | ".GIT")) && name.len() < 200
    };
    for name in names.iter().filter(legal) {
        for folder in [name.clone(), format!("{name}.git")] {
            let place = root.join(folder);
            if place.exists() {
                continue;
            }
            std::fs::create_dir_all(place.parent().unwrap()).unwrap();
            let copied = Command::new("cp")
                .arg("-r")
                .arg("--")
                .arg(root.join("modele.git"))
                .arg(&place)
                .status()
                .unwrap();
            assert!(copied.success());
            made += 1;
        }
        // git refuses some of them as branches itself.
        let branch = format!("refs/heads/{name}");
        let _ = git_command(&root.join("modele.git"), &["update-ref", &branch, "refs/heads/main"])
            .output()
            .unwrap();
    }
    let pass = workshop.sync();
    assert_eq!(pass.code, 0, "{}{}", pass.stdout, pass.stderr);
    assert_eq!(pass.stdout.lines().count(), made + 1, "each in a stated state: {}", pass.stderr);
    assert_eq!(pass.summary["published"].as_u64(), Some(made as u64), "{}", pass.stdout);
    let copies = std::fs::read_dir(workshop.path("host")).unwrap().flatten();
    let copies: Vec<String> = copies.map(|entry| entry.file_name().into_string().unwrap()).collect();
    assert_eq!(copies.len(), made, "a copy each: {copies:?}");
    let plain = |name: &String| {
        !name.starts_with(['.', '-'])
            && name.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"._-".contains(&byte))
    };
    assert!(copies.iter().all(plain), "{copies:?}");
    assert_eq!(published(&root.join("modele.git")), published(&workshop.path("host/modele.git")));
    // Nothing that was printed can move a terminal's cursor or start a line of its own.
    let control = |text: &str| text.chars().any(|c| c.is_control() && c != '\n');
    assert!(!control(&pass.stdout) && !control(&pass.stderr));
    let plainly = workshop.glane(&["sync"]);
    assert!(!control(&String::from_utf8(plainly.stdout).unwrap()));
}
