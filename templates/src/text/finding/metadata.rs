//! What findings about publiccode.yml and other metadata say in French, by code.
//!
//! One sentence for what is wrong, one for the remedy; the key and the line stand beside them.

/// Code, what is wrong, remedy.
const TABLE: &[(&str, &str, &str)] = &[
    (
        "publiccode_missing",
        "Il manque dans publiccode.yml la clé indiquée, que la norme demande.",
        "L’ajouter ; l’éditeur https://yml.publiccode.tools dit ce qu’elle contient.",
    ),
    (
        "publiccode_type",
        "La valeur écrite à cette clé de publiccode.yml n’est pas de la forme que la norme demande ; le reste de la section n’a pas été jugé.",
        "Écrire un texte, une liste ou des clés, selon la norme ; true et false sans guillemets.",
    ),
    (
        "publiccode_unknown_key",
        "La norme publiccode.yml n’a pas cette clé.",
        "La retirer, ou en corriger l’orthographe.",
    ),
    (
        "publiccode_duplicate_key",
        "Cette clé est écrite deux fois dans publiccode.yml.",
        "N’en garder qu’une.",
    ),
    (
        "publiccode_term",
        "La valeur de cette clé de publiccode.yml n’est pas dans la liste de la norme.",
        "Prendre un terme de la liste ; l’éditeur https://yml.publiccode.tools la montre.",
    ),
    (
        "publiccode_address",
        "La valeur de cette clé de publiccode.yml n’est pas une adresse.",
        "Écrire l’adresse entière, avec https://, ou retirer la clé.",
    ),
    (
        "publiccode_elsewhere",
        "publiccode.yml désigne un autre dépôt : celui-ci passe alors pour une copie de travail (fork) de cet autre.",
        "Rien à corriger si cette copie sert à y contribuer ; pour un logiciel à part entière, écrire sa propre adresse dans url et l’autre dans isBasedOn.",
    ),
    (
        "publiccode_moved",
        "publiccode.yml désigne l’adresse que ce dépôt avait avant son déménagement.",
        "Écrire dans url l’adresse d’aujourd’hui.",
    ),
    (
        "publiccode_path",
        "Ce chemin de publiccode.yml ne mène à aucun fichier du dépôt.",
        "Écrire le chemin depuis la racine du dépôt, sans barre oblique au début.",
    ),
    (
        "publiccode_picture",
        "Cette image n’est pas dans un format que la norme publiccode.yml prévoit.",
        "Donner le logo en SVG ou en PNG, les captures d’écran en PNG ou en JPEG.",
    ),
    (
        "publiccode_date",
        "La valeur de cette clé de publiccode.yml n’est pas un jour.",
        "Écrire l’année, le mois et le jour : 2026-09-01.",
    ),
    (
        "publiccode_length",
        "Ce texte de publiccode.yml est trop long ou trop court.",
        "Description courte : 150 lettres au plus. Description longue : de 150 à 10 000 lettres.",
    ),
    (
        "publiccode_language",
        "Ce n’est pas un code de langue.",
        "Écrire un code selon BCP 47 : fr, en, fr-CA.",
    ),
    (
        "publiccode_country",
        "Ce n’est pas un code de pays, ou il n’est pas en capitales.",
        "Écrire les deux lettres du pays en capitales : FR.",
    ),
    (
        "publiccode_country_section",
        "Les sections par pays s’écrivent en capitales, une seule fois.",
        "Écrire IT ; il n’y a pas de section pour la France.",
    ),
    (
        "publiccode_body",
        "Cet organisme n’est pas désigné comme la norme publiccode.yml le demande.",
        "Écrire dans uri l’adresse de sa page sur lannuaire.service-public.fr, ou un URN tel que urn:siren:110043015.",
    ),
    (
        "publiccode_licence",
        "La licence déclarée dans publiccode.yml n’est pas une expression SPDX.",
        "Écrire une expression SPDX, par exemple EUPL-1.2, MIT ou etalab-2.0.",
    ),
    (
        "publiccode_licence_case",
        "La licence n’est pas écrite comme dans la liste SPDX.",
        "La recopier de la liste SPDX, majuscules comprises.",
    ),
    (
        "publiccode_maintenance",
        "Des prestataires sont nommés alors que la maintenance n’est pas sous contrat.",
        "Retirer contractors, ou écrire type: contract.",
    ),
    (
        "publiccode_email",
        "Ce n’est pas une adresse électronique.",
        "Écrire l’adresse d’un service, ou retirer la clé.",
    ),
    (
        "publiccode_supports",
        "Ce n’est ni un alias de la norme ni l’adresse d’un texte de référence.",
        "Écrire un alias tel que alias:gdpr, ou l’adresse du texte.",
    ),
    (
        "publiccode_video",
        "Cette adresse n’est pas celle d’une vidéo qui puisse être intégrée à une page.",
        "Donner la page de la vidéo sur un serveur qui répond à oEmbed (PeerTube en est), ou retirer la ligne.",
    ),
    (
        "publiccode_version",
        "Cette version de la norme publiccode.yml n’est pas la dernière, ou n’existe pas.",
        "Écrire publiccodeYmlVersion: \"0\".",
    ),
    (
        "publiccode_deprecated",
        "Cette clé de publiccode.yml va disparaître de la norme.",
        "La remplacer ou la retirer ; publiccode.yml reste valide d’ici là.",
    ),
    (
        "yaml_alias",
        "Un alias YAML y tient lieu d’une liste ou d’un ensemble de clés ; il n’a pas été suivi.",
        "Écrire les valeurs en toutes lettres.",
    ),
    (
        "address_refused",
        "Cette adresse a une forme qu’aucun lien ne peut avoir.",
        "Écrire une adresse qui commence par https://.",
    ),
    (
        "citation_missing",
        "Il manque dans CITATION.cff la clé indiquée, que le format demande.",
        "L’ajouter ; https://citation-file-format.github.io dit ce qu’elle contient.",
    ),
];

/// What is wrong and its remedy; none for a code that is not described here.
pub(super) fn french(code: &str) -> Option<(&'static str, &'static str)> {
    TABLE.iter().find(|(known, ..)| *known == code).map(|(_, wrong, remedy)| (*wrong, *remedy))
}
