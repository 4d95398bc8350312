//! What is wrong with an owner's `.publication.toml`, in the words of both languages.
//!
//! What the reader of the file found, and what only shows beside rules and calendar.

use std::collections::BTreeSet;

use glane_catalog::model::{Publication, Waiver};
use jiff::civil::Date;

use crate::examine::LookOptions;
use crate::mirror::gate::farthest_end;
use crate::service::Service;

/// The rules that are no scanner's: what they tell needs the repository.
const OF_THE_LOOK: &[&str] = &[
    "author-address",
    "submodule-address",
    "object-too-large",
    "large-object",
    "object-not-read",
    "workflow-of-a-host",
];

/// One thing that is wrong.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Problem {
    pub(super) french: String,
    pub(super) english: String,
}

/// The names of all rules; none where those of the operator cannot be read.
pub(super) fn rules(service: &Service) -> Option<BTreeSet<String>> {
    let gate = &service.settings.policy.gate;
    let further = gate.rules.as_ref().map(std::fs::read_to_string).transpose().ok()?;
    let options =
        LookOptions { secrets: true, personal_data: true, third_party: true, ..LookOptions::default() };
    let scanner = LookOptions { rules: further, ..options }.scanner().ok()?;
    Some(scanner.rules().chain(OF_THE_LOOK.iter().copied()).map(str::to_owned).collect())
}

/// What is wrong with the file, in the order of the file as far as that is known.
pub(super) fn problems(
    publication: &Publication,
    today: Date,
    rules: &Option<BTreeSet<String>>,
) -> Vec<Problem> {
    let read = publication
        .problems
        .iter()
        .map(|english| Problem { french: french(english), english: english.clone() });
    let waivers = publication.waivers.iter().flat_map(|waiver| of_waiver(waiver, today, rules.as_ref()));
    read.chain(waivers).collect()
}

fn of_waiver(waiver: &Waiver, today: Date, rules: Option<&BTreeSet<String>>) -> Vec<Problem> {
    let mut problems = Vec::new();
    let subject =
        waiver.finding.as_deref().or(waiver.rule.as_deref()).unwrap_or_default().escape_debug().to_string();
    if waiver.until < today {
        let until = waiver.until;
        problems.push(Problem {
            french: format!(
                "la dérogation pour « {subject} » a pris fin le {until} : renouvelez `until`, ou retirez-la"
            ),
            english: format!("the waiver for \"{subject}\" ended on {until}: renew until, or take it out"),
        });
    }
    let farthest = farthest_end(today);
    if waiver.until > farthest {
        let until = waiver.until;
        problems.push(Problem {
            french: format!(
                "la dérogation pour « {subject} » court jusqu’au {until}, plus d’un an : elle ne vaut rien tant \
                 que `until` dépasse le {farthest}"
            ),
            english: format!(
                "the waiver for \"{subject}\" runs until {until}, more than a year: it counts for nothing while \
                 until is after {farthest}"
            ),
        });
    }
    if let (Some(rule), Some(rules)) = (&waiver.rule, rules)
        && !rules.contains(rule)
    {
        let rule = rule.escape_debug();
        problems.push(Problem {
            french: format!(
                "aucune règle ne s’appelle « {rule} » : reprenez un identifiant de cette liste avec `finding`"
            ),
            english: format!(
                "no rule is called \"{rule}\": take its name from glane gate show, or use finding"
            ),
        });
    }
    problems
}

/// A problem of the reader's, in French.
fn french(english: &str) -> String {
    let waiver = english.strip_prefix("[[waiver]] number ").and_then(|rest| rest.split_once(": "));
    let (place, what) = match (waiver, english.split_once(": ")) {
        (Some((number, what)), _) => (format!("dérogation n° {number} : "), what),
        (None, Some((line, what))) if line.starts_with("line ") => {
            (line.replace("line", "ligne") + " : ", what)
        }
        _ => (String::new(), english),
    };
    let says = [
        ("is not TOML", "ce n’est pas du TOML ; rien n’est publié tant que le fichier ne peut pas être lu"),
        ("neither true nor false", "`publier` ne vaut ni `true` ni `false` ; rien n’est publié"),
        ("is not a list", "commencez chaque dérogation par `[[waiver]]`"),
        ("names neither", "il manque `finding = \"…\"` ou `rule = \"…\"`"),
        (
            "a rule without a path",
            "une règle est nommée sans chemin : ajoutez `path = \"…\"`, là où elle ne doit pas jouer",
        ),
        ("has no reason", "il manque `reason = \"…\"`, la raison"),
        ("has no end date", "il manque la date de fin : `until = 2027-06-30`"),
        ("end date cannot be read", "la date de fin est illisible : écrivez `until = 2027-06-30`"),
        ("is not a text", "une valeur n’est pas un texte entre guillemets"),
    ];
    let known = says.iter().find(|(english, _)| what.contains(english));
    format!("{place}{}", known.map_or("cette ligne ne peut pas être lue", |(_, french)| french))
}

#[cfg(test)]
mod tests {
    use glane_catalog::read::publication;

    use super::*;

    #[test]
    fn what_an_owner_wrote_wrongly_is_said_in_both_languages() {
        let file = b"[[waiver]]\nrule = \"nir\"\npath = \"a\"\nreason = \"x\"\n\
            [[waiver]]\nrule = \"nir\"\nreason = \"x\"\nuntil = 2026-01-31\n\
            [[waiver]]\nrule = \"gone\"\npath = \"a\"\nreason = \"x\"\nuntil = 2026-01-31\n";
        let known = Some(BTreeSet::from(["jwt".to_owned()]));
        let found = problems(&publication(file), jiff::civil::date(2026, 2, 1), &known);
        let french: Vec<&str> = found.iter().map(|problem| problem.french.as_str()).collect();
        assert!(french[0].starts_with("dérogation n° 1") && french[0].contains("date de fin"), "{french:?}");
        assert!(french[1].starts_with("dérogation n° 2") && french[1].contains("sans chemin"), "{french:?}");
        assert!(french[2].contains("2026-01-31") && french[3].contains("gone"), "{french:?}");
        let long = b"[[waiver]]\nfinding = \"00ff\"\nreason = \"x\"\nuntil = 2027-02-02\n";
        let found = problems(&publication(long), jiff::civil::date(2026, 2, 1), &known);
        assert!(
            found[0].french.contains("plus d’un an") && found[0].english.contains("2027-02-01"),
            "{found:?}"
        );
        let broken = problems(&publication(b"publier = fals"), jiff::civil::date(2026, 2, 1), &known);
        assert!(broken[0].french.starts_with("ligne 1"), "{broken:?}");
        assert!(broken[0].english.contains("line 1"), "{broken:?}");
    }
}
