//! The points by which code.gouv.fr orders repositories.
//!
//! Weights as its public program computes them (`compute-repo-score`), with one difference that is
//! meant: the licence counts when it is recognised in the files, as the page of the catalogue explains
//! it, and not when a file merely bears the name.

use super::{Document, Evidence, Explained, Outcome, Step, Text};

const HIGH: i64 = 1000;
const MEDIUM: i64 = 100;
const LOW: i64 = 10;

/// The points; each step says what it adds, and they add up to the total.
#[must_use]
pub fn code_gouv_points(evidence: &Evidence) -> Explained<i64> {
    let steps = vec![
        licence(evidence),
        template(evidence),
        document("publiccode", evidence, Document::Publiccode, HIGH),
        document("readme", evidence, Document::Readme, MEDIUM),
        document("contributing", evidence, Document::Contributing, MEDIUM),
        document("changelog", evidence, Document::Changelog, LOW),
        description(evidence),
        archived(evidence),
        fork(evidence),
        crowd("forks", ("Bifurcations", "Forks"), evidence.forks),
        crowd("subscribers", ("Abonnés", "Subscribers"), evidence.subscribers),
    ];
    let value = steps.iter().map(|step| step.points).sum();
    let unknown = steps.iter().filter(|step| step.outcome == Outcome::Unknown).count();
    let said = if unknown == 0 {
        Text::new(format!("{value} points code.gouv.fr."), format!("{value} code.gouv.fr points."))
    } else {
        Text::new(
            format!(
                "{value} points code.gouv.fr\u{202f}; critères non mesurés, comptés pour 0\u{202f}: {unknown}."
            ),
            format!("{value} code.gouv.fr points; criteria that are not measured and count as 0: {unknown}."),
        )
    };
    Explained { value, said, steps }
}

fn step(rule: &'static str, known: Option<bool>, points: i64, fr: String, en: String) -> Step {
    Step { rule, outcome: Outcome::of(known), points, said: Text::new(fr, en) }
}

fn licence(evidence: &Evidence) -> Step {
    match evidence.known_licence() {
        Some(found) => step(
            "licence",
            Some(true),
            HIGH,
            format!("Licence reconnue\u{202f}: {found}."),
            format!("Recognised licence: {found}."),
        ),
        None => step(
            "licence",
            Some(false),
            0,
            "Aucune licence reconnue.".into(),
            "No recognised licence.".into(),
        ),
    }
}

fn template(evidence: &Evidence) -> Step {
    let (points, fr, en) = match evidence.template {
        Some(true) => (HIGH, "C’est un modèle de dépôt.", "It is a template."),
        Some(false) => (0, "Ce n’est pas un modèle de dépôt.", "It is not a template."),
        None => (0, "On ne sait pas si c’est un modèle de dépôt.", "Whether it is a template is not known."),
    };
    step("template", evidence.template, points, fr.into(), en.into())
}

fn document(rule: &'static str, evidence: &Evidence, document: Document, weight: i64) -> Step {
    let (known, name) = (evidence.has(document), document.usual_name());
    let (fr, en) = match known {
        Some(true) => (format!("{name} est présent."), format!("{name} is there.")),
        Some(false) => (format!("{name} manque."), format!("{name} is missing.")),
        None => (format!("{name} n’a pas été cherché."), format!("{name} was not looked for.")),
    };
    step(rule, known, if known == Some(true) { weight } else { 0 }, fr, en)
}

fn description(evidence: &Evidence) -> Step {
    let said = evidence.description.as_deref().is_some_and(|text| !text.trim().is_empty());
    if said {
        step(
            "description",
            Some(true),
            0,
            "Une description est présente.".into(),
            "There is a description.".into(),
        )
    } else {
        step(
            "description",
            Some(false),
            -MEDIUM,
            "La description manque.".into(),
            "The description is missing.".into(),
        )
    }
}

fn archived(evidence: &Evidence) -> Step {
    if evidence.archived {
        step(
            "archived",
            Some(true),
            -HIGH,
            "Le dépôt est archivé.".into(),
            "The repository is archived.".into(),
        )
    } else {
        step(
            "archived",
            Some(false),
            0,
            "Le dépôt n’est pas archivé.".into(),
            "The repository is not archived.".into(),
        )
    }
}

fn fork(evidence: &Evidence) -> Step {
    if evidence.fork {
        step(
            "fork",
            Some(true),
            -HIGH,
            "C’est une bifurcation d’un autre dépôt.".into(),
            "It is a fork of another repository.".into(),
        )
    } else {
        step("fork", Some(false), 0, "Ce n’est pas une bifurcation.".into(), "It is not a fork.".into())
    }
}

fn crowd(rule: &'static str, (fr, en): (&str, &str), count: Option<u64>) -> Step {
    let Some(count) = count else {
        return step(
            rule,
            None,
            0,
            format!("{fr}\u{202f}: nombre inconnu."),
            format!("{en}: number not known."),
        );
    };
    let points = match count {
        101.. => HIGH,
        11.. => MEDIUM,
        2.. => LOW,
        _ => 0,
    };
    step(rule, Some(points > 0), points, format!("{fr}\u{202f}: {count}."), format!("{en}: {count}."))
}
