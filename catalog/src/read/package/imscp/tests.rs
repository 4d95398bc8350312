//! Packages made by hand, after the manifests that SCORM, IMS and Canvas write.

use super::super::super::{Format, read};
use crate::archive::zip::tests::{zip, zip_of_bytes};
use crate::model::Field;

const SCORM: &str = r#"<manifest xmlns:imsmd="x" xmlns:adlcp="y"><metadata><schema>ADL SCORM</schema><schemaversion>1.2</schemaversion>
    <adlcp:location>meta/lom.xml</adlcp:location></metadata>
    <organizations><organization><title>Les ions</title><item><title>Chapitre 1</title>
      <item identifierref="r1"><title>Anions</title></item></item></organization></organizations>
    <resources><resource identifier="r1" href="a.html"><file href="a.html"/><file href="../x.html"/></resource></resources></manifest>"#;
const LOM: &str = r#"<imsmd:lom><imsmd:general><imsmd:title><imsmd:langstring xml:lang="en">Ions</imsmd:langstring>
    <imsmd:langstring xml:lang="fr">Les ions en 3e</imsmd:langstring></imsmd:title><imsmd:language>fr</imsmd:language>
    <imsmd:keyword><imsmd:langstring>chimie</imsmd:langstring></imsmd:keyword></imsmd:general>
    <imsmd:lifecycle><imsmd:contribute><imsmd:role><imsmd:value><imsmd:langstring>Author</imsmd:langstring></imsmd:value></imsmd:role>
    <imsmd:centity><imsmd:vcard>BEGIN:VCARD
FN:Ada Lovelace
EMAIL:ada@example.org
TEL:0600000000
END:VCARD</imsmd:vcard></imsmd:centity></imsmd:contribute></imsmd:lifecycle>
    <imsmd:rights><imsmd:description><imsmd:langstring>Licence CC BY-SA 4.0</imsmd:langstring></imsmd:description></imsmd:rights></imsmd:lom>"#;

#[test]
fn a_scorm_package_is_read_with_its_record_apart() {
    let bytes = zip(&[("imsmanifest.xml", SCORM), ("meta/lom.xml", LOM), ("a.html", "<h1>Les anions</h1>")]);
    let reading = read(Format::ContentPackage, "ions.zip", &bytes);
    assert_eq!(reading.findings, []);
    assert_eq!(reading.fields.value(Field::Name), Some("Les ions en 3e"));
    assert_eq!(reading.fields.values(Field::Level), ["3e"]);
    assert_eq!(reading.fields.values(Field::Platform), ["SCORM 1.2"]);
    assert_eq!(reading.fields.values(Field::Author), ["Ada Lovelace"]);
    assert_eq!(reading.fields.values(Field::Licence), ["CC-BY-SA-4.0"]);
    assert_eq!(reading.text.as_deref(), Some("Chapitre 1\n\n• Anions\n\nLes anions"));
    assert_eq!(reading.attachments.iter().map(|file| file.place.as_str()).collect::<Vec<_>>(), ["a.html"]);
    let all = serde_json::to_string(&reading).unwrap();
    assert!(!all.contains("0600000000") && !all.contains("ada@"));
}

#[test]
fn a_package_inside_a_package_is_a_part_of_it() {
    let design = |title: &str| {
        format!(
            "<manifest><organizations><learning-design><title>{title}</title><components><environments><environment>\
             <learning-object><title>Fiche</title><item identifierref=\"o\"/><metadata><lom><rights><description>\
             <string>CC BY 4.0</string></description></rights></lom></metadata></learning-object></environment>\
             </environments></components></learning-design></organizations><resources><resource identifier=\"o\" \
             href=\"fiche.pdf\"/></resources></manifest>"
        )
    };
    let inner = zip(&[("imsmanifest.xml", &design("Dedans"))]);
    let manifest = design("Dehors");
    let outer = zip_of_bytes(&[
        ("imsmanifest.xml", manifest.as_bytes()),
        ("fiche.pdf", b"%PDF"),
        ("autre/dedans.zip", &inner),
    ]);
    let reading = read(Format::ContentPackage, "x.zip", &outer);
    assert_eq!(reading.fields.values(Field::HasPart), ["Dedans"]);
    assert_eq!(reading.fields.value(Field::Name), Some("Dehors"));
    // The licence of a part is not that of the whole.
    assert!(reading.fields.claims(Field::Licence).is_empty());
    assert_eq!(reading.attachments[0].licence.as_deref(), Some("CC-BY-4.0"));
}

#[test]
fn a_manifest_comes_alone_or_empty() {
    let reading = read(Format::ContentPackage, "cours/ions/imsmanifest.xml", b"<manifest/>");
    assert_eq!((reading.fields.value(Field::Name), reading.findings.len()), (Some("ions"), 0));
    for (name, bytes, code) in [
        ("imsmanifest.xml", b" \n".to_vec(), "manifest_empty"),
        ("a.zip", zip(&[("imsmanifest.xml", ""), ("a.html", "<p>Une page</p>")]), "manifest_empty"),
        ("a.imscc", zip(&[("a.html", "")]), "manifest_absent"),
        ("a.imscc", b"<manifest/>".to_vec(), "package_unreadable"),
        ("imsmanifest.xml", b"<!DOCTYPE a [<!ENTITY b 'c'>]><manifest/>".to_vec(), "syntax"),
    ] {
        let reading = read(Format::ContentPackage, name, &bytes);
        assert_eq!(reading.findings[0].code, code, "{name}");
    }
}
