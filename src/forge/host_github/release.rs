//! Releases of a copy: made for tags that it has, their files carried over one by one.
//!
//! A release is a draft until all its files are there: one that a kill left is made anew.

use std::collections::HashMap;

use http::header::CONTENT_TYPE;
use http::{HeaderValue, Method};
use percent_encoding::{NON_ALPHANUMERIC, utf8_percent_encode};
use serde::Deserialize;
use serde_json::{Value, json};
use url::Url;

use super::super::client::{Ask, Client};
use super::super::fault::{Fault, Side};
use super::super::github::place;
use super::super::{ForgeError, Release, Released};
use super::api::Api;

/// The largest file of a release GitHub takes, in bytes.
const LARGEST: u64 = (2 << 30) - 1;

#[derive(Debug, Deserialize)]
struct Published {
    id: u64,
    tag_name: String,
    #[serde(default)]
    draft: bool,
}

/// Makes the releases that are missing.
pub(super) async fn carry(api: &Api, name: &str, releases: &[Release]) -> Result<Released, ForgeError> {
    let mut released = Released::default();
    if releases.is_empty() {
        return Ok(released);
    }
    let route = format!("{}/releases", api.route(name));
    let there: Vec<Published> = api.all(&format!("{route}?per_page=100")).await?;
    let there: HashMap<String, Published> =
        there.into_iter().map(|release| (release.tag_name.clone(), release)).collect();
    // The oldest first, so that the copy lists them in the order of the source.
    for release in releases.iter().rev() {
        match there.get(&release.tag) {
            Some(known) if !known.draft => continue,
            Some(left) => {
                api.delete(&format!("{route}/{}", left.id)).await?;
            }
            None => {}
        }
        if has_tag(api, name, &release.tag).await? {
            make(api, name, release, &mut released).await?;
        }
    }
    Ok(released)
}

/// Whether the copy has the tag: for a release without one GitHub would make it, on any commit.
async fn has_tag(api: &Api, name: &str, tag: &str) -> Result<bool, ForgeError> {
    let tag = utf8_percent_encode(tag, NON_ALPHANUMERIC).to_string().replace("%2F", "/");
    Ok(api
        .get::<Value>(&format!("{}/git/ref/tags/{tag}", api.route(name)))
        .await?
        .is_some_and(|found| found.is_object()))
}

/// One release with its files, unless GitHub has one of that tag already.
async fn make(api: &Api, name: &str, release: &Release, released: &mut Released) -> Result<(), ForgeError> {
    let route = format!("{}/releases", api.route(name));
    let asked = json!({
        "tag_name": release.tag,
        "name": release.name,
        "body": release.notes,
        "draft": true,
        "generate_release_notes": false,
    });
    let Some(draft) = api.post::<Published>(&route, &asked, "tag_name").await? else { return Ok(()) };
    for (file, address) in &release.assets {
        if let Err(error) = send(api, name, draft.id, file, address).await {
            let why = error.reason.message;
            released.without.push(format!("{} of release {}: {why}", file, release.tag));
        }
    }
    let place = format!("{route}/{}", draft.id);
    api.change::<Value>(&place, &json!({ "draft": false })).await?;
    released.made += 1;
    Ok(())
}

async fn send(api: &Api, name: &str, release: u64, file: &str, address: &Url) -> Result<(), ForgeError> {
    let origin = address.join("/").unwrap_or_else(|_| address.clone());
    let source = Client::new(Side::Source, origin, None, api.limits.clone())?;
    let Some(arriving) = source.open(address.clone(), LARGEST).await? else {
        return Err(
            source.error(Fault::Invalid, "it is larger than GitHub takes, or does not say how large it is")
        );
    };
    let uploads = place::uploads_of(Side::Host, &api.site)?;
    let uploads = Client::new(Side::Host, uploads, None, api.limits.clone())?;
    let mut place = uploads.at(&format!("repos/{}/{name}/releases/{release}/assets", api.organisation))?;
    place.query_pairs_mut().append_pair("name", file);
    let ask = Ask::new(Method::POST, place)
        .header(CONTENT_TYPE, HeaderValue::from_static("application/octet-stream"));
    let ask = api.access.shown(&api.client, ask).await?;
    uploads.pass_on(ask, arriving).await?.json::<Value>(&uploads).map(drop)
}
