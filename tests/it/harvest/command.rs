//! `glane harvest` as an operator meets it: exit status, what is printed, what a kill leaves.

use glane_catalog::model::SourceId;
use serde_json::Value;

use super::server::{Fault, Server};
use crate::gathered;
use crate::site::Site;
use crate::support::Workshop;

fn workshop(server: &Server) -> Workshop {
    Workshop::new(&format!(
        "[store]\ndata = \"data\"\n[[source]]\nid = \"portail\"\nkind = \"oai\"\nurl = \"{}\"\n\
         name = \"Portail d’Exemple\"\nlicence = \"CC-BY-4.0\"\n[[source]]\nid = \"absent\"\nkind = \"oai\"\n\
         url = \"http://127.0.0.1:9/oai\"\n",
        server.url
    ))
}

fn one(output: &std::process::Output) -> Value {
    serde_json::from_slice(&output.stdout)
        .unwrap_or_else(|error| panic!("{error}: {}", String::from_utf8_lossy(&output.stderr)))
}

#[tokio::test(flavor = "multi_thread")]
async fn a_kill_in_the_midst_costs_no_page() {
    let server = Server::with(23).await;
    server.set(|world| {
        world.faults.insert(3, Fault::Silence);
    });
    let workshop = workshop(&server);
    let arguments = ["harvest", "--source", "portail", "--json"];
    let mut child = workshop.command(&arguments).stderr(std::process::Stdio::null()).spawn().unwrap();
    server.silent.notified().await;
    child.kill().unwrap();
    child.wait().unwrap();
    server.asked();
    let output = workshop.glane(&arguments);
    assert_eq!(output.status.code(), Some(0), "{}", String::from_utf8_lossy(&output.stderr));
    let done = one(&output);
    assert_eq!((&done["created"], &done["failure"]), (&23.into(), &Value::Null));
    let asked = server.asked();
    assert!(asked[0].contains("resumptionToken"), "{asked:?}");
    assert_eq!(asked.len(), 3);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_source_that_fails_stops_no_other_and_is_told() {
    let server = Server::with(6).await;
    let workshop = workshop(&server);
    let output = workshop.glane(&["harvest"]);
    assert_eq!(output.status.code(), Some(1));
    let printed = String::from_utf8(output.stdout).unwrap();
    assert!(printed.contains("portail: 6 new\n"), "{printed}");
    assert!(
        printed.contains("absent: no records; not to its end: cannot reach http://127.0.0.1:9/oai"),
        "{printed}"
    );
    let unknown = workshop.glane(&["harvest", "--source", "autre"]);
    assert_eq!(unknown.status.code(), Some(2));
    assert!(String::from_utf8_lossy(&unknown.stderr).contains("there are: portail, absent"));
    assert_eq!(workshop.glane(&["harvest", "--accept-shrinking"]).status.code(), Some(2));
}

#[tokio::test(flavor = "multi_thread")]
async fn check_tries_each_source_and_takes_nothing() {
    let server = Server::with(6).await;
    let workshop = workshop(&server);
    let output = workshop.glane(&["check"]);
    let printed = String::from_utf8(output.stdout).unwrap();
    assert_eq!(output.status.code(), Some(1), "{printed}");
    assert!(printed.contains("2 sources"), "{printed}");
    let line = |id: &str| printed.lines().find(|line| line.contains(&format!(" source {id} "))).unwrap();
    assert!(line("portail").starts_with("ok ") && line("portail").contains("OAI-PMH, "), "{printed}");
    assert!(line("absent").starts_with("WRONG") && line("absent").contains("cannot reach"), "{printed}");
    let asked = server.asked();
    assert!(asked.iter().all(|question| !question.contains("ListRecords")), "{asked:?}");
    // A site is no catalogue, whatever it answers.
    let page = server.url.join("/").unwrap();
    let text = format!(
        "[store]\ndata = \"data\"\n[[source]]\nid = \"site\"\nkind = \"peertube\"\nurl = \"{page}\"\n"
    );
    std::fs::write(workshop.path("glane.toml"), text).unwrap();
    let printed = String::from_utf8(workshop.glane(&["check"]).stdout).unwrap();
    assert!(printed.contains("WRONG source site"), "{printed}");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_source_that_was_taken_out_is_forgotten_when_a_person_says_so() {
    let server = Server::with(6).await;
    let workshop = workshop(&server);
    workshop.glane(&["harvest", "--source", "portail"]);
    let refused = workshop.glane(&["harvest", "--forget", "portail"]);
    assert_eq!(refused.status.code(), Some(2));
    assert!(String::from_utf8_lossy(&refused.stderr).contains("still configured"));
    std::fs::write(workshop.path("glane.toml"), "[store]\ndata = \"data\"\n").unwrap();
    let held = glane::work::lock::project(&workshop.path("data/harvest/portail")).unwrap().unwrap();
    let refused = workshop.glane(&["harvest", "--forget", "portail"]);
    assert_eq!(refused.status.code(), Some(1));
    assert!(String::from_utf8_lossy(&refused.stderr).contains("another process harvests portail"));
    drop(held);
    let done = one(&workshop.glane(&["harvest", "--forget", "portail", "--json"]));
    assert_eq!(done, serde_json::json!({ "source": "portail", "removed": 6 }));
    assert!(!workshop.path("data/harvest/portail").exists());
    let again = one(&workshop.glane(&["harvest", "--forget", "portail", "--json"]));
    assert_eq!(again["removed"], 0);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_service_harvests_by_its_schedule_and_pages_name_the_catalogue() {
    let server = Server::with(6).await;
    let workshop = workshop(&server);
    // Its schedule is the weekly one; a harvest that never was is owed.
    let site = Site::serve(&workshop);
    let store = gathered::store(&workshop).await;
    let source = SourceId::new("portail").unwrap();
    let ids = gathered::until("the harvest", async || {
        let ids = store.resource_ids(&source).await.unwrap();
        (ids.len() == 6).then_some(ids)
    })
    .await;
    let (status, page) = site.get(&format!("/ressources/{}", ids.first().unwrap()));
    assert_eq!(status, 200);
    assert!(page.contains("Portail d’Exemple") && page.contains("CC-BY-4.0"), "{page}");
    // One process leads.
    let beside = workshop.glane(&["harvest", "--source", "portail"]);
    assert_eq!(beside.status.code(), Some(1), "{}", String::from_utf8_lossy(&beside.stderr));
}
