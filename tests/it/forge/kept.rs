//! Answers kept from one listing to the next: what did not change is not sent again.

use std::collections::BTreeMap;
use std::sync::Mutex;

use async_trait::async_trait;
use glane::config::{ForgeKind, ForgeSettings};
use glane::forge::{Answers, Forge};
use glane_catalog::model::ForgeId;
use glane_sample_forge::spec::Repository;
use glane_sample_forge::spec::Visibility::{Internal, Private, Public};
use glane_sample_forge::{Handle, Rights, SampleForge};

use super::{Opened, SECRET, forge_settings, limits, opened, repository};

/// Keeps answers in memory.
#[derive(Default)]
struct Memory(Mutex<BTreeMap<(String, String), (String, String)>>);

#[async_trait]
impl Answers for Memory {
    async fn former(&self, forge: &ForgeId, question: &str) -> Option<(String, String)> {
        self.0.lock().unwrap().get(&(forge.to_string(), question.to_owned())).cloned()
    }

    async fn keep(&self, forge: &ForgeId, question: &str, validator: &str, document: &str) {
        let kept = (validator.to_owned(), document.to_owned());
        self.0.lock().unwrap().insert((forge.to_string(), question.to_owned()), kept);
    }
}

impl Memory {
    fn text(&self) -> String {
        format!("{:?}", self.0.lock().unwrap())
    }

    fn spoil(&self, with: &str) {
        self.0.lock().unwrap().values_mut().for_each(|(_, document)| with.clone_into(document));
    }
}

async fn both() -> Opened {
    let mut on_gitlab: Vec<_> = (1..=101).map(|id| repository(id, &format!("eole/p{id}"), Public)).collect();
    on_gitlab.push(repository(500, "eole/hidden-private", Private));
    on_gitlab.push(repository(501, "eole/hidden-internal", Internal));
    let mut on_github: Vec<_> =
        (1001..=1101).map(|id| repository(id, &format!("org/p{id}"), Public)).collect();
    on_github.push(Repository { fork_of: Some(1001), ..repository(1200, "org/fork", Public) });
    on_github.push(repository(1500, "org/hidden-private", Private));
    let builder = SampleForge::builder().gitlab(on_gitlab).github_org("org").github(on_github);
    opened(builder.token("robot", SECRET, Rights::Admin)).await
}

fn forges(url: &str, include: &[&str]) -> Vec<Box<dyn Forge>> {
    let own = |names: &[&str]| names.iter().map(|name| (*name).to_owned()).collect::<Vec<_>>();
    let of = |kind, groups: &[&str], token: bool| {
        let settings = ForgeSettings {
            url: Some(url.parse().unwrap()),
            groups: own(groups),
            include: own(include),
            token: token.then(|| SECRET.to_owned().into()),
            ..forge_settings(kind)
        };
        glane::forge::build_within(&settings, limits()).unwrap()
    };
    vec![
        of(ForgeKind::Gitlab, &[], true),
        of(ForgeKind::Gitlab, &["eole"], true),
        of(ForgeKind::Gitlab, &[], false),
        of(ForgeKind::Github, &["org"], true),
        of(ForgeKind::Github, &["org"], false),
    ]
}

/// How many answers had a body, and how many said "unchanged", since the log was last emptied.
fn answers(handle: &Handle) -> (usize, usize) {
    let requests = handle.requests();
    let with = |status: u16| requests.iter().filter(|request| request.status == status).count();
    handle.clear_requests();
    (with(200), with(304))
}

#[tokio::test]
async fn a_second_listing_is_equal_and_nothing_is_sent_twice() {
    let forge = both().await;
    let handle = forge.forge.handle();
    for source in forges(forge.forge.url(), &[]) {
        let memory = Memory::default();
        let first = source.list(&memory).await.unwrap();
        let (read, unchanged) = answers(&handle);
        assert!(read >= 2 && unchanged == 0, "{read} {unchanged}");
        let second = source.list(&memory).await.unwrap();
        assert_eq!(format!("{second:?}"), format!("{first:?}"));
        let (read, unchanged) = answers(&handle);
        assert!(read == 0 && unchanged >= 2, "{read} {unchanged}");
        assert!(!memory.text().contains("hidden"), "what is not public is not kept");
    }
}

#[tokio::test]
async fn a_page_that_changed_is_read_again() {
    let forge = both().await;
    let handle = forge.forge.handle();
    let sources = forges(forge.forge.url(), &[]);
    for (place, path, id) in [(0, "eole/p7", "7"), (3, "org/p1007", "1007")] {
        let memory = Memory::default();
        sources[place].list(&memory).await.unwrap();
        handle.clear_requests();
        handle.set_description(path, "Une autre description").unwrap();
        let listing = sources[place].list(&memory).await.unwrap();
        let changed = listing.projects.iter().find(|project| project.key.id == id).unwrap();
        assert_eq!(changed.description.as_deref(), Some("Une autre description"));
        let (read, unchanged) = answers(&handle);
        assert!(read == 1 && unchanged >= 1, "{read} {unchanged}");
        handle.set_visibility(path, Private).unwrap();
        let listing = sources[place].list(&memory).await.unwrap();
        assert!(!listing.projects.iter().any(|project| project.key.id == id));
        assert!(!memory.text().contains("Une autre description"), "nor is what was public and no longer is");
    }
}

#[tokio::test]
async fn what_was_kept_holds_for_its_own_question_only() {
    let forge = both().await;
    let handle = forge.forge.handle();
    let memory = Memory::default();
    let all = forges(forge.forge.url(), &[]);
    let some = forges(forge.forge.url(), &["eole/p1*", "org/p100*"]);
    for (all, some) in all.iter().zip(&some) {
        let whole = all.list(&memory).await.unwrap().projects.len();
        handle.clear_requests();
        let part = some.list(&memory).await.unwrap().projects.len();
        assert!(part < whole && part > 0);
        assert_eq!(answers(&handle).1, 0, "other globs are another question, and so is another token");
    }
}

#[tokio::test]
async fn a_kept_document_that_cannot_be_read_is_ignored() {
    let forge = both().await;
    let handle = forge.forge.handle();
    let elsewhere =
        r#"{"projects":[],"not_public":0,"ids":"x","next":"http://127.0.0.1:9/api/v4/projects?id_after=1"}"#;
    for source in forges(forge.forge.url(), &[]) {
        let memory = Memory::default();
        let first = source.list(&memory).await.unwrap();
        for spoilt in ["", "{", "[]", r#"{"projects":7}"#, elsewhere] {
            memory.spoil(spoilt);
            handle.clear_requests();
            let again = source.list(&memory).await.unwrap();
            assert_eq!(format!("{again:?}"), format!("{first:?}"), "{spoilt}");
            assert_eq!(answers(&handle).1, 0, "{spoilt}");
        }
    }
}
