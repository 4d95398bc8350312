//! The message to the owner of a project: what was seen and where, how to mend it, how to let it pass.
//!
//! Nothing of what was matched is in it; still it is a map, for the owner alone.

pub(in crate::command) mod causes;
mod rules;

use std::fmt::Write as _;

use glane_catalog::model::{ProjectState, Reason, ReasonClass, ReasonCode, Sighting, SightingKind};

use super::Held;
use super::owner::{self, Problem};
use super::remedy::{remedy, title};
use crate::cli::Tongue;
use crate::config::Operator;
use crate::mirror::gate::{Standing, today, unreadable};
use crate::service::Service;

/// Most places of one kind that are written out.
const MOST: usize = 100;

/// The title of the message.
pub(super) fn subject(tongue: Tongue) -> &'static str {
    match tongue {
        Tongue::Fr => "Publication en attente : points à vérifier",
        Tongue::En => "Publication on hold: points to check",
    }
}

/// What the message is made of.
pub(super) struct Letter<'a> {
    held: &'a Held,
    seen: Vec<&'a Sighting>,
    problems: Vec<Problem>,
    operator: &'a Operator,
}

impl<'a> Letter<'a> {
    /// The message about one project.
    pub(super) fn of(service: &'a Service, held: &'a Held, standing: &Standing<'_>) -> Self {
        let seen = held.report.sightings.iter().filter(|seen| standing.of(seen).holds()).collect();
        let now = today(service.clock.now());
        let problems = owner::problems(&held.report.publication, now, &owner::rules(service));
        Self { held, seen, problems, operator: &service.settings.site.operator }
    }

    /// The text, in one language or in French and then in English; none when there is nothing to tell.
    pub(super) fn written(&self, only: Option<Tongue>) -> Option<String> {
        let stopped = matches!(self.held.project.state, ProjectState::Held | ProjectState::Skipped);
        let waits = stopped && !self.held.project.reasons.is_empty();
        if !waits && self.seen.is_empty() && self.problems.is_empty() {
            return None;
        }
        let tongues = only.map_or_else(|| vec![Tongue::Fr, Tongue::En], |tongue| vec![tongue]);
        let letters: Vec<String> = tongues.into_iter().map(|tongue| self.one(tongue)).collect();
        Some(letters.join("\n---\n\n"))
    }

    fn one(&self, tongue: Tongue) -> String {
        let source = &self.held.project.source;
        let mut text = format!("# {}\n\n{}\n", subject(tongue), opening(&source.path, tongue));
        if let Some(page) = &source.web_url {
            let _ = write!(text, "\n<{page}>\n");
        }
        if !self.seen.is_empty() {
            let _ = write!(text, "\n{}\n", discretion(tongue));
        }
        for kind in SightingKind::ALL {
            self.places(*kind, tongue, &mut text);
        }
        if !self.problems.is_empty() {
            text.push_str(match tongue {
                Tongue::Fr => "\n## Votre fichier `.publication.toml`\n\n",
                Tongue::En => "\n## Your file `.publication.toml`\n\n",
            });
            for problem in &self.problems {
                let said = if tongue == Tongue::Fr { &problem.french } else { &problem.english };
                let _ = writeln!(text, "- {said}");
            }
        }
        self.causes(tongue, &mut text);
        if !self.seen.is_empty() {
            text.push_str(waiver(tongue));
        }
        text.push_str(closing(tongue));
        self.sender(&mut text);
        text
    }

    fn places(&self, kind: SightingKind, tongue: Tongue, text: &mut String) {
        let seen: Vec<&&Sighting> = self.seen.iter().filter(|seen| seen.kind == kind).collect();
        if seen.is_empty() {
            return;
        }
        let _ = write!(text, "\n## {}\n\n{}\n\n", title(kind, tongue), remedy(kind, tongue));
        for seen in seen.iter().take(MOST) {
            let _ = writeln!(text, "- {}", place(seen, tongue));
        }
        if let Some(more) = seen.len().checked_sub(MOST).filter(|more| *more > 0) {
            let _ = match tongue {
                Tongue::Fr => writeln!(text, "- et {more} autres"),
                Tongue::En => writeln!(text, "- and {more} more"),
            };
        }
        if !matches!(kind, SightingKind::Identity | SightingKind::Workflow | SightingKind::InternalAddress) {
            let _ = write!(text, "\n{}\n", cleaning(tongue));
        }
    }

    /// The other causes: their sentences name neither place nor secret.
    fn causes(&self, tongue: Tongue, text: &mut String) {
        let others =
            self.held.project.reasons.iter().filter(|reason| reason.code.class() != ReasonClass::Check);
        for (number, reason) in others.enumerate() {
            if number == 0 {
                text.push_str(match tongue {
                    Tongue::Fr => "\n## Autres causes\n\n",
                    Tongue::En => "\n## Other causes\n\n",
                });
            }
            let said = self.cause(reason, tongue);
            let _ = writeln!(text, "- {said} ({})", reason.code.as_str());
        }
    }

    /// What a cause is for the owner: the stored sentence speaks to the operator.
    fn cause(&self, reason: &Reason, tongue: Tongue) -> &'static str {
        let doubtful =
            reason.code == ReasonCode::OptOut && unreadable(&self.held.report.publication).is_some();
        match (tongue, doubtful) {
            (Tongue::Fr, true) => {
                "Le fichier `.publication.toml` ne peut pas être lu : dans le doute, rien n’est publié. Corrigez-le, \
                 ou supprimez-le."
            }
            (Tongue::En, true) => {
                "The file `.publication.toml` cannot be read: in doubt nothing is published. Mend it, or remove it."
            }
            (Tongue::Fr, false) => causes::in_french(reason.code),
            (Tongue::En, false) => causes::in_english(reason.code),
        }
    }

    /// Who writes, as far as the operator has said it.
    fn sender(&self, text: &mut String) {
        let said = [&self.operator.publisher, &self.operator.contact];
        let lines: Vec<&str> = said.into_iter().flatten().map(String::as_str).collect();
        if !lines.is_empty() {
            let _ = write!(text, "\n{}\n", lines.join("  \n"));
        }
    }
}

fn opening(path: &str, tongue: Tongue) -> String {
    match tongue {
        Tongue::Fr => format!(
            "Bonjour,\n\nNous copions les dépôts publics vers des hébergeurs ouverts. Avant de publier « {path} », \
             nous l’avons relu, historique compris, et nous attendons : voici ce qui est à vérifier."
        ),
        Tongue::En => format!(
            "Hello,\n\nWe copy public repositories to open hosts. Before publishing \"{path}\" we looked through it, its \
             history included, and we wait: here is what to check."
        ),
    }
}

fn discretion(tongue: Tongue) -> &'static str {
    match tongue {
        Tongue::Fr => {
            "Ce message ne contient aucun des secrets ni aucune des données trouvés, mais il dit où ils sont : ne le \
             rendez pas public."
        }
        Tongue::En => {
            "This message holds none of the secrets or data that were found, but it says where they are: do not make it \
             public."
        }
    }
}

fn cleaning(tongue: Tongue) -> &'static str {
    match tongue {
        Tongue::Fr => {
            "Pour nettoyer l’historique, dans un clone frais : `git filter-repo --invert-paths --path \
             dossier/fichier`, puis poussez de force toutes les branches et toutes les étiquettes (`git push --force \
             --all`, `git push --force --tags`) : une seule qui garde le fichier suffit à le garder visible."
        }
        Tongue::En => {
            "To clean the history, in a fresh clone: `git filter-repo --invert-paths --path folder/file`, then push all \
             branches and all tags by force (`git push --force --all`, `git push --force --tags`): one that still has \
             the file is enough to keep it visible."
        }
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
    let rule = match tongue {
        Tongue::Fr => rules::in_french(&seen.rule, seen.kind),
        Tongue::En => &seen.rule,
    };
    format!("`{path}`{}{when} — {rule} — `{}`", line.unwrap_or_default(), seen.id)
}

fn waiver(tongue: Tongue) -> &'static str {
    match tongue {
        Tongue::Fr => {
            "\n## Si l’un de ces points est sans danger\n\nUn exemple, un exercice, une clé inventée ? Répondez à ce \
             message avec l’identifiant du point et la raison. Vous pouvez aussi l’écrire vous-même dans un fichier \
             `.publication.toml` à la racine de la branche par défaut :\n\n```toml\n[[waiver]]\nfinding = \
             \"identifiant du point\"\nreason = \"pourquoi il est sans danger\"\nuntil = 2027-06-30  # date de fin, \
             obligatoire\n```\n"
        }
        Tongue::En => {
            "\n## If one of these points is harmless\n\nAn example, an exercise, an invented key? Answer this message \
             with the id of the point and the reason. You can also write it yourself, in a file `.publication.toml` at \
             the root of the default branch:\n\n```toml\n[[waiver]]\nfinding = \"id of the point\"\nreason = \"why it \
             is harmless\"\nuntil = 2027-06-30  # last day, required\n```\n"
        }
    }
}

fn closing(tongue: Tongue) -> &'static str {
    match tongue {
        Tongue::Fr => {
            "\nSi vous ne souhaitez pas que ce dépôt soit copié, écrivez `publier = false` dans un fichier \
             `.publication.toml` à la racine de la branche par défaut, ou ajoutez le sujet `non-publie` au projet. \
             Chaque correction poussée est relue d’elle-même.\n"
        }
        Tongue::En => {
            "\nIf you do not want this repository to be copied, write `publish = false` in a file `.publication.toml` \
             at the root of the default branch, or add the topic `non-publie` to the project. Each correction that you \
             push is looked at again.\n"
        }
    }
}

#[cfg(test)]
mod tests;
