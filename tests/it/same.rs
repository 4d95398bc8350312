//! Records of one work from several catalogues are one page and one hit, and what each says stays to be read.

use glane::clock::Clock;
use glane::mirror::resources;
use glane::work::announce;
use glane_catalog::model::{Claim, Field, Fields, ResourceKey, ResourceRecord, Source, SourceId};
use glane_store::{Span, Store};
use serde_json::Value;

use crate::site::Site;
use crate::support::{Workshop, licensed};

fn entry(source: &str, title: &str, claims: &[(Field, &str)]) -> ResourceRecord {
    let mut fields = Fields::new();
    for (field, value) in [&[(Field::Name, title)], claims].concat() {
        fields.add(field, Claim::new(value.to_owned(), Source::record("n1", None), 1.0));
    }
    ResourceRecord {
        reason: "notice".to_owned(),
        fields,
        ..ResourceRecord::new(ResourceKey::Record { source: source.parse().unwrap(), id: "n1".to_owned() })
    }
}

fn ask<T>(workshop: &Workshop, question: impl AsyncFnOnce(&dyn Store) -> T) -> T {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
    let url = format!("sqlite:{}", workshop.path("data/glane.db").display());
    runtime.block_on(async { question(glane_store::open(&url).await.unwrap().as_ref()).await })
}

fn gather(workshop: &Workshop, record: &ResourceRecord) {
    ask(workshop, async |store| {
        let ResourceKey::Record { source, .. } = &record.key else { panic!("a record") };
        resources::keep_gathered(store, source, vec![record.clone()]).await.unwrap();
        announce::catch_up(store, &Clock::system()).await.unwrap();
    });
    workshop.sync();
}

fn titles(workshop: &Workshop, words: &str) -> Vec<String> {
    let found = workshop.glane(&["search", "--json", "--kind", "resource", words]);
    let page: Value = serde_json::from_slice(&found.stdout).unwrap();
    let title = |hit: &Value| hit["card"]["title"].as_str().unwrap().to_owned();
    page["hits"].as_array().unwrap().iter().map(title).collect()
}

#[test]
fn two_records_of_one_page_are_one_page_and_one_hit() {
    let workshop = Workshop::plain();
    licensed(&workshop.path("bare/un.git"), "Chrysalide");
    workshop.sync();
    let place = "https://svt.example.fr/limnigraphe?id=7";
    let fuller = entry(
        "ailleurs",
        "Limnigraphe",
        &[(Field::Website, place), (Field::Level, "6e"), (Field::Summary, "Mesurer un débit.")],
    );
    let other = entry(
        "la-bas",
        "Le limnigraphe",
        &[(Field::Website, "http://svt.example.fr/limnigraphe/?id=7"), (Field::Subject, "mathématiques")],
    );
    gather(&workshop, &other);
    assert_eq!(titles(&workshop, "limnigraphe"), ["Le limnigraphe"]);
    gather(&workshop, &fuller);
    assert_eq!(titles(&workshop, "limnigraphe"), ["Limnigraphe"]);
    let told = titles(&workshop, "mathématiques limnigraphe");
    assert_eq!(told, ["Limnigraphe"], "what the other says of it is searched too");

    let site = Site::serve(&workshop);
    let (status, answer) = site.get(&format!("/ressources/{}", other.id()));
    let there = format!("location: /ressources/{}", fuller.id());
    assert!(status == 303 && answer.to_lowercase().contains(&there), "{answer}");
    let (status, answer) = site.get(&format!("/en/ressources/{}", other.id()));
    assert!(status == 303 && answer.to_lowercase().contains("location: /en/ressources/"), "{answer}");
    let (status, page) = site.get(&format!("/ressources/{}", fuller.id()));
    assert_eq!(status, 200);
    for words in ["Aussi décrite par", "la-bas", "Le limnigraphe", "/recherche?discipline=math%C3%A9matiques"]
    {
        assert!(page.contains(words), "{words} in {page}");
    }
    for id in [other.id(), fuller.id()] {
        let (status, answer) = site.get(&format!("/api/v1/resources/{id}"));
        assert!(status == 200 && answer.contains(&fuller.id()) && answer.contains("math"), "{answer}");
    }
    let (_, chosen) = site.get(&format!("/selection.json?r={}&r={}", other.id(), fuller.id()));
    assert_eq!(chosen.matches("\"Limnigraphe\"").count(), 1, "chosen twice, given once: {chosen}");
    let told = ask(&workshop, async |store| store.announced(&Span::default(), 0, 9).await.unwrap());
    let gone: Vec<(String, bool)> = told.into_iter().map(|one| (one.id, one.record.is_none())).collect();
    assert_eq!(gone, [(other.id(), true), (fuller.id(), false)], "whoever harvests is told");

    drop(site);
    ask(&workshop, async |store| {
        let source: SourceId = "ailleurs".parse().unwrap();
        store.remove_resources(&source, &[fuller.id()]).await.unwrap();
    });
    workshop.sync();
    assert_eq!(titles(&workshop, "limnigraphe"), ["Le limnigraphe"], "it comes back");
    let (status, _) = Site::serve(&workshop).get(&format!("/ressources/{}", other.id()));
    assert_eq!(status, 200);
}
