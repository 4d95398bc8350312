//! Written and read again, a resource says the same, as far as the format can carry it.

use super::*;
use crate::read::{Format, Reading, page_data, record};
use crate::write::{amb, learning, lom, oai_dc};

/// What every format carries.
const ALWAYS: &[Field] = &[
    Field::Name,
    Field::Description,
    Field::Language,
    Field::Keyword,
    Field::Author,
    Field::Contributor,
    Field::Organisation,
    Field::Level,
    Field::Subject,
    Field::ResourceType,
    Field::ResourceKind,
    Field::Published,
    Field::BasedOn,
];

#[track_caller]
fn assert_same(written: &ResourceRecord, read: &Reading, more: &[Field]) {
    let sorted = |mut values: Vec<&str>| {
        values.sort_unstable();
        values.iter().map(|value| (*value).to_owned()).collect::<Vec<_>>()
    };
    for field in ALWAYS.iter().chain(more) {
        if !field.is_many() {
            assert_eq!(read.fields.value(*field), written.fields.value(*field), "{field:?}");
            continue;
        }
        let (before, after) = (written.fields.values(*field), read.fields.values(*field));
        assert_eq!(sorted(after), sorted(before), "{field:?}");
    }
    // The page here is an address of it too, after its own.
    assert_eq!(read.fields.value(Field::Website), written.fields.value(Field::Website));
    assert_eq!(read.fields.value(Field::Licence), written.licence.expression.as_deref());
    let errors: Vec<_> =
        read.findings.iter().filter(|one| one.severity == crate::model::Severity::Error).collect();
    assert!(errors.is_empty(), "{errors:?}");
}

#[test]
fn dublin_core() {
    let text = oai_dc::oai_dc(&whole(), HERE);
    assert_same(&whole(), &record(Format::DublinCore, "1", &text), &[Field::Identifier]);
}

#[test]
fn lom() {
    let text = lom::lom(&whole(), HERE);
    let more = [
        Field::Created,
        Field::Version,
        Field::Identifier,
        Field::Audience,
        Field::Duration,
        Field::Free,
        Field::PartOf,
        Field::HasPart,
        Field::VersionOf,
        Field::Related,
        Field::Competence,
    ];
    assert_same(&whole(), &record(Format::Lom, "1", &text), &more);
}

#[test]
fn amb() {
    let text = amb::amb(&whole(), HERE).to_string();
    let reading = record(Format::Amb, "1", &text);
    let more = [
        Field::Funder,
        Field::Created,
        Field::Modified,
        Field::Audience,
        Field::Duration,
        Field::Free,
        Field::Access,
        Field::Logo,
        Field::PartOf,
        Field::HasPart,
        Field::Competence,
    ];
    assert_same(&whole(), &reading, &more);
    assert_eq!(reading.attachments, whole().attachments);
}

#[test]
fn schema_org() {
    let reading = page_data("1", &learning::json_ld(&whole(), HERE));
    // The page comes first there: it is the one that is read.
    let page = HERE.page(&whole());
    assert_eq!(reading.fields.claims(Field::Website)[0].value, page);
    let mut written = whole();
    let mut fields = Fields::new();
    for (field, claims) in written.fields.iter().filter(|(field, _)| *field != Field::Website) {
        claims.iter().for_each(|claim| fields.add(field, claim.clone()));
    }
    fields.add(Field::Website, Claim::new(page, Source::record("1", None), 1.0));
    written.fields = fields;
    let more = [
        Field::Created,
        Field::Modified,
        Field::Version,
        Field::Audience,
        Field::Duration,
        Field::Free,
        Field::PartOf,
        Field::HasPart,
        Field::Related,
        Field::Competence,
        Field::Identifier,
    ];
    assert_same(&written, &reading, &more);
}

#[test]
fn every_sort_of_resource_that_a_format_has_a_word_for() {
    for (kind, formats) in [
        ("video", "dc lom amb"),
        ("audio", "dc lom amb"),
        ("image", "dc lom amb"),
        ("dataset", "dc lom"),
        ("activity", "dc lom"),
        ("document", "dc lom amb"),
        ("book", "lom amb"),
        ("course", "lom amb"),
        ("training", "dc lom"),
    ] {
        let written = resource(&[(Field::Name, "x"), (Field::ResourceKind, kind)], None);
        for (name, reading) in [
            ("dc", record(Format::DublinCore, "1", &oai_dc::oai_dc(&written, HERE))),
            ("lom", record(Format::Lom, "1", &lom::lom(&written, HERE))),
            ("amb", record(Format::Amb, "1", &amb::amb(&written, HERE).to_string())),
        ] {
            if formats.contains(name) {
                assert_eq!(reading.fields.value(Field::ResourceKind), Some(kind), "{name}");
            }
        }
    }
}

#[test]
fn licences_of_creative_commons_survive_every_format() {
    let all = spdx::identifiers::LICENSES.iter().map(|known| known.name);
    for id in all.filter(|name| name.starts_with("CC-") || *name == "CC0-1.0") {
        let written = resource(&[(Field::Name, "x")], Some(id));
        for text in [
            record(Format::DublinCore, "1", &oai_dc::oai_dc(&written, HERE)),
            record(Format::Lom, "1", &lom::lom(&written, HERE)),
            record(Format::Amb, "1", &amb::amb(&written, HERE).to_string()),
            page_data("1", &learning::json_ld(&written, HERE)),
        ] {
            assert_eq!(text.fields.value(Field::Licence), Some(id));
        }
    }
    for other in ["EUPL-1.2", "GPL-3.0-or-later", "MIT OR Apache-2.0", "etalab-2.0"] {
        let written = resource(&[(Field::Name, "x")], Some(other));
        for text in [
            record(Format::DublinCore, "1", &oai_dc::oai_dc(&written, HERE)),
            record(Format::Lom, "1", &lom::lom(&written, HERE)),
        ] {
            assert_eq!(text.fields.value(Field::Licence), Some(other));
        }
    }
}

#[test]
fn nothing_is_said_of_a_resource_of_which_nothing_is_known() {
    let of = |reading: Reading| {
        let fields = reading.fields.iter().map(|(field, _)| field);
        let ours = [Field::Website, Field::Summary, Field::Description, Field::Keyword];
        fields.filter(|field| !ours.contains(field)).collect::<Vec<_>>()
    };
    for reading in [
        record(Format::DublinCore, "1", &oai_dc::oai_dc(&bare(), HERE)),
        record(Format::Lom, "1", &lom::lom(&bare(), HERE)),
        record(Format::Amb, "1", &amb::amb(&bare(), HERE).to_string()),
        page_data("1", &learning::json_ld(&bare(), HERE)),
    ] {
        assert_eq!(reading.fields.value(Field::Website), Some(HERE.page(&bare()).as_str()));
        assert_eq!(of(reading), [Field::Name]);
    }
}
