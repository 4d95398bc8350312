//! XMP, and the RDF of pictures drawn in SVG: title, creator, rights, licence, keywords.
//!
//! One reader for PDF, PNG, JPEG and SVG. Places and persons in pictures are not looked at; must not know
//! where a packet stood.

use super::language::language;
use super::sheet::{Sheet, clean};
use super::tree::{Node, Value, xml};
use super::{author, day, rights};
use crate::licence::parse_expression;
use crate::model::Field;

/// Longest packet read, in bytes.
const LONGEST: usize = 1024 * 1024;
/// Most values of one property.
const VALUES: usize = 50;

/// The statements of a packet, or of a whole document that holds some; none where it holds none.
pub(super) fn parse(text: &str) -> Option<Node> {
    let start = text.find("<rdf:RDF").or_else(|| text.find("<RDF"))?;
    let rest = super::sheet::cut(&text[start..], LONGEST);
    let end = rest.find("</rdf:RDF>").map(|end| end + 10).or_else(|| rest.find("</RDF>").map(|end| end + 6));
    let root = xml::parse(&rest[..end.unwrap_or(rest.len())]).root?;
    matches!(root.value, Value::Map(_)).then_some(root)
}

/// What the statements claim of the file they stand in.
pub(super) fn claims(sheet: &mut Sheet<'_>, packet: &Node) {
    // `Work` is Creative Commons' own; attributes are statements too.
    let subjects = packet.entries().filter(|(name, _)| matches!(*name, "Description" | "Work"));
    for (name, value) in subjects.flat_map(|(_, subject)| subject.entries()) {
        one(sheet, name.trim_start_matches('@'), value);
    }
}

fn one(sheet: &mut Sheet<'_>, name: &str, value: &Node) {
    let values = texts(value);
    let first = values.first().map(String::as_str).unwrap_or_default();
    match name {
        "title" => sheet.say(Field::Name, first, Some("dc:title"), None, 0.8),
        "description" => sheet.say(Field::Summary, first, Some("dc:description"), None, 0.6),
        "creator" => values.iter().for_each(|name| author::doubtful(sheet, name, "dc:creator", 0.7)),
        "attributionName" => sheet.author(first, Some("cc:attributionName"), None, 0.9),
        "rights" if value.get("Agent").is_some() => {
            sheet.say(Field::Holder, first, Some("dc:rights"), None, 0.8);
        }
        "rights" => rights::stated(sheet, first, "dc:rights", None, 0.9),
        "UsageTerms" => rights::stated(sheet, first, "xmpRights:UsageTerms", None, 0.9),
        "license" if !first.is_empty() => sheet.licence(first, "cc:license", None, 1.0),
        "WebStatement" if parse_expression(first).is_some() => {
            sheet.licence(first, "xmpRights:WebStatement", None, 0.95);
        }
        "subject" => {
            values.iter().for_each(|word| sheet.say(Field::Keyword, word, Some("dc:subject"), None, 0.8));
        }
        "language" => {
            for code in values.iter().filter_map(|value| language(value)) {
                sheet.say(Field::Language, &code, Some("dc:language"), None, 0.9);
            }
        }
        "CreateDate" | "ModifyDate" => {
            let field = if name == "CreateDate" { Field::Created } else { Field::Modified };
            if let Some(day) = day::of(first) {
                sheet.say(field, &day, Some(name), None, 0.6);
            }
        }
        _ => {}
    }
}

/// The texts of a value: of a list each, of a choice of languages the one for all, or French.
fn texts(value: &Node) -> Vec<String> {
    let mut found = Vec::new();
    let mut ahead = vec![value];
    while let Some(node) = ahead.pop() {
        if found.len() >= VALUES {
            break;
        }
        if let Some(text) = node.text().or_else(|| node.get("#text").and_then(Node::text)) {
            found.extend(shown(text));
            continue;
        }
        if let Some(resource) = node.get("@resource").and_then(Node::text) {
            found.extend(shown(resource));
        }
        if let Some(choice) = node.get("Alt") {
            let mut items: Vec<&Node> = choice.all("li").take(VALUES).collect();
            let language =
                |item: &&Node| item.get("@lang").and_then(Node::text).unwrap_or_default().to_owned();
            items.sort_by_key(|item| match language(item).as_str() {
                "x-default" => 0,
                fr if fr.starts_with("fr") => 1,
                _ => 2,
            });
            ahead.extend(items.first());
            continue;
        }
        let lists = node.entries().filter(|(name, _)| matches!(*name, "Seq" | "Bag"));
        let mut items: Vec<&Node> = lists.flat_map(|(_, list)| list.all("li")).take(VALUES).collect();
        items.extend(node.get("Agent").and_then(|agent| agent.get("title")));
        items.reverse();
        ahead.extend(items);
    }
    found
}

/// A value that says something: some printers write the bytes of a string as words.
fn shown(text: &str) -> Option<String> {
    let text = clean(text);
    (text.chars().any(char::is_alphanumeric) && !text.starts_with("\\376\\377")).then_some(text)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn statements_become_claims() {
        let packet = parse(
            "<?xpacket begin='' id='W5M0MpCehiHzreSzNTczkc9d'?><x:xmpmeta xmlns:x='adobe:ns:meta/'><rdf:RDF>\
             <rdf:Description xmlns:xmpRights='u' xmpRights:WebStatement='https://x.fr/droits'>\
             <dc:title><rdf:Alt><rdf:li xml:lang='en'>Volcano</rdf:li><rdf:li xml:lang='x-default'>Volcan</rdf:li></rdf:Alt></dc:title>\
             <dc:creator><rdf:Seq><rdf:li>Ada Lovelace</rdf:li><rdf:li>()</rdf:li></rdf:Seq></dc:creator>\
             <dc:subject><rdf:Bag><rdf:li>svt</rdf:li><rdf:li>lave</rdf:li></rdf:Bag></dc:subject>\
             <dc:rights><rdf:Alt><rdf:li>© Ada</rdf:li></rdf:Alt></dc:rights>\
             <cc:license rdf:resource='http://creativecommons.org/licenses/by-sa/4.0/'/>\
             </rdf:Description></rdf:RDF></x:xmpmeta>",
        );
        let mut sheet = Sheet::new("x.pdf");
        claims(&mut sheet, &packet.unwrap());
        let fields = sheet.done().fields;
        assert_eq!(fields.value(Field::Name), Some("Volcan"));
        assert_eq!(fields.values(Field::Author), ["Ada Lovelace"]);
        assert_eq!(fields.values(Field::Keyword), ["svt", "lave"]);
        assert_eq!(fields.values(Field::Licence), ["CC-BY-SA-4.0"]);
        assert_eq!(fields.values(Field::Rights), ["© Ada"]);
        assert!(parse("<svg/>").is_none());
    }
}
