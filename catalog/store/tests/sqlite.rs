//! The `SQLite` backend passes the contract, and keeps what only a file can promise.
#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a failed test should stop here")]

use std::cell::Cell;
use std::io::{BufRead, BufReader};
use std::path::Path;
use std::process::{Command, Stdio};
use std::sync::Arc;

use glane_catalog::model::{
    ChangeKind, Claim, Field, Fields, Grain, ProjectRecord, ProjectState, ResourceKey, ResourceRecord,
    Source, SourceProject, Tie,
};
use glane_store::{ResourceStore, SameStore, SqliteStore, Store, StoreError, contract, open};
use sqlx::{Connection, SqliteConnection};

fn url(path: &Path) -> String {
    format!("sqlite:{}", path.display())
}

fn project(id: &str) -> ProjectRecord {
    ProjectRecord::discovered(SourceProject {
        name: id.to_owned(),
        ..SourceProject::public(format!("mim:{id}").parse().unwrap(), &format!("eole/{id}"))
    })
}

fn part(project: &ProjectRecord, path: &str) -> ResourceRecord {
    ResourceRecord {
        reason: "notebook".to_owned(),
        ..ResourceRecord::new(ResourceKey::Part {
            project: project.source.key.clone(),
            path: path.to_owned(),
        })
    }
}

fn entry(source: &str, address: &str) -> ResourceRecord {
    let mut fields = Fields::new();
    for (field, value) in [(Field::Name, "Volcans"), (Field::Website, address)] {
        fields.add(field, Claim::new(value.to_owned(), Source::record("1", None), 1.0));
    }
    let key = ResourceKey::Record { source: source.parse().unwrap(), id: "1".to_owned() };
    ResourceRecord { key, grain: Grain::Record, fields, ..part(&project("1"), "") }
}

async fn raw(path: &Path) -> SqliteConnection {
    SqliteConnection::connect(&url(path)).await.unwrap()
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_contract_holds_in_a_file() {
    let folder = tempfile::tempdir().unwrap();
    let made = Cell::new(0);
    contract::all(async || {
        made.set(made.get() + 1);
        open(&url(&folder.path().join(format!("{}.db", made.get())))).await.unwrap()
    })
    .await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_contract_holds_in_memory() {
    contract::all(async || open("sqlite::memory:").await.unwrap()).await;
}

#[tokio::test]
async fn a_file_opened_again_has_everything() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("made/by/us/glane.db");
    contract::reopened(async || open(&url(&path)).await.unwrap()).await;
}

/// `SQLite`'s C functions that take no length would end these at the NUL.
#[tokio::test]
async fn nul_in_a_column_is_a_character_like_any_other() {
    let store = SqliteStore::open("sqlite::memory:").await.unwrap();
    let (long, short) = ("a\0b", "a");
    let first = store.put_project(&project(long)).await.unwrap();
    let second = store.put_project(&project(short)).await.unwrap();
    assert_eq!(store.project(&first.source.key).await.unwrap(), Some(first.clone()));
    assert_eq!(store.project(&second.source.key).await.unwrap(), Some(second));
    let found = store.project_at(&first.source.key.forge, "eole/A\0B").await.unwrap();
    assert_eq!(found, Some(first));
    assert_eq!(store.projects(0, 9).await.unwrap().len(), 2);
}

#[tokio::test]
async fn a_newer_schema_is_refused_and_left_alone() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("glane.db");
    SqliteStore::open(&url(&path)).await.unwrap().close().await;
    let mut database = raw(&path).await;
    sqlx::query(
        "INSERT INTO _sqlx_migrations (version, description, success, checksum, execution_time) \
         VALUES (9999, 'later', 1, x'00', 0)",
    )
    .execute(&mut database)
    .await
    .unwrap();
    let refused = SqliteStore::open(&url(&path)).await.unwrap_err();
    assert!(matches!(refused, StoreError::TooNew { found: 9999, known: 10 }), "{refused}");
    let (tables,): (i64,) =
        sqlx::query_as("SELECT count(*) FROM project").fetch_one(&mut database).await.unwrap();
    assert_eq!(tables, 0);
    database.close().await.unwrap();
}

#[tokio::test]
async fn an_edited_migration_is_refused() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("glane.db");
    SqliteStore::open(&url(&path)).await.unwrap().close().await;
    let mut database = raw(&path).await;
    sqlx::query("UPDATE _sqlx_migrations SET checksum = x'00' WHERE version = 1")
        .execute(&mut database)
        .await
        .unwrap();
    let refused = SqliteStore::open(&url(&path)).await.unwrap_err();
    assert!(matches!(refused, StoreError::Open { .. }), "{refused}");
}

/// A database of a version that knew no ties: they are filled in, and who follows learns of what is folded.
#[tokio::test]
async fn an_older_database_is_given_its_ties() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("glane.db");
    let store = SqliteStore::open(&url(&path)).await.unwrap();
    for id in ["1", "2", "3"] {
        let mut record = project(id);
        record.state = ProjectState::Published;
        let place = if id == "3" { "x" } else { "y" };
        record.source.clone_url = format!("https://forge.example/eole/{place}.git");
        store.put_project(&record).await.unwrap();
    }
    let expected = store.kin(&project("2").source.key).await.unwrap();
    assert_eq!(expected.iter().map(|kin| kin.tie).collect::<Vec<_>>(), [Tie::Lead]);
    store.close().await;
    let mut database = raw(&path).await;
    for undone in [
        "DROP TABLE project_address",
        "DROP TABLE project_root",
        "ALTER TABLE project DROP COLUMN lead",
        "DROP TABLE announced_set",
        "DROP TABLE announced",
        "DROP TABLE announced_position",
        "DROP TABLE link",
        "DROP TABLE resource_mark",
        "DROP TABLE resource",
        "DROP TABLE resource_tombstone",
        "DELETE FROM _sqlx_migrations WHERE version >= 6",
    ] {
        sqlx::query(undone).execute(&mut database).await.unwrap();
    }
    database.close().await.unwrap();

    let store = SqliteStore::open(&url(&path)).await.unwrap();
    assert_eq!(store.kin(&project("2").source.key).await.unwrap(), expected);
    let told = store.changes(3, 9).await.unwrap();
    assert!(
        matches!(&told[..], [one] if one.key == project("2").source.key.into() && matches!(one.kind, ChangeKind::Folded(_)))
    );
    let sequence = store.sequence().await.unwrap();
    store.close().await;
    let again = SqliteStore::open(&url(&path)).await.unwrap();
    assert_eq!(again.sequence().await.unwrap(), sequence, "once only");
}

/// A database of a version that knew no marks: they are filled in, and records of one work are shown as one.
#[tokio::test]
async fn an_older_database_is_given_its_marks() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("glane.db");
    let store = SqliteStore::open(&url(&path)).await.unwrap();
    let [first, second] = ["a", "b"].map(|name| entry(name, "https://svt.example.fr/volcans"));
    for (name, record) in [("a", &first), ("b", &second)] {
        store.put_resources_from(&name.parse().unwrap(), std::slice::from_ref(record)).await.unwrap();
    }
    store.close().await;
    let mut database = raw(&path).await;
    for undone in [
        "DROP TABLE resource_mark",
        "DROP TABLE link",
        "DROP INDEX resource_address",
        "ALTER TABLE resource DROP COLUMN address",
        "ALTER TABLE resource DROP COLUMN lost",
        "DROP INDEX resource_lead",
        "ALTER TABLE resource DROP COLUMN lead",
        "ALTER TABLE resource DROP COLUMN says",
        "ALTER TABLE resource DROP COLUMN title",
        "DELETE FROM _sqlx_migrations WHERE version >= 9",
    ] {
        sqlx::query(undone).execute(&mut database).await.unwrap();
    }
    database.close().await.unwrap();

    let sequence = store_sequence(&path).await;
    let store = SqliteStore::open(&url(&path)).await.unwrap();
    assert_eq!(store.stands_for(&second.id()).await.unwrap(), Some(first.id()));
    let told = store.changes(sequence, 9).await.unwrap();
    assert_eq!(told.iter().map(|one| one.kind == ChangeKind::Removed).collect::<Vec<_>>(), [false, true]);
}

async fn store_sequence(path: &std::path::Path) -> u64 {
    let mut database = raw(path).await;
    let (value,): (i64,) =
        sqlx::query_as("SELECT value FROM change_counter").fetch_one(&mut database).await.unwrap();
    u64::try_from(value).unwrap()
}

/// Damage on disk, or a hand in the file: one document must not stop those who read the others.
#[tokio::test]
async fn a_document_that_cannot_be_read_stops_nobody() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("glane.db");
    let store = SqliteStore::open(&url(&path)).await.unwrap();
    for id in ["1", "2", "3", "4"] {
        store.put_project(&project(id)).await.unwrap();
    }
    let mut database = raw(&path).await;
    sqlx::query("UPDATE project SET document = '{garbage' WHERE id IN ('2', '3')")
        .execute(&mut database)
        .await
        .unwrap();
    let ids = |page: Vec<ProjectRecord>| page.into_iter().map(|one| one.source.key.id).collect::<Vec<_>>();
    assert_eq!(ids(store.projects(0, 9).await.unwrap()), ["1", "4"]);
    assert_eq!(ids(store.projects(1, 1).await.unwrap()), ["4"], "an empty page would mean the end");
    let changes = store.changes(0, 9).await.unwrap();
    let removed: Vec<_> = changes.iter().map(|change| change.kind == ChangeKind::Removed).collect();
    assert_eq!(removed, [false, true, true, false]);
    assert_eq!(changes[3].sequence, 4);
    let told = store.unreadable().await.unwrap();
    assert!(told.len() == 2 && told[0].contains("mim:2") && told[1].contains("mim:3"), "{told:?}");
    let error = store.project(&project("2").source.key).await.unwrap_err();
    assert!(matches!(error, StoreError::Document { .. }), "{error}");
    store.put_project(&project("2")).await.unwrap();
    assert_eq!(store.unreadable().await.unwrap().len(), 1, "writing the record anew mends it");
}

#[tokio::test]
async fn a_resource_that_cannot_be_read_stops_nobody() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("glane.db");
    let store = SqliteStore::open(&url(&path)).await.unwrap();
    let home = ProjectRecord { state: ProjectState::Published, ..project("1") };
    store.put_project(&home).await.unwrap();
    let parts = ["a", "b", "c"].map(|path| part(&home, path));
    store.put_resources_of(&home.source.key, &parts).await.unwrap();
    let mut database = raw(&path).await;
    sqlx::query("UPDATE resource SET document = '{garbage' WHERE id = ?1")
        .bind(parts[1].id())
        .execute(&mut database)
        .await
        .unwrap();
    let ids = |page: Vec<ResourceRecord>| page.into_iter().map(|one| one.id()).collect::<Vec<_>>();
    assert_eq!(ids(store.resources(0, 9).await.unwrap()), [parts[0].id(), parts[2].id()]);
    assert_eq!(
        ids(store.resources(1, 1).await.unwrap()),
        [parts[2].id()],
        "an empty page would mean the end"
    );
    let removed: Vec<_> =
        store.changes(1, 9).await.unwrap().iter().map(|one| one.kind == ChangeKind::Removed).collect();
    assert_eq!(removed, [false, true, false]);
    let told = store.unreadable().await.unwrap();
    assert!(told.len() == 1 && told[0].contains(&parts[1].id()), "{told:?}");
    let error = store.resource(&parts[1].id()).await.unwrap_err();
    assert!(matches!(error, StoreError::Document { .. }), "{error}");
    let changed = ResourceRecord { reason: "path".to_owned(), ..parts[1].clone() };
    store.put_resources_of(&home.source.key, &[parts[0].clone(), changed]).await.unwrap();
    assert_eq!(store.unreadable().await.unwrap(), Vec::<String>::new(), "writing another over it mends it");
}

#[tokio::test]
async fn every_commit_is_synced_through_the_write_ahead_log() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("glane.db");
    let store = SqliteStore::open(&url(&path)).await.unwrap();
    store.put_project(&project("1")).await.unwrap();
    assert!(folder.path().join("glane.db-wal").exists());
    // A reader in the middle of a long read neither waits nor makes the writer wait.
    let mut reader = raw(&path).await;
    let mut reading = reader.begin().await.unwrap();
    let count = "SELECT count(*) FROM project";
    let (before,): (i64,) = sqlx::query_as(count).fetch_one(&mut *reading).await.unwrap();
    store.put_project(&project("2")).await.unwrap();
    let (after,): (i64,) = sqlx::query_as(count).fetch_one(&mut *reading).await.unwrap();
    assert_eq!((before, after), (1, 1));
    assert_eq!(store.projects(0, 9).await.unwrap().len(), 2);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_new_file_may_be_opened_by_several_at_once() {
    let folder = tempfile::tempdir().unwrap();
    let address = url(&folder.path().join("glane.db"));
    let mut openers = tokio::task::JoinSet::new();
    for id in 0..6 {
        let address = address.clone();
        openers.spawn(async move {
            let store = open(&address).await.unwrap();
            store.put_project(&project(&id.to_string())).await.unwrap();
        });
    }
    openers.join_all().await;
    assert_eq!(open(&address).await.unwrap().sequence().await.unwrap(), 6);
}

#[tokio::test]
async fn what_cannot_be_opened_says_why() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("a-file");
    std::fs::write(&file, "not a database, and long enough to have a header of its own: ".repeat(20))
        .unwrap();
    let inside = file.join("glane.db");
    for (address, expected) in [
        (url(&inside), file.display().to_string()),
        (url(&file), "file is not a database".to_owned()),
        (url(folder.path()), "check that it is a SQLite database".to_owned()),
        ("sqlite:".to_owned(), "the path is missing".to_owned()),
        ("sqlite:glane.db?mode=rwc".to_owned(), "parameters are not supported".to_owned()),
        ("postgres://glane:hunter2@db/glane".to_owned(), "PostgreSQL is not in this version".to_owned()),
        ("mysql://glane:hunter2@db/glane".to_owned(), "not known".to_owned()),
        ("glane.db".to_owned(), "write it sqlite:PATH".to_owned()),
    ] {
        let message = open(&address).await.err().expect(&address).to_string();
        assert!(message.contains(&expected), "{address}: {message}");
        assert!(!message.contains("hunter2"), "{message}");
    }
}

const KILLED_STORE: &str = "GLANE_TEST_KILLED_STORE";

/// The child of the test below: writes until it is killed, and says what was acknowledged.
#[tokio::test]
#[expect(clippy::disallowed_methods, reason = "the parent test names the store to its child this way")]
async fn child_that_writes_until_killed() {
    let Ok(address) = std::env::var(KILLED_STORE) else { return };
    let store = open(&address).await.unwrap();
    for _ in 0..100_000 {
        let id = format!("{}", store.sequence().await.unwrap());
        let record = store.put_project(&project(&id)).await.unwrap();
        let parts = ["a", "b", "c"].map(|path| part(&record, path));
        store.put_resources_of(&record.source.key, &parts).await.unwrap();
        println!("\nacknowledged {id}");
    }
}

#[tokio::test]
async fn what_was_acknowledged_survives_a_kill() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("glane.db");
    let mut acknowledged = Vec::new();
    for round in 1..=5 {
        acknowledged.extend(ids_written_until_killed(&path, 7 * round));
        let store: Arc<dyn Store> = open(&url(&path)).await.unwrap();
        for id in &acknowledged {
            let key = project(id).source.key;
            assert_eq!(store.resources_of(&key, 0, 9).await.unwrap().len(), 3, "{id} was lost");
        }
        let stored = store.projects(0, u32::MAX).await.unwrap();
        let mut parts = 0;
        for record in &stored {
            let of = store.resources_of(&record.source.key, 0, 9).await.unwrap().len() as u64;
            assert!(of == 0 || of == 3, "all parts, or none");
            parts += of;
        }
        let all = stored.len() as u64 + parts;
        assert_eq!(store.sequence().await.unwrap(), all, "a record and its number, or neither");
    }
    let (verdict,): (String,) =
        sqlx::query_as("PRAGMA integrity_check").fetch_one(&mut raw(&path).await).await.unwrap();
    assert_eq!(verdict, "ok");
    assert!(acknowledged.len() >= 7 * 15);
}

/// Starts the child, kills it in the middle of its work after `count` records, returns what it acknowledged.
fn ids_written_until_killed(path: &Path, count: usize) -> Vec<String> {
    let mut child = Command::new(std::env::current_exe().unwrap())
        .args(["--exact", "child_that_writes_until_killed", "--nocapture"])
        .env(KILLED_STORE, url(path))
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    let lines = BufReader::new(child.stdout.take().unwrap()).lines();
    let mut ids = Vec::new();
    for line in lines {
        ids.extend(line.unwrap().strip_prefix("acknowledged ").map(str::to_owned));
        if ids.len() == count {
            child.kill().unwrap();
        }
    }
    child.wait().unwrap();
    ids
}

#[tokio::test]
async fn a_copy_is_whole_and_replaces_nothing() {
    let folder = tempfile::tempdir().unwrap();
    let url = format!("sqlite:{}", folder.path().join("glane.db").display());
    let store = SqliteStore::open(&url).await.unwrap();
    contract::copied(&store, &folder.path().join("copy.db")).await;
    store.close().await;
}
