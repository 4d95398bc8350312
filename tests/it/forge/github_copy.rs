//! What becomes of a copy on GitHub: shown last, renamed, hidden, adopted, archived, released.

use glane::config::{GithubApp, HostKind, HostSettings};
use glane::forge::{Dress, Gone, Host, Release, Released};
use glane_catalog::model::{HostId, ReasonCode};
use glane_sample_forge::spec::Visibility;
use glane_sample_forge::{Fault, Release as Made, Rights, SampleForge, Trigger};
use serde_json::json;

use super::github::{commit, host, made};
use super::{AnyFile, Opened, SECRET, dress, limits, opened, repository};

fn settings(url: &str) -> HostSettings {
    HostSettings {
        url: Some(url.parse().unwrap()),
        organisation: Some("copies".to_owned()),
        token: Some(SECRET.to_owned().into()),
        name: "{path}".to_owned(),
        publish: true,
        ..HostSettings::new(HostId::new("copies").unwrap(), HostKind::Github)
    }
}

/// A host whose copies become public.
fn publishing(forge: &Opened) -> Box<dyn Host> {
    glane::forge::build_host_within(&settings(forge.forge.url()), limits()).unwrap()
}

fn writes(forge: &Opened) -> Vec<String> {
    let requests = forge.forge.handle().requests();
    let changing = requests.iter().filter(|request| request.method != "GET");
    changing.map(|request| format!("{} {}", request.method, request.path)).collect()
}

#[tokio::test]
async fn nothing_runs_and_nothing_can_be_written_on_a_copy_before_the_first_push() {
    let forge = host().await;
    let (handle, client) = (forge.forge.handle(), publishing(&forge));
    client.ensure("g-site", &dress()).await.unwrap();
    assert_eq!(handle.pages_and_actions("copies/g-site").unwrap(), (false, false));
    assert!(!handle.has_tabs("copies/g-site").unwrap());
    // Somebody turns everything on: the next pass turns it off before it pushes.
    handle.set_actions("copies/g-site", true).unwrap();
    handle.set_tabs("copies/g-site", true).unwrap();
    handle.set_pages("copies/g-site", true).unwrap();
    client.ensure("g-site", &dress()).await.unwrap();
    assert_eq!(handle.pages_and_actions("copies/g-site").unwrap(), (false, false));
    assert!(!handle.has_tabs("copies/g-site").unwrap());
    // A third pass has nothing to do.
    let before = writes(&forge).len();
    client.ensure("g-site", &dress()).await.unwrap();
    assert_eq!(writes(&forge).len(), before);
}

#[tokio::test]
async fn a_copy_whose_actions_cannot_be_turned_off_is_not_handed_out() {
    let forge = host().await;
    let route = "/api/v3/repos/copies/g-site/actions/permissions";
    forge.forge.handle().fault(Trigger::on("PUT", route), Fault::status(422));
    let error = publishing(&forge).ensure("g-site", &dress()).await.unwrap_err();
    assert_eq!(error.reason.code, ReasonCode::HostRefused);
    assert!(error.to_string().contains("Actions cannot be turned off"), "{error}");
    publishing(&forge).ensure("g-site", &dress()).await.unwrap();
    assert_eq!(forge.forge.handle().pages_and_actions("copies/g-site").unwrap(), (false, false));
}

#[tokio::test]
async fn a_copy_is_shown_once_it_is_asked_for_and_then_accepted() {
    let forge = host().await;
    let (handle, client) = (forge.forge.handle(), publishing(&forge));
    let target = client.ensure("g-site", &dress()).await.unwrap();
    client.dress(&target, &dress()).await.unwrap();
    assert_eq!(handle.about("copies/g-site").unwrap().visibility, Visibility::Private);
    let address = client.reveal(&target, &dress()).await.unwrap().unwrap();
    assert_eq!(address, format!("{}/copies/g-site", forge.forge.url()));
    assert_eq!(handle.about("copies/g-site").unwrap().visibility, Visibility::Public);
    let again = client.ensure("g-site", &dress()).await.unwrap();
    assert!(again.is_public && again.public_url == Some(address.clone()));
    let before = writes(&forge).len();
    assert_eq!(client.reveal(&again, &dress()).await.unwrap(), Some(address));
    assert_eq!(writes(&forge).len(), before, "what is public is not made so again");
}

#[tokio::test]
async fn where_copies_stay_private_nothing_is_shown() {
    let forge = host().await;
    let client = super::github(forge.forge.url());
    let target = client.ensure("g-site", &dress()).await.unwrap();
    assert_eq!(client.reveal(&target, &dress()).await.unwrap(), None);
    assert_eq!(forge.forge.handle().about("copies/g-site").unwrap().visibility, Visibility::Private);
}

#[tokio::test]
async fn what_lost_its_mark_is_not_shown() {
    let forge = host().await;
    let (handle, client) = (forge.forge.handle(), publishing(&forge));
    let target = client.ensure("g-site", &dress()).await.unwrap();
    handle.push("copies/g-site", "main", &[commit()]).unwrap();
    handle.set_topics("copies/g-site", &["glane-000000000000"]).unwrap();
    let error = client.reveal(&target, &dress()).await.unwrap_err();
    assert_eq!(error.reason.code, ReasonCode::NameTaken, "{error}");
    assert_eq!(handle.about("copies/g-site").unwrap().visibility, Visibility::Private);
}

#[tokio::test]
async fn an_archived_source_has_an_archived_copy_that_changes_all_the_same() {
    let forge = host().await;
    let (handle, client) = (forge.forge.handle(), publishing(&forge));
    let archived = |text: &str| Dress { archived: true, description: text.to_owned(), ..dress() };
    let target = client.ensure("g-site", &archived("un")).await.unwrap();
    client.dress(&target, &archived("un")).await.unwrap();
    assert!(handle.about("copies/g-site").unwrap().archived);
    client.reveal(&target, &archived("un")).await.unwrap();
    let about = handle.about("copies/g-site").unwrap();
    assert!(about.archived && about.visibility == Visibility::Public);
    client.dress(&target, &archived("deux")).await.unwrap();
    let about = handle.about("copies/g-site").unwrap();
    assert!(about.archived && about.description.as_deref() == Some("deux"));
    let before = writes(&forge).len();
    client.dress(&target, &archived("deux")).await.unwrap();
    assert_eq!(writes(&forge).len(), before, "what is as it should be stays archived");
    client.dress(&target, &Dress { archived: false, ..archived("deux") }).await.unwrap();
    assert!(!handle.about("copies/g-site").unwrap().archived);
}

#[tokio::test]
async fn a_copy_follows_the_name_of_its_source_and_its_former_name_leads_to_it() {
    let forge = host().await;
    let (handle, client) = (forge.forge.handle(), publishing(&forge));
    client.ensure("g-site", &dress()).await.unwrap();
    handle.set_archived("copies/g-site", true).unwrap();
    client.rename("g-site", "h-site", &dress()).await.unwrap();
    assert!(handle.about("copies/h-site").unwrap().archived);
    assert_eq!(client.ensure("g-site", &dress()).await.unwrap().name, "h-site");
    // As after a kill between the renaming and its note.
    client.rename("g-site", "h-site", &dress()).await.unwrap();
    client.rename("h-site", "H-Site", &dress()).await.unwrap();
    assert_eq!(client.ensure("h-site", &dress()).await.unwrap().name, "H-Site");
    client.ensure("other", &Dress { mark: "mim:8".to_owned(), ..dress() }).await.unwrap();
    for (from, to) in [("h-site", "other"), ("other", "mine")] {
        let error = client.rename(from, to, &dress()).await.unwrap_err();
        assert_eq!(error.reason.code, ReasonCode::NameTaken, "{error}");
    }
}

#[tokio::test]
async fn a_copy_leaves_the_public_or_is_removed_and_nobody_elses_is_touched() {
    let forge = host().await;
    let (handle, client) = (forge.forge.handle(), publishing(&forge));
    let target = client.ensure("g-site", &dress()).await.unwrap();
    client.reveal(&target, &dress()).await.unwrap();
    handle.set_pages("copies/g-site", true).unwrap();
    handle.set_archived("copies/g-site", true).unwrap();
    assert_eq!(client.hide("g-site", "mim:8", true).await.unwrap_err().reason.code, ReasonCode::NameTaken);
    assert_eq!(client.hide("g-site", "mim:7", false).await.unwrap(), Gone::Private);
    let about = handle.about("copies/g-site").unwrap();
    assert!(about.visibility == Visibility::Private && about.archived);
    assert!(!handle.pages_and_actions("copies/g-site").unwrap().0, "its web site goes too");
    assert_eq!(client.hide("g-site", "mim:7", false).await.unwrap(), Gone::Private);
    assert_eq!(client.hide("g-site", "mim:7", true).await.unwrap(), Gone::Removed);
    assert!(handle.about("copies/g-site").is_err());
    assert_eq!(client.hide("g-site", "mim:7", false).await.unwrap(), Gone::Absent);
}

#[tokio::test]
async fn a_repository_is_adopted_unless_it_bears_another_mark() {
    let forge = host().await;
    made(&forge, json!({"name": "g-site", "private": true, "description": "Mon site"})).await;
    let (handle, client) = (forge.forge.handle(), publishing(&forge));
    let target = client.adopt("g-site", &dress()).await.unwrap();
    assert!(!target.created && target.name == "g-site");
    assert_eq!(handle.about("copies/g-site").unwrap().topics[0], "glane-6c97e56909ad");
    assert_eq!(handle.pages_and_actions("copies/g-site").unwrap(), (false, false));
    let other = Dress { mark: "mim:8".to_owned(), ..dress() };
    let error = client.adopt("g-site", &other).await.unwrap_err();
    assert_eq!(error.reason.code, ReasonCode::NameTaken, "{error}");
    assert!(client.adopt("absent", &dress()).await.is_err());
}

#[tokio::test]
async fn all_copies_are_seen_in_one_list_and_its_state_tells_what_changed() {
    let forge = host().await;
    let (handle, client) = (forge.forge.handle(), publishing(&forge));
    for number in 0..103 {
        made(&forge, json!({"name": format!("x{number}"), "private": true})).await;
        handle.set_topics(&format!("copies/x{number}"), &[&format!("glane-{number:012x}")]).unwrap();
    }
    made(&forge, json!({"name": "foreign", "private": true})).await;
    client.ensure("G-site", &dress()).await.unwrap();
    handle.clear_requests();
    let before = client.overview().await.unwrap().unwrap();
    assert_eq!(handle.requests().len(), 2, "105 repositories are two pages");
    assert_eq!(before.len(), 104);
    assert!(!before.contains_key("foreign") && !before["g-site"].is_public);
    assert_eq!(client.overview().await.unwrap().unwrap(), before);
    handle.push("copies/G-site", "main", &[commit()]).unwrap();
    let pushed = client.overview().await.unwrap().unwrap();
    assert_ne!(pushed["g-site"].state, before["g-site"].state);
    assert_eq!(pushed["x7"], before["x7"]);
    handle.set_visibility("copies/G-site", Visibility::Public).unwrap();
    let shown = client.overview().await.unwrap().unwrap();
    assert!(shown["g-site"].is_public && shown["g-site"].state != pushed["g-site"].state);
    // The second page fails, and with it the whole list.
    for nth in [2, 3] {
        handle.fault(Trigger::on("GET", "/api/v3/orgs/copies/repos").nth(nth), Fault::status(502));
    }
    assert!(client.overview().await.is_err());
}

#[tokio::test]
async fn releases_follow_for_tags_that_the_copy_has_with_their_files() {
    let forge = host().await;
    let (handle, client) = (forge.forge.handle(), publishing(&forge));
    handle.add_on_github(&repository(7, "source/site", Visibility::Public)).unwrap();
    let file = vec![7_u8; 300_000];
    let files = vec![("cours.zip".to_owned(), file.clone())];
    let release = Made { tag: "v1".to_owned(), name: "Un".to_owned(), files, ..Made::default() };
    handle.add_release_with_files("source/site", release).unwrap();
    let target = client.ensure("g-site", &dress()).await.unwrap();
    handle.push("copies/g-site", "main", &[commit()]).unwrap();
    handle.set_reference("copies/g-site", "refs/tags/v1", "main").unwrap();
    let address = format!("{}/source/site/releases/download/v1/cours.zip", forge.forge.url());
    let of = |tag: &str, assets: Vec<(String, url::Url)>| Release {
        tag: tag.to_owned(),
        name: format!("Version {tag}"),
        notes: "Des notes".to_owned(),
        assets,
    };
    let files = || vec![("cours.zip".to_owned(), address.parse().unwrap())];
    let wanted = [of("v3", files()), of("v2", Vec::new()), of("v1", files())];
    assert_eq!(
        client.release(&target, &wanted, &AnyFile).await.unwrap(),
        Released { made: 1, ..Released::default() }
    );
    let made = handle.releases("copies/g-site").unwrap();
    assert_eq!(made.len(), 1, "the copy has no tag v2");
    assert!(made[0].tag == "v1" && made[0].name == "Version v1" && !made[0].draft);
    assert_eq!(made[0].files, [("cours.zip".to_owned(), file)]);
    assert_eq!(client.release(&target, &wanted, &AnyFile).await.unwrap(), Released::default());
    // A file that does not arrive leaves a draft, which nobody sees, and the next pass makes it anew.
    handle.set_reference("copies/g-site", "refs/tags/v3", "main").unwrap();
    handle.fault(Trigger::on("POST", "/api/uploads"), Fault::status(502));
    let released = client.release(&target, &wanted, &AnyFile).await.unwrap();
    assert_eq!((released.made, released.held.len()), (0, 1));
    assert!(released.held[0].message.starts_with("cours.zip of release v3: "), "{released:?}");
    let shown =
        |made: Vec<Made>| made.into_iter().filter(|one| !one.draft).map(|one| one.tag).collect::<Vec<_>>();
    assert_eq!(shown(handle.releases("copies/g-site").unwrap()), ["v1"]);
    assert_eq!(client.release(&target, &wanted, &AnyFile).await.unwrap().made, 1);
    let made = handle.releases("copies/g-site").unwrap();
    assert_eq!(made.len(), 2, "{made:?}");
    assert_eq!(made[1].files[0].0, "cours.zip");
    // An archived copy is opened for it and closed again.
    handle.set_reference("copies/g-site", "refs/tags/v2", "main").unwrap();
    client.dress(&target, &Dress { archived: true, ..dress() }).await.unwrap();
    assert_eq!(client.release(&target, &wanted, &AnyFile).await.unwrap().made, 1);
    assert_eq!(shown(handle.releases("copies/g-site").unwrap()).len(), 3);
}

#[tokio::test]
async fn limits_are_githubs() {
    let forge = host().await;
    let limits = publishing(&forge).limits();
    assert_eq!((limits.object, limits.push), (Some(104_857_600), Some(2_147_483_648)));
    assert!(limits.references == Some(5_000) && !limits.sha256 && limits.lfs);
}

#[tokio::test]
async fn check_warns_of_excess_rights_and_of_a_near_end() {
    let forge = host().await;
    let handle = forge.forge.handle();
    handle.set_token_scopes("robot", &["repo", "workflow", "admin:org", "delete_repo"]);
    handle.set_token_expiry("robot", Some("2020-01-01"));
    let warnings = publishing(&forge).check().await.unwrap().warnings;
    assert!(warnings[0].contains("(workflow, admin:org, delete_repo)"), "{warnings:?}");
    assert!(warnings[1].contains("ends on 2020-01-01: renew it now"), "{warnings:?}");
}

/// A key made for one test.
fn key() -> String {
    let made = std::process::Command::new("openssl")
        .args(["genpkey", "-quiet", "-algorithm", "RSA", "-pkeyopt", "rsa_keygen_bits:2048"])
        .output()
        .unwrap();
    assert!(made.status.success());
    String::from_utf8(made.stdout).unwrap()
}

fn by_app(url: &str) -> Box<dyn Host> {
    let app = GithubApp { id: 12345, installation: 77, key: key().into() };
    let settings = HostSettings { app: Some(app), token: None, ..settings(url) };
    glane::forge::build_host_within(&settings, limits()).unwrap()
}

#[tokio::test]
async fn an_app_draws_a_token_keeps_it_and_draws_another_after_a_refusal() {
    let forge = opened(SampleForge::builder().github_org("copies")).await;
    let handle = forge.forge.handle();
    handle.add_app(12345, 77, "copies", 3600);
    let client = by_app(forge.forge.url());
    let first = client.ensure("g-site", &dress()).await.unwrap().token.unwrap();
    client.ensure("g-site", &dress()).await.unwrap();
    assert_eq!(handle.statements().len(), 1, "a token of an hour is kept");
    handle.revoke_token("app");
    let second = client.ensure("g-site", &dress()).await.unwrap().token.unwrap();
    assert_eq!(handle.statements().len(), 2);
    use secrecy::ExposeSecret as _;
    assert_ne!(first.expose_secret(), second.expose_secret(), "git is given the new one");
    assert!(!handle.requests().iter().any(|request| format!("{request:?}").contains("ghs_")));
}

#[tokio::test]
async fn an_apps_token_is_replaced_before_its_end_and_a_refusal_is_explained() {
    let forge = opened(SampleForge::builder().github_org("copies")).await;
    let handle = forge.forge.handle();
    // Less than the five minutes by which a token is replaced early.
    handle.add_app(12345, 77, "copies", 120);
    let client = by_app(forge.forge.url());
    client.ensure("g-site", &dress()).await.unwrap();
    assert!(handle.statements().len() > 1);
    let absent = opened(SampleForge::builder().github_org("copies")).await;
    let error = by_app(absent.forge.url()).ensure("g-site", &dress()).await.unwrap_err();
    assert_eq!(error.reason.code, ReasonCode::HostRefused);
    assert!(error.to_string().contains("no such installation"), "{error}");
}

#[tokio::test]
async fn a_person_who_pushes_needs_rights_in_the_organisation() {
    let rights = Rights::Account;
    let forge = opened(SampleForge::builder().github_org("copies").token("robot", SECRET, rights)).await;
    let error = publishing(&forge).ensure("g-site", &dress()).await.unwrap_err();
    assert_eq!(error.reason.code, ReasonCode::HostRefused);
    assert!(error.to_string().contains("administration and contents"), "{error}");
}
