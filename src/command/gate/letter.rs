//! The message to the owner of a project: what was seen and where, how to mend it, how to let it pass.
//!
//! Nothing of what was matched is in it; still it is a map, for the owner alone.

use std::fmt::Write as _;

use glane_catalog::model::{ReasonClass, ReasonCode, Sighting, SightingKind};

use super::Held;
use super::remedy::{remedy, title};
use crate::cli::Tongue;
use crate::mirror::gate::Standing;

/// Most places of one kind that are written out.
const MOST: usize = 100;

/// The title of the message.
pub(super) fn subject(tongue: Tongue) -> &'static str {
    match tongue {
        Tongue::Fr => "Publication en attente : points à vérifier",
        Tongue::En => "Publication on hold: points to check",
    }
}

/// The message, in one language or in French and then in English.
pub(super) fn write(held: &Held, standing: &Standing<'_>, only: Option<Tongue>) -> String {
    let tongues = only.map_or_else(|| vec![Tongue::Fr, Tongue::En], |tongue| vec![tongue]);
    let letters: Vec<String> = tongues.into_iter().map(|tongue| one(held, standing, tongue)).collect();
    letters.join("\n---\n\n")
}

fn one(held: &Held, standing: &Standing<'_>, tongue: Tongue) -> String {
    let path = &held.project.source.path;
    let mut text = format!("# {}\n\n{}\n", subject(tongue), opening(path, tongue));
    for kind in SightingKind::ALL {
        let seen: Vec<&Sighting> = held
            .report
            .sightings
            .iter()
            .filter(|seen| seen.kind == *kind && standing.of(seen).holds())
            .collect();
        if seen.is_empty() {
            continue;
        }
        let _ = write!(text, "\n## {}\n\n{}\n\n", title(*kind, tongue), remedy(*kind, tongue));
        for seen in seen.iter().take(MOST) {
            let _ = writeln!(text, "- {}", place(seen, tongue));
        }
        if let Some(more) = seen.len().checked_sub(MOST).filter(|more| *more > 0) {
            let _ = match tongue {
                Tongue::Fr => writeln!(text, "- et {more} autres"),
                Tongue::En => writeln!(text, "- and {more} more"),
            };
        }
    }
    // The other causes: their sentences name neither place nor secret.
    let others = held.project.reasons.iter().filter(|reason| reason.code.class() != ReasonClass::Check);
    for (number, reason) in others.enumerate() {
        if number == 0 {
            text.push_str(match tongue {
                Tongue::Fr => "\n## Autres causes\n\n",
                Tongue::En => "\n## Other causes\n\n",
            });
        }
        let french = in_french(reason.code).filter(|_| tongue == Tongue::Fr);
        let _ = writeln!(text, "- {} ({})", french.unwrap_or(&reason.message), reason.code.as_str());
    }
    text + closing(tongue)
}

/// What the commonest of the other causes are, in French.
fn in_french(code: ReasonCode) -> Option<&'static str> {
    match code {
        ReasonCode::NoLicence => Some(
            "Aucune licence n’a été trouvée. Ajoutez un fichier LICENSE avec le texte entier d’une licence, par exemple \
             EUPL-1.2 pour du code ou CC-BY-SA-4.0 pour des cours.",
        ),
        ReasonCode::LicenceNotAllowed => Some(
            "La licence trouvée ne laisse pas le public réutiliser l’œuvre. Choisissez-en une de la liste de l’État, de \
             l’OSI ou de la FSF pour le code ; une licence Creative Commons ou la Licence Ouverte pour des cours.",
        ),
        ReasonCode::AwaitsApproval => Some("Une personne doit encore approuver la première publication."),
        _ => None,
    }
}

fn opening(path: &str, tongue: Tongue) -> String {
    match tongue {
        Tongue::Fr => format!(
            "Bonjour,\n\nNous copions les dépôts publics vers des hébergeurs ouverts. Avant de publier « {path} », nous \
             l’avons relu, historique compris, et nous attendons : voici ce qui est à vérifier. Ce message ne contient \
             aucun des secrets ni aucune des données trouvés, mais il dit où ils sont : ne le rendez pas public."
        ),
        Tongue::En => format!(
            "Hello,\n\nWe copy public repositories to open hosts. Before publishing \"{path}\" we looked through it, its \
             history included, and we wait: here is what to check. This message holds none of the secrets or data that \
             were found, but it says where they are: do not make it public."
        ),
    }
}

fn place(seen: &Sighting, tongue: Tongue) -> String {
    let path = seen.path.escape_debug().to_string().replace('`', "'");
    let commit = seen.commit.as_deref().and_then(|commit| commit.get(..12));
    let (line, when) = match tongue {
        Tongue::Fr => (
            seen.line.map(|line| format!(", ligne {line}")),
            match (seen.at_tip, commit) {
                (true, _) => ", encore présent aujourd’hui".to_owned(),
                (false, Some(commit)) => format!(", dans l’historique (commit {commit})"),
                (false, None) => String::new(),
            },
        ),
        Tongue::En => (
            seen.line.map(|line| format!(", line {line}")),
            match (seen.at_tip, commit) {
                (true, _) => ", still there today".to_owned(),
                (false, Some(commit)) => format!(", in the history (commit {commit})"),
                (false, None) => String::new(),
            },
        ),
    };
    format!("`{path}`{}{when} — {} — `{}`", line.unwrap_or_default(), seen.rule, seen.id)
}

fn closing(tongue: Tongue) -> &'static str {
    match tongue {
        Tongue::Fr => {
            "\n## Si l’un de ces points est sans danger\n\nUn exemple, un exercice, une clé inventée ? Répondez à ce \
             message avec l’identifiant du point et la raison. Vous pouvez aussi l’écrire vous-même dans un fichier \
             `.publication.toml` à la racine de la branche par défaut :\n\n```toml\n[[waiver]]\nfinding = \
             \"identifiant du point\"\nreason = \"pourquoi il est sans danger\"\nuntil = 2027-06-30  # date de fin, \
             obligatoire\n```\n\nSi vous ne souhaitez pas que ce dépôt soit copié, écrivez-y `publier = false`, ou \
             ajoutez le sujet `non-publie` au projet. Chaque correction poussée est relue d’elle-même.\n"
        }
        Tongue::En => {
            "\n## If one of these points is harmless\n\nAn example, an exercise, an invented key? Answer this message \
             with the id of the point and the reason. You can also write it yourself, in a file `.publication.toml` at \
             the root of the default branch:\n\n```toml\n[[waiver]]\nfinding = \"id of the point\"\nreason = \"why it \
             is harmless\"\nuntil = 2027-06-30  # last day, required\n```\n\nIf you do not want this repository to be \
             copied, write `publish = false` there, or add the topic `non-publie` to the project. Each correction that \
             you push is looked at again.\n"
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn french_is_printed_as_french_is() {
        let mut all =
            vec![opening("a/b", Tongue::Fr), closing(Tongue::Fr).to_owned(), subject(Tongue::Fr).to_owned()];
        all.extend(ReasonCode::ALL.iter().filter_map(|code| in_french(*code)).map(str::to_owned));
        for kind in SightingKind::ALL {
            all.extend([title(*kind, Tongue::Fr).to_owned(), remedy(*kind, Tongue::Fr).to_owned()]);
        }
        for text in all {
            assert!(!text.contains('\''), "{text}");
            for (before, mark) in text.chars().zip(text.chars().skip(1)) {
                let breaks = before == ' ' || before == '\u{a0}';
                assert!(!(breaks && matches!(mark, ';' | ':' | '!' | '?' | '»')), "{text}");
            }
        }
    }
}
