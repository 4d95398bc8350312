//! Sentences as people write them.

use super::{mentions, mentions_anywhere};

fn named(text: &str) -> Vec<String> {
    mentions(text).into_iter().map(|mention| mention.licence.expression).collect()
}

fn anywhere(text: &str) -> Vec<String> {
    mentions_anywhere(text).into_iter().map(|mention| mention.licence.expression).collect()
}

#[test]
fn names_and_addresses_are_found_in_sentences() {
    assert_eq!(named("Ce projet est publié sous licence MIT."), ["MIT"]);
    assert_eq!(
        named("Le code est sous licence MIT, les contenus sous Licence Ouverte 2.0."),
        ["MIT", "etalab-2.0"]
    );
    assert_eq!(named("Voir https://cecill.info/licences/Licence_CeCILL_V2.1-fr.html"), ["CECILL-2.1"]);
    assert_eq!(
        named("[![l](https://img.shields.io/badge/Licence-CC%20BY--SA%204.0-lightgrey.svg)](https://x.org)"),
        ["CC-BY-SA-4.0"]
    );
}

#[test]
fn a_notice_wrapped_over_lines_says_which_versions() {
    let notice = "/* This library is free software; you can redistribute it under the terms of the GNU\n \
        * Lesser General Public License as published by the Free Software\n \
        * Foundation; either version 2.1 of the License, or (at your option)\n * any later version. */";
    assert_eq!(anywhere(notice), ["LGPL-2.1-or-later"]);
    assert_eq!(anywhere("licensed under version 2 of the GNU General Public License"), ["GPL-2.0-only"]);
    assert_eq!(
        anywhere("GPL v2+ with the Classpath exception"),
        ["GPL-2.0-or-later WITH Classpath-exception-2.0"]
    );
}

#[test]
fn a_choice_is_one_expression() {
    assert_eq!(anywhere("Double licence : au choix MIT ou Apache 2.0."), ["MIT OR Apache-2.0"]);
    assert_eq!(
        anywhere("Distribué, au choix de l'utilisateur, sous GPL v3 ou ultérieure ou sous CeCILL v2.1."),
        ["GPL-3.0-or-later OR CECILL-2.1"]
    );
}

#[test]
fn headers_that_offer_a_choice_are_one_expression() {
    let rust = "// Licensed under the Apache License, Version 2.0 <LICENSE-APACHE or\n\
        // http://www.apache.org/licenses/LICENSE-2.0> or the MIT license\n\
        // <LICENSE-MIT or http://opensource.org/licenses/MIT>, at your\n// option. This file may not be copied.";
    assert_eq!(anywhere(rust), ["Apache-2.0 OR MIT"]);
    let above = "licensed under both the BSD-style license (found in LICENSE) and the GPLv2 (found in COPYING).\n\
        You may select, at your option, one of the above-listed licenses.";
    assert_eq!(anywhere(above), ["BSD-3-Clause OR GPL-2.0-only"]);
    let list = "Licensed under either of\n\n * Apache License, Version 2.0 ([LICENSE-APACHE](LICENSE-APACHE) or\n   \
        http://www.apache.org/licenses/LICENSE-2.0)\n * MIT license ([LICENSE-MIT](LICENSE-MIT))\n\nat your option.";
    assert_eq!(anywhere(list), ["Apache-2.0 OR MIT"]);
    let open = "Licensed under either of:\n\n- Apache License, Version 2.0\n- MIT license\n\nLa documentation est sous CC BY 4.0.";
    assert_eq!(anywhere(open), ["Apache-2.0 OR MIT", "CC-BY-4.0"]);
}

#[test]
fn other_licences_and_changed_ones_are_not() {
    for text in [
        "Cours de Licence 3 d'informatique, université de Lille",
        "Nombre de licences Microsoft 365 par établissement : 1200",
        "Licence MIT, sauf usage commercial interdit sans accord de l'auteur.",
        "gpl = ggplot(df)",
        "Écrit en Ruby et en Python, avec curl",
        "Ce chapitre compare les licences MIT, GPL et Creative Commons.",
        "Exercice : quelle licence choisir entre CC BY et CC BY-NC ?",
    ] {
        assert_eq!(named(text), Vec::<String>::new(), "{text}");
    }
    for text in ["Merci au MIT pour le logiciel Scratch.", "The ISC DHCP distribution", "apache2 restart"] {
        assert_eq!(anywhere(text), Vec::<String>::new(), "{text}");
    }
}
