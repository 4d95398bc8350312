//! The releases of a project on GitLab, as anyone sees them.
//!
//! Must not fetch their files; a file that lies elsewhere than on the forge is left out.

use serde::Deserialize;
use serde_json::Value;
use url::Url;

use super::super::client::{Ask, Client};
use super::super::fault::Fault;
use super::super::link::Next;
use super::super::release::{name, notes};
use super::super::{ForgeError, Release, text};
use super::paging::{self, Order};

#[derive(Debug, Deserialize)]
struct Wire {
    tag_name: Option<String>,
    name: Option<String>,
    description: Option<String>,
    #[serde(default)]
    upcoming_release: bool,
    #[serde(default)]
    assets: Assets,
}

#[derive(Debug, Default, Deserialize)]
struct Assets {
    #[serde(default)]
    links: Vec<Link>,
}

#[derive(Debug, Deserialize)]
struct Link {
    name: String,
    url: String,
    direct_asset_url: Option<String>,
}

/// All releases, newest first; none when the project shows none to anyone.
pub(super) async fn of(client: &Client, project: u64, pages: usize) -> Result<Vec<Release>, ForgeError> {
    let mut here = client.at(&format!("projects/{project}/releases?per_page=100&page=1"))?;
    let mut releases = Vec::new();
    for _ in 0..pages {
        let answer = client.send(Ask::json(here.clone())).await?;
        if matches!(answer.status.as_u16(), 401 | 403 | 404) {
            return Ok(Vec::new());
        }
        let items: Vec<Value> = answer.json(client)?;
        releases.extend(items.iter().filter_map(|item| read(item, client.base())));
        match paging::next(&answer, Order::Offset, items.len(), None) {
            Next::End => return Ok(releases),
            Next::Page(next) => here = next,
            Next::Broken(why) => return Err(client.error(Fault::Invalid, why)),
        }
    }
    Err(client.error(Fault::Invalid, format!("project {project} has more pages of releases than are read")))
}

fn read(item: &Value, own: &Url) -> Option<Release> {
    let wire = Wire::deserialize(item).ok()?;
    let tag = wire.tag_name.filter(|tag| text::is_branch(tag) && !wire.upcoming_release)?;
    let address = |link: &Link| {
        let address = link.direct_asset_url.as_deref().unwrap_or(&link.url);
        Url::parse(&text::own_address(address, own)?).ok()
    };
    let assets = wire.assets.links.iter().filter_map(|link| Some((name(&link.name)?, address(link)?)));
    Some(Release {
        name: wire.name.and_then(|words| text::line(&words, 255)).unwrap_or_else(|| tag.clone()),
        notes: notes(wire.description.as_deref().unwrap_or_default()),
        assets: assets.collect(),
        tag,
    })
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn a_release_keeps_the_forges_own_files_only() {
        // The shape of GitLab's documentation of `GET /projects/:id/releases`.
        let item = json!({"tag_name": "v0.2", "name": "Awesome app v0.2 beta", "description": "## Notes\r\n- a",
            "assets": {"count": 3, "sources": [{"format": "zip", "url": "https://gitlab.example.com/x.zip"}],
                "links": [
                    {"id": 2, "name": "awesome-v0.2.msi", "url": "https://gitlab.example.com/a.msi"},
                    {"id": 1, "name": "elsewhere.dmg", "url": "http://192.168.10.15:3000/x.dmg"}]}});
        let own = "https://gitlab.example.com/api/v4/".parse().unwrap();
        let release = read(&item, &own).unwrap();
        assert_eq!((release.tag.as_str(), release.name.as_str()), ("v0.2", "Awesome app v0.2 beta"));
        assert_eq!(release.notes, "## Notes\n- a");
        let assets: Vec<_> = release.assets.iter().map(|(name, url)| (name.as_str(), url.as_str())).collect();
        assert_eq!(assets, [("awesome-v0.2.msi", "https://gitlab.example.com/a.msi")]);
        assert!(read(&json!({"name": "no tag"}), &own).is_none());
        assert!(read(&json!({"tag_name": "v9", "upcoming_release": true}), &own).is_none());
    }
}
