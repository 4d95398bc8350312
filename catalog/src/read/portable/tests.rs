//! A PDF made here, whole, cut, changed, and made to do harm.

use std::io::Write;

use super::super::{Format, Reading, read as read_file};
use crate::model::Field;

fn packed(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = flate2::write::ZlibEncoder::new(Vec::new(), flate2::Compression::fast());
    encoder.write_all(bytes).unwrap();
    encoder.finish().unwrap()
}

fn stream(entries: &str, bytes: &[u8]) -> Vec<u8> {
    let head = format!("<< {entries} /Length {} >>\nstream\n", bytes.len());
    [head.as_bytes(), bytes, b"\nendstream"].concat()
}

/// A document whose pages, fonts and information lie in a container of objects.
pub(super) fn sample(trailer: &str) -> Vec<u8> {
    let inside = [
        (1, "<< /Type /Catalog /Pages 2 0 R /Metadata 7 0 R /Lang (fr-FR) >>"),
        (2, "<< /Type /Pages /Kids [3 0 R] /Count 1 /Resources << /Font << /F1 5 0 R /F2 6 0 R >> >> >>"),
        (3, "<< /Type /Page /Parent 2 0 R /Contents [4 0 R] >>"),
        (
            5,
            "<< /Type /Font /Subtype /Type1 /Encoding << /BaseEncoding /WinAnsiEncoding /Differences [1 /eacute /fi] >> >>",
        ),
        (
            6,
            "<< /Type /Font /Subtype /Type0 /Encoding /Identity-H /ToUnicode 8 0 R /DescendantFonts [<< /DW 500 >>] >>",
        ),
        (
            9,
            "<< /Title <FEFF004C0065007300200076006F006C00630061006E0073> /Author (Ada Lovelace) /Keywords (svt, lave) \
             /CreationDate (D:20250901120000+02'00') >>",
        ),
    ];
    let (mut table, mut body) = (String::new(), String::new());
    for (number, object) in inside {
        table.push_str(&format!("{number} {} ", body.len()));
        body.push_str(object);
        body.push(' ');
    }
    let holder = packed(format!("{table}{body}").as_bytes());
    let drawn = b"BT /F1 12 Tf 72 700 Td (D\\001roulement) Tj 0 -14 Td [(Dur\xe9e)-300(: 1h30)] TJ ET\n\
        BT /F2 12 Tf 1 0 0 1 72 600 Tm <00030004> Tj ET";
    let map = b"1 begincodespacerange <0000> <FFFF> endcodespacerange 1 beginbfrange <0003> <0004> <0041> endbfrange";
    let xmp = "<rdf:RDF><rdf:Description><cc:license rdf:resource='http://creativecommons.org/licenses/by/4.0/'/>\
        </rdf:Description></rdf:RDF>";
    let objects = [
        (4, stream("/Filter /FlateDecode", &packed(drawn))),
        (7, stream("/Type /Metadata", xmp.as_bytes())),
        (8, stream("/Filter [/FlateDecode]", &packed(map))),
        (10, stream(&format!("/Type /ObjStm /N 6 /First {} /Filter /FlateDecode", table.len()), &holder)),
    ];
    let mut file = b"%PDF-1.7\n".to_vec();
    for (number, object) in objects {
        file.extend(format!("{number} 0 obj\n").bytes().chain(object).chain(*b"\nendobj\n"));
    }
    file.extend(format!("trailer << /Root 1 0 R /Info 9 0 R {trailer} >>\nstartxref\n0\n%%EOF\n").bytes());
    file
}

fn pdf(bytes: &[u8]) -> Reading {
    read_file(Format::Pdf, "cours/volcans.pdf", bytes)
}

#[test]
fn information_packet_and_words_are_read() {
    let reading = pdf(&sample(""));
    let told = &reading.fields;
    assert_eq!(told.value(Field::Name), Some("Les volcans"));
    assert_eq!(told.values(Field::Author), ["Ada Lovelace"]);
    assert_eq!(told.values(Field::Keyword), ["svt", "lave"]);
    assert_eq!(told.values(Field::Licence), ["CC-BY-4.0"]);
    assert_eq!(told.values(Field::Language), ["fr"]);
    assert_eq!(told.value(Field::Created), Some("2025-09-01"));
    assert_eq!(told.value(Field::Duration), Some("PT1H30M"));
    assert_eq!(reading.text.as_deref(), Some("Déroulement\nDurée : 1h30\n\nAB"));
    assert!(reading.findings.is_empty(), "{:?}", reading.findings);
}

#[test]
fn what_is_locked_empty_or_no_pdf_is_a_finding() {
    let codes =
        |bytes: &[u8]| pdf(bytes).findings.into_iter().map(|finding| finding.code).collect::<Vec<_>>();
    assert_eq!(codes(&sample("/Encrypt 11 0 R")), ["encrypted"]);
    assert_eq!(codes(b"bonjour"), ["syntax"]);
    let empty = b"%PDF-1.4\n1 0 obj << /Type /Catalog /Pages 2 0 R >> endobj 2 0 obj << /Kids [] >> endobj\ntrailer << /Root 1 0 R >>";
    assert_eq!(codes(empty), ["no_text"]);
}

#[test]
fn a_document_cut_or_changed_anywhere_is_read_without_failure() {
    let whole = sample("");
    for end in 0..whole.len() {
        let _ = pdf(&whole[..end]);
    }
    for at in 0..whole.len() {
        let mut changed = whole.clone();
        changed[at] ^= 0x15;
        let _ = pdf(&changed);
    }
}

#[test]
fn hostile_documents_end() {
    let begun = std::time::Instant::now();
    let head = b"%PDF-1.4\n".to_vec();
    let again = |text: &str, times: usize| [head.clone(), text.repeat(times).into_bytes()].concat();
    let looped = b"%PDF-1.4\n1 0 obj << /Type /Catalog /Pages 2 0 R >> endobj 2 0 obj << /Kids [2 0 R 2 0 R] /Length 2 0 R >>\
        stream x endstream endobj 3 0 obj 3 0 R endobj\ntrailer << /Root 1 0 R /Info 3 0 R >>";
    let _ = pdf(looped);
    let itself = b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj 2 0 obj<</Kids[3 0 R]>>endobj \
        3 0 obj<</Contents 4 0 R/Resources<</XObject<</X 4 0 R>>>>>>endobj \
        4 0 obj<</Subtype/Form/Length 30>>stream\n/X Do /X Do /X Do /X Do /X Do \nendstream endobj trailer<</Root 1 0 R>>";
    let _ = pdf(itself);
    for bytes in [
        again("[", 1 << 20),
        again("1 0 obj<<", 1 << 17),
        again("1 0 obj<</Type/ObjStm ", 1 << 15),
        again("(", 1 << 20),
    ] {
        let _ = pdf(&bytes);
    }
    assert!(begun.elapsed().as_secs() < 60, "{:?}", begun.elapsed());
}
