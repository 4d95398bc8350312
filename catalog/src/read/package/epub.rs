//! EPUB books: what the package document says, and the text of the first chapters.
//!
//! Pages are in the order in which the book is read. Must not know the other formats.

use std::collections::HashMap;

use super::super::decode::PROSE_LIMIT;
use super::super::language::language;
use super::super::name::named_after_file;
use super::super::sheet::Sheet;
use super::super::teaching::taught;
use super::super::tree::Node;
use super::address::beside;
use super::credit::{person, rights, tag};
use super::entries::Package;
use super::prose::Prose;
use super::stripped;
use crate::model::{Field, Severity};

const CONTAINER: &str = "META-INF/container.xml";

pub(in crate::read) fn read(sheet: &mut Sheet<'_>, bytes: &[u8]) {
    let Some(mut package) = Package::open(sheet, bytes, "an EPUB book") else { return };
    sheet.say(Field::ResourceKind, "book", Some("format"), None, 0.8);
    let Some((place, root)) = document(sheet, &mut package) else {
        let told = (
            format!("{} is no EPUB book: nothing in it says where its package document is", sheet.path()),
            "Export the book again, and check it with EPUBCheck.",
        );
        sheet.find(Severity::Error, "opf_absent", told, Some(CONTAINER), None);
        named_after_file(sheet);
        return;
    };
    let mut prose = Prose::default();
    let told = root.get("metadata").is_some_and(|metadata| described(sheet, metadata, &mut prose));
    if !sheet.says(Field::Name) {
        named_after_file(sheet);
    }
    chapters(sheet, &mut package, &place, &root, &mut prose);
    prose.keep(sheet, told);
}

/// The package document, where the container says, else where one lies.
fn document(sheet: &mut Sheet<'_>, package: &mut Package<'_>) -> Option<(String, Node)> {
    let container = package.xml(sheet, CONTAINER);
    let stated =
        container.as_ref().and_then(|node| node.at("rootfiles.rootfile.@full-path")).and_then(Node::text);
    let stated = stated.and_then(|path| beside("", path)).filter(|place| package.holds(place));
    let place = stated.or_else(|| package.names().find(|name| name.ends_with(".opf")).map(str::to_owned))?;
    let root = package.xml(sheet, &place)?;
    Some((place, root))
}

/// The text of an element, which may have attributes.
fn said(node: &Node) -> Option<&str> {
    let text = node.text().or_else(|| node.get("#text")?.text())?.trim();
    (!text.is_empty()).then_some(text)
}

/// What the metadata say; whether they say a language.
fn described(sheet: &mut Sheet<'_>, metadata: &Node, prose: &mut Prose) -> bool {
    let all = |key: &'static str| metadata.all(key).filter_map(said);
    if let Some(title) = all("title").next() {
        sheet.say(Field::Name, title, Some("dc:title"), None, 1.0);
        taught(sheet, title, ("dc:title", None), 0.6);
    }
    people(sheet, metadata);
    for text in all("description").take(1) {
        let text = stripped::line(text);
        sheet.say(Field::Description, &text, Some("dc:description"), None, 1.0);
        sheet.say(Field::Summary, &text, Some("dc:description"), None, 0.8);
    }
    for word in all("subject") {
        sheet.say(Field::Keyword, word, Some("dc:subject"), None, 1.0);
        sheet.school(word, Some("dc:subject"), None, 0.7);
    }
    all("publisher").for_each(|name| sheet.say(Field::Organisation, name, Some("dc:publisher"), None, 0.8));
    all("rights").for_each(|text| rights(sheet, text, "dc:rights", 1.0));
    all("source").for_each(|text| sheet.link(Field::BasedOn, text, "dc:source", None, 0.7));
    all("identifier").for_each(|text| identified(sheet, text));
    sheet.day(
        Field::Published,
        "dc:date",
        metadata.get("date").and_then(|date| date.get("#text").or(Some(date))),
    );
    properties(sheet, metadata, prose);
    let codes: Vec<String> = all("language").filter_map(language).collect();
    for code in &codes {
        sheet.say(Field::Language, code, Some("dc:language"), None, 1.0);
    }
    !codes.is_empty()
}

/// Authors, and others who took part, by the role that EPUB 2 writes at the name and EPUB 3 beside it.
fn people(sheet: &mut Sheet<'_>, metadata: &Node) {
    let mut beside: HashMap<&str, &str> = HashMap::new();
    for meta in metadata.all("meta").filter(|meta| meta.get("@property").and_then(Node::text) == Some("role"))
    {
        if let Some((id, role)) = meta.get("@refines").and_then(Node::text).zip(said(meta)) {
            beside.insert(id.trim_start_matches('#'), role);
        }
    }
    for key in ["creator", "contributor"] {
        for node in metadata.all(key) {
            let Some(name) = said(node).and_then(person) else { continue };
            let own = node.get("@role").and_then(Node::text);
            let id = node.get("@id").and_then(Node::text);
            let role = own.or_else(|| beside.get(id?).copied());
            match (key, role) {
                ("creator", None | Some("aut")) | (_, Some("aut")) => {
                    sheet.author(&name, Some("dc:creator"), None, 1.0);
                }
                // Programs name themselves as the producer of the book.
                (_, Some("bkp")) => {}
                (_, role) => sheet.say(Field::Contributor, &name, Some(&tag(role.unwrap_or(key))), None, 0.9),
            }
        }
    }
}

/// ISBN, in whatever spelling, beside what the sheet knows as identifiers.
fn identified(sheet: &mut Sheet<'_>, text: &str) {
    let bare = text.trim_start_matches("urn:").trim_start_matches("isbn:").trim_start_matches("ISBN");
    let digits: String = bare.chars().filter(|c| !matches!(c, '-' | ' ' | ':')).collect();
    let isbn =
        digits.len() == 13 && digits.starts_with("97") && digits.bytes().all(|byte| byte.is_ascii_digit());
    if isbn {
        sheet.say(Field::Identifier, &format!("urn:isbn:{digits}"), Some("dc:identifier"), None, 1.0);
    } else {
        sheet.identifier(text, "dc:identifier", None);
    }
}

/// Properties of EPUB 3: when it was changed, and for whom it can be read.
fn properties(sheet: &mut Sheet<'_>, metadata: &Node, prose: &mut Prose) {
    for meta in metadata.all("meta") {
        let name = meta.get("@property").and_then(Node::text).unwrap_or_default();
        match name {
            "dcterms:modified" => {
                sheet.day(Field::Modified, name, meta.get("#text"));
            }
            // No field of its own, but a teacher may search for it.
            "schema:accessibilitySummary" => said(meta).into_iter().for_each(|text| prose.plain(text)),
            "dcterms:license" | "cc:license" => {
                said(meta).into_iter().for_each(|text| rights(sheet, text, name, 1.0));
            }
            _ => {}
        }
    }
    for link in metadata.all("link") {
        let is_licence = link.get("@rel").and_then(Node::text).is_some_and(|rel| rel.ends_with("license"));
        if let Some(address) = link.get("@href").and_then(Node::text).filter(|_| is_licence) {
            rights(sheet, address, "link", 1.0);
        }
    }
}

/// Gathers the text of the book from its beginning.
fn chapters(sheet: &mut Sheet<'_>, package: &mut Package<'_>, place: &str, root: &Node, prose: &mut Prose) {
    let listed = root.get("manifest").into_iter().flat_map(|list| list.all("item"));
    let pages: HashMap<&str, &str> =
        listed.filter_map(|item| Some((item.get("@id")?.text()?, item.get("@href")?.text()?))).collect();
    for one in root.get("spine").into_iter().flat_map(|list| list.all("itemref")) {
        if prose.is_full() {
            return;
        }
        let address = one.get("@idref").and_then(Node::text).and_then(|id| pages.get(id));
        let name = address.and_then(|address| beside(place, address));
        if let Some(text) = name.and_then(|name| package.head(sheet, &name, PROSE_LIMIT)) {
            prose.html(&text);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::super::{Format, read};
    use super::CONTAINER;
    use crate::archive::zip::tests::zip;
    use crate::model::Field;

    const PLACES: &str =
        "<container><rootfiles><rootfile full-path=\"OEBPS/livre.opf\"/></rootfiles></container>";
    const BOOK: &str = r##"<package><metadata><dc:title id="t">La Terre en 5e</dc:title>
        <dc:creator id="a">Ada Lovelace</dc:creator><dc:creator id="b">Léa Petit</dc:creator>
        <meta refines="#b" property="role">ill</meta><dc:contributor opf:role="bkp">calibre (5.0)</dc:contributor>
        <dc:language>fr-FR</dc:language><dc:rights>Licence CC BY-SA 4.0</dc:rights>
        <dc:identifier id="i">urn:isbn:978-2-1234-5680-3</dc:identifier><dc:subject>SVT</dc:subject>
        <meta property="dcterms:modified">2026-02-03T10:00:00Z</meta>
        <meta property="schema:accessibilitySummary">Images décrites.</meta></metadata>
        <manifest><item id="c1" href="ch%201.xhtml"/><item id="c2" href="../fin.xhtml"/></manifest>
        <spine><itemref idref="c2"/><itemref idref="c1"/></spine></package>"##;

    #[test]
    fn a_book_is_read_in_its_order() {
        let files = [
            ("mimetype", "application/epub+zip"),
            (CONTAINER, PLACES),
            ("OEBPS/livre.opf", BOOK),
            (
                "OEBPS/ch 1.xhtml",
                "<!DOCTYPE html><html><head><title>x</title></head><body><p>Second</p></body></html>",
            ),
            ("fin.xhtml", "<p>Premier</p>"),
        ];
        let reading = read(Format::Epub, "livre.epub", &zip(&files));
        assert_eq!(reading.findings, []);
        let values = |field| reading.fields.values(field);
        assert_eq!(values(Field::Name), ["La Terre en 5e"]);
        assert_eq!(values(Field::Author), ["Ada Lovelace"]);
        assert_eq!(values(Field::Contributor), ["Léa Petit"]);
        assert_eq!(values(Field::Licence), ["CC-BY-SA-4.0"]);
        assert_eq!(values(Field::Language), ["fr"]);
        assert_eq!(values(Field::Identifier), ["urn:isbn:9782123456803"]);
        assert_eq!(values(Field::Modified), ["2026-02-03"]);
        assert_eq!(values(Field::Level), ["5e"]);
        assert_eq!(reading.text.as_deref(), Some("Images décrites.\n\nPremier\n\nSecond"));
    }

    #[test]
    fn a_book_without_a_package_document_is_said() {
        let reading = read(Format::Epub, "mon_livre.epub", &zip(&[(CONTAINER, "<container/>")]));
        assert_eq!(reading.findings[0].code, "opf_absent");
        assert_eq!(reading.fields.value(Field::Name), Some("mon livre"));
    }
}
