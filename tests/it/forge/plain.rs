//! Lists of clone addresses and git addresses as hosts, over git's smart HTTP.

use glane::config::{ForgeKind, ForgeSettings, HostKind, HostSettings};
use glane::forge::NoAnswers;
use glane_catalog::model::{HostId, ProjectKey, ReasonCode};
use glane_sample_forge::spec::Visibility::{Private, Public};
use glane_sample_forge::{Rights, SampleForge};

use super::{SECRET, dress, forge_settings, limits, opened, repository};

#[tokio::test]
async fn an_address_is_public_while_it_answers_git_to_anyone() {
    let repositories = vec![repository(1, "g/open", Public), repository(2, "g/shut", Private)];
    let forge = opened(SampleForge::builder().gitlab(repositories)).await;
    let address = |path: &str| format!("{}/{path}.git", forge.forge.url());
    let settings = ForgeSettings {
        repositories: ["g/open", "g/shut", "g/gone"].map(|path| address(path).parse().unwrap()).to_vec(),
        ..forge_settings(ForgeKind::Plain)
    };
    let list = glane::forge::build_within(&settings, limits()).unwrap();
    let listing = list.list(&NoAnswers).await.unwrap();
    let paths: Vec<_> = listing.projects.iter().map(|project| project.path.as_str()).collect();
    assert_eq!(paths, ["g/open", "g/shut", "g/gone"]);
    for (path, public) in [("g/open", true), ("g/shut", false), ("g/gone", false)] {
        let key = ProjectKey { forge: list.id().clone(), id: address(path) };
        assert_eq!(list.project(&key).await.unwrap().is_some(), public, "{path}");
    }
    let wrong = list.check().await.unwrap_err().to_string();
    assert!(wrong.contains("1 of 3 addresses"), "{wrong}");
    for (path, named) in [("g/open", false), ("g/shut", true), ("g/gone", true)] {
        assert_eq!(wrong.contains(&address(path)), named, "{wrong}");
    }
    let settings = ForgeSettings { exclude: vec!["g/shut".to_owned(), "g/gone".to_owned()], ..settings };
    let list = glane::forge::build_within(&settings, limits()).unwrap();
    assert!(list.check().await.unwrap().to_string().contains("1 of 1 addresses"));
}

#[tokio::test]
async fn a_git_address_as_host_uses_what_exists_and_makes_nothing() {
    let builder = SampleForge::builder().gitlab(vec![repository(1, "copies/g-site", Private)]);
    let forge = opened(builder.token("robot", SECRET, Rights::Admin)).await;
    let settings = |token: &str| HostSettings {
        url: Some(format!("{}/copies", forge.forge.url()).parse().unwrap()),
        token: Some(token.to_owned().into()),
        name: "{path}".to_owned(),
        ..HostSettings::new(HostId::new("git").unwrap(), HostKind::Plain)
    };
    let host = glane::forge::build_host_within(&settings(SECRET), limits()).unwrap();
    let target = host.ensure("g-site", &dress()).await.unwrap();
    assert_eq!(target.push, format!("{}/copies/g-site.git", forge.forge.url()));
    assert!(!target.created && target.token.is_some());
    let error = host.ensure("g-other", &dress()).await.unwrap_err();
    assert!(error.to_string().contains("create it there"), "{error}");
    let wrong = glane::forge::build_host_within(&settings("wr0ng"), limits()).unwrap();
    let error = wrong.ensure("g-site", &dress()).await.unwrap_err();
    assert_eq!(error.reason.code, ReasonCode::HostRefused);
    assert!(!format!("{error:?}").contains("wr0ng"));
}
