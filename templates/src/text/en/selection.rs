//! The texts of selections in English.

use super::counted;
use crate::text::Selection;
use crate::{Lang, typography};

pub(super) const SELECTION: Selection = Selection {
    title: "My selection",
    lead: "The address of this page is your selection: bookmark it or send it; nothing is kept anywhere else.",
    mine: "My selection",
    count: |n| counted(n, "resource", "resources"),
    add: "Add to my selection",
    within: "In my selection",
    remove: "Remove",
    full: "Your selection is full (100 resources).",
    empty: "Your selection is empty.",
    how: "In the results of a search and on the page of a resource, “Add to my selection” puts it here. The selection travels in the address of the pages: no account, no cookie.",
    search: "Look for resources",
    more: "Look for more resources for this selection",
    gone: |n| {
        if n == 1 {
            "One resource that was chosen is no longer in the catalogue.".into()
        } else {
            format!("{n} resources that were chosen are no longer in the catalogue.")
        }
    },
    take: "Take away",
    cartridge: "Cartridge for Moodle (.imscc)",
    cartridge_note: "Common Cartridge: a course made of links, to restore in Moodle or another platform.",
    credits: "Credits of all of them (text)",
    credits_note: "To paste into your document: title, author, licence and link of each.",
    table: "Table (CSV)",
    json: "AMB records (JSON)",
    whole: "May I combine them?",
    one_licence: "All have the same licence, which lets you make one work of them.",
    together: "Yes: their licences let you make one work of them.",
    depends: "That depends on the licences and on what you make of them.",
    apart: "Not into one work: at least one licence forbids it, or is not stated.",
    too_many: "More than six different licences: the answer is about the first six.",
    why: "Why, and under which licence the whole may be published",
    side_by_side: "To give them side by side, each with its credit, is another question: that is a collection, in which each keeps its licence.",
    follow_heading: "Follow these results or take them away",
    follow: "Follow this search",
    follow_note: "Atom feed: what is new comes to your feed reader.",
    export: "Take the list away",
    capped: |n| format!("The first {} results.", typography::number(n, Lang::En)),
    similar_projects: "Similar projects",
};
