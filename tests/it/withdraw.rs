//! What must leave the public leaves it at once and everywhere, and does not come back by itself.

use std::io::Write;
use std::path::PathBuf;
use std::process::{Output, Stdio};

use glane_catalog::model::{Decision, DecisionKind, Field, ProjectKey};
use glane_store::Store;

use crate::site::Site;
use crate::support::{
    Pass, Workshop, bare, commit, files_holding, git, import, licensed, published, references,
};

const MIT: (&[u8], &[u8]) = (b"package.json", br#"{"license": "MIT"}"#);

fn published_once(title: &str) -> (Workshop, PathBuf, PathBuf) {
    let workshop = Workshop::plain();
    let (source, copy) = (workshop.path("bare/un.git"), workshop.path("host/un.git"));
    licensed(&source, title);
    licensed(&workshop.path("bare/deux.git"), "Deux");
    assert_eq!(workshop.sync().state("un"), "published");
    (workshop, source, copy)
}

fn withdraw(workshop: &Workshop, arguments: &[&str]) -> Output {
    let all = [&["withdraw", "--reason", "Données d’élèves"], arguments].concat();
    let output = workshop.glane(&all);
    assert!(
        output.status.success(),
        "{}{}",
        String::from_utf8_lossy(&output.stdout),
        String::from_utf8_lossy(&output.stderr)
    );
    output
}

fn total(workshop: &Workshop, word: &str) -> u64 {
    let found = workshop.glane(&["search", "--json", word]);
    serde_json::from_slice::<serde_json::Value>(&found.stdout).unwrap()["total"].as_u64().unwrap()
}

fn repositories(workshop: &Workshop) -> usize {
    let folder = workshop.path("data/repositories");
    let named = |name: &str| {
        let found = files_holding(&folder, name);
        found.into_iter().filter(|path| path.file_name().is_some_and(|file| file == name)).count()
    };
    named("public.git") + named("intake.git")
}

/// Asks the catalogue something, as another process of the service would.
fn ask<T>(workshop: &Workshop, question: impl AsyncFnOnce(&dyn Store) -> T) -> T {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
    let url = format!("sqlite:{}", workshop.path("data/glane.db").display());
    runtime.block_on(async {
        let store = glane_store::open(&url).await.unwrap();
        question(store.as_ref()).await
    })
}

/// The withdrawals of the log; standing approvals are in it too.
fn withdrawals(workshop: &Workshop) -> Vec<Decision> {
    let mut decisions = ask(workshop, async |store| store.decisions(None).await.unwrap());
    decisions.retain(|decision| decision.kind == DecisionKind::Withdraw);
    decisions
}

fn key() -> ProjectKey {
    "atelier:un.git".parse().unwrap()
}

/// Writes a decision down, as `glane withdraw` and `glane gate lift` do before anything else.
fn decide(workshop: &Workshop, kind: DecisionKind) {
    let decision = Decision {
        number: 0,
        kind,
        project: Some(key()),
        subject: None,
        by: "x".to_owned(),
        reason: "y".to_owned(),
        at: glane::clock::Clock::system().now(),
    };
    ask(workshop, async |store| store.add_decision(&decision).await.unwrap());
}

#[test]
fn a_project_leaves_everything_at_once_and_is_not_taken_in_again() {
    let (workshop, source, copy) = published_once("Chrysalide");
    import(&source, &commit("essai", 1_700_000_100, &[MIT]));
    workshop.sync();
    import(&source, &commit("essai", 1_700_000_200, &[MIT, (b"b", b"b")]));
    workshop.sync();
    assert_eq!(total(&workshop, "Chrysalide"), 1);

    withdraw(&workshop, &["un", "--yes"]);
    assert!(!copy.exists(), "a directory knows no privacy: the copy is removed");
    assert_eq!(repositories(&workshop), 2, "those of the other project");
    assert_eq!(total(&workshop, "Chrysalide"), 0);
    let decisions = withdrawals(&workshop);
    assert_eq!(decisions.len(), 1);
    assert_eq!(
        (decisions[0].kind, decisions[0].reason.as_str()),
        (DecisionKind::Withdraw, "Données d’élèves")
    );

    import(&source, &commit("encore", 1_700_000_900, &[MIT, (b"c", b"c")]));
    for _ in 0..2 {
        let pass = workshop.sync();
        assert!(!pass.projects.contains_key("un"), "it is not even begun: {}", pass.stdout);
        assert_eq!((repositories(&workshop), copy.exists()), (2, false), "nothing of it was fetched");
    }
    let named = Pass::of(&workshop.glane(&["sync", "--json", "--project", "un"]));
    assert_eq!((named.code, named.codes("un")), (0, vec!["withdrawn_by_decision"]), "{}", named.stderr);
    let plan = workshop.glane(&["sync", "--dry-run"]);
    assert!(String::from_utf8_lossy(&plan.stdout).contains("skipped   atelier:un"), "{plan:?}");

    let lifted = workshop.glane(&["gate", "lift", "un", "--reason", "Nettoyé", "--by", "x"]);
    assert!(lifted.status.success(), "{}", String::from_utf8_lossy(&lifted.stderr));
    assert_eq!(workshop.sync().state("un"), "published");
    assert_eq!(published(&source), published(&copy));
    assert_eq!(total(&workshop, "Chrysalide"), 1);
    assert_eq!(workshop.sync().state("un"), "unchanged");
}

#[test]
fn a_withdrawal_that_was_killed_after_its_decision_is_finished_at_the_next_start() {
    let (workshop, _, copy) = published_once("Chrysalide");
    decide(&workshop, DecisionKind::Withdraw);
    // A pass over another project begins by what had to leave.
    let pass = workshop.glane(&["sync", "--project", "deux", "--json"]);
    assert!(pass.status.success());
    assert_eq!((repositories(&workshop), copy.exists()), (2, false));
    assert_eq!(total(&workshop, "Chrysalide"), 0);
}

#[test]
fn nothing_is_done_without_being_told_so() {
    let (workshop, _, copy) = published_once("Chrysalide");
    let refused = |arguments: &[&str], word: &str| {
        let output = workshop.glane(arguments);
        let said = String::from_utf8_lossy(&output.stderr).into_owned();
        assert!(!output.status.success() && said.contains(word), "{arguments:?}: {said}");
    };
    let asked = workshop.glane(&["withdraw", "un", "--reason", "x"]);
    let said = String::from_utf8_lossy(&asked.stderr).into_owned();
    assert!(asked.status.success() && said.contains("nothing was done: add --yes"), "{said}");
    assert!(said.contains("its copy on "), "{said}");
    refused(&["withdraw", "un", "--reason", "x", "--lift", "--yes"], "glane gate lift un");
    refused(&["withdraw", "un", "--yes"], "--reason");
    refused(&["withdraw", "un", "--reason", " ", "--yes"], "must say something");
    refused(&["withdraw", "--reason", "x", "--yes"], "PROJECT");
    refused(&["withdraw", "trois", "--reason", "x", "--yes"], "no project trois");
    refused(&["withdraw", "un:../x", "--reason", "x", "--yes"], "no path of a repository");
    refused(&["withdraw", "un:absent.csv", "--reason", "x", "--yes"], "no commit of un");
    refused(&["withdraw", "--person", "absent.txt", "--reason", "x", "--yes"], "absent.txt");
    assert!(copy.exists() && total(&workshop, "Chrysalide") == 1);
    assert!(withdrawals(&workshop).is_empty());
}

#[test]
fn a_file_takes_the_project_out_until_it_is_in_no_reference() {
    let workshop = Workshop::plain();
    let (source, copy) = (workshop.path("bare/un.git"), workshop.path("host/un.git"));
    let pupils: (&[u8], &[u8]) = (b"notes/6e: eleves.csv", b"nom;prenom\nA;B\n");
    bare(&source, "sha1");
    import(&source, &commit("main", 1_700_000_000, &[MIT, pupils]));
    assert_eq!(workshop.sync().state("un"), "published");

    withdraw(&workshop, &["un:notes/6e: eleves.csv", "--yes"]);
    assert_eq!((repositories(&workshop), copy.exists()), (0, false));
    let pass = workshop.sync();
    assert_eq!(
        (pass.state("un"), pass.codes("un")),
        ("held", vec!["withdrawn_by_decision"]),
        "{}",
        pass.stdout
    );

    // Taken out of the tip only, then moved: it is still in the history, and under another name.
    git(&source, &["update-ref", "refs/heads/vieux", "refs/heads/main"]);
    import(&source, &commit("propre", 1_700_000_100, &[MIT]));
    git(&source, &["update-ref", "refs/heads/main", "refs/heads/propre"]);
    assert_eq!(workshop.sync().codes("un"), ["withdrawn_by_decision"], "another branch has it");
    git(&source, &["update-ref", "-d", "refs/heads/vieux"]);
    import(&source, &commit("ailleurs", 1_700_000_200, &[MIT, (b"ailleurs.csv", pupils.1)]));
    let pass = workshop.sync();
    assert_eq!(pass.codes("un"), ["withdrawn_by_decision"], "{}", pass.stdout);
    assert!(pass.stdout.contains("under another name") && !copy.exists(), "{}", pass.stdout);

    git(&source, &["update-ref", "-d", "refs/heads/ailleurs"]);
    let pass = workshop.sync();
    assert_eq!((pass.state("un"), pass.codes("un")), ("published", vec![]), "{}", pass.stdout);
    assert_eq!(published(&source), published(&copy));

    // And it may not come back.
    import(&source, &commit("retour", 1_700_000_300, &[MIT, pupils]));
    assert_eq!(workshop.sync().codes("un"), ["withdrawn_by_decision"]);
    assert!(!published(&copy).contains_key("refs/heads/retour"));
}

fn authors(workshop: &Workshop) -> Vec<String> {
    ask(workshop, async |store| {
        let record = store.project(&key()).await.unwrap().unwrap();
        record.values(Field::Author).into_iter().map(str::to_owned).collect()
    })
}

#[test]
fn a_person_is_named_no_more_and_their_name_is_nowhere() {
    let workshop = Workshop::plain();
    let source = workshop.path("bare/un.git");
    bare(&source, "sha1");
    let authors_file: (&[u8], &[u8]) =
        (b"AUTHORS", "Zéphyrine Quatrebarbes <z@example.org>\nAda Lovelace\n".as_bytes());
    import(&source, &commit("main", 1_700_000_000, &[MIT, authors_file]));
    workshop.sync();
    assert_eq!(authors(&workshop), ["Zéphyrine Quatrebarbes", "Ada Lovelace"]);

    let mut child = workshop
        .command(&["withdraw", "--person", "-", "--reason", "Demande", "--yes"])
        .stdin(Stdio::piped())
        .stderr(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    child.stdin.take().unwrap().write_all("QUATREBARBES Zephyrine\n".as_bytes()).unwrap();
    let output = child.wait_with_output().unwrap();
    let said = [output.stdout, output.stderr].concat();
    assert!(output.status.success() && !holds(&said, "uatrebarbes"), "{}", String::from_utf8_lossy(&said));
    assert_eq!(authors(&workshop), ["Ada Lovelace"]);
    assert_eq!(total(&workshop, "Quatrebarbes"), 0);
    let decisions = withdrawals(&workshop);
    assert!(decisions[0].project.is_none() && decisions[0].subject.as_ref().unwrap().len() == 64);
    assert!(!format!("{decisions:?}").to_lowercase().contains("quatre"));

    // Read again, because something else changed.
    import(&source, &commit("main", 1_700_000_500, &[MIT, authors_file, (b"d", b"d")]));
    assert_eq!(workshop.sync().state("un"), "published");
    assert_eq!(authors(&workshop), ["Ada Lovelace"]);
}

fn holds(bytes: &[u8], word: &str) -> bool {
    memchr::memmem::find(bytes, word.as_bytes()).is_some()
}

#[test]
fn what_a_host_cannot_take_away_is_said_and_tried_again() {
    let (workshop, _, copy) = published_once("Chrysalide");
    // Somebody else's mark: it is no longer ours to remove.
    git(&copy, &["config", "glane.mark", "autre:1"]);
    let output = workshop.glane(&["withdraw", "un", "--reason", "x", "--yes"]);
    let said = String::from_utf8_lossy(&output.stdout).into_owned();
    assert_eq!(output.status.code(), Some(1), "{said}");
    assert!(said.contains("left to do: name_taken: host copies"), "{said}");
    assert_eq!(total(&workshop, "Chrysalide"), 0, "what can be done is done");
    assert_eq!(repositories(&workshop), 2);
    git(&copy, &["config", "glane.mark", "atelier:un.git"]);
    workshop.sync();
    assert!(!copy.exists());
    assert_eq!(references(&workshop.path("host/deux.git"), "refs/heads").len(), 1);
}

#[test]
fn a_dated_notice_stands_in_its_place_in_both_languages() {
    let (workshop, _, _) = published_once("Chrysalide");
    withdraw(&workshop, &["un", "--yes"]);
    let site = Site::serve(&workshop);
    for (path, word) in [("/projets/atelier/un", "Retiré le"), ("/en/projets/atelier/un", "Withdrawn on")] {
        let (status, page) = site.get(path);
        assert_eq!(status, 410, "{page}");
        assert!(page.contains(word) && !page.contains("Chrysalide") && !page.contains("lèves"), "{page}");
    }
    assert_eq!(site.get("/projets/atelier/deux").0, 200);
    assert_eq!(site.get("/git/atelier/un.git/info/refs?service=git-upload-pack").0, 404);
    assert_eq!(site.get("/projets/atelier/absent").0, 404);
}

fn asked_anew(workshop: &Workshop) -> Option<jiff::Timestamp> {
    ask(workshop, async |store| store.last_run(glane::work::follow::REBUILD).await.unwrap())
}

#[test]
fn a_withdrawal_does_not_wait_for_the_service_to_stop() {
    let (workshop, _, copy) = published_once("Chrysalide");
    let site = Site::serve(&workshop);
    assert_eq!(site.get("/projets/atelier/un").0, 200);
    withdraw(&workshop, &["un", "--yes"]);
    assert_eq!(site.get("/projets/atelier/un").0, 410, "at once");
    assert!(!copy.exists(), "at once");
    assert_eq!(asked_anew(&workshop), None, "only an erasure has the index built again");
    withdraw(&workshop, &["deux", "--erase", "--yes"]);
    // The service removes what lies on the disk before its other work, at its next look at the table.
    let begun = std::time::Instant::now();
    while repositories(&workshop) > 0 || asked_anew(&workshop) != Some(jiff::Timestamp::UNIX_EPOCH) {
        assert!(begun.elapsed().as_secs() < 60, "the service did not finish the withdrawal");
        assert_eq!(site.get("/projets/atelier/un").0, 410);
    }
}
