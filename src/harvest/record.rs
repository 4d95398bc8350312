//! What was read of a record of a source, as a record of the catalogue, or why it cannot be one.
//!
//! Must not know in which protocol it came. Number and instants are given when it is kept.

use glane_catalog::licence;
use glane_catalog::model::{
    Claim, Field, Fields, LicenceReading, ResourceKey, ResourceRecord, Severity, Source,
};
use glane_catalog::read::{self, Reading};
use url::Url;

use super::Gathered;
use crate::config::SourceSettings;

/// Most findings kept of one record.
const FINDINGS: usize = 20;
/// Longest identifier that is taken, in bytes.
const IDENTIFIER: usize = 1000;
/// How sure it is that the terms of a source hold for a record of it that states no licence.
const BY_TERMS: f32 = 0.5;

/// The record of a source that has this identifier there.
///
/// One without a title cannot be shown, and is refused.
#[must_use]
pub fn record(settings: &SourceSettings, id: &str, reading: Reading) -> Gathered {
    if id.trim().is_empty() || id.len() > IDENTIFIER {
        let id: String = id.chars().take(60).collect();
        return Gathered::Refused {
            id,
            why: format!("its identifier is empty, or above {IDENTIFIER} bytes"),
        };
    }
    if reading.fields.claims(Field::Name).is_empty() {
        return Gathered::Refused { id: id.to_owned(), why: untitled(&reading) };
    }
    let Reading { fields, mut findings, text, attachments } = reading;
    findings.truncate(FINDINGS);
    let format = attachments.iter().find_map(|attachment| slug(&attachment.place));
    Gathered::Record(Box::new(ResourceRecord {
        reason: format!("record of {}", settings.label()),
        format,
        licence: licence_of(settings, id, &fields),
        fields,
        attachments,
        text,
        findings,
        ..ResourceRecord::new(ResourceKey::Record { source: settings.id.clone(), id: id.to_owned() })
    }))
}

/// Why a record has no title: what its reader found, else that it says none.
fn untitled(reading: &Reading) -> String {
    let broken = reading.findings.iter().find(|finding| finding.severity == Severity::Error);
    broken.map_or_else(|| "it has no title".to_owned(), |finding| finding.message.clone())
}

/// The licence it states; where it states none, that of the source's own terms, with less certainty.
fn licence_of(settings: &SourceSettings, id: &str, fields: &Fields) -> LicenceReading {
    let mut claims = fields.claims(Field::Licence).to_vec();
    if let (true, Some(terms)) = (claims.is_empty(), &settings.licence) {
        claims.push(Claim::new(terms.clone(), Source::record(id, Some("terms of the source")), BY_TERMS));
    }
    LicenceReading { expression: licence::said(&claims), claims, parts: Vec::new() }
}

/// The format of what an address leads to, by its ending.
fn slug(place: &str) -> Option<String> {
    let url = Url::parse(place).ok()?;
    read::is_resource(url.path()).map(str::to_owned)
}

#[cfg(test)]
mod tests {
    use glane_catalog::model::SourceId;
    use glane_catalog::read::Format;

    use super::*;
    use crate::config::SourceKind;

    fn settings(licence: Option<&str>) -> SourceSettings {
        let id = SourceId::new("canal-u").unwrap();
        let licence = licence.map(str::to_owned);
        SourceSettings { licence, ..SourceSettings::new(id, SourceKind::Oai) }
    }

    fn dc(inner: &str) -> Reading {
        let text = format!(
            "<oai_dc:dc xmlns:oai_dc=\"http://www.openarchives.org/OAI/2.0/oai_dc/\" \
             xmlns:dc=\"http://purl.org/dc/elements/1.1/\">{inner}</oai_dc:dc>"
        );
        read::record(Format::DublinCore, "oai:x:1", &text)
    }

    #[test]
    fn the_terms_of_a_source_count_only_where_the_record_says_nothing() {
        let expression = |inner: &str| {
            let reading = dc(&format!("<dc:title>Aires</dc:title>{inner}"));
            match record(&settings(Some("CC-BY-4.0")), "oai:x:1", reading) {
                Gathered::Record(record) => record.licence.expression,
                other => panic!("{other:?}"),
            }
        };
        assert_eq!(expression("").as_deref(), Some("CC-BY-4.0"));
        let own = "<dc:rights>https://creativecommons.org/licenses/by-nc-sa/4.0/deed.fr</dc:rights>";
        assert_eq!(expression(own).as_deref(), Some("CC-BY-NC-SA-4.0"));
    }

    #[test]
    fn what_cannot_be_shown_is_refused_with_its_reason() {
        let why = |id: &str, reading: Reading| match record(&settings(None), id, reading) {
            Gathered::Refused { why, .. } => why,
            other => panic!("{other:?}"),
        };
        assert_eq!(why("oai:x:1", dc("<dc:creator>Sophie</dc:creator>")), "it has no title");
        assert!(why("oai:x:1", read::record(Format::Lom, "oai:x:1", "<a/>")).contains("holds no LOM record"));
        assert!(why(" ", dc("<dc:title>Aires</dc:title>")).contains("identifier"));
    }
}
