//! openCode's ladder of maintenance: active, reliable, crisis-proof.
//!
//! After <https://badges.opencode.de/en/official-badges/active-maintained-badge>. A rung stands on all
//! rungs below it; what could not be measured is neither granted nor denied.

use serde::Serialize;

use super::span::{day, is_recent};
use super::{Evidence, Explained, Outcome, Step, Text};
use crate::model::{AnswerTime, History};

/// The rungs from the lowest, each by the criteria it asks for.
const RUNGS: [&[&str]; 3] = [&["commits", "issue_response"], &["release"], &["bus_factor"]];

const COMMITS: u64 = 5;
const ANSWER_DAYS: f64 = 7.0;
const BUS_FACTOR: u32 = 2;

/// Where a repository stands on the ladder, from 0 (no rung) to 3.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct Ladder {
    /// The rung that is reached for certain.
    pub level: u8,
    /// The rung that would be reached if all that is unknown were met.
    pub at_most: u8,
}

/// The fewest people who together made more than half of the commits; 0 without any. Counts only: whose
/// they are stays with whoever counted.
#[must_use]
pub fn bus_factor(commits_by_person: &[u64]) -> u32 {
    let mut counts = commits_by_person.to_vec();
    counts.sort_unstable_by(|a, b| b.cmp(a));
    let all: u128 = counts.iter().map(|count| u128::from(*count)).sum();
    let mut reached: u128 = 0;
    let enough = counts.iter().position(|count| {
        reached += u128::from(*count);
        reached * 2 > all
    });
    enough.and_then(|at| u32::try_from(at + 1).ok()).unwrap_or(0)
}

/// Where a repository stands on openCode's ladder.
#[must_use]
pub fn open_code_ladder(evidence: &Evidence) -> Explained<Ladder> {
    let steps = vec![commits(evidence), answers(evidence), release(evidence), people(evidence)];
    let climbed = |holds: fn(Outcome) -> bool| {
        let whole = |rung: &&&[&str]| asked(&steps, rung).all(|step| holds(step.outcome));
        u8::try_from(RUNGS.iter().take_while(whole).count()).unwrap_or(u8::MAX)
    };
    let value = Ladder {
        level: climbed(|outcome| outcome == Outcome::Yes),
        at_most: climbed(|outcome| outcome != Outcome::No),
    };
    Explained { value, said: said(value), steps }
}

/// The steps that a rung asks for.
fn asked<'a>(steps: &'a [Step], rung: &'a [&str]) -> impl Iterator<Item = &'a Step> {
    steps.iter().filter(move |step| rung.contains(&step.rule))
}

impl Explained<Ladder> {
    /// What is lacking, or not measured, for the rung after the one that is reached; nothing on the last.
    pub fn lacking(&self) -> impl Iterator<Item = &Step> {
        let rung = RUNGS.get(usize::from(self.value.level)).copied().unwrap_or_default();
        asked(&self.steps, rung).filter(|step| step.outcome != Outcome::Yes)
    }
}

fn said(ladder: Ladder) -> Text {
    let (fr, en) = match ladder.level {
        0 => ("aucun niveau", "no level"),
        1 => ("niveau 1, maintenance active", "level 1, active maintenance"),
        2 => ("niveau 2, maintenance fiable", "level 2, reliable maintenance"),
        _ => ("niveau 3, maintenance à l’épreuve des crises", "level 3, crisis-proof maintenance"),
    };
    let more = ladder.at_most;
    if more > ladder.level {
        return Text::new(
            format!(
                "Échelle openCode\u{202f}: {fr} (jusqu’au niveau {more} si ce qui n’est pas mesuré était atteint)."
            ),
            format!("openCode ladder: {en} (up to level {more} if what is not measured were met)."),
        );
    }
    Text::new(format!("Échelle openCode\u{202f}: {fr}."), format!("openCode ladder: {en}."))
}

fn step(rule: &'static str, known: Option<bool>, said: Text) -> Step {
    Step { rule, outcome: Outcome::of(known), points: 0, said }
}

fn commits(evidence: &Evidence) -> Step {
    let said = match evidence.recent_commits {
        Some(count) if count >= History::NEWEST as u64 => Text::new(
            format!("Commits des six derniers mois\u{202f}: {count} ou plus\u{202f}; il en faut {COMMITS}."),
            format!("Commits of the last six months: {count} or more; {COMMITS} are needed."),
        ),
        Some(count) => Text::new(
            format!("Commits des six derniers mois\u{202f}: {count}\u{202f}; il en faut {COMMITS}."),
            format!("Commits of the last six months: {count}; {COMMITS} are needed."),
        ),
        None => Text::new(
            "Les commits des six derniers mois ne sont pas comptés.",
            "The commits of the last six months are not counted.",
        ),
    };
    step("commits", evidence.recent_commits.map(|count| count >= COMMITS), said)
}

fn answers(evidence: &Evidence) -> Step {
    let known = evidence.answers.and_then(|answers| answers.mean_days());
    let said = match (evidence.answers, known) {
        (Some(answers), Some(days)) => answered(&answers, days),
        (Some(answers), None) => {
            let (fr, en) = day(answers.at);
            Text::new(
                format!(
                    "Aucun ticket public des trois derniers mois n’attendait de réponse (relevé du {fr})."
                ),
                format!("No public ticket of the last three months asked for an answer (as of {en})."),
            )
        }
        (None, _) => Text::new(
            "Le délai de réponse aux tickets n’est pas mesuré.",
            "The time to answer tickets is not measured.",
        ),
    };
    step("issue_response", known.map(|days| days < ANSWER_DAYS), said)
}

/// The mean, what it is made of and how old it is.
fn answered(answers: &AnswerTime, days: f64) -> Text {
    let (fr, en) = day(answers.at);
    let AnswerTime { answered, waiting, .. } = answers;
    let comma = format!("{days:.1}").replace('.', ",");
    Text::new(
        format!(
            "Première réponse aux tickets des trois derniers mois en {comma} jours en moyenne\u{202f}; il en faut moins de 7. \
             Relevé du {fr}\u{202f}: {answered} avec réponse, {waiting} en attente, qui comptent depuis leur ouverture."
        ),
        format!(
            "First answer to tickets of the last three months within {days:.1} days on average; fewer than 7 are needed. \
             As of {en}: {answered} answered, {waiting} waiting, which count since they were opened."
        ),
    )
}

fn release(evidence: &Evidence) -> Step {
    let known = evidence.last_release.map(|newest| is_recent(newest, evidence.at).unwrap_or(false));
    let said = match evidence.last_release {
        Some(Some(newest)) => {
            let (fr, en) = day(newest);
            Text::new(
                format!("Dernière version ou étiquette le {fr}\u{202f}; il en faut une depuis six mois."),
                format!("Last release or tag on {en}; one in the last six months is needed."),
            )
        }
        Some(None) => Text::new(
            "Aucune version ni étiquette\u{202f}; il en faut une depuis six mois.",
            "No release and no tag; one in the last six months is needed.",
        ),
        None => Text::new(
            "La date de la dernière version n’est pas connue.",
            "The date of the last release is not known.",
        ),
    };
    step("release", known, said)
}

fn people(evidence: &Evidence) -> Step {
    let said = match evidence.bus_factor {
        Some(count) => Text::new(
            format!(
                "Personnes dont le projet dépend (plus de la moitié des commits)\u{202f}: {count}\u{202f}; il en faut {BUS_FACTOR}."
            ),
            format!(
                "People the project depends on (more than half of the commits): {count}; {BUS_FACTOR} are needed."
            ),
        ),
        None => Text::new(
            "Le nombre de personnes dont le projet dépend n’est pas mesuré.",
            "The number of people the project depends on is not measured.",
        ),
    };
    step("bus_factor", evidence.bus_factor.map(|count| count >= BUS_FACTOR), said)
}
