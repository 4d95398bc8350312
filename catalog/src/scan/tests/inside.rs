//! Archives and documents: what is in them is read, and what cannot be is said.

use std::io::Write as _;

use super::{key, rules, scanner};
use crate::archive::zip::tests::zip;
use crate::model::Weight;

const LIST: &str = "Nom;Prénom;Classe\nDurand;Lou;5A\nPetit;Alix;5A\nRoux;Sacha;5B\n";

fn gz(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
    encoder.write_all(bytes).unwrap();
    encoder.finish().unwrap()
}

/// A tape archive of one file, by the POSIX format.
fn tar(name: &str, text: &[u8]) -> Vec<u8> {
    let mut head = vec![0; 512];
    head[..name.len()].copy_from_slice(name.as_bytes());
    head[124..135].copy_from_slice(format!("{:011o}", text.len()).as_bytes());
    head[156] = b'0';
    head[257..262].copy_from_slice(b"ustar");
    let filled = text.len().next_multiple_of(512);
    let mut body = text.to_vec();
    body.resize(filled, 0);
    [head, body, vec![0; 1024]].concat()
}

#[test]
fn lists_and_keys_inside_archives_are_found() {
    let seen = |path: &str, bytes: &[u8]| rules(&scanner().file(path, bytes)).join(" ");
    let list = zip(&[("groupe.csv", LIST)]);
    assert_eq!(seen("a.zip", &list), "list-of-pupils");
    assert_eq!(seen("a.csv.gz", &gz(LIST.as_bytes())), "list-of-pupils");
    assert_eq!(seen("a.tar", &tar("groupe.csv", LIST.as_bytes())), "list-of-pupils");
    assert_eq!(seen("a.mbz", &gz(&tar("groupe.csv", LIST.as_bytes()))), "list-of-pupils");
    assert_eq!(seen("a.tar.gz", &gz(&tar("b", key().as_bytes()))), "github-token");
    let nested = tar("classe.zip", &list);
    assert_eq!(seen("a.tar", &nested), "list-of-pupils", "an archive inside another");
    let bottomless = (0..4).fold(list, |inner, _| tar("classe.zip", &inner));
    assert_eq!(seen("a.tar", &bottomless), "not-wholly-read");
    // What a file of an archive is called says as much as what any file is called.
    assert_eq!(seen("a.zip", &zip(&[("b/id_rsa", "x")])), seen("b/id_rsa", b"x"));
}

#[test]
fn what_could_not_be_read_holds_and_other_bytes_are_another_finding() {
    let one = |bytes: &[u8]| {
        let seen = scanner().file("eleves.xlsx", bytes);
        assert_eq!((rules(&seen), seen[0].weight), (vec!["not-wholly-read"], Weight::Hold));
        seen[0].id.clone()
    };
    let large = "a".repeat((24 << 20) + 1);
    let strings = one(&zip(&[("xl/sharedStrings.xml", &large), ("xl/worksheets/sheet1.xml", "<row/>")]));
    let whole = zip(&[("content.xml", "<text:p>mots</text:p>")]);
    // The end of the table is gone, and with it where anything is.
    let torn = one(&whole[..whole.len() - 22]);
    assert_ne!(strings, torn);
    let sheets: Vec<String> = (0..200).map(|number| format!("xl/worksheets/sheet{number}.xml")).collect();
    let cells = LIST.lines().map(|line| {
        let cells = line.split(';').map(|cell| format!("<c><v>{cell}</v></c>"));
        format!("<row>{}</row>", cells.collect::<String>())
    });
    let cells = cells.collect::<String>();
    let last = |number: usize| if number == 199 { cells.as_str() } else { "<row></row>" };
    let book: Vec<(&str, &str)> =
        sheets.iter().enumerate().map(|(number, name)| (name.as_str(), last(number))).collect();
    assert_eq!(rules(&scanner().file("eleves.xlsx", &zip(&book))), ["list-of-pupils"], "the 200th sheet");
}

#[test]
fn archives_of_other_kinds_are_noted() {
    for head in [&b"7z\xbc\xaf\x27\x1c\0\0"[..], b"Rar!\x1a\x07\0", b"\xfd7zXZ\0\0"] {
        let seen = scanner().file("eleves.bin", head);
        assert_eq!((rules(&seen), seen[0].weight), (vec!["archive-not-opened"], Weight::Note));
    }
}
