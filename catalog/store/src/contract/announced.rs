//! Announcements: a place for ever, instants that only grow, and what is gone told as gone.

use std::collections::BTreeSet;

use glane_catalog::model::{Change, ChangeKind, ProjectRecord, ProjectState, RecordKey};

use super::resources::{part, shown_project};
use super::sample::{at, key};
use crate::{Announced, Announcement, Span, Store};

/// Announces all that is new, at a second, in the sets that are given.
async fn tell(store: &dyn Store, second: i64, sets: &[&str]) {
    let after = store.announced_up_to().await.unwrap();
    let changes = store.changes(after, 1000).await.unwrap();
    let last = changes.last().map_or(after, |change| change.sequence);
    let told: Vec<Announcement> =
        changes.into_iter().filter_map(|change| announcement(change, sets)).collect();
    assert!(store.announce(after, last, at(second), &told).await.unwrap());
}

fn announcement(change: Change, sets: &[&str]) -> Option<Announcement> {
    let RecordKey::Resource(id) = change.key else { return None };
    let put = matches!(change.kind, ChangeKind::PutResource(_));
    let sets: BTreeSet<String> = sets.iter().map(|spec| (*spec).to_owned()).collect();
    Some(Announcement { id, sequence: change.sequence, sets: put.then_some(sets) })
}

async fn all(store: &dyn Store) -> Vec<Announced> {
    store.announced(&Span::default(), 0, 99).await.unwrap()
}

/// Ids with the second of their announcement, and whether there is anything to tell.
fn in_short(announced: &[Announced]) -> Vec<(&str, i64, bool)> {
    announced.iter().map(|one| (one.id.as_str(), one.at.as_second(), one.record.is_some())).collect()
}

pub(super) async fn each_resource_has_one_place_and_moves_in_time_only(store: &dyn Store) {
    assert_eq!((store.announced_up_to().await.unwrap(), store.announced_since().await.unwrap()), (0, None));
    shown_project(store, "1").await;
    let [a, b] = [part("1", "a", "Un"), part("1", "b", "Deux")];
    store.put_resources_of(&key("1"), &[a.clone(), b.clone()]).await.unwrap();
    tell(store, 10, &["niveau", "niveau:6e"]).await;
    let [s10, s20, s30] = [10, 20, 30].map(|second| at(second).as_second());
    let (first, second) = (a.id(), b.id());
    assert_eq!(in_short(&all(store).await), [(first.as_str(), s10, true), (second.as_str(), s10, true)]);
    assert_eq!(all(store).await[0].sets, ["niveau", "niveau:6e"]);

    // It keeps its place, so that a list under way gives it once.
    store.put_resources_of(&key("1"), &[part("1", "a", "Autre"), b.clone()]).await.unwrap();
    tell(store, 20, &["niveau"]).await;
    let told = all(store).await;
    assert_eq!(in_short(&told), [(first.as_str(), s20, true), (second.as_str(), s10, true)]);
    assert_eq!(told[0].sets, ["niveau"]);
    assert_eq!(store.announced(&Span::default(), told[0].number, 9).await.unwrap(), told[1..]);
    assert_eq!(store.announced(&Span::default(), 0, 1).await.unwrap(), told[..1]);

    // A clock that went back gives no instant that was passed already, nor are changes told twice.
    store.put_resources_of(&key("1"), std::slice::from_ref(&b)).await.unwrap();
    let after = store.announced_up_to().await.unwrap();
    tell(store, 5, &[]).await;
    assert_eq!(in_short(&all(store).await), [(first.as_str(), s20, false), (second.as_str(), s10, true)]);
    assert!(!store.announce(after, after + 1, at(30), &[]).await.unwrap(), "somebody did already");
    store.put_resources_of(&key("1"), &[a, b]).await.unwrap();
    tell(store, 30, &[]).await;
    assert_eq!(store.announced_one(&first).await.unwrap().unwrap().at.as_second(), s30, "it is back");
    assert_eq!(store.announced_since().await.unwrap(), Some(at(10)));
}

pub(super) async fn what_is_not_shown_is_told_as_gone(store: &dyn Store) {
    let project = shown_project(store, "1").await;
    let [a, b] = [part("1", "a", "Un"), part("1", "b", "Deux")];
    store.put_resources_of(&key("1"), std::slice::from_ref(&a)).await.unwrap();
    tell(store, 10, &["niveau"]).await;
    let hidden = ProjectRecord { state: ProjectState::Withdrawn, ..project.clone() };
    store.put_project(&hidden).await.unwrap();
    // Before anybody announced it: at once.
    assert_eq!(in_short(&all(store).await), [(a.id().as_str(), at(10).as_second(), false)]);
    store.put_resources_of(&key("1"), &[a.clone(), b]).await.unwrap();
    tell(store, 20, &["x"]).await;
    let gone = all(store).await;
    assert_eq!(in_short(&gone), [(a.id().as_str(), at(20).as_second(), false)], "b was never shown");
    assert_eq!(gone[0].sets, ["niveau"], "who harvests the set learns of it");
    store.remove_project(&key("1")).await.unwrap();
    tell(store, 30, &[]).await;
    assert_eq!(all(store).await, gone, "it is gone once");
    store.put_project(&project).await.unwrap();
    store.put_resources_of(&key("1"), std::slice::from_ref(&a)).await.unwrap();
    tell(store, 40, &[]).await;
    assert_eq!(in_short(&all(store).await), [(a.id().as_str(), at(40).as_second(), true)]);
}

pub(super) async fn spans_and_sets_choose(store: &dyn Store) {
    shown_project(store, "1").await;
    let parts = ["a", "b", "c"].map(|path| part("1", path, path));
    for (at, set) in [(1_usize, "niveau:6e"), (2, "niveau:5e"), (3, "niveau:6e")] {
        store.put_resources_of(&key("1"), &parts[..at]).await.unwrap();
        tell(store, i64::try_from(at).unwrap() * 10, &[set]).await;
    }
    for (from, until, set, wanted) in [
        (None, None, None, "abc"),
        (Some(20), None, None, "bc"),
        (None, Some(20), None, "ab"),
        (Some(20), Some(20), None, "b"),
        (Some(21), Some(29), None, ""),
        (None, None, Some("niveau:6e"), "ac"),
        (Some(11), None, Some("niveau:6e"), "c"),
        (None, None, Some("niveau"), ""),
    ] {
        let span = Span { from: from.map(at), until: until.map(at), set: set.map(str::to_owned) };
        let found = store.announced(&span, 0, 9).await.unwrap();
        let ids: Vec<String> = found.into_iter().map(|one| one.id).collect();
        let named = parts.iter().zip(["a", "b", "c"]);
        let named = named.filter(|(_, name)| wanted.contains(name)).map(|(part, _)| part.id());
        assert_eq!(ids, named.collect::<Vec<_>>(), "{span:?}");
        assert_eq!(store.announced_count(&span).await.unwrap(), wanted.len() as u64, "{span:?}");
    }
    let sets = store.announced_sets().await.unwrap();
    assert_eq!(sets.into_iter().collect::<Vec<_>>(), ["niveau:5e", "niveau:6e"]);
    assert_eq!(store.announced_one("0").await.unwrap(), None);
}
