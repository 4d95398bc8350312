//! Conflicts between the sources of one repository, as the corpus lists them with what should win.
//!
//! What the forge and the history say stands in files of the cases that no repository has.

use serde_json::Value as Json;

use crate::corpus;
use crate::licence;
use crate::model::{Claim, Field, Fields, Finding, Source};
use crate::read::{Format, Members, read};

/// Everything the files of one case say.
fn told(files: &Json) -> (Fields, Vec<Finding>) {
    let (mut fields, mut findings) = (Fields::new(), Vec::new());
    for (path, text) in files.as_object().unwrap() {
        let text = text.as_str().unwrap();
        match path.as_str() {
            ".forge.json" => {
                let claim = Claim::new("none".to_owned(), Source::forge("archived"), 1.0);
                fields.add(Field::Maintenance, claim);
            }
            ".tags" => {
                let (tag, day) = text.split_once(' ').unwrap();
                for (field, value) in [(Field::Version, tag.trim_start_matches('v')), (Field::Released, day)]
                {
                    fields.add(field, Claim::new(value.to_owned(), Source::history("tag"), 1.0));
                }
            }
            _ => {
                let reading = read(Format::of(path).unwrap(), path, text.as_bytes());
                assert!(!serde_json::to_string(&reading).unwrap().contains("@example"), "{path}");
                fields.extend(reading.fields);
                findings.extend(reading.findings);
            }
        }
    }
    (fields, findings)
}

/// The licence of the whole, with what the members of a workspace say; else that of its parts, or of a
/// page that stands alone.
fn licence_of(files: &Json, fields: &Fields) -> Option<String> {
    let mut members = Members::default();
    for (path, text) in files.as_object().unwrap() {
        members.add(&Members::named_in(path, text.as_str().unwrap().as_bytes()));
    }
    let mut claims = fields.claims(Field::Licence).to_vec();
    for claim in &mut claims {
        let folder =
            claim.source.path.as_deref().and_then(|path| path.rsplit_once('/')).map(|(folder, _)| folder);
        if folder.is_some_and(|folder| members.have(folder)) {
            licence::mark_member(claim);
        }
    }
    let of_page = |claim: &Claim| {
        let path = claim.source.path.as_deref().unwrap_or_default();
        (Format::of(path) == Some(Format::Markdown)).then(|| claim.value.clone())
    };
    licence::resolve(&claims).overall().or_else(|| claims.iter().find_map(of_page))
}

/// Why a case's key is not met, if it is not.
fn differs(key: &str, wanted: &Json, files: &Json, fields: &Fields, findings: &[Finding]) -> Option<String> {
    let list = |field: Field| -> Json {
        let mut values: Vec<String> = fields.values(field).iter().map(|value| (*value).to_owned()).collect();
        values.sort();
        Json::from(values)
    };
    let one = |field: Field| fields.value(field).map_or(Json::Null, Json::from);
    let has = |code: &str| Json::from(findings.iter().any(|finding| finding.code == code));
    let (found, wanted) = match key {
        "title" => (one(Field::Name), wanted.clone()),
        "summary" => (one(Field::Summary), wanted["fr"].clone()),
        "licence" => (licence_of(files, fields).map_or(Json::Null, Json::from), wanted.clone()),
        "status" => (one(Field::Status), wanted.clone()),
        "version" => (one(Field::Version), wanted.clone()),
        "date_published" => (one(Field::Released), wanted.clone()),
        "date_created" => (one(Field::Created), wanted.clone()),
        "maintenance_type" => (one(Field::Maintenance), wanted.clone()),
        "homepage" => (one(Field::Website), wanted.clone()),
        "is_copy_of" => (one(Field::Repository), wanted.clone()),
        "platforms" => (list(Field::Platform), wanted.clone()),
        "languages" => (list(Field::Language), wanted.clone()),
        "keywords" => (list(Field::Keyword), wanted.clone()),
        "authors" => (list(Field::Author), wanted.clone()),
        "licence_conflict" => {
            let wanted = wanted.as_array().map_or(1, Vec::len);
            (Json::from(fields.values(Field::Licence).len().min(2)), Json::from(wanted))
        }
        "level_subject" => (
            Json::from(fields.claims(Field::Level).len() + fields.claims(Field::Subject).len() >= 2),
            Json::from(true),
        ),
        "warnings" => {
            let code = match wanted[0].as_str().unwrap() {
                text if text.contains("YAML invalide") => "syntax",
                text if text.contains("expansion") => "yaml_alias",
                _ => "address_refused",
            };
            (has(code), Json::from(true))
        }
        // No address is kept (looked for above), nothing is run, memory is measured elsewhere; an ORCID
        // is a person's identifier, which a withdrawal by name would leave behind: it is not read.
        "emails_published" | "executed" | "max_rss_mb" | "orcid" | "kind" => return None,
        other => return Some(format!("{other}: no such key")),
    };
    (found != wanted).then(|| format!("{key}: {found}, wanted {wanted}"))
}

#[test]
fn conflicts_are_resolved_as_the_corpus_says() {
    let Some(root) = corpus::root() else { return };
    let table = std::fs::read_to_string(root.join("licences/metadata/cases.jsonl")).unwrap();
    let (mut wrong, mut count) = (Vec::new(), 0);
    for line in table.lines().filter(|line| !line.trim().is_empty()) {
        let case: Json = serde_json::from_str(line).unwrap();
        count += 1;
        let (fields, findings) = told(&case["files"]);
        for (key, wanted) in case["expected"].as_object().unwrap() {
            if let Some(why) = differs(key, wanted, &case["files"], &fields, &findings) {
                wrong.push(format!("{}: {why}", case["id"].as_str().unwrap()));
            }
        }
    }
    println!("metadata: {count} cases, {} keys differ", wrong.len());
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    assert_eq!(count, 18);
}
