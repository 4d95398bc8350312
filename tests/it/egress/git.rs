//! Addresses that are given to git, by whomever; and redirects of git servers.

use std::sync::{Arc, Mutex};

use axum::Router;
use axum::http::{HeaderValue, StatusCode};
use glane::egress::Reach;
use glane::mirror::fetch;
use glane::mirror::git::Git;
use glane::mirror::references::References;
use glane::process::Programs;
use glane_catalog::model::Reason;

use super::{Witness, all_forms, inward};
use crate::support::GLANE;

/// The search path of these tests' children.
#[expect(clippy::disallowed_methods, reason = "only the service's variables are the configuration's")]
pub fn search_path() -> std::ffi::OsString {
    std::env::var_os("PATH").unwrap()
}

/// Asks git for the references at an address.
pub async fn references(reach: Reach, address: &str) -> Result<References, Reason> {
    let folder = tempfile::tempdir().unwrap();
    let programs = Programs { glane: GLANE.into(), search_path: search_path() };
    let git = Git::new(programs, folder.path(), std::time::Duration::from_secs(20)).unwrap();
    fetch::list_references(&git.reaching(reach).unwrap(), address).await
}

#[tokio::test]
async fn no_form_leads_git_inwards() {
    let witness = Witness::new().await;
    for form in all_forms(witness.port) {
        assert!(references(inward(), &form).await.is_err(), "{form}");
    }
    assert_eq!(witness.seen(), 0);
}

#[tokio::test]
async fn redirects_of_a_git_server_are_not_followed() {
    let witness = Witness::new().await;
    let location = Arc::new(Mutex::new(HeaderValue::from_static("/")));
    let told = Arc::clone(&location);
    let router = Router::new().fallback(move || {
        let location = told.lock().unwrap().clone();
        async move { (StatusCode::FOUND, [("location", location)]) }
    });
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let url = format!("http://{}/g/p.git", listener.local_addr().unwrap());
    tokio::spawn(async move { axum::serve(listener, router).await });
    let own = inward().also([&url.parse().unwrap()]);
    // Git runs for each of these, and what it would follow it would follow in any spelling: one in eight.
    for form in all_forms(witness.port).iter().step_by(8) {
        let Ok(value) = HeaderValue::from_bytes(form.as_bytes()) else { continue };
        *location.lock().unwrap() = value;
        assert!(references(own.clone(), &url).await.is_err(), "{form}");
    }
    assert_eq!(witness.seen(), 0);
}
