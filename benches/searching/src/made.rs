//! The records that are searched, and what is asked: the same ones at every number, whoever holds them.

use glane_catalog::model::{
    Change, ChangeKind, Claim, Field, PlacedResource, RecordKey, ResourceKey, ResourceRecord, Source,
};
use glane_catalog::vocabulary::school::{self, Kind};

use crate::chance::Chance;
use crate::text::Language;

const LICENCES: &[&str] = &[
    "CC-BY-SA-4.0", "CC-BY-4.0", "CC-BY-NC-SA-4.0", "CC0-1.0", "etalab-2.0", "GPL-3.0-or-later", "MIT",
    "CC-BY-NC-ND-4.0", "EUPL-1.2", "Apache-2.0", "AGPL-3.0-only", "LGPL-3.0-only", "CC-BY-SA-3.0", "FDL-1.3",
];
const FORMATS: &[&str] =
    &["pdf", "html", "odt", "notebook", "h5p", "video", "latex", "image", "audio", "moodle", "scratch", "epub"];
const TONGUES: &[&str] = &["fr", "en", "de", "es", "oc", "br", "it"];
const ACCESS: &[&str] = &["no_account", "account", "gar", "educonnect"];
const FAMILIES: &[&str] = &["libre", "copyleft", "permissive", "restricted"];
/// Organisations and keywords there are.
const BODIES: usize = 800;
const KEYWORDS: usize = 3_000;

/// The properties that all who are compared count by, in this order.
pub const PROPERTIES: [&str; 10] = [
    "level", "subject", "resource_type", "licence", "family", "organisation", "tongue", "format", "access", "topic",
];

/// One record.
pub struct Made {
    pub number: usize,
    pub title: String,
    pub text: String,
    pub values: [String; 10],
    pub day: String,
}

/// One query, and the two filters that go with it.
pub struct Asked {
    pub words: Vec<String>,
    pub level: String,
    pub subject: String,
}

/// All there is to choose from.
pub struct World {
    pub language: Language,
    levels: Vec<String>,
    subjects: Vec<String>,
    types: Vec<String>,
}

impl World {
    pub fn new() -> Self {
        let of = |kind| school::terms().iter().filter(move |term| term.kind == kind);
        let names = |kind, most| of(kind).take(most).map(|term| term.term.clone()).collect();
        Self {
            language: Language::new(),
            levels: names(Kind::Level, 40),
            subjects: names(Kind::Subject, 60),
            types: names(Kind::Type, 30),
        }
    }

    pub fn record(&self, number: usize) -> Made {
        let mut chance = Chance::new(number as u64 + 1_000);
        let chance = &mut chance;
        let body = chance.rank(BODIES);
        let keyword = chance.rank(KEYWORDS);
        let words = &self.language.words;
        let values = [
            chance.usual(&self.levels).clone(),
            chance.usual(&self.subjects).clone(),
            chance.usual(&self.types).clone(),
            (*chance.usual(LICENCES)).to_owned(),
            (*chance.usual(FAMILIES)).to_owned(),
            format!("Académie de {}", words[500 + body]),
            (*chance.usual(TONGUES)).to_owned(),
            (*chance.usual(FORMATS)).to_owned(),
            (*chance.usual(ACCESS)).to_owned(),
            words[2_000 + keyword].clone(),
        ];
        Made {
            number,
            title: self.language.title(chance),
            text: {
                let length = 120 + chance.below(110);
                self.language.text(chance, length)
            },
            values,
            day: format!("{}-{:02}-{:02}", 2010 + chance.below(16), 1 + chance.below(12), 1 + chance.below(28)),
        }
    }

    /// Queries of one to three words of middling frequency.
    pub fn asked(&self, count: usize) -> Vec<Asked> {
        let mut chance = Chance::new(77);
        let mut one = || {
            let words = 1 + chance.below(3);
            // Between the hundredth and the three thousandth word, each scale as often as the others.
            let word = |chance: &mut Chance| {
                let rank = 100.0 * 30f64.powf(chance.share());
                self.language.words[rank as usize].clone()
            };
            Asked {
                words: (0..words).map(|_| word(&mut chance)).collect(),
                level: chance.usual(&self.levels).clone(),
                subject: chance.usual(&self.subjects).clone(),
            }
        };
        (0..count).map(|_| one()).collect()
    }
}

impl Made {
    /// The record as the catalogue holds it.
    pub fn placed(&self) -> PlacedResource {
        let source = "banque".parse().expect("a name");
        let mut record = ResourceRecord::new(ResourceKey::Record { source, id: format!("oai:{}", self.number) });
        let [level, subject, kind, licence, _, body, tongue, format, access, topic] = &self.values;
        let claims = [
            (Field::Name, &self.title),
            (Field::Level, level),
            (Field::Subject, subject),
            (Field::ResourceType, kind),
            (Field::Organisation, body),
            (Field::Language, tongue),
            (Field::Access, access),
            (Field::Keyword, topic),
            (Field::Modified, &self.day),
        ];
        for (field, value) in claims {
            record.fields.add(field, Claim::new(value.clone(), Source::history("x"), 1.0));
        }
        record.format = Some(format.clone());
        record.licence.expression = Some(licence.clone());
        record.text = Some(self.text.clone());
        PlacedResource { record, home: None }
    }

    pub fn change(&self) -> Change {
        let placed = self.placed();
        Change {
            sequence: self.number as u64 + 1,
            key: RecordKey::Resource(placed.record.id()),
            kind: ChangeKind::PutResource(Box::new(placed)),
        }
    }
}
