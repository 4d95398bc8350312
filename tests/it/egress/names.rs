//! Names whose addresses change between one question and the next, and what git is pinned to.

use std::os::unix::fs::PermissionsExt;
use std::sync::atomic::Ordering;
use std::time::Duration;

use glane::config::{ForgeKind, ForgeSettings, Network, Proxy};
use glane::egress::{Lookup, Reach};
use glane::forge::NoAnswers;
use glane::mirror::fetch;
use glane::mirror::git::Git;
use glane::process::Programs;
use glane_catalog::model::{ForgeId, ReasonCode};

use super::git::{references, search_path};
use super::{Scripted, Witness, limits};
use crate::support::GLANE;

fn private(name: &str) -> Network {
    Network { allow_private: vec![name.to_owned()], ..Network::default() }
}

/// The variables that git is started with, by a program of that name that only writes them down.
async fn environment(reach: Reach, address: &str) -> String {
    let folder = tempfile::tempdir().unwrap();
    let (program, written) = (folder.path().join("git"), folder.path().join("written"));
    std::fs::write(&program, format!("#!/bin/sh\nenv > {}\necho \"$@\" >> {0}\n", written.display()))
        .unwrap();
    std::fs::set_permissions(&program, std::fs::Permissions::from_mode(0o755)).unwrap();
    let mut path = folder.path().as_os_str().to_owned();
    path.push(":");
    path.push(search_path());
    let programs = Programs { glane: GLANE.into(), search_path: path };
    let git = Git::new(programs, &folder.path().join("data"), Duration::from_secs(20)).unwrap();
    fetch::list_references(&git.reaching(reach).unwrap(), address).await.unwrap();
    std::fs::read_to_string(written).unwrap()
}

#[tokio::test]
async fn a_name_is_looked_up_once_and_git_is_pinned_to_what_was_judged() {
    let server = Scripted::new(&[&["10.0.0.1", "1.1.1.1", "2606:4700:4700::1111"], &["127.0.0.1"]]);
    let reach = Reach::default().looking_up(std::sync::Arc::clone(&server) as std::sync::Arc<dyn Lookup>);
    let variables = environment(reach, "https://Rebind.Example.Org./g/p.git").await;
    assert!(variables.contains("=http.curloptResolve\n"), "{variables}");
    let pin = "=rebind.example.org:443:1.1.1.1,[2606:4700:4700::1111]\n";
    assert!(variables.contains(pin), "{variables}");
    assert!(variables.ends_with("ls-remote --symref --end-of-options https://rebind.example.org/g/p.git HEAD refs/heads/* refs/tags/*\n"), "{variables}");
    assert_eq!(server.asked(), 1);
}

#[tokio::test]
async fn git_goes_where_it_is_pinned_though_no_name_server_knows_the_name() {
    let witness = Witness::new().await;
    let named = format!("http://forge.intranet.invalid:{}/g/p.git", witness.port);
    // The second answer, which nobody asks for, would lead to a port where nobody is.
    let server = Scripted::new(&[&["127.0.0.1"], &["127.0.0.2"]]);
    let asked = std::sync::Arc::clone(&server);
    let reach = Reach::new(private("forge.intranet.invalid")).looking_up(server);
    // The witness hangs up; what counts is that it was reached.
    let run = tokio::time::timeout(Duration::from_secs(3), references(reach, &named)).await;
    assert!(run.is_err() || run.unwrap().is_err());
    assert!(witness.seen() > 0);
    assert_eq!(asked.asked(), 1);
    // Without the operator's word nobody is.
    let before = witness.seen();
    let strange = Reach::default().looking_up(Scripted::new(&[&["127.0.0.1"]]));
    assert_eq!(references(strange, &named).await.unwrap_err().code, ReasonCode::SourceInvalid);
    assert_eq!(witness.seen(), before);
}

#[tokio::test]
async fn our_client_connects_to_nothing_but_what_was_judged() {
    let witness = Witness::new().await;
    let url = format!("http://rebind.example.org:{}", witness.port);
    let settings = ForgeSettings {
        url: Some(url.parse().unwrap()),
        ..ForgeSettings::new(ForgeId::new("mim").unwrap(), ForgeKind::Gitlab)
    };
    for answers in [&[&["127.0.0.1"][..]][..], &[&["::1", "10.0.0.1"], &["127.0.0.1"]], &[&[], &["::1"]]] {
        let server = Scripted::new(answers);
        let reach = Reach::default().looking_up(std::sync::Arc::clone(&server) as std::sync::Arc<dyn Lookup>);
        let mut limits = limits(reach);
        limits.attempts = 3;
        let forge = glane::forge::build_within(&settings, limits).unwrap();
        let error = forge.list(&NoAnswers).await.unwrap_err();
        assert!(error.to_string().contains("allow_private of [network]"), "{error}");
        assert!(server.asked() > 0);
    }
    assert_eq!(witness.seen(), 0);
    // The same name with the operator's word: the witness sees us.
    let reach = Reach::new(private("rebind.example.org")).looking_up(Scripted::new(&[&["127.0.0.1"]]));
    let mut quick = limits(reach);
    quick.whole = Duration::from_millis(300);
    let forge = glane::forge::build_within(&settings, quick).unwrap();
    assert!(forge.list(&NoAnswers).await.is_err());
    assert!(witness.seen.load(Ordering::SeqCst) > 0);
}

#[tokio::test]
async fn git_and_our_client_go_through_the_same_proxy() {
    let witness = Witness::new().await;
    let url = format!("http://127.0.0.1:{}", witness.port).parse().unwrap();
    let login = Some(("agent".to_owned(), "pa:ss@sentinelle-7f3a51c0".to_owned().into()));
    let proxy = Some(Proxy { url, login });
    let network = Network {
        proxy: proxy.clone(),
        proxy_http: proxy,
        no_proxy: vec!["direct.fr".to_owned()],
        ..Network::default()
    };
    let silent = Scripted::new(&[&["1.1.1.1"]]);
    let reach = Reach::new(network).looking_up(std::sync::Arc::clone(&silent) as std::sync::Arc<dyn Lookup>);
    let variables = environment(reach.clone(), "https://forge.example.org/g/p.git").await;
    let expected = format!("=http://agent:pa%3Ass%40sentinelle%2D7f3a51c0@127.0.0.1:{}/\n", witness.port);
    assert!(variables.contains("=http.proxy\n") && variables.contains(&expected), "{variables}");
    assert!(!variables.contains("curloptResolve") && silent.asked() == 0);
    assert!(!variables.lines().last().unwrap().contains("ss"), "the password is in no argument");
    let direct = environment(reach.clone(), "https://git.direct.fr/g/p.git").await;
    assert!(!direct.contains("http.proxy") && direct.contains("=git.direct.fr:443:1.1.1.1\n"), "{direct}");
    let mut quick = limits(reach);
    quick.whole = Duration::from_millis(300);
    let settings = ForgeSettings {
        url: Some("http://forge.example.org".parse().unwrap()),
        ..ForgeSettings::new(ForgeId::new("mim").unwrap(), ForgeKind::Gitlab)
    };
    assert!(glane::forge::build_within(&settings, quick).unwrap().list(&NoAnswers).await.is_err());
    assert!(witness.seen() > 0, "the proxy was not asked");
}
