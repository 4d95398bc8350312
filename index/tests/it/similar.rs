//! What is like a record: by its words, by the terms of school, and by where it lies.

use glane_catalog::model::{
    Change, ChangeKind, Claim, Field, Fields, Home, PlacedResource, RecordKey, ResourceKey, ResourceRecord,
    Source,
};
use glane_index::Kind;

use crate::world::{World, key};

/// A file of project 1 that is about something.
fn lesson(path: &str, title: &str, text: &str, claims: &[(Field, &str)]) -> PlacedResource {
    let mut fields = Fields::new();
    for (field, value) in [&[(Field::Name, title)], claims].concat() {
        fields.add(field, Claim::new(value.to_owned(), Source::history("x"), 1.0));
    }
    let record = ResourceRecord {
        number: 1,
        reason: "x".to_owned(),
        fields,
        text: Some(text.to_owned()),
        ..ResourceRecord::new(ResourceKey::Part { project: key("1"), path: path.to_owned() })
    };
    let home = Home {
        project: key("1"),
        path: "maths-lyon/fractions-6e".to_owned(),
        title: "Fractions en sixième".to_owned(),
        archived: false,
    };
    PlacedResource { record, home: Some(home) }
}

fn written(lessons: &[PlacedResource]) -> World {
    let world = World::new();
    let mut writer = world.index.writer().unwrap();
    for (placed, sequence) in lessons.iter().zip(16..) {
        let key = RecordKey::Resource(placed.record.id());
        let kind = ChangeKind::PutResource(Box::new(placed.clone()));
        writer.apply(&[Change { sequence, key, kind }]).unwrap();
        writer.commit(sequence).unwrap();
    }
    writer.close().unwrap();
    world
}

fn like(world: &World, one: &PlacedResource) -> Vec<String> {
    let found = world.index.searcher().similar(Kind::Resource, &one.record.id(), 6).unwrap();
    found.into_iter().map(|card| card.title).collect()
}

const MATHS: (Field, &str) = (Field::Subject, "mathématiques");
const SVT: (Field, &str) = (Field::Subject, "SVT");
const SIXTH: (Field, &str) = (Field::Level, "6e");

#[test]
fn words_make_it_like_and_shared_terms_more_so() {
    let text = "Mesurer le débit du fleuve avec un limnigraphe, puis tracer la crue.";
    let one = lesson("a/1.md", "Le débit des fleuves", text, &[SVT, SIXTH]);
    let world = written(&[
        one.clone(),
        lesson("b/1.md", "Fleuve et limnigraphe", text, &[MATHS]),
        lesson("c/1.md", "Limnigraphe et fleuve", text, &[SVT]),
        lesson("d/1.md", "Les volcans", "Un volcan n’a rien de commun avec cela.", &[MATHS]),
        lesson("e/1.md", "La cellule", "On regarde la cellule au microscope.", &[SVT, SIXTH]),
    ]);
    let found = like(&world, &one);
    assert_eq!(found[..2], ["Limnigraphe et fleuve", "Fleuve et limnigraphe"], "the shared subject counts");
    assert_eq!(found[2..], ["La cellule"], "of the same level and subject; volcanoes share nothing");
    assert_eq!(found, like(&world, &one), "the same each time");
}

#[test]
fn its_own_folder_comes_last_and_itself_not_at_all() {
    let text = "Mesurer le débit du fleuve avec un limnigraphe.";
    let one = lesson("fleuves/1.md", "Débit du fleuve, un", text, &[SVT]);
    let world = written(&[
        one.clone(),
        lesson("fleuves/2.md", "Débit du fleuve, deux", text, &[SVT]),
        lesson("fleuves", "Débit du fleuve, le dossier", text, &[SVT]),
        lesson("crues/1.md", "Le limnigraphe et son fleuve, ailleurs", text, &[]),
    ]);
    let found = like(&world, &one);
    assert_eq!(found[0], "Le limnigraphe et son fleuve, ailleurs");
    assert_eq!(found.len(), 3, "those beside it and the folder that holds it come after");
}

#[test]
fn what_is_not_there_is_like_nothing_and_projects_are_like_projects() {
    let world = World::new();
    let similar = |kind, id: &str| world.index.searcher().similar(kind, id, 6).unwrap();
    assert!(similar(Kind::Resource, "0123456789abcdef01234567").is_empty());
    let found = similar(Kind::Project, &key("3").to_string());
    assert_eq!(found[0].title, "Graphes et parcours", "NSI in terminale, on trees too");
    assert!(found.iter().all(|card| card.kind == Kind::Project && card.key != key("3").to_string()));
}
