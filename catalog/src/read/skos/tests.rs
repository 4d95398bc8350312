//! Concepts as releases write them, and files that were made to harm.

use std::time::Instant;

use super::*;
use crate::corpus;

fn read(body: &str) -> Release {
    let head = "<?xml version=\"1.0\"?><rdf:RDF xmlns:rdf=\"r\" xmlns:skos=\"s\" xmlns:skosxl=\"x\">";
    skos("a.rdf", format!("{head}{body}</rdf:RDF>").as_bytes())
}

#[test]
fn a_concept_is_read_with_all_that_is_kept_of_it() {
    let release = read(
        r#"<rdf:Description rdf:about="http://e/5e">
            <rdf:type rdf:resource="http://www.w3.org/2004/02/skos/core#Concept"/>
            <skos:prefLabel xml:lang="en">year 8</skos:prefLabel>
            <skos:prefLabel xml:lang="fr">5e</skos:prefLabel>
            <skos:altLabel xml:lang="fr">cinqui&#232;me &amp; plus</skos:altLabel>
            <skos:broader rdf:resource="http://e/college?a=1&amp;b=2"/>
            <skos:inScheme rdf:resource="http://e/scolomfr-voc-022"/>
            <iso:status xml:lang="fr">Actuel</iso:status>
            <x:ordre xml:lang="fr">012</x:ordre>
        </rdf:Description>
        <skos:ConceptScheme rdf:about="http://e/scolomfr-voc-022"><skos:prefLabel>Niveaux</skos:prefLabel></skos:ConceptScheme>"#,
    );
    assert!(release.findings.is_empty(), "{:?}", release.findings);
    assert_eq!(
        release.concepts,
        [Concept {
            uri: "http://e/5e".into(),
            label: Some("5e".into()),
            labels: vec!["cinquième & plus".into()],
            status: Some("Actuel".into()),
            broader: vec!["http://e/college?a=1&b=2".into()],
            schemes: vec!["http://e/scolomfr-voc-022".into()],
        }]
    );
}

#[test]
fn labels_that_are_nodes_of_their_own_are_read_beside_and_within() {
    let release = read(
        r#"<skos:Concept rdf:about="http://e/a">
            <skosxl:prefLabel rdf:resource="http://e/l1"/>
            <skosxl:altLabel><skosxl:Label rdf:about="http://e/l2"><skosxl:literalForm xml:lang="fr">TP</skosxl:literalForm></skosxl:Label></skosxl:altLabel>
            <skosxl:altLabel><skosxl:Label><skosxl:literalForm>manip</skosxl:literalForm></skosxl:Label></skosxl:altLabel>
            <skos:broader><skos:Concept rdf:about="http://e/b"><skos:prefLabel>activité</skos:prefLabel></skos:Concept></skos:broader>
        </skos:Concept>
        <skosxl:Label rdf:about="http://e/l1"><skosxl:literalForm xml:lang="fr">travaux pratiques</skosxl:literalForm></skosxl:Label>"#,
    );
    assert_eq!(release.concepts.len(), 2, "labels are no concepts: {:?}", release.concepts);
    let first = &release.concepts[0];
    assert_eq!(
        (first.label.as_deref(), &first.labels[..]),
        (Some("travaux pratiques"), &["TP".into(), "manip".into()][..])
    );
    assert_eq!(first.broader, ["http://e/b"]);
}

#[test]
fn a_concept_without_preferred_label_does_not_fail() {
    let release = read(
        r#"<skos:Concept rdf:about="http://e/a"><skos:altLabel>T</skos:altLabel></skos:Concept><skos:Concept rdf:about="http://e/b"/>"#,
    );
    assert_eq!(release.concepts.len(), 1);
    assert_eq!((release.concepts[0].label.as_deref(), release.concepts[0].name()), (None, "T"));
}

#[test]
fn hostile_files_end_with_a_finding() {
    let bomb = r#"<!DOCTYPE a [<!ENTITY b "x"><!ENTITY c "&b;&b;">]><rdf:RDF><a rdf:about="&c;"/></rdf:RDF>"#;
    let deep = "<a>".repeat(200_000);
    let many = format!("<rdf:RDF>{}</rdf:RDF>", "<n/>".repeat(300_000));
    let cut = r#"<rdf:RDF><c rdf:about="u"><prefLabel>a</prefLabel></c><c"#;
    for text in [bomb, &deep, &many, cut, "", "\u{0}\u{1}", "{}", "<rdf:RDF><c rdf:about='", "<a></b>"] {
        let begun = Instant::now();
        let release = skos("a.rdf", text.as_bytes());
        assert_eq!(release.findings.len(), 1, "{:?}", text.get(..40));
        // Not how fast it is, but that it ends: a machine may be busy.
        assert!(begun.elapsed().as_secs() < 60);
    }
    assert_eq!(skos("a.rdf", cut.as_bytes()).concepts.len(), 1, "what was read before stays");
}

/// Every beginning of a file, and every byte of it changed, ends without a panic.
#[test]
fn damage_anywhere_is_survived() {
    let whole = r#"<rdf:RDF xmlns:rdf="r"><c rdf:about="http://e/&amp;"><skosxl:prefLabel><l><literalForm
        xml:lang="fr"><![CDATA[a]]>&#233;</literalForm></l></skosxl:prefLabel><broader rdf:resource="b"/></c></rdf:RDF>"#;
    assert_eq!(skos("a.rdf", whole.as_bytes()).concepts[0].name(), "aé");
    for at in 0..whole.len() {
        assert!(skos("a.rdf", &whole.as_bytes()[..at]).concepts.len() <= 1);
        for byte in [0, b'<', b'>', b'"', b'&', b'/', 0xff] {
            let mut bytes = whole.as_bytes().to_vec();
            bytes[at] = byte;
            assert!(skos("a.rdf", &bytes).concepts.len() <= 3);
        }
    }
}

#[test]
fn the_release_of_2017_is_read_whole() {
    let Some(root) = corpus::root() else { return };
    let mut concepts = Vec::new();
    for path in corpus::files(&root.join("oer/vocabulary/scolomfr-3.2.0/SKOS")) {
        let release = skos("release.rdf", &std::fs::read(&path).unwrap());
        assert!(release.findings.is_empty(), "{}: {:?}", path.display(), release.findings);
        concepts.extend(release.concepts);
    }
    let levels: Vec<&Concept> =
        concepts.iter().filter(|concept| concept.uri.contains("scolomfr-voc-022-num-")).collect();
    // The list of vocabularies beside it counts 116 levels.
    assert_eq!(levels.len(), 116);
    let terminale = levels.iter().find(|concept| concept.uri.ends_with("022-num-201")).unwrap();
    assert!(!terminale.name().is_empty());
    let sixieme = levels.iter().find(|concept| concept.uri.ends_with("022-num-018")).unwrap();
    assert_eq!(sixieme.label.as_deref(), Some("6e"));
    assert!(sixieme.labels.iter().any(|label| label == "sixième") && sixieme.is_current());
}
