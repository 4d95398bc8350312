//! GitHub as a source: complete or void, public or not named, known by number.

use glane::config::{Choice, ForgeKind, ForgeSettings};
use glane::forge::{Forge, ForgeError, NoAnswers};
use glane_catalog::model::{ProjectKey, ReasonCode};
use glane_sample_forge::spec::Repository;
use glane_sample_forge::spec::Visibility::{Private, Public};
use glane_sample_forge::{Credential, Fault, Release as Made, Request, Rights, SampleForge, Trigger};

use super::{Opened, SECRET, forge_settings, limits, opened, repository};

fn settings(url: &str, groups: &[&str], projects: &[&str]) -> ForgeSettings {
    let own = |names: &[&str]| names.iter().map(|name| (*name).to_owned()).collect();
    ForgeSettings {
        url: Some(url.parse().unwrap()),
        groups: own(groups),
        projects: own(projects),
        ..forge_settings(ForgeKind::Github)
    }
}

fn source(url: &str, token: bool, groups: &[&str], projects: &[&str]) -> Box<dyn Forge> {
    let token = token.then(|| SECRET.to_owned().into());
    build(&ForgeSettings { token, ..settings(url, groups, projects) }).unwrap()
}

fn build(settings: &ForgeSettings) -> Result<Box<dyn Forge>, ForgeError> {
    glane::forge::build_within(settings, limits())
}

/// An organisation of more than one page, with a fork and a private repository, and a person.
async fn github() -> Opened {
    let mut repositories: Vec<_> =
        (1..=130).map(|id| repository(id, &format!("org/p{id}"), Public)).collect();
    repositories.push(Repository { fork_of: Some(3), ..repository(200, "org/fork", Public) });
    repositories.push(repository(500, "org/hidden-private", Private));
    repositories.push(repository(600, "ada/notes", Public));
    repositories.push(repository(601, "ada/hidden-private", Private));
    let builder = SampleForge::builder().github_org("org").github(repositories);
    opened(builder.token("robot", SECRET, Rights::Admin)).await
}

fn key(id: u64) -> ProjectKey {
    format!("mim:{id}").parse().unwrap()
}

#[tokio::test]
async fn organisations_people_and_single_repositories_are_listed_whole() {
    let forge = github().await;
    for token in [false, true] {
        let listing = source(forge.forge.url(), token, &["org", "ada"], &["org/p7", "org/hidden-private"])
            .list(&NoAnswers)
            .await
            .unwrap();
        let mut ids: Vec<u64> =
            listing.projects.iter().map(|project| project.key.id.parse().unwrap()).collect();
        ids.sort_unstable();
        assert_eq!(ids, (1..=130).chain([200, 600]).collect::<Vec<_>>());
        assert_eq!((listing.not_public, listing.unreadable.len()), (1, 0));
        assert!(!format!("{listing:?}").contains("hidden"));
        let fork = listing.projects.iter().find(|project| project.key == key(200)).unwrap();
        assert_eq!(fork.fork_of.as_deref(), Some("org/p3"));
        assert_eq!(fork.clone_url, format!("{}/org/fork.git", forge.forge.url()));
        assert!(fork.empty && fork.topics == ["maths"]);
    }
}

#[tokio::test]
async fn a_whole_server_is_listed_and_all_of_github_is_not() {
    let forge = github().await;
    let listing = source(forge.forge.url(), false, &[], &[]).list(&NoAnswers).await.unwrap();
    assert_eq!(listing.projects.len(), 132);
    let error = build(&settings("https://github.com/", &[], &[])).err().unwrap();
    assert!(error.to_string().contains("name organisations in groups"), "{error}");
    for (groups, projects) in [(&["a/b"][..], &[][..]), (&[][..], &["org"][..]), (&[][..], &["../x"][..])] {
        assert!(build(&settings("https://github.com/", groups, projects)).is_err());
    }
}

#[tokio::test]
async fn a_repository_is_asked_for_by_number_and_as_a_stranger() {
    let forge = github().await;
    let handle = forge.forge.handle();
    for token in [false, true] {
        let client = source(forge.forge.url(), token, &["org"], &[]);
        assert_eq!(client.project(&key(200)).await.unwrap().unwrap().fork_of.as_deref(), Some("org/p3"));
        for hidden in [500, 601, 999] {
            assert!(client.project(&key(hidden)).await.unwrap().is_none(), "{hidden}");
        }
    }
    assert!(handle.requests().iter().all(|request| request.credential == Credential::Absent));
    handle.rename("org/p2", "ada/two").unwrap();
    let client = source(forge.forge.url(), true, &["org", "ada"], &[]);
    assert_eq!(client.project(&key(2)).await.unwrap().unwrap().path, "ada/two");
    let moved = client.list(&NoAnswers).await.unwrap();
    assert_eq!(moved.projects.iter().find(|project| project.key == key(2)).unwrap().path, "ada/two");
    handle.set_visibility("ada/two", Private).unwrap();
    assert!(client.project(&key(2)).await.unwrap().is_none());
}

#[tokio::test]
async fn when_strangers_may_ask_no_more_the_token_does_and_private_stays_private() {
    let forge = github().await;
    let handle = forge.forge.handle();
    let client = source(forge.forge.url(), true, &["org"], &[]);
    handle.fault(Trigger::on("GET", "/api/v3/repositories/1"), Fault::too_many(3600));
    for (id, public) in [(1, true), (500, false), (2, true)] {
        assert_eq!(client.project(&key(id)).await.unwrap().is_some(), public, "{id}");
    }
    let by_token = |request: &&Request| request.credential != Credential::Absent;
    assert_eq!(handle.requests().iter().filter(by_token).count(), 3, "strangers rest, the token does not");
    handle.fault(Trigger::on("GET", "/api/v3/repositories/1"), Fault::too_many(3600));
    let error = source(forge.forge.url(), false, &["org"], &[]).project(&key(1)).await.unwrap_err();
    assert_eq!(error.retry_after, Some(3600));
}

#[tokio::test]
async fn one_bad_page_voids_the_listing() {
    let forge = github().await;
    let handle = forge.forge.handle();
    let path = "/api/v3/orgs/org/repos";
    for (fault, code) in [
        (Fault::status(502), ReasonCode::SourceUnreachable),
        (Fault::CutBody(700), ReasonCode::SourceInvalid),
        (Fault::Html, ReasonCode::SourceInvalid),
    ] {
        for nth in [2, 3] {
            handle.fault(Trigger::on("GET", path).nth(nth), fault.clone());
        }
        let error = source(forge.forge.url(), false, &["org"], &[]).list(&NoAnswers).await.unwrap_err();
        assert_eq!(error.reason.code, code, "{fault:?}: {error}");
        handle.clear_faults();
    }
    handle.fault(Trigger::on("GET", path).always(), Fault::EndlessListing);
    let error = source(forge.forge.url(), false, &["org"], &[]).list(&NoAnswers).await.unwrap_err();
    assert!(error.to_string().contains("void"), "{error}");
    let gone = source(forge.forge.url(), false, &["org", "gone"], &[]);
    handle.clear_faults();
    let error = gone.list(&NoAnswers).await.unwrap_err();
    assert!(error.to_string().contains("\"gone\""), "{error}");
    let error = gone.check().await.unwrap_err();
    assert!(error.to_string().contains("1 of 2 places") && error.to_string().contains("\"gone\""), "{error}");
}

#[tokio::test]
async fn releases_are_read_without_drafts() {
    let forge = github().await;
    let handle = forge.forge.handle();
    let files = vec![("cours.zip".to_owned(), vec![1, 2, 3])];
    let made =
        |tag: &str, draft| Made { tag: tag.to_owned(), draft, files: files.clone(), ..Made::default() };
    for (tag, draft) in [("v1", false), ("v2", false), ("v3", true)] {
        handle.add_release_with_files("org/p1", made(tag, draft)).unwrap();
    }
    for token in [false, true] {
        let releases = source(forge.forge.url(), token, &["org"], &[]).releases(&key(1)).await.unwrap();
        let tags: Vec<_> = releases.iter().map(|release| release.tag.as_str()).collect();
        assert_eq!(tags, ["v2", "v1"]);
        let address = format!("{}/org/p1/releases/download/v2/cours.zip", forge.forge.url());
        assert_eq!(releases[0].assets, [("cours.zip".to_owned(), address.parse().unwrap())]);
    }
}

#[tokio::test]
async fn a_choice_is_made_after_listing() {
    let forge = github().await;
    let handle = forge.forge.handle();
    handle.set_archived("org/p2", true).unwrap();
    handle.set_topics("org/p3", &["maths", "brouillon"]).unwrap();
    let choice = Choice {
        topics: vec!["Maths".to_owned()],
        without_topics: vec!["brouillon".to_owned()],
        skip_archived: true,
        skip_forks: true,
        active_within: None,
    };
    let chosen = build(&ForgeSettings { choice, ..settings(forge.forge.url(), &["org"], &[]) }).unwrap();
    let listing = chosen.list(&NoAnswers).await.unwrap();
    assert_eq!(listing.projects.len(), 128, "131 without an archived one, a draft and a fork");
    for left_out in [2, 3, 200] {
        assert!(!listing.projects.iter().any(|project| project.key == key(left_out)));
        assert!(chosen.project(&key(left_out)).await.unwrap().is_some(), "it is there all the same");
    }
    let idle = Choice { active_within: Some(std::time::Duration::from_secs(1)), ..Choice::default() };
    let recent =
        build(&ForgeSettings { choice: idle, ..settings(forge.forge.url(), &["org"], &[]) }).unwrap();
    assert!(recent.list(&NoAnswers).await.unwrap().projects.is_empty(), "the sample's instants are long ago");
}

#[tokio::test]
async fn check_says_what_answers_and_what_the_token_may() {
    let forge = github().await;
    forge.forge.handle().set_token_scopes("robot", &["repo"]);
    let with = source(forge.forge.url(), true, &["org"], &["org/p1"]).check().await.unwrap().to_string();
    assert!(with.contains("more than it needs (repo)") && with.contains("2 of 2 places"), "{with}");
    assert!(!with.contains(SECRET));
    let without = source(forge.forge.url(), false, &["org"], &[]).check().await.unwrap().to_string();
    assert!(without.contains("without a token"), "{without}");
}
