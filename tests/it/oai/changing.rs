//! A list of several pages that changes while it is taken: each resource once, none lost, and what changed
//! told to who comes again.

use std::collections::{BTreeMap, BTreeSet};

use glane::clock::Clock;
use glane::mirror::resources;
use glane_catalog::model::{Field, Grain, ProjectKey, ResourceKey, ResourceRecord};

use super::shelf::{Answer, FIRST, PUBLIC, ask, change, clock, entry, oai, workshop};
use crate::site::Site;
use crate::support::{Workshop, licensed};

pub const MANY: usize = 250;

/// 250 resources, served.
pub fn many(site: &str) -> (Workshop, Site, Vec<ResourceRecord>) {
    let workshop = workshop(site);
    let title = |number| format!("Ressource {number}");
    let records: Vec<_> =
        (0..MANY).map(|number| entry(number, &title(number), &[(Field::Level, "6e")])).collect();
    change(&workshop, &clock(FIRST), &records, &[]);
    let site = Site::serve(&workshop);
    (workshop, site, records)
}

/// Ten change, of each page some; five go, five are new. Others in each round, from the first.
pub fn stir(workshop: &Workshop, records: &[ResourceRecord], round: usize) {
    let again = |number: usize| entry(number, "Autrement", &[(Field::Level, "5e")]);
    let mut written: Vec<_> = (0..10).map(|tenth| again(tenth * 25 + 2 * round)).collect();
    written.extend((0..5).map(|fifth| again(MANY + 5 * round + fifth)));
    let gone: Vec<_> = (0..5).map(|fifth| &records[fifth * 50 + 2 * round + 1]).collect();
    change(workshop, &Clock::system(), &written, &gone);
}

fn token(answer: &Answer) -> Option<&str> {
    answer.texts("resumptionToken").first().copied().filter(|token| !token.is_empty())
}

/// Identifiers with whether they are deleted, page by page.
fn headers(answer: &Answer) -> Vec<(String, bool)> {
    let headers = answer.body.split("<header").skip(1);
    let one = |header: &str| {
        let id = header.split_once("<identifier>").unwrap().1.split('<').next().unwrap();
        (id.to_owned(), header.starts_with(" status=\"deleted\""))
    };
    headers.map(one).collect()
}

#[test]
fn pages_are_whole_and_the_same_token_is_the_same_page() {
    let (_workshop, site, records) = many(PUBLIC);
    for (verb, question) in [("ListRecords", ""), ("ListIdentifiers", "&set=niveau:6e&from=2026-01-01")] {
        let mut page = oai(&site, &format!("verb={verb}&metadataPrefix=lom{question}"));
        let mut seen = Vec::new();
        for (at, length) in [(0, 100), (100, 100), (200, 50)] {
            let told = headers(&page);
            assert_eq!(told.len(), length, "{verb}");
            assert!(
                page.body.contains(&format!(" completeListSize=\"250\" cursor=\"{at}\">")),
                "{}",
                page.body
            );
            seen.extend(told);
            if let Some(next) = token(&page) {
                let next = format!("verb={verb}&resumptionToken={next}");
                page = oai(&site, &next);
                assert_eq!(oai(&site, &next).undated(), page.undated());
            }
        }
        assert_eq!(page.texts("resumptionToken"), [""], "empty on the last page");
        let distinct: BTreeSet<_> = seen.iter().map(|(id, _)| id).collect();
        assert_eq!((seen.len(), distinct.len()), (records.len(), records.len()));
    }
    let first = oai(&site, "verb=ListRecords&metadataPrefix=oai_dc");
    let other = oai(&site, &format!("verb=ListIdentifiers&resumptionToken={}", token(&first).unwrap()));
    assert_eq!(other.error(), Some("badResumptionToken"), "of another verb");
}

#[test]
fn a_list_that_changes_gives_each_once_and_the_next_one_what_changed() {
    let (workshop, site, records) = many(PUBLIC);
    let mut page = oai(&site, "verb=ListRecords&metadataPrefix=oai_dc");
    let begun = page.text("responseDate").to_owned();
    let mut copy = BTreeMap::new();
    let mut given = 0;
    stir(&workshop, &records, 0);
    loop {
        for (id, deleted) in headers(&page) {
            given += 1;
            assert_eq!(copy.insert(id.clone(), deleted), None, "{id} is there twice");
        }
        let Some(next) = token(&page) else { break };
        page = oai(&site, &format!("verb=ListRecords&resumptionToken={next}"));
    }
    assert_eq!((given, copy.len()), (MANY + 5, MANY + 5), "those that are new are at the end");
    assert_eq!(copy.values().filter(|deleted| **deleted).count(), 3, "two went behind the list’s back");

    let newer = oai(&site, &format!("verb=ListRecords&metadataPrefix=oai_dc&from={begun}"));
    let told = headers(&newer);
    assert_eq!(told.len(), 20, "ten that changed, five that are new, five that are gone");
    copy.extend(told);
    let gone: BTreeSet<_> = copy.iter().filter(|(_, deleted)| **deleted).map(|(id, _)| id.as_str()).collect();
    let expected: BTreeSet<String> =
        (0..5).map(|fifth| format!("oai:communs.example.org:{}", records[fifth * 50 + 1].id())).collect();
    assert_eq!(gone, expected.iter().map(String::as_str).collect());
    let fifth = oai(&site, "verb=ListIdentifiers&metadataPrefix=oai_dc&set=niveau:5e");
    assert_eq!(headers(&fifth).len(), 15);
}

#[test]
fn what_lies_in_a_project_goes_with_it() {
    let workshop = workshop(PUBLIC);
    licensed(&workshop.path("bare/un.git"), "Chrysalide");
    workshop.sync();
    let project: ProjectKey = "atelier:un.git".parse().unwrap();
    let key = ResourceKey::Part { project: project.clone(), path: "cours/debit.ipynb".to_owned() };
    let part = ResourceRecord { key, grain: Grain::File, ..entry(1, "Débits", &[(Field::Level, "6e")]) };
    ask(&workshop, async |store| resources::keep(store, &project, vec![part.clone()]).await.unwrap());
    workshop.sync();
    let question =
        format!("verb=GetRecord&metadataPrefix=oai_dc&identifier=oai:communs.example.org:{}", part.id());
    let told = oai(&Site::serve(&workshop), &question);
    assert_eq!(told.text("dc:title"), "Débits", "a pass announces it");
    let withdrawn = workshop.glane(&["withdraw", "--reason", "x", "un", "--yes"]);
    assert!(withdrawn.status.success(), "{}", String::from_utf8_lossy(&withdrawn.stderr));
    let told = oai(&Site::serve(&workshop), &question);
    assert!(
        told.body.contains("<header status=\"deleted\">") && !told.body.contains("Débits"),
        "{}",
        told.body
    );
    assert!(told.texts("setSpec").contains(&"niveau:6e"), "who harvests the set learns of it");
}
