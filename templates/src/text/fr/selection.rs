//! The texts of selections in French.

use super::counted;
use crate::text::Selection;
use crate::{Lang, typography};

pub(super) const SELECTION: Selection = Selection {
    title: "Ma sélection",
    lead: "L’adresse de cette page est votre sélection : gardez-la en favori ou envoyez-la, rien n’est enregistré ailleurs.",
    mine: "Ma sélection",
    count: |n| counted(n, "ressource", "ressources"),
    add: "Ajouter à ma sélection",
    within: "Dans ma sélection",
    remove: "Retirer",
    full: "Votre sélection est pleine (100 ressources).",
    empty: "Votre sélection est vide.",
    how: "Dans les résultats d’une recherche et sur la page d’une ressource, « Ajouter à ma sélection » la met ici. La sélection voyage dans l’adresse des pages : sans compte et sans cookie.",
    search: "Chercher des ressources",
    more: "Chercher d’autres ressources pour cette sélection",
    gone: |n| {
        if n < 2 {
            "Une ressource choisie n’est plus dans le catalogue.".into()
        } else {
            format!("{n} ressources choisies ne sont plus dans le catalogue.")
        }
    },
    take: "Emporter",
    cartridge: "Cartouche pour Moodle (.imscc)",
    cartridge_note: "Common Cartridge : un cours fait de liens, à restaurer dans Moodle ou une autre plateforme.",
    credits: "Crédits de toutes (texte)",
    credits_note: "À coller dans votre document : titre, auteur, licence et lien de chacune.",
    table: "Tableau (CSV)",
    json: "Notices AMB (JSON)",
    whole: "Puis-je les réunir ?",
    one_licence: "Toutes ont la même licence, qui permet de les réunir en une seule œuvre.",
    together: "Oui : leurs licences permettent de les réunir en une seule œuvre.",
    depends: "Cela dépend des licences et de ce que vous en faites.",
    apart: "Pas en une seule œuvre : au moins une licence s’y oppose, ou n’est pas indiquée.",
    too_many: "Plus de six licences différentes : la réponse porte sur les six premières.",
    why: "Pourquoi, et sous quelle licence diffuser le tout",
    side_by_side: "Les donner côte à côte, chacune avec son crédit, est une autre question : c’est un recueil, où chacune garde sa licence.",
    follow_heading: "Suivre ou emporter ces résultats",
    follow: "Suivre cette recherche",
    follow_note: "Flux Atom : les nouveautés arrivent dans votre lecteur de flux.",
    export: "Emporter la liste",
    capped: |n| format!("Les {} premiers résultats.", typography::number(n, Lang::Fr)),
    similar_projects: "Projets semblables",
};
