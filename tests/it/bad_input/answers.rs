//! Forges that cannot be reached, refuse, or answer what is no answer.

use glane_sample_forge::{Fault, Rights, SampleForge, Trigger};

use super::{found, lesson, message, two_forges, version};
use crate::support::{Pass, Workshop, commit, git, import, licensed, published};

const TOKEN: &str = "lecture-sentinelle-7f3a51c0";
const LISTING: &str = "/api/v4/projects";

async fn forge(folder: &tempfile::TempDir) -> SampleForge {
    SampleForge::builder()
        .gitlab((1..=3).map(lesson).collect())
        .token("lecture", TOKEN, Rights::Admin)
        .start(folder.path())
        .await
        .unwrap()
}

/// A pass in which the one forge fails and the other, which has something new, goes on.
fn pass_beside_a_broken_forge(workshop: &Workshop, number: i64) -> Pass {
    let source = workshop.path("bare/voisin.git");
    if !source.exists() {
        licensed(&source, "Voisin");
    }
    import(&source, &commit(&format!("essai-{number}"), 1_700_000_000, &[(b"a.txt", b"a")]));
    let pass = workshop.sync();
    assert_eq!(
        (pass.code, pass.state("voisin")),
        (1, "published"),
        "{number}: {}{}",
        pass.stdout,
        pass.stderr
    );
    assert_eq!(pass.summary["forges_failed"], 1);
    assert_eq!(published(&source), published(&workshop.path("host/voisin.git")));
    pass
}

#[tokio::test(flavor = "multi_thread")]
async fn a_listing_that_is_none_concludes_nothing_and_says_what_came() {
    let folder = tempfile::tempdir().unwrap();
    let forge = forge(&folder).await;
    let workshop = two_forges(forge.url(), TOKEN);
    assert_eq!(workshop.sync().summary["published"], 3);
    let copies = || {
        (1..=3)
            .map(|id| published(&workshop.path(&format!("host/groupe-cours-{id}.git"))))
            .collect::<Vec<_>>()
    };
    let before = copies();
    let handle = forge.handle();
    for (number, (fault, code, words)) in [
        (Fault::Html, "source_invalid", "web page"),
        (Fault::CutBody(40), "source_invalid", "breaks off"),
        (Fault::status(401), "source_refused", "401"),
        (Fault::status(403), "source_refused", "403"),
        (Fault::status(500), "source_unreachable", "500"),
        (Fault::CutConnection(40), "source_unreachable", "cannot reach"),
        (Fault::too_many(3600), "source_unreachable", "in 3600 s"),
    ]
    .into_iter()
    .enumerate()
    {
        handle.fault(Trigger::on("GET", LISTING).always(), fault.clone());
        let pass = pass_beside_a_broken_forge(&workshop, number as i64);
        let said = message(&pass, "", code);
        assert!(said.contains(forge.url()) && said.contains(words), "{fault:?}: {said}");
        assert_eq!(copies(), before, "{fault:?}");
        assert_eq!(found(&workshop, "chrysalide"), 3, "{fault:?}");
        handle.clear_faults();
    }
    // Asked to come back in a second, it does.
    handle.fault(Trigger::on("GET", LISTING), Fault::too_many(1));
    let pass = workshop.sync();
    assert_eq!((pass.code, pass.summary["unchanged"].as_u64()), (0, Some(4)), "{}", pass.stdout);
    forge.stop().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_project_whose_forge_fails_for_it_alone_fails_alone() {
    let folder = tempfile::tempdir().unwrap();
    let forge = forge(&folder).await;
    let workshop = two_forges(forge.url(), TOKEN);
    assert_eq!(workshop.sync().summary["published"], 3);
    let handle = forge.handle();
    let copy = workshop.path("host/groupe-cours-2.git");
    for (number, place, fault, code) in [
        (1, "/api/v4/projects/2", Fault::Html, "source_invalid"),
        (2, "/groupe/cours-2.git", Fault::Html, "source_invalid"),
        (3, "/groupe/cours-2.git", Fault::status(500), "source_invalid"),
        (4, "/groupe/cours-2.git/git-upload-pack", Fault::CutBody(60), "source_unreachable"),
    ] {
        let before = published(&copy);
        for id in 1..=3 {
            handle.push(&format!("groupe/cours-{id}"), "main", &[version(number)]).unwrap();
        }
        handle.fault(Trigger::any(place).always(), fault.clone());
        let pass = workshop.sync();
        assert_eq!(
            (pass.code, pass.summary["published"].as_u64()),
            (1, Some(2)),
            "{fault:?}: {}",
            pass.stdout
        );
        let said = message(&pass, "groupe/cours-2", code);
        assert!(said.contains(forge.url()), "{said}");
        assert_eq!(published(&copy), before, "{place} {fault:?}");
        assert_eq!(found(&workshop, "chrysalide"), 3);
        handle.clear_faults();
        let pass = workshop.sync();
        assert_eq!((pass.code, pass.state("groupe/cours-2")), (0, "published"), "{}", pass.stdout);
    }
    forge.stop().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_wrong_token_is_said_with_its_remedy() {
    let folder = tempfile::tempdir().unwrap();
    let forge = forge(&folder).await;
    let workshop = two_forges(forge.url(), "jeton-inconnu-0123456789");
    let pass = pass_beside_a_broken_forge(&workshop, 1);
    let said = message(&pass, "", "source_refused");
    assert!(said.contains(forge.url()) && said.contains("token"), "{said}");
    let check = workshop.glane(&["check"]);
    let told = String::from_utf8(check.stdout).unwrap();
    let line = told.lines().find(|line| line.contains("forge ministere")).unwrap();
    assert!(check.status.code() == Some(1) && line.starts_with("WRONG") && line.contains("token"), "{told}");
    assert!(!told.contains("jeton-inconnu") && !pass.stdout.contains("jeton-inconnu"));
    forge.stop().await;
}

#[test]
fn a_forge_where_nothing_answers_is_said_with_its_address() {
    // A port that was free a moment ago and that nobody listens on.
    let address = {
        let listener = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
        format!("http://{}", listener.local_addr().unwrap())
    };
    let workshop = two_forges(&address, TOKEN);
    let pass = pass_beside_a_broken_forge(&workshop, 1);
    let said = message(&pass, "", "source_unreachable");
    assert!(said.contains(&address) && said.contains("check the address"), "{said}");
    git(&workshop.path("host/voisin.git"), &["fsck"]);
}
