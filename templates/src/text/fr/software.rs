//! The texts of the page of a program in French.

use super::counted;
use crate::text::Software;

pub(super) const SOFTWARE: Software = Software {
    replaces: "Souvent cité à la place de",
    replaces_note: "Ces noms sont ceux qu’on cherche ; rien n’est dit ici d’une équivalence complète.",
    replacing: |product| format!("remplacer {product}"),
    alike: "Cités à la place des mêmes produits",
    uses: "Ce que le ministère en a dit",
    source: "Source",
    related: "Dans le catalogue",
    related_none: "Aucun projet et aucune ressource du catalogue n’en parle encore.",
    all: |n| format!("Voir les {}", counted(n, "résultat", "résultats")),
    licence_note: "De connaissance générale : à vérifier auprès du projet.",
    licence_unknown: "Non établie ici",
    note: "La fonction, les mots-clés, la licence, l’adresse et les noms de produits sont de connaissance générale : écrits à la main, ils n’ont pas été vérifiés auprès du projet, et ce logiciel n’a pas été évalué.",
};
