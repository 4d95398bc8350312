//! Which format of record a text is, by its root.
//!
//! Looks at the head of the text only; must not know file names.

use quick_xml::Reader;
use quick_xml::events::Event;

use crate::read::Format;
use crate::read::decode::decode;

/// How much of a file is looked at, in bytes.
const HEAD: usize = 16 * 1024;

/// Words by which a JSON text shows that it describes something to learn with.
const JSON: &[&str] = &["w3id.org/kim/amb", "\"LearningResource\"", "schema.org/LearningResource"];

/// The format of a file that is a record: LOM or Dublin Core in XML, alone or as OAI-PMH carries it, AMB
/// or a `LearningResource` in JSON. None of any other file.
#[must_use]
pub fn of(bytes: &[u8]) -> Option<Format> {
    let head = decode("", &bytes[..bytes.len().min(HEAD)], HEAD).0;
    let head = head.trim_start_matches('\u{feff}').trim_start();
    if head.starts_with('<') {
        return in_xml(head);
    }
    (head.starts_with(['{', '[']) && JSON.iter().any(|word| head.contains(word))).then_some(Format::Amb)
}

fn in_xml(head: &str) -> Option<Format> {
    let mut reader = Reader::from_str(head);
    // The wrapping of OAI-PMH is at most so deep, and its header has a few elements.
    for _ in 0..200 {
        match reader.read_event().ok()? {
            Event::Start(element) | Event::Empty(element) => match element.local_name().as_ref() {
                b"lom" => return Some(Format::Lom),
                b"dc" => return Some(Format::DublinCore),
                b"OAI-PMH" | b"responseDate" | b"request" | b"GetRecord" | b"ListRecords" | b"record"
                | b"header" | b"identifier" | b"datestamp" | b"setSpec" | b"metadata" => {}
                _ => return None,
            },
            Event::DocType(_) | Event::Eof => return None,
            _ => {}
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::of;
    use crate::read::Format;

    #[test]
    fn the_root_tells_what_a_text_is() {
        for (text, format) in [
            (
                "<?xml version=\"1.0\"?>\n<!-- x --><lom xmlns=\"http://ltsc.ieee.org/xsd/LOM\">",
                Some(Format::Lom),
            ),
            ("\u{feff}<l:lom xmlns:l=\"x\"/>", Some(Format::Lom)),
            ("<oai_dc:dc xmlns:oai_dc=\"x\"><dc:title>", Some(Format::DublinCore)),
            ("<record><header><identifier>a</identifier></header><metadata><x:dc>", Some(Format::DublinCore)),
            ("<html><body><dc/>", None),
            ("<!DOCTYPE lom><lom/>", None),
            ("<manifest><metadata><lom/>", None),
            ("{\"@context\": [\"https://w3id.org/kim/amb/context.jsonld\"]}", Some(Format::Amb)),
            ("[{\"@type\": \"LearningResource\"}]", Some(Format::Amb)),
            ("{\"name\": \"x\"}", None),
            ("", None),
        ] {
            assert_eq!(of(text.as_bytes()), format, "{text}");
        }
    }
}
