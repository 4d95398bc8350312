//! What each indicator means, in French and English: formula, unit, version, anchor.
//!
//! A change of formula is a new major version; a new wording is a patch.

use serde::{Serialize, Serializer};

/// A text in both languages.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct Text {
    /// French.
    pub fr: &'static str,
    /// English.
    pub en: &'static str,
}

/// What a number counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Unit {
    /// A number of things.
    Count,
    /// Per cent.
    Percent,
    /// Hours.
    Hours,
}

impl Unit {
    /// As it is exported: in words, since spreadsheets may take a lone sign for a formula.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Count => "nombre",
            Self::Percent => "pour cent",
            Self::Hours => "heures",
        }
    }
}

impl Serialize for Unit {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.as_str())
    }
}

/// One indicator.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Definition {
    /// Its frozen name.
    pub code: &'static str,
    /// Semantic version of the definition, after a `v`: French spreadsheets take `1.2.3` for a date.
    pub version: &'static str,
    /// The unit of its numbers.
    pub unit: Unit,
    /// Its name.
    pub label: Text,
    /// Formula, exclusions and parts.
    pub text: Text,
    /// What the headline's denominator counts; none for a number that is no share.
    pub among: Option<Text>,
    /// Where the idea comes from.
    pub anchor: &'static str,
}

/// Every indicator, in the order of the pages and files.
pub const DEFINITIONS: &[&Definition] = &[
    &DEPOTS_TOTAL,
    &ORGANISATIONS_PUBLIANTES,
    &TAUX_LICENCE,
    &TAUX_LICENCE_ADMISE,
    &REPARTITION_LICENCES,
    &COUVERTURE_MIROIR,
    &RETARD_MIROIR,
    &PROJETS_ACTIFS,
    &FRAICHEUR,
    &COUVERTURE_COLLECTE,
];

const ELIGIBLE: Text = Text { fr: "dépôts éligibles", en: "eligible repositories" };
const LICENSED: Text =
    Text { fr: "dépôts éligibles qui ont une licence", en: "eligible repositories that have a licence" };
const ANNOUNCED: Text = Text { fr: "dépôts annoncés", en: "announced repositories" };

pub(super) const DEPOTS_TOTAL: Definition = Definition {
    code: "depots_total",
    version: "v1.0.2",
    unit: Unit::Count,
    label: Text { fr: "Dépôts connus", en: "Known repositories" },
    text: Text {
        fr: "Nombre de dépôts publics connus. Chaque dépôt compte une fois, dans le premier des statuts qui lui \
             convient : exclu (retiré du programme par la configuration), vide (aucun commit), fork (dérivé d’un \
             autre dépôt de la même forge), archive (en lecture seule), éligible (tous les autres). La somme des \
             statuts est le total. Un dépôt catalogué par deux forges, à sa source et à sa copie, compte deux fois : ce \
             sont deux dépôts d’un même projet. Les dépôts internes, privés ou retirés ne comptent nulle part.",
        en: "Number of known public repositories. Each counts once, in the first status that fits: excluded \
             (exclu: left out by the configuration), empty (vide: no commit), fork (of another repository of the \
             same forge), archived (archive: read-only), eligible (all others). The statuses add up to the total. \
             A repository that two forges list, at its source and at its copy, counts twice: these are two repositories of \
             one project. Internal, private and withdrawn repositories count nowhere.",
    },
    among: None,
    anchor: "code.gouv.fr, stats.json: repos_cnt",
};

pub(super) const ORGANISATIONS_PUBLIANTES: Definition = Definition {
    code: "organisations_publiantes",
    version: "v1.0.0",
    unit: Unit::Count,
    label: Text { fr: "Organisations qui publient", en: "Publishing organisations" },
    text: Text {
        fr: "Nombre de propriétaires (premier segment du chemin, par forge) ayant au moins un dépôt éligible ; moyenne \
             et médiane du nombre de dépôts éligibles par propriétaire. Les dépôts sans groupe comptent ensemble \
             pour un propriétaire, leur forge. Un même nom sur deux forges compte deux fois.",
        en: "Number of owners (first segment of the path, by forge) with at least one eligible repository; mean and \
             median number of eligible repositories an owner. Repositories without a group together count for one \
             owner, their forge. The same name on two forges counts twice.",
    },
    among: None,
    anchor: "code.gouv.fr, stats.json: orgas_cnt, mean and median",
};

pub(super) const TAUX_LICENCE: Definition = Definition {
    code: "taux_licence",
    version: "v1.0.0",
    unit: Unit::Percent,
    label: Text { fr: "Dépôts avec licence", en: "Repositories with a licence" },
    text: Text {
        fr: "Dépôts éligibles dans lesquels une licence a été trouvée (fichier, en-tête ou manifeste), divisés par les \
             dépôts éligibles. Un dépôt pas encore examiné compte comme sans licence : lire avec la couverture de la \
             collecte.",
        en: "Eligible repositories in which a licence was found (file, header or manifest), divided by the eligible \
             repositories. One that was not examined yet counts as without licence: read it with the collection \
             coverage.",
    },
    among: Some(ELIGIBLE),
    anchor: "OpenSSF Scorecard, License; etalab/data-codes-sources-fr#7",
};

pub(super) const TAUX_LICENCE_ADMISE: Definition = Definition {
    code: "taux_licence_admise",
    version: "v1.0.1",
    unit: Unit::Percent,
    label: Text { fr: "Licences admises", en: "Admitted licences" },
    text: Text {
        fr: "Dépôts éligibles dont la licence est sur la liste de l’État (article D. 323-2-1 du code des relations \
             entre le public et l’administration), approuvée par l’Open Source Initiative (OSI) ou libre selon la \
             Free Software Foundation (FSF), divisés par les dépôts éligibles qui ont une licence. La FSF tient \
             aussi pour libres, pour les œuvres autres que les logiciels, CC-BY-4.0 et CC-BY-SA-4.0 : un cours sous \
             l’une d’elles compte donc comme admis. Ce que l’exploitant a ajouté ou refusé (allow_licences, \
             refuse_licences) l’emporte.",
        en: "Eligible repositories whose licence is on the French State’s list (article D. 323-2-1 of the code des \
             relations entre le public et l’administration), approved by the Open Source Initiative (OSI) or free \
             according to the Free Software Foundation (FSF), divided by the eligible repositories that have a \
             licence. The FSF also holds CC-BY-4.0 and CC-BY-SA-4.0 to be free, for works other than software: a \
             lesson under one of them thus counts as admitted. What the operator added or refused \
             (allow_licences, refuse_licences) wins.",
    },
    among: Some(LICENSED),
    anchor: "OpenSSF Scorecard, License; article D. 323-2-1 du code des relations entre le public et l’administration",
};

pub(super) const REPARTITION_LICENCES: Definition = Definition {
    code: "repartition_licences",
    version: "v1.0.1",
    unit: Unit::Percent,
    label: Text { fr: "Répartition des licences", en: "Licences by share" },
    text: Text {
        fr: "Part de chacune des trois licences les plus fréquentes (à égalité, par ordre alphabétique) et de toutes \
             les autres ; part des familles copyleft, permissive, autre (ou \
             plusieurs à la fois). Base : dépôts éligibles qui ont une licence.",
        en: "Share of each of the three most frequent licences (ties in alphabetical order) and of all others; share \
             of the families copyleft, permissive, other (autre; or several at once). Base: eligible repositories that \
             have a licence.",
    },
    among: Some(LICENSED),
    anchor: "etalab/data-codes-sources-fr#7",
};

pub(super) const COUVERTURE_MIROIR: Definition = Definition {
    code: "couverture_miroir",
    version: "v1.0.0",
    unit: Unit::Percent,
    label: Text { fr: "Dépôts recopiés", en: "Mirrored repositories" },
    text: Text {
        fr: "Dépôts éligibles dont une copie au moins a été trouvée égale à la source, référence par référence, il y a \
             moins de 48 heures, divisés par les dépôts éligibles.",
        en: "Eligible repositories of which at least one copy was found equal to the source, reference for reference, \
             less than 48 hours ago, divided by the eligible repositories.",
    },
    among: Some(ELIGIBLE),
    anchor: "Glane",
};

pub(super) const RETARD_MIROIR: Definition = Definition {
    code: "retard_miroir",
    version: "v1.0.0",
    unit: Unit::Hours,
    label: Text { fr: "Retard des copies", en: "Delay of the copies" },
    text: Text {
        fr: "Heures entre le moment où un changement a été vu à la source et celui où la copie a été trouvée égale, \
             pour le dernier changement de chaque copie de dépôt éligible : médiane (p50) et 95e centile (p95), par \
             rang le plus proche. Le dénominateur est le nombre de copies mesurées.",
        en: "Hours between the moment a change was seen at the source and the moment the copy was found equal, for the \
             last change of each copy of an eligible repository: median (p50) and 95th percentile (p95), by nearest \
             rank. The denominator is the number of copies measured.",
    },
    among: None,
    anchor: "Glane",
};

pub(super) const PROJETS_ACTIFS: Definition = Definition {
    code: "projets_actifs",
    version: "v1.0.0",
    unit: Unit::Percent,
    label: Text { fr: "Projets actifs", en: "Active projects" },
    text: Text {
        fr: "Dépôts éligibles dont la branche par défaut a reçu un commit d’une personne (pas d’un programme) dans les 12 \
             derniers mois, divisés par les dépôts éligibles ; variante à 6 mois. Le numérateur est leur nombre. Date de \
             validation (committer), en temps universel. Lire avec la couverture de la collecte.",
        en: "Eligible repositories whose default branch received a commit by a person (not a program) in the last 12 \
             months, divided by the eligible repositories; variant of 6 months. The numerator is their number. \
             Committer date, in universal time. Read it with the collection coverage.",
    },
    among: Some(ELIGIBLE),
    anchor: "CHAOSS, Activity Dates; OpenSSF Scorecard, Maintained",
};

pub(super) const FRAICHEUR: Definition = Definition {
    code: "fraicheur",
    version: "v1.0.0",
    unit: Unit::Hours,
    label: Text { fr: "Âge des données", en: "Age of the data" },
    text: Text {
        fr: "Heures écoulées depuis la dernière collecte complète de la forge. Pour l’ensemble : la forge la plus \
             ancienne ; non mesurable tant qu’une forge n’a jamais été parcourue jusqu’au bout.",
        en: "Hours since the last complete collection of the forge. For the whole: the stalest forge; not measurable \
             as long as one forge was never listed to its end.",
    },
    among: None,
    anchor: "Baromètre de la science ouverte, lastObservation",
};

pub(super) const COUVERTURE_COLLECTE: Definition = Definition {
    code: "couverture_collecte",
    version: "v1.0.0",
    unit: Unit::Percent,
    label: Text { fr: "Couverture de la collecte", en: "Collection coverage" },
    text: Text {
        fr: "Dépôts dont le contenu (ou l’absence de contenu) est connu, divisés par les dépôts publics annoncés par la \
             forge lors de sa dernière collecte complète. Non mesurable sans collecte complète.",
        en: "Repositories whose content (or lack of it) is known, divided by the public repositories the forge \
             announced in its last complete collection. Not measurable without a complete collection.",
    },
    among: Some(ANNOUNCED),
    anchor: "code.gouv.fr, note on exhaustiveness",
};
