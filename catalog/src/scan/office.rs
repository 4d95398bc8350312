//! Words in documents of office programs (ODF, OOXML): lists of pupils are kept in spreadsheets.
//!
//! Knows which entries of an archive hold words; must not know how entries are packed.

mod markup;

use super::inside::Budget;
use crate::archive::zip::Entry;

/// Most bytes of words taken out of one entry.
const WORDS: usize = 24 * 1024 * 1024;
/// Where OOXML keeps what people wrote.
const FOLDERS: [&[u8]; 7] = [
    b"xl/worksheets/",
    b"xl/comments",
    b"ppt/slides/",
    b"ppt/notesSlides/",
    b"ppt/comments",
    b"word/",
    b"docProps/",
];

/// The strings that the sheets of a workbook name by number.
pub(super) fn shared(entries: &[Entry<'_>], budget: &mut Budget) -> Vec<Vec<u8>> {
    let named = |entry: &&Entry<'_>| entry.name == b"xl/sharedStrings.xml";
    let text = entries.iter().find(named).and_then(|entry| budget.inflate(entry));
    text.map(|text| markup::strings(&text)).unwrap_or_default()
}

/// Whether an entry is a sheet, a text or a slide.
pub(super) fn is_part(name: &[u8]) -> bool {
    let is_open = matches!(name.rsplit(|byte| *byte == b'/').next(), Some(b"content.xml" | b"meta.xml"));
    let in_folder = FOLDERS.iter().any(|folder| name.starts_with(folder));
    (is_open || in_folder) && name.ends_with(b".xml")
}

/// The words of an entry, cells apart by `;` and rows by line breaks.
pub(super) fn words(markup: &[u8], shared: &[Vec<u8>], budget: &mut Budget) -> Vec<u8> {
    let (words, whole) = markup::words(markup, shared, WORDS);
    budget.cut |= !whole;
    words
}

#[cfg(test)]
mod tests {
    use super::super::inside::{Budget, Part, open};
    use crate::archive::zip::tests::zip;

    fn shown(bytes: &[u8]) -> Vec<String> {
        let mut texts = Vec::new();
        open(bytes, &mut Budget::default(), &mut |part, _| {
            if let Part::Words(text) = part {
                texts.push(String::from_utf8(text).unwrap());
            }
        });
        texts
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
            let _ = shown(&whole[..end]);
            let mut torn = whole.clone();
            torn[end] ^= 0xff;
            open(&torn, &mut Budget::default(), &mut |_, _| {});
        }
    }

    /// A few cells that each name the same long string would be more than any memory.
    #[test]
    fn words_that_grow_beyond_measure_are_cut() {
        let strings = format!("<sst><si><t>{}</t></si></sst>", "mot ".repeat(1 << 18));
        let sheet = "<row><c t=\"s\"><v>0</v></c></row>".repeat(1_000);
        let book = zip(&[("xl/sharedStrings.xml", strings.as_str()), ("xl/worksheets/sheet1.xml", &sheet)]);
        let mut budget = Budget::default();
        open(&book, &mut budget, &mut |part, _| {
            if let Part::Words(text) = part {
                assert!(text.len() <= super::WORDS + (1 << 20));
            }
        });
        assert!(budget.cut);
    }
}
