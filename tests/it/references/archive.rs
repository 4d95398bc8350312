//! What a source no longer has: kept, listed, put back.

use super::spy::{Passes, Spied};
use super::{MIT, folder, on_top, published_once};
use crate::support::{Workshop, commit, git, import, licensed, published, references};

fn archived(workshop: &Workshop) -> Vec<String> {
    let listed = workshop.glane(&["archive", "list", "un", "--json"]);
    assert!(listed.status.success(), "{}", String::from_utf8_lossy(&listed.stderr));
    String::from_utf8_lossy(&listed.stdout)
        .lines()
        .map(|line| {
            let line: serde_json::Value = serde_json::from_str(line).unwrap();
            line["archived"].as_str().unwrap().to_owned()
        })
        .collect()
}

#[test]
fn a_forced_update_is_archived_and_can_be_put_back_beside() {
    let (workshop, source, copy) = published_once("");
    let lost = published(&copy)["refs/heads/main"].clone();
    import(&source, &commit("main", 1_700_000_100, &[MIT, (b"neuf", b"neuf")]));
    assert_eq!(workshop.sync().state("un"), "published");
    let [place] = archived(&workshop).try_into().unwrap();
    assert!(place.ends_with(&format!("heads%2Fmain-{lost}")), "{place}");

    let refused = workshop.glane(&["archive", "restore", "un", &place, "--reason", "essai"]);
    assert!(!refused.status.success());
    assert!(String::from_utf8_lossy(&refused.stderr).contains("--as"), "the source has a main");
    let back = ["archive", "restore", "un", &place, "--as", "refs/heads/ancien", "--reason", "on y revient"];
    let back = workshop.glane(&back);
    assert!(back.status.success(), "{}", String::from_utf8_lossy(&back.stderr));
    assert_eq!(workshop.sync().state("un"), "published");
    assert_eq!(published(&copy)["refs/heads/ancien"], lost);
    assert_eq!(published(&folder(&workshop, "public.git"))["refs/heads/ancien"], lost);
    assert_eq!(workshop.sync().state("un"), "unchanged", "it is kept, and not deleted again");
    import(&source, &on_top("main", 1_700_000_200, &[MIT, (b"b", b"b")]));
    assert_eq!(workshop.sync().state("un"), "published");
    assert_eq!(published(&copy)["refs/heads/ancien"], lost);
}

#[test]
fn a_deleted_branch_is_put_back_under_its_own_name() {
    let (workshop, source, copy) = published_once("");
    import(&source, &commit("cours/6e", 1_700_000_100, &[MIT, (b"a", b"a")]));
    workshop.sync();
    let lost = published(&copy)["refs/heads/cours/6e"].clone();
    git(&source, &["update-ref", "-d", "refs/heads/cours/6e"]);
    workshop.sync();
    assert!(!published(&copy).contains_key("refs/heads/cours/6e"));
    let [place] = archived(&workshop).try_into().unwrap();
    assert!(workshop.glane(&["archive", "restore", "un", &place, "--reason", "erreur"]).status.success());
    workshop.sync();
    assert_eq!(published(&copy)["refs/heads/cours/6e"], lost);
    // The source takes the name again: it is the source's.
    import(&source, &commit("cours/6e", 1_700_000_300, &[MIT, (b"c", b"c")]));
    workshop.sync();
    assert_eq!(published(&copy), published(&source));
    assert_eq!(references(&folder(&workshop, "intake.git"), "refs/archive").len(), 1, "already there");
}

#[test]
fn an_emptied_source_leaves_once_a_person_has_said_so_and_its_copy_stays() {
    let (workshop, source, copy) = published_once("");
    let before = published(&copy);
    git(&source, &["update-ref", "-d", "refs/heads/main"]);
    assert_eq!(workshop.sync().codes("un"), ["mass_deletion"]);
    let decided = workshop.glane(&["sync", "--project", "un", "--allow-deletions", "--json"]);
    assert!(decided.status.success(), "{}", String::from_utf8_lossy(&decided.stdout));
    let pass = workshop.sync();
    assert_eq!((pass.state("un"), pass.codes("un")), ("skipped", vec!["empty"]));
    assert_eq!(published(&copy), before, "nothing is lost");
    let found = workshop.glane(&["search", "--json", "Un"]);
    assert!(String::from_utf8_lossy(&found.stdout).contains("\"total\":0"));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_clean_up_that_its_owner_declares_passes_at_once_and_once_only() {
    use glane_catalog::model::{Decision, DecisionKind};
    let workshop = Workshop::plain();
    let source = workshop.path("bare/un.git");
    licensed(&source, "Un");
    let branches = |prefix: &str| (0..8).map(|number| format!("{prefix}{number}")).collect::<Vec<_>>();
    for name in branches("a").iter().chain(&branches("b")) {
        import(&source, &commit(name, 1_700_000_100, &[MIT, (b"n", name.as_bytes())]));
    }
    let passes = Passes::new(&workshop, Spied { on_disk: true, ..Spied::default() }).await;
    assert_eq!(passes.only().await.0, "published");
    let delete = |names: Vec<String>| {
        for name in names {
            git(&source, &["update-ref", "-d", &format!("refs/heads/{name}")]);
        }
    };
    delete(branches("a"));
    assert_eq!(passes.only().await.1, ["mass_deletion"]);
    let project = passes.context.store.projects(0, 1).await.unwrap().remove(0);
    let decision = Decision {
        number: 0,
        kind: DecisionKind::CleanUp,
        project: Some(project.source.key),
        subject: None,
        by: "Camille".to_owned(),
        reason: "fin d'année".to_owned(),
        at: passes.context.clock.now(),
    };
    passes.context.store.add_decision(&decision).await.unwrap();
    assert_eq!(passes.only().await.0, "published");
    assert_eq!(published(&source), published(&workshop.path("host/un.git")));
    assert_eq!(references(&folder(&workshop, "intake.git"), "refs/archive").len(), 8, "and nothing is lost");
    delete(branches("b"));
    assert_eq!(passes.only().await.1, ["mass_deletion"], "another destruction waits for another decision");
}

/// Whether a repository has an object, whatever its references say.
fn has(repository: &std::path::Path, object: &str) -> bool {
    crate::support::git_command(repository, &["cat-file", "-e", object]).output().unwrap().status.success()
}

#[test]
fn what_a_clean_up_took_out_cannot_be_fetched_by_its_id_either() {
    let (workshop, source, copy) = published_once("");
    let lost = published(&copy)["refs/heads/main"].clone();
    import(&source, &commit("main", 1_700_000_100, &[MIT, (b"propre", b"x")]));
    assert_eq!(workshop.sync().state("un"), "published");
    let public = folder(&workshop, "public.git");
    assert!(has(&public, &lost) && has(&copy, &lost), "until somebody says that it was a clean-up");
    // A pack that a killed push meant to keep would keep what is in it.
    let pack = std::fs::read_dir(copy.join("objects/pack")).unwrap().flatten().map(|entry| entry.path());
    for pack in pack.filter(|path| path.extension().is_some_and(|ending| ending == "pack")) {
        std::fs::write(pack.with_extension("keep"), b"").unwrap();
    }
    let declared = ["gate", "clean-up", "un", "--reason", "fuite", "--by", "Camille"];
    assert!(workshop.glane(&declared).status.success());
    workshop.sync();
    for made_again in [&public, &copy] {
        assert!(!has(made_again, &lost), "{}", made_again.display());
        assert_eq!(published(made_again), published(&source));
        git(made_again, &["fsck", "--full", "--strict"]);
    }
    assert_eq!(git(&copy, &["config", "glane.mark"]).trim(), "atelier:un.git", "it is our copy still");
    assert_eq!(git(&public, &["symbolic-ref", "HEAD"]).trim(), "refs/heads/main");
    assert!(has(&folder(&workshop, "intake.git"), &lost), "the archive keeps it");
    let beside = std::fs::read_dir(public.parent().unwrap()).unwrap().count();
    workshop.sync();
    assert_eq!(std::fs::read_dir(public.parent().unwrap()).unwrap().count(), beside);
    assert_eq!(workshop.sync().state("un"), "unchanged");
}

#[test]
fn a_renewal_that_was_killed_between_two_renames_is_finished_by_the_first_reader() {
    let (workshop, ..) = published_once("");
    let public = folder(&workshop, "public.git");
    let beside = |word: &str| public.with_extension(format!("git.{word}"));
    let copied = std::process::Command::new("cp").arg("-r").args([&public, &beside("renewed")]).status();
    assert!(copied.unwrap().success());
    std::fs::rename(&public, beside("replaced")).unwrap();
    let site = crate::site::Site::serve(&workshop);
    assert_eq!(site.get("/git/atelier/un.git/info/refs?service=git-upload-pack").0, 200);
    assert!(public.is_dir() && !beside("renewed").exists());
}

#[test]
fn a_copy_that_missed_a_clean_up_follows_it_at_the_next_pass() {
    let (workshop, source, copy) = published_once("");
    let lost = published(&copy)["refs/heads/main"].clone();
    import(&source, &commit("main", 1_700_000_100, &[MIT, (b"propre", b"x")]));
    assert_eq!(workshop.sync().state("un"), "published");
    assert!(workshop.glane(&["gate", "clean-up", "un", "--reason", "fuite"]).status.success());
    // Git does not read it.
    std::fs::write(copy.join("packed-refs"), b"this is no list of references\n").unwrap();
    assert_eq!(workshop.sync().state("un"), "failed");
    std::fs::remove_file(copy.join("packed-refs")).unwrap();
    assert!(has(&copy, &lost));
    assert_eq!(workshop.sync().state("un"), "published");
    assert!(!has(&copy, &lost));
    assert_eq!(workshop.sync().state("un"), "unchanged");
}
