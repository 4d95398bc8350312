//! Resources reach the search with their project, and leave with it.

use glane::mirror::resources;
use glane_catalog::model::{
    Claim, Field, Fields, LicenceReading, ProjectKey, ResourceKey, ResourceRecord, Source, SourceId,
};
use glane_store::Store;
use serde_json::Value;

use crate::site::Site;
use crate::support::{Workshop, licensed};

const ADA: &str = "Ada Quennedey";

fn project() -> ProjectKey {
    "atelier:un.git".parse().unwrap()
}

fn resource(key: ResourceKey, title: &str) -> ResourceRecord {
    let mut fields = Fields::new();
    for (field, value) in [
        (Field::Name, title),
        (Field::Author, ADA),
        (Field::Level, "6e"),
        (Field::Subject, "mathématiques"),
        (Field::ResourceType, "exercice"),
        (Field::Access, "no_account"),
    ] {
        fields.add(field, Claim::new(value.to_owned(), Source::history("x"), 1.0));
    }
    let licence = LicenceReading { expression: Some("CC-BY-SA-4.0".to_owned()), ..LicenceReading::default() };
    ResourceRecord {
        reason: "metadata.yml".to_owned(),
        format: Some("notebook".to_owned()),
        fields,
        licence,
        text: Some("Mesurer un limnigraphe.".to_owned()),
        ..ResourceRecord::new(key)
    }
}

fn part(path: &str, title: &str) -> ResourceRecord {
    resource(ResourceKey::Part { project: project(), path: path.to_owned() }, title)
}

fn entry() -> (SourceId, ResourceRecord) {
    let source = SourceId::new("ailleurs").unwrap();
    let key = ResourceKey::Record { source: source.clone(), id: "oai:x:1".to_owned() };
    (source, resource(key, "Notice"))
}

fn ask<T>(workshop: &Workshop, question: impl AsyncFnOnce(&dyn Store) -> T) -> T {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
    let url = format!("sqlite:{}", workshop.path("data/glane.db").display());
    runtime.block_on(async { question(glane_store::open(&url).await.unwrap().as_ref()).await })
}

/// A published project with two resources, and a record of another catalogue.
fn shelf() -> Workshop {
    let workshop = Workshop::plain();
    licensed(&workshop.path("bare/un.git"), "Chrysalide");
    assert_eq!(workshop.sync().state("un"), "published");
    ask(&workshop, async |store| {
        let parts = vec![part("cours/debit.ipynb", "Débits"), part("cours/aire.ipynb", "Aires")];
        assert_eq!(resources::keep(store, &project(), parts).await.unwrap().created, 2);
        let (source, record) = entry();
        resources::keep_gathered(store, &source, vec![record]).await.unwrap();
    });
    workshop.sync();
    workshop
}

fn search(workshop: &Workshop, words: &[&str]) -> Value {
    let found = workshop.glane(&[&["search", "--json"], words].concat());
    serde_json::from_slice(&found.stdout).unwrap()
}

fn titles(page: &Value) -> Vec<&str> {
    page["hits"].as_array().unwrap().iter().map(|hit| hit["card"]["title"].as_str().unwrap()).collect()
}

#[test]
fn they_are_found_beside_the_projects_by_program_and_page() {
    let workshop = shelf();
    let page = search(&workshop, &["--kind", "resource", "limnigraphe"]);
    assert_eq!(page["total"], 3);
    let page = search(&workshop, &["--kind", "resource", "débit", "exos"]);
    assert_eq!(titles(&page), ["Débits"]);
    let (card, id) = (&page["hits"][0]["card"], part("cours/debit.ipynb", "").id());
    assert_eq!((card["kind"].as_str(), card["key"].as_str()), (Some("resource"), Some(id.as_str())));
    assert_eq!((&card["path"], &card["file"]), (&Value::from("un"), &Value::from("cours/debit.ipynb")));
    assert_eq!(titles(&search(&workshop, &["--kind", "project", "limnigraphe"])), [""; 0]);
    let printed = workshop.glane(&["search", "--kind", "resource", "débit"]);
    let printed = String::from_utf8(printed.stdout).unwrap();
    assert!(printed.starts_with("Débits\n  atelier/un › cours/debit.ipynb"), "{printed}");

    let site = Site::serve(&workshop);
    let (status, page) = site.get("/recherche?q=d%C3%A9bit&ressource=exercice&acces=no_account");
    assert_eq!(status, 200);
    assert!(page.contains(&format!("href=\"/ressources/{id}\"")), "{page}");
    for words in ["Ressource</li>", "Sans compte", "Carnet Jupyter", "Type de ressource"] {
        assert!(page.contains(words), "{words}");
    }
}

#[test]
fn they_leave_with_their_project_and_a_person_leaves_them() {
    let workshop = shelf();
    std::fs::write(workshop.path("names.txt"), ADA).unwrap();
    let withdrawn = workshop.glane(&["withdraw", "--reason", "x", "--person", "names.txt", "--yes"]);
    assert!(withdrawn.status.success(), "{}", String::from_utf8_lossy(&withdrawn.stderr));
    assert_eq!(search(&workshop, &["Quennedey"])["total"], 0);
    ask(&workshop, async |store| {
        let (source, record) = entry();
        resources::keep_gathered(store, &source, vec![record]).await.unwrap();
        resources::keep(store, &project(), vec![part("cours/debit.ipynb", "Débits")]).await.unwrap();
        for resource in store.resources(0, 9).await.unwrap() {
            assert_eq!(resource.fields.values(Field::Author), [""; 0], "nor does a pass bring them back");
        }
    });
    let withdrawn = workshop.glane(&["withdraw", "--reason", "x", "un", "--yes"]);
    assert!(withdrawn.status.success(), "{}", String::from_utf8_lossy(&withdrawn.stderr));
    assert_eq!(titles(&search(&workshop, &["--kind", "resource", "limnigraphe"])), ["Notice"]);
    ask(&workshop, async |store| {
        assert_eq!(store.resources_of(&project(), 0, 9).await.unwrap(), []);
        let parts = vec![part("cours/debit.ipynb", "Débits")];
        assert_eq!(resources::keep(store, &project(), parts).await.unwrap().created, 0, "withdrawn");
    });
}
