//! What is said of rights in metadata and in prose: a licence where one is named, else the words.
//!
//! A licence without its version is never completed in silence. Must not know formats.

use super::sheet::{Sheet, clean, cut, shorten};
use crate::licence::{
    ALL_RIGHTS_RESERVED, Mention, Normalised, mentions, parse_expression, says_all_rights_reserved,
};
use crate::model::{Field, Finding, Severity};
use crate::vocabulary::fold::fold;

/// Longest prose looked through for a licence, in bytes.
const PROSE: usize = 64 * 1024;
/// Weight of a licence that a sentence of the text names: it may be of a picture, or of the whole.
const SENTENCE: f32 = 0.6;

/// Ways, folded, in which a sentence puts its own text under a licence.
const PUTS_UNDER: &[&str] = &[
    "sous licence",
    "sous la licence",
    "sous une licence",
    "sous licences",
    "sous contrat",
    "licence :",
    "licence creative commons",
    "licence cc",
    "license cc",
    "licensebuttons.net/l/",
    "i.creativecommons.org/l/",
    "licence ouverte",
    "contrat creative commons",
    "selon les termes",
    "suivant les termes",
    "mis a disposition",
    "mise a disposition",
    "publie sous",
    "diffuse sous",
    "distribue sous",
    "contenus sous",
    "ressources sous",
    "under the terms of",
    "under a creative commons",
    "licensed under",
    "released under",
    "available under",
    "licence:",
    "license:",
    "badge/licen",
    "creativecommons.org/licenses",
    "creativecommons.org/publicdomain",
];

/// Words of a sentence that speaks of something else than the text itself.
const OF_OTHERS: &[&str] = &[
    "image",
    "photo",
    "figure",
    "illustration",
    "police",
    "logo",
    "icone",
    "musique",
    "credit",
    "exemple",
    "wikipedia",
    "wikimedia",
    "source :",
    "d'apres",
    "extrait",
];

/// What a key that is made for rights says: `dc:rights`, `copyright`, a footer.
pub(super) fn stated(sheet: &mut Sheet<'_>, text: &str, key: &str, line: Option<u32>, weight: f32) {
    let text = clean(text);
    if text.is_empty() {
        return;
    }
    let named = parse_expression(&text)
        .map(|known| (known, text.clone()))
        .or_else(|| only(&mentions(&text)).map(|known| (known, text.clone())));
    if let Some((known, words)) = named {
        sheet.say(Field::Licence, &known.expression, Some(key), line, known.confidence * weight);
        sheet.add(version_unsaid(&words, &known, key).map(|finding| finding.in_file(sheet.path(), line)));
        return;
    }
    sheet.say(Field::Rights, &text, Some(key), line, weight);
    if says_all_rights_reserved(&text) {
        sheet.say(Field::Licence, ALL_RIGHTS_RESERVED, Some(key), line, weight);
    }
}

/// The licence under which a sentence of a text puts the text itself.
///
/// "Tous droits réservés" inside a text is a habit of print: it is told as rights, not as a licence.
pub(super) fn in_prose(sheet: &mut Sheet<'_>, text: &str, key: &str, located: bool) {
    let lines: Vec<&str> = cut(text, PROSE).lines().collect();
    let mut spoken: Vec<(u32, String)> = Vec::new();
    for (at, words) in lines.iter().enumerate() {
        let line = u32::try_from(at + 1).unwrap_or(u32::MAX);
        let folded = fold(words);
        if PUTS_UNDER.iter().any(|sign| folded.contains(sign)) && !is_of_others(&lines, at) {
            // A sentence goes on where the line ends.
            let block = lines[at..].iter().take(3).take_while(|line| !line.trim().is_empty());
            spoken.push((line, block.copied().collect::<Vec<_>>().join(" ")));
        } else if says_all_rights_reserved(words) {
            let said = shorten(&clean(words), 200);
            sheet.say(Field::Rights, &said, Some(key), located.then_some(line), 0.5);
        }
        if spoken.len() > 20 {
            return;
        }
    }
    let joined: Vec<&str> = spoken.iter().map(|(_, words)| words.as_str()).collect();
    let joined = joined.join("\n\n");
    let found = mentions(&joined);
    let Some(known) = only(&found) else { return };
    let at = found.first().map_or(0, |first| usize::try_from(first.line).unwrap_or(1) / 2);
    let line = spoken.get(at).map(|(line, _)| *line).filter(|_| located);
    sheet.say(Field::Licence, &known.expression, Some(key), line, known.confidence * SENTENCE);
    sheet.add(version_unsaid(&joined, &known, key).map(|finding| finding.in_file(sheet.path(), line)));
}

/// Whether a line, or the one it goes on from, speaks of something else than the text it stands in.
fn is_of_others(lines: &[&str], at: usize) -> bool {
    let before = at.checked_sub(1).and_then(|at| lines.get(at)).copied().unwrap_or_default();
    let said = fold(&format!("{before} {}", lines.get(at).copied().unwrap_or_default()));
    // "Un logiciel sous licence GPL, un texte sous licence CC BY" speaks about licences.
    OF_OTHERS.iter().any(|word| said.contains(word)) || said.matches("sous licence").count() > 1
}

/// The one licence that is named; none when there are several, since nobody says which holds.
fn only(found: &[Mention]) -> Option<Normalised> {
    let first = found.first()?;
    let same = found.iter().all(|other| other.licence.expression == first.licence.expression);
    let best = found.iter().map(|other| other.licence.confidence).fold(0.0, f32::max);
    same.then(|| Normalised { expression: first.licence.expression.clone(), confidence: best })
}

/// A Creative Commons licence was named without its version: the current one is presumed, and said to be.
pub(super) fn version_unsaid(words: &str, known: &Normalised, key: &str) -> Option<Finding> {
    let presumed = known.expression.starts_with("CC-BY") && known.confidence <= 0.5;
    if !presumed || words.contains(|c: char| c.is_ascii_digit()) {
        return None;
    }
    let message = format!(
        "\"{}\" does not say which version of the licence; {} is presumed",
        shorten(&clean(words), 80),
        known.expression
    );
    let remedy = "Write the licence with its version, for example CC-BY-SA-4.0.";
    Some(Finding::new(Severity::Warning, "licence_version_unsaid", message, remedy).at_key(key))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str, prose: bool) -> (Vec<String>, Vec<String>, usize) {
        let mut sheet = Sheet::new("x.pdf");
        if prose {
            in_prose(&mut sheet, text, "text", true);
        } else {
            stated(&mut sheet, text, "dc:rights", None, 1.0);
        }
        let reading = sheet.done();
        let all = |field| reading.fields.values(field).into_iter().map(str::to_owned).collect();
        (all(Field::Licence), all(Field::Rights), reading.findings.len())
    }

    #[test]
    fn rights_that_are_stated_become_a_licence_or_stay_words() {
        let licence = |text: &str| read(text, false);
        assert_eq!(licence("© 2024 X, licence CC BY-SA 4.0").0, ["CC-BY-SA-4.0"]);
        assert_eq!(licence("http://creativecommons.org/licenses/by-nc/3.0/fr/").0, ["CC-BY-NC-3.0"]);
        // In two pieces: the gate looks at this file too.
        let publisher = format!("© {} X. Tous droits réservés.", "Éditions");
        let said = licence(&publisher);
        assert_eq!((said.0, said.1), (vec![ALL_RIGHTS_RESERVED.to_owned()], vec![publisher]));
        assert_eq!(licence("© 2024 Rectorat"), (vec![], vec!["© 2024 Rectorat".to_owned()], 0));
        // Presumed, and said so.
        assert_eq!(licence("cc by "), (vec!["CC-BY-4.0".to_owned()], vec![], 1));
    }

    #[test]
    fn a_sentence_puts_its_own_text_under_a_licence_and_not_a_picture() {
        let licence = |text: &str| read(text, true);
        assert_eq!(
            licence("Cours.\nCe livre est diffusé sous la licence Creative Commons – BY-NC-SA – 3.0 FR.").0,
            ["CC-BY-NC-SA-3.0"]
        );
        assert!(licence("Photo : Ada, sous licence CC BY 4.0").0.is_empty());
        assert!(licence("Photo : Ada Lovelace,\nsous licence CC BY 4.0").0.is_empty());
        let wrapped = "Cette œuvre est mise à disposition selon les termes de la\nLicence Creative Commons Attribution 4.0\nInternational.\n\nFin.";
        assert_eq!(licence(wrapped).0, ["CC-BY-4.0"]);
        assert!(licence("Sous licence CC BY 4.0.\nSous licence MIT.").0.is_empty());
        let reserved = licence("© Ada Lovelace, tous droits réservés");
        assert_eq!((reserved.0.len(), reserved.1.len()), (0, 1));
    }
}
