//! What a published project teaches becomes resources, follows its commits whatever its hosts do, and leaves
//! with a withdrawal until that is lifted.

mod hostile;

use serde_json::Value;

use crate::references::on_top;
use crate::support::{Workshop, bare, commit, import};

const LICENCE: (&[u8], &[u8]) = (b"LICENSE.md", b"SPDX-License-Identifier: CC-BY-SA-4.0\n");
const README: (&[u8], &[u8]) = (b"README.md", b"# Cours de maths en 6e\n\nUn cours.\n");
const LESSON: (&[u8], &[u8]) = (b"cours/fractions.md", b"# Les fractions en 6e\n\nPartager une pizza.\n");
const SHEET: (&[u8], &[u8]) =
    (b"cours/eval.md", "# Évaluation : les fractions\n\nUn barème secret.\n".as_bytes());

/// The titles and words by which resources are found.
fn taught(workshop: &Workshop) -> Vec<String> {
    let output = workshop.glane(&["search", "--json", "--kind", "resource", ""]);
    let page: Value = serde_json::from_slice(&output.stdout).unwrap();
    let mut titles: Vec<String> = page["hits"]
        .as_array()
        .unwrap()
        .iter()
        .map(|hit| hit["card"]["title"].as_str().unwrap().to_owned())
        .collect();
    titles.sort();
    titles
}

fn course() -> Workshop {
    let workshop = Workshop::plain();
    let source = workshop.path("bare/un.git");
    bare(&source, "sha1");
    import(&source, &commit("main", 1_700_000_000, &[LICENCE, README, LESSON, SHEET]));
    workshop
}

const BOTH: [&str; 2] = ["Les fractions en 6e", "Évaluation : les fractions"];

#[test]
fn resources_come_with_the_first_publication_and_are_read_once() {
    let workshop = course();
    let pass = workshop.sync();
    assert_eq!(pass.state("un"), "published", "{}", pass.stdout);
    assert_eq!(taught(&workshop), BOTH);
    let again = workshop.sync();
    assert_eq!((again.state("un"), &again.projects["un"]["steps"]["teach"]), ("unchanged", &0.into()));
}

#[test]
fn a_withdrawal_takes_them_away_and_its_end_brings_them_back() {
    let workshop = course();
    workshop.sync();
    let withdraw = workshop.glane(&["withdraw", "un", "--yes", "--reason", "essai"]);
    assert!(withdraw.status.success(), "{withdraw:?}");
    workshop.sync();
    assert!(taught(&workshop).is_empty());
    let lift = workshop.glane(&["gate", "lift", "un", "--reason", "essai"]);
    assert!(lift.status.success(), "{lift:?}");
    let pass = workshop.sync();
    assert_eq!(pass.state("un"), "published", "{}", pass.stdout);
    assert_eq!(taught(&workshop), BOTH);
}

#[test]
fn what_its_owner_took_out_is_gone_though_a_host_fails() {
    let workshop = course();
    workshop.sync();
    let source = workshop.path("bare/un.git");
    // Written anew, without the sheet.
    import(&source, &commit("main", 1_700_000_100, &[LICENCE, README, LESSON]));
    let copy = workshop.path("host/un.git");
    std::fs::remove_dir_all(&copy).unwrap();
    std::fs::write(&copy, "ceci n'est pas un dépôt").unwrap();
    let pass = workshop.sync();
    assert_ne!(pass.state("un"), "published", "{}", pass.stdout);
    assert_eq!(taught(&workshop), [BOTH[0]]);
}

#[test]
fn an_owner_leaves_out_what_is_no_resource() {
    let workshop = course();
    let source = workshop.path("bare/un.git");
    let said: (&[u8], &[u8]) = (b".publication.toml", b"[ressources]\nsauf = [\"cours/eval.md\"]\n");
    import(&source, &on_top("main", 1_700_000_100, &[LICENCE, README, LESSON, SHEET, said]));
    workshop.sync();
    assert_eq!(taught(&workshop), [BOTH[0]]);
}
