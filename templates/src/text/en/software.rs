//! The texts of the page of a program in English.

use super::counted;
use crate::text::Software;

pub(super) const SOFTWARE: Software = Software {
    replaces: "Often named in the place of",
    replaces_note: "These are the names that people look for; nothing is said here of a full counterpart.",
    replacing: |product| format!("replace {product}"),
    alike: "Named in the place of the same products",
    uses: "What the ministry has said of it",
    source: "Source",
    related: "In the catalogue",
    related_none: "No project and no resource of the catalogue speaks of it yet.",
    all: |n| format!("See the {}", counted(n, "result", "results")),
    licence_note: "Of general knowledge: to be checked with the project.",
    licence_unknown: "Not established here",
    note: "Function, keywords, licence, address and names of products are of general knowledge: written by hand, they were not checked with the project, and this program was not tried.",
};
