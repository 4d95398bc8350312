//! By what a repository is known wherever it lies, which projects are one, and which share a history.

use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use glane_sample_forge::{SampleForge, world};
use serde_json::Value;

use crate::site::Site;
use crate::support::{GLANE, Workshop, commit, git, import, licensed};

/// The identifier of the snapshot of a repository: its manifest written by hand, as the standard says, from
/// what `git for-each-ref` prints, and hashed by `sha1sum`.
fn snapshot_by_hand(repository: &Path) -> String {
    let format = "--format=%(objecttype) %(objectname) %(refname)";
    let listed = git(repository, &["for-each-ref", format, "refs/heads", "refs/tags"]);
    let head = git(repository, &["symbolic-ref", "HEAD"]).trim().to_owned();
    let mut branches: Vec<(Vec<u8>, Vec<u8>)> = Vec::new();
    for line in listed.lines() {
        let [kind, id, name] = line.splitn(3, ' ').collect::<Vec<_>>().try_into().unwrap();
        let kind = match kind {
            "commit" => "revision",
            "tag" => "release",
            "tree" => "directory",
            "blob" => "content",
            other => panic!("{other}"),
        };
        let mut entry = format!("{kind} {name}\0{}:", 20).into_bytes();
        entry.extend((0..40).step_by(2).map(|at| u8::from_str_radix(&id[at..at + 2], 16).unwrap()));
        branches.push((name.as_bytes().to_vec(), entry));
    }
    assert!(branches.iter().any(|(name, _)| *name == head.as_bytes()), "HEAD leads nowhere");
    branches.push((b"HEAD".to_vec(), format!("alias HEAD\0{}:{head}", head.len()).into_bytes()));
    branches.sort();
    let manifest: Vec<u8> = branches.into_iter().flat_map(|(_, entry)| entry).collect();
    let mut child =
        Command::new("sha1sum").stdin(Stdio::piped()).stdout(Stdio::piped()).spawn().expect("sha1sum");
    let mut input = child.stdin.take().unwrap();
    input.write_all(format!("snapshot {}\0", manifest.len()).as_bytes()).unwrap();
    input.write_all(&manifest).unwrap();
    drop(input);
    let printed = String::from_utf8(child.wait_with_output().unwrap().stdout).unwrap();
    format!("swh:1:snp:{}", &printed[..40])
}

fn inspected(repository: &str) -> Value {
    let output = Command::new(GLANE).args(["inspect", "--json", repository]).output().unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    serde_json::from_slice(&output.stdout).unwrap()
}

/// Annotated and plain tags, one of a folder and one of a file, a branch in a folder, letters beyond ASCII.
fn with_references(path: &Path) {
    licensed(path, "Essai");
    import(path, &commit("équipe/essai", 1_700_000_100, &[(b"a", b"b\n")]));
    let name = ["-c", "user.name=Camille", "-c", "user.email=camille@example.org"];
    let tag = |arguments: &[&str]| git(path, &[&name[..], &["tag"], arguments].concat());
    tag(&["-a", "v1", "-m", "Un", "main"]);
    tag(&["-a", "v1-encore", "-m", "Deux", "v1"]);
    tag(&["simple", "main"]);
    tag(&["dossier", "main^{tree}"]);
    tag(&["fichier", "main:README.md"]);
}

#[test]
fn identifiers_are_gits_own_and_the_snapshot_that_of_the_standard() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("a.git");
    with_references(&path);
    let expected = snapshot_by_hand(&path);
    // What is not mirrored is no part of it.
    git(&path, &["update-ref", "refs/notes/commits", "main"]);
    git(&path, &["update-ref", "refs/pull/1/head", "main"]);
    let answer = inspected(path.to_str().unwrap());
    let id = |of: &str| git(&path, &["rev-parse", of]).trim().to_owned();
    let found = &answer["identifiers"];
    assert_eq!(found["revision"], format!("swh:1:rev:{}", id("HEAD")));
    assert_eq!(found["directory"], format!("swh:1:dir:{}", id("HEAD^{tree}")));
    assert_eq!(found["snapshot"], expected);
    let roots = git(&path, &["rev-list", "--max-parents=0", "HEAD"]);
    assert_eq!(found["roots"], serde_json::json!([roots.trim()]));
    let output = Command::new(GLANE).args(["inspect", path.to_str().unwrap()]).output().unwrap();
    assert!(String::from_utf8_lossy(&output.stdout).contains(&expected));
}

#[test]
fn a_history_of_several_beginnings_names_them_all_and_one_cut_off_none() {
    let folder = tempfile::tempdir().unwrap();
    let (path, cut) = (folder.path().join("a.git"), folder.path().join("cut.git"));
    licensed(&path, "Essai");
    import(&path, &commit("autre", 1_700_000_100, &[(b"a", b"b\n")]));
    import(
        &path,
        b"commit refs/heads/main\ncommitter C <c@example.org> 1700000200 +0000\ndata 1\nM\nfrom refs/heads/main^0\n\
          merge refs/heads/autre^0\n\n",
    );
    let mut roots: Vec<String> =
        git(&path, &["rev-list", "--max-parents=0", "main"]).lines().map(str::to_owned).collect();
    roots.sort();
    assert_eq!(roots.len(), 2);
    assert_eq!(inspected(path.to_str().unwrap())["identifiers"]["roots"], serde_json::json!(roots));
    let from = format!("file://{}", path.display());
    git(folder.path(), &["clone", "--quiet", "--bare", "--depth=1", &from, cut.to_str().unwrap()]);
    assert_eq!(inspected(cut.to_str().unwrap())["identifiers"].get("roots"), None);
}

/// The one repository of this name under a folder.
fn found(folder: &Path, name: &str) -> Vec<PathBuf> {
    let entries = std::fs::read_dir(folder).into_iter().flatten().flatten().map(|entry| entry.path());
    entries
        .filter(|path| path.is_dir())
        .flat_map(|path| if path.ends_with(name) { vec![path] } else { found(&path, name) })
        .collect()
}

#[test]
fn a_fork_is_told_on_the_page_of_its_origin_while_it_is_shown() {
    let workshop = Workshop::plain();
    let bare = workshop.path("bare");
    with_references(&bare.join("outil.git"));
    git(&bare, &["clone", "--quiet", "--mirror", "outil.git", "copie.git"]);
    let mut later = commit("main", 1_700_000_300, &[(b"package.json", br#"{"license": "MIT"}"#)]);
    let data = later.windows(4).position(|bytes| bytes == b"\nM 1").unwrap();
    later.splice(data..data, b"\nfrom refs/heads/main^0".iter().copied());
    import(&bare.join("copie.git"), &later);
    licensed(&bare.join("autre.git"), "Autre");
    let pass = workshop.sync();
    assert_eq!(pass.summary["published"], 3, "{}{}", pass.stdout, pass.stderr);

    let page = |path: &str| Site::serve(&workshop).get(path).1;
    let outil = page("/projets/atelier/outil");
    assert!(outil.contains("Même origine que") && outil.contains("/projets/atelier/copie"), "{outil}");
    // Further down it may be named as one that is like it.
    let kin = outil.split("Même origine que").nth(1).unwrap().split("</section>").next().unwrap();
    assert!(!kin.contains("/projets/atelier/autre"), "{kin}");
    // A source on a disk has no address that an archive could visit.
    assert!(outil.contains("swh:1:snp:") && !outil.contains("/save/"));
    let copies = found(&workshop.path("data/repositories"), "public.git");
    assert!(copies.iter().any(|copy| outil.contains(&snapshot_by_hand(copy))), "that of the mirror itself");
    assert!(page("/en/projets/atelier/copie").contains("Of the same origin as"));

    let withdrawn = workshop.glane(&["withdraw", "copie", "--reason", "essai", "--yes"]);
    assert!(withdrawn.status.success(), "{}", String::from_utf8_lossy(&withdrawn.stderr));
    let alone = page("/projets/atelier/outil");
    assert!(!alone.contains("/projets/atelier/copie"), "{alone}");
}

/// The same repositories by the API of their forge and by a list of addresses: one entry each.
#[tokio::test(flavor = "multi_thread")]
async fn a_repository_that_is_catalogued_twice_is_found_once() {
    let folder = tempfile::tempdir().unwrap();
    let forge = SampleForge::builder().gitlab(world::ministry()).start(folder.path()).await.unwrap();
    let url = forge.url();
    let path = "ac-valombre/maths/fractions-6e";
    let workshop = Workshop::new(&format!(
        "[site]\ntitle = \"Essai\"\n\n[store]\ndata = \"data\"\n\n\
         [[forge]]\nid = \"ministere\"\nkind = \"gitlab\"\nurl = \"{url}\"\n\n\
         [[forge]]\nid = \"liste\"\nkind = \"plain\"\nrepositories = [\"{url}/{path}.git/\"]\n"
    ));
    let pass = workshop.sync();
    assert_eq!(pass.code, 0, "{}{}", pass.stdout, pass.stderr);
    assert_eq!(pass.summary["published"], world::PUBLISHED + 1);
    let output = workshop.glane(&["search", "--json", "--kind", "project", "fractions"]);
    let answer: Value = serde_json::from_slice(&output.stdout).unwrap();
    let places: Vec<&str> =
        answer["hits"].as_array().unwrap().iter().filter_map(|hit| hit["card"]["path"].as_str()).collect();
    assert_eq!(places.iter().filter(|place| place.ends_with("fractions-6e")).count(), 1, "{places:?}");

    let site = Site::serve(&workshop);
    let (status, listed) = site.get(&format!("/projets/liste/{path}"));
    assert_eq!(status, 200, "it has its page still");
    assert!(listed.contains("catalogué deux fois") || listed.contains("catalogué ailleurs"), "{listed}");
    let (_, source) = site.get(&format!("/projets/ministere/{path}"));
    assert!(source.contains("catalogué ailleurs") && source.contains(&format!("/projets/liste/{path}")));
    let origin = format!("origin_url={}", url.replace(':', "%3A").replace('/', "%2F"));
    assert!(source.contains(&format!("https://archive.softwareheritage.org/save/?{origin}")), "{source}");
    for loaded in ["src=\"http", "srcset", "<iframe", "@import"] {
        assert!(!source.contains(loaded), "the badge is drawn here: {loaded}");
    }
}
