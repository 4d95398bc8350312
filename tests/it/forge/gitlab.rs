//! GitLab: complete or void, public or not named.

use glane::forge::NoAnswers;
use glane_catalog::model::{ProjectKey, ReasonCode};
use glane_sample_forge::spec::Visibility::{Internal, Private, Public};
use glane_sample_forge::{Fault, Rights, SampleForge, Trigger};

use super::{Opened, SECRET, gitlab, opened, repository};

/// More than one page of public projects, and one private and one internal among them.
async fn many() -> Opened {
    let mut repositories: Vec<_> =
        (1..=130).map(|id| repository(id, &format!("eole/g{}/p{id}", id % 3), Public)).collect();
    repositories.push(repository(500, "eole/hidden-private", Private));
    repositories.push(repository(501, "eole/hidden-internal", Internal));
    opened(SampleForge::builder().gitlab(repositories).token("robot", SECRET, Rights::Admin)).await
}

/// Three public projects, one private and one internal.
async fn few() -> Opened {
    let mut repositories: Vec<_> = (1..=3).map(|id| repository(id, &format!("eole/p{id}"), Public)).collect();
    repositories.push(repository(500, "eole/hidden-private", Private));
    repositories.push(repository(501, "eole/hidden-internal", Internal));
    opened(SampleForge::builder().gitlab(repositories).token("robot", SECRET, Rights::Admin)).await
}

fn key(id: u64) -> ProjectKey {
    format!("mim:{id}").parse().unwrap()
}

#[tokio::test]
async fn an_instance_is_listed_to_its_last_page_by_key() {
    let forge = many().await;
    let listing = gitlab(forge.forge.url(), None, &[]).list(&NoAnswers).await.unwrap();
    let ids: Vec<_> = listing.projects.iter().map(|project| project.key.id.parse::<u64>().unwrap()).collect();
    assert_eq!(ids, (1..=130).collect::<Vec<_>>());
    assert_eq!((listing.not_public, listing.unreadable.len()), (0, 0));
    let first = &listing.projects[0];
    assert_eq!(first.path, "eole/g1/p1");
    assert_eq!(first.clone_url, format!("{}/eole/g1/p1.git", forge.forge.url()));
    assert_eq!(first.topics, ["maths"]);
    let requests = forge.forge.handle().requests();
    assert!(requests.iter().all(|request| request.query.contains("visibility=public")));
}

#[tokio::test]
async fn a_group_is_listed_with_its_sub_groups_by_number_each_project_once() {
    let forge = many().await;
    let listing = gitlab(forge.forge.url(), None, &["eole", "eole/g1"]).list(&NoAnswers).await.unwrap();
    assert_eq!(listing.projects.len(), 130);
    let narrow = gitlab(forge.forge.url(), None, &["eole/g1"]).list(&NoAnswers).await.unwrap();
    // Of 1 to 130 those that leave 1 when divided by 3: 1, 4 … 130.
    assert_eq!(narrow.projects.len(), 44);
    let error = gitlab(forge.forge.url(), None, &["eole", "gone/group"]).list(&NoAnswers).await.unwrap_err();
    assert!(error.to_string().contains("group \"gone/group\""), "{error}");
}

#[tokio::test]
async fn what_is_not_public_is_counted_and_never_named() {
    let forge = few().await;
    for groups in [&[][..], &["eole"][..]] {
        let listing = gitlab(forge.forge.url(), Some(SECRET), groups).list(&NoAnswers).await.unwrap();
        assert_eq!((listing.projects.len(), listing.not_public), (3, 2));
        assert!(!format!("{listing:?}").contains("hidden"));
    }
}

#[tokio::test]
async fn a_project_is_public_only_if_a_stranger_sees_it_now() {
    let forge = few().await;
    let handle = forge.forge.handle();
    for token in [None, Some(SECRET)] {
        let client = gitlab(forge.forge.url(), token, &[]);
        assert_eq!(client.project(&key(1)).await.unwrap().unwrap().path, "eole/p1");
        for hidden in [500, 501, 999] {
            assert!(client.project(&key(hidden)).await.unwrap().is_none(), "{hidden}");
        }
    }
    let client = gitlab(forge.forge.url(), Some(SECRET), &[]);
    handle.set_repository_access("eole/p2", "private").unwrap();
    assert!(client.project(&key(2)).await.unwrap().is_none());
    handle.set_import_status("eole/p3", "started").unwrap();
    assert!(client.project(&key(3)).await.is_err());
    handle.set_visibility("eole/p1", Private).unwrap();
    assert!(client.project(&key(1)).await.unwrap().is_none());
    let listing = client.list(&NoAnswers).await.unwrap();
    assert_eq!((listing.projects.len(), listing.not_public), (0, 4));
    assert!(listing.unreadable.iter().any(|reason| reason.message.starts_with("project 3 ")));
}

#[tokio::test]
async fn a_moved_project_keeps_its_identity() {
    let forge = few().await;
    forge.forge.handle().rename("eole/p2", "eole/moved/two").unwrap();
    let client = gitlab(forge.forge.url(), None, &[]);
    assert_eq!(client.project(&key(2)).await.unwrap().unwrap().path, "eole/moved/two");
    let listing = client.list(&NoAnswers).await.unwrap();
    let two = listing.projects.iter().find(|project| project.key == key(2)).unwrap();
    assert_eq!(two.path, "eole/moved/two");
}

#[tokio::test]
async fn archived_projects_are_known_with_and_without_a_token() {
    let forge = few().await;
    forge.forge.handle().set_archived("eole/p2", true).unwrap();
    for token in [None, Some(SECRET)] {
        for groups in [&[][..], &["eole"][..]] {
            let listing = gitlab(forge.forge.url(), token, groups).list(&NoAnswers).await.unwrap();
            let archived: Vec<_> = listing.projects.iter().filter(|project| project.archived).collect();
            assert_eq!(archived.len(), 1);
            assert_eq!(archived[0].path, "eole/p2");
        }
    }
}

#[tokio::test]
async fn one_bad_page_voids_the_listing_and_a_passing_fault_does_not() {
    let forge = many().await;
    let handle = forge.forge.handle();
    let cases = [
        (Fault::status(500), ReasonCode::SourceUnreachable, "500"),
        (Fault::CutBody(700), ReasonCode::SourceInvalid, "breaks off at line 1"),
        (Fault::CutConnection(700), ReasonCode::SourceUnreachable, "cannot reach"),
        (Fault::Html, ReasonCode::SourceInvalid, "a web page instead of JSON"),
        (Fault::status(404), ReasonCode::SourceInvalid, "404"),
        (Fault::Drop, ReasonCode::SourceUnreachable, "cannot reach"),
    ];
    for (groups, path) in [(&[][..], "/api/v4/projects"), (&["eole"][..], "/api/v4/groups/eole/projects")] {
        for (fault, code, words) in &cases {
            // The second page, and its second try.
            handle.fault(Trigger::on("GET", path).nth(2), fault.clone());
            handle.fault(Trigger::on("GET", path).nth(3), fault.clone());
            let error = gitlab(forge.forge.url(), None, groups).list(&NoAnswers).await.unwrap_err();
            assert_eq!(error.reason.code, *code, "{fault:?}: {error}");
            assert!(error.to_string().contains(words), "{fault:?}: {error}");
            assert!(error.to_string().contains(forge.forge.url()), "{error}");
            handle.clear_faults();
        }
        for fault in [Fault::status(503), Fault::too_many(0), Fault::CutConnection(700), Fault::Drop] {
            handle.fault(Trigger::on("GET", path).nth(2), fault);
            let listing = gitlab(forge.forge.url(), None, groups).list(&NoAnswers).await.unwrap();
            assert_eq!(listing.projects.len(), 130);
        }
    }
}

#[tokio::test]
async fn a_listing_that_turns_in_a_circle_is_void() {
    let forge = many().await;
    for (groups, path) in [(&[][..], "/api/v4/projects"), (&["eole"][..], "/api/v4/groups")] {
        forge.forge.handle().fault(Trigger::on("GET", path).always(), Fault::EndlessListing);
        let error = gitlab(forge.forge.url(), None, groups).list(&NoAnswers).await.unwrap_err();
        assert_eq!(error.reason.code, ReasonCode::SourceInvalid, "{error}");
        assert!(error.to_string().contains("void"), "{error}");
    }
}

#[tokio::test]
async fn a_long_wait_is_handed_on_and_not_sat_out() {
    let forge = few().await;
    forge.forge.handle().fault(Trigger::on("GET", "/api/v4/projects").always(), Fault::too_many(3600));
    let error = gitlab(forge.forge.url(), None, &[]).list(&NoAnswers).await.unwrap_err();
    assert_eq!(error.retry_after, Some(3600));
    assert_eq!(forge.forge.handle().requests().len(), 1);
}

#[tokio::test]
async fn a_wrong_token_is_refused_and_not_shown() {
    let forge = few().await;
    let client = gitlab(forge.forge.url(), Some("wr0ng-token"), &[]);
    for error in [client.list(&NoAnswers).await.unwrap_err(), client.check().await.unwrap_err()] {
        assert_eq!(error.reason.code, ReasonCode::SourceRefused, "{error}");
        assert!(!format!("{error:?}").contains("wr0ng"), "{error}");
        assert!(error.to_string().contains("make a new one"), "{error}");
    }
}

#[tokio::test]
async fn check_says_what_answers_and_what_the_token_may() {
    let forge = few().await;
    let with = gitlab(forge.forge.url(), Some(SECRET), &[]).check().await.unwrap().to_string();
    assert!(with.contains("GitLab 18.5.1-ee") && with.contains("scopes"), "{with}");
    assert!(!with.contains(SECRET));
    let without = gitlab(forge.forge.url(), None, &[]).check().await.unwrap().to_string();
    assert!(without.contains("without a token"), "{without}");
}

#[tokio::test]
async fn check_asks_each_group_and_names_those_that_do_not_answer() {
    let forge = few().await;
    for token in [None, Some(SECRET)] {
        let fine = gitlab(forge.forge.url(), token, &["eole"]).check().await.unwrap().to_string();
        assert!(fine.contains("1 of 1 groups"), "{fine}");
        let client = gitlab(forge.forge.url(), token, &["eole", "gone/group", "typo"]);
        let wrong = client.check().await.unwrap_err().to_string();
        assert!(wrong.contains("\"gone/group\"") && wrong.contains("\"typo\""), "{wrong}");
        assert!(wrong.contains("1 of 3 groups") && !wrong.contains("\"eole\""), "{wrong}");
    }
}

#[tokio::test]
async fn an_address_where_nobody_listens_is_named() {
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let url = format!("http://{}", listener.local_addr().unwrap());
    drop(listener);
    let error = gitlab(&url, None, &[]).list(&NoAnswers).await.unwrap_err();
    assert_eq!(error.reason.code, ReasonCode::SourceUnreachable);
    assert!(error.to_string().contains(&url), "{error}");
}
