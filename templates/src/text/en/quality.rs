//! The texts of quality and maintenance in English.

use crate::text::Quality;

pub(super) const QUALITY: Quality = Quality {
    title: "Quality and maintenance",
    ladder: "Maintenance, by openCode’s ladder",
    next_level: |level| format!("For level {level}, what is lacking or not measured:"),
    ladder_detail: "All criteria of the ladder",
    code_gouv: "Measures of code.gouv.fr",
    points_detail: "The points in detail",
    score_detail: "The ten criteria",
    yes: "Yes",
    no: "No",
    unknown: "Not measured",
};
