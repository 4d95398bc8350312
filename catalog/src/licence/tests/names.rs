//! Every full name of the SPDX list, in sentences as people write them.

use super::{Score, found};

const SENTENCES: &[&str] = &[
    "{}",
    "Licensed under the {}.",
    "/* The contents of this file are subject to the {} (the \"License\");\n * you may not use this file\n \
     * except in compliance with the License. */",
    "Ce logiciel est distribué sous les termes de la licence {} (voir le fichier LICENSE).",
];

/// Variants of the GFDL by invariant sections share their text and their name but for a word.
fn is_measured(licence: &spdx::License) -> bool {
    let deprecated = licence.flags & spdx::flags::IS_DEPRECATED != 0;
    !deprecated && !licence.name.contains("invariants") && !matches!(licence.name, "NONE" | "NOASSERTION")
}

#[test]
fn full_names_of_the_list_are_understood() {
    let mut score = Score::default();
    for licence in spdx::identifiers::LICENSES.iter().filter(|licence| is_measured(licence)) {
        for sentence in SENTENCES {
            let found = found(&sentence.replace("{}", licence.full_name));
            score.count(licence.full_name, licence.name, &found, found == licence.name);
        }
    }
    score.judge("full names", 99.0, 0.5);
}
