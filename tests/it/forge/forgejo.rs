//! Forgejo and Gitea as a source: complete or void, public or not named.

use glane::config::{ForgeKind, ForgeSettings};
use glane::forge::{Forge, NoAnswers};
use glane_catalog::model::{ProjectKey, ReasonCode};
use glane_sample_forge::spec::Visibility::{Private, Public};
use glane_sample_forge::{Fault, Rights, SampleForge, Trigger};
use serde_json::json;

use super::{Opened, SECRET, forge_settings, limits, opened, repository};

const SEARCH: &str = "/api/v1/repos/search";

fn forgejo(url: &str, token: Option<&str>, groups: &[&str], projects: &[&str]) -> Box<dyn Forge> {
    let own = |list: &[&str]| list.iter().map(|&item| item.to_owned()).collect();
    let settings = ForgeSettings {
        url: Some(url.parse().unwrap()),
        groups: own(groups),
        projects: own(projects),
        token: token.map(|token| token.to_owned().into()),
        ..forge_settings(ForgeKind::Forgejo)
    };
    glane::forge::build_within(&settings, limits()).unwrap()
}

/// Three pages of public repositories of two owners, and one private.
async fn many() -> Opened {
    let owner = |id: u64| if id.is_multiple_of(3) { "dsi" } else { "nsi" };
    let mut repositories: Vec<_> =
        (1..=120).map(|id| repository(id, &format!("{}/p{id}", owner(id)), Public)).collect();
    repositories.push(repository(500, "nsi/hidden-private", Private));
    opened(SampleForge::builder().forgejo(repositories).token("robot", SECRET, Rights::Admin)).await
}

/// Three public repositories, one private, and one of an owner whom strangers do not see.
async fn few() -> Opened {
    let mut repositories: Vec<_> = (1..=3).map(|id| repository(id, &format!("nsi/p{id}"), Public)).collect();
    repositories.push(repository(500, "nsi/hidden-private", Private));
    repositories.push(repository(501, "hidden-owner/hidden-limited", Public));
    let forge =
        opened(SampleForge::builder().forgejo(repositories).token("robot", SECRET, Rights::Admin)).await;
    forge.forge.handle().limit_owner("hidden-owner");
    forge
}

fn key(id: u64) -> ProjectKey {
    format!("mim:{id}").parse().unwrap()
}

fn ids(listing: &glane::forge::Listing) -> Vec<u64> {
    listing.projects.iter().map(|project| project.key.id.parse().unwrap()).collect()
}

#[tokio::test]
async fn an_instance_is_listed_to_its_last_page_each_project_once() {
    let forge = many().await;
    for (token, hidden) in [(None, 0), (Some(SECRET), 1)] {
        let listing = forgejo(forge.forge.url(), token, &[], &[]).list(&NoAnswers).await.unwrap();
        assert_eq!(ids(&listing), (1..=120).collect::<Vec<_>>());
        assert_eq!((listing.not_public, listing.unreadable.len()), (hidden, 0));
        assert!(!format!("{listing:?}").contains("hidden"));
    }
    let listing = forgejo(forge.forge.url(), None, &[], &[]).list(&NoAnswers).await.unwrap();
    let first = &listing.projects[0];
    assert_eq!((first.path.as_str(), first.topics.as_slice()), ("nsi/p1", &["maths".to_owned()][..]));
    assert_eq!(first.clone_url, format!("{}/nsi/p1.git", forge.forge.url()));
    assert_eq!(first.wiki_url, Some(format!("{}/nsi/p1.wiki.git", forge.forge.url())));
}

#[tokio::test]
async fn owners_and_single_projects_are_listed_without_the_rest() {
    let forge = many().await;
    let url = forge.forge.url();
    // Of 1 to 120 those that 3 divides: 40.
    assert_eq!(forgejo(url, None, &["DSI"], &[]).list(&NoAnswers).await.unwrap().projects.len(), 40);
    let both = forgejo(url, None, &["dsi"], &["nsi/p1", "dsi/p3"]).list(&NoAnswers).await.unwrap();
    assert_eq!(both.projects.len(), 41);
    let one = forgejo(url, None, &[], &["nsi/p1"]).list(&NoAnswers).await.unwrap();
    assert_eq!(ids(&one), [1]);
    let error = forgejo(url, None, &["gone"], &[]).list(&NoAnswers).await.unwrap_err();
    assert!(error.to_string().contains("group \"gone\""), "{error}");
}

#[tokio::test]
async fn a_named_project_that_is_hidden_or_gone_costs_nothing_else_and_is_not_named() {
    let forge = few().await;
    for (token, unreadable, hidden) in [(None, 2, 0), (Some(SECRET), 1, 1)] {
        let client = forgejo(forge.forge.url(), token, &[], &["nsi/hidden-private", "nsi/p2", "nsi/gone"]);
        let listing = client.list(&NoAnswers).await.unwrap();
        assert_eq!((ids(&listing), listing.not_public), (vec![2], hidden));
        assert_eq!(listing.unreadable.len(), unreadable);
        assert!(!format!("{listing:?}").contains("hidden"), "{listing:?}");
    }
}

#[tokio::test]
async fn a_project_is_public_only_if_a_stranger_sees_it_now() {
    let forge = few().await;
    for token in [None, Some(SECRET)] {
        let client = forgejo(forge.forge.url(), token, &[], &[]);
        assert_eq!(client.project(&key(1)).await.unwrap().unwrap().path, "nsi/p1");
        for hidden in [500, 501, 999] {
            assert!(client.project(&key(hidden)).await.unwrap().is_none(), "{hidden}");
        }
        let listing = client.list(&NoAnswers).await.unwrap();
        assert_eq!((listing.projects.len(), listing.not_public), (3, if token.is_some() { 2 } else { 0 }));
        assert!(!format!("{listing:?}").contains("hidden"));
    }
    forge.forge.handle().set_visibility("nsi/p1", Private).unwrap();
    assert!(forgejo(forge.forge.url(), Some(SECRET), &[], &[]).project(&key(1)).await.unwrap().is_none());
}

#[tokio::test]
async fn a_moved_project_keeps_its_identity() {
    let forge = few().await;
    let handle = forge.forge.handle();
    handle.rename("nsi/p2", "dsi/deux").unwrap();
    handle.set_archived("dsi/deux", true).unwrap();
    handle.set_mirror("nsi/p3").unwrap();
    let client = forgejo(forge.forge.url(), None, &[], &["nsi/p2", "nsi/p3"]);
    let found = client.project(&key(2)).await.unwrap().unwrap();
    assert_eq!((found.path.as_str(), found.archived, found.is_mirror), ("dsi/deux", true, false));
    let listing = client.list(&NoAnswers).await.unwrap();
    assert_eq!(listing.projects[0].path, "dsi/deux", "its former path leads to it");
    assert!(listing.projects[1].is_mirror);
}

#[tokio::test]
async fn a_listing_that_shifts_while_it_is_read_is_read_again() {
    let forge = many().await;
    // Between the first page and the second one project goes: another slips to the page just read.
    forge.forge.handle().after_listing(1, |handle| handle.delete("nsi/p1").unwrap());
    let listing = forgejo(forge.forge.url(), None, &[], &[]).list(&NoAnswers).await.unwrap();
    assert_eq!(ids(&listing), (2..=120).collect::<Vec<_>>());
    // Three pages, of which the first was read a second time.
    assert_eq!(forge.forge.handle().requests().len(), 6);
}

#[tokio::test]
async fn one_bad_page_voids_the_listing_and_a_passing_fault_does_not() {
    let forge = many().await;
    let handle = forge.forge.handle();
    for (fault, code, words) in [
        (Fault::status(500), ReasonCode::SourceUnreachable, "500"),
        (Fault::CutBody(700), ReasonCode::SourceInvalid, "breaks off at line 1"),
        (Fault::CutConnection(700), ReasonCode::SourceUnreachable, "cannot reach"),
        (Fault::Html, ReasonCode::SourceInvalid, "a web page instead of JSON"),
        (Fault::status(404), ReasonCode::SourceInvalid, "does not exist"),
    ] {
        // The second page, and its second try.
        handle.fault(Trigger::on("GET", SEARCH).nth(2), fault.clone());
        handle.fault(Trigger::on("GET", SEARCH).nth(3), fault.clone());
        let error = forgejo(forge.forge.url(), None, &[], &[]).list(&NoAnswers).await.unwrap_err();
        assert_eq!(error.reason.code, code, "{fault:?}: {error}");
        assert!(error.to_string().contains(words), "{fault:?}: {error}");
        handle.clear_faults();
    }
    for fault in [Fault::status(503), Fault::too_many(0), Fault::Drop] {
        handle.fault(Trigger::on("GET", SEARCH).nth(2), fault);
        let listing = forgejo(forge.forge.url(), None, &[], &[]).list(&NoAnswers).await.unwrap();
        assert_eq!(listing.projects.len(), 120);
    }
    handle.fault(Trigger::on("GET", SEARCH).always(), Fault::EndlessListing);
    let error = forgejo(forge.forge.url(), None, &[], &[]).list(&NoAnswers).await.unwrap_err();
    assert!(error.to_string().contains("void"), "{error}");
}

#[tokio::test]
async fn releases_are_told_newest_first_without_drafts_and_files_of_others() {
    let forge = few().await;
    let handle = forge.forge.handle();
    let file = |name: &str, at: &str| json!({"name": name, "browser_download_url": at});
    let own = format!("{}/attachments/1", forge.forge.url());
    for (tag, draft) in [("v1", false), ("v2", true), ("v3", false)] {
        let assets = json!([file("a.zip", &own), file("b.zip", "https://evil.example/b.zip")]);
        let release = json!({"tag_name": tag, "name": "", "body": "Notes", "draft": draft, "assets": assets});
        handle.add_release("nsi/p1", release).unwrap();
    }
    let releases = forgejo(forge.forge.url(), Some(SECRET), &[], &[]).releases(&key(1)).await.unwrap();
    assert_eq!(releases.iter().map(|release| release.tag.as_str()).collect::<Vec<_>>(), ["v3", "v1"]);
    assert_eq!((releases[0].name.as_str(), releases[0].assets.len()), ("v3", 1));
    assert_eq!(releases[0].assets[0].1.as_str(), own);
}

#[tokio::test]
async fn check_says_what_answers_and_what_the_token_may() {
    let forge = few().await;
    let url = forge.forge.url();
    let with = forgejo(url, Some(SECRET), &["nsi"], &[]).check().await.unwrap().to_string();
    assert!(with.contains("Forgejo 13.0.2") && with.contains("1 of 1"), "{with}");
    assert!(with.contains("administrator") && !with.contains(SECRET), "{with}");
    forge.forge.handle().add_token("lecteur", "n4rrow", Rights::Account);
    let narrow = forgejo(url, Some("n4rrow"), &[], &[]).check().await.unwrap().to_string();
    assert!(narrow.contains("accepted") && !narrow.contains("administrator"), "{narrow}");
    let without = forgejo(url, None, &[], &[]).check().await.unwrap().to_string();
    assert!(without.contains("without a token"), "{without}");
    let wrong = forgejo(url, None, &["nsi", "typo"], &[]).check().await.unwrap_err();
    assert!(wrong.to_string().contains("\"typo\"") && wrong.to_string().contains("1 of 2"), "{wrong}");
    let refused = forgejo(url, Some("wr0ng-token"), &[], &[]);
    for error in [refused.list(&NoAnswers).await.unwrap_err(), refused.check().await.unwrap_err()] {
        assert_eq!(error.reason.code, ReasonCode::SourceRefused, "{error}");
        assert!(error.to_string().contains("make a new one") && !format!("{error:?}").contains("wr0ng"));
    }
}
