//! Documents of Microsoft Office: `docProps`, and the words of texts, slides and shared strings.
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

const TEXT: Marks = Marks {
    paragraph: &[b"w:p"],
    item: &[b"w:numPr"],
    space: &[b"w:tab", b"w:br", b"w:cr"],
    silent: &[b"w:del", b"w:instrText", b"mc:Fallback"],
    title: (&[b"w:pStyle"], &["Title", "Titre"]),
    reach: b"w:p",
};
const SLIDE: Marks = Marks {
    paragraph: &[b"a:p"],
    item: &[b"a:buChar", b"a:buAutoNum"],
    space: &[b"a:br", b"a:tab"],
    silent: &[b"p:timing", b"mc:Fallback"],
    title: (&[b"p:ph"], &["ctrTitle", "title"]),
    reach: b"p:sp",
};
const STRINGS: Marks =
    Marks { paragraph: &[b"si"], item: &[], space: &[], silent: &[b"rPh"], title: (&[], &[]), reach: b"si" };

/// Where the language of spelling is set.
const SPELLING: &[(&str, &str, &str)] =
    &[("word/styles.xml", "<w:lang ", "w:val=\""), ("ppt/slides/slide1.xml", "<a:rPr ", "lang=\"")];

pub(in crate::read) fn read(sheet: &mut Sheet<'_>, bytes: &[u8]) {
    let Some(mut package) = Package::open(sheet, bytes, "a document of Microsoft Office") else { return };
    if !package.holds("[Content_Types].xml") {
        let told = (
            format!("{} is no document of Microsoft Office: it holds no [Content_Types].xml", sheet.path()),
            "Open it in the program it was made with and save it again.",
        );
        sheet.find(Severity::Error, "content_absent", told, None, None);
    }
    let mut prose = Prose::default();
    let title = words(sheet, &mut package, &mut prose);
    editable(sheet, "document", 0.5);
    if package.holds("ppt/presentation.xml") {
        sheet.say(Field::ResourceType, "diaporama", Some("format"), None, 0.4);
    }
    let core = package.xml(sheet, "docProps/core.xml");
    let told = core.as_ref().is_some_and(|core| described(sheet, core, prose.as_str()));
    if let Some(custom) = package.xml(sheet, "docProps/custom.xml") {
        for one in custom.all("property") {
            let name = one.get("@name").and_then(Node::text).unwrap_or_default();
            let value = ["lpwstr", "lpstr"].into_iter().find_map(|key| one.get(key)?.text());
            value.into_iter().for_each(|value| office::property(sheet, name, value));
        }
    }
    office::shown(sheet, title.as_deref(), "title");
    for (entry, element, attribute) in SPELLING {
        if let Some(text) = package.head(sheet, entry, office::LOOKED_AT).filter(|_| !told) {
            office::spelling(sheet, &text, element, attribute);
        }
    }
    prose.keep(sheet, told);
}

/// Gathers the words of the document; the title that is marked as one.
fn words(sheet: &mut Sheet<'_>, package: &mut Package<'_>, prose: &mut Prose) -> Option<String> {
    if let Some(text) = package.head(sheet, "word/document.xml", office::LOOKED_AT) {
        return office::gather(&text, &TEXT, prose, &|_| true);
    }
    let number =
        |name: &str| name.strip_prefix("ppt/slides/slide")?.strip_suffix(".xml")?.parse::<u32>().ok();
    let mut slides: Vec<u32> = package.names().filter_map(number).collect();
    slides.sort_unstable();
    let mut first = None;
    for slide in slides {
        if prose.is_full() {
            return first;
        }
        if let Some(text) = package.head(sheet, &format!("ppt/slides/slide{slide}.xml"), office::LOOKED_AT) {
            let title = office::gather(&text, &SLIDE, prose, &|_| true);
            first = first.or(title.filter(|_| slide == 1));
        }
    }
    if let Some(text) = package.head(sheet, "xl/sharedStrings.xml", office::LOOKED_AT) {
        office::gather(&text, &STRINGS, prose, &office::is_sentence);
    }
    first
}

/// What `core.xml` says; whether it says a language.
fn described(sheet: &mut Sheet<'_>, core: &Node, text: &str) -> bool {
    // Elements have an attribute with their type beside their text.
    let said = |key: &str| core.get(key).and_then(|node| node.text().or_else(|| node.get("#text")?.text()));
    let told = office::described(sheet, &said, text);
    if let Some(name) = said("creator") {
        // Several are written with semicolons.
        name.split(';').for_each(|name| office::creator(sheet, name, "dc:creator"));
    }
    for key in ["subject", "keywords"] {
        said(key).into_iter().for_each(|text| office::keywords(sheet, text, key));
    }
    for (key, field) in [("created", Field::Created), ("modified", Field::Modified)] {
        let node = core.get(key);
        sheet.day(field, key, node.and_then(|node| node.get("#text")).or(node));
    }
    told
}

#[cfg(test)]
mod tests {
    use super::super::super::{Format, read};
    use crate::archive::zip::tests::zip;
    use crate::model::Field;

    const CORE: &str = "<cp:coreProperties><dc:title>Compte rendu du conseil</dc:title><dc:creator>Ada Lovelace;j</dc:creator>\
        <cp:keywords>NSI; réseaux</cp:keywords><dcterms:created xsi:type=\"dcterms:W3CDTF\">2024-03-21T10:00:00Z</dcterms:created>\
        </cp:coreProperties>";
    const CUSTOM: &str = "<Properties><property name=\"Licence\"><vt:lpwstr>CC BY 4.0</vt:lpwstr></property>\
        <property name=\"Secret\"><vt:lpwstr>MIT</vt:lpwstr></property></Properties>";
    const TYPES: (&str, &str) = ("[Content_Types].xml", "<Types/>");

    #[test]
    fn a_text_is_read_and_the_title_of_another_document_stands_back() {
        let document = "<w:document><w:body><w:p><w:pPr><w:pStyle w:val=\"Titre\"/></w:pPr><w:r><w:t>Les réseaux</w:t></w:r></w:p>\
            <w:p><w:pPr><w:numPr/></w:pPr><w:r><w:t>Une adresse</w:t><w:tab/><w:t>IP</w:t></w:r>\
            <w:del><w:r><w:delText>supprimé</w:delText></w:r></w:del></w:p></w:body></w:document>";
        let files = [
            TYPES,
            ("word/document.xml", document),
            ("docProps/core.xml", CORE),
            ("docProps/custom.xml", CUSTOM),
        ];
        let reading = read(Format::Ooxml, "reseaux_nsi.docx", &zip(&files));
        assert_eq!(reading.findings, []);
        assert_eq!(reading.fields.value(Field::Name), Some("Les réseaux"));
        assert_eq!(reading.fields.values(Field::Author), ["Ada Lovelace"]);
        assert_eq!(reading.fields.values(Field::Licence), ["CC-BY-4.0"]);
        assert_eq!(reading.fields.values(Field::Subject), ["numérique et sciences informatiques"]);
        assert_eq!(reading.fields.value(Field::Created), Some("2024-03-21"));
        assert_eq!(reading.text.as_deref(), Some("Les réseaux\n\n• Une adresse IP"));
    }

    #[test]
    fn slides_stand_in_the_order_of_their_numbers() {
        let slide = |kind: &str, text: &str| {
            format!(
                "<p:sld><p:sp><p:ph type=\"{kind}\"/><a:p><a:r><a:t>{text}</a:t></a:r></a:p></p:sp><p:sp><a:p/></p:sp></p:sld>"
            )
        };
        let (first, second, tenth) = (slide("ctrTitle", "Un"), slide("title", "Deux"), slide("title", "Dix"));
        let files = [
            TYPES,
            ("ppt/slides/slide10.xml", tenth.as_str()),
            ("ppt/slides/slide2.xml", &second),
            ("ppt/slides/slide1.xml", &first),
        ];
        let reading = read(Format::Ooxml, "x.pptx", &zip(&files));
        assert_eq!(reading.text.as_deref(), Some("Un\n\nDeux\n\nDix"));
        assert_eq!(reading.fields.value(Field::Name), Some("Un"));
    }

    #[test]
    fn names_in_the_cells_of_a_sheet_are_not_kept() {
        let strings = "<sst><si><t>Zoé Élève</t></si><si><r><t>Compléter le </t></r><r><t>tableau suivant</t></r></si></sst>";
        let files = [TYPES, ("xl/workbook.xml", ""), ("xl/sharedStrings.xml", strings)];
        let reading = read(Format::Ooxml, "x.xlsx", &zip(&files));
        assert_eq!(reading.text.as_deref(), Some("Compléter le tableau suivant"));
    }
}
