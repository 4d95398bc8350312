//! Makes the releases that are missing, for tags the copy has; their files are links to the source.
//!
//! Must not make a tag: GitLab refuses a release whose tag is not there and for which none is named.

use std::collections::HashSet;

use http::Method;
use percent_encoding::{NON_ALPHANUMERIC, utf8_percent_encode};
use serde_json::{Value, json};

use super::super::host_api::Api;
use super::super::{ForgeError, Release, ReleaseJudge, Released};

/// Pages of a hundred read at most.
const PAGES: usize = 50;

/// Makes those that are missing, oldest first, so that the newest is the newest there too.
pub(super) async fn bring(
    api: &Api,
    project: u64,
    releases: &[Release],
    judge: &dyn ReleaseJudge,
) -> Result<Released, ForgeError> {
    let route = format!("projects/{project}");
    let present = present(api, &route).await?;
    let mut released = Released::default();
    for release in releases.iter().rev().filter(|release| !present.contains(&release.tag)) {
        let tag = utf8_percent_encode(&release.tag, NON_ALPHANUMERIC);
        if api.find(&format!("{route}/repository/tags/{tag}")).await?.is_none() {
            continue;
        }
        if let Err(reason) = judge.may_go(release, &[]).await {
            released.held.push(reason);
            continue;
        }
        judge.still().await.map_err(ForgeError::new)?;
        let links: Vec<Value> = release
            .assets
            .iter()
            .map(|(name, address)| json!({ "name": name, "url": address.as_str() }))
            .collect();
        let body = json!({
            "tag_name": release.tag,
            "name": release.name,
            "description": release.notes,
            "assets": { "links": links },
        });
        api.write(Method::POST, &format!("{route}/releases"), &body).await?;
        released.made += 1;
    }
    Ok(released)
}

/// The tags that have a release.
async fn present(api: &Api, route: &str) -> Result<HashSet<String>, ForgeError> {
    let mut tags = HashSet::new();
    for page in 1..=PAGES {
        let found = api.find(&format!("{route}/releases?per_page=100&page={page}")).await?;
        let items = found.as_ref().and_then(Value::as_array).map(Vec::as_slice).unwrap_or_default();
        if items.is_empty() {
            break;
        }
        let tag = |item: &Value| item.get("tag_name")?.as_str().map(str::to_owned);
        tags.extend(items.iter().filter_map(tag));
    }
    Ok(tags)
}
