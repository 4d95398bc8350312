//! The texts in French.
//!
//! Narrow no-break space (U+202F) before ; : ! ? » % and after «, apostrophe ’: a test reads this file.

mod identity;
mod prose;
mod quality;

use glane_catalog::model::{Field, ProjectState, ReasonClass, Severity, SourceKind};

use super::{Common, Error, Home, Indicators, Mirrors, Project, Search, Texts, Way, Words, finding};
use crate::page::mirrors::MirrorState;
use crate::part::HitKind;
use crate::{FacetKey, Lang, Sort, typography};

/// In French, zero and one are singular.
fn counted(count: u64, one: &str, many: &str) -> String {
    format!("{} {}", typography::number(count, Lang::Fr), if count < 2 { one } else { many })
}

/// Every text in French.
pub(crate) static FR: Texts = Texts {
    common: COMMON,
    words: WORDS,
    home: HOME,
    search: SEARCH,
    project: PROJECT,
    quality: quality::QUALITY,
    identity: identity::IDENTITY,
    mirrors: MIRRORS,
    indicators: INDICATORS,
    error: ERROR,
    about: prose::ABOUT,
    accessibility: prose::ACCESSIBILITY,
    legal: prose::LEGAL,
    data: prose::DATA,
};

const COMMON: Common = Common {
    skip: "Aller au contenu",
    tagline: "les communs numériques de l’éducation",
    navigation: "Navigation principale",
    search: "Rechercher",
    mirrors: "Miroirs",
    indicators: "Indicateurs",
    data: "Données",
    about: "À propos",
    accessibility: "Accessibilité : non conforme",
    legal: "Mentions légales",
    footer: "Pied de page",
    this_language: "Français",
    as_of: "Données au",
    never_gathered: "Aucune donnée n’a encore été collectée.",
    pager: "Pages de résultats",
    previous: "Page précédente",
    next: "Page suivante",
    page_of: |page, pages| format!("Page {page} sur {pages}"),
    colon: " : ",
    others: |n| counted(n, "autre non affiché", "autres non affichés"),
    operator: "À compléter par l’exploitant de ce site :",
};

const WORDS: Words = Words {
    kind: |kind| match kind {
        HitKind::Project => "Projet",
        HitKind::Resource => "Ressource",
        HitKind::Software => "Logiciel",
    },
    state: |state| match state {
        ProjectState::Pending => "à examiner",
        ProjectState::Published => "publiés",
        ProjectState::Held => "retenus avant publication",
        ProjectState::Skipped => "sans rien à publier",
        ProjectState::Failed => "en échec, à réessayer",
        ProjectState::Withdrawn => "retirés",
    },
    cause: |class| match class {
        ReasonClass::Licence => "licence absente ou non admise",
        ReasonClass::Content => "rien à publier (dépôt vide ou écarté)",
        ReasonClass::Source => "forge d’origine injoignable ou dépôt qui n’y est plus public",
        ReasonClass::Host => "hébergeur de la copie injoignable ou qui refuse",
        ReasonClass::Decision => "décision à prendre par une personne",
        ReasonClass::Limit => "limite technique",
        ReasonClass::Check => "contenu qu’une personne doit vérifier",
    },
    mirror: |state| match state {
        MirrorState::Identical => "identique",
        MirrorState::Late => "en retard",
        MirrorState::Partial => "incomplet",
        MirrorState::Never => "pas encore copié",
    },
    severity: |severity| match severity {
        Severity::Info => "Pour information",
        Severity::Warning => "À corriger",
        Severity::Error => "Erreur",
    },
    field: |field| match field {
        Field::Name => "Nom",
        Field::Summary => "Résumé",
        Field::Description => "Description",
        Field::Language => "Langue",
        Field::Licence => "Licence",
        Field::Keyword => "Mot-clé",
        Field::Website => "Site",
        Field::Documentation => "Documentation",
        Field::Repository => "Dépôt",
        Field::Version => "Version",
        Field::Status => "État d’avancement",
        Field::Author => "Auteur",
        Field::Organisation => "Organisme",
        Field::Level => "Niveau",
        Field::Subject => "Discipline",
        Field::Kind => "Type de logiciel",
        Field::Maintenance => "Maintenance",
        Field::Platform => "Plateforme",
        Field::Audience => "Public",
        Field::Released => "Date de la version",
        Field::Created => "Date de création",
        Field::UsedBy => "Utilisé par",
        Field::Funder => "Financé par",
        Field::Holder => "Titulaire des droits",
        Field::Logo => "Logo",
        Field::Issues => "Signalement de problèmes",
        Field::Demo => "Démonstration",
        Field::Identifier => "Identifiant",
        Field::BasedOn => "Fondé sur",
        Field::Openness => "Niveau d’ouverture",
        Field::Badge => "Badge",
        Field::Document => "Document",
    },
    source: |kind| match kind {
        SourceKind::Forge => "la forge",
        SourceKind::File => "un fichier",
        SourceKind::History => "l’historique du dépôt",
    },
    facet: |key| match key {
        FacetKey::Kind => "Type",
        FacetKey::Level => "Niveau",
        FacetKey::Subject => "Discipline",
        FacetKey::Licence => "Licence",
        FacetKey::Organisation => "Organisme",
        FacetKey::Language => "Langage",
        FacetKey::Format => "Format",
    },
    sort: |sort| match sort {
        Sort::Relevance => "Pertinence",
        Sort::Recent => "Activité récente",
        Sort::Name => "Nom",
    },
    format: |slug| match slug {
        "notebook" => Some("Carnet Jupyter"),
        "latex" => Some("LaTeX"),
        "markdown" => Some("Markdown"),
        "h5p" => Some("H5P"),
        "pdf" => Some("PDF"),
        "office" => Some("Document bureautique"),
        "geogebra" => Some("GeoGebra"),
        "scratch" => Some("Scratch"),
        "moodle" => Some("Moodle"),
        _ => None,
    },
    rights: |rights| {
        let mut text = String::from(match (rights.modification, rights.commercial_use) {
            (true, true) => {
                "Vous pouvez l’utiliser, le modifier et le diffuser, y compris pour en tirer un revenu"
            }
            (true, false) => "Vous pouvez l’utiliser, le modifier et le diffuser, mais pas en faire commerce",
            (false, true) => {
                "Vous pouvez l’utiliser et le diffuser tel quel, y compris pour en tirer un revenu"
            }
            (false, false) => "Vous pouvez l’utiliser et le diffuser tel quel, mais pas en faire commerce",
        });
        if rights.attribution {
            text.push_str(" ; citez ses auteurs");
        }
        if rights.share_alike {
            text.push_str(" ; diffusez votre version sous la même licence");
        }
        text + "."
    },
    finding: finding::french,
};

const HOME: Home = Home {
    title: "Les communs numériques de l’éducation",
    heading: "Ce que l’école écrit en commun, à portée de main",
    lead: "Glane rassemble les logiciels libres et les ressources ouvertes des forges de l’éducation, en garde une copie et dit, pour chacun, ce que sa licence vous permet.",
    label: "Que cherchez-vous ?",
    placeholder: "fractions 6e, arbres en NSI, emploi du temps…",
    ways: "Trois façons d’entrer",
    teach: Way {
        heading: "Enseigner",
        sentence: "Une séance, un exercice, un carnet à reprendre dans votre classe, avec sa licence en une phrase.",
        links: &[],
    },
    develop: Way {
        heading: "Développer",
        sentence: "Un miroir à cloner, une licence vérifiée, des projets qui attendent un coup de main.",
        links: &[("Derniers projets actifs", "/recherche?tri=recent")],
    },
    steer: Way {
        heading: "Piloter",
        sentence: "Combien de projets, sous quelles licences, avec quelle activité : des chiffres définis, datés, à télécharger.",
        links: &[
            ("Les indicateurs", "/indicateurs"),
            ("L’état des miroirs", "/miroirs"),
            ("Les données à télécharger", "/donnees"),
        ],
    },
    level: |level| format!("Niveau : {level}"),
    projects_in: |language| format!("Projets en {language}"),
    counts: "Le catalogue en chiffres",
    projects: |n| if n < 2 { "projet".into() } else { "projets".into() },
    licences: |n| if n < 2 { "licence".into() } else { "licences".into() },
    forges: |n| if n < 2 { "forge".into() } else { "forges".into() },
    latest: "Derniers projets modifiés",
    all: "Voir tous les projets",
    empty: "Le catalogue est encore vide : les premiers projets paraîtront ici après la première collecte.",
    browse: "Parcourir",
    levels: "Par niveau",
    subjects: "Par discipline",
    code: "Par langage",
};

const SEARCH: Search = Search {
    everything: "Tout le catalogue",
    results_for: |text| format!("Recherche : « {text} »"),
    results: |n| if n == 0 { "Aucun résultat".into() } else { counted(n, "résultat", "résultats") },
    label: "Rechercher dans le catalogue",
    submit: "Rechercher",
    filters: "Filtrer",
    apply: "Appliquer",
    more: |n| format!("{n} de plus"),
    active: "Filtres actifs",
    remove: "Retirer le filtre",
    clear: "Tout effacer",
    sort: "Trier par",
    sort_submit: "Trier",
    shown_for: "Résultats pour",
    instead: "chercher plutôt",
    active_on: "Actif le",
    archived: "Archivé",
    licence: "Licence",
    none: "Rien ne correspond à cette recherche",
    none_lead: "Le catalogue ne contient rien qui réponde à tous ces mots et filtres à la fois.",
    beyond: "Cette page n’existe pas",
    beyond_lead: |pages| match pages {
        0 | 1 => "Ces résultats tiennent sur une page.".into(),
        pages => format!("Ces résultats tiennent sur {pages} pages."),
    },
    first_page: "Aller à la première page",
    ways_out: "Pour en sortir",
    try_without: "Chercher sans le filtre",
    try_words: "Essayez moins de mots, ou un mot plus général : « fractions » plutôt que « fiche d’exercices sur les fractions ».",
    try_all: "Parcourir tout le catalogue",
    try_home: "Revenir à l’accueil, par niveau, discipline ou langage",
};

const PROJECT: Project = Project {
    archived: "Ce projet est archivé sur sa forge : il se lit et se copie, mais n’évolue plus.",
    held_again: |cause| format!("La copie n’est plus mise à jour pour le moment. Classe de cause : {cause}."),
    licence: "Ce que vous pouvez faire",
    no_licence: "Aucune licence n’a été trouvée : sans elle, le droit d’auteur ne permet ni de reprendre ni de modifier ce projet.",
    licence_unknown: "Cette licence n’est pas encore décrite ici : lisez son texte avant de reprendre ce projet.",
    licence_text_rules: "Ceci est un résumé ; seul le texte de la licence fait foi.",
    licence_help: "C’est une aide, pas un avis juridique.",
    clone: "Obtenir le projet",
    clone_here: "Depuis ce site, copie en lecture seule",
    clone_mirror: |host| format!("Depuis le miroir ({host})"),
    clone_source: |forge| format!("Depuis la forge d’origine ({forge})"),
    clone_none: "Aucune adresse publique de clonage n’est connue.",
    facts: "En bref",
    forge: "Forge",
    organisation: "Organisme",
    path: "Chemin",
    page_at_source: "Page d’origine",
    website: "Site",
    documentation: "Documentation",
    version: "Version",
    default_branch: "Branche par défaut",
    first_commit: "Premier commit",
    last_commit: "Dernier commit",
    history: "Historique",
    commits: |n| counted(n, "commit", "commits"),
    contributors: |n| counted(n, "auteur distinct", "auteurs distincts"),
    branches: |n| counted(n, "branche", "branches"),
    tags: |n| counted(n, "étiquette", "étiquettes"),
    files: |n| counted(n, "fichier", "fichiers"),
    contents: "Contenu",
    levels: "Niveaux",
    subjects: "Disciplines",
    keywords: "Mots-clés",
    authors: "Auteurs déclarés",
    authors_note: "Seules les personnes qui se sont déclarées dans le projet sont nommées.",
    languages: "Langages",
    others: "Autres",
    readme: "Présentation",
    readme_note: "Extrait du fichier de présentation du dépôt, sans mise en forme.",
    resources: "Fichiers pour enseigner",
    format: "Format",
    size: "Taille",
    file: "Fichier",
    findings: "À améliorer",
    findings_lead: "Relevé automatique, à l’intention de l’équipe du projet.",
    remedy: "Remède",
    line: |line| format!("ligne {line}"),
    mirrors: "Miroirs",
    no_mirror: "Aucune copie publique pour le moment.",
    mirror_private: "accès réservé",
    claims: "D’où vient cette information",
    claims_lead: "Chaque valeur affichée a une source. Quand plusieurs sources se contredisent, la plus déclarative l’emporte ; les autres restent visibles ici.",
    claims_commit: |commit| format!("Dépôt examiné au commit {commit}."),
    claim_field: "Champ",
    claim_value: "Valeur",
    claim_source: "Source",
    claim_shown: "retenue",
    aliases: "Anciens chemins",
    not_examined: "Le contenu de ce dépôt n’a pas encore été examiné.",
};

const MIRRORS: Mirrors = Mirrors {
    title: "État des miroirs",
    lead: "Les projets publics dont la licence le permet sont recopiés chez un ou plusieurs hébergeurs. Cette page dit quelles copies sont identiques à leur source, branche par branche et étiquette par étiquette, et quand on l’a vérifié pour la dernière fois.",
    states: "Les projets par état",
    state: "État",
    count: "Projets",
    causes: "Ce qui retient des projets",
    causes_lead: "Seule la classe de cause est publique ; le détail est remis aux responsables de la forge.",
    cause: "Classe de cause",
    none: "Rien à signaler.",
    forges: "Les forges",
    forge: "Forge",
    listed: "Dernière liste complète",
    never: "jamais",
    announced: "Annoncés",
    known: "Connus",
    coverage: "Couverture",
    hosts: "Les hébergeurs",
    copies: "Copies",
    late: "En retard",
    last_success: "Plus ancien succès",
    paused: |name| format!("« {name} » : accès refusé, en pause jusqu’au"),
    storage: "La place sur le disque",
    storage_of: |used, most, share| format!("Les dépôts prennent {used} sur {most}, soit {share}"),
    storage_used: |used| format!("Les dépôts prennent {used}, sans limite"),
    storage_limit: |most| {
        format!("Les dépôts peuvent prendre {most} au plus ; leur taille n’a pas encore été mesurée")
    },
    storage_full: "La place est épuisée : aucun nouveau projet n’est copié, ceux qui sont publiés continuent.",
    oldest: "Les copies en retard",
    oldest_lead: "Les copies dont la dernière vérification réussie est la plus ancienne.",
    table: "Les copies",
    project: "Projet",
    host: "Hébergeur",
    checked: "Vérifié",
    refs: "Références",
    ago: |duration| format!("il y a {duration}"),
    no_mirror: "Aucune copie n’a encore été faite.",
};

const INDICATORS: Indicators = Indicators {
    title: "Indicateurs",
    lead: "Chaque indicateur a une définition, une date et une couverture : un chiffre qui baisse alors que la collecte est incomplète dit une panne, pas un fait.",
    contents: "Sommaire",
    downloads: "Télécharger ces chiffres",
    on: "au",
    figures_on: "Chiffres au",
    definition: "Définition",
    version: |version| format!("version {version}"),
    coverage: "Couverture de la collecte",
    per_forge: |name| format!("{name}, par forge"),
    scope: "Forge",
    whole: "Ensemble",
    value: "Valeur",
    numerator: "Numérateur",
    denominator: "Dénominateur",
    out_of: |part, whole, of| format!("{part} sur {whole} {of}").trim_end().to_owned(),
    not_measurable: "non mesurable",
    secret: "moins de 5",
    hours: "h",
    none: "Aucun indicateur n’a encore été calculé : ils paraîtront après la première collecte complète.",
};

const ERROR: Error = Error {
    not_found: "Page introuvable",
    not_found_lead: "Il n’y a rien à cette adresse. Le projet a pu changer de nom, être retiré, ou l’adresse être incomplète.",
    bad_request: "Demande incomprise",
    bad_request_lead: "L’adresse contient quelque chose que ce site ne sait pas lire. Reprenez votre recherche ci-dessous.",
    fault: "Le site a rencontré une erreur",
    fault_lead: "Ce n’est pas de votre fait. L’incident est consigné ; réessayez dans quelques minutes.",
    unavailable: "Le site est momentanément indisponible",
    unavailable_lead: "Le catalogue se prépare ou la charge est trop forte. Réessayez dans une minute.",
    search: "Chercher dans le catalogue",
    ways_out: "Ou bien",
    home: "Revenir à l’accueil",
    browse: "Parcourir tout le catalogue",
    code: |code| format!("Erreur {code}"),
    withdrawn: "Retiré",
    withdrawn_on: |date| format!("Retiré le {date}, par décision."),
    withdrawn_lead: "Ce qui se trouvait à cette adresse a été retiré du catalogue et n’est plus publié. La raison est connue de l’équipe qui tient ce site ; elle n’est pas publiée.",
};
