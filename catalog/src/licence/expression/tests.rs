//! Expected values: the SPDX License List 3.29 and the practice of the formats named.

use super::*;

fn means(text: &str) -> Option<String> {
    parse_expression(text).map(|normalised| normalised.expression)
}

#[test]
fn what_people_write_becomes_an_expression() {
    for (text, expected) in [
        ("MIT", "MIT"),
        ("apache-2.0", "Apache-2.0"),
        ("eupl-1.2", "EUPL-1.2"),
        ("(MIT OR GPL-3.0-or-later)", "(MIT OR GPL-3.0-or-later)"),
        ("mit or apache-2.0", "MIT OR Apache-2.0"),
        ("MIT/Apache-2.0", "(MIT OR Apache-2.0)"),
        ("GPL-2.0+", "GPL-2.0-or-later"),
        ("GPL-3.0", "GPL-3.0-only"),
        ("agpl-3.0", "AGPL-3.0-only"),
        ("GPLv3", "GPL-3.0-only"),
        ("GNU GPL v3 ou ultérieure", "GPL-3.0-or-later"),
        ("GPL V2.0", "GPL-2.0-only"),
        ("GNU Lesser General Public License v2.1 or later", "LGPL-2.1-or-later"),
        ("Apache License, Version 2.0", "Apache-2.0"),
        ("The Apache Software License, Version 2.0", "Apache-2.0"),
        ("MIT License", "MIT"),
        ("MPL 2.0 et EPL 1.0", "MPL-2.0 AND EPL-1.0"),
        ("GPL v3 ou ultérieure ou CeCILL v2.1", "GPL-3.0-or-later OR CECILL-2.1"),
        ("CeCILL-B", "CECILL-B"),
        ("CC BY-SA 4.0", "CC-BY-SA-4.0"),
        ("CC-by-nc-sa 4.0", "CC-BY-NC-SA-4.0"),
        ("Creative Commons Attribution - Pas d’Utilisation Commerciale 4.0 International", "CC-BY-NC-4.0"),
        ("Creative Commons Attribution-ShareAlike 4.0 International", "CC-BY-SA-4.0"),
        ("Licence Ouverte 2.0", "etalab-2.0"),
        ("Licence publique de l'Union européenne v1.2", "EUPL-1.2"),
        ("https://creativecommons.org/licenses/by-nc-sa/4.0/deed.fr", "CC-BY-NC-SA-4.0"),
        ("https://spdx.org/licenses/AGPL-3.0-or-later.html", "AGPL-3.0-or-later"),
        ("http://www.apache.org/licenses/LICENSE-2.0.txt", "Apache-2.0"),
        ("https://www.gnu.org/licenses/gpl-3.0.html", "GPL-3.0-only"),
        ("LicenseRef-Convention-Rectorat", "LicenseRef-Convention-Rectorat"),
        ("Apache-2.0 WITH llvm-exception", "Apache-2.0 WITH LLVM-exception"),
    ] {
        assert_eq!(means(text).as_deref(), Some(expected), "{text}");
    }
}

#[test]
fn what_names_no_licence_stays_without() {
    for text in [
        "",
        "UNLICENSED",
        "SEE LICENSE IN LICENCE.md",
        "proprietary",
        "GPL",
        "Foo-1.0 AND",
        "MIT AND",
        "libre de droits",
        "Licence 3 informatique",
        "à définir",
        "TODO",
        "NONE",
        "open",
        "CC BY-SA-ND 4.0",
        "CC",
    ] {
        assert_eq!(means(text), None, "{text}");
    }
}

#[test]
fn whatever_is_understood_into_the_text_lowers_the_confidence() {
    let confidence = |text| parse_expression(text).map_or(0.0, |normalised| normalised.confidence);
    assert!(confidence("MIT") > 0.99);
    assert!(confidence("GPLv3") < confidence("GPLv3+"));
    assert!(confidence("CC BY-SA") <= 0.5);
    assert!(confidence("CeCILL") <= 0.5);
}

#[test]
fn tags_are_read_out_of_any_comment() {
    for (line, expected) in [
        ("// SPDX-License-Identifier: MIT", Some("MIT")),
        (
            "<!-- SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception -->",
            Some("Apache-2.0 WITH LLVM-exception"),
        ),
        ("/* SPDX-License-Identifier: GPL-2.0+ */", Some("GPL-2.0-or-later")),
        ("; spdx-license-identifier: mit", Some("MIT")),
        (
            "-- SPDX-License-Identifier: (MIT OR Apache-2.0) AND CC-BY-4.0",
            Some("(MIT OR Apache-2.0) AND CC-BY-4.0"),
        ),
        ("# SPDX-License-Identifier: Foo-1.0 AND", None),
        ("no tag", None),
    ] {
        assert_eq!(spdx_tag(line).as_deref(), expected, "{line}");
    }
}
