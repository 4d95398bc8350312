//! The ten questions by which code.gouv.fr calls a free software remarkable ("Awesome").
//!
//! After its public guide: one point a yes. From seven on, a project may bear its badge.

use serde::Serialize;

use super::span::is_recent;
use super::{Document, Evidence, Explained, Outcome, Step, Text};
use crate::identity::canonical_address;

/// From how many points on a project may bear the badge.
const BADGE: u8 = 7;

/// How many of the ten questions are answered by yes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct Remarkable {
    /// Answered by yes for certain, 0 to 10.
    pub score: u8,
    /// If all that is unknown were a yes.
    pub at_most: u8,
    /// Whether the project may bear the badge.
    pub badge: bool,
}

/// The score out of ten.
#[must_use]
pub fn code_gouv_score(evidence: &Evidence) -> Explained<Remarkable> {
    let documents = [
        ("logo", Document::Logo),
        ("roadmap", Document::Roadmap),
        ("authors", Document::Authors),
        ("contributing", Document::Contributing),
        ("changelog", Document::Changelog),
        ("code_of_conduct", Document::CodeOfConduct),
        ("governance", Document::Governance),
    ];
    let mut steps = vec![website(evidence), release(evidence), commit(evidence)];
    steps.extend(documents.map(|(rule, which)| document(rule, evidence, which)));
    let count = |holds: fn(Outcome) -> bool| {
        u8::try_from(steps.iter().filter(|step| holds(step.outcome)).count()).unwrap_or(u8::MAX)
    };
    let score = count(|outcome| outcome == Outcome::Yes);
    let at_most = count(|outcome| outcome != Outcome::No);
    let value = Remarkable { score, at_most, badge: score >= BADGE };
    Explained { value, said: said(value), steps }
}

fn said(found: Remarkable) -> Text {
    let Remarkable { score, at_most, .. } = found;
    let unknown = at_most - score;
    if unknown == 0 {
        return Text::new(
            format!("{score} critères code.gouv.fr sur 10\u{202f}; le badge en demande {BADGE}."),
            format!("{score} of 10 code.gouv.fr criteria; the badge asks for {BADGE}."),
        );
    }
    Text::new(
        format!(
            "{score} critères code.gouv.fr sur 10, non mesurés\u{202f}: {unknown}\u{202f}; le badge en demande {BADGE}."
        ),
        format!("{score} of 10 code.gouv.fr criteria, not measured: {unknown}; the badge asks for {BADGE}."),
    )
}

fn step(rule: &'static str, known: Option<bool>, texts: [(&str, &str); 3]) -> Step {
    let (fr, en) = match known {
        Some(true) => texts[0],
        Some(false) => texts[1],
        None => texts[2],
    };
    Step {
        rule,
        outcome: Outcome::of(known),
        points: i64::from(known == Some(true)),
        said: Text::new(fr, en),
    }
}

/// A page of its own, and not the repository under one of its addresses.
fn website(evidence: &Evidence) -> Step {
    let own = evidence.website.as_deref().filter(|page| !page.trim().is_empty()).map(canonical_address);
    let known = own.is_some_and(|page| {
        page.is_some() && !evidence.addresses.iter().any(|address| canonical_address(address) == page)
    });
    step(
        "website",
        Some(known),
        [
            ("Une page web présente le projet.", "A web page presents the project."),
            (
                "Aucune page web en plus du dépôt n’est déclarée.",
                "No web page beside the repository is declared.",
            ),
            ("", ""),
        ],
    )
}

fn release(evidence: &Evidence) -> Step {
    let known = evidence.last_release.map(|newest| is_recent(newest, evidence.at).unwrap_or(false));
    step(
        "release",
        known,
        [
            ("La dernière version a moins de six mois.", "The last release is less than six months old."),
            ("Aucune version depuis six mois.", "No release in the last six months."),
            (
                "La date de la dernière version n’est pas connue.",
                "The date of the last release is not known.",
            ),
        ],
    )
}

fn commit(evidence: &Evidence) -> Step {
    step(
        "commit",
        is_recent(evidence.last_commit, evidence.at),
        [
            ("Le dernier commit a moins de six mois.", "The last commit is less than six months old."),
            (
                "Aucun commit depuis six mois, toutes branches confondues.",
                "No commit in the last six months, on any branch.",
            ),
            (
                "La date du dernier commit, toutes branches confondues, n’est pas connue.",
                "The date of the last commit on any branch is not known.",
            ),
        ],
    )
}

fn document(rule: &'static str, evidence: &Evidence, document: Document) -> Step {
    let name = document.usual_name();
    let fr =
        [format!("{name} est présent."), format!("{name} manque."), format!("{name} n’a pas été cherché.")];
    let en =
        [format!("{name} is there."), format!("{name} is missing."), format!("{name} was not looked for.")];
    let texts = [(&*fr[0], &*en[0]), (&*fr[1], &*en[1]), (&*fr[2], &*en[2])];
    step(rule, evidence.has(document), texts)
}
