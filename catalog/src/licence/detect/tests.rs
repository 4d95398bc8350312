//! Texts of the SPDX list, tags and titles; the labelled corpus when it is there.

use super::*;

fn expressions(text: &str) -> Vec<String> {
    detect(text).into_iter().map(|found| found.expression).collect()
}

#[test]
fn a_tag_is_exact_and_spares_the_comparison() {
    let found = detect("# a comment\n# SPDX-License-Identifier: EUPL-1.2\ncode\n");
    assert_eq!(
        found,
        [Detected { expression: "EUPL-1.2".into(), confidence: 1.0, start_line: 2, end_line: 2 }]
    );
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
        assert!(found[0].confidence <= 0.8);
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

/// Labelled full texts that the SPDX list can know, every twelfth of them: comparing is slow
/// without optimisation.
#[test]
fn full_texts_of_the_corpus_are_recognised() {
    let Some(root) = crate::corpus::root() else { return };
    let root = root.join("licences");
    let labels: Vec<csv::StringRecord> =
        csv::Reader::from_path(root.join("labels.csv")).unwrap().into_records().map(Result::unwrap).collect();
    let (mut right, mut wrong, mut silent) = (0, 0, 0);
    for label in labels.iter().filter(|label| &label[4] == "fulltext").step_by(12) {
        let bytes = std::fs::read(root.join(&label[1])).unwrap();
        let found = expressions(&String::from_utf8_lossy(&bytes)).join(" AND ");
        let accepted = label[3].split(';').any(|other| other == found) || label[2] == found;
        match found.as_str() {
            "" => silent += 1,
            _ if accepted => right += 1,
            _ => {
                wrong += 1;
                println!("{}: expected {}, found {found}", &label[1], &label[2]);
            }
        }
        if found.is_empty() {
            println!("{}: expected {}, found nothing", &label[1], &label[2]);
        }
    }
    let all = right + wrong + silent;
    println!("{right} right, {wrong} wrong, {silent} silent of {all}");
    assert!(right * 100 >= all * 90 && wrong * 100 <= all * 5, "{right} right, {wrong} wrong of {all}");
}
