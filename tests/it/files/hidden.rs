//! What must not be handed out: what is not shown, what no reference leads to, what was withdrawn.

use glane_catalog::model::{Decision, DecisionKind};
use glane_templates::address;
use sha2::{Digest, Sha256};

use super::{copy, get, published, tip};
use crate::site::Site;
use crate::support::{Workshop, bare, commit, git, import, licensed};

const MIT: (&[u8], &[u8]) = (b"package.json", br#"{"license": "MIT"}"#);

fn archive(site: &Site, commit: &str) -> crate::site::Answer {
    site.ask("GET", &address::archive(commit, "atelier", "un", ""), &[])
}

#[test]
fn a_project_that_is_held_or_was_withdrawn_has_no_files() {
    let workshop = Workshop::plain();
    let (held, shown) = (workshop.path("bare/deux.git"), workshop.path("bare/un.git"));
    bare(&held, "sha1");
    import(&held, &commit("main", 1_700_000_000, &[(b"README.md", b"# Sans licence\n")]));
    licensed(&shown, "Un");
    assert_eq!(workshop.sync().state("deux"), "held");
    let site = Site::serve(&workshop);
    let place = address::file(&tip(&held, "main"), "atelier", "deux", "README.md");
    assert_eq!(site.ask("GET", &place, &[]).status, 404);
    assert_eq!(get(&site, &tip(&shown, "main"), "README.md").status, 200);
    // The archive of overwritten tips and what waits for its judgement lie in another repository.
    assert_eq!(get(&site, &tip(&held, "main"), "README.md").status, 404);
    let withdrawn = workshop.glane(&["withdraw", "un", "--reason", "x", "--yes"]);
    assert!(withdrawn.status.success(), "{}", String::from_utf8_lossy(&withdrawn.stderr));
    assert_eq!(get(&site, &tip(&shown, "main"), "README.md").status, 404);
    assert_eq!(archive(&site, &tip(&shown, "main")).status, 404);
}

#[test]
fn a_commit_to_which_no_branch_or_tag_leads_is_not_served() {
    let (workshop, source) = published();
    let (site, public) = (Site::serve(&workshop), copy(&workshop));
    import(&public, &commit("cache", 1_700_000_100, &[MIT, (b"secret.txt", b"secret")]));
    let hidden = tip(&public, "cache");
    assert_eq!(get(&site, &hidden, "secret.txt").status, 200, "while a branch leads to it");
    git(&public, &["update-ref", "-d", "refs/heads/cache"]);
    assert_eq!(git(&public, &["cat-file", "-t", &hidden]).trim(), "commit", "the object is still there");
    assert_eq!(get(&site, &hidden, "secret.txt").status, 404);
    assert_eq!(archive(&site, &hidden).status, 404);
    // Not by its tree or file either, and an ancestor is served as its descendants are.
    assert_eq!(get(&site, &tip(&public, &format!("{hidden}^{{tree}}")), "secret.txt").status, 404);
    let old = tip(&source, "main");
    let next = format!(
        "commit refs/heads/main\ncommitter C <c@example.org> 1700000200 +0000\ndata 1\nx\nfrom {old}\nM 100644 inline b\n\
         data 1\nb\n"
    );
    import(&public, next.as_bytes());
    assert_ne!(tip(&public, "main"), old);
    assert_eq!(get(&site, &old, "README.md").status, 200);
}

#[test]
fn what_was_withdrawn_is_in_no_commit_and_no_archive_from_the_decision_on() {
    let workshop = Workshop::plain();
    let source = workshop.path("bare/un.git");
    bare(&source, "sha1");
    let list: (&[u8], &[u8]) = (b"notes/6e.csv", b"une liste");
    import(&source, &commit("main", 1_700_000_000, &[MIT, list, (b"a.txt", b"a")]));
    let old = tip(&source, "main");
    let now = "commit refs/heads/main\ncommitter C <c@example.org> 1700000100 +0000\ndata 1\nx\nfrom refs/heads/main^0\n\
               R notes/6e.csv autre.csv\n";
    import(&source, now.as_bytes());
    let new = tip(&source, "main");
    let pass = workshop.sync();
    assert_eq!(pass.state("un"), "published", "{}", pass.stdout);
    let site = Site::serve(&workshop);
    assert_eq!(get(&site, &old, "notes/6e.csv").body, b"une liste");
    let before = archive(&site, &old);

    let object = tip(&source, &format!("{old}:notes/6e.csv"));
    decide(&workshop, &["path:notes/6e.csv".to_owned(), format!("object:{object}")]);
    let gone = get(&site, &old, "notes/6e.csv");
    assert_eq!(gone.status, 410, "{}", gone.text());
    assert!(gone.text().contains("retiré") && gone.text().contains("withdrawn"), "{}", gone.text());
    assert_eq!(get(&site, &new, "autre.csv").status, 410, "under another name");
    assert_eq!(get(&site, &old, "a.txt").status, 200);
    for (commit, name) in [(&old, "notes/6e.csv"), (&new, "autre.csv")] {
        let answer = archive(&site, commit);
        assert_eq!(answer.status, 200);
        assert!(!answer.text().contains(name) && answer.text().contains("a.txt"), "{name}");
        assert_ne!(answer.header("etag"), before.header("etag"));
    }
    decide(&workshop, &["path:notes".to_owned()]);
    let folder = site.ask("GET", &address::archive(&old, "atelier", "un", "notes"), &[]);
    assert_eq!(folder.status, 410);
}

/// Writes decisions down, as `glane withdraw` does before anything else.
fn decide(workshop: &Workshop, subjects: &[String]) {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
    let url = format!("sqlite:{}", workshop.path("data/glane.db").display());
    runtime.block_on(async {
        let store = glane_store::open(&url).await.unwrap();
        // As if it were carried out already, so that the service does not empty the disk meanwhile.
        let later = glane::clock::Clock::system().now() + std::time::Duration::from_secs(3600);
        store.set_last_run("withdrawn atelier:un.git", later).await.unwrap();
        for subject in subjects {
            let decision = Decision {
                number: 0,
                kind: DecisionKind::Withdraw,
                project: Some("atelier:un.git".parse().unwrap()),
                subject: Some(subject.clone()),
                by: "x".to_owned(),
                reason: "y".to_owned(),
                at: glane::clock::Clock::system().now(),
            };
            store.add_decision(&decision).await.unwrap();
        }
    });
}

#[test]
fn a_large_file_is_served_where_it_is_kept_and_its_lack_is_said() {
    let workshop = Workshop::plain();
    let source = workshop.path("bare/un.git");
    bare(&source, "sha1");
    let bytes: Vec<u8> = (0..400_000_u32).map(|at| (at.wrapping_mul(2_654_435_761) >> 17) as u8).collect();
    let oid: String = Sha256::digest(&bytes).iter().map(|byte| format!("{byte:02x}")).collect();
    let pointer =
        format!("version https://git-lfs.github.com/spec/v1\noid sha256:{oid}\nsize {}\n", bytes.len());
    let place = |root: &std::path::Path| root.join("lfs/objects").join(&oid[..2]).join(&oid[2..4]).join(&oid);
    std::fs::create_dir_all(place(&source).parent().unwrap()).unwrap();
    std::fs::write(place(&source), &bytes).unwrap();
    import(&source, &commit("main", 1_700_000_000, &[MIT, (b"film.mp4", pointer.as_bytes())]));
    let pass = workshop.sync();
    assert_eq!(pass.state("un"), "published", "{}", pass.stdout);
    let (site, tip) = (Site::serve(&workshop), tip(&source, "main"));
    let film = get(&site, &tip, "film.mp4");
    assert_eq!((film.status, film.header("content-type")), (200, Some("video/mp4")));
    assert!(film.body == bytes, "the film, not its pointer");
    let address = address::file(&tip, "atelier", "un", "film.mp4");
    assert!(site.ask("GET", &address, &[("Range", "bytes=300-399")]).body == bytes[300..400]);
    let held = archive(&site, &tip);
    assert!(memchr::memmem::find(&held.body, &bytes[..64]).is_some(), "stored as it is");

    std::fs::remove_file(place(&copy(&workshop).with_file_name("intake.git"))).unwrap();
    let lacking = get(&site, &tip, "film.mp4");
    assert_eq!(lacking.status, 404);
    assert!(lacking.text().contains("Git LFS"), "{}", lacking.text());
}
