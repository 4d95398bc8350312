//! What findings about records of resources say in French.
//!
//! Must not know markup.

/// What is wrong and its remedy, by code.
pub(super) fn french(code: &str) -> Option<(&'static str, &'static str)> {
    Some(match code {
        "amb_rule" => (
            "Une valeur de cette notice n’est pas comme AMB la demande.",
            "L’écrire comme le dit la spécification d’AMB : https://w3id.org/kim/amb/latest/.",
        ),
        "element_repeated" => (
            "Un élément de cette notice y est deux fois, ce que LOM ne permet pas : elle n’a pas été lue.",
            "Réunir dans un seul élément ce que disent les deux.",
        ),
        "label_of_another" => (
            "Le libellé écrit à côté d’un terme de vocabulaire est celui d’un autre.",
            "Écrire le libellé du vocabulaire, ou l’omettre : l’adresse du terme suffit.",
        ),
        "location_truncated" => {
            ("L’adresse de la ressource n’est pas entière.", "Écrire toute l’adresse, depuis https://.")
        }
        "name_missing" => {
            ("Une personne de cette notice n’a pas de nom.", "Écrire name, ou givenName et familyName.")
        }
        "orcid_misplaced" => {
            ("Un ORCID est dans un autre champ qu’id.", "Écrire son adresse entière sous id.")
        }
        "no_record" => (
            "Ce document ne contient pas de notice de ressource.",
            "Lui donner un titre, un identifiant et le type que demande son format.",
        ),
        "not_published" => (
            "La notice dit elle-même qu’elle n’est pas à publier.",
            "Écrire creativeWorkStatus: Published quand elle l’est.",
        ),
        "status_missing" => (
            "La notice ne dit pas si elle est publiée (creativeWorkStatus).",
            "Écrire creativeWorkStatus: Published.",
        ),
        "other_tool" => (
            "Ce fichier de métadonnées est celui d’un autre outil, et ne décrit pas de ressource.",
            "Rien à corriger ; pour qu’une ressource soit cataloguée, écrire name, license, creator et creativeWorkStatus.",
        ),
        "row_unusable" => (
            "Cette ligne n’a pas de titre ou d’adresse entière, ou répète une autre ligne.",
            "Donner à chaque ligne un titre et une adresse qui commence par https://, une seule fois.",
        ),
        "several_records" => (
            "Ce document décrit plusieurs ressources : la première est lue ici.",
            "Donner un fichier à chacune, ou faire moissonner celui-ci comme une liste.",
        ),
        _ => return None,
    })
}
