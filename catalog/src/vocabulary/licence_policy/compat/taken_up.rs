//! In what a work may be taken up, in one sentence: for a page and for a report.
//!
//! Made of the tables beside it; must not judge anything itself.

use super::content::Letters;
use super::{Answer, adapted_under, code_into};
use crate::licence::parsed;

/// Projects that code is asked about, from the freest to the most demanding.
const PROJECTS: [&str; 9] = [
    "MIT",
    "Apache-2.0",
    "MPL-2.0",
    "LGPL-3.0-or-later",
    "CECILL-2.1",
    "EUPL-1.2",
    "GPL-2.0-or-later",
    "GPL-3.0-or-later",
    "AGPL-3.0-or-later",
];

/// Licences of works that teach, the same way.
const WORKS: [&str; 5] = ["CC0-1.0", "CC-BY-4.0", "CC-BY-SA-4.0", "CC-BY-NC-4.0", "CC-BY-NC-SA-4.0"];

/// What may be said in one sentence, in French and in English; none where the tables know too little.
#[must_use]
pub fn taken_up(expression: &str) -> Option<(String, String)> {
    let known = parsed(expression)?;
    let mut ids = known.requirements().map(|each| each.req.license.to_string());
    match (ids.next(), ids.next()) {
        (Some(id), None) if Letters::of(&id).is_some() => Some(work(&id)),
        _ => code(expression),
    }
}

fn work(id: &str) -> (String, String) {
    let answered = |answer: Answer| -> Vec<&str> {
        WORKS.into_iter().filter(|other| adapted_under(id, other).answer == answer).collect()
    };
    let allowed = answered(Answer::Yes);
    if allowed.is_empty() {
        return (
            "Ne peut être repris que tel quel, sans modification.".to_owned(),
            "May be taken up as it is only, unchanged.".to_owned(),
        );
    }
    if allowed.len() == WORKS.len() {
        return (
            "Peut être repris dans toute œuvre, sous la licence de votre choix.".to_owned(),
            "May be taken up in any work, under the licence of your choice.".to_owned(),
        );
    }
    (
        format!("Peut être repris, même modifié, dans une œuvre sous {}.", listed(&allowed, "ou")),
        format!("May be taken up, also changed, in a work under {}.", listed(&allowed, "or")),
    )
}

fn code(expression: &str) -> Option<(String, String)> {
    let answered = |answer: Answer| -> Vec<&str> {
        PROJECTS
            .into_iter()
            .filter(|project| {
                let told = code_into(expression, project);
                // A condition is told only where the tables know it.
                told.answer == answer && (answer != Answer::Depends || told != unknown(expression, project))
            })
            .collect()
    };
    let (yes, depends) = (answered(Answer::Yes), answered(Answer::Depends));
    if yes.len() == PROJECTS.len() {
        return Some((
            "Peut être repris dans tout projet libre, ses mentions étant gardées.".to_owned(),
            "May be taken up in any free project, its notices being kept.".to_owned(),
        ));
    }
    let (mut fr, mut en) = match (yes.is_empty(), depends.is_empty()) {
        (true, true) => return None,
        (true, false) => (
            format!(
                "Peut être repris, à certaines conditions, dans un projet sous {}",
                listed(&depends, "ou")
            ),
            format!("May be taken up, on conditions, in a project under {}", listed(&depends, "or")),
        ),
        _ => (
            format!("Peut être repris dans un projet sous {}", listed(&yes, "ou")),
            format!("May be taken up in a project under {}", listed(&yes, "or")),
        ),
    };
    if !yes.is_empty() && !depends.is_empty() {
        fr += &format!("\u{202f}; à certaines conditions sous {}", listed(&depends, "ou"));
        en += &format!("; on conditions under {}", listed(&depends, "or"));
    }
    Some((fr + ".", en + "."))
}

fn unknown(expression: &str, project: &str) -> super::Compatibility {
    super::Compatibility::unknown(expression, project)
}

fn listed(ids: &[&str], or: &str) -> String {
    match ids {
        [] => String::new(),
        [one] => (*one).to_owned(),
        [head @ .., last] => format!("{} {or} {last}", head.join(", ")),
    }
}
