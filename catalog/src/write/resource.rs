//! What the writers of records ask of a resource, each answer given once for all formats.
//!
//! Must not know any format.

use super::address::{spdx, web};
use crate::licence::deed;
use crate::model::{Attachment, Field, ResourceKey, ResourceRecord};
use crate::vocabulary::school::{Kind, Term, terms};

/// The catalogue that gives records away.
#[derive(Debug, Clone, Copy)]
pub struct Catalogue<'a> {
    /// The address of the site, without a page.
    pub base: &'a str,
    /// What it is called.
    pub name: &'a str,
}

impl Catalogue<'_> {
    /// The address of the page of a resource.
    #[must_use]
    pub fn page(&self, record: &ResourceRecord) -> String {
        format!("{}/ressources/{}", self.base.trim_end_matches('/'), record.id())
    }
}

/// A resource as it is told to others.
pub(super) struct Told<'a> {
    pub(super) record: &'a ResourceRecord,
    pub(super) catalogue: Catalogue<'a>,
    /// The address of its page here.
    pub(super) page: String,
}

impl<'a> Told<'a> {
    pub(super) fn new(record: &'a ResourceRecord, catalogue: Catalogue<'a>) -> Self {
        Self { record, catalogue, page: catalogue.page(record) }
    }

    pub(super) fn value(&self, field: Field) -> Option<&'a str> {
        self.record.fields.value(field)
    }

    pub(super) fn values(&self, field: Field) -> Vec<&'a str> {
        match field {
            Field::Author | Field::Contributor => self.record.fields.credited(field),
            _ => self.record.fields.values(field),
        }
    }

    /// What it is called: its name, else the end of its path, else its identifier.
    pub(super) fn title(&self) -> &'a str {
        let place = match &self.record.key {
            ResourceKey::Part { path, .. } => path.rsplit('/').next().unwrap_or(path),
            ResourceKey::Record { id, .. } => id,
        };
        self.value(Field::Name).unwrap_or(place)
    }

    pub(super) fn description(&self) -> Option<&'a str> {
        self.value(Field::Description).or_else(|| self.value(Field::Summary))
    }

    /// Where it is to be had: the address it gives, else its page here.
    pub(super) fn place(&self) -> String {
        self.value(Field::Website).and_then(web).unwrap_or_else(|| self.page.clone())
    }

    /// The licence of all of it, an SPDX expression.
    pub(super) fn licence(&self) -> Option<&'a str> {
        self.record.licence.expression.as_deref()
    }

    /// The licence by the address that is most read, else as an expression; else what is said of rights.
    pub(super) fn rights(&self) -> Option<String> {
        let Some(licence) = self.licence() else { return self.value(Field::Rights).map(str::to_owned) };
        let creative = deed(licence).filter(|address| address.contains("creativecommons.org"));
        Some(creative.or_else(|| spdx(licence, "https")).unwrap_or_else(|| licence.to_owned()))
    }

    /// The terms of the thesaurus that a field names.
    pub(super) fn terms(&self, kind: Kind, field: Field) -> Vec<&'static Term> {
        let term = |name: &str| terms().iter().find(|term| term.kind == kind && term.term == name);
        self.values(field).into_iter().filter_map(term).collect()
    }

    /// Levels and subjects that have no address in `ScoLOMFR`, and those that the thesaurus lacks.
    pub(super) fn unaddressed(&self, kind: Kind, field: Field) -> Vec<&'a str> {
        let addressed = self.terms(kind, field);
        let has = |name: &&str| addressed.iter().any(|term| term.term == *name && term.uri.is_some());
        self.values(field).into_iter().filter(|name| !has(name)).collect()
    }

    /// Files that can be had by an address.
    pub(super) fn files(&self) -> impl Iterator<Item = (String, &'a Attachment)> {
        self.record.attachments.iter().filter_map(|file| Some((web(&file.place)?, file)))
    }

    /// The day when what is said of it was last gathered, in UTC.
    pub(super) fn gathered(&self) -> String {
        self.record.gathered_at.to_zoned(jiff::tz::TimeZone::UTC).date().to_string()
    }
}

/// Whether a text is a whole day, as formats ask for that take nothing less.
pub(super) fn is_day(text: &str) -> bool {
    text.len() == 10 && text.parse::<jiff::civil::Date>().is_ok()
}

/// Words by which the name of a body shows that it is no person's.
const BODIES: &[&str] = &[
    "académie",
    "academie",
    "association",
    "bibliothèque",
    "centre",
    "collectif",
    "collège",
    "crdp",
    "direction",
    "école",
    "équipe",
    "fondation",
    "groupe",
    "inspection",
    "institut",
    "irem",
    "lycée",
    "ministère",
    "réseau",
    "rectorat",
    "région",
    "université",
    "university",
];

/// What AMB and schema.org call whoever bears a name, which does not say it itself.
pub(super) fn bearer(name: &str) -> &'static str {
    let lower = name.to_lowercase();
    let body = lower.split(|c: char| !c.is_alphanumeric()).any(|word| BODIES.contains(&word));
    if body { "Organization" } else { "Person" }
}
