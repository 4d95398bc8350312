//! Documents of LibreOffice: `meta.xml`, and the words of `content.xml`.
//!
//! Of spreadsheets only sentences are kept: their cells hold lists of pupils. Must not know the other
//! formats.

use super::super::sheet::Sheet;
use super::super::tree::Node;
use super::editable;
use super::entries::Package;
use super::office::{self, Marks};
use super::prose::Prose;
use crate::model::{Field, Severity};

const MARKS: Marks = Marks {
    paragraph: &[b"text:p", b"text:h"],
    item: &[b"text:list-item"],
    space: &[b"text:s", b"text:tab", b"text:line-break"],
    silent: &[b"office:annotation", b"text:tracked-changes", b"text:note", b"presentation:notes"],
    title: (&[b"text:h", b"text:p"], &["Title", "Titre", "Heading_20_1", "1"]),
    reach: b"text:p",
};

pub(in crate::read) fn read(sheet: &mut Sheet<'_>, bytes: &[u8]) {
    let Some(mut package) = Package::open(sheet, bytes, "a document of LibreOffice") else { return };
    if !package.holds("content.xml") {
        let told = (
            format!("{} is no document of LibreOffice: it holds no content.xml", sheet.path()),
            "Open it in LibreOffice and save it again.",
        );
        sheet.find(Severity::Error, "content_absent", told, None, None);
    }
    let sheets = sheet.path().to_lowercase().ends_with(".ods");
    let mut prose = Prose::default();
    let text = package.head(sheet, "content.xml", office::LOOKED_AT).unwrap_or_default();
    let title = office::gather(&text, &MARKS, &mut prose, &|words| !sheets || office::is_sentence(words));
    editable(sheet, "document", 0.5);
    if sheet.path().to_lowercase().ends_with(".odp") {
        sheet.say(Field::ResourceType, "diaporama", Some("format"), None, 0.4);
    }
    let meta = package.xml(sheet, "meta.xml");
    let told = meta
        .as_ref()
        .and_then(|root| root.get("meta"))
        .is_some_and(|meta| described(sheet, meta, prose.as_str()));
    office::shown(sheet, title.as_deref().filter(|_| !sheets), "text:h");
    if let Some(styles) = package.head(sheet, "styles.xml", office::LOOKED_AT).filter(|_| !told) {
        office::spelling(sheet, &styles, "<style:text-properties ", "fo:language=\"");
    }
    prose.keep(sheet, told);
}

/// What `meta.xml` says; whether it says a language.
fn described(sheet: &mut Sheet<'_>, meta: &Node, text: &str) -> bool {
    let said = |key: &str| meta.get(key).and_then(Node::text);
    let told = office::described(sheet, &said, text);
    if let Some(name) = said("initial-creator").or_else(|| said("creator")) {
        office::creator(sheet, name, "meta:initial-creator");
    }
    for key in ["subject", "keyword"] {
        meta.all(key).filter_map(Node::text).for_each(|text| office::keywords(sheet, text, key));
    }
    for (key, field) in [("creation-date", Field::Created), ("date", Field::Modified)] {
        sheet.day(field, key, meta.get(key));
    }
    for one in meta.all("user-defined") {
        let name = one.get("@name").and_then(Node::text).unwrap_or_default();
        if let Some(value) = one.get("#text").and_then(Node::text) {
            office::property(sheet, name, value);
        }
    }
    told
}

#[cfg(test)]
mod tests {
    use super::super::super::{Format, Reading, read};
    use crate::archive::zip::tests::zip;
    use crate::model::Field;

    const META: &str = "<office:document-meta><office:meta><dc:title>Les volcans</dc:title><dc:creator>zoe</dc:creator>\
        <meta:initial-creator>Ada Lovelace</meta:initial-creator><meta:keyword>SVT, géologie</meta:keyword>\
        <dc:language>fr-FR</dc:language><meta:creation-date>2024-03-21T17:04:00</meta:creation-date>\
        <meta:user-defined meta:name=\"Licence\">CC BY-SA 4.0</meta:user-defined>\
        <meta:user-defined meta:name=\"Info 2\"/></office:meta></office:document-meta>";
    const CONTENT: &str = "<office:document-content><text:h text:outline-level=\"1\">Les volcans en 5<text:s/>e</text:h>\
        <text:list><text:list-item><text:p>La &amp; lave</text:p></text:list-item></text:list>\
        <text:p>Un mot<office:annotation><text:p>à revoir</text:p></office:annotation> de plus</text:p>\
        </office:document-content>";

    fn of(name: &str, content: &str) -> Reading {
        read(
            Format::OpenDocument,
            name,
            &zip(&[("mimetype", ""), ("content.xml", content), ("meta.xml", META)]),
        )
    }

    #[test]
    fn properties_and_words_are_read() {
        let reading = of("x.odt", CONTENT);
        assert_eq!(reading.findings, []);
        assert_eq!(reading.fields.value(Field::Name), Some("Les volcans"));
        assert_eq!(reading.fields.values(Field::Author), ["Ada Lovelace"]);
        assert_eq!(reading.fields.values(Field::Keyword), ["SVT", "géologie"]);
        assert_eq!(reading.fields.values(Field::Licence), ["CC-BY-SA-4.0"]);
        assert_eq!(reading.fields.values(Field::Language), ["fr"]);
        assert_eq!(reading.fields.value(Field::Created), Some("2024-03-21"));
        assert_eq!(reading.text.as_deref(), Some("Les volcans en 5 e\n\n• La & lave\n\nUn mot de plus"));
    }

    #[test]
    fn names_in_the_cells_of_a_sheet_are_not_kept() {
        let cells = "<table:table-cell><text:p>Zoé Élève</text:p></table:table-cell>\
            <table:table-cell><text:p>Compléter le tableau de valeurs.</text:p></table:table-cell>";
        assert_eq!(of("x.ods", cells).text.as_deref(), Some("Compléter le tableau de valeurs."));
    }

    #[test]
    fn what_is_no_document_is_said() {
        let reading = read(Format::OpenDocument, "x.odt", &zip(&[("a", "")]));
        assert_eq!(reading.findings[0].code, "content_absent");
    }
}
