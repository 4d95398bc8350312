//! The sitemaps of a site: fetched, unpacked, and kept in mind while their pages are asked for.
//!
//! The one the operator wrote must be there; of those that an index names, one that fails is left out, and the
//! harvest is partial. Must not know pages.

use std::borrow::Cow;
use std::io::Read;
use std::sync::Arc;

use flate2::read::MultiGzDecoder;
use glane_catalog::read::{self, SitemapEntry};
use tokio::sync::Mutex;
use url::Url;

use super::site::Site;
use super::spot::Spot;
use crate::harvest::{Led, Trouble, for_messages};

/// Largest sitemap once unpacked, in bytes: what the protocol allows.
const LARGEST: u64 = 50 * 1024 * 1024;

/// The sitemap that is being gone through.
#[derive(Default)]
pub(super) struct Lists {
    held: Mutex<Option<(Url, Arc<[SitemapEntry]>)>>,
}

/// What the sitemap of a spot holds.
pub(super) enum Looked {
    Pages(Arc<[SitemapEntry]>),
    /// Further sitemaps, which are noted in the spot, or nothing that can be read.
    Others,
}

impl Lists {
    /// The pages of the sitemap that a spot is in.
    pub(super) async fn at(
        &self,
        site: &Site,
        spot: &mut Spot,
        remarks: &mut Vec<String>,
    ) -> Result<Looked, Trouble> {
        let Some(url) = spot.lists.get(spot.list).cloned() else { return Ok(Looked::Others) };
        let mut held = self.held.lock().await;
        if let Some((known, entries)) = &*held
            && *known == url
        {
            return Ok(Looked::Pages(Arc::clone(entries)));
        }
        let found = match fetched(site, &url, spot.list == 0).await {
            Ok(found) => found,
            Err(why) if spot.list == 0 || !site.is_up().await => return Err(Trouble::Failed(why)),
            Err(why) => {
                spot.is_partial = true;
                remarks.push(format!("{why}; its pages were left out"));
                return Ok(Looked::Others);
            }
        };
        if found.is_broken {
            spot.is_partial = true;
            remarks.push(format!("{} breaks off: what stands before was read", for_messages(&url)));
        }
        if found.is_index {
            return Ok(noted(site, spot, found.entries, remarks));
        }
        if spot.entries != 0 && spot.entries != found.entries.len() {
            let shown = for_messages(&url);
            return Err(Trouble::Lost(format!("{shown} changed since: the harvest begins again")));
        }
        if spot.entries == 0 {
            spot.entries = found.entries.len();
            spot.tally.unreadable += found.left_out as u64;
        }
        let entries: Arc<[SitemapEntry]> = found.entries.into();
        *held = Some((url, Arc::clone(&entries)));
        Ok(Looked::Pages(entries))
    }
}

/// Notes the sitemaps that an index names.
fn noted(site: &Site, spot: &mut Spot, entries: Vec<SitemapEntry>, remarks: &mut Vec<String>) -> Looked {
    for entry in entries {
        if !site.is_of_site(&entry.address) {
            spot.tally.elsewhere += 1;
        } else if !spot.add(entry.address) {
            spot.is_partial = true;
            remarks.push("the index names more sitemaps than are followed: check its address".to_owned());
            break;
        }
    }
    Looked::Others
}

/// A sitemap, or why it cannot be had; robots.txt counts for all but the one that the operator wrote.
/// What is at the address of a sitemap.
pub(super) async fn fetched(site: &Site, url: &Url, is_root: bool) -> Result<read::Sitemap, String> {
    let shown = for_messages(url);
    let led = if is_root { site.get_named(url).await } else { site.get(url).await };
    let answer = match led.map_err(|error| error.to_string())? {
        Led::Here(answer) => answer,
        Led::Away(led) => {
            let led = for_messages(&led);
            return Err(format!(
                "{shown} leads to {led}, which robots.txt refuses to us or which is elsewhere"
            ));
        }
    };
    if !answer.is_good() {
        return Err(format!(
            "{shown} answers with status {}: check the address of the sitemap",
            answer.status
        ));
    }
    let body = answer.body.clone();
    let parsed = tokio::task::spawn_blocking(move || {
        let bytes = unpacked(&body)?;
        read::sitemap(&String::from_utf8_lossy(&bytes)).ok_or("is no sitemap")
    });
    let found = parsed.await.map_err(|error| error.to_string())?;
    found.map_err(|what| {
        format!("{shown} {what}: give the address of an XML sitemap or of a list of addresses")
    })
}

/// The bytes themselves, or what was packed into them.
fn unpacked(bytes: &[u8]) -> Result<Cow<'_, [u8]>, &'static str> {
    if !bytes.starts_with(&[0x1f, 0x8b]) {
        return Ok(Cow::Borrowed(bytes));
    }
    let mut plain = Vec::new();
    let read = MultiGzDecoder::new(bytes).take(LARGEST + 1).read_to_end(&mut plain);
    match read {
        Ok(length) if length as u64 > LARGEST => Err("has more than 50 MB once unpacked"),
        Ok(_) => Ok(Cow::Owned(plain)),
        Err(_) => Err("cannot be unpacked"),
    }
}
