//! Texts of the SPDX list, tags and titles; the labelled corpus when it is there.

use super::*;

fn expressions(text: &str) -> Vec<String> {
    detect(text).into_iter().map(|found| found.expression).collect()
}

#[test]
fn a_tag_is_exact_and_spares_the_comparison() {
    let found = detect("# a comment\n# SPDX-License-Identifier: EUPL-1.2\ncode\n");
    assert_eq!(found.len(), 1);
    assert_eq!((found[0].expression.as_str(), found[0].start_line), ("EUPL-1.2", 2));
    assert_eq!((found[0].method, found[0].end_line), (Method::Tag, 2));
}

#[test]
fn titles_of_texts_that_the_list_lacks_are_mentions() {
    for (text, expected) in [
        ("CONTRAT DE LICENCE DE LOGICIEL LIBRE CeCILL-B\n\nAvertissement\n", "CECILL-B"),
        (
            "LICENCE OUVERTE / OPEN LICENCE\nVersion 2.0\n\n« Réutilisation » de l’« Information »\n",
            "etalab-2.0",
        ),
        ("LICENCE PUBLIQUE DE L'UNION EUROPÉENNE v. 1.2\nEUPL © Union européenne 2007, 2016\n", "EUPL-1.2"),
        (
            "Creative Commons Attribution - Partage dans les Mêmes Conditions 4.0 International\n",
            "CC-BY-SA-4.0",
        ),
        ("GNU LESSER GENERAL PUBLIC LICENSE\n Version 3, 29 June 2007\n", "LGPL-3.0-only"),
    ] {
        let found = detect(text);
        assert_eq!(found.len(), 1, "{text}: {found:?}");
        assert_eq!(found[0].expression, expected);
        assert!(matches!(found[0].method, Method::Mention | Method::Notice | Method::OtherText));
    }
}

#[test]
fn texts_of_the_list_are_recognised() {
    for id in ["MIT", "Apache-2.0", "BSD-3-Clause", "etalab-2.0", "CC-BY-NC-SA-4.0"] {
        assert_eq!(expressions(spdx::license_id(id).unwrap().text()), [id]);
    }
    let gpl = detect(spdx::license_id("GPL-3.0-only").unwrap().text());
    assert_eq!(gpl[0].expression, "GPL-3.0-only");
    assert!(gpl[0].confidence <= 0.9);
}

#[test]
fn other_texts_are_no_licence() {
    assert_eq!(expressions(""), Vec::<String>::new());
    assert_eq!(expressions("Copyright (c) 2021 Jean Dupont. Tous droits réservés."), Vec::<String>::new());
    assert_eq!(expressions(&"Il était une fois dans la forêt. ".repeat(40)), Vec::<String>::new());
}

#[test]
fn a_licence_that_is_offered_beside_a_text_makes_a_choice() {
    let mit = spdx::license_id("MIT").unwrap().text();
    let with = |words: &str| expressions(&format!("{mit}\n\n{words}\n"));
    for (words, expected) in [
        ("Or:\n\nDistributed under the Boost Software License, Version 1.0.", "MIT OR BSL-1.0"),
        ("Or: distributed under the Boost Software License, Version 1.0.", "MIT OR BSL-1.0"),
        (
            "This software is also made available under the Lucent Public License\nversion 1.02.",
            "MIT OR LPL-1.02",
        ),
        ("Ce logiciel est également disponible sous la licence CeCILL-B.", "MIT OR CECILL-B"),
        ("It uses a library that is under the Boost Software License, Version 1.0.", "MIT"),
        ("Alternatively, read the documentation.", "MIT"),
    ] {
        assert_eq!(with(words), [expected], "{words}");
    }
    let three =
        "All code is triple-licensed under the CC0 1.0, the OpenSSL License, or the Apache License 2.0.";
    assert_eq!(expressions(three), ["CC0-1.0 OR OpenSSL OR Apache-2.0"]);
}

#[test]
fn what_stands_beside_a_text_counts() {
    let text = |id: &str| spdx::license_id(id).unwrap().text();
    let later = "Ce logiciel est distribué sous GNU GPL version 3 ou toute version ultérieure.";
    assert_eq!(expressions(&format!("{later}\n\n{}", text("GPL-3.0-only"))), ["GPL-3.0-or-later"]);
    let contents = "Les textes et images sont sous licence CC BY-SA 4.0.";
    assert_eq!(expressions(&format!("{}\n\n{contents}", text("MIT"))), ["MIT", "CC-BY-SA-4.0"]);
    let clause = "Usage commercial interdit sans accord écrit de l’auteur.";
    let doubted = detect(&format!("{}\n\n{clause}", text("MIT")));
    assert!(doubted[0].confidence < 0.5 && doubted[0].method == Method::ClauseAdded);
}
