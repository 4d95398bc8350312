//! Words in documents of office programs (ODF, OOXML): lists of pupils are kept in spreadsheets.
//!
//! Reads what can hold words and leaves the rest; what is damaged gives less, never an error.

mod archive;
mod markup;

use archive::Entry;
#[cfg(test)]
pub(super) use archive::tests::zip;

/// Most bytes of words that are taken out of one document.
const WORDS: usize = 16 * 1024 * 1024;
/// Most sheets and slides that are read.
const PARTS: usize = 60;

/// The words of a document, cells apart by `;` and rows by line breaks; nothing when it is none.
pub(super) fn texts(bytes: &[u8]) -> Vec<Vec<u8>> {
    let entries = archive::entries(bytes);
    let mut left = WORDS;
    let mut read = |name: &str| -> Option<Vec<u8>> {
        let entry = entries.iter().find(|entry| entry.name == name.as_bytes())?;
        let text = entry.inflated(left)?;
        left -= text.len();
        Some(text)
    };
    let shared = read("xl/sharedStrings.xml").map(|text| markup::strings(&text)).unwrap_or_default();
    let plain = ["content.xml", "meta.xml", "word/document.xml", "docProps/core.xml", "docProps/app.xml"];
    let mut texts: Vec<Vec<u8>> =
        plain.iter().filter_map(|name| read(name)).map(|text| markup::words(&text, &[])).collect();
    for entry in entries.iter().filter(is_part).take(PARTS) {
        if let Some(text) = read(&String::from_utf8_lossy(entry.name)) {
            texts.push(markup::words(&text, &shared));
        }
    }
    texts
}

/// Whether an entry is a sheet or a slide.
fn is_part(entry: &&Entry<'_>) -> bool {
    let in_folder =
        [&b"xl/worksheets/"[..], b"ppt/slides/"].iter().any(|folder| entry.name.starts_with(folder));
    in_folder && entry.name.ends_with(b".xml")
}

#[cfg(test)]
mod tests {
    use super::{texts, zip};

    fn shown(bytes: &[u8]) -> Vec<String> {
        texts(bytes).into_iter().map(|text| String::from_utf8(text).unwrap()).collect()
    }

    #[test]
    fn rows_and_cells_of_an_open_document() {
        let content = "<office:body><table:table-row><table:table-cell><text:p>Nom</text:p></table:table-cell>\
            <table:table-cell/><table:table-cell><text:p>L&apos;&#233;cole</text:p></table:table-cell>\
            </table:table-row><table:table-row><table:table-cell><text:p>a</text:p></table:table-cell>\
            </table:table-row></office:body>";
        assert_eq!(shown(&zip(&[("content.xml", content)])), ["Nom;;L'école\na\n"]);
    }

    #[test]
    fn rows_and_cells_of_a_workbook() {
        let strings = "<sst><si><t>Nom</t></si><si><r><t>Pré</t></r><r><t>nom</t></r></si></sst>";
        let sheet = "<row><c t=\"s\"><v>0</v></c><c r=\"B1\" t=\"s\"><v>1</v></c></row>\
            <row><c><v>12</v></c><c t=\"s\"><v>99</v></c></row>";
        let book = zip(&[("xl/sharedStrings.xml", strings), ("xl/worksheets/sheet1.xml", sheet)]);
        assert_eq!(shown(&book), ["Nom;Prénom\n12;\n"]);
    }

    #[test]
    fn what_is_damaged_gives_less() {
        let whole = zip(&[("content.xml", "<text:p>mots</text:p>"), ("meta.xml", "<a>b</a>")]);
        for end in 0..whole.len() {
            let _ = texts(&whole[..end]);
            let mut torn = whole.clone();
            torn[end] ^= 0xff;
            let _ = texts(&torn);
        }
    }
}
