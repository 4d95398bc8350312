//! The texts of quality and maintenance in French.
//!
//! Typography as in the file above; the same test reads this one.

use crate::text::Quality;

pub(super) const QUALITY: Quality = Quality {
    title: "Qualité et entretien",
    ladder: "Entretien, selon l’échelle d’openCode",
    next_level: |level| format!("Pour atteindre le niveau {level}, il manque ou il reste à mesurer :"),
    ladder_detail: "Tous les critères de l’échelle",
    code_gouv: "Repères de code.gouv.fr",
    points_detail: "Le détail des points",
    score_detail: "Les dix critères",
    yes: "Oui",
    no: "Non",
    unknown: "Non mesuré",
};
