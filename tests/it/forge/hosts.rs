//! Forgejo and GitLab as hosts: what both must do, asked of each.
//!
//! Private until shown, known by the mark, nobody else's touched, nothing written twice.

use glane::config::{HostKind, HostSettings};
use glane::forge::{Gone, Host, Release};
use glane_catalog::model::{HostId, ReasonCode};
use glane_sample_forge::spec::Visibility;
use glane_sample_forge::{Fault, Handle, Rights, SampleForge, Trigger};

use super::github::commit;
use super::{AnyFile, Opened, SECRET, dress, limits, opened};

/// `printf mim:7 | sha256sum`
const MARK: &str = "glane-6c97e56909ad";

pub const BOTH: [HostKind; 2] = [HostKind::Forgejo, HostKind::Gitlab];

pub async fn forge() -> Opened {
    let rights = Rights::Member(vec!["copies".to_owned()]);
    opened(SampleForge::builder().forgejo_org("copies").gitlab_group("copies").token("robot", SECRET, rights))
        .await
}

pub fn host(kind: HostKind, url: &str, publish: bool) -> Box<dyn Host> {
    let settings = HostSettings {
        url: Some(url.parse().unwrap()),
        organisation: Some("copies".to_owned()),
        token: Some(SECRET.to_owned().into()),
        name: "{path}".to_owned(),
        publish,
        ..HostSettings::new(HostId::new("copies").unwrap(), kind)
    };
    glane::forge::build_host_within(&settings, limits()).unwrap()
}

/// Requests that were not readings, since the log was last emptied.
pub fn writes(handle: &Handle) -> Vec<String> {
    let read = |method: &str| method == "GET" || method == "HEAD";
    let requests = handle.requests();
    requests
        .iter()
        .filter(|one| !read(&one.method))
        .map(|one| format!("{} {}", one.method, one.path))
        .collect()
}

fn creation(kind: HostKind) -> &'static str {
    if kind == HostKind::Forgejo { "/api/v1/orgs/copies/repos" } else { "/api/v4/projects" }
}

#[tokio::test]
async fn a_copy_is_made_private_marked_switched_off_and_found_again() {
    for kind in BOTH {
        let forge = forge().await;
        let (handle, client) = (forge.forge.handle(), host(kind, forge.forge.url(), true));
        let target = client.ensure("g-site", &dress()).await.unwrap();
        assert!(target.created && target.public_url.is_none() && !target.is_public && target.token.is_some());
        assert_eq!(target.push, format!("{}/copies/g-site.git", forge.forge.url()));
        let about = handle.about("copies/g-site").unwrap();
        assert_eq!((about.visibility, about.topics[0].as_str()), (Visibility::Private, MARK));
        let off = |word: &str| about.off.iter().any(|key| key.contains(word));
        for word in ["issues", "wiki", "packages"] {
            assert!(off(word), "{kind:?} {word}: {:?}", about.off);
        }
        assert!(off(if kind == HostKind::Forgejo { "has_actions" } else { "builds_access_level" }));
        assert!(off(if kind == HostKind::Forgejo { "pull_requests" } else { "merge_requests" }));
        handle.clear_requests();
        assert!(!client.ensure("g-site", &dress()).await.unwrap().created);
        assert_eq!(writes(&handle), Vec::<String>::new(), "{kind:?}: a second look writes nothing");
    }
}

#[tokio::test]
async fn a_copy_is_dressed_shown_last_and_then_left_alone() {
    for kind in BOTH {
        let forge = forge().await;
        let (handle, client) = (forge.forge.handle(), host(kind, forge.forge.url(), true));
        let mut dress = dress();
        let target = client.ensure("g-site", &dress).await.unwrap();
        handle.push("copies/g-site", "main", &[commit()]).unwrap();
        handle.push("copies/g-site", "principale", &[commit()]).unwrap();
        dress.default_branch = Some("principale".to_owned());
        dress.description = "Miroir de g/site : d’autres cours".to_owned();
        client.dress(&target, &dress).await.unwrap();
        let about = handle.about("copies/g-site").unwrap();
        assert_eq!((about.visibility, about.default_branch.as_str()), (Visibility::Private, "principale"));
        let said = about.description.unwrap();
        assert!(said.starts_with("Miroir de g/site : d’autres cours"), "{said}");
        let page = "https://forge.example.org/g/site";
        assert!(said.contains(page) || about.homepage.as_deref() == Some(page), "{kind:?}: {said}");
        assert_eq!(about.protected, Vec::<String>::new());
        let url = client.reveal(&target, &dress).await.unwrap();
        assert_eq!(url, Some(format!("{}/copies/g-site", forge.forge.url())));
        assert_eq!(handle.about("copies/g-site").unwrap().visibility, Visibility::Public);
        handle.clear_requests();
        let again = client.ensure("g-site", &dress).await.unwrap();
        assert!(again.is_public && again.public_url == url);
        client.dress(&again, &dress).await.unwrap();
        assert_eq!(client.reveal(&again, &dress).await.unwrap(), url);
        assert_eq!(writes(&handle), Vec::<String>::new(), "{kind:?}");
    }
}

#[tokio::test]
async fn without_publish_nothing_is_shown_and_what_is_public_is_not_pushed_to() {
    for kind in BOTH {
        let forge = forge().await;
        let client = host(kind, forge.forge.url(), false);
        let target = client.ensure("g-site", &dress()).await.unwrap();
        assert_eq!(client.reveal(&target, &dress()).await.unwrap(), None);
        let handle = forge.forge.handle();
        assert_eq!(handle.about("copies/g-site").unwrap().visibility, Visibility::Private);
        handle.set_visibility("copies/g-site", Visibility::Public).unwrap();
        let error = client.ensure("g-site", &dress()).await.unwrap_err();
        assert_eq!(error.reason.code, ReasonCode::HostRefused);
        assert!(error.to_string().contains("publish = true"), "{error}");
    }
}

#[tokio::test]
async fn what_is_not_ours_is_left_alone_until_it_is_adopted() {
    for kind in BOTH {
        let forge = forge().await;
        let (handle, client) = (forge.forge.handle(), host(kind, forge.forge.url(), true));
        let mut other = dress();
        other.mark = "mim:8".to_owned();
        other.description = "Le site d’un autre".to_owned();
        client.ensure("g-site", &other).await.unwrap();
        for marked in [true, false] {
            if !marked {
                handle.set_topics("copies/g-site", &["a-eux"]).unwrap();
            }
            handle.clear_requests();
            let error = client.ensure("g-site", &dress()).await.unwrap_err();
            assert_eq!(error.reason.code, ReasonCode::NameTaken);
            assert!(error.to_string().contains(MARK), "{error}");
            let error = client.hide("g-site", "mim:7", true).await.unwrap_err();
            assert_eq!(error.reason.code, ReasonCode::NameTaken);
            assert_eq!(client.adopt("g-site", &dress()).await.is_err(), marked, "{kind:?}");
            assert_eq!(writes(&handle).len(), usize::from(!marked), "{kind:?}: {:?}", writes(&handle));
        }
        assert_eq!(handle.about("copies/g-site").unwrap().topics[0], MARK);
        assert!(!client.ensure("g-site", &dress()).await.unwrap().created);
        assert!(client.adopt("absent", &dress()).await.unwrap_err().to_string().contains("not there"));
    }
}

#[tokio::test]
async fn a_kill_while_it_is_made_is_mended_by_the_next_pass() {
    for kind in BOTH {
        let forge = forge().await;
        let (handle, client) = (forge.forge.handle(), host(kind, forge.forge.url(), true));
        // GitLab marks in the act; Forgejo after it.
        let (trigger, fault) = match kind {
            HostKind::Forgejo => (Trigger::on("PUT", "/api/v1/repos/copies/g-site/topics"), Fault::Drop),
            _ => (Trigger::on("POST", creation(kind)), Fault::CutConnection(10)),
        };
        handle.fault(trigger, fault);
        let broken = client.ensure("g-site", &dress()).await;
        assert!(broken.is_err(), "{kind:?}: {broken:?} {:?}", handle.requests());
        assert!(handle.about("copies/g-site").is_ok());
        assert!(!client.ensure("g-site", &dress()).await.unwrap().created);
        assert_eq!(handle.about("copies/g-site").unwrap().topics[0], MARK);
        let posts = handle.requests().iter().filter(|one| one.method == "POST").count();
        assert_eq!(posts, 1, "{kind:?}");
    }
}

#[tokio::test]
async fn a_creation_is_never_repeated_blindly() {
    for kind in BOTH {
        let forge = forge().await;
        let handle = forge.forge.handle();
        for (fault, code, words) in [
            (Fault::status(500), ReasonCode::HostUnreachable, "500"),
            (Fault::too_many(120), ReasonCode::HostUnreachable, "120 s"),
            (Fault::Drop, ReasonCode::HostUnreachable, "cannot reach"),
            (Fault::Html, ReasonCode::HostRefused, "a web page"),
            (Fault::status(422), ReasonCode::HostRefused, "422"),
            (Fault::status(403), ReasonCode::HostRefused, "lacks a right"),
            (Fault::status(401), ReasonCode::HostRefused, "make a new one"),
        ] {
            handle.clear_requests();
            // Each a host of its own: one that was asked for rest keeps it.
            let client = host(kind, forge.forge.url(), true);
            handle.fault(Trigger::on("POST", creation(kind)), fault.clone());
            let error = client.ensure("g-site", &dress()).await.unwrap_err();
            assert_eq!(error.reason.code, code, "{kind:?} {fault:?}: {error}");
            assert!(error.to_string().contains(words), "{kind:?} {fault:?}: {error}");
            assert!(!error.to_string().contains(SECRET));
            assert_eq!(writes(&handle).len(), 1, "{kind:?} {fault:?}");
        }
        // A truncated answer to a reading: tried again, then given up; nothing is written.
        handle.clear_requests();
        handle.fault(Trigger::on("GET", "/api/").next(2), Fault::CutConnection(3));
        let client = host(kind, forge.forge.url(), true);
        assert!(client.ensure("g-site", &dress()).await.is_err());
        assert_eq!(writes(&handle).len(), 0);
        assert!(client.ensure("g-site", &dress()).await.unwrap().created);
    }
}

#[tokio::test]
async fn a_former_name_is_followed_to_our_copy_and_free_for_another() {
    for kind in BOTH {
        let forge = forge().await;
        let (handle, client) = (forge.forge.handle(), host(kind, forge.forge.url(), true));
        client.ensure("g-site", &dress()).await.unwrap();
        client.rename("g-site", "h-site", &dress()).await.unwrap();
        let about = handle.about("copies/h-site").unwrap();
        assert_eq!(about.topics[0], MARK);
        handle.clear_requests();
        client.rename("g-site", "h-site", &dress()).await.unwrap();
        assert_eq!(client.ensure("g-site", &dress()).await.unwrap().name, "h-site");
        assert_eq!(writes(&handle), Vec::<String>::new(), "{kind:?}: done twice it is done once");
        let mut other = dress();
        other.mark = "mim:8".to_owned();
        other.description = "Miroir d’un autre".to_owned();
        let target = client.ensure("g-site", &other).await.unwrap();
        assert!(target.created && target.name == "g-site", "{kind:?}");
        let error = client.rename("g-site", "h-site", &other).await.unwrap_err();
        assert_eq!(error.reason.code, ReasonCode::NameTaken, "{kind:?}: {error}");
        client.rename("gone", "nowhere", &dress()).await.unwrap();
        assert!(handle.about("copies/nowhere").is_err());
    }
}

#[tokio::test]
async fn what_must_leave_the_public_leaves_it() {
    for kind in BOTH {
        let forge = forge().await;
        let (handle, client) = (forge.forge.handle(), host(kind, forge.forge.url(), true));
        let target = client.ensure("g-site", &dress()).await.unwrap();
        client.reveal(&target, &dress()).await.unwrap();
        assert_eq!(client.hide("g-site", "mim:7", false).await.unwrap(), Gone::Private);
        assert_eq!(handle.about("copies/g-site").unwrap().visibility, Visibility::Private);
        assert_eq!(client.hide("g-site", "mim:7", true).await.unwrap(), Gone::Removed);
        assert!(handle.about("copies/g-site").is_err());
        assert_eq!(client.hide("g-site", "mim:7", true).await.unwrap(), Gone::Absent);
    }
}

#[tokio::test]
async fn an_archived_copy_is_opened_written_and_closed_only_if_something_differs() {
    for kind in BOTH {
        let forge = forge().await;
        let (handle, client) = (forge.forge.handle(), host(kind, forge.forge.url(), true));
        let mut dress = dress();
        dress.archived = true;
        let target = client.ensure("g-site", &dress).await.unwrap();
        client.dress(&target, &dress).await.unwrap();
        client.reveal(&target, &dress).await.unwrap();
        let about = handle.about("copies/g-site").unwrap();
        assert_eq!((about.archived, about.visibility), (true, Visibility::Public), "{kind:?}");
        handle.clear_requests();
        client.ensure("g-site", &dress).await.unwrap();
        client.dress(&target, &dress).await.unwrap();
        assert_eq!(writes(&handle), Vec::<String>::new(), "{kind:?}");
        dress.description = "Miroir corrigé".to_owned();
        client.dress(&target, &dress).await.unwrap();
        let about = handle.about("copies/g-site").unwrap();
        assert!(about.archived && about.description.unwrap().starts_with("Miroir corrigé"), "{kind:?}");
        assert_eq!(writes(&handle).len(), 3, "opened, written, closed: {:?}", writes(&handle));
        dress.archived = false;
        client.ensure("g-site", &dress).await.unwrap();
        assert!(!handle.about("copies/g-site").unwrap().archived, "{kind:?}: its source was opened again");
    }
}

#[tokio::test]
async fn one_listing_tells_every_copy_and_whether_anything_changed() {
    for kind in BOTH {
        let forge = forge().await;
        let (handle, client) = (forge.forge.handle(), host(kind, forge.forge.url(), true));
        let target = client.ensure("g-site", &dress()).await.unwrap();
        let mut other = dress();
        other.mark = "mim:8".to_owned();
        other.description = "Miroir d’un autre".to_owned();
        client.ensure("g-autre", &other).await.unwrap();
        client.ensure("g-eux", &glane::forge::Dress { mark: "mim:9".to_owned(), ..other }).await.unwrap();
        handle.set_topics("copies/g-eux", &["a-eux"]).unwrap();
        handle.clear_requests();
        let first = client.overview().await.unwrap().unwrap();
        assert!(handle.requests().len() <= 2, "one page, and the owner's number");
        assert_eq!(first.keys().collect::<Vec<_>>(), ["g-autre", "g-site"]);
        assert_eq!(client.overview().await.unwrap().unwrap(), first);
        handle.push("copies/g-site", "main", &[commit()]).unwrap();
        let pushed = client.overview().await.unwrap().unwrap();
        assert_ne!(pushed["g-site"], first["g-site"]);
        assert_eq!(pushed["g-autre"], first["g-autre"]);
        client.reveal(&target, &dress()).await.unwrap();
        let shown = client.overview().await.unwrap().unwrap();
        assert!(shown["g-site"].is_public && !shown["g-autre"].is_public);
        assert_ne!(shown["g-site"].state, pushed["g-site"].state);
        handle.fault(Trigger::on("GET", "/api/").always(), Fault::Html);
        assert!(client.overview().await.is_err());
    }
}

#[tokio::test]
async fn releases_are_made_once_for_tags_that_are_there() {
    for kind in BOTH {
        let forge = forge().await;
        let (handle, client) = (forge.forge.handle(), host(kind, forge.forge.url(), true));
        let target = client.ensure("g-site", &dress()).await.unwrap();
        handle.push("copies/g-site", "main", &[commit()]).unwrap();
        handle.set_reference("copies/g-site", "refs/tags/v1", "main").unwrap();
        let release = |tag: &str| Release {
            tag: tag.to_owned(),
            name: format!("Version {tag}"),
            notes: "Notes".to_owned(),
            assets: vec![("a.zip".to_owned(), "https://forge.example.org/a.zip".parse().unwrap())],
        };
        let releases = [release("v2"), release("v1")];
        assert_eq!(client.release(&target, &releases, &AnyFile).await.unwrap().made, 1, "{kind:?}");
        assert!(!handle.references("copies/g-site").unwrap().contains_key("refs/tags/v2"));
        handle.clear_requests();
        assert_eq!(client.release(&target, &releases, &AnyFile).await.unwrap().made, 0);
        client.dress(&target, &dress()).await.unwrap();
        assert_eq!(client.release(&target, &releases, &AnyFile).await.unwrap().made, 0);
        assert_eq!(handle.about("copies/g-site").unwrap().releases, 1);
    }
}

#[tokio::test]
async fn check_names_what_is_wrong() {
    for kind in BOTH {
        let forge = forge().await;
        let client = host(kind, forge.forge.url(), true);
        let said = client.check().await.unwrap().to_string();
        assert!(said.contains("copies") && !said.contains(SECRET), "{said}");
        for (fault, words) in [(Fault::Html, "web page"), (Fault::status(401), "make a new one")] {
            forge.forge.handle().fault(Trigger::any("/api/").next(2), fault);
            let error = client.check().await.unwrap_err();
            assert!(error.to_string().contains(words), "{kind:?}: {error}");
            forge.forge.handle().clear_faults();
        }
    }
}
