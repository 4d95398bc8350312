//! What is not public never gets out: not its content, not even its name; and what stops being
//! public between the listing and the push is not pushed.

use glane_sample_forge::spec::{Branch, Commit, Repository, Visibility};
use glane_sample_forge::{Rights, SampleForge, world};

use crate::support::{Workshop, files_holding};

const TOKEN: &str = "lecture-sentinelle-7f3a51c0";

fn configuration(forge: &str) -> String {
    format!(
        "[store]\ndata = \"data\"\n\n[[forge]]\nid = \"ministere\"\nkind = \"gitlab\"\nurl = \"{forge}\"\n\
         token_file = \"token\"\n\n[[host]]\nid = \"copies\"\nkind = \"plain\"\npath = \"host\"\nname = \"{{path}}\"\n"
    )
}

fn workshop(forge: &SampleForge) -> Workshop {
    use std::os::unix::fs::PermissionsExt;
    let workshop = Workshop::new(&configuration(forge.url()));
    std::fs::write(workshop.path("token"), TOKEN).unwrap();
    std::fs::set_permissions(workshop.path("token"), PermissionsExt::from_mode(0o600)).unwrap();
    workshop
}

fn lesson(id: u64, path: &str, word: &str) -> Repository {
    Repository {
        id,
        path: path.to_owned(),
        name: word.to_owned(),
        description: format!("Description de {word}"),
        visibility: Visibility::Public,
        archived: false,
        topics: vec![word.to_lowercase()],
        default_branch: "main".to_owned(),
        fork_of: None,
        branches: vec![Branch {
            name: "main".to_owned(),
            from: None,
            commits: vec![Commit {
                author: "Camille".to_owned(),
                email: "camille@example.org".to_owned(),
                time: 1_700_000_000,
                message: format!("{word}\n"),
                write: vec![
                    ("README.md".to_owned(), format!("# {word}\n\nTexte de {word}.\n").into_bytes()),
                    ("package.json".to_owned(), br#"{"license": "MIT"}"#.to_vec()),
                ],
                remove: Vec::new(),
            }],
        }],
        tags: Vec::new(),
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn private_and_internal_projects_leave_no_trace() {
    let folder = tempfile::tempdir().unwrap();
    let forge = SampleForge::builder()
        .gitlab(world::ministry())
        .token("lecture", TOKEN, Rights::Admin)
        .start(folder.path())
        .await
        .unwrap();
    let workshop = workshop(&forge);
    let pass = workshop.sync();
    assert_eq!(pass.code, 0, "{}{}", pass.stdout, pass.stderr);
    assert_eq!(pass.summary["published"], world::PUBLISHED);
    assert_eq!(pass.summary["not_public"], 2);
    for word in [world::PRIVATE_WORD, world::INTERNAL_WORD] {
        // The words do stand in the source, or the test would prove nothing.
        assert!(!files_holding(folder.path(), word).is_empty() || is_packed(&forge, word));
        assert!(!pass.stdout.contains(word) && !pass.stderr.contains(word), "printed: {word}");
        for place in ["data", "host"] {
            assert_eq!(
                files_holding(&workshop.path(place), word),
                Vec::<std::path::PathBuf>::new(),
                "{place}: {word}"
            );
        }
        let found = workshop.glane(&["search", "--json", word]);
        assert!(String::from_utf8_lossy(&found.stdout).contains("\"total\":0"));
    }
    let exported = workshop.path("indicateurs");
    workshop.glane(&["export", "indicators", "--out", exported.to_str().unwrap()]);
    for word in [world::PRIVATE_WORD, world::INTERNAL_WORD] {
        assert!(files_holding(&exported, word).is_empty());
    }
    forge.stop().await;
}

/// Objects are compressed on disk: the forge itself knows the word by its path.
fn is_packed(forge: &SampleForge, word: &str) -> bool {
    forge.handle().paths().iter().any(|path| path.contains(word))
}

#[tokio::test(flavor = "multi_thread")]
async fn a_project_that_turns_private_after_the_listing_is_not_pushed() {
    let folder = tempfile::tempdir().unwrap();
    let (secret, open) = (lesson(1, "groupe/chrysalide", "Chrysalide"), lesson(2, "groupe/ouvert", "Ouvert"));
    let forge = SampleForge::builder()
        .gitlab(vec![secret, open])
        .token("lecture", TOKEN, Rights::Admin)
        .start(folder.path())
        .await
        .unwrap();
    let workshop = workshop(&forge);
    forge.handle().after_listing(1, |handle| {
        handle.set_visibility("groupe/chrysalide", Visibility::Private).unwrap();
    });
    let pass = workshop.sync();
    assert_eq!(pass.state("groupe/ouvert"), "published");
    let hidden: Vec<_> = pass.projects.values().filter(|project| project["path"].is_null()).collect();
    assert_eq!(hidden.len(), 1, "{}", pass.stdout);
    assert_eq!(hidden[0]["reasons"][0]["code"], "not_public");
    assert!(
        !pass.stdout.contains("hrysalide") && !pass.stderr.contains("hrysalide"),
        "{}{}",
        pass.stdout,
        pass.stderr
    );
    for place in ["host", "data/index"] {
        assert!(files_holding(&workshop.path(place), "hrysalide").is_empty(), "{place}");
    }
    assert!(files_holding(&workshop.path("data/repositories"), "public.git").len() <= 1);
    forge.stop().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_published_project_that_turns_private_leaves_the_catalogue_and_comes_back() {
    let folder = tempfile::tempdir().unwrap();
    let forge = SampleForge::builder()
        .gitlab(vec![lesson(1, "groupe/chrysalide", "Chrysalide"), lesson(2, "groupe/ouvert", "Ouvert")])
        .token("lecture", TOKEN, Rights::Admin)
        .start(folder.path())
        .await
        .unwrap();
    let workshop = workshop(&forge);
    let found = |word: &str| {
        let output = workshop.glane(&["search", "--json", word]);
        let page: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
        page["total"].as_u64().unwrap()
    };
    assert_eq!(workshop.sync().summary["published"], 2);
    assert_eq!(found("Chrysalide"), 1);
    forge.handle().set_visibility("groupe/chrysalide", Visibility::Private).unwrap();
    let pass = workshop.sync();
    assert!(!pass.stdout.contains("hrysalide"), "{}", pass.stdout);
    assert_eq!(found("Chrysalide"), 0);
    forge.handle().set_visibility("groupe/chrysalide", Visibility::Public).unwrap();
    assert_eq!(workshop.sync().code, 0);
    assert_eq!(found("Chrysalide"), 1);
    forge.stop().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_listing_that_breaks_off_concludes_nothing() {
    use glane_sample_forge::{Fault, Trigger};
    let folder = tempfile::tempdir().unwrap();
    let lessons =
        (1..=150).map(|id| lesson(id, &format!("groupe/cours-{id}"), &format!("Cours {id}"))).collect();
    let forge = SampleForge::builder()
        .gitlab(lessons)
        .token("lecture", TOKEN, Rights::Admin)
        .start(folder.path())
        .await
        .unwrap();
    let workshop = workshop(&forge);
    assert_eq!(workshop.sync().summary["published"], 150);
    let handle = forge.handle();
    handle.fault(Trigger::on("GET", "/api/v4/projects").nth(2), Fault::Html);
    let pass = workshop.sync();
    assert_eq!(pass.code, 1);
    assert_eq!(pass.summary["forges_failed"], 1);
    let failure = &pass.projects[""];
    assert_eq!(failure["reasons"][0]["code"], "source_invalid", "{}", pass.stdout);
    handle.clear_faults();
    let pass = workshop.sync();
    assert_eq!((pass.code, pass.summary["unchanged"].as_u64()), (0, Some(150)), "{}", pass.stdout);
    forge.stop().await;
}
