//! What to index of a program of the catalogue.
//!
//! Must not know which programs there are.

use glane_catalog::model::Software;

use super::{Card, Entry, Kind, body, distinct};

impl Entry {
    /// What to index of a program.
    pub(crate) fn software(software: &Software) -> Self {
        let keywords = distinct(software.keywords.iter().map(String::as_str));
        let mut about = keywords.clone();
        about.extend(software.similar.iter().cloned());
        let body = body([Some(&software.function), software.text.as_deref(), None]);
        Self {
            about,
            topics: keywords,
            school: Vec::new(),
            body,
            files: Vec::new(),
            authors: Vec::new(),
            named: Vec::new(),
            more: Vec::new(),
            last_human_commit: None,
            card: card(software),
        }
    }
}

fn card(software: &Software) -> Card {
    Card {
        kind: Kind::Software,
        key: software.id.clone(),
        title: software.name.clone(),
        summary: Some(software.function.clone()).filter(|text| !text.is_empty()),
        link: software.link.clone(),
        licence: software.licence.clone(),
        ..Card::bare(Kind::Software)
    }
}
