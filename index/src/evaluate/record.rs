//! A record of a set as one of the catalogue, so that it is indexed as every other.
//!
//! Must not know the index's fields.

use glane_catalog::model::{
    Change, ChangeKind, Claim, Examination, Field, Fields, ForgeId, LicenceReading, PlacedResource,
    ProjectKey, ProjectRecord, ProjectState, RecordKey, ResourceKey, ResourceRecord, Software, Source,
    SourceId, SourceProject,
};
use glane_catalog::vocabulary::school;

use super::set::Sheet;
use crate::error::IndexError;
use crate::writer::Writer;

/// Where the records are said to come from.
const ORIGIN: &str = "evaluation";

/// Writes a record; gives the key that its result will have.
pub(super) fn write(writer: &mut Writer, sheet: &Sheet, sequence: u64) -> Result<String, IndexError> {
    match (sheet.kind.as_str(), ForgeId::new(ORIGIN)) {
        ("project", Ok(forge)) => {
            let record = project(sheet, ProjectKey { forge, id: sheet.id.clone() });
            let key = record.source.key.clone();
            let kind = ChangeKind::Put(Box::new(record));
            writer.apply(&[Change { sequence, key: RecordKey::Project(key.clone()), kind }])?;
            Ok(key.to_string())
        }
        ("software", _) => {
            writer.shelve(&[software(sheet)])?;
            Ok(sheet.id.clone())
        }
        _ => {
            let Ok(source) = ORIGIN.parse::<SourceId>() else { return Ok(String::new()) };
            let placed = resource(sheet, source);
            let id = placed.record.id();
            let kind = ChangeKind::PutResource(Box::new(placed));
            writer.apply(&[Change { sequence, key: RecordKey::Resource(id.clone()), kind }])?;
            Ok(id)
        }
    }
}

fn project(sheet: &Sheet, key: ProjectKey) -> ProjectRecord {
    let path = format!("{ORIGIN}/{}", sheet.id);
    let mut record = ProjectRecord::discovered(SourceProject::public(key, &path));
    record.state = ProjectState::Published;
    record.examination =
        Some(Examination { fields: fields(sheet), licence: licence(sheet), ..Examination::default() });
    record
}

fn resource(sheet: &Sheet, source: SourceId) -> PlacedResource {
    let record = ResourceRecord {
        reason: ORIGIN.to_owned(),
        fields: fields(sheet),
        licence: licence(sheet),
        ..ResourceRecord::new(ResourceKey::Record { source, id: sheet.id.clone() })
    };
    PlacedResource { record, home: None }
}

fn software(sheet: &Sheet) -> Software {
    Software {
        id: sheet.id.clone(),
        name: sheet.title.clone(),
        function: sheet.text.clone(),
        licence: licence(sheet).expression,
        keywords: sheet.tags.clone(),
        ..Software::default()
    }
}

fn licence(sheet: &Sheet) -> LicenceReading {
    let expression = Some(sheet.licence.clone()).filter(|licence| !licence.is_empty());
    LicenceReading { expression, ..LicenceReading::default() }
}

/// What a record says, its school words brought to the thesaurus as every reader does.
fn fields(sheet: &Sheet) -> Fields {
    let mut fields = Fields::new();
    let mut say = |field: Field, value: &str| {
        if !value.is_empty() {
            fields.add(field, Claim::new(value.to_owned(), Source::record(&sheet.id, None), 1.0));
        }
    };
    say(Field::Name, &sheet.title);
    say(Field::Description, &sheet.text);
    say(Field::Language, &sheet.language);
    sheet.tags.iter().for_each(|tag| say(Field::Keyword, tag));
    let terms = |kinds: &[school::Kind], word: &str| {
        let known = kinds.iter().find_map(|kind| school::by_label(*kind, word));
        known.map_or(word.to_owned(), |term| term.term.clone())
    };
    let (level, subject) =
        ([school::Kind::Level, school::Kind::Diploma], [school::Kind::Subject, school::Kind::Theme]);
    sheet.levels.iter().for_each(|word| say(Field::Level, &terms(&level, word)));
    sheet.subjects.iter().for_each(|word| say(Field::Subject, &terms(&subject, word)));
    say(Field::ResourceType, &terms(&[school::Kind::Type], &sheet.sort));
    fields
}
