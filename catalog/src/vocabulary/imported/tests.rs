//! What addresses and labels of an imported vocabulary lead to.

use super::*;

const PLACE: &str = "http://data.education.fr/voc/scolomfr/concept/scolomfr-voc-";

fn concept(uri: &str, label: &str, broader: &[&str]) -> Concept {
    Concept {
        uri: format!("{PLACE}{uri}"),
        label: Some(label.to_owned()),
        labels: Vec::new(),
        status: None,
        broader: broader.iter().map(|above| format!("{PLACE}{above}")).collect(),
        schemes: vec![format!("http://data.education.fr/voc/scolomfr/scolomfr-voc-{}", &uri[..3])],
    }
}

fn told(found: Option<Found<'_>>) -> Option<(String, Option<&'static str>)> {
    found.map(|found| (found.name().to_owned(), found.term().map(|term| term.term.as_str())))
}

#[test]
fn addresses_and_labels_lead_to_ours_or_to_the_nearest_above() {
    let imported = Imported::new([
        concept("022-num-128", "1re S", &["022-num-146"]),
        concept("022-num-146", "1re générale", &[]),
        concept("015-num-054", "mathématiques", &[]),
        concept("003-num-005", "contributeur", &[]),
    ]);
    let of = |text: &str| told(imported.find(text));
    assert_eq!(of(&format!("{PLACE}022-num-128")), Some(("1re S".into(), Some("1re générale"))));
    assert_eq!(of(&format!("{PLACE}022-num-128").replace("http", "https")), of("1RE s"));
    assert_eq!(of(&format!("{PLACE}015-num-054")), Some(("mathématiques".into(), Some("mathématiques"))));
    assert_eq!(of("contributeur"), Some(("contributeur".into(), None)));
    assert_eq!(of("inconnu"), None);
}

#[test]
fn a_label_of_several_leads_to_the_one_in_use() {
    let mut former = concept("015-num-900", "langage", &[]);
    former.status = Some("Ancien".to_owned());
    let mut current = concept("015-num-901", "langage et langues", &[]);
    current.labels = vec!["langage".to_owned()];
    current.status = Some("Actuel".to_owned());
    let imported = Imported::new([former, current.clone()]);
    assert!(matches!(imported.find("langage"), Some(Found::Other(found)) if found.uri == current.uri));
    let mut class = concept("015-num-800", "oral", &[]);
    class.labels = vec!["cycle des langues".to_owned()];
    let cycle =
        Concept { labels: class.labels.clone(), ..concept("015-num-801", "cycle des langues (2016)", &[]) };
    let imported = Imported::new([class, cycle.clone()]);
    assert!(matches!(imported.find("cycle des langues"), Some(Found::Other(found)) if *found == cycle));
}

#[test]
fn parts_of_one_concept_are_joined_and_circles_end() {
    let mut nameless = concept("015-num-700", "", &["015-num-701"]);
    nameless.label = None;
    nameless.labels = vec!["b".to_owned()];
    let imported = Imported::new([
        nameless,
        concept("015-num-700", "a", &[]),
        concept("015-num-701", "c", &["015-num-700"]),
    ]);
    assert_eq!(imported.concepts().len(), 2);
    assert_eq!(imported.concepts()[0].name(), "a");
    assert_eq!(told(imported.find("b")), Some(("a".into(), None)));
}

#[test]
fn what_is_written_reads_back() {
    let imported = Imported::new([concept("022-num-018", "6e", &["022-num-016"])]);
    let again = Imported::from_json(&imported.to_json().unwrap()).unwrap();
    assert_eq!(again.concepts(), imported.concepts());
    assert!(matches!(Imported::from_json(b"{\"format\":9,\"concepts\":[]}"), Err(ImportedError::Format(9))));
    assert!(matches!(Imported::from_json(b"[]"), Err(ImportedError::Json(_))));
}
