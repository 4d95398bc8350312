//! What the words around a name say of it: put under, taken away, only spoken about.
//!
//! Works on folded sentences; must not know names of licences.

use crate::vocabulary::fold::fold;

/// Words of clauses that change what a named licence allows.
const RESTRICTIONS: &[&str] = &[
    "sauf usage",
    "interdit",
    "usage reserve",
    "reserve a l",
    "usage militaire",
    "non libre",
    "commercial use is prohibited",
    "for non-commercial use only",
];

/// Signs that a sentence speaks about licences, or of a work that is somebody else's.
const ABOUT: &[&str] = &[
    "compare les licences",
    "comparaison",
    "comparing",
    "quelle licence",
    "which license",
    "choisir entre",
    "choose between",
    "compatible with the",
    "compatible avec",
    "contamination",
    "merci a",
    "thanks to",
    "utilise la ",
    "utilise le ",
    "utilise les ",
    "utilise des ",
    "this project uses",
    "depends on",
    "icone est de",
    "icones sont de",
    "icon is from",
    "icons by",
    "provient de",
    "part of the gpl",
    "contribution intentionally submitted",
    "contributions intentionally submitted",
    "is based on code",
];

/// Words that put something under a licence.
const CUES: &[&str] = &[
    "licence",
    "licencie",
    "licensing",
    "sous",
    "under",
    "terms",
    "termes",
    "distribue",
    "distribuee",
    "distributed",
    "redistribute",
    "redistributed",
    "released",
    "publie",
    "publiee",
    "diffuse",
    "regi",
    "governed",
    "subject",
    "conditions",
];

/// Signs that the licences of a sentence are offered for choice.
const CHOICE: &[&str] = &[
    "double licence",
    "double-licence",
    "dual licen",
    "dual-licen",
    "triple licen",
    "triple-licen",
    "au choix",
    "under either",
    "at your choice",
    "at your choosing",
    "a votre choix",
];

/// Words for what is read, seen or heard.
const CONTENTS: &[&str] = &[
    "texte",
    "textes",
    "image",
    "images",
    "illustrations",
    "photos",
    "contenu",
    "contenus",
    "content",
    "contents",
    "documentation",
    "docs",
    "donnees",
    "data",
    "ressources",
    "exercices",
    "cours",
    "supports",
];

/// Whether the words before a name say that it is for what is read rather than run.
pub(super) fn is_of_contents(before: &[String]) -> bool {
    before.iter().any(|word| CONTENTS.contains(&word.as_str()))
}

/// Whether the sentence takes away from what it names.
pub(super) fn takes_away(sentence: &str) -> bool {
    contains(sentence, RESTRICTIONS)
}

/// Whether the sentence only speaks about what it names.
pub(super) fn is_about(sentence: &str) -> bool {
    contains(sentence, ABOUT)
}

/// Whether the sentence offers a choice: of licences, not of later versions of one.
pub(super) fn is_choice(sentence: &str) -> bool {
    let folded = fold(sentence);
    CHOICE.iter().any(|sign| folded.contains(sign))
        || folded.contains("at your option") && !folded.contains("any later")
}

/// Signs that a sentence offers a licence beside another one.
const FURTHER: &[&str] = &[
    "also available under",
    "also made available under",
    "also licensed under",
    "also be licensed under",
    "also be used under",
    "also distributed under",
    "alternatively",
    "aussi disponible sous",
    "egalement disponible sous",
    "egalement distribue sous",
];

/// Whether the sentence offers what it names beside what was said before, and not instead of it.
pub(super) fn is_further(sentence: &str) -> bool {
    let folded = fold(sentence);
    let folded = folded.trim_start();
    FURTHER.iter().any(|sign| folded.contains(sign))
        || ["or:", "or :", "ou:", "ou :"].iter().any(|start| folded.starts_with(start))
}

/// Whether the sentence is the word "or" alone: what follows is offered beside what was said before.
pub(super) fn is_or(sentence: &str) -> bool {
    matches!(fold(sentence).trim_matches(|c: char| !c.is_alphanumeric()), "or" | "ou")
}

/// Whether the sentence announces a list of licences to choose from.
pub(super) fn opens_choice(sentence: &str) -> bool {
    let folded = fold(sentence);
    let folded = folded.trim_end_matches(|c: char| !c.is_alphanumeric());
    [
        "either of",
        "one of the following licenses",
        "either of the following",
        "au choix",
        "l'une des licences suivantes",
    ]
    .iter()
    .any(|end| folded.ends_with(end))
}

/// Whether the sentence offers a choice between the licences named before it.
pub(super) fn is_choice_of_above(sentence: &str) -> bool {
    let folded = fold(sentence);
    // After a list, "at your option" stands alone.
    folded.starts_with("at your option") && !folded.contains("any later")
        || contains(
            sentence,
            &[
                "one of the above",
                "either of the above",
                "either of these licenses",
                "any of these licenses",
                "l'une de ces licences",
            ],
        )
}

/// Whether the words beside a name put something under it; `all` when there are no others.
pub(super) fn has_cue(before: &[String], after: &[String]) -> bool {
    let near = |word: &String| CUES.contains(&word.as_str());
    let alone = before.is_empty() && after.is_empty();
    alone || before.iter().rev().take(6).any(near) || after.iter().take(4).any(|word| word == "licence")
}

/// Whether a sentence is code: there, short names are names of variables.
pub(super) fn is_code(sentence: &str) -> bool {
    [");", "::", "->", "==", " = ", "&&", "(&"].iter().any(|mark| sentence.contains(mark))
}

fn contains(sentence: &str, signs: &[&str]) -> bool {
    let folded = fold(sentence);
    signs.iter().any(|sign| folded.contains(sign))
}
