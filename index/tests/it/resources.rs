//! Resources beside projects: found by what they say, counted, and gone with their project.

use std::collections::BTreeMap;

use glane_catalog::model::{
    Attachment, Change, ChangeKind, Claim, Field, Fields, Home, PlacedResource, RecordKey, ResourceKey,
    ResourceRecord, ResourceVersion, Source,
};
use glane_index::{Card, Facet, Kind, Page, Request};

use crate::world::{World, key};

/// A resource of project 1 of the world, or of a catalogue where there is no path.
fn resource(path: Option<&str>, id: &str, claims: &[(Field, &str)]) -> PlacedResource {
    let key = match path {
        Some(path) => ResourceKey::Part { project: key("1"), path: path.to_owned() },
        None => ResourceKey::Record { source: "oersi".parse().unwrap(), id: id.to_owned() },
    };
    let mut fields = Fields::new();
    for (field, value) in claims {
        fields.add(*field, Claim::new((*value).to_owned(), Source::history("x"), 1.0));
    }
    let home = path.map(|_| Home {
        project: crate::world::key("1"),
        path: "maths-lyon/fractions".to_owned(),
        title: "Fractions en sixième".to_owned(),
        archived: false,
    });
    let record = ResourceRecord {
        number: 1,
        reason: "metadata.yml".to_owned(),
        format: path.map(|_| "notebook".to_owned()),
        fields,
        ..ResourceRecord::new(key)
    };
    PlacedResource { record, home }
}

fn put(sequence: u64, placed: &PlacedResource) -> Change {
    let key = RecordKey::Resource(placed.record.id());
    Change { sequence, key, kind: ChangeKind::PutResource(Box::new(placed.clone())) }
}

fn gone(sequence: u64, placed: &PlacedResource) -> Change {
    Change { sequence, key: RecordKey::Resource(placed.record.id()), kind: ChangeKind::Removed }
}

/// A lesson on rivers in a repository, and a film of another catalogue.
fn shelf() -> [PlacedResource; 2] {
    let mut lesson = resource(
        Some("geo/fleuves/seance-2.ipynb"),
        "",
        &[
            (Field::Name, "Fleuves et débits"),
            (Field::Description, "Étudier le débit d’un fleuve. Écrire à m.dupont@ac-exemple.fr"),
            (Field::Level, "6e"),
            (Field::Subject, "mathématiques"),
            (Field::ResourceType, "exercice"),
            (Field::Keyword, "Hydrologie"),
            (Field::Author, "Ada Lefebvre-Nguyen"),
            (Field::Access, "no_account"),
        ],
    );
    lesson.record.licence.expression = Some("CC-BY-SA-4.0".to_owned());
    lesson.record.text = Some("Mesurer un bassin versant avec un limnigraphe.".to_owned());
    lesson.record.attachments =
        vec![Attachment { place: "geo/fleuves/releves-garonne.csv".to_owned(), ..Attachment::default() }];
    lesson.record.versions = vec![ResourceVersion {
        commit: "00".repeat(20),
        at: "2026-05-04T10:00:00Z".parse().unwrap(),
        tag: None,
    }];
    let film = resource(
        None,
        "oai:x:7",
        &[
            (Field::Name, "La Seine, un fleuve"),
            (Field::Level, "terminale générale"),
            (Field::ResourceType, "vidéo"),
            (Field::Organisation, "Studio des fleuves"),
            (Field::Published, "2025-02-03"),
        ],
    );
    [lesson, film]
}

fn world() -> World {
    let world = World::new();
    let mut writer = world.index.writer().unwrap();
    let [lesson, film] = &shelf();
    writer.apply(&[put(16, lesson), put(17, film)]).unwrap();
    writer.commit(17).unwrap();
    world
}

fn resources(world: &World, query: &str) -> Vec<String> {
    let request = Request { query: query.to_owned(), kind: Some(Kind::Resource), ..Request::default() };
    let mut page = world.ask(&request);
    page.hits.truncate(page.exact.unwrap_or(page.total));
    titles(&page)
}

fn titles(page: &Page) -> Vec<String> {
    page.hits.iter().map(|hit| hit.card.title.clone()).collect()
}

fn counts(page: &Page, facet: Facet) -> Vec<(&str, u64)> {
    let of = page.facets.iter().find(|counts| counts.facet == facet);
    let values = of.map(|counts| counts.values.as_slice()).unwrap_or_default();
    values.iter().map(|value| (value.value.as_str(), value.count)).collect()
}

#[test]
fn it_is_found_by_what_it_says() {
    let world = world();
    const LESSON: &str = "Fleuves et débits";
    for query in [
        "débit fleuve",
        "limnigraphe",
        "hydrologie",
        "lefebvre-nguyen",
        "garonne",
        "seance-2",
        "exercices hydrologie",
        "exos",
        "débits sixième",
        "débits collège",
        "débits \"cycle 3\"",
        "débits maths",
        "niveau:6eme ressource:exercice",
        "format:notebook",
        "acces:no_account",
        "licence:cc-by-sa",
        "organisme:maths-lyon",
    ] {
        assert_eq!(resources(&world, query), [LESSON], "{query}");
    }
    assert_eq!(resources(&world, "seine"), ["La Seine, un fleuve"]);
    assert_eq!(resources(&world, "organisme:\"studio des fleuves\"").len(), 1);
    assert_eq!(resources(&world, "fleuve").len(), 2);
    assert!(titles(&world.page("fleuve limnigraphe")).contains(&LESSON.to_owned()), "beside the projects");
    let json = serde_json::to_string(&world.page("débits")).unwrap();
    assert!(!json.contains("dupont@"), "no address is shown");
}

#[test]
fn facets_count_them() {
    let world = world();
    let page = world.page("");
    assert_eq!(counts(&page, Facet::Kind), [("project", 15), ("resource", 2)]);
    assert_eq!(counts(&page, Facet::ResourceType), [("exercice", 1), ("vidéo", 1)]);
    assert_eq!(counts(&page, Facet::Format), [("notebook", 1)]);
    assert_eq!(counts(&page, Facet::Access), [("no_account", 1)]);
    assert!(counts(&page, Facet::Level).contains(&("6e", 4)), "three projects and the lesson");
    assert_eq!(counts(&page, Facet::Forge), [("forge-ecole", 16)]);
    let filters = BTreeMap::from([(Facet::ResourceType, vec!["vidéo".to_owned()])]);
    assert_eq!(titles(&world.ask(&Request { filters, ..Request::default() })), ["La Seine, un fleuve"]);
}

#[test]
fn its_card_says_where_it_lies() {
    let world = world();
    let of = |query: &str| -> Card { world.page(query).hits.remove(0).card };
    let [lesson, film] = shelf();
    let card = of("limnigraphe");
    assert_eq!((card.kind, card.key), (Kind::Resource, lesson.record.id()));
    assert_eq!((card.forge.as_str(), card.path.as_str()), ("forge-ecole", "maths-lyon/fractions"));
    assert_eq!(card.file.as_deref(), Some("geo/fleuves/seance-2.ipynb"));
    assert_eq!((card.organisation.as_str(), card.format.as_deref()), ("maths-lyon", Some("notebook")));
    assert_eq!(card.updated, Some("2026-05-04T10:00:00Z".parse().unwrap()));
    assert_eq!(card.summary.as_deref(), Some("Étudier le débit d’un fleuve. Écrire à …"));
    let card = of("seine");
    assert_eq!((card.key, card.source.as_deref()), (film.record.id(), Some("oersi")));
    assert_eq!((card.path.as_str(), card.file, card.types), ("", None, vec!["vidéo".to_owned()]));
    assert_eq!(card.updated, Some("2025-02-03T00:00:00Z".parse().unwrap()));
}

#[test]
fn it_is_replaced_and_leaves() {
    let world = world();
    let [mut lesson, film] = shelf();
    lesson.record.fields = Fields::new();
    lesson.record.text = None;
    let mut writer = world.index.writer().unwrap();
    writer.apply(&[put(18, &lesson), gone(19, &film)]).unwrap();
    writer.commit(19).unwrap();
    let all = Request { kind: Some(Kind::Resource), ..Request::default() };
    assert_eq!(titles(&world.ask(&all)), ["seance-2.ipynb"], "named by its file where it says no title");
    writer.apply(&[gone(20, &lesson)]).unwrap();
    writer.commit(20).unwrap();
    assert_eq!(world.ask(&all).total, 0);
    assert_eq!(world.index.status().unwrap().documents, 15);
}
