//! The demo as a visitor meets it: the pages, their weight, the figures against a hand count.

use std::io::{BufRead, BufReader};
use std::process::{Child, Stdio};

use glane_sample_forge::world;

use crate::support::{GLANE, files_holding};

/// A demo that serves, stopped by its process id when dropped.
struct Demo {
    child: Child,
    address: String,
    folder: tempfile::TempDir,
}

impl Demo {
    fn start() -> Self {
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
    fn get(&self, path: &str, headers: &[(&str, &str)]) -> (u16, String, Vec<u8>) {
        use std::io::{Read, Write};
        let mut stream = std::net::TcpStream::connect(&self.address).unwrap();
        let mut request = format!("GET {path} HTTP/1.1\r\nHost: {}\r\nConnection: close\r\n", self.address);
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

    fn page(&self, path: &str) -> String {
        let (status, _, body) = self.get(path, &[]);
        assert_eq!(status, 200, "{path}");
        String::from_utf8(body).unwrap()
    }
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
            assert!(!page.contains("<script"), "{path}");
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
    assert_eq!(status, 308);
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
