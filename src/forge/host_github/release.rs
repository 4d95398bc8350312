//! Releases of a copy: made for tags that it has, with their files, once these were judged.
//!
//! A release is a draft until all its files are there: one that a kill left is made anew.

use std::collections::HashMap;
use std::path::Path;

use glane_catalog::model::{Reason, ReasonCode};
use http::header::CONTENT_TYPE;
use http::{HeaderValue, Method};
use percent_encoding::{NON_ALPHANUMERIC, utf8_percent_encode};
use serde::Deserialize;
use serde_json::{Value, json};
use url::Url;

use super::super::client::{Arrived, Ask, Client};
use super::super::fault::{Fault, Side};
use super::super::github::place;
use super::super::{ForgeError, Release, ReleaseJudge, Released};
use super::api::Api;

/// The largest file of a release GitHub takes, in bytes.
const LARGEST: u64 = (2 << 30) - 1;

/// The most that the files of one release may take together on this disk, in bytes.
const LARGEST_ALL: u64 = 4 << 30;

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
    judge: &dyn ReleaseJudge,
) -> Result<Released, ForgeError> {
    let missing = missing(api, name, releases).await?;
    if missing.is_empty() {
        return Ok(Released::default());
    }
    let is_archived = |copy: &Value| copy.get("archived").and_then(Value::as_bool) == Some(true);
    let closed = api.get::<Value>(&api.route(name)).await?.is_some_and(|copy| is_archived(&copy));
    if closed {
        api.patch(name, &json!({ "archived": false })).await?;
    }
    let made = make_all(api, name, &missing, judge).await;
    if closed {
        api.patch(name, &json!({ "archived": true })).await?;
    }
    made
}

/// Those that the copy has the tag of and does not have, the oldest first, so that the copy lists them in
/// the order of the source. A draft that was left is removed.
async fn missing<'a>(api: &Api, name: &str, releases: &'a [Release]) -> Result<Vec<&'a Release>, ForgeError> {
    let route = format!("{}/releases", api.route(name));
    let there: Vec<Published> = match releases {
        [] => Vec::new(),
        _ => api.all(&format!("{route}?per_page=100")).await?,
    };
    let there: HashMap<String, Published> =
        there.into_iter().map(|release| (release.tag_name.clone(), release)).collect();
    let mut missing = Vec::new();
    for release in releases.iter().rev() {
        let known = there.get(&release.tag);
        if known.is_none_or(|known| known.draft) && has_tag(api, name, &release.tag).await? {
            missing.push((release, known.map(|draft| draft.id)));
        }
    }
    for draft in missing.iter().filter_map(|(_, draft)| *draft) {
        api.delete(&format!("{route}/{draft}")).await?;
    }
    Ok(missing.into_iter().map(|(release, _)| release).collect())
}

async fn make_all(
    api: &Api,
    name: &str,
    missing: &[&Release],
    judge: &dyn ReleaseJudge,
) -> Result<Released, ForgeError> {
    let mut released = Released::default();
    for release in missing {
        // What stops one release stops no other, unless the source is no longer public.
        match make(api, name, release, judge, &mut released).await? {
            Ok(()) => released.made += 1,
            Err(reason) => released.held.push(reason),
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

/// One release with its files; why not, where it may not go or not yet.
async fn make(
    api: &Api,
    name: &str,
    release: &Release,
    judge: &dyn ReleaseJudge,
    released: &mut Released,
) -> Result<Result<(), Reason>, ForgeError> {
    let folder = judge.folder().map_err(ForgeError::new)?;
    let (mut files, mut absent, mut bytes) = (Vec::new(), Vec::new(), 0);
    for (number, (file, address)) in release.assets.iter().enumerate() {
        match fetch(api, address, &folder.path().join(number.to_string()), LARGEST_ALL - bytes).await {
            Ok(arrived) => {
                bytes += arrived.length;
                files.push((file.clone(), arrived));
            }
            // What may be had tomorrow is waited for: a release that was made is not changed again.
            Err(error) if error.reason.code == ReasonCode::SourceUnreachable => {
                return Ok(Err(waiting(release, file, &error)));
            }
            Err(error) => {
                released.without.push(lacking(release, file, &error));
                absent.push(file.as_str());
            }
        }
    }
    let places: Vec<_> = files.iter().map(|(file, arrived)| (file.clone(), arrived.path.clone())).collect();
    if let Err(reason) = judge.may_go(release, &places).await {
        return Ok(Err(reason));
    }
    judge.still().await.map_err(ForgeError::new)?;
    let route = format!("{}/releases", api.route(name));
    let asked = json!({
        "tag_name": release.tag,
        "name": release.name,
        "body": notes(release, &absent),
        "draft": true,
        "generate_release_notes": false,
    });
    let Some(draft) = api.post::<Published>(&route, &asked, "tag_name").await? else { return Ok(Ok(())) };
    for (file, arrived) in &files {
        if let Err(error) = send(api, name, draft.id, file, arrived).await {
            // The draft stays hidden, and is made anew.
            return Ok(Err(waiting(release, file, &error)));
        }
    }
    judge.still().await.map_err(ForgeError::new)?;
    api.change::<Value>(&format!("{route}/{}", draft.id), &json!({ "draft": false })).await?;
    Ok(Ok(()))
}

/// The notes; the last line names the files that could not be had.
fn notes(release: &Release, absent: &[&str]) -> String {
    if absent.is_empty() {
        return release.notes.clone();
    }
    format!("{}\n\nFichiers restés à la source : {}", release.notes, absent.join(", "))
}

fn waiting(release: &Release, file: &str, error: &ForgeError) -> Reason {
    let text = format!("{}; the release is tried again tomorrow", lacking(release, file, error));
    Reason::new(error.reason.code, text)
}

fn lacking(release: &Release, file: &str, error: &ForgeError) -> String {
    format!("{file} of release {}: {}", release.tag, error.reason.message)
}

async fn fetch(api: &Api, address: &Url, place: &Path, most: u64) -> Result<Arrived, ForgeError> {
    let origin = address.join("/").unwrap_or_else(|_| address.clone());
    let source = Client::new(Side::Source, origin, None, api.limits.clone())?;
    let Some(arriving) = source.open(address.clone(), LARGEST.min(most)).await? else {
        let text = "it is larger than GitHub takes, or with the others larger than 4 GiB, or does not say how \
                    large it is";
        return Err(source.error(Fault::Invalid, text));
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
