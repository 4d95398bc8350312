//! LOM 9, classification: subjects, levels, competences, audiences and themes, by the purpose told.
//!
//! Every taxon of a path counts, since many catalogues put siblings where a path from root to leaf belongs.

use super::super::concept;
use super::super::node::text;
use super::value::{Word, phrase};
use crate::model::Field;
use crate::read::sheet::Sheet;
use crate::read::tree::Node;
use crate::vocabulary::school::Kind;

/// Most classifications of a record that are looked at; the profile asks for 40.
const CLASSIFICATIONS: usize = 200;
/// Most paths of a classification, and taxa of a path; the profile asks for 15.
const TAXA: usize = 60;

/// What a classification is for.
#[derive(Clone, Copy)]
enum Purpose {
    Subject,
    Level,
    Competence,
    Audience,
    Theme,
    /// Not for searching.
    Other,
}

/// Purposes: LOM's words, `ScoLOMFR`'s numbers and labels.
const PURPOSES: &[(&str, Purpose)] = &[
    ("discipline", Purpose::Subject),
    ("champ disciplinaire", Purpose::Subject),
    ("domaine d'enseignement", Purpose::Subject),
    ("enseignement", Purpose::Subject),
    ("scolomfr-voc-028-num-003", Purpose::Subject),
    ("scolomfr-voc-028-num-004", Purpose::Subject),
    ("educational level", Purpose::Level),
    ("niveau éducatif détaillé", Purpose::Level),
    ("scolomfr-voc-028-num-016", Purpose::Level),
    ("diplôme", Purpose::Level),
    ("competency", Purpose::Competence),
    ("compétence", Purpose::Competence),
    ("educational objective", Purpose::Competence),
    ("objectif pédagogique", Purpose::Competence),
    ("skill level", Purpose::Competence),
    ("socle commun", Purpose::Competence),
    ("scolomfr-voc-028-num-019", Purpose::Competence),
    ("scolomfr-voc-028-num-021", Purpose::Competence),
    ("public cible détaillé", Purpose::Audience),
    ("scolomfr-voc-028-num-011", Purpose::Audience),
    ("idea", Purpose::Theme),
    ("notion", Purpose::Theme),
    ("label", Purpose::Theme),
    ("scolomfr-voc-028-num-013", Purpose::Theme),
    ("scolomfr-voc-028-num-032", Purpose::Theme),
    ("cadre pédagogique", Purpose::Theme),
];

pub(super) fn claims(sheet: &mut Sheet<'_>, record: &Node) {
    let mut named_with_subjects = Vec::new();
    for classification in record.all("classification").take(CLASSIFICATIONS) {
        let named =
            classification.get("purpose").and_then(Word::of).map(|word| word.key()).unwrap_or_default();
        let purpose = PURPOSES.iter().find(|(known, _)| *known == named);
        let purpose = purpose.map_or(Purpose::Other, |(_, purpose)| *purpose);
        let key = format!("classification.{named}");
        for node in classification.all("taxonPath").chain(classification.all("taxonpath")).take(TAXA) {
            for taxon in node.all("taxon").take(TAXA) {
                named_with_subjects.extend(one(sheet, purpose, taxon, &key));
            }
        }
        for node in classification.all("keyword") {
            if !matches!(purpose, Purpose::Other) {
                sheet.say(Field::Keyword, phrase(node).unwrap_or_default(), Some(&key), node.line, 0.9);
            }
        }
    }
    // Where a level is told, the name of a vocabulary says no other.
    if !sheet.says(Field::Level) {
        for (level, line) in named_with_subjects {
            sheet.say(Field::Level, level, Some("classification"), line, 0.8);
        }
    }
}

/// Claims what one taxon says; the level that it names beside its subject is given back.
fn one(
    sheet: &mut Sheet<'_>,
    purpose: Purpose,
    taxon: &Node,
    key: &str,
) -> Option<(&'static str, Option<u32>)> {
    let id = taxon.get("id").and_then(text);
    let label = taxon.get("entry").and_then(phrase);
    match purpose {
        Purpose::Subject => {
            concept::claim(sheet, (Kind::Subject, Field::Subject), (id, label), key, taxon.line);
            // A teaching is often that of one class: `mathématiques (cycle 4)`.
            let level = concept::terms(Kind::Level, None, label);
            if let [level] = level.as_slice() {
                return Some((level.term.as_str(), taxon.line));
            }
        }
        Purpose::Level => concept::claim(sheet, (Kind::Level, Field::Level), (id, label), key, taxon.line),
        Purpose::Competence => {
            sheet.say(Field::Competence, label.or(id).unwrap_or_default(), Some(key), taxon.line, 1.0);
        }
        Purpose::Audience => {
            concept::audience(sheet, label.unwrap_or_default(), key, taxon.line);
        }
        Purpose::Theme => {
            sheet.say(Field::Keyword, label.unwrap_or_default(), Some(key), taxon.line, 0.9);
        }
        Purpose::Other => {}
    }
    None
}
