//! The letters by which bodies and services of the school are called, and their names in full.
//!
//! Only letters of three and more that are no term of the thesaurus, and mean one thing at school. Must not
//! know where a word was found.

use std::collections::HashMap;
use std::sync::LazyLock;

use super::fold::fold;
use super::table::rows;

/// Letters and a name a row; a row for each name.
const ACRONYMS: &str = include_str!("../../data/school/acronyms.csv");

static NAMES: LazyLock<HashMap<String, Vec<String>>> = LazyLock::new(|| {
    let mut names: HashMap<String, Vec<String>> = HashMap::new();
    for row in rows(ACRONYMS) {
        names.entry(fold(&row[0])).or_default().push(row[1].to_owned());
    }
    names
});

/// The names in full of a body or service that is called by these letters.
pub fn in_full(letters: &str) -> impl Iterator<Item = &'static str> {
    NAMES.get(&fold(letters)).into_iter().flatten().map(String::as_str)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::vocabulary::school;

    #[test]
    fn letters_stand_for_names() {
        let names: Vec<&str> = in_full("dne").collect();
        assert_eq!(names, ["direction du numérique pour l’éducation"]);
        assert_eq!(in_full("Igésr").count(), 1);
        assert_eq!(in_full("éducation").count(), 0);
    }

    #[test]
    fn no_letters_are_those_of_the_thesaurus() {
        let wrong = |letters: &&String| letters.len() < 3 || !school::asked(letters).is_empty();
        assert_eq!(NAMES.keys().filter(wrong).collect::<Vec<_>>(), Vec::<&String>::new());
    }
}
