//! What was found in a file, said so that its owner can follow it: class, lines, one French sentence.
//!
//! Words of a machine stay codes; must not decide anything.

use super::detect::{Detected, Method, detect};
use crate::model::Claim;

/// A licence found in a file, or that none was.
#[derive(Debug, Clone, PartialEq)]
pub struct Found {
    /// SPDX expression; none when the file names no licence.
    pub expression: Option<String>,
    /// `tag`, `exact_text`, `close_text`, `partial_text`, `notice`, `mention`, `other_text`,
    /// `clause_added`, `declared` or `none`.
    pub class: &'static str,
    /// Likeness or certainty, from 0 to 1.
    pub score: f32,
    /// First and last line, from 1.
    pub lines: Option<(u32, u32)>,
    /// Why, in one French sentence.
    pub why: String,
}

/// What a text says of licences; one that says nothing has one entry of the class `none`.
#[must_use]
pub fn found_in(text: &str) -> Vec<Found> {
    or_none(detect(text).iter().map(Found::detected).collect())
}

/// What the claims of a file declare.
#[must_use]
pub fn declared(claims: &[Claim]) -> Vec<Found> {
    or_none(claims.iter().map(Found::declared).collect())
}

fn or_none(found: Vec<Found>) -> Vec<Found> {
    if !found.is_empty() {
        return found;
    }
    let why = "Aucune licence n’a été reconnue dans ce fichier.".to_owned();
    vec![Found { expression: None, class: "none", score: 0.0, lines: None, why }]
}

/// Likeness below which a text is only a part or a variant.
const WHOLE: f32 = 0.9;

impl Found {
    fn detected(one: &Detected) -> Self {
        let name = &one.expression;
        let percent = format!("{:.0}\u{a0}%", one.score * 100.0);
        let (class, why) = match one.method {
            Method::Tag => ("tag", format!("Une ligne SPDX-License-Identifier dit {name}.")),
            Method::ExactText => {
                ("exact_text", format!("Le texte est mot pour mot celui de la licence {name}{}", suite(name)))
            }
            Method::CloseText if one.score < WHOLE => (
                "partial_text",
                format!(
                    "Le texte ressemble à {percent} à celui de la licence {name}\u{202f}: une partie, ou une variante incertaine."
                ),
            ),
            Method::CloseText => {
                ("close_text", format!("Le texte est à {percent} celui de la licence {name}{}", suite(name)))
            }
            Method::Notice => ("notice", format!("Une notice place le fichier sous la licence {name}.")),
            Method::Mention => {
                ("mention", format!("La licence {name} est citée par son nom ou par son adresse."))
            }
            Method::OtherText => (
                "other_text",
                format!(
                    "Le titre annonce la licence {name}, mais le texte qui suit n’est pas reconnu comme le sien."
                ),
            ),
            Method::ClauseAdded => (
                "clause_added",
                format!(
                    "Une clause ajoutée retire des droits que la licence {name} accorde\u{202f}: c’en est une autre."
                ),
            ),
        };
        let lines = Some((one.start_line, one.end_line));
        Self { expression: Some(name.clone()), class, score: one.score, lines, why }
    }

    fn declared(claim: &Claim) -> Self {
        let key = claim.source.key.as_deref().map(|key| format!(" par la clé {key}")).unwrap_or_default();
        Self {
            expression: Some(claim.value.clone()),
            class: "declared",
            score: claim.confidence,
            lines: claim.source.line.map(|line| (line, line)),
            why: format!("Le fichier déclare la licence {}{key}.", claim.value),
        }
    }
}

/// A GNU text says its version only.
fn suite(expression: &str) -> &'static str {
    if expression.ends_with("-only") {
        "\u{202f}; il ne dit pas si une version ultérieure convient."
    } else {
        "."
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_class_has_its_sentence() {
        let class = |text: &str| found_in(text).remove(0).class;
        let mit = spdx::license_id("MIT").unwrap().text();
        assert_eq!(class(mit), "exact_text");
        assert_eq!(class("SPDX-License-Identifier: MIT"), "tag");
        assert_eq!(class("Publié sous licence MIT."), "mention");
        assert_eq!(class("bonjour"), "none");
        assert_eq!(
            class(&format!("{mit}\n\nUsage commercial interdit sans accord de l’auteur.")),
            "clause_added"
        );
        let invented = "# Licence CeCILL v2.1\n\nArticle 1. Chacun peut utiliser ce logiciel.\nArticle 2. La revente est exclue.";
        assert_eq!(class(invented), "other_text");
        let gpl = found_in(spdx::license_id("GPL-3.0-only").unwrap().text()).remove(0);
        assert!(gpl.why.ends_with("il ne dit pas si une version ultérieure convient."), "{}", gpl.why);
    }
}
