//! The releases of a repository, newest first, as anyone sees them.
//!
//! Drafts and files that lie elsewhere are left out. Must not fetch a file.

use serde::Deserialize;
use url::Url;

use super::super::client::{Ask, Client};
use super::super::release::name;
use super::super::{ForgeError, Release, text};
use super::segment;

/// Releases asked for in one page.
const PER_PAGE: usize = 50;

/// Pages read at most: what is older than that is left at its source.
const PAGES: usize = 40;

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
}

/// The releases of the repository at a path.
pub(super) async fn list(client: &Client, path: &str) -> Result<Vec<Release>, ForgeError> {
    let route = path.split('/').map(segment).collect::<Vec<_>>().join("/");
    let mut releases = Vec::new();
    for page in 1..=PAGES {
        let address =
            client.at(&format!("repos/{route}/releases?draft=false&limit={PER_PAGE}&page={page}"))?;
        let answer = client.send(Ask::json(address)).await?;
        if answer.status.as_u16() == 404 {
            break;
        }
        let items: Vec<Wire> = answer.json(client)?;
        if items.is_empty() {
            break;
        }
        releases.extend(items.into_iter().filter(|item| !item.draft).map(|item| item.read(client.base())));
    }
    Ok(releases)
}

impl Wire {
    fn read(self, own: &Url) -> Release {
        let asset = |asset: Asset| {
            let address = text::own_address(&asset.browser_download_url, own)?.parse().ok()?;
            Some((name(&asset.name)?, address))
        };
        Release {
            name: self.name.and_then(|name| text::line(&name, 255)).unwrap_or_else(|| self.tag_name.clone()),
            notes: self.body.unwrap_or_default(),
            assets: self.assets.into_iter().filter_map(asset).collect(),
            tag: self.tag_name,
        }
    }
}
