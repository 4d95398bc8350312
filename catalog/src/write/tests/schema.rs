//! What we write as AMB, against the JSON schemas of AMB itself.
//!
//! What reads the schemas is checked against the examples that come with them.

mod reader;

use super::*;
use crate::write::amb;
use reader::Schemas;

#[test]
fn what_is_written_as_amb_is_valid() {
    let Some(root) = crate::corpus::root() else { return };
    let folder = root.join("oer/amb");
    let schemas = Schemas::load(&folder.join("schemas"));
    for (kind, valid) in [("valid", true), ("invalid", false)] {
        for path in crate::corpus::files(&folder.join("examples").join(kind)) {
            let example = serde_json::from_slice(&std::fs::read(&path).unwrap()).unwrap();
            let told = schemas.is_valid(&example);
            assert_eq!(told.is_ok(), valid, "{}: {told:?}", path.display());
        }
    }
    for record in records() {
        let written = amb::amb(&record, HERE);
        assert_eq!(schemas.is_valid(&written), Ok(()), "{written:#}");
    }
}

/// Resources of every level, subject, type, sort, licence and access that there is.
fn records() -> Vec<ResourceRecord> {
    use crate::vocabulary::school::{Kind, terms};
    let mut all = vec![whole(), bare()];
    let one = |field, value: &str| resource(&[(Field::Name, "x"), (field, value)], None);
    for term in terms() {
        let field = match term.kind {
            Kind::Level => Field::Level,
            Kind::Subject => Field::Subject,
            Kind::Type => Field::ResourceType,
            _ => continue,
        };
        all.push(one(field, &term.term));
    }
    for known in spdx::identifiers::LICENSES {
        all.push(resource(&[(Field::Name, "x")], Some(known.name)));
    }
    for (field, values) in [
        (Field::ResourceKind, "activity audio book course dataset document image model training video"),
        (Field::Access, "no_account educonnect gar account"),
        (Field::Free, "yes no"),
        (Field::Published, "2024 2024-05 2024-05-06"),
        (Field::Duration, "PT1H P1D PT1.5H PT0.5S"),
        (Field::Language, "fr gsw x-klingon"),
        (Field::Logo, "logo.png https://x.fr/a.png"),
        (Field::PartOf, "un_titre https://x.fr/a"),
        (Field::Competence, "additionner https://x.fr/c"),
    ] {
        all.extend(values.split(' ').map(|value| one(field, value)));
    }
    all
}
