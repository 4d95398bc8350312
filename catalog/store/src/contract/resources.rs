//! Resources: parts that are replaced as a whole, records that come and go, and who follows both.

use glane_catalog::model::{
    Attachment, ChangeKind, Claim, Decision, DecisionKind, Field, Fields, Finding, Grain, Home, MirrorRecord,
    PlacedResource, ProjectRecord, ProjectState, ResourceKey, ResourceRecord, ResourceVersion, Severity,
    Source, SourceId, Subject,
};
use jiff::Timestamp;

use super::sample::{HOSTILE, at, full, id, key, project};
use crate::{Store, StoreError, Written};

/// A part of a project of the forge `mim`.
pub(super) fn part(project: &str, path: &str, title: &str) -> ResourceRecord {
    resource(ResourceKey::Part { project: key(project), path: path.to_owned() }, title)
}

pub(super) fn entry(name: &str, id: &str, title: &str) -> ResourceRecord {
    resource(ResourceKey::Record { source: source(name), id: id.to_owned() }, title)
}

pub(super) fn source(name: &str) -> SourceId {
    SourceId::new(name).unwrap()
}

fn resource(key: ResourceKey, title: &str) -> ResourceRecord {
    let mut fields = Fields::new();
    fields.add(Field::Name, Claim::new(title.to_owned(), Source::history("title"), 1.0));
    ResourceRecord {
        reason: "notebook".to_owned(),
        format: Some("notebook".to_owned()),
        fields,
        found_at: at(0),
        gathered_at: at(0),
        ..ResourceRecord::new(key)
    }
}

fn later(record: &ResourceRecord, second: i64) -> ResourceRecord {
    ResourceRecord { found_at: at(second), gathered_at: at(second), ..record.clone() }
}

pub(super) async fn shown_project(store: &dyn Store, id: &str) -> ProjectRecord {
    let state = ProjectState::Published;
    store.put_project(&ProjectRecord { state, ..project(id, &format!("eole/{id}")) }).await.unwrap()
}

fn written(created: u64, changed: u64, unchanged: u64, removed: u64) -> Written {
    Written { created, changed, unchanged, removed }
}

fn title(record: &ResourceRecord) -> &str {
    record.fields.value(Field::Name).unwrap()
}

/// Titles of what a search that has followed every change shows, in their order.
pub(super) async fn searched(store: &dyn Store) -> Vec<String> {
    let mut titles = Vec::new();
    for change in store.changes(0, 1000).await.unwrap() {
        if let ChangeKind::PutResource(placed) = change.kind {
            titles.push(title(&placed.record).to_owned());
        }
    }
    titles.sort();
    titles
}

pub(super) async fn parts_are_replaced_as_a_whole(store: &dyn Store) {
    shown_project(store, "1").await;
    let (a, b, c) = (part("1", "a", "Un"), part("1", "b", "Deux"), part("1", "c", "Trois"));
    let first = [a.clone(), b.clone()];
    assert_eq!(store.put_resources_of(&key("1"), &first).await.unwrap(), written(2, 0, 0, 0));
    let stored = store.resource(&a.id()).await.unwrap().unwrap();
    assert!(stored.number > 0);
    assert_eq!(stored, ResourceRecord { number: stored.number, ..a.clone() });
    assert_eq!(store.sequence().await.unwrap(), 3);

    let again = [later(&b, 60), later(&a, 60), later(&a, 60)];
    assert_eq!(store.put_resources_of(&key("1"), &again).await.unwrap(), written(0, 0, 2, 0));
    assert_eq!(store.sequence().await.unwrap(), 3, "to be gathered again is no change");
    let seen = store.resource(&a.id()).await.unwrap().unwrap();
    assert_eq!(seen, ResourceRecord { gathered_at: at(60), ..stored.clone() });

    let third = [later(&part("1", "b", "Deux bis"), 90), c.clone(), later(&a, 30)];
    assert_eq!(store.put_resources_of(&key("1"), &third).await.unwrap(), written(1, 1, 1, 0));
    let changed = store.resource(&b.id()).await.unwrap().unwrap();
    assert_eq!((changed.found_at, changed.gathered_at), (at(0), at(90)));
    assert_eq!(store.resources_of(&key("1"), 0, 9).await.unwrap().len(), 3);
    assert_eq!(store.resources_of(&key("1"), stored.number, 1).await.unwrap(), [changed]);
    assert_eq!(store.resources_of(&key("2"), 0, 9).await.unwrap(), []);

    let before = store.sequence().await.unwrap();
    assert_eq!(store.put_resources_of(&key("1"), &third[..2]).await.unwrap(), written(0, 0, 2, 1));
    let told = store.changes(before, 9).await.unwrap();
    assert!(
        matches!(&told[..], [gone] if id(gone) == a.id() && gone.kind == ChangeKind::Removed),
        "{told:?}"
    );
    assert_eq!(store.resource(&a.id()).await.unwrap(), None);
    assert_eq!(store.former_home(&a.id()).await.unwrap(), Some(key("1")));
    assert_eq!(store.former_home(&b.id()).await.unwrap(), None, "it is there");
    store.put_resources_of(&key("1"), &[later(&a, 120)]).await.unwrap();
    let back = store.resource(&a.id()).await.unwrap().unwrap();
    assert!(back.number > stored.number && back.found_at == at(120), "a number is never given again");
    assert_eq!(searched(store).await, ["Un"]);
    assert_eq!(store.changes(0, 9).await.unwrap().len(), 4, "one change for each record, gone or not");
    assert_eq!(store.put_resources_of(&key("never"), &[]).await.unwrap(), Written::default());
}

pub(super) async fn a_hostile_document_comes_back_whole(store: &dyn Store) {
    shown_project(store, "1").await;
    let mut record = part("1", HOSTILE, HOSTILE);
    record.grain = Grain::Folder;
    record.reason = HOSTILE.to_owned();
    record.format = Some(HOSTILE.to_owned());
    record.commit = Some("0123456789abcdef0123456789abcdef01234567".to_owned());
    record.licence.expression = Some("CC-BY-SA-4.0".to_owned());
    record.attachments = vec![Attachment {
        place: HOSTILE.to_owned(),
        media: Some("application/pdf".to_owned()),
        bytes: Some(u64::MAX),
        sha256: Some("ab".repeat(32)),
        licence: Some(HOSTILE.to_owned()),
        author: Some(HOSTILE.to_owned()),
    }];
    let tag = Some(HOSTILE.to_owned());
    record.versions = vec![ResourceVersion { commit: "00".repeat(20), at: Timestamp::MIN, tag }];
    record.text = Some(HOSTILE.repeat(300));
    record.findings = vec![Finding::new(Severity::Info, "code", HOSTILE, HOSTILE)];
    record.gathered_at = Timestamp::from_nanosecond(1_790_000_000_123_456_789).unwrap();
    store.put_resources_of(&key("1"), std::slice::from_ref(&record)).await.unwrap();
    let stored = store.resource(&record.id()).await.unwrap().unwrap();
    assert_eq!(stored, ResourceRecord { number: stored.number, ..record });
    assert_eq!(store.resources(0, 9).await.unwrap(), std::slice::from_ref(&stored));
    let home =
        Home { project: key("1"), path: "eole/1".to_owned(), title: "Site".to_owned(), archived: false };
    let told = store.changes(1, 9).await.unwrap();
    let placed = PlacedResource { record: stored, home: Some(home) };
    assert!(matches!(&told[..], [one] if one.kind == ChangeKind::PutResource(Box::new(placed))), "{told:?}");
    assert_eq!(store.unreadable().await.unwrap(), Vec::<String>::new());
    for nothing in ["", "%", "' OR '1'='1"] {
        assert_eq!(store.resource(nothing).await.unwrap(), None);
    }
}

pub(super) async fn nothing_is_written_of_what_is_refused(store: &dyn Store) {
    shown_project(store, "1").await;
    let good = part("1", "a", "Un");
    let mut nan = part("1", "b", "Deux");
    nan.licence.claims = vec![Claim { confidence: f32::NAN, ..claim() }];
    let refused = store.put_resources_of(&key("1"), &[good.clone(), nan.clone()]).await.unwrap_err();
    assert!(matches!(&refused, StoreError::Document { what, .. } if what.contains(&nan.id())), "{refused}");
    let strays = [part("2", "a", "x"), entry("oersi", "1", "x")];
    for stray in strays {
        let refused = store.put_resources_of(&key("1"), &[good.clone(), stray]).await.unwrap_err();
        assert!(matches!(&refused, StoreError::Misplaced { place, .. } if place == "mim:1"), "{refused}");
    }
    let refused = store.put_resources_from(&source("other"), &[entry("oersi", "1", "x")]).await.unwrap_err();
    assert!(matches!(&refused, StoreError::Misplaced { .. }), "{refused}");
    assert_eq!(store.resources(0, 9).await.unwrap(), []);
    assert_eq!(store.sequence().await.unwrap(), 1);
}

fn claim() -> Claim {
    Claim::new("MIT".to_owned(), Source::history("x"), 1.0)
}

pub(super) async fn they_are_shown_with_their_project_only(store: &dyn Store) {
    let parts = [part("1", "a", "Un"), part("1", "b", "Deux")];
    let hidden = store.put_project(&project("1", "eole/1")).await.unwrap();
    store.put_resources_of(&key("1"), &parts).await.unwrap();
    assert_eq!(searched(store).await, [""; 0], "not before the project is");
    let held = ProjectRecord { state: ProjectState::Held, published_at: Some(at(1)), ..hidden.clone() };
    for (state, shown) in [
        (ProjectRecord { state: ProjectState::Published, ..hidden.clone() }, true),
        (held.clone(), true),
        (ProjectRecord { published_at: None, ..held }, false),
        (ProjectRecord { state: ProjectState::Failed, published_at: Some(at(1)), ..hidden.clone() }, true),
        (
            ProjectRecord { state: ProjectState::Withdrawn, published_at: Some(at(1)), ..hidden.clone() },
            false,
        ),
        (ProjectRecord { state: ProjectState::Published, ..hidden.clone() }, true),
    ] {
        store.put_project(&state).await.unwrap();
        assert_eq!(searched(store).await.len(), if shown { 2 } else { 0 }, "{:?}", state.state);
    }
    let before = store.sequence().await.unwrap();
    let mut renamed = store.project(&key("1")).await.unwrap().unwrap();
    renamed.collected_at = Some(at(9));
    store.put_project(&renamed).await.unwrap();
    assert_eq!(store.sequence().await.unwrap(), before + 1, "what they do not show does not move them");
    renamed.source.path = "drane/1".to_owned();
    store.put_project(&renamed).await.unwrap();
    assert_eq!(store.sequence().await.unwrap(), before + 4, "one number for each");
    let told = store.changes(before + 2, 9).await.unwrap();
    let paths: Vec<_> = told.iter().map(|change| path_of(&change.kind)).collect();
    assert_eq!(paths, [Some("drane/1"), Some("drane/1")]);

    store.remove_project(&key("1")).await.unwrap();
    assert_eq!(store.resources(0, 9).await.unwrap(), []);
    assert_eq!(store.former_home(&parts[0].id()).await.unwrap(), None, "it went with its project");
    let told = store.changes(0, 9).await.unwrap();
    assert_eq!(told.iter().map(|change| &change.kind).collect::<Vec<_>>(), [&ChangeKind::Removed; 3]);
    store.put_project(&renamed).await.unwrap();
    assert_eq!(store.put_resources_of(&key("1"), &parts).await.unwrap(), written(2, 0, 0, 0));
    assert_eq!(store.changes(0, 9).await.unwrap().len(), 3, "a tombstone ends when its key returns");
}

fn path_of(kind: &ChangeKind) -> Option<&str> {
    match kind {
        ChangeKind::PutResource(placed) => placed.home.as_ref().map(|home| home.path.as_str()),
        _ => None,
    }
}

pub(super) async fn those_of_a_folded_project_are_folded(store: &dyn Store) {
    shown_project(store, "hub").await;
    store.put_resources_of(&key("hub"), &[part("hub", "a", "Copie")]).await.unwrap();
    assert_eq!(searched(store).await, ["Copie"]);
    let mut standing = project("source", "dsi/x");
    standing.state = ProjectState::Published;
    let copy = full("sample", "sample", "").mirrors.remove(0);
    standing.mirrors = vec![MirrorRecord { url: Some("https://forge.example/eole/hub".to_owned()), ..copy }];
    let standing = store.put_project(&standing).await.unwrap();
    store.put_resources_of(&key("source"), &[part("source", "a", "Source")]).await.unwrap();
    assert_eq!(searched(store).await, ["Source"], "not twice in the search");
    store.put_project(&ProjectRecord { state: ProjectState::Withdrawn, ..standing.clone() }).await.unwrap();
    assert_eq!(searched(store).await, ["Copie"]);
    store.put_project(&standing).await.unwrap();
    assert_eq!(searched(store).await, ["Source"]);
    store.remove_project(&key("source")).await.unwrap();
    assert_eq!(searched(store).await, ["Copie"]);
}

pub(super) async fn one_is_replaced_only_while_it_is_the_stored_one(store: &dyn Store) {
    shown_project(store, "1").await;
    let (seen, other) = (part("1", "a", "Un"), part("1", "a", "Deux"));
    assert!(!store.replace_resource(&seen, &other).await.unwrap(), "there is none yet");
    store.put_resources_of(&key("1"), std::slice::from_ref(&seen)).await.unwrap();
    let sequence = store.sequence().await.unwrap();
    assert!(store.replace_resource(&later(&seen, 5), &seen).await.unwrap());
    assert_eq!(store.sequence().await.unwrap(), sequence, "equal is no change");
    assert!(store.replace_resource(&seen, &later(&other, 7)).await.unwrap());
    assert_eq!(store.sequence().await.unwrap(), sequence + 1);
    assert_eq!(searched(store).await, ["Deux"]);
    assert_eq!(store.resource(&seen.id()).await.unwrap().unwrap().found_at, at(0));
    assert!(!store.replace_resource(&seen, &other).await.unwrap(), "somebody wrote meanwhile");
    let refused = store.replace_resource(&other, &part("1", "b", "x")).await.unwrap_err();
    assert!(matches!(refused, StoreError::Misplaced { .. }), "{refused}");
}

pub(super) async fn records_of_another_catalogue_come_and_go(store: &dyn Store) {
    let (oersi, other) = (source("oersi"), source("edubase"));
    let [a, b] = [entry("oersi", "oai:x:1", "Un"), entry("oersi", "oai:x:2", "Deux")];
    let twin = entry("edubase", "oai:x:1", "Ailleurs");
    assert_eq!(
        store.put_resources_from(&oersi, std::slice::from_ref(&a)).await.unwrap(),
        written(1, 0, 0, 0)
    );
    let batch = [later(&a, 5), b.clone(), b.clone()];
    assert_eq!(store.put_resources_from(&oersi, &batch).await.unwrap(), written(1, 0, 1, 0));
    store.put_resources_from(&other, std::slice::from_ref(&twin)).await.unwrap();
    assert_eq!(searched(store).await, ["Ailleurs", "Deux", "Un"]);
    assert_eq!(store.resource_ids(&oersi).await.unwrap(), [a.id(), b.id()].into());

    let ids = [a.id(), twin.id(), "0".repeat(24)];
    assert_eq!(store.remove_resources(&oersi, &ids).await.unwrap(), 1, "only what is that catalogue's");
    assert_eq!(searched(store).await, ["Ailleurs", "Deux"]);
    assert_eq!(store.put_resources_from(&oersi, &[]).await.unwrap(), Written::default());
    assert_eq!(store.resource_ids(&oersi).await.unwrap(), [b.id()].into(), "a batch removes nothing");
    let gone = store.changes(3, 9).await.unwrap();
    assert!(matches!(&gone[..], [one] if id(one) == a.id() && one.kind == ChangeKind::Removed), "{gone:?}");
}

pub(super) async fn what_was_withdrawn_is_not_written(store: &dyn Store) {
    shown_project(store, "1").await;
    let parts = [part("1", "eleves/liste.csv", "Liste"), part("1", "cours", "Cours")];
    store.put_resources_of(&key("1"), &parts).await.unwrap();
    let decide = async |kind, subject: Subject| {
        let decision = Decision {
            number: 0,
            kind,
            project: Some(key("1")),
            subject: subject.written(),
            by: "x".to_owned(),
            reason: "y".to_owned(),
            at: at(0),
        };
        store.add_decision(&decision).await.unwrap();
    };
    decide(DecisionKind::Withdraw, Subject::Path("eleves".to_owned())).await;
    assert_eq!(store.put_resources_of(&key("1"), &parts).await.unwrap(), written(0, 0, 1, 1));
    assert_eq!(searched(store).await, ["Cours"]);
    decide(DecisionKind::Withdraw, Subject::Project).await;
    assert_eq!(store.put_resources_of(&key("1"), &parts).await.unwrap(), written(0, 0, 0, 1));
    decide(DecisionKind::Lift, Subject::Project).await;
    assert_eq!(store.put_resources_of(&key("1"), &parts).await.unwrap(), written(2, 0, 0, 0));
}
