//! The demo as a visitor meets it: the pages, their weight, the figures against a hand count.

use std::io::{BufRead, BufReader};
use std::process::{Child, Stdio};

use glane_sample_forge::world;

use crate::support::{GLANE, files_holding};

/// A demo that serves, stopped by its process id when dropped.
pub struct Demo {
    child: Child,
    address: String,
    folder: tempfile::TempDir,
}

impl Demo {
    pub fn start() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let mut child = std::process::Command::new(GLANE)
            .args(["demo", "--port", "0", "--dir"])
            .arg(folder.path())
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        let mut lines = BufReader::new(child.stderr.take().unwrap()).lines();
        let address = lines
            .find_map(|line| Some(line.unwrap().split_once("— http://")?.1.trim_end_matches('/').to_owned()))
            .expect("the demo says where it serves");
        std::thread::spawn(move || lines.for_each(drop));
        Self { child, address, folder }
    }

    /// Status, headers and body of a page, as sent to a browser that accepts Brotli.
    pub fn get(&self, path: &str, headers: &[(&str, &str)]) -> (u16, String, Vec<u8>) {
        get(&self.address, path, headers)
    }

    pub fn page(&self, path: &str) -> String {
        let (status, _, body) = self.get(path, &[]);
        assert_eq!(status, 200, "{path}");
        String::from_utf8(body).unwrap()
    }
}

/// One request to a server of this machine.
fn get(address: &str, path: &str, headers: &[(&str, &str)]) -> (u16, String, Vec<u8>) {
    use std::io::{Read, Write};
    let mut stream = std::net::TcpStream::connect(address).unwrap();
    let mut request = format!("GET {path} HTTP/1.1\r\nHost: {address}\r\nConnection: close\r\n");
    for (name, value) in headers {
        request.push_str(&format!("{name}: {value}\r\n"));
    }
    stream.write_all(format!("{request}\r\n").as_bytes()).unwrap();
    let mut answer = Vec::new();
    stream.read_to_end(&mut answer).unwrap();
    let end = answer.windows(4).position(|window| window == b"\r\n\r\n").unwrap();
    let head = String::from_utf8_lossy(&answer[..end]).to_lowercase();
    let status = head.split_whitespace().nth(1).unwrap().parse().unwrap();
    (status, head, answer[end + 4..].to_vec())
}

impl Drop for Demo {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

const PAGES: &[&str] = &[
    "/",
    "/recherche",
    "/recherche?q=fractions+6e",
    "/recherche?q=python&langage=Python&tri=recent",
    "/projets/ministere/ac-valombre/maths/fractions-6e",
    "/combiner?licence=CC-BY-4.0&licence=CC-BY-SA-4.0",
    "/selection",
    "/miroirs",
    "/indicateurs",
    "/donnees",
    "/accessibilite",
    "/a-propos",
    "/mentions-legales",
];

#[test]
fn the_site_is_light_safe_and_in_two_languages() {
    let demo = Demo::start();
    for path in PAGES {
        for path in [(*path).to_owned(), format!("/en{}", path.trim_end_matches('/'))] {
            let (status, head, body) = demo.get(&path, &[("Accept-Encoding", "br")]);
            assert_eq!(status, 200, "{path}");
            assert!(body.len() <= 14 * 1024, "{path} weighs {} bytes", body.len());
            assert!(head.contains("content-security-policy: default-src 'none'"), "{path}");
            assert!(!head.contains("set-cookie"), "{path}");
            let page = demo.page(&path);
            let lang = if path.starts_with("/en") { "lang=\"en\"" } else { "lang=\"fr\"" };
            assert!(page.contains(&format!("<html {lang}")), "{path}");
            // A description for machines is no script: no browser runs it.
            let page = page.replace("<script type=\"application/ld+json\">", "");
            // The one script is a file of the site.
            let scripts: Vec<&str> = page.split("<script").skip(1).collect();
            assert_eq!(scripts.len(), 1, "{path}");
            assert!(scripts[0].starts_with(" type=\"module\" src=\"/static/"), "{path}");
            for word in [world::PRIVATE_WORD, world::INTERNAL_WORD] {
                assert!(!page.contains(word), "{path}");
            }
        }
    }
    let css = demo.page("/").split('"').find(|part| part.ends_with("app.css")).unwrap().to_owned();
    let (_, head, css) = demo.get(&css, &[("Accept-Encoding", "br")]);
    assert!(head.contains("immutable"));
    assert!(css.len() <= 14 * 1024);
    for word in [world::PRIVATE_WORD, world::INTERNAL_WORD] {
        assert!(files_holding(&demo.folder.path().join("host"), word).is_empty());
        assert!(files_holding(&demo.folder.path().join("index"), word).is_empty());
        assert!(files_holding(&demo.folder.path().join("repositories"), word).is_empty());
    }
}

#[test]
fn a_teacher_finds_the_lesson_first_and_a_former_address_leads_to_the_present_one() {
    let demo = Demo::start();
    let page = demo.page("/recherche?q=fractions+6e");
    let first = page.split("<h2").nth(1).unwrap();
    assert!(first.contains("/projets/ministere/ac-valombre/maths/fractions-6e"), "{first}");
    let rename = world::second_pass();
    let (status, head, _) = demo.get(&format!("/projets/ministere/{}", rename.old_path), &[]);
    assert_eq!(status, 301);
    assert!(head.contains(&format!("location: /projets/ministere/{}", rename.new_path)));
    let (status, head, body) = demo.get("/projets/ministere/nulle/part", &[]);
    assert_eq!(status, 404);
    assert!(head.contains("no-store") && String::from_utf8(body).unwrap().contains("<form"), "a way out");
    let (_, head, _) = demo.get("/miroirs", &[]);
    let tag = head.lines().find_map(|line| line.strip_prefix("etag: ")).unwrap().replace("w/", "W/");
    assert_eq!(demo.get("/miroirs", &[("If-None-Match", &tag)]).0, 304);
    // Held projects are not shown, by page or by name.
    for fact in
        world::facts().iter().filter(|fact| matches!(fact.outcome, world::Outcome::HeldWithoutLicence))
    {
        assert_eq!(demo.get(&format!("/projets/ministere/{}", fact.path), &[]).0, 404);
        assert!(!demo.page("/miroirs").contains(fact.path));
    }
}

#[test]
fn the_public_copy_can_be_cloned_and_not_pushed_to() {
    let demo = Demo::start();
    let folder = tempfile::tempdir().unwrap();
    let address = format!("http://{}/git/ministere/ac-valombre/maths/fractions-6e.git", demo.address);
    crate::support::git(folder.path(), &["clone", "--quiet", &address, "copie"]);
    let copy = folder.path().join("copie");
    assert!(copy.join("README.md").exists());
    let push = crate::support::git_command(&copy, &["push", "--quiet", "origin", "HEAD:refs/heads/essai"])
        .output()
        .unwrap();
    assert!(!push.status.success());
    let refused = String::from_utf8_lossy(&push.stderr).into_owned();
    assert!(refused.contains("403"), "{refused}");
    // Whoever opens the address in a browser finds the page.
    let (status, head, _) = demo.get("/git/ministere/ac-valombre/maths/fractions-6e.git", &[]);
    assert_eq!(status, 303);
    let location = "location: /projets/ministere/ac-valombre/maths/fractions-6e";
    assert!(head.lines().any(|line| line == location), "{head}");
}

#[test]
fn listings_that_nobody_reads_on_leave_their_places_to_clones() {
    use std::io::{Read, Write};
    let demo = Demo::start();
    let path = "/git/ministere/ac-valombre/maths/fractions-6e.git";
    // More than there are places; all stay connected and read no further.
    let mut idle = Vec::new();
    for _ in 0..12 {
        let mut stream = std::net::TcpStream::connect(&demo.address).unwrap();
        let request = format!(
            "GET {path}/info/refs?service=git-upload-pack HTTP/1.1\r\nHost: {}\r\n\r\n",
            demo.address
        );
        stream.write_all(request.as_bytes()).unwrap();
        let mut start = [0; 12];
        stream.read_exact(&mut start).unwrap();
        assert_eq!(&start, b"HTTP/1.1 200");
        idle.push(stream);
    }
    let folder = tempfile::tempdir().unwrap();
    let address = format!("http://{}{path}", demo.address);
    crate::support::git(folder.path(), &["clone", "--quiet", &address, "copie"]);
}

#[test]
fn the_indicators_equal_the_hand_count() {
    let demo = Demo::start();
    let (_, _, body) = demo.get("/indicateurs/fichiers/indicateurs.json", &[]);
    let figures: serde_json::Value = serde_json::from_slice(&body).unwrap();
    let value = |code: &str, dimension: &str| -> serde_json::Value {
        figures["rows"]
            .as_array()
            .unwrap()
            .iter()
            .find(|row| row["indicator"] == code && row["forge"] == "*" && row["dimension"] == dimension)
            .unwrap_or_else(|| panic!("{code} {dimension}: {figures:#}"))["value"]
            .clone()
    };
    // Counted by hand in the table of the sample world: 16 public = 13 eligible + empty + fork + archived.
    assert_eq!(value("depots_total", ""), 16);
    for (dimension, count) in [
        ("statut=eligible", 13),
        ("statut=vide", 1),
        ("statut=fork", 1),
        ("statut=archive", 1),
        ("statut=exclu", 0),
    ] {
        assert_eq!(value("depots_total", dimension), count, "{dimension}");
    }
    assert_eq!(value("organisations_publiantes", ""), 3);
    // 11 of the 13 eligible have a licence: 84.62 %.
    assert_eq!(value("taux_licence", ""), 84.62);
    // All 11 copies of the eligible and published ones were verified a moment ago.
    assert_eq!(value("couverture_miroir", ""), 84.62);
    assert_eq!(value("couverture_collecte", ""), 100);
    // Of the 11: two each under CC-BY-4.0, CC-BY-SA-4.0 and EUPL-1.2, one each under five others.
    for licence in ["CC-BY-4.0", "CC-BY-SA-4.0", "EUPL-1.2"] {
        assert_eq!(value("repartition_licences", &format!("licence={licence}")), 18.18, "{licence}");
    }
    assert_eq!(value("repartition_licences", "licence=autre"), 45.45);
    assert_eq!(value("taux_licence_admise", ""), 100);
}

#[test]
fn a_second_run_changes_nothing() {
    let folder = tempfile::tempdir().unwrap();
    let run = || {
        let output = std::process::Command::new(GLANE)
            .args(["demo", "--once", "--dir"])
            .arg(folder.path())
            .stdin(Stdio::null())
            .output()
            .unwrap();
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
        String::from_utf8(output.stdout).unwrap()
    };
    run();
    let second = run();
    let count = |state: &str| second.lines().filter(|line| line.starts_with(state)).count();
    assert_eq!((count("unchanged"), count("held"), count("skipped")), (world::PUBLISHED, 2, 1), "{second}");
}

#[test]
fn every_link_to_the_source_leads_somewhere() {
    let demo = Demo::start();
    let port = std::fs::read_to_string(demo.folder.path().join("forge-port")).unwrap();
    let source = format!("127.0.0.1:{port}");
    let mut links = std::collections::BTreeSet::new();
    let facts = world::facts();
    let rename = world::second_pass();
    for fact in facts.iter().filter(|fact| matches!(fact.outcome, world::Outcome::Published)) {
        let path = if fact.path == rename.old_path { rename.new_path } else { fact.path };
        let page = demo.page(&format!("/projets/ministere/{path}"));
        let start = format!("href=\"http://{source}");
        let here: Vec<&str> =
            page.split(start.as_str()).skip(1).filter_map(|part| part.split('"').next()).collect();
        assert!(!here.is_empty(), "{path}");
        links.extend(here.into_iter().map(str::to_owned));
    }
    assert!(links.iter().any(|link| link.contains("/-/blob/")), "{links:?}");
    for link in &links {
        assert_eq!(get(&source, link, &[]).0, 200, "{link}");
    }
}

/// Runs a demo that does not serve: exit status and what it said.
fn once(folder: &std::path::Path) -> (Option<i32>, String) {
    let mut command = std::process::Command::new(GLANE);
    let output = command.args(["demo", "--once", "--dir"]).arg(folder).stdin(Stdio::null()).output().unwrap();
    (output.status.code(), String::from_utf8(output.stderr).unwrap())
}

#[test]
fn a_second_demo_in_one_folder_is_refused_and_the_first_goes_on() {
    let demo = Demo::start();
    let folder = demo.folder.path();
    let (status, said) = once(folder);
    assert_eq!(status, Some(1), "{said}");
    let expected =
        format!("another demo runs in {}; stop it or choose another folder with --dir", folder.display());
    assert!(said.contains(&expected), "{said}");
    demo.page("/");
    let port = std::fs::read_to_string(folder.join("forge-port")).unwrap();
    assert_eq!(get(&format!("127.0.0.1:{port}"), "/", &[]).0, 200, "the first demo's forge");
}

#[test]
fn nothing_is_written_into_a_foreign_folder() {
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("thèse.odt"), b"x").unwrap();
    let (status, said) = once(folder.path());
    assert_eq!(status, Some(2), "{said}");
    let expected = format!(
        "{} is not empty and not a demo's folder; name a new one with --dir",
        folder.path().display()
    );
    assert!(said.contains(&expected), "{said}");
    let there: Vec<_> =
        std::fs::read_dir(folder.path()).unwrap().map(|entry| entry.unwrap().file_name()).collect();
    assert_eq!(there, ["thèse.odt"]);
}
