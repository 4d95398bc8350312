//! The table of the validator of openarchives.org (`HTTP::OAIPMH::Validator`), each row a check of its name.

use glane_catalog::model::Field;

use super::shelf::{
    Answer, BASE, FIRST, PUBLIC, SECOND, change, clock, compressed, entry, is_second, oai, post, workshop,
};
use crate::site::Site;
use crate::support::Workshop;

const PREFIX: &str = "metadataPrefix=oai_dc";

/// Three resources announced at two instants; the second is gone since.
fn served() -> (Workshop, Site, [String; 3]) {
    let workshop = workshop(PUBLIC);
    let sixth = [(Field::Level, "6e"), (Field::Subject, "mathématiques")];
    let records = [
        entry(1, "Aires & <périmètres>\u{b}", &sixth),
        entry(2, "Retirée", &sixth),
        entry(3, "Débits", &[(Field::Level, "5e")]),
    ];
    change(&workshop, &clock(FIRST), &records, &[]);
    change(&workshop, &clock(SECOND), &[], &[&records[1]]);
    let site = Site::serve(&workshop);
    let ids = records.map(|record| format!("oai:communs.example.org:{}", record.id()));
    (workshop, site, ids)
}

#[track_caller]
fn refused(site: &Site, question: &str, code: &str) -> Answer {
    let answer = oai(site, question);
    assert_eq!((answer.status, answer.error()), (200, Some(code)), "{question}: {}", answer.body);
    answer
}

#[test]
fn identify() {
    let (_workshop, site, _) = served();
    let answer = oai(&site, "verb=Identify");
    assert_eq!(answer.status, 200);
    assert_eq!(answer.text("baseURL"), BASE);
    assert_eq!(answer.text("request"), BASE);
    assert_eq!(answer.text("repositoryName"), "Essai &amp; Cie");
    assert_eq!(answer.text("protocolVersion"), "2.0");
    assert_eq!(answer.text("adminEmail"), "communs@example.org");
    assert_eq!(answer.text("deletedRecord"), "persistent");
    assert_eq!(answer.text("granularity"), "YYYY-MM-DDThh:mm:ssZ");
    assert_eq!(answer.text("earliestDatestamp"), FIRST);
    assert_eq!(answer.texts("repositoryIdentifier"), ["communs.example.org"]);
    assert!(
        answer.body.contains("<oai-identifier xmlns=\"http://www.openarchives.org/OAI/2.0/oai-identifier\"")
    );
    assert_eq!(answer.text("compression"), "gzip");
    assert!(compressed(&site, "verb=Identify").contains("content-encoding: gzip"));
    let order = [
        "repositoryName",
        "baseURL",
        "protocolVersion",
        "adminEmail",
        "earliestDatestamp",
        "deletedRecord",
        "granularity",
        "compression",
        "description",
    ];
    let places: Vec<_> = order.iter().map(|name| answer.body.find(&format!("<{name}>")).unwrap()).collect();
    assert!(places.is_sorted(), "the schema wants them in this order");
}

#[test]
fn list_sets_and_the_sets_of_one() {
    let (_workshop, site, ids) = served();
    let sets = oai(&site, "verb=ListSets");
    let specs = sets.texts("setSpec");
    for spec in ["discipline", "discipline:mathematiques", "licence:CC-BY-4.0", "niveau", "niveau:6e"] {
        assert!(specs.contains(&spec), "{spec} in {specs:?}");
    }
    let own = oai(&site, &format!("verb=GetRecord&identifier={}&{PREFIX}", ids[0]));
    for spec in
        ["discipline:mathematiques", "licence:CC-BY-4.0", "niveau:6e", "niveau:cycle-3", "niveau:college"]
    {
        assert!(own.texts("setSpec").contains(&spec), "{spec} in {}", own.body);
    }
    for spec in specs {
        let listed = oai(&site, &format!("verb=ListIdentifiers&{PREFIX}&set={spec}"));
        assert!(!listed.identifiers().is_empty(), "{spec}: {}", listed.body);
    }
    let fifth = oai(&site, &format!("verb=ListIdentifiers&{PREFIX}&set=niveau:cycle-4"));
    assert_eq!(fifth.identifiers(), [ids[2].clone()]);
    refused(&site, "verb=ListSets&resumptionToken=junk", "badResumptionToken");
    refused(&site, &format!("verb=ListRecords&{PREFIX}&set=niveau:inconnu"), "noRecordsMatch");
    refused(&site, &format!("verb=ListRecords&{PREFIX}&set=a%20b"), "badArgument");
}

#[test]
fn list_identifiers_has_one_that_is_not_deleted() {
    let (_workshop, site, ids) = served();
    let answer = oai(&site, &format!("verb=ListIdentifiers&{PREFIX}"));
    assert_eq!(answer.identifiers(), ids);
    assert_eq!(answer.body.matches("<header status=\"deleted\">").count(), 1);
    assert_eq!(answer.texts("datestamp"), [FIRST, SECOND, FIRST]);
    assert!(!answer.body.contains("resumptionToken"), "a list of one page has no token");
}

#[test]
fn list_metadata_formats() {
    let (_workshop, site, ids) = served();
    for question in [String::new(), format!("&identifier={}", ids[0])] {
        let answer = oai(&site, &format!("verb=ListMetadataFormats{question}"));
        assert_eq!(answer.texts("metadataPrefix"), ["oai_dc", "lom", "amb"]);
        assert_eq!(answer.text("schema"), "http://www.openarchives.org/OAI/2.0/oai_dc.xsd");
        assert_eq!(answer.text("metadataNamespace"), "http://www.openarchives.org/OAI/2.0/oai_dc/");
    }
    refused(&site, "verb=ListMetadataFormats&identifier=oai:communs.example.org:x", "idDoesNotExist");
    refused(&site, &format!("verb=ListMetadataFormats&identifier={}", ids[1]), "noMetadataFormats");
}

#[test]
fn get_record() {
    let (_workshop, site, ids) = served();
    let answer = oai(&site, &format!("verb=GetRecord&identifier={}&{PREFIX}", ids[0]));
    assert_eq!(answer.text("identifier"), ids[0]);
    assert_eq!(answer.text("datestamp"), FIRST);
    assert_eq!(answer.text("dc:title"), "Aires &amp; &lt;périmètres&gt;", "without the control character");
    assert!(answer.body.contains(&format!(
        "<request verb=\"GetRecord\" identifier=\"{}\" metadataPrefix=\"oai_dc\">{BASE}</request>",
        ids[0]
    )));
    let lom = oai(&site, &format!("verb=GetRecord&identifier={}&metadataPrefix=lom", ids[0]));
    assert!(lom.body.contains("<lom xmlns=\"http://ltsc.ieee.org/xsd/LOM\""), "{}", lom.body);
    let amb = oai(&site, &format!("verb=GetRecord&identifier={}&metadataPrefix=amb", ids[0]));
    assert!(amb.body.contains("<schema:LearningResource rdf:about=\"https://"), "{}", amb.body);
    let gone = oai(&site, &format!("verb=GetRecord&identifier={}&{PREFIX}", ids[1]));
    assert!(gone.body.contains("<header status=\"deleted\">"), "{}", gone.body);
    assert_eq!(gone.text("datestamp"), SECOND);
    assert!(!gone.body.contains("<metadata>"));
    refused(
        &site,
        &format!("verb=GetRecord&identifier={}&metadataPrefix=marc", ids[0]),
        "cannotDisseminateFormat",
    );
    refused(&site, &format!("verb=GetRecord&identifier={}x&{PREFIX}", ids[0]), "idDoesNotExist");
}

#[test]
fn bounds_are_included() {
    let (_workshop, site, ids) = served();
    let listed = |bounds: &str| oai(&site, &format!("verb=ListRecords&{PREFIX}&{bounds}")).identifiers();
    assert_eq!(listed(&format!("from={FIRST}&until={FIRST}")), [ids[0].clone(), ids[2].clone()]);
    assert_eq!(listed("from=2026-03-01&until=2026-03-01"), [ids[0].clone(), ids[2].clone()]);
    assert_eq!(listed(&format!("from={SECOND}")), [ids[1].clone()]);
    assert_eq!(listed("from=2026-03-02"), [ids[1].clone()]);
    assert_eq!(listed(&format!("until={SECOND}")), ids);
}

#[test]
fn bad_verbs() {
    let (_workshop, site, _) = served();
    for question in ["junk", "verb=junk", "", "verb=Identify&verb=Identify", "verb=identify"] {
        let answer = refused(&site, question, "badVerb");
        assert!(answer.body.contains(&format!("<request>{BASE}</request>")), "{}", answer.body);
    }
}

#[test]
fn bad_arguments() {
    let (_workshop, site, ids) = served();
    for question in [
        format!("verb=GetRecord&{PREFIX}"),
        format!("verb=GetRecord&identifier={}", ids[0]),
        "verb=ListRecords".to_owned(),
        "verb=ListIdentifiers".to_owned(),
        format!("verb=ListRecords&{PREFIX}&from=junk"),
        format!("verb=ListRecords&{PREFIX}&until=junk"),
        format!("verb=ListRecords&{PREFIX}&from=2002-02-05&until=2002-02-06T05:35:00Z"),
        format!("verb=ListRecords&{PREFIX}&from=2026-03-02&until=2026-03-01"),
        format!("verb=ListRecords&{PREFIX}&{PREFIX}"),
        format!("verb=ListRecords&{PREFIX}&junk=1"),
        "verb=ListRecords&resumptionToken=junk&until=2002-02-05".to_owned(),
        "verb=Identify&junk=1".to_owned(),
    ] {
        let answer = refused(&site, &question, "badArgument");
        assert!(answer.body.contains(&format!("<request>{BASE}</request>")), "{question}: {}", answer.body);
    }
}

#[test]
fn an_identifier_with_a_quote_gives_xml() {
    let (_workshop, site, _) = served();
    let answer =
        refused(&site, &format!("verb=GetRecord&identifier=invalid%22id&{PREFIX}"), "idDoesNotExist");
    assert!(answer.body.contains("identifier=\"invalid&quot;id\""), "{}", answer.body);
}

#[test]
fn junk_tokens() {
    let (_workshop, site, _) = served();
    for verb in ["ListRecords", "ListIdentifiers"] {
        refused(&site, &format!("verb={verb}&resumptionToken=junk"), "badResumptionToken");
        refused(&site, &format!("verb={verb}&resumptionToken="), "badResumptionToken");
    }
}

#[test]
fn nothing_is_older_than_the_earliest() {
    let (_workshop, site, _) = served();
    refused(&site, &format!("verb=ListRecords&{PREFIX}&until=2025-03-01T08:00:15Z"), "noRecordsMatch");
    refused(&site, &format!("verb=ListRecords&{PREFIX}&from=2030-01-01"), "noRecordsMatch");
}

#[test]
fn a_posted_question_has_the_same_answer() {
    let (_workshop, site, ids) = served();
    for question in [
        "verb=Identify".to_owned(),
        format!("verb=GetRecord&identifier={}&{PREFIX}", ids[0].replace(':', "%3A")),
    ] {
        let (asked, posted) = (oai(&site, &question), post(&site, &question));
        assert_eq!((posted.status, posted.undated()), (200, asked.undated()));
    }
}

#[test]
fn an_empty_catalogue_answers_too() {
    let workshop = workshop(PUBLIC);
    let site = Site::serve(&workshop);
    is_second(oai(&site, "verb=Identify").text("earliestDatestamp"));
    assert_eq!(oai(&site, "verb=ListSets").texts("setSpec"), ["discipline", "licence", "niveau"]);
    refused(&site, &format!("verb=ListRecords&{PREFIX}"), "noRecordsMatch");
}

#[test]
fn without_a_public_address_or_an_operator() {
    let local = workshop("contact = \"communs@example.org\"");
    change(&local, &clock(FIRST), &[entry(1, "Aires", &[])], &[]);
    let site = Site::serve(&local);
    let answer = oai(&site, "verb=Identify");
    assert_eq!(answer.text("baseURL"), format!("http://{}/oai", site.address()));
    assert!(!answer.body.contains("<description>"), "a number is no name: {}", answer.body);
    let id = oai(&site, &format!("verb=ListIdentifiers&{PREFIX}")).identifiers().remove(0);
    assert!(id.starts_with("oai:127.0.0.1:"), "{id}");
    assert_eq!(oai(&site, &format!("verb=GetRecord&identifier={id}&{PREFIX}")).text("identifier"), id);

    let silent = workshop("contact = \"https://example.org/contact\"");
    let site = Site::serve(&silent);
    let answer = oai(&site, "verb=Identify");
    assert_eq!(answer.status, 503);
    assert!(answer.body.contains("contact of [site]"), "{}", answer.body);
}
