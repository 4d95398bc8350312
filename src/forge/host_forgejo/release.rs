//! Makes the releases that are missing, for tags the copy has.
//!
//! Forgejo would make a tag that is not there: that must not happen, so tags are asked for first.
//! Files stay where they are; the notes name them.

use std::collections::HashSet;

use http::Method;
use serde_json::{Value, json};

use super::super::forgejo::segment;
use super::super::host_api::Api;
use super::super::{ForgeError, Release, ReleaseJudge, Released};

/// Releases asked for in one page.
const PER_PAGE: usize = 50;

/// Pages read at most.
const PAGES: usize = 100;

/// Makes those that are missing, oldest first, so that the newest is the newest there too.
pub(super) async fn bring(
    api: &Api,
    route: &str,
    releases: &[Release],
    judge: &dyn ReleaseJudge,
) -> Result<Released, ForgeError> {
    if releases.is_empty() {
        return Ok(Released::default());
    }
    // Where releases are switched off, none can be listed.
    let copy = api.find(route).await?.unwrap_or_default();
    let open = copy.get("has_releases").and_then(Value::as_bool).unwrap_or(true);
    let present = if open { present(api, route).await? } else { HashSet::new() };
    let mut released = Released::default();
    for release in releases.iter().rev().filter(|release| !present.contains(&release.tag)) {
        if api.find(&format!("{route}/tags/{}", segment(&release.tag))).await?.is_none() {
            continue;
        }
        if let Err(reason) = judge.may_go(release, &[]).await {
            released.held.push(reason);
            continue;
        }
        judge.still().await.map_err(ForgeError::new)?;
        if released.made == 0 && !open {
            api.write(Method::PATCH, route, &json!({ "has_releases": true })).await?;
        }
        let body = json!({
            "tag_name": release.tag,
            "name": release.name,
            "body": notes(release),
            "draft": false,
            "prerelease": false,
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
        let found = api.find(&format!("{route}/releases?limit={PER_PAGE}&page={page}")).await?;
        let items = found.as_ref().and_then(Value::as_array).map(Vec::as_slice).unwrap_or_default();
        if items.is_empty() {
            break;
        }
        let tag = |item: &Value| item.get("tag_name")?.as_str().map(str::to_owned);
        tags.extend(items.iter().filter_map(tag));
    }
    Ok(tags)
}

/// The notes, with the addresses of the files at their source.
fn notes(release: &Release) -> String {
    let mut notes = release.notes.clone();
    for (name, address) in &release.assets {
        let name = name.replace(['[', ']'], "");
        let start = if notes.is_empty() || notes.ends_with("\n- ") { "" } else { "\n" };
        notes.push_str(&format!("{start}- [{name}]({address})"));
    }
    notes
}
