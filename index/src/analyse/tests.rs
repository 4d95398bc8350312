//! Golden terms: what each chain makes of words that matter to a French school.

use super::*;

fn terms(chain: Chain, text: &str) -> Vec<String> {
    tokens(chain, text).into_iter().map(|token| token.text).collect()
}

fn stem(word: &str) -> String {
    terms(Chain::French, word).join(" ")
}

/// Words that must share one stem, by line; different lines must not.
const FAMILIES: &[&[&str]] = &[
    &["l’école", "l'école", "ecole", "école", "écoles", "ÉCOLES", "d’école"],
    &["université", "universités", "universite"],
    &["donnée", "données", "donnee", "donnees"],
    &["œuvre", "oeuvre", "œuvres", "Œuvre"],
    &["fraction", "fractions", "Fractions"],
    &["élève", "élèves", "eleve", "eleves"],
    &["collège", "collèges", "college"],
    &["lycée", "lycées", "lycee"],
    &["mathématique", "mathématiques", "mathematiques"],
    &["géométrie", "geometrie", "géométries"],
    &["volcan", "volcans"],
    &["arbre", "arbres"],
    &["binaire", "binaires"],
    &["bibliothèque", "bibliothèques", "bibliotheque"],
    &["énergie", "énergies", "l’énergie", "energie"],
    &["français", "francais"],
    &["histoire", "histoires", "l’histoire"],
    &["géographie", "geographie"],
    &["sixième", "6e", "6ème", "6eme", "6ÈME", "sixieme"],
    &["cinquième", "5e", "5ème"],
    &["quatrième", "4e", "4ème"],
    &["troisième", "3e", "3ème"],
    &["1re", "1ère", "1ere"],
    &["2de", "2nde"],
    &["terminale", "terminales", "tle", "Tle"],
    &["théorème", "théorèmes", "theoreme"],
    &["équation", "équations", "equation"],
    &["exercice", "exercices", "d’exercices"],
    &["évaluation", "évaluations", "evaluation"],
    &["logiciel", "logiciels"],
    &["algorithme", "algorithmes", "l’algorithme"],
    &["réseau", "reseau"],
    &["cartographie", "cartographies"],
    &["chimie", "chimies"],
    &["poésie", "poésies", "poesie"],
    &["grammaire", "grammaires"],
    &["cœur", "coeur", "cœurs"],
    &["éducation", "education"],
];

#[test]
fn accents_elision_and_number_change_nothing() {
    let mut seen: Vec<(String, &str)> = Vec::new();
    let mut words = 0;
    for family in FAMILIES {
        let first = stem(family[0]);
        assert!(!first.is_empty(), "{}", family[0]);
        for word in *family {
            words += 1;
            assert_eq!(stem(word), first, "{word}");
        }
        if let Some((_, other)) = seen.iter().find(|(stem, _)| *stem == first) {
            panic!("{} and {other} share the stem {first}", family[0]);
        }
        seen.push((first, family[0]));
    }
    assert!(words > 100, "{words}");
}

#[test]
fn folding_comes_before_the_stem() {
    assert_eq!(stem("université"), "universit");
    assert_ne!(stem("données"), stem("dons"));
    assert_ne!(stem("université"), stem("univers"));
}

#[test]
fn stop_words_go_with_and_without_accents() {
    for word in ["même", "meme", "à", "étaient", "jusqu’", "lorsqu’", "eût", "des", "qu’"] {
        assert_eq!(stem(word), "", "{word}");
    }
    assert_eq!(terms(Chain::English, "the trees and the graphs"), ["tree", "graph"]);
}

#[test]
fn the_exact_chain_only_folds() {
    assert_eq!(terms(Chain::Exact, "L’Été à l’Œuvre, CNRS"), ["l", "ete", "a", "l", "oeuvre", "cnrs"]);
    assert_eq!(folded("  6ème – Sixième "), "6e 6e");
}

#[test]
fn names_stay_whole() {
    let text = "Du C++, du C# et .NET; node.js. scikit-learn (F#) l’API c’est C - fin...";
    assert_eq!(
        terms(Chain::Names, text),
        ["du", "c++", "du", "c#", "et", ".net", "node.js", "scikit-learn", "f#", "api", "est", "c", "fin"]
    );
    assert_eq!(terms(Chain::Compounds, text), ["c++", "c#", ".net", "node.js", "f#"]);
}

#[test]
fn a_token_points_at_its_place_in_the_text() {
    let text = "L’Œuvre du C++";
    let found = tokens(Chain::French, text);
    assert_eq!(&text[found[0].offset_from..found[0].offset_to], "Œuvre");
    let found = tokens(Chain::Names, text);
    assert_eq!(found.last().map(|token| &text[token.offset_from..token.offset_to]), Some("C++"));
}
