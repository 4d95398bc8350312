//! What a project's page says in French of its identifiers and of the projects it is tied to.
//!
//! Typography as in the file above; the same test reads this one.

use crate::text::Identity;

pub(super) const IDENTITY: Identity = Identity {
    kin: "Projets liés",
    folded: "Ce projet est catalogué deux fois ; la recherche le montre ici",
    same: "Le même projet, catalogué ailleurs",
    original: "Dépôt d’origine, selon le publiccode.yml de ce projet",
    forks: "Copies de travail (forks) qui désignent ce dépôt comme leur origine",
    bases: "Fondé sur",
    variants: "Variantes fondées sur ce projet",
    origin: "Même origine que (leurs historiques commencent par les mêmes commits)",
    contained: "Son historique contient celui de",
    containers: "Son historique est repris dans",
    archive: "Archivage et identifiants",
    browse: "voir l’archive",
    save: "Demander l’archivage",
    snapshot: "Toutes les branches et étiquettes (instantané)",
    revision: "Le commit examiné (révision)",
    directory: "Les fichiers de ce commit (dossier racine)",
    open: "ouvrir",
    note: "Ces identifiants (SWHID, norme ISO/IEC 18670) sont calculés à partir du dépôt lui-même : ils désignent ce contenu où qu’il soit, et s’ouvrent chez Software Heritage une fois le dépôt archivé. Ce site n’interroge pas l’archive : elle seule dit ce qu’elle conserve.",
    badge: "Le badge, pour la présentation du dépôt",
    badge_note: "À coller dans le README, en Markdown. L’image vient de Software Heritage et dit si le dépôt est archivé.",
};
