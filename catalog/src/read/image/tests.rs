//! Pictures made here, with what they say of themselves.

use super::super::{Format, read as read_file};
use super::*;
use crate::licence::ALL_RIGHTS_RESERVED;
use crate::model::Fields;

const PACKET: &str = "<x:xmpmeta xmlns:x='adobe:ns:meta/'><rdf:RDF><rdf:Description>\
    <dc:title><rdf:Alt><rdf:li xml:lang='x-default'>Le volcan</rdf:li></rdf:Alt></dc:title>\
    <dc:creator><rdf:Seq><rdf:li>Ada Lovelace</rdf:li></rdf:Seq></dc:creator>\
    <xmpRights:WebStatement>https://creativecommons.org/licenses/by/4.0/</xmpRights:WebStatement>\
    </rdf:Description></rdf:RDF></x:xmpmeta>";

fn fields(path: &str, bytes: &[u8]) -> Fields {
    read_file(Format::Image, path, bytes).fields
}

fn chunk(kind: &[u8; 4], data: &[u8]) -> Vec<u8> {
    [&u32::try_from(data.len()).unwrap().to_be_bytes()[..], kind, data, &[0; 4]].concat()
}

fn holds(fields: &Fields) {
    assert_eq!(fields.value(Field::Name), Some("Le volcan"));
    assert_eq!(fields.values(Field::Author), ["Ada Lovelace"]);
    assert_eq!(fields.values(Field::Licence), ["CC-BY-4.0"]);
}

#[test]
fn the_packet_of_a_png_and_of_a_jpeg_is_read() {
    let data = [b"XML:com.adobe.xmp\0\0\0\0\0", PACKET.as_bytes()].concat();
    let png = [
        b"\x89PNG\r\n\x1a\n".to_vec(),
        chunk(b"iTXt", &data),
        chunk(b"tEXt", b"Copyright\0\xa9 X. Tous droits r\xe9serv\xe9s"),
        chunk(b"IEND", b""),
    ]
    .concat();
    let told = fields("a.png", &png);
    assert!(told.values(Field::Licence).contains(&ALL_RIGHTS_RESERVED));
    assert_eq!(told.values(Field::Rights), ["© X. Tous droits réservés"]);
    assert_eq!(told.value(Field::Name), Some("Le volcan"));
    let segment = [b"http://ns.adobe.com/xap/1.0/\0", PACKET.as_bytes()].concat();
    let length = u16::try_from(segment.len() + 2).unwrap().to_be_bytes();
    let jpeg = [b"\xff\xd8\xff\xe0\0\x04ab\xff\xe1", &length[..], &segment, b"\xff\xda\0\0"].concat();
    holds(&fields("a.jpg", &jpeg));
    for end in 0..jpeg.len() {
        let _ = fields("a.jpg", &jpeg[..end]);
    }
    for end in 0..png.len() {
        let _ = fields("a.png", &png[..end]);
    }
}

#[test]
fn a_drawing_says_its_title_licence_and_words() {
    let svg = "<?xml version='1.0'?>\n<!DOCTYPE svg PUBLIC \"-//W3C//DTD SVG 1.1//EN\" \"http://www.w3.org/x.dtd\">\n\
        <svg xmlns='http://www.w3.org/2000/svg' xml:lang='fr'><title>La cellule</title><desc>Une cellule animale.</desc>\
        <metadata><rdf:RDF><cc:Work><dc:title>La cellule animale</dc:title><dc:creator><cc:Agent><dc:title>Ada Lovelace</dc:title></cc:Agent></dc:creator>\
        <cc:license rdf:resource='http://creativecommons.org/licenses/by-sa/3.0/'/></cc:Work></rdf:RDF></metadata>\
        <script>alert(1)</script><g><text>Noyau <tspan>cellulaire</tspan></text></g></svg>";
    let reading = read_file(Format::Image, "cellule.svg", svg.as_bytes());
    let told = &reading.fields;
    assert_eq!(told.value(Field::Name), Some("La cellule animale"));
    assert_eq!(told.values(Field::Author), ["Ada Lovelace"]);
    assert_eq!(told.values(Field::Licence), ["CC-BY-SA-3.0"]);
    assert_eq!(told.values(Field::Language), ["fr"]);
    assert_eq!(reading.text.as_deref(), Some("Noyau\ncellulaire"));
}

#[test]
fn what_is_no_image_is_a_finding() {
    assert_eq!(read_file(Format::Image, "a.png", b"hello").findings.len(), 1);
    // Entities are never defined.
    let bomb = "<!DOCTYPE svg [<!ENTITY a \"x\">]><svg><title>&a;</title></svg>";
    let named = read_file(Format::Image, "a.svg", bomb.as_bytes()).fields;
    assert_eq!(named.values(Field::Name), ["a"], "the name of the file");
}
