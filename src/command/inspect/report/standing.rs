//! How the repository stands: by the measures of others, and before the gate.
//!
//! Must not measure or judge.

use glane_catalog::quality::{Outcome, Step};

use super::super::quality::measures;
use super::Told;
use crate::command::gate::remedy::title;
use crate::command::output::{Paper, Style};

/// Each measure in its sentence, with a mark for each step that could be taken.
pub(super) fn quality(told: &Told<'_>, paper: &mut Paper) {
    let tongue = told.tongue;
    paper.section(tongue.say("Maintenance et qualité", "Maintenance and quality"), &[]);
    for (said, steps) in measures(told.quality) {
        paper.line(2, 4, &[(Style::Plain, tongue.say(&said.fr, &said.en))]);
        let open = |step: &&Step| step.outcome != Outcome::Yes && !is_well(step);
        for step in steps.iter().filter(open) {
            let (style, mark) = match step.outcome {
                Outcome::Yes => (Style::Good, "✓"),
                Outcome::No => (Style::Doubtful, "✗"),
                Outcome::Unknown => (Style::Faint, "?"),
            };
            paper.line(4, 6, &[(style, mark), (Style::Faint, tongue.say(&step.said.fr, &step.said.en))]);
        }
    }
}

/// What is better not so: nobody is told to archive or to fork.
fn is_well(step: &Step) -> bool {
    matches!(step.rule, "template" | "archived" | "fork" | "forks" | "subscribers") && step.points >= 0
}

/// What the gate saw, kind by kind; each thing stands in the list of what to mend.
pub(super) fn gate(told: &Told<'_>, paper: &mut Paper) {
    let (judged, tongue) = (told.judged, told.tongue);
    let seen = judged.report.sightings.len();
    let beside = if seen == 0 {
        tongue.say("rien à signaler dans les objets", "nothing seen in the objects").to_owned()
    } else {
        format!("{seen} {}", tongue.say("à regarder de plus près", "to look at more closely"))
    };
    let style = if judged.holds_anything() { Style::Bad } else { Style::Good };
    paper.section(tongue.say("Contrôle avant publication", "Gate"), &[(style, &beside)]);
    for kind in glane_catalog::model::SightingKind::ALL {
        let of_kind: Vec<bool> =
            judged.seen().filter(|(seen, _)| seen.kind == *kind).map(|(_, holds)| holds).collect();
        if of_kind.is_empty() {
            continue;
        }
        let holding = of_kind.iter().filter(|holds| **holds).count();
        let (style, text) = if holding > 0 {
            (
                Style::Bad,
                format!("{holding} {}", tongue.say("à traiter avant publication", "to settle first")),
            )
        } else {
            (Style::Faint, format!("{} {}", of_kind.len(), tongue.say("pour information", "for information")))
        };
        paper.row(2, 38, (Style::Plain, title(*kind, tongue)), &[(style, &text)]);
    }
    let objects = format!(
        "{} {}, {} {}",
        judged.report.objects,
        tongue.say("objets regardés, historique compris", "objects looked at, history included"),
        judged.report.bytes >> 20,
        tongue.say("Mo", "MB")
    );
    paper.line(2, 4, &[(Style::Faint, &objects)]);
}
