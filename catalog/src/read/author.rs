//! Names that programs put into files by themselves: a login or a first name is hardly an author.
//!
//! Must not know formats.

use super::sheet::{Sheet, clean};

/// Names that programs and shops have, folded to lower case.
const PROGRAMS: &[&str] = &[
    "user",
    "utilisateur",
    "admin",
    "administrateur",
    "administrator",
    "owner",
    "pc",
    "prof",
    "profs",
    "windows",
    "microsoft",
    "microsoft office user",
    "utilisateur windows",
    "utilisateur de microsoft office",
    "unknown",
    "inconnu",
    "auteur",
    "author",
    "anonymous",
    "none",
    "eleve",
    "élève",
    "acer",
    "asus",
    "hp",
    "dell",
    "toto",
    "test",
];

/// Believed of what is one word alone.
const LITTLE: f32 = 0.3;

/// Claims an author whom a program may have named: less where it looks like a login or a first name.
pub(super) fn doubtful(sheet: &mut Sheet<'_>, name: &str, key: &str, certainty: f32) {
    let name = clean(name);
    let lower = name.to_lowercase();
    if name.chars().filter(|letter| letter.is_alphabetic()).count() < 2 || PROGRAMS.contains(&lower.as_str())
    {
        return;
    }
    let one_word = name.split_whitespace().count() < 2;
    let weight = if one_word || name == lower { certainty.min(LITTLE) } else { certainty };
    sheet.author(&name, Some(key), None, weight);
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Field;

    #[test]
    fn a_login_or_a_first_name_is_believed_little_and_a_program_not_at_all() {
        let mut sheet = Sheet::new("x.pdf");
        for name in ["Anne", "jdupont", "Ada Lovelace", "Utilisateur Windows", "j", "x@y.fr"] {
            doubtful(&mut sheet, name, "Author", 0.7);
        }
        let fields = sheet.done().fields;
        let all: Vec<(&str, f32)> = fields
            .claims(Field::Author)
            .iter()
            .map(|claim| (claim.value.as_str(), claim.confidence))
            .collect();
        assert_eq!(all, [("Anne", 0.3), ("jdupont", 0.3), ("Ada Lovelace", 0.7)]);
    }
}
