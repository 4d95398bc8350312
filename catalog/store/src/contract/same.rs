//! Records of one work: which is shown, who comes back, and what those who follow and harvest are told.

use std::collections::BTreeSet;

use glane_catalog::model::{ChangeKind, Claim, Field, ProjectRecord, ProjectState, ResourceRecord, Source};

use super::resources::{entry, part, searched, shown_project, source};
use super::sample::{at, id, key};
use crate::{Announcement, Store};

const PLACE: &str = "https://svt.example.fr/volcans?id=7";

pub(super) fn saying(mut record: ResourceRecord, claims: &[(Field, &str)]) -> ResourceRecord {
    for (field, value) in claims {
        record.fields.add(*field, Claim::new((*value).to_owned(), Source::record("x", None), 1.0));
    }
    record
}

/// A record of a catalogue that is one of a few, with an address.
pub(super) fn placed(name: &str, id: &str, title: &str, address: &str) -> ResourceRecord {
    saying(entry(name, id, title), &[(Field::Website, address)])
}

pub(super) async fn gather(store: &dyn Store, name: &str, records: &[ResourceRecord]) {
    store.put_resources_from(&source(name), records).await.unwrap();
}

/// What those who follow learn of after a number: ids, and whether each is shown.
pub(super) async fn told(store: &dyn Store, after: u64) -> Vec<(String, bool)> {
    let changes = store.changes(after, 99).await.unwrap();
    changes.iter().map(|one| (id(one).to_owned(), matches!(one.kind, ChangeKind::PutResource(_)))).collect()
}

async fn also(store: &dyn Store, record: &ResourceRecord) -> Vec<String> {
    store.described_also(&record.id()).await.unwrap().iter().map(ResourceRecord::id).collect()
}

pub(super) async fn several_records_of_one_work_are_shown_as_one(store: &dyn Store) {
    let first = placed("a", "1", "Volcans", PLACE);
    let second = placed("b", "1", "Les volcans", "http://svt.example.fr/volcans/?id=7&utm_source=x");
    let full = saying(placed("c", "1", "Volcans !", PLACE), &[(Field::Level, "4e"), (Field::Subject, "SVT")]);
    gather(store, "a", &[first.clone(), placed("a", "2", "Séismes", "https://svt.example.fr/volcans?id=8")])
        .await;
    gather(store, "b", std::slice::from_ref(&second)).await;
    assert_eq!(searched(store).await, ["Séismes", "Volcans"], "of two that say as much, the older");
    assert_eq!(store.stands_for(&second.id()).await.unwrap(), Some(first.id()));
    assert_eq!(also(store, &first).await, [second.id()]);

    let before = store.sequence().await.unwrap();
    gather(store, "c", std::slice::from_ref(&full)).await;
    assert_eq!(searched(store).await, ["Séismes", "Volcans !"], "then the one that says most");
    let moved: BTreeSet<_> = told(store, before).await.into_iter().collect();
    assert_eq!(
        moved,
        BTreeSet::from([(first.id(), false), (second.id(), false), (full.id(), true)]),
        "each that is folded, or stands for others, takes a number"
    );
    assert_eq!(also(store, &full).await, [first.id(), second.id()]);
    assert_eq!(store.stands_for(&full.id()).await.unwrap(), None);
    assert_eq!(store.stands_for("0").await.unwrap(), None);
    assert_eq!(
        store.resource(&second.id()).await.unwrap().unwrap().fields,
        second.fields,
        "none is merged away"
    );

    let sequence = store.sequence().await.unwrap();
    gather(store, "c", std::slice::from_ref(&full)).await;
    assert_eq!(store.sequence().await.unwrap(), sequence, "an equal write changes nothing");
    store.remove_resources(&source("c"), &[full.id()]).await.unwrap();
    assert_eq!(searched(store).await, ["Séismes", "Volcans"]);
    let elsewhere = placed("a", "1", "Volcans", "https://svt.example.fr/ailleurs");
    gather(store, "a", &[elsewhere]).await;
    assert_eq!(searched(store).await, ["Les volcans", "Séismes", "Volcans"]);
    assert_eq!(store.stands_for(&second.id()).await.unwrap(), None);
}

pub(super) async fn a_part_of_a_project_stands_first_while_it_is_shown(store: &dyn Store) {
    let rich = saying(
        placed("a", "1", "L’aire", "https://forge.example/eole/1/-/blob/main/cours/aire.md?plain=1"),
        &[(Field::Level, "6e"), (Field::Subject, "SVT"), (Field::Summary, "x"), (Field::Author, "Ada")],
    );
    gather(store, "a", std::slice::from_ref(&rich)).await;
    let shown = shown_project(store, "1").await;
    let parts = [part("1", "cours/aire.md", "Aire"), part("1", "cours/debit.md", "Débit")];
    store.put_resources_of(&key("1"), &parts).await.unwrap();
    assert_eq!(searched(store).await, ["Aire", "Débit"], "by where it lies at its forge");
    assert_eq!(also(store, &parts[0]).await, [rich.id()]);
    let told = Announcement { id: rich.id(), sequence: 1, sets: Some(BTreeSet::new()) };
    assert!(store.announce(0, store.sequence().await.unwrap(), at(1), &[told]).await.unwrap());
    assert_eq!(store.announced_one(&rich.id()).await.unwrap().unwrap().record, None, "told as gone");

    let hidden = ProjectRecord { state: ProjectState::Withdrawn, ..shown.clone() };
    store.put_project(&hidden).await.unwrap();
    assert_eq!(searched(store).await, ["L’aire"], "nothing stands behind what is not shown");
    assert!(store.announced_one(&rich.id()).await.unwrap().unwrap().record.is_some());
    assert_eq!(also(store, &parts[0]).await, [""; 0]);
    store.put_project(&shown).await.unwrap();
    assert_eq!(searched(store).await, ["Aire", "Débit"]);
    let mut moved = shown.clone();
    moved.source.clone_url = "https://forge.example/drane/1.git".to_owned();
    store.put_project(&moved).await.unwrap();
    assert_eq!(searched(store).await, ["Aire", "Débit", "L’aire"], "it lies elsewhere now");
    store.put_project(&shown).await.unwrap();
    store.put_resources_of(&key("1"), &parts[1..]).await.unwrap();
    assert_eq!(searched(store).await, ["Débit", "L’aire"]);
    store.put_resources_of(&key("1"), &parts).await.unwrap();
    let before = store.sequence().await.unwrap();
    store.remove_project(&key("1")).await.unwrap();
    assert_eq!(searched(store).await, ["L’aire"]);
    assert_eq!(told_of(store, before, &rich).await, 1, "who follows learns of it");
}

pub(super) async fn what_many_share_ties_nothing(store: &dyn Store) {
    let chapters = [placed("a", "1", "Le livre, 1", PLACE), placed("a", "2", "Le livre, 2", PLACE)];
    gather(store, "a", &chapters[..1]).await;
    gather(store, "b", &[placed("b", "1", "Le livre", PLACE)]).await;
    assert_eq!(searched(store).await, ["Le livre, 1"]);
    gather(store, "a", &chapters[1..]).await;
    assert_eq!(searched(store).await, ["Le livre", "Le livre, 1", "Le livre, 2"]);
    store.remove_resources(&source("a"), &[chapters[0].id()]).await.unwrap();
    assert_eq!(searched(store).await, ["Le livre"]);
    store.remove_resources(&source("a"), &[chapters[1].id()]).await.unwrap();

    // One address for all: the work for each must not grow with their number.
    let name = |number: usize| format!("s{number}");
    let one = |number| placed(&name(number), "1", &format!("Le livre {number}"), PLACE);
    for number in 1..=63 {
        gather(store, &name(number), &[one(number)]).await;
    }
    assert_eq!(searched(store).await, ["Le livre"]);
    for number in 64..=99 {
        gather(store, &name(number), &[one(number)]).await;
        let shown = searched(store).await.len();
        assert_eq!(shown, number + 1, "so many are no one work");
    }
    let before = store.sequence().await.unwrap();
    gather(store, "s100", &[one(100)]).await;
    assert_eq!(store.sequence().await.unwrap(), before + 1);
    for number in 64..=100 {
        store.remove_resources(&source(&name(number)), &[one(number).id()]).await.unwrap();
    }
    assert_eq!(searched(store).await, ["Le livre"]);
}

pub(super) async fn those_tied_through_a_third_come_apart_with_it(store: &dyn Store) {
    let doi = (Field::Identifier, "10.5281/zenodo.9");
    let [one, other] = [placed("a", "1", "Volcans", PLACE), saying(entry("b", "1", "Vulkane"), &[doi])];
    gather(store, "a", std::slice::from_ref(&one)).await;
    gather(store, "b", std::slice::from_ref(&other)).await;
    assert_eq!(searched(store).await, ["Volcans", "Vulkane"]);
    let third = |title| saying(entry("c", "1", title), &[doi, (Field::Website, PLACE)]);
    let [between, foreign] = [third("Les volcans"), third("Séismes")];
    gather(store, "c", std::slice::from_ref(&between)).await;
    assert_eq!(searched(store).await, ["Volcans"]);
    assert_eq!(also(store, &one).await, [between.id(), other.id()]);
    assert!(store.replace_resource(&between, &foreign).await.unwrap());
    assert_eq!(
        searched(store).await,
        ["Séismes", "Volcans"],
        "one address does not make two titles one work"
    );
    assert_eq!(also(store, &foreign).await, [other.id()], "an identifier does");
    let parted = saying(entry("c", "1", "Les volcans"), &[doi]);
    assert!(store.replace_resource(&foreign, &parted).await.unwrap());
    assert_eq!(searched(store).await, ["Volcans", "Vulkane"]);
    assert!(store.replace_resource(&parted, &between).await.unwrap());
    store.remove_resources(&source("c"), &[between.id()]).await.unwrap();
    assert_eq!(searched(store).await, ["Volcans", "Vulkane"]);
}

pub(super) async fn two_groups_that_become_too_many_come_apart(store: &dyn Store) {
    let doi = |name: &str, at: usize| format!("10.5281/{name}.{at}");
    // A chain: each has an identifier in common with the next.
    let chain = |name: &str| -> Vec<ResourceRecord> {
        let one = |at: usize| {
            let own = [doi(name, at), doi(name, at + 1)];
            let claims = own.each_ref().map(|text| (Field::Identifier, text.as_str()));
            saying(entry(name, &at.to_string(), "Un"), &claims)
        };
        (0..40).map(one).collect()
    };
    gather(store, "a", &chain("a")).await;
    gather(store, "b", &chain("b")).await;
    assert_eq!(searched(store).await.len(), 2);
    let ends = [doi("a", 40), doi("b", 40)];
    let between =
        saying(entry("c", "1", "Un"), &ends.each_ref().map(|text| (Field::Identifier, text.as_str())));
    gather(store, "c", std::slice::from_ref(&between)).await;
    assert_eq!(searched(store).await.len(), 81, "each of them, however far from what tied them");
    store.remove_resources(&source("c"), &[between.id()]).await.unwrap();
    assert_eq!(searched(store).await.len(), 2);
}

pub(super) async fn the_others_add_what_is_lacking(store: &dyn Store) {
    let first = saying(placed("a", "1", "Volcans", PLACE), &[(Field::Level, "4e"), (Field::Language, "fr")]);
    let other = |subject| saying(placed("b", "1", "Volcans", PLACE), &[(Field::Subject, subject)]);
    gather(store, "a", std::slice::from_ref(&first)).await;
    gather(store, "b", &[other("SVT")]).await;
    let subject = async |after| {
        let changes = store.changes(after, 9).await.unwrap();
        changes.into_iter().find_map(|change| match change.kind {
            ChangeKind::PutResource(placed) => placed.record.fields.value(Field::Subject).map(str::to_owned),
            _ => None,
        })
    };
    assert_eq!(subject(0).await.as_deref(), Some("SVT"));
    let before = store.sequence().await.unwrap();
    gather(store, "b", &[other("géographie")]).await;
    assert_eq!(subject(before).await.as_deref(), Some("géographie"), "what another says is a change of it");
    let told = Announcement { id: first.id(), sequence: 1, sets: Some(BTreeSet::new()) };
    assert!(store.announce(0, before, at(1), &[told]).await.unwrap());
    let given = store.announced_one(&first.id()).await.unwrap().unwrap().record.unwrap();
    assert_eq!(given.fields.value(Field::Subject), Some("géographie"));
    assert_eq!(store.announced(&crate::Span::default(), 0, 9).await.unwrap()[0].record, Some(given));
    let before = store.sequence().await.unwrap();
    store.remove_resources(&source("b"), &[other("").id()]).await.unwrap();
    assert_eq!(told_of(store, before, &first).await, 1, "nor does it say any more what is gone");
    assert_eq!(subject(0).await, None);
}

async fn told_of(store: &dyn Store, after: u64, record: &ResourceRecord) -> usize {
    told(store, after).await.iter().filter(|(id, _)| *id == record.id()).count()
}
