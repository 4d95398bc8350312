//! Expected values: the remix and adapter's charts of Creative Commons, the compatibility matrix and the
//! licence list of the FSF, the appendix of EUPL 1.2, article 5.3.4 of CECILL-2.1, MPL 2.0 section 3.3.

use std::collections::{HashMap, HashSet};

use super::super::licence;
use super::code::table;
use super::content::charts;
use super::*;

fn answers(asked: fn(&str, &str) -> Compatibility, cases: &[(&str, &str, Answer)]) {
    for (one, other, expected) in cases {
        let told = asked(one, other);
        assert_eq!(told.answer, *expected, "{one} and {other}: {}", told.en);
        assert!(!told.fr.is_empty() && !told.fr.contains('{'), "{one} and {other}: {}", told.fr);
        assert!(!told.en.is_empty() && !told.en.contains('{'), "{one} and {other}: {}", told.en);
    }
}

#[test]
fn what_the_fsf_eupl_and_cecill_say_of_code() {
    use Answer::{Depends, No, Yes};
    answers(
        code_into,
        &[
            ("MIT", "EUPL-1.2", Yes),
            ("ISC", "GPL-2.0-only", Yes),
            ("Apache-2.0", "GPL-2.0-only", No),
            ("Apache-2.0", "GPL-3.0-or-later", Yes),
            ("Apache-2.0", "GPL-3.0-only", Yes),
            ("GPL-2.0-only", "GPL-3.0-or-later", No),
            ("GPL-2.0-or-later", "GPL-3.0-only", Yes),
            ("GPL-3.0-only", "GPL-3.0-or-later", Depends),
            ("GPL-3.0-or-later", "GPL-2.0-only", No),
            ("GPL-3.0-or-later", "AGPL-3.0-only", Yes),
            ("AGPL-3.0-or-later", "MIT", No),
            ("LGPL-2.1-only", "GPL-2.0-only", Yes),
            ("LGPL-3.0-or-later", "MIT", Depends),
            ("MPL-2.0", "GPL-2.0-or-later", Yes),
            ("EPL-2.0", "GPL-2.0-only", Depends),
            ("EUPL-1.2", "GPL-2.0-only", Yes),
            ("EUPL-1.2", "MIT", No),
            ("GPL-3.0-or-later", "EUPL-1.2", No),
            ("CECILL-2.1", "AGPL-3.0-or-later", Yes),
            ("CECILL-2.1", "EUPL-1.2", Yes),
            ("CECILL-C", "CECILL-2.1", Yes),
            ("CC-BY-4.0", "GPL-2.0-only", Depends),
            ("CC-BY-SA-4.0", "GPL-3.0-only", Depends),
            ("etalab-2.0", "MPL-2.0", Yes),
        ],
    );
}

#[test]
fn expressions_of_several_and_what_is_not_known_are_not_guessed() {
    use Answer::{Depends, No, Yes};
    answers(
        code_into,
        &[
            ("MIT OR GPL-2.0-only", "EUPL-1.2", Yes),
            ("MIT AND GPL-2.0-only", "EUPL-1.2", No),
            ("MIT", "GPL-3.0-only AND CC-BY-4.0", Depends),
            ("GPL-2.0-only WITH Classpath-exception-2.0", "MIT", Depends),
            ("BUSL-1.1", "MIT", Depends),
            ("BUSL-1.1", "BUSL-1.1", Yes),
            ("pas une licence", "MIT", Depends),
        ],
    );
    answers(remix, &[("MIT", "CC-BY-4.0", Depends), ("CC-BY-4.0", "GFDL-1.3-only", Depends)]);
}

#[test]
fn what_creative_commons_says_of_remixes() {
    use Answer::{No, Yes};
    answers(
        remix,
        &[
            ("CC-BY-SA-4.0", "CC-BY-NC-SA-4.0", No),
            ("CC-BY-ND-4.0", "CC0-1.0", No),
            ("CC-BY-SA-1.0", "CC-BY-SA-2.0", No),
            ("CC-BY-NC-3.0", "CC-BY-NC-SA-2.0-FR", Yes),
        ],
    );
    for (one, other, under) in [
        ("CC-BY-4.0", "CC-BY-SA-3.0", "CC-BY-SA-3.0"),
        ("CC-BY-SA-2.0", "CC-BY-SA-4.0", "CC-BY-SA-4.0"),
        ("CC-BY-NC-4.0", "CC-BY-4.0", "CC-BY-NC-4.0"),
        ("etalab-2.0", "CC-BY-SA-4.0", "CC-BY-SA-4.0"),
        ("LAL-1.3", "CC-BY-SA-4.0", "CC-BY-SA-4.0"),
        ("LAL-1.3", "LAL-1.3", "LAL-1.3"),
        ("CC0-1.0", "CC-PDM-1.0", "CC0-1.0"),
    ] {
        assert_eq!(remix(one, other).under.as_deref(), Some(under), "{one} and {other}");
        assert_eq!(remix(other, one).under.as_deref(), Some(under), "{other} and {one}");
    }
}

#[test]
fn what_creative_commons_says_of_adaptations() {
    use Answer::{Depends, No, Yes};
    answers(
        adapted_under,
        &[
            ("CC-BY-4.0", "CC-BY-NC-SA-4.0", Yes),
            ("CC-BY-NC-4.0", "CC-BY-4.0", Depends),
            ("CC-BY-SA-3.0", "CC-BY-SA-4.0", Yes),
            ("CC-BY-SA-4.0", "CC-BY-SA-3.0", No),
            ("CC-BY-SA-4.0", "CC-BY-4.0", No),
            ("CC-BY-NC-SA-4.0", "CC-BY-NC-4.0", No),
            ("CC-BY-ND-4.0", "CC-BY-ND-4.0", No),
        ],
    );
}

#[test]
fn each_table_is_whole_and_its_reasons_are_told() {
    let code: Vec<_> = table().collect();
    let ids: HashSet<String> = code.iter().map(|row| row[0].to_owned()).collect();
    assert_eq!(code.len(), ids.len() * ids.len(), "each with each");
    for id in &ids {
        assert!(spdx::license_id(id).is_some(), "{id} is not in the SPDX list");
        assert!(licence(id).is_some_and(|known| known.obligation_fr.is_some()), "{id} has no row");
    }
    let (mixed, adapted) = charts();
    assert_eq!((mixed.len(), adapted.len()), (64, 64));
    let answers: HashMap<(String, String), (String, String)> = mixed
        .iter()
        .map(|row| ((row[0].to_owned(), row[1].to_owned()), (row[2].to_owned(), row[3].to_owned())))
        .collect();
    for ((one, other), answer) in &answers {
        let back = &answers[&(other.clone(), one.clone())];
        assert!(answer == back || ["PD", "CC0"].contains(&one.as_str()), "{one} and {other}");
    }
    let reasons = code.iter().map(|row| row[3].to_owned()).chain(mixed.iter().map(|row| row[4].to_owned()));
    for reason in reasons.chain(adapted.iter().map(|row| row[3].to_owned())) {
        assert!(SENTENCES.contains_key(&reason), "{reason} has no sentence");
    }
}

#[test]
fn one_sentence_says_in_what_a_work_may_be_taken_up() {
    let said = |expression: &str| taken_up(expression).map(|(_, en)| en);
    assert_eq!(said("MIT").as_deref(), Some("May be taken up in any free project, its notices being kept."));
    assert_eq!(
        said("CC-BY-SA-4.0").as_deref(),
        Some("May be taken up, also changed, in a work under CC-BY-SA-4.0.")
    );
    assert_eq!(said("CC-BY-ND-4.0").as_deref(), Some("May be taken up as it is only, unchanged."));
    assert_eq!(
        said("EUPL-1.2").as_deref(),
        Some(
            "May be taken up in a project under MPL-2.0, LGPL-3.0-or-later, CECILL-2.1, EUPL-1.2, GPL-2.0-or-later, \
             GPL-3.0-or-later or AGPL-3.0-or-later."
        )
    );
    assert_eq!(said("BUSL-1.1"), None);
    assert_eq!(said("n’importe quoi"), None);
}
