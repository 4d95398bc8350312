//! What servers do in the midst of a list: each harvest is complete in the end, or says what it is not.

use super::server::{Fault, Server};
use super::shelf::Shelf;
use glane::harvest::run::Wish;

fn all(count: usize) -> Vec<usize> {
    (1..=count).collect()
}

#[tokio::test]
async fn a_harvest_takes_everything_to_the_last_page() {
    let server = Server::with(23).await;
    let shelf = Shelf::of(&server.url).await;
    let done = shelf.harvest().await;
    assert_eq!((done.created, done.unchanged, done.removed, &done.failure), (23, 0, 0, &None));
    assert_eq!(shelf.numbers().await, all(23));
    let asked = server.asked();
    assert_eq!(
        asked[..3],
        ["verb=Identify", "verb=ListMetadataFormats", "metadataPrefix=oai_dc verb=ListRecords"]
    );
    assert_eq!(asked.len(), 2 + 5);
    // The token came through the address as it was given.
    assert!(asked[3].contains("resumptionToken=a+b&c=%41é/ "), "{}", asked[3]);
    let again = shelf.harvest().await;
    assert_eq!((again.created, again.changed, again.removed), (0, 0, 0));
}

#[tokio::test]
async fn slips_of_a_server_cost_nothing() {
    for fault in [Fault::Page, Fault::Status(500), Fault::Status(503), Fault::Cut, Fault::SameToken] {
        let server = Server::with(23).await;
        server.set(|world| {
            world.faults.insert(3, fault.clone());
        });
        let shelf = Shelf::of(&server.url).await;
        let done = shelf.harvest().await;
        assert_eq!((done.created, done.failure), (23, None), "{fault:?}");
        assert_eq!(shelf.numbers().await, all(23), "{fault:?}");
    }
}

#[tokio::test]
async fn a_server_that_fails_for_longer_is_taken_up_where_it_stood() {
    for (fault, said) in [
        (Fault::Page, "a web page, “Service momentanément indisponible”"),
        (Fault::Status(500), "500"),
        (Fault::Cut, "breaks off"),
    ] {
        let server = Server::with(23).await;
        server.set(|world| {
            world.faults = (3..=5).map(|request| (request, fault.clone())).collect();
        });
        let shelf = Shelf::of(&server.url).await;
        let done = shelf.harvest().await;
        assert!(done.interrupted && done.failure.as_ref().unwrap().contains(said), "{:?}", done.failure);
        assert_eq!(shelf.numbers().await, all(10), "{fault:?}");
        server.asked();
        let done = shelf.harvest().await;
        assert_eq!((done.created, done.failure), (23, None), "{fault:?}");
        assert_eq!(shelf.numbers().await, all(23));
        let asked = server.asked();
        assert!(asked.iter().all(|question| question.contains("resumptionToken")), "{asked:?}");
        assert_eq!(asked.len(), 3, "{asked:?}");
    }
}

#[tokio::test]
async fn a_forgotten_token_begins_the_list_at_the_newest_datestamp() {
    let server = Server::with(23).await;
    server.set(|world| {
        world.faults.insert(3, Fault::Forgotten);
    });
    let shelf = Shelf::of(&server.url).await;
    let done = shelf.harvest().await;
    assert_eq!((done.created, done.unchanged), (23, 0));
    assert!(done.remarks[0].contains("asked for again from 2026-01-01T10:00:10Z"), "{:?}", done.remarks);
    assert_eq!(shelf.numbers().await, all(23));
}

#[tokio::test]
async fn a_list_that_began_again_further_on_is_not_whole() {
    let server = Server::with(23).await;
    let shelf = Shelf::of(&server.url).await;
    shelf.harvest().await;
    server.asked();
    // By identifier, with a bulk import first: its page is as new as the ten before it, so that it seems
    // to be in order, and older ones come behind.
    server.set(|world| {
        world.lists = 0;
        world.by_id = true;
        world.faults.insert(3, Fault::Forgotten);
        for (number, entry) in world.entries.iter_mut().enumerate() {
            entry.id = format!("oai:portail.example.org:{}", number + 101);
            if number < 10 {
                entry.stamp = "2026-01-20T00:00:00Z".to_owned();
            }
        }
    });
    let done = shelf.harvest_with(Wish { whole: true, accept_shrinking: true }).await;
    assert!(done.remarks[0].contains("asked for again from 2026-01-20T00:00:00Z"), "{:?}", done.remarks);
    assert_eq!((done.created, done.removed), (10, 0));
    assert_eq!(done.failure.as_deref(), Some("the source was not seen whole: see the remarks"));
    // What was skipped is asked for.
    server.asked();
    assert_eq!(shelf.harvest().await.created, 13);
    assert!(server.asked().iter().all(|question| !question.contains("from=")));
}

#[tokio::test]
async fn repeats_after_a_list_began_anew_do_not_hide_that_it_is_short() {
    let server = Server::with(23).await;
    let shelf = Shelf::of(&server.url).await;
    shelf.harvest().await;
    server.set(|world| {
        world.lists = 0;
        world.by_id = true;
        for entry in &mut world.entries {
            entry.stamp = if entry.id.ends_with('1') { "2026-01-03" } else { "2026-01-02" }.to_owned();
        }
        world.faults.insert(4, Fault::Forgotten);
        world.faults.insert(8, Fault::End);
    });
    let done = shelf.harvest_with(Wish { whole: true, accept_shrinking: true }).await;
    assert!(done.remarks[0].contains("from its beginning"), "{:?}", done.remarks);
    assert!(done.remarks[1].contains("after 20 of the 23 records"), "{:?}", done.remarks);
    assert_eq!((done.removed, done.failure.is_some()), (0, true));
}

#[tokio::test]
async fn a_list_that_lost_a_few_is_no_failure_and_nothing_is_concluded() {
    let server = Server::with(40).await;
    let shelf = Shelf::of(&server.url).await;
    shelf.harvest().await;
    server.set(|world| {
        // It goes on saying 40.
        world.size = Some(40);
        world.entries.remove(30);
    });
    let done = shelf.harvest_with(Wish { whole: true, ..Wish::default() }).await;
    assert_eq!((done.removed, done.failure), (0, None));
    assert!(done.remarks[0].contains("after 39 of the 40 records"), "{:?}", done.remarks);
    server.set(|world| world.size = None);
    server.asked();
    assert_eq!(shelf.harvest().await.removed, 1, "everything was asked for again");
    assert!(server.asked().iter().all(|question| !question.contains("from=")));
}

#[tokio::test]
async fn no_list_is_not_the_end_of_one() {
    for (inner, said) in [
        ("", "neither a list nor an error"),
        ("<error code=\"noRecordsMatch\"/>", "the source was not seen whole"),
    ] {
        let server = Server::with(23).await;
        server.set(|world| {
            let instead = Fault::Instead(inner);
            world.faults = (4..=6).map(|request| (request, instead.clone())).collect();
        });
        let shelf = Shelf::of(&server.url).await;
        let done = shelf.harvest().await;
        assert_eq!((done.created, done.interrupted), (15, inner.is_empty()));
        assert!(done.failure.as_ref().unwrap().contains(said), "{:?}", done.failure);
        server.set(|world| world.faults.clear());
        assert_eq!(shelf.harvest().await.failure, None);
        assert_eq!(shelf.numbers().await, all(23));
    }
}

#[tokio::test]
async fn a_harvest_that_is_stopped_between_pages_goes_on_there() {
    let server = Server::with(4).await;
    server.set(|world| {
        world.page = 1;
        // Nothing is kept of the first page.
        world.faults.insert(1, Fault::Metadata("<o:metadata/>".to_owned()));
    });
    let mut shelf = Shelf::of(&server.url).await;
    shelf.until = Some("2026-01-01T00:00:00Z".parse().unwrap());
    for kept in [0, 1, 2] {
        let done = shelf.harvest().await;
        assert_eq!((done.interrupted, done.failure, done.created), (true, None, kept));
    }
    let done = shelf.harvest().await;
    assert_eq!((done.interrupted, done.failure, done.created, done.refused), (false, None, 3, 1));
    let begun = server.asked().into_iter().filter(|question| question.contains("metadataPrefix="));
    assert_eq!(begun.count(), 1);
}

#[tokio::test]
async fn a_list_that_never_ends_is_left_and_nothing_concluded() {
    let server = Server::with(23).await;
    let shelf = Shelf::of(&server.url).await;
    shelf.harvest().await;
    server.set(|world| {
        world.lists = 0;
        world.deletions = "no";
        world.always = Some(Fault::SameToken);
        world.faults.insert(1, Fault::Metadata("<o:metadata/>".to_owned()));
    });
    let wish = glane::harvest::run::Wish { whole: true, ..Default::default() };
    let done = shelf.harvest_with(wish).await;
    assert!(done.remarks.iter().any(|remark| remark.contains("never ends")), "{:?}", done.remarks);
    assert_eq!((done.removed, done.failure.is_some()), (0, true));
    assert_eq!(shelf.numbers().await, all(23));
}

#[tokio::test]
async fn a_list_that_ends_too_early_removes_nothing() {
    let server = Server::with(23).await;
    let shelf = Shelf::of(&server.url).await;
    shelf.harvest().await;
    server.set(|world| {
        world.lists = 0;
        world.faults.insert(4, Fault::End);
    });
    let wish = glane::harvest::run::Wish { whole: true, accept_shrinking: true };
    let done = shelf.harvest_with(wish).await;
    assert_eq!(done.removed, 0);
    assert!(done.remarks[0].contains("after 20 of the 23 records"), "{:?}", done.remarks);
    assert_eq!(shelf.numbers().await, all(23));
}

#[tokio::test]
async fn a_record_that_cannot_be_read_is_refused_and_the_others_go_on() {
    for (metadata, why) in [
        ("<o:metadata><dc><title>a</dc></o:metadata>", "its XML is broken"),
        ("<o:metadata><dc><![CDATA[a</dc></o:metadata>", "its XML is broken"),
        ("<o:metadata><mods>a</mods></o:metadata>", "a format that is not read"),
        ("<o:metadata/>", "it has no metadata"),
    ] {
        let server = Server::with(8).await;
        server.set(|world| {
            world.faults.insert(1, Fault::Metadata(metadata.to_owned()));
        });
        let shelf = Shelf::of(&server.url).await;
        let done = shelf.harvest().await;
        assert_eq!((done.created, done.refused, done.failure), (7, 1, None), "{metadata}");
        assert_eq!(done.refusals[0].id, "oai:portail.example.org:1");
        assert!(done.refusals[0].why.contains(why), "{}", done.refusals[0].why);
    }
}

#[tokio::test]
async fn a_record_of_json_is_read_as_an_element_carries_it() {
    let json = "{\"@context\": [\"https://w3id.org/kim/amb/context.jsonld\", {\"@language\": \"fr\"}], \
                \"id\": \"https://portail.example.org/1\", \"name\": \"Aires & périmètres\", \
                \"type\": [\"LearningResource\"], \
                \"license\": {\"id\": \"https://creativecommons.org/licenses/by-sa/4.0/\"}}";
    let escaped = json.replace('&', "&amp;").replace('"', "&quot;");
    for carried in [format!("<![CDATA[{json}]]>"), format!("<amb:amb xmlns:amb=\"x\">{escaped}</amb:amb>")] {
        let server = Server::with(2).await;
        server.set(|world| {
            world.faults.insert(1, Fault::Metadata(format!("<o:metadata>{carried}</o:metadata>")));
        });
        let shelf = Shelf::of(&server.url).await;
        let done = shelf.harvest().await;
        assert_eq!((done.created, done.refused), (2, 0), "{:?}", done.refusals);
        assert_eq!(shelf.title_of(1).await, "Aires & périmètres");
        let licensed = shelf.records().await.into_iter().filter_map(|record| record.licence.expression);
        assert_eq!(licensed.collect::<Vec<_>>(), ["CC-BY-SA-4.0"]);
    }
}

#[tokio::test]
async fn a_list_that_changes_under_way_is_taken_as_it_is_in_the_end() {
    let server = Server::with(23).await;
    server.set(|world| {
        world.change_at = 2;
        world.change = |world| {
            // One that was taken, one that was not, one that goes, one that comes.
            for (number, stamp) in [(2, "2026-01-30T00:00:00Z"), (20, "2026-01-30T00:00:01Z")] {
                let entry = &mut world.entries[number - 1];
                (entry.stamp, entry.title) = (stamp.to_owned(), format!("Leçon {number}, revue"));
            }
            let gone = &mut world.entries[2];
            (gone.stamp, gone.is_deleted) = ("2026-01-30T00:00:02Z".to_owned(), true);
            let stamp = "2026-01-30T00:00:03Z".to_owned();
            world.entries.push(super::server::Entry { stamp, ..super::server::entry(24) });
        };
    });
    let shelf = Shelf::of(&server.url).await;
    let done = shelf.harvest().await;
    assert_eq!((done.removed, done.failure), (1, None));
    let wanted: Vec<usize> = all(24).into_iter().filter(|number| *number != 3).collect();
    assert_eq!(shelf.numbers().await, wanted);
    assert_eq!(shelf.title_of(2).await, "Leçon 2, revue");
    assert_eq!(shelf.title_of(20).await, "Leçon 20, revue");
}
