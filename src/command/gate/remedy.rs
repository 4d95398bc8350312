//! What each kind of thing is called and how it is mended, in both languages of the message.
//!
//! Texts only.

use glane_catalog::model::SightingKind;

use crate::cli::Tongue;

/// What a kind of thing is called, several of them.
pub(in crate::command) fn title(kind: SightingKind, tongue: Tongue) -> &'static str {
    use SightingKind as Kind;
    match (tongue, kind) {
        (Tongue::Fr, Kind::Secret) => "Clés, jetons, mots de passe",
        (Tongue::Fr, Kind::PersonalData) => "Données d’élèves ou de personnels",
        (Tongue::Fr, Kind::Identity) => "Adresses d’auteurs",
        (Tongue::Fr, Kind::ThirdParty) => "Œuvres de tiers",
        (Tongue::Fr, Kind::InternalAddress) => "Adresses internes",
        (Tongue::Fr, Kind::Size) => "Fichiers trop gros",
        (Tongue::Fr, Kind::Workflow) => "Fichiers exécutés par l’hébergeur",
        (Tongue::En, Kind::Secret) => "Keys, tokens, passwords",
        (Tongue::En, Kind::PersonalData) => "Data of pupils or staff",
        (Tongue::En, Kind::Identity) => "Addresses of authors",
        (Tongue::En, Kind::ThirdParty) => "Works of others",
        (Tongue::En, Kind::InternalAddress) => "Internal addresses",
        (Tongue::En, Kind::Size) => "Files that are too large",
        (Tongue::En, Kind::Workflow) => "Files that the host would run",
    }
}

/// How a kind of thing is mended.
pub(in crate::command) fn remedy(kind: SightingKind, tongue: Tongue) -> &'static str {
    match tongue {
        Tongue::Fr => in_french(kind),
        Tongue::En => in_english(kind),
    }
}

/// The same for those who see what is only noted too.
pub(in crate::command) fn remedy_if(holds: bool, kind: SightingKind) -> &'static str {
    match kind {
        SightingKind::Workflow if !holds => "Nothing to do: nothing runs on the copies.",
        _ => in_english(kind),
    }
}

fn in_french(kind: SightingKind) -> &'static str {
    match kind {
        SightingKind::Secret => {
            "Révoquez d’abord : un secret déjà déposé dans un dépôt public est à considérer comme connu. Remplacez-le \
             ensuite par une variable d’environnement, puis retirez-le de l’historique (git filter-repo)."
        }
        SightingKind::PersonalData => {
            "Retirez ces données des fichiers et de l’historique (git filter-repo), ou remplacez-les par des données \
             inventées. Si elles ont été publiques, prévenez votre délégué à la protection des données."
        }
        SightingKind::Identity => {
            "Ces adresses voyagent avec l’historique, que nous ne réécrivons jamais. Dites-nous que vous le savez et \
             l’acceptez, ou réécrivez l’historique (git filter-repo --mailmap)."
        }
        SightingKind::ThirdParty => {
            "Retirez ces œuvres de l’historique et renvoyez vers leur source, ou indiquez-nous l’autorisation que \
             vous avez reçue."
        }
        SightingKind::InternalAddress => {
            "Remplacez ces adresses par des adresses que tout le monde peut atteindre : personne, hors de votre \
             réseau, ne pourra obtenir ces parties."
        }
        SightingKind::Size => {
            "Aucun hébergeur n’accepte ces fichiers. Retirez-les de l’historique et déposez-les ailleurs, ou confiez-les \
             à Git LFS (git lfs migrate)."
        }
        SightingKind::Workflow => {
            "Un lieu où nous copions pourrait exécuter ces fichiers, et nous ne pouvons rien y désactiver. Retirez-les \
             de vos branches et de vos étiquettes, ou dites-nous pourquoi ils doivent rester."
        }
    }
}

fn in_english(kind: SightingKind) -> &'static str {
    match kind {
        SightingKind::Secret => {
            "Revoke first: a secret that was put into a public repository must be taken as known. Then replace it by a \
             variable of the environment, and take it out of the history (git filter-repo)."
        }
        SightingKind::PersonalData => {
            "Take these data out of the files and of the history (git filter-repo), or replace them by invented ones. \
             If they were public, tell your data protection officer."
        }
        SightingKind::Identity => {
            "These addresses travel with the history, which we never rewrite. Tell us that you know and accept it, or \
             rewrite the history (git filter-repo --mailmap)."
        }
        SightingKind::ThirdParty => {
            "Take these works out of the history and link to their source, or tell us of the permission you were given."
        }
        SightingKind::InternalAddress => {
            "Replace these addresses by ones that everyone can reach: nobody outside of your network can get these \
             parts."
        }
        SightingKind::Size => {
            "No host takes these files. Take them out of the history and store them elsewhere, or with Git LFS (git lfs \
             migrate)."
        }
        SightingKind::Workflow => {
            "A place that we copy to might run these files, and we can switch nothing off there. Take them out of your \
             branches and tags, or tell us why they should stay."
        }
    }
}
