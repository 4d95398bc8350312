//! Lists of pupils: a head of columns with name, first name, and birth, class or marks, and rows under it.
//!
//! Must not know what the rows say.

use std::ops::Range;

use crate::vocabulary::fold::fold;

/// Fewest rows of a list.
const ROWS: usize = 3;
/// Lines at the beginning among which the head is.
const HEAD_AMONG: usize = 12;
/// Longest line that is read as a head.
const LINE: usize = 2_000;

const NAME: &[&str] = &[
    "nom",
    "eleve",
    "nom de famille",
    "nom eleve",
    "noms",
    "nom de l'eleve",
    "nom_eleve",
    "nom_famille",
    "nom usage",
];
const FIRST_NAME: &[&str] = &["prenom", "prenoms", "prenom eleve", "prenom 1", "prenom_eleve", "prenom1"];
const WHOLE_NAME: &[&str] =
    &["eleve", "nom prenom", "nom et prenom", "nom_prenom", "prenom nom", "nom complet", "eleves"];
const MORE: &[&str] = &[
    "naissance",
    "ne(e) le",
    "nee le",
    "ne le",
    "ddn",
    "classe",
    "division",
    "moyenne",
    "note",
    "notes",
    "ine",
    "regime",
    "responsable",
    "date_naiss",
    "datenaiss",
];

/// Where the list is, when there is one.
pub(super) fn find(bytes: &[u8]) -> Option<Range<usize>> {
    let mut start = 0;
    for line in bytes.split(|&byte| byte == b'\n').take(HEAD_AMONG) {
        let end = start + line.len();
        if let Some((separator, columns)) = head(line) {
            let rows = bytes.get(end + 1..).unwrap_or_default();
            return has_rows(rows, separator, columns).then_some(start..bytes.len());
        }
        start = end + 1;
    }
    None
}

/// The separator and the number of columns, when a line is the head of such a list.
fn head(line: &[u8]) -> Option<(u8, usize)> {
    if line.len() > LINE || memchr::memchr3(b';', b',', b'\t', line).is_none() || !may_name(line) {
        return None;
    }
    let separator = [b';', b'\t', b',']
        .into_iter()
        .max_by_key(|wanted| line.iter().filter(|byte| *byte == wanted).count())?;
    let text = fold(std::str::from_utf8(line).ok()?);
    let cells: Vec<&str> = text
        .split(char::from(separator))
        .map(|cell| cell.trim_matches(|c: char| c.is_whitespace() || matches!(c, '"' | '\'' | '\u{feff}')))
        .collect();
    let has = |names: &[&str]| cells.iter().any(|cell| names.contains(cell));
    let more = cells.iter().any(|cell| {
        MORE.iter().any(|word| {
            cell == word
                || cell.starts_with(&format!("{word} "))
                || cell.ends_with(&format!(" {word}"))
                || cell.ends_with(&format!("_{word}"))
                || cell.starts_with(&format!("{word}_"))
        })
    });
    let named = (has(NAME) && has(FIRST_NAME)) || has(WHOLE_NAME);
    (named && more && cells.len() > 1).then_some((separator, cells.len()))
}

/// Whether a line can be such a head at all: quicker than to fold it.
fn may_name(line: &[u8]) -> bool {
    let has = |word: &[u8]| line.windows(word.len()).any(|part| part.eq_ignore_ascii_case(word));
    has(b"nom") || has(b"eleve") || has("lève".as_bytes()) || has("lÈve".as_bytes())
}

/// Whether enough rows with as many cells follow, and words in them.
fn has_rows(rows: &[u8], separator: u8, columns: usize) -> bool {
    let of_the_list = |row: &&[u8]| {
        let cells = row.iter().filter(|byte| **byte == separator).count() + 1;
        cells * 2 > columns && row.iter().filter(|byte| byte.is_ascii_alphabetic()).count() >= 4
    };
    rows.split(|&byte| byte == b'\n').take(ROWS * 4).filter(of_the_list).count() >= ROWS
}

#[cfg(test)]
mod tests {
    #[test]
    fn a_list_has_names_something_personal_and_rows() {
        let found = |text: &str| super::find(text.as_bytes()).is_some();
        let rows = "Durand;Lou;5A\nPetit;Alix;5A\nRoux;Sacha;5B\n";
        assert!(found(&format!("NOM;Prénom;Classe\n{rows}")));
        assert!(found(&format!("Collège\n\nNom;Prénom;Date de naissance\n{rows}")));
        assert!(!found("NOM;Prénom;Classe\nDurand;Lou;5A\n"), "one row");
        assert!(!found(&format!("nom;prenom;siecle\n{rows}")), "nothing personal");
        assert!(!found("nom;classe;prix\na;b;1\na;b;1\na;b;1\n"), "no first name");
    }
}
