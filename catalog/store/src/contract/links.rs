//! Addresses of records: which are asked, and what becomes of the records whose address does not answer.

use glane_catalog::model::{Field, Link, LinkState, Verdict};

use super::resources::{entry, part, searched, shown_project, source};
use super::same::{gather, placed, saying, told};
use super::sample::{at, key};
use crate::Store;

const PLACE: &str = "https://svt.example.fr/volcans?id=7";
const DAY: i64 = 86_400;

fn failing(former: Option<&Link>, day: i64) -> Link {
    Link::after(PLACE, former, Verdict::Failed("404".to_owned()), at(day * DAY))
}

pub(super) async fn what_does_not_answer_leaves_and_comes_back(store: &dyn Store) {
    let full = saying(placed("a", "1", "Volcans", PLACE), &[(Field::Level, "4e")]);
    let moved = placed("b", "1", "Les volcans", "http://svt.example.fr/volcans?id=7");
    gather(store, "a", std::slice::from_ref(&full)).await;
    gather(store, "b", std::slice::from_ref(&moved)).await;
    let mut link = failing(None, 0);
    store.note_link(&link).await.unwrap();
    for (day, state) in [(5, LinkState::Ok), (8, LinkState::Suspect), (29, LinkState::Suspect)] {
        let before = store.sequence().await.unwrap();
        let next = failing(Some(&link), day);
        assert_eq!(next.state, state);
        store.note_link(&next).await.unwrap();
        let changed = if next.state == link.state { vec![] } else { vec![(full.id(), true)] };
        assert_eq!(told(store, before).await, changed, "a change of state, and nothing else, takes a number");
        link = next;
    }
    assert_eq!(store.link(PLACE).await.unwrap(), Some(link.clone()));
    assert_eq!(searched(store).await, ["Volcans"]);
    let before = store.sequence().await.unwrap();
    let lost = failing(Some(&link), 30);
    store.note_link(&lost).await.unwrap();
    assert_eq!(searched(store).await, ["Les volcans"], "one whose address may answer stands for it now");
    let mut changed = told(store, before).await;
    changed.sort();
    let mut both = [(full.id(), false), (moved.id(), true)];
    both.sort();
    assert_eq!(changed, both);
    assert!(store.resource(&full.id()).await.unwrap().is_some(), "its page stays");
    assert_eq!(store.stands_for(&full.id()).await.unwrap(), None);
    let twin = placed("c", "1", "Volcans encore", PLACE);
    gather(store, "c", std::slice::from_ref(&twin)).await;
    assert_eq!(searched(store).await, ["Les volcans"], "whoever gives the same address is not shown either");

    let counts = store.link_counts().await.unwrap();
    assert_eq!(counts.into_iter().collect::<Vec<_>>(), [(LinkState::Hidden, 1)]);
    store.note_link(&Link::after(PLACE, Some(&lost), Verdict::Account, at(31 * DAY))).await.unwrap();
    assert_eq!(searched(store).await, ["Volcans"], "one answer is enough");
    store.note_link(&lost).await.unwrap();
    gather(store, "a", &[placed("a", "1", "Volcans", "https://svt.example.fr/nouveau")]).await;
    assert_eq!(searched(store).await, ["Les volcans", "Volcans"], "another address is not that one");
}

pub(super) async fn the_longest_due_are_asked_first(store: &dyn Store) {
    shown_project(store, "1").await;
    let here = saying(part("1", "a", "Ici"), &[(Field::Website, "https://ici.example/a")]);
    store.put_resources_of(&key("1"), &[here]).await.unwrap();
    let places = ["https://b.example/", "https://a.example/", "https://c.example/x#y"];
    let records: Vec<_> =
        (0..3).map(|at| placed("a", &at.to_string(), &at.to_string(), places[at])).collect();
    gather(store, "a", &records).await;
    gather(store, "a", &[placed("a", "4", "Sans", "ftp://d.example/"), entry("a", "5", "Sans adresse")])
        .await;
    gather(store, "b", &[placed("b", "1", "0", "https://b.example")]).await;
    let due = async |day: i64, limit| {
        let found = store.due_links(at(day * DAY), limit, 9).await.unwrap();
        found.into_iter().map(|(address, link)| (address, link.is_some())).collect::<Vec<_>>()
    };
    let [b, a, c] = ["https://b.example/", "https://a.example/", "https://c.example/x"].map(str::to_owned);
    let first = due(0, 9).await;
    assert_eq!(first, [(a.clone(), false), (b.clone(), false), (c.clone(), false)], "each address once");
    assert_eq!(due(0, 2).await, first[..2]);
    for (address, verdict) in
        [(&a, Verdict::There(None)), (&b, Verdict::Failed("dns".to_owned())), (&c, Verdict::Later(None))]
    {
        store.note_link(&Link::after(address, None, verdict, at(0))).await.unwrap();
    }
    assert_eq!(due(0, 9).await, []);
    assert_eq!(due(2, 9).await, [(c.clone(), true)]);
    assert_eq!(due(31, 9).await, [(c, true), (b, true), (a, true)]);
    let gone: Vec<String> = records.iter().map(glane_catalog::model::ResourceRecord::id).collect();
    store.remove_resources(&source("a"), &gone).await.unwrap();
    assert_eq!(due(31, 9).await.len(), 1, "nobody gives the others any more");
    assert_eq!(store.link_counts().await.unwrap().into_values().sum::<u64>(), 1);
    store.prune(at(1)).await.unwrap();
    assert_eq!(store.link("https://a.example/").await.unwrap(), None);
}

pub(super) async fn no_large_host_starves_the_others(store: &dyn Store) {
    let at_host = |host: &str, page: usize| format!("https://{host}.example/{page}");
    let given: Vec<String> =
        (0..6).map(|page| at_host("a", page)).chain(["b", "c"].map(|host| at_host(host, 0))).collect();
    let records: Vec<_> = given.iter().map(|place| placed("a", place, place, place)).collect();
    gather(store, "a", &records).await;
    let due = async |day: i64, limit, of_one_host| {
        let found = store.due_links(at(day * DAY), limit, of_one_host).await.unwrap();
        found.into_iter().map(|(address, _)| address).collect::<Vec<_>>()
    };
    let [a0, a1, a2] = [0, 1, 2].map(|page| at_host("a", page));
    let [b, c] = ["b", "c"].map(|host| at_host(host, 0));
    assert_eq!(due(0, 9, 2).await, [&a0, &b, &c, &a1].map(String::clone), "of one host no more than two");
    assert_eq!(due(0, 3, 9).await, [&a0, &b, &c].map(String::clone), "each host once, before any twice");
    for address in [&a0, &b] {
        store.note_link(&Link::after(address, None, Verdict::There(None), at(0))).await.unwrap();
    }
    let shared = [&a1, &b, &c, &a0, &a2].map(String::clone);
    assert_eq!(due(40, 5, 9).await, shared, "those due again have their share, whatever is new");
}
