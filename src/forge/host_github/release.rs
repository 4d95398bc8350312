//! Releases of a copy: made for tags that it has, with their files, once these were judged.
//!
//! A release is a draft until all its files are there: one that a kill left is made anew.

use std::collections::HashMap;
use std::path::Path;

use http::header::CONTENT_TYPE;
use http::{HeaderValue, Method};
use percent_encoding::{NON_ALPHANUMERIC, utf8_percent_encode};
use serde::Deserialize;
use serde_json::{Value, json};
use url::Url;

use super::super::client::{Arrived, Ask, Client};
use super::super::fault::{Fault, Side};
use super::super::github::place;
use super::super::{FileJudge, ForgeError, Release, Released};
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
pub(super) async fn carry(
    api: &Api,
    name: &str,
    releases: &[Release],
    judge: &dyn FileJudge,
) -> Result<Released, ForgeError> {
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
            make(api, name, release, judge, &mut released).await?;
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

/// One release with its files, unless they may not go or GitHub has one of that tag already.
async fn make(
    api: &Api,
    name: &str,
    release: &Release,
    judge: &dyn FileJudge,
    released: &mut Released,
) -> Result<(), ForgeError> {
    let folder = judge.folder().map_err(ForgeError::new)?;
    let mut files = Vec::new();
    for (number, (file, address)) in release.assets.iter().enumerate() {
        match fetch(api, address, &folder.path().join(number.to_string())).await {
            Ok(arrived) => files.push((file.clone(), arrived)),
            Err(error) => released.without.push(lacking(release, file, &error)),
        }
    }
    let places: Vec<_> = files.iter().map(|(file, arrived)| (file.clone(), arrived.path.clone())).collect();
    if !judge.may_go(release, &places).await.map_err(ForgeError::new)? {
        released.held.push(release.tag.clone());
        return Ok(());
    }
    let route = format!("{}/releases", api.route(name));
    let asked = json!({
        "tag_name": release.tag,
        "name": release.name,
        "body": release.notes,
        "draft": true,
        "generate_release_notes": false,
    });
    let Some(draft) = api.post::<Published>(&route, &asked, "tag_name").await? else { return Ok(()) };
    for (file, arrived) in &files {
        if let Err(error) = send(api, name, draft.id, file, arrived).await {
            released.without.push(lacking(release, file, &error));
        }
    }
    let place = format!("{route}/{}", draft.id);
    api.change::<Value>(&place, &json!({ "draft": false })).await?;
    released.made += 1;
    Ok(())
}

fn lacking(release: &Release, file: &str, error: &ForgeError) -> String {
    format!("{file} of release {}: {}", release.tag, error.reason.message)
}

async fn fetch(api: &Api, address: &Url, place: &Path) -> Result<Arrived, ForgeError> {
    let origin = address.join("/").unwrap_or_else(|_| address.clone());
    let source = Client::new(Side::Source, origin, None, api.limits.clone())?;
    let Some(arriving) = source.open(address.clone(), LARGEST).await? else {
        return Err(
            source.error(Fault::Invalid, "it is larger than GitHub takes, or does not say how large it is")
        );
    };
    source.keep(arriving, place).await
}

async fn send(api: &Api, name: &str, release: u64, file: &str, arrived: &Arrived) -> Result<(), ForgeError> {
    let uploads = place::uploads_of(Side::Host, &api.site)?;
    let uploads = Client::new(Side::Host, uploads, None, api.limits.clone())?;
    let mut place = uploads.at(&format!("repos/{}/{name}/releases/{release}/assets", api.organisation))?;
    place.query_pairs_mut().append_pair("name", file);
    let ask = Ask::new(Method::POST, place)
        .header(CONTENT_TYPE, HeaderValue::from_static("application/octet-stream"));
    let ask = api.access.shown(&api.client, ask).await?;
    uploads.pass_on(ask, arrived).await?.json::<Value>(&uploads).map(drop)
}
