//! What the rules look for, in plain French.
//!
//! Families of rules, by how their names begin; one that is in no family is called by its kind.

use glane_catalog::model::SightingKind;

/// Names that say it all themselves.
const WHOLE: &[(&str, &str)] = &[
    ("list-of-pupils", "une liste d’élèves"),
    ("pupils-as-records", "une liste d’élèves"),
    ("file-name-of-pupil-list", "un fichier nommé comme une liste d’élèves"),
    ("file-name-of-portraits", "un fichier nommé comme un trombinoscope"),
    ("social-security-number", "un numéro de sécurité sociale"),
    ("bank-account-number", "un numéro de compte bancaire"),
    ("national-pupil-number", "un identifiant national d’élève"),
    ("pupil-address", "une adresse électronique d’élève"),
    ("agent-address", "une adresse électronique d’agent"),
    ("mobile-phone-of-a-person", "un numéro de téléphone portable"),
    ("author-address", "une adresse d’auteur de commit"),
    ("submodule-address", "l’adresse d’un sous-module"),
    ("object-too-large", "un fichier trop gros"),
    ("large-object", "un gros fichier"),
    ("object-not-read", "un fichier qui n’a pas pu être lu"),
    ("private-network-address", "l’adresse d’un réseau interne"),
    ("private-host-name", "le nom d’une machine interne"),
    ("workflow-of-a-host", "un fichier exécuté par l’hébergeur"),
    ("jwt", "un jeton JWT"),
    ("basic-header", "un en-tête d’authentification"),
    ("bearer-header", "un en-tête d’authentification"),
    ("json-service-account", "un compte de service"),
    ("password-hash", "l’empreinte d’un mot de passe"),
    ("curl-auth-user", "un mot de passe dans une commande"),
];

/// How the names of a family begin.
const FAMILIES: &[(&str, &str)] = &[
    ("health-", "une donnée de santé"),
    ("file-name-of-health", "un fichier nommé comme un document de santé"),
    ("file-name-of-school", "un export d’un logiciel de vie scolaire"),
    ("school-information", "un export d’un logiciel de vie scolaire"),
    ("file-name-of-a-key", "un fichier nommé comme une clé"),
    ("password-", "un mot de passe"),
    ("compared-with", "un mot de passe"),
    ("generic-key", "une clé ou un jeton"),
    ("private-key", "une clé privée"),
    ("putty-", "une clé privée"),
    ("age-", "une clé privée"),
    ("wireguard-", "une clé privée"),
    ("jwt-", "une clé de signature"),
    ("rights-", "une mention des droits d’un éditeur"),
    ("all-rights", "une mention « tous droits réservés »"),
    ("publisher-", "le nom d’un éditeur dans un document"),
    ("reproduction-", "une interdiction de reproduire"),
    ("account-", "l’identifiant d’un compte"),
    ("aws-", "une clé d’accès AWS"),
    ("azure-", "une clé d’accès Azure"),
    ("google-", "une clé d’accès Google"),
    ("github-", "un jeton GitHub"),
    ("gitlab-", "un jeton GitLab"),
    ("gitea-", "un jeton Forgejo ou Gitea"),
    ("ovh-", "une clé d’accès OVH"),
    ("scaleway-", "une clé d’accès Scaleway"),
    ("openai-", "une clé OpenAI"),
    ("anthropic-", "une clé Anthropic"),
    ("mistral-", "une clé Mistral"),
    ("huggingface-", "un jeton Hugging Face"),
    ("slack-", "un jeton Slack"),
    ("discord-", "un jeton Discord"),
    ("mattermost-", "un jeton Mattermost"),
    ("telegram-", "un jeton Telegram"),
    ("npm-", "un jeton npm"),
    ("pypi-", "un jeton PyPI"),
    ("docker-", "un jeton Docker"),
    ("django-", "la clé secrète d’un site Django"),
    ("kubernetes-", "un secret Kubernetes"),
    ("stripe-", "une clé Stripe"),
];

/// What a rule looks for.
pub(super) fn in_french(rule: &str, kind: SightingKind) -> &'static str {
    let whole = WHOLE.iter().find(|(name, _)| *name == rule);
    let family = || FAMILIES.iter().find(|(start, _)| rule.starts_with(start));
    if let Some((_, words)) = whole.or_else(family) {
        return words;
    }
    match kind {
        SightingKind::Secret => "une clé, un jeton ou un mot de passe",
        SightingKind::PersonalData => "une donnée personnelle",
        SightingKind::Identity => "une adresse d’auteur",
        SightingKind::ThirdParty => "une œuvre d’un tiers",
        SightingKind::InternalAddress => "une adresse interne",
        SightingKind::Size => "un gros fichier",
        SightingKind::Workflow => "un fichier exécuté par l’hébergeur",
    }
}
