//! What is written as LOM has the structure of the standard: IEEE 1484.12.1 and LOM-FR (NF Z76-040) number
//! their elements, and say how often each may stand; the elements 1, 2, 4 and one 9 are compulsory in
//! `ScoLOMFR`. The schemas themselves are in no place from which they may be taken.

use quick_xml::Reader;
use quick_xml::events::Event;

use super::*;
use crate::write::lom;

/// An element: its name, what it says, what it holds.
#[derive(Debug, Default)]
struct Element {
    name: String,
    attributes: Vec<String>,
    text: String,
    children: Vec<Element>,
}

/// What each element may hold, in the order of its numbers; `*` may stand several times.
#[rustfmt::skip]
const CHILDREN: &[(&str, &[&str])] = &[
    ("lom", &["general", "lifeCycle", "metaMetadata", "technical", "educational*", "rights", "relation*",
        "annotation*", "classification*"]),
    ("general", &["identifier*", "title", "language*", "description*", "keyword*", "coverage*", "structure",
        "aggregationLevel", "lomfr:documentType*", "scolomfr:generalResourceType*"]),
    ("lifeCycle", &["version", "status", "contribute*"]),
    ("metaMetadata", &["identifier*", "contribute*", "metadataSchema*", "language"]),
    ("technical", &["format*", "size", "location*", "requirement*", "installationRemarks",
        "otherPlatformRequirements", "duration"]),
    ("educational", &["interactivityType", "learningResourceType*", "interactivityLevel", "semanticDensity",
        "intendedEndUserRole*", "context*", "typicalAgeRange*", "difficulty", "typicalLearningTime",
        "description*", "language*"]),
    ("rights", &["cost", "copyrightAndOtherRestrictions", "description"]),
    ("relation", &["kind", "resource"]),
    ("resource", &["identifier*", "description*"]),
    ("classification", &["purpose", "taxonPath*", "description", "keyword*"]),
    ("taxonPath", &["source", "taxon*"]),
    ("taxon", &["id", "entry"]),
    ("identifier", &["catalog", "entry"]),
    ("contribute", &["role", "entity*", "date"]),
    ("date", &["dateTime", "description"]),
    ("typicalLearningTime", &["duration", "description"]),
];
/// Texts in a language.
const TEXTS: &[&str] = &["title", "description", "keyword", "version", "coverage"];
/// Words of vocabularies.
const WORDS: &[&str] = &[
    "aggregationLevel",
    "lomfr:documentType",
    "scolomfr:generalResourceType",
    "role",
    "learningResourceType",
    "intendedEndUserRole",
    "cost",
    "copyrightAndOtherRestrictions",
    "kind",
    "purpose",
];

fn parsed(text: &str) -> Element {
    let mut reader = Reader::from_str(text);
    let mut open = vec![Element::default()];
    loop {
        match reader.read_event().unwrap() {
            Event::Start(start) => {
                let attributes = start
                    .attributes()
                    .map(|one| String::from_utf8_lossy(one.unwrap().key.as_ref()).into_owned());
                let attributes = attributes.collect();
                let name = String::from_utf8_lossy(start.name().as_ref()).into_owned();
                open.push(Element { name, attributes, ..Element::default() });
            }
            Event::End(_) => {
                let done = open.pop().unwrap();
                open.last_mut().unwrap().children.push(done);
            }
            Event::Text(piece) => open.last_mut().unwrap().text += &String::from_utf8_lossy(&piece),
            Event::Eof => return open.remove(0).children.remove(0),
            _ => {}
        }
    }
}

/// Asserts that an element is as the standard has it, and everything in it.
fn check(element: &Element, within: &str) {
    let names: Vec<&str> = element.children.iter().map(|child| child.name.as_str()).collect();
    let name = element.name.as_str();
    if WORDS.contains(&name) {
        let prefix = name.rsplit_once(':').map(|(prefix, _)| format!("{prefix}:")).unwrap_or_default();
        assert_eq!(names, ["source", "value", "label"].map(|part| format!("{prefix}{part}")), "{name}");
        let says = |at: usize| element.children[at].text.trim();
        assert!(says(0).starts_with("SCOLOMFRv") && says(1).starts_with("http"), "{element:?}");
        assert!(!says(2).is_empty(), "{element:?}");
        return;
    }
    let is_text = TEXTS.contains(&name)
        || within == "taxonPath" && name == "source"
        || within == "taxon" && name == "entry";
    if is_text {
        assert!(!names.is_empty() && names.iter().all(|one| *one == "string"), "{name}: {names:?}");
        for string in &element.children {
            assert!(string.attributes.iter().all(|one| one == "language") && !string.text.trim().is_empty());
        }
        return;
    }
    match CHILDREN.iter().find(|(known, _)| *known == name) {
        Some((_, allowed)) => in_order(name, &names, allowed),
        None => leaf(element),
    }
    element.children.iter().for_each(|child| check(child, name));
}

fn in_order(name: &str, names: &[&str], allowed: &[&str]) {
    let rank = |child: &str| allowed.iter().position(|one| one.trim_end_matches('*') == child);
    let ranks: Vec<usize> =
        names.iter().map(|child| rank(child).unwrap_or_else(|| panic!("{child} in {name}"))).collect();
    for pair in ranks.windows(2) {
        let many = allowed[pair[0]].ends_with('*');
        assert!(pair[0] < pair[1] || pair[0] == pair[1] && many, "the order of {name}: {names:?}");
    }
}

/// Asserts that what holds no element is of its form.
fn leaf(element: &Element) {
    let text = element.text.trim();
    assert!(element.children.is_empty() && !text.is_empty(), "{element:?}");
    match element.name.as_str() {
        "dateTime" => {
            let digits: String = text.chars().map(|c| if c.is_ascii_digit() { '0' } else { c }).collect();
            let day = digits.split('T').next().unwrap();
            assert!(["0000", "0000-00", "0000-00-00"].contains(&day), "{text}");
        }
        "duration" => assert!(text.parse::<jiff::Span>().is_ok() && text.starts_with('P'), "{text}"),
        "entity" => {
            let lines: Vec<&str> = text.lines().collect();
            assert_eq!(lines[..2], ["BEGIN:VCARD", "VERSION:3.0"], "{text}");
            assert_eq!(lines.last(), Some(&"END:VCARD"), "{text}");
            for wanted in ["FN:", "N:"] {
                assert_eq!(lines.iter().filter(|line| line.starts_with(wanted)).count(), 1, "{text}");
            }
        }
        "size" => assert!(text.parse::<u64>().is_ok(), "{text}"),
        "language" => assert!(text.starts_with("http://id.loc.gov/vocabulary/iso639-1/"), "{text}"),
        "format" => assert!(text.split_once('/').is_some(), "{text}"),
        "location" => assert!(url::Url::parse(text).is_ok(), "{text}"),
        "catalog" | "entry" | "metadataSchema" | "id" => {}
        other => panic!("{other} is no element of LOM here"),
    }
}

fn sound(record: &ResourceRecord) {
    let lom = parsed(&lom::lom(record, HERE));
    assert_eq!(lom.name, "lom");
    check(&lom, "");
    for compulsory in ["general", "lifeCycle", "metaMetadata", "technical", "rights", "classification"] {
        assert!(lom.children.iter().any(|child| child.name == compulsory), "{compulsory}");
    }
    let general = &lom.children[0];
    for compulsory in ["identifier", "title", "description"] {
        assert!(general.children.iter().any(|child| child.name == compulsory), "{compulsory}");
    }
}

#[test]
fn what_is_written_has_the_structure_of_the_standard() {
    sound(&whole());
    sound(&resource(&[(Field::Name, "Sans rien d’autre")], None));
    let one = |field, value| sound(&resource(&[(Field::Name, "Un"), (field, value)], Some("CC-BY-4.0")));
    for (field, value) in [
        (Field::ResourceKind, "course"),
        (Field::ResourceKind, "book"),
        (Field::ResourceKind, "video"),
        (Field::Free, "yes"),
        (Field::Free, "no"),
        (Field::Level, "6e"),
        (Field::Subject, "mathématiques"),
        (Field::ResourceType, "exercice"),
        (Field::Audience, "enseignant"),
        (Field::Duration, "PT1H30M"),
        (Field::Competence, "https://w3id.org/competence/1"),
        (Field::Competence, "calculer"),
        (Field::PartOf, "https://example.org/livre"),
        (Field::Related, "un autre"),
        (Field::Published, "2024-05"),
        (Field::Contributor, "Ada, Martin; \\ fille"),
        (Field::Organisation, "Académie d’Exemple"),
        (Field::Author, "Ada\nMartin"),
        (Field::Version, "2.1"),
        (Field::Identifier, "10.5281/zenodo.9"),
    ] {
        one(field, value);
    }
}
