//! Projects for the tests of the writers: one of which all is known, one bare, and hostile words.
//!
//! Made up; nothing here is of a real repository.

use super::Described;

/// A project of which everything is known.
pub(super) fn whole() -> Described {
    let text = |text: &str| Some(text.to_owned());
    let texts = |texts: &[&str]| texts.iter().map(|text| (*text).to_owned()).collect();
    Described {
        name: "Typofr".to_owned(),
        summary: text("Corrige la typographie française d’un texte."),
        description: Some(
            "Typofr relit un texte et remet les espaces et les guillemets à leur place. ".repeat(3),
        ),
        language: text("fr"),
        repository: text("https://forge.example.fr/nsi/typofr.git"),
        website: text("https://typofr.example.fr/"),
        documentation: text("https://docs.example.fr/"),
        copies: texts(&["https://codeberg.org/test/typofr"]),
        licence: text("EUPL-1.2"),
        version: text("1.2.0"),
        status: text("stable"),
        authors: texts(&["Ada Lovelace", "Équipe NSI"]),
        organisation: text("Académie de Test"),
        keywords: texts(&["typographie", "NSI"]),
        levels: texts(&["Lycée"]),
        subjects: texts(&["NSI"]),
        programming: texts(&["Rust", "Shell"]),
        platforms: texts(&["linux", "web"]),
        kind: text("library"),
        maintenance: text("community"),
        released: text("2026-05-01"),
        holder: text("Académie de Test"),
        issues: text("https://forge.example.fr/nsi/typofr/-/issues"),
        created: Some("2024-01-02T03:04:05Z".parse().unwrap()),
        modified: Some("2026-05-06T07:08:09Z".parse().unwrap()),
        archived: false,
    }
}

/// A project of which only the name is known.
pub(super) fn bare() -> Described {
    Described { name: "x".to_owned(), ..Described::default() }
}

/// Words by which a text tries to be something else in YAML, HTML, JSON, Turtle or a spreadsheet.
pub(super) const HOSTILE: [&str; 22] = [
    "</script><script>alert(1)</script>",
    "<!--<script>",
    "\"; x: y\nlegal:\n  license: MIT",
    "a: b # c",
    "- x",
    "*alias &anchor !!python/object",
    "no",
    "~",
    "0x1F",
    "---",
    "...",
    "%YAML 1.1",
    "\\",
    "\\u0022",
    "tab\tbell\u{7}nul\0end",
    "line\u{2028}par\u{2029}next\u{85}bom\u{feff}",
    "\u{202e}txt.exe",
    "é̀👩‍👩‍👧",
    "\"\"\" . <http://evil.example/> a <x> .",
    "=1+1",
    "'",
    "| \n  literal",
];

/// Those words and, where the corpus is, its list of strings that break programs.
pub(super) fn hostile() -> Vec<String> {
    let mut words: Vec<String> = HOSTILE.iter().map(|word| (*word).to_owned()).collect();
    if let Some(root) = crate::corpus::root() {
        let list = std::fs::read_to_string(root.join("hostile/strings/blns.json")).unwrap();
        words.extend(serde_json::from_str::<Vec<String>>(&list).unwrap());
    }
    words
}
