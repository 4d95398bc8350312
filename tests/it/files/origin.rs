//! A host of their own for files: nothing else answers there, and the site leads there.

use glane_templates::address;

use super::{project, tip};
use crate::site::Site;
use crate::support::{PLAIN, Workshop};

#[test]
fn files_have_a_host_of_their_own_where_nothing_else_answers() {
    let own = "[site]\nurl = \"https://communs.example\"\nfiles_url = \"https://fichiers.example\"";
    let workshop = Workshop::new(&PLAIN.replacen("[site]", own, 1));
    std::fs::create_dir_all(workshop.path("bare")).unwrap();
    let source = workshop.path("bare/un.git");
    project(&source);
    assert_eq!(workshop.sync().state("un"), "published");
    let site = Site::serve(&workshop);
    let place = address::file(&tip(&source, "main"), "atelier", "un", "page.html");
    let at = |host, path: &str| site.ask("GET", path, &[("Host", host)]);

    assert_eq!(at("fichiers.example", &place).status, 200);
    assert_eq!(at("FICHIERS.example:443", &place).status, 200);
    for page in
        ["/", "/projets/atelier/un", "/status.json", "/git/atelier/un.git/info/refs?service=git-upload-pack"]
    {
        let answer = at("fichiers.example", page);
        assert_eq!(answer.status, 404, "{page}");
        assert!(answer.header("content-security-policy").unwrap().starts_with("sandbox"), "{page}");
    }
    let led = at("communs.example", &format!("{place}?x=1"));
    let there = format!("https://fichiers.example{place}?x=1");
    assert_eq!((led.status, led.header("location")), (308, Some(there.as_str())));
    assert_eq!(at("communs.example", "/").status, 200);
    // One that asks this machine itself, or a proxy that keeps the name to itself, is not led in a circle.
    assert_eq!(at("127.0.0.1", &place).status, 200);
}

#[test]
fn an_origin_that_keeps_nothing_apart_is_refused() {
    for (files, said) in [
        ("https://communs.example/", "is that of the site itself"),
        ("https://fichiers.example/la", "has a path"),
    ] {
        let own = format!("[site]\nurl = \"https://communs.example\"\nfiles_url = \"{files}\"");
        let workshop = Workshop::new(&PLAIN.replacen("[site]", &own, 1));
        std::fs::create_dir_all(workshop.path("bare")).unwrap();
        let output = workshop.glane(&["check"]);
        let printed = String::from_utf8_lossy(&[output.stdout, output.stderr].concat()).into_owned();
        assert!(!output.status.success() && printed.contains(said), "{printed}");
    }
}
