//! What a project's page says in English of its identifiers and of the projects it is tied to.

use crate::text::Identity;

pub(super) const IDENTITY: Identity = Identity {
    kin: "Related projects",
    folded: "This project is catalogued twice; the search shows it here",
    same: "The same project, catalogued elsewhere",
    original: "Original repository, after this project’s publiccode.yml",
    forks: "Working copies (forks) that name this repository as their origin",
    bases: "Based on",
    variants: "Variants based on this project",
    origin: "Of the same origin as (their histories begin with the same commits)",
    contained: "Its history contains that of",
    containers: "Its history is taken up in",
    archive: "Archive and identifiers",
    browse: "see the archive",
    save: "Ask for it to be archived",
    snapshot: "All branches and tags (snapshot)",
    revision: "The examined commit (revision)",
    directory: "The files of this commit (root folder)",
    open: "open",
    note: "These identifiers (SWHID, standard ISO/IEC 18670) are computed from the repository itself: they name this content wherever it lies, and open at Software Heritage once the repository is archived. This site does not ask the archive: it alone says what it keeps.",
    badge: "The badge, for the repository’s presentation",
    badge_note: "To paste into the README, in Markdown. The picture comes from Software Heritage and says whether the repository is archived.",
};
