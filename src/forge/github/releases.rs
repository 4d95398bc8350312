//! The releases of a public repository on GitHub, without drafts.
//!
//! Must not fetch their files.

use serde::Deserialize;
use serde_json::Value;
use url::Url;

use super::super::client::{Ask, Client};
use super::super::fault::Fault;
use super::super::link::{self, Next};
use super::super::release::{name, notes};
use super::super::{ForgeError, Release, text};

#[derive(Debug, Deserialize)]
struct Wire {
    tag_name: String,
    name: Option<String>,
    body: Option<String>,
    #[serde(default)]
    draft: bool,
    #[serde(default)]
    assets: Vec<Asset>,
}

#[derive(Debug, Deserialize)]
struct Asset {
    name: String,
    browser_download_url: String,
    state: Option<String>,
}

/// All releases, newest first; none when the repository shows none to anyone.
pub(super) async fn of(
    client: &Client,
    site: &Url,
    repository: u64,
    pages: usize,
) -> Result<Vec<Release>, ForgeError> {
    let mut here = client.at(&format!("repositories/{repository}/releases?per_page=100"))?;
    let mut releases = Vec::new();
    for _ in 0..pages {
        let answer = client.send(Ask::json(here.clone()).with_token()).await?;
        if matches!(answer.status.as_u16(), 404 | 451) {
            return Ok(Vec::new());
        }
        let items: Vec<Value> = answer.json(client)?;
        releases.extend(items.iter().filter_map(|item| read(item, site)));
        match link::next(&answer) {
            None | Some(Next::End) => return Ok(releases),
            Some(Next::Page(next)) => here = next,
            Some(Next::Broken(why)) => return Err(client.error(Fault::Invalid, why)),
        }
    }
    Err(client
        .error(Fault::Invalid, format!("repository {repository} has more pages of releases than are read")))
}

fn read(item: &Value, site: &Url) -> Option<Release> {
    let wire = Wire::deserialize(item).ok().filter(|wire| !wire.draft && text::is_branch(&wire.tag_name))?;
    let whole = |asset: &&Asset| asset.state.as_deref().is_none_or(|state| state == "uploaded");
    let assets = wire.assets.iter().filter(whole).filter_map(|asset| {
        let address = text::own_address(&asset.browser_download_url, site)?;
        Some((name(&asset.name)?, Url::parse(&address).ok()?))
    });
    Some(Release {
        assets: assets.collect(),
        name: wire.name.and_then(|words| text::line(&words, 255)).unwrap_or_else(|| wire.tag_name.clone()),
        notes: notes(wire.body.as_deref().unwrap_or_default()),
        tag: wire.tag_name,
    })
}

#[cfg(test)]
mod tests {
    use super::super::super::recorded::recorded;
    use super::*;

    #[test]
    fn a_recorded_release_is_read() {
        let Some(event) = recorded("github/webhooks/release.json") else { return };
        let item = &event["payload"]["release"];
        let release = read(item, &"https://github.com/".parse().unwrap()).unwrap();
        assert_eq!(Some(release.tag.as_str()), item["tag_name"].as_str());
        assert!(release.assets.is_empty() == item["assets"].as_array().unwrap().is_empty());
    }

    #[test]
    fn drafts_and_files_that_are_elsewhere_are_left_out() {
        let site = "https://github.com/".parse().unwrap();
        let item = |draft: bool| {
            serde_json::json!({"tag_name": "v1", "name": null, "body": "Notes", "draft": draft, "assets": [
                {"name": "a.zip", "state": "uploaded",
                    "browser_download_url": "https://github.com/o/r/releases/download/v1/a.zip"},
                {"name": "b.zip", "state": "starter",
                    "browser_download_url": "https://github.com/o/r/releases/download/v1/b.zip"},
                {"name": "c.zip", "browser_download_url": "https://evil.example/c.zip"}]})
        };
        assert!(read(&item(true), &site).is_none());
        let release = read(&item(false), &site).unwrap();
        assert_eq!((release.name.as_str(), release.notes.as_str()), ("v1", "Notes"));
        assert_eq!(release.assets.len(), 1);
    }
}
