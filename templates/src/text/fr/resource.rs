//! What the pages of a resource and of licences put together say in French.
//!
//! Typography as in the file above; the same test reads this one.

use glane_catalog::model::Grain;

use super::counted;
use crate::text::{Combine, Resource, Values};
use crate::{Lang, typography};

pub(super) const RESOURCE: Resource = Resource {
    by: "Par",
    grain: |grain| match grain {
        Grain::Whole => "projet entier",
        Grain::Folder => "dossier d’un projet",
        Grain::File => "fichier d’un projet",
        Grain::Record => "notice d’un autre catalogue",
    },
    chips: "Niveaux, disciplines et types",
    doubtful: |day| {
        format!(
            "Lien signalé comme inaccessible depuis le {day} : cette ressource a peut-être changé d’adresse."
        )
    },
    lost: |day| {
        format!(
            "Lien inaccessible depuis le {day}. La notice reste, pour mémoire ; la recherche ne la montre plus tant que l’adresse ne répond pas."
        )
    },
    moved: "Cette ressource a changé d’adresse",
    unread: "Le fichier n’a pas pu être lu en entier : ce que cette page en dit est peut-être incomplet. Il se télécharge tel quel.",
    unread_why: "Pourquoi, et ce que ses auteurs peuvent faire",
    findings_lead: "Relevé automatique, à l’intention de ses auteurs et du catalogue d’où elle vient.",
    similar: "Ressources voisines",
    also: "Aussi décrite par",
    also_lead: "Plusieurs sources décrivent cette ressource. Voici ce que disent les autres, chacune sous son nom. Ce que la notice affichée ne disait pas leur est repris, et l’origine de chaque valeur est donnée plus bas.",
    reason: "Pourquoi elle est cataloguée comme ressource",
    reason_record: |name| format!("Notice du catalogue « {name} »."),
    may: "Vous pouvez",
    must: "Vous devez",
    may_not: "Vous ne pouvez pas",
    may_use: "l’utiliser en classe, la copier et la partager",
    may_change: "l’adapter : la traduire, la raccourcir, n’en reprendre qu’une partie",
    may_sell: "en faire un usage commercial",
    must_credit: "citer les auteurs, la licence et la source, et dire si vous l’avez modifiée",
    must_share: "partager vos versions modifiées sous la même licence, ou une licence qu’elle nomme compatible",
    must_share_partly: "garder sous cette licence les parties que vous modifiez",
    may_not_change: "en diffuser une version modifiée",
    may_not_sell: "en faire un usage commercial",
    may_not_sell_alone: "la vendre seule, ou la proposer comme service payant",
    several: "Plusieurs licences s’appliquent : regardez chacune.",
    parts: "Parties qui ont une autre licence",
    combine: "Puis-je la réunir avec une autre œuvre ?",
    same_licence: "Voir ce qui a la même licence",
    reserved: "Tous les droits sont réservés : demandez l’accord de l’auteur avant de la reprendre.",
    reserved_lead: "Vous pouvez la consulter et en donner l’adresse à vos élèves. La copier, la modifier ou la diffuser demande l’accord de l’auteur, hors des exceptions que prévoit la loi.",
    not_stated: "Licence non indiquée : demandez à l’auteur avant de la reprendre.",
    not_stated_lead: "Sans licence, le droit d’auteur ne permet ni de la copier, ni de la modifier, ni de la diffuser, hors des exceptions que prévoit la loi. Souvent, c’est un oubli : un message suffit.",
    rights_said: "La source dit, sans nommer de licence connue",
    ask: "Demander une licence à l’auteur",
    ask_text: "Message à copier",
    ask_subject: |title| format!("Sous quelle licence est « {title} » ?"),
    ask_body: |title, address| {
        format!(
            "Bonjour,\n\nJ’aimerais reprendre « {title} » ({address}) avec mes élèves, mais je n’y trouve pas de licence : sans elle, la loi ne me permet ni de la copier ni de l’adapter. Pourriez-vous en ajouter une, par exemple CC BY 4.0 ou Licence Ouverte 2.0 (on vous cite), ou CC BY-SA 4.0 (on vous cite et on partage aux mêmes conditions) ?\n\nUn fichier LICENSE à la racine du dépôt, ou une ligne dans le document, suffit.\n\nMerci pour votre travail !"
        )
    },
    files: "Télécharger",
    reach: "Y accéder",
    files_note: "Ces adresses nomment la version : ce que vous citez aujourd’hui y restera.",
    file_download: "Télécharger le fichier",
    file_credit: "Auteur et licence",
    zip_folder: "Télécharger le dossier (zip)",
    zip_project: "Télécharger tout le projet (zip)",
    at_source: "Voir à la source",
    open_in: "Ouvrir dans…",
    open_link: "Ouvrir dans Basthon",
    open_note: "sans compte ; le fichier s’ouvre dans le navigateur, sur un autre site",
    capytale: "Téléchargez le fichier, créez une activité « Notebook » depuis votre ENT, puis ouvrez-y le fichier. Capytale demande un compte de l’ENT.",
    moodle_backup: "Téléchargez le fichier .mbz ; dans votre cours, choisissez Réutilisation de cours, puis Restaurer, et déposez-le.",
    moodle_h5p: "Téléchargez le fichier .h5p ; dans votre cours, choisissez Ajouter une activité ou ressource, puis H5P, et déposez-le.",
    moodle_imscc: "Téléchargez le fichier .imscc ; dans votre cours, choisissez Réutilisation de cours, puis Restaurer, et déposez-le.",
    moodle_scorm: "Téléchargez le paquetage ; dans votre cours, choisissez Ajouter une activité ou ressource, puis Paquetage SCORM, et déposez-le.",
    geogebra: "Téléchargez le fichier ; dans GeoGebra, ouvrez le menu, choisissez Ouvrir et prenez-le sur votre ordinateur.",
    scratch: "Téléchargez le fichier ; dans Scratch, choisissez Fichier, puis Importer depuis votre ordinateur.",
    credit: "Citer cette ressource",
    credit_lead: "Titre, auteur, licence, lien et usage : la mention à mettre à côté de ce que vous reprenez.",
    credit_text: "Texte",
    credit_formats: "La même en HTML, Markdown et LaTeX",
    credit_adapted: "Si vous l’avez modifiée",
    credit_latex: "En LaTeX, la mention demande le paquet hyperref.",
    no_author: "La licence demande de citer l’auteur, et aucun n’est nommé : la mention le dit, et donne la source. Si vous le connaissez, nommez-le.",
    preview: "Aperçu",
    preview_note: "Le texte seul : les images, les résultats de calcul et les animations sont dans le fichier.",
    preview_cut: "L’aperçu s’arrête ici ; la suite est dans le fichier.",
    report: "Signaler un problème",
    report_lead: "Une erreur dans cette notice, un contenu qui ne devrait pas être public, une licence fausse ? Aucun compte n’est nécessaire pour écrire à l’exploitant de ce site.",
    report_mail: "Écrire un courriel (message déjà rédigé)",
    report_page: "Écrire à l’exploitant de ce site",
    report_whom: "Qui exploite ce site, et comment lui écrire",
    report_copy: "Le message à copier",
    report_text: "Message à copier",
    report_subject: |title| format!("À propos de « {title} »"),
    report_body: |title, address| {
        format!(
            "Bonjour,\n\nJe vous écris à propos de la ressource « {title} » :\n{address}\n\nCe qui ne va pas (erreur dans la notice, licence, lien mort, données personnelles…) :\n\n\nCe qu’il faudrait :\n\n"
        )
    },
    ticket: "Écrire aux auteurs sur leur forge (ticket déjà rédigé)",
    ticket_note: "demande un compte sur cette forge",
    project: "Projet",
    catalogue: "Catalogue d’origine",
    identifier: "Identifiant",
    source: "À la source",
    found: "Cataloguée le",
    gathered: "Lue pour la dernière fois le",
    versions: "Versions",
    older: |count| counted(count, "version plus ancienne", "versions plus anciennes"),
    values: Values {
        duration: |value| typography::span(value, Lang::Fr),
        language: |code| match code {
            "fr" => Some("français"),
            "en" => Some("anglais"),
            "de" => Some("allemand"),
            "es" => Some("espagnol"),
            "it" => Some("italien"),
            "pt" => Some("portugais"),
            "ar" => Some("arabe"),
            "zh" => Some("chinois"),
            "la" => Some("latin"),
            "br" => Some("breton"),
            "oc" => Some("occitan"),
            "eu" => Some("basque"),
            "co" => Some("corse"),
            "ca" => Some("catalan"),
            _ => None,
        },
        access: |code| match code {
            "no_account" => Some("sans compte pour les élèves"),
            "educonnect" => Some("avec ÉduConnect"),
            "gar" => Some("par le GAR"),
            "account" => Some("avec un compte"),
            _ => None,
        },
        kind: |code| match code {
            "activity" => Some("activité"),
            "audio" => Some("audio"),
            "book" => Some("livre"),
            "course" => Some("cours"),
            "dataset" => Some("jeu de données"),
            "document" => Some("document"),
            "image" => Some("image"),
            "model" => Some("modèle"),
            "training" => Some("formation"),
            "video" => Some("vidéo"),
            _ => None,
        },
        yes_no: |code| match code {
            "yes" => Some("oui"),
            "no" => Some("non"),
            _ => None,
        },
    },
};

pub(super) const COMBINE: Combine = Combine {
    title: "Puis-je réunir ces œuvres ?",
    lead: "Vous mêlez un texte, une image, un exercice de plusieurs auteurs en une seule œuvre : choisissez leurs licences, la page dit sous laquelle vous pouvez diffuser le tout, et pourquoi.",
    work: |number| format!("Œuvre {number}"),
    no_work: "– aucune –",
    not_stated: "Licence non indiquée",
    content: "Contenus",
    code: "Code",
    submit: "Répondre",
    none: "Choisissez au moins deux licences.",
    one: "Une seule licence : voici ce que votre adaptation peut porter",
    yes: "Oui, elles peuvent être réunies",
    depends: "Cela dépend",
    no: "Non, elles ne peuvent pas être réunies",
    carries: "Le tout peut être diffusé sous :",
    why: "Pourquoi :",
    good_to_know: "Bon à savoir",
    notes: &[
        "Citez chaque œuvre, avec son auteur et sa licence, quelle que soit celle du tout.",
        "Mettre des œuvres côte à côte sans les modifier, chacune restant distincte, est une autre question : c’est un recueil, où chacune garde sa licence. « Pas d’usage commercial » y vaut toujours.",
        "L’accord écrit des auteurs permet toujours ce que leurs licences ne permettent pas.",
    ],
};
