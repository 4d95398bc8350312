//! What findings say in French, by code; their own texts are English.
//!
//! The place (file, line, key) is shown beside them; must not know markup.

mod document;
mod metadata;
mod package;
mod record;

use glane_catalog::model::Finding;

/// What is wrong and its remedy; none for a code that is not described here.
pub(crate) fn french(finding: &Finding) -> Option<(&'static str, &'static str)> {
    Some(match finding.code.as_str() {
        "not_utf8" => (
            "Le fichier n’est pas en UTF-8 ; il a été lu dans un autre codage.",
            "Enregistrer le fichier en UTF-8, sans marque d’ordre des octets (BOM).",
        ),
        "syntax" => (
            "Le fichier ne respecte pas son format : ce qui suit l’endroit indiqué n’a peut-être pas été lu.",
            "Corriger le fichier à cet endroit, ou l’enregistrer de nouveau avec l’outil qui l’a produit.",
        ),
        "too_large" | "file_too_large" => {
            ("Le fichier est trop grand : il n’a pas été lu.", "Alléger ce fichier, ou le découper.")
        }
        "reading_stopped" => (
            "Le fichier n’a pas pu être lu en entier : sa lecture a dû être interrompue.",
            "L’ouvrir et l’enregistrer de nouveau avec le logiciel qui l’a produit ; s’il est grand, le découper.",
        ),
        "licence_unrecognised" => (
            "La licence déclarée ici n’a pas été reconnue.",
            "Écrire une expression SPDX, par exemple EUPL-1.2, MIT ou CC-BY-SA-4.0.",
        ),
        "licence_text_unknown" => (
            "Ce fichier de licence est vide, ou son texte n’est celui d’aucune licence connue.",
            "Y mettre le texte entier et inchangé d’une licence de la liste SPDX ; écrire ailleurs les autres conditions.",
        ),
        "licence_clause_added" => (
            "Le texte de la licence porte une clause ajoutée, qui retire des droits.",
            "Retirer cette clause, ou donner un autre nom à la licence : avec elle, c’en est une autre.",
        ),
        "licence_text_other" => (
            "Le titre de ce fichier annonce une licence, mais le texte qui suit n’est pas reconnu comme le sien.",
            "Mettre sous ce titre le texte entier et inchangé de la licence, ou donner un autre titre à ce texte.",
        ),
        "licence_text_partial" => (
            "Ce texte n’est qu’une partie, ou une variante, de celui de la licence.",
            "Y mettre le texte entier et inchangé de la licence.",
        ),
        "licence_conflict" => (
            "La licence déclarée ici n’est pas celle qui a été trouvée pour l’ensemble du projet.",
            "Écrire ici la même licence que dans le fichier LICENSE, ou corriger le fichier LICENSE.",
        ),
        "publiccode_empty" => (
            "Ce fichier publiccode.yml ne contient aucune clé.",
            "Le remplir à l’aide de l’éditeur https://yml.publiccode.tools.",
        ),
        "object_damaged" => (
            "Ce fichier ou ce dossier ne peut pas être lu : le dépôt git est endommagé.",
            "Lancer git fsck sur le dépôt d’origine.",
        ),
        "too_many_files" => (
            "Le dépôt a trop de fichiers pour être lu en entier : les chiffres par fichier et par langage sont partiels.",
            "Rien à corriger.",
        ),
        "absent" => ("Le fichier annoncé n’est pas là.", "Le remettre, ou corriger ce qui le nomme."),
        code => {
            let others = [document::french, package::french, record::french];
            return metadata::french(code).or_else(|| others.iter().find_map(|french| french(code)));
        }
    })
}
