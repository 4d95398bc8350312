//! A catalogue as Turtle, written out by hand, and hostile words inside it.

use super::super::sample;
use super::*;

fn catalogue() -> Catalogue {
    Catalogue {
        address: "https://glane.example.fr/".to_owned(),
        title: "Communs".to_owned(),
        publisher: Some("Académie de Test".to_owned()),
        language: "fr".to_owned(),
        modified: "2026-06-01T00:00:00Z".parse().unwrap(),
    }
}

/// The whole file.
fn turtle<'a>(projects: impl IntoIterator<Item = (&'a str, &'a Described)>) -> String {
    let projects = projects.into_iter().map(|(page, described)| project(&catalogue(), page, described));
    opening(&catalogue()) + &projects.collect::<String>()
}

#[test]
fn a_project_is_an_asset_with_its_distributions() {
    let page = "https://glane.example.fr/projets/typofr";
    let described = Described { description: None, ..sample::whole() };
    let text = turtle([(page, &described), ("javascript:alert(1)", &described)]);
    let expected = format!(
        r#"{PREFIXES}
<https://glane.example.fr/> a dcat:Catalog ;
    dct:title "Communs"@fr ;
    dct:publisher [ a foaf:Agent ; foaf:name "Académie de Test" ] ;
    dct:language <http://publications.europa.eu/resource/authority/language/FRA> ;
    dct:modified "2026-06-01T00:00:00Z"^^xsd:dateTime .

<https://glane.example.fr/> dcat:dataset <https://glane.example.fr/projets/typofr> .

<https://glane.example.fr/projets/typofr> a adms:Asset, dcat:Dataset ;
    dct:title "Typofr" ;
    dct:description "Corrige la typographie française d’un texte."@fr ;
    dct:publisher [ a foaf:Agent ; foaf:name "Académie de Test" ] ;
    dct:creator [ a foaf:Agent ; foaf:name "Ada Lovelace" ] ;
    dct:creator [ a foaf:Agent ; foaf:name "Équipe NSI" ] ;
    dcat:keyword "typographie" ;
    dcat:keyword "NSI" ;
    dcat:landingPage <https://typofr.example.fr/> ;
    foaf:page <https://docs.example.fr/> ;
    dct:language <http://publications.europa.eu/resource/authority/language/FRA> ;
    dct:issued "2024-01-02T03:04:05Z"^^xsd:dateTime ;
    dct:modified "2026-05-06T07:08:09Z"^^xsd:dateTime ;
    owl:versionInfo "1.2.0" ;
    adms:status <http://purl.org/adms/status/Completed> ;
    dcat:distribution [ a adms:AssetDistribution, dcat:Distribution ; dcat:accessURL <https://forge.example.fr/nsi/typofr.git> ; dct:license <http://spdx.org/licenses/EUPL-1.2> ] ;
    dcat:distribution [ a adms:AssetDistribution, dcat:Distribution ; dcat:accessURL <https://codeberg.org/test/typofr> ; dct:license <http://spdx.org/licenses/EUPL-1.2> ] .
"#
    );
    assert_eq!(text, expected);
}

#[test]
fn statuses_are_those_of_the_european_mapping() {
    let Some(root) = crate::corpus::root() else { return };
    let mapping = std::fs::read_to_string(root.join("catalogues/adms/status-mapping.csv")).unwrap();
    let rows: Vec<(&str, &str)> = mapping.lines().skip(1).filter_map(|line| line.split_once(',')).collect();
    assert_eq!(rows.len(), 5);
    for (address, ours) in rows {
        assert_eq!(status(ours), Some(address), "{ours}");
    }
    assert_eq!(status("actif"), None);
}

#[test]
fn no_text_leaves_its_quotes() {
    for word in sample::hostile() {
        let hostile = Described {
            name: word.to_owned(),
            summary: Some(word.to_owned()),
            description: None,
            licence: Some(word.to_owned()),
            language: Some(word.to_owned()),
            website: Some(word.to_owned()),
            ..sample::whole()
        };
        let written = turtle([("https://glane.example.fr/x", &hostile)]);
        let line = written
            .lines()
            .find(|line| line.starts_with("    dct:title") && !line.contains("Communs"))
            .unwrap();
        let inside = line.strip_prefix("    dct:title \"").unwrap().strip_suffix("\" ;").unwrap();
        let bare = inside.replace("\\\\", "").replace("\\\"", "");
        assert!(!bare.contains('"'), "{line}");
        // Title and description have the same word: as many lines as a harmless one.
        let harmless = Described {
            name: "x".into(),
            summary: Some("x".into()),
            licence: Some("x".into()),
            language: None,
            ..hostile
        };
        let plain = turtle([("https://glane.example.fr/x", &harmless)]);
        assert!(written.lines().count() <= plain.lines().count(), "{word:?}\n{written}");
    }
}
