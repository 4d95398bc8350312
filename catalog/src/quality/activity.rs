//! Days since a person last changed the code: the plainest sign of life there is.
//!
//! Commits of programs do not count: a repository that only a bot updates has nobody to ask.

use super::span::{day, days};
use super::{Evidence, Explained, Text};

/// Whoever changed their code within so many months is said to look after it, as the indicator of active
/// projects counts.
pub const ACTIVE_MONTHS: i32 = 12;

/// Whole days since the last commit of a person; none when none is known.
#[must_use]
pub fn days_since_human_commit(evidence: &Evidence) -> Explained<Option<u64>> {
    let Some(last) = evidence.last_human_commit else {
        let said = Text::new("Aucun commit d’une personne n’est connu.", "No commit of a person is known.");
        return Explained { value: None, said, steps: Vec::new() };
    };
    let (fr, en) = day(last);
    let Some(count) = days(last, evidence.at) else {
        let said = Text::new(
            format!(
                "Le dernier commit d’une personne porte une date à venir, le {fr}\u{202f}: il compte pour aujourd’hui."
            ),
            format!("The last commit of a person bears a date to come, {en}: it counts as today."),
        );
        return Explained { value: Some(0), said, steps: Vec::new() };
    };
    let said = match count {
        0 => Text::new(
            format!("Une personne a modifié le code il y a moins d’un jour, le {fr}."),
            format!("A person changed the code less than a day ago, on {en}."),
        ),
        1 => Text::new(
            format!("Une personne a modifié le code il y a 1 jour, le {fr}."),
            format!("A person last changed the code 1 day ago, on {en}."),
        ),
        _ => Text::new(
            format!("Une personne a modifié le code pour la dernière fois il y a {count} jours, le {fr}."),
            format!("A person last changed the code {count} days ago, on {en}."),
        ),
    };
    Explained { value: Some(count), said, steps: Vec::new() }
}
