//! Expected values: article D. 323-2-1 CRPA, the flags of the SPDX list, Creative Commons' letters.

use super::*;

fn code(expression: &str) -> (bool, bool) {
    let allowance = allowed_for_code(expression, &Lists::default());
    (allowance.allowed, allowance.libre)
}

fn resources(expression: &str) -> (bool, bool) {
    let allowance = allowed_for_resources(expression, &Lists::default());
    (allowance.allowed, allowance.libre)
}

#[test]
fn code_needs_a_recognised_licence() {
    for (expression, expected) in [
        ("MIT", (true, true)),
        ("EUPL-1.2", (true, true)),
        ("CECILL-B", (true, true)),
        ("etalab-2.0", (true, true)),
        ("GPL-3.0-only", (true, true)),
        ("Apache-2.0 WITH LLVM-exception", (true, true)),
        ("MIT OR BUSL-1.1", (true, true)),
        ("MIT AND BUSL-1.1", (false, false)),
        ("CC-BY-NC-4.0", (false, false)),
        ("LicenseRef-maison", (false, false)),
        ("not an expression", (false, false)),
    ] {
        assert_eq!(code(expression), expected, "{expression}");
    }
}

#[test]
fn resources_may_be_non_commercial_but_are_then_not_libre() {
    for (expression, expected) in [
        ("CC0-1.0", (true, true)),
        ("CC-BY-4.0", (true, true)),
        ("CC-BY-SA-2.5", (true, true)),
        ("LAL-1.3", (true, true)),
        ("etalab-2.0", (true, true)),
        ("LicenseRef-etalab-1.0", (true, true)),
        ("CC-BY-NC-SA-4.0", (true, false)),
        ("CC-BY-ND-3.0", (true, false)),
        ("CC-BY-NC-4.0 OR MIT", (true, true)),
        ("BUSL-1.1", (false, false)),
        ("LicenseRef-custom", (false, false)),
    ] {
        assert_eq!(resources(expression), expected, "{expression}");
    }
}

#[test]
fn reserved_rights_are_refused_and_told() {
    for allowance in [
        allowed_for_code("LicenseRef-proprietary", &Lists::default()),
        allowed_for_resources("LicenseRef-proprietary", &Lists::default()),
    ] {
        assert!(!allowance.allowed && !allowance.libre);
        assert!(allowance.why.contains("all rights are reserved"), "{}", allowance.why);
    }
}

#[test]
fn the_operator_has_the_last_word() {
    let lists = Lists {
        allow: vec!["licenseref-maison".to_owned()],
        refuse: vec!["WTFPL".to_owned()],
        ..Lists::default()
    };
    assert!(allowed_for_code("LicenseRef-maison", &lists).allowed);
    let refused = allowed_for_code("WTFPL", &lists);
    assert!(!refused.allowed && refused.why.contains("settings"), "{}", refused.why);
}

#[test]
fn flags_of_the_table_are_those_of_the_spdx_list() {
    for id in spdx::identifiers::LICENSES.iter().filter_map(|listed| spdx::license_id(listed.name)) {
        let known = licence(id.name).unwrap();
        assert_eq!((known.osi, known.fsf), (id.is_osi_approved(), id.is_fsf_free_libre()), "{}", id.name);
    }
}

#[test]
fn every_row_is_about_a_licence_of_the_spdx_list_or_one_of_ours() {
    let (licences, official) = (
        include_str!("../../../../data/licences/licences.csv"),
        include_str!("../../../../data/licences/official_list_fr.csv"),
    );
    let mut seen = std::collections::HashSet::new();
    for row in crate::vocabulary::table::rows(licences) {
        let id = &row[0];
        let ours = id == "NONE" || id.starts_with("LicenseRef-");
        assert!(ours || spdx::license_id(id).is_some_and(|listed| listed.name == id), "{id}");
        assert!(seen.insert(id.to_owned()), "{id} stands twice");
        assert!(row[9].chars().count() <= 170, "{id}: too long to be read at a glance");
    }
    for row in crate::vocabulary::table::rows(official) {
        assert!(seen.contains(&row[0]), "{} has no row", &row[0]);
    }
}

#[test]
fn the_official_list_has_its_fifteen_licences() {
    let on_list =
        spdx::identifiers::LICENSES.iter().filter(|l| licence(l.name).is_some_and(|l| l.official_list));
    assert_eq!(on_list.count(), 15);
}

#[test]
fn sentences_are_french_with_french_spaces() {
    let mit = licence("mit").unwrap();
    let sentence = mit.obligation_fr.as_deref().unwrap();
    assert!(
        sentence.contains("\u{202f};") && sentence.contains('’') && !sentence.contains(" ;"),
        "{sentence}"
    );
    assert!(mit.obligation_en.is_some());
}

#[test]
fn families_follow_what_a_licence_asks() {
    assert_eq!(families("MIT OR Apache-2.0"), [Family::Permissive]);
    assert_eq!(families("GPL-2.0-or-later AND MIT"), [Family::Permissive, Family::Copyleft]);
    assert_eq!(families("CECILL-B"), [Family::Permissive]);
    assert_eq!(families("CC-BY-SA-4.0"), [Family::Copyleft]);
    assert_eq!(families("CC-BY-NC-4.0"), [Family::Other]);
}
