//! Which file speaks to which kind of source.
//!
//! The only place that knows all of them.

use url::Url;

use super::document::Document;
use super::oai::Oai;
use super::peertube::Peertube;
use super::sitemap::Sitemap;
use super::{Source, Trouble, Web};
use crate::clock::Clock;
use crate::config::{SourceKind, SourceSettings};
use crate::egress::Reach;
use crate::forge::Limits;

/// The source that settings describe; `since` is what its last whole harvest left ([`super::Page::since`]),
/// none to ask for everything.
///
/// # Errors
/// Settings that no source can have, told with their remedy.
pub fn open(
    settings: &SourceSettings,
    reach: &Reach,
    since: Option<&str>,
) -> Result<Box<dyn Source>, Trouble> {
    let limits = match &settings.url {
        Some(url) => Web::limits(url, reach),
        None => Limits { reach: reach.clone(), ..Limits::default() },
    };
    open_within(settings, &limits, since)
}

/// Whether a source answers, and as what its settings say, asked once.
///
/// # Errors
/// What it is instead, with the remedy.
pub async fn look(settings: &SourceSettings, reach: &Reach) -> Result<String, Trouble> {
    let once = |limits: Limits| Limits { attempts: 1, ..limits };
    let limits = match &settings.url {
        Some(url) => once(Web::limits(url, reach)),
        None => Limits { reach: reach.clone(), ..Limits::default() },
    };
    open_within(settings, &limits, None)?.look().await
}

/// The same with limits of its own.
///
/// # Errors
/// As [`open`].
pub fn open_within(
    settings: &SourceSettings,
    limits: &Limits,
    since: Option<&str>,
) -> Result<Box<dyn Source>, Trouble> {
    let web = || {
        let url = address(settings)?;
        Ok::<_, Trouble>((Web::within(url, limits)?, url.clone()))
    };
    let own = settings.clone();
    Ok(match (settings.kind, &settings.path) {
        (SourceKind::Oai, _) => {
            let (web, url) = web()?;
            Box::new(Oai::new(own, web, url, since))
        }
        (SourceKind::Sitemap, _) => Box::new(Sitemap::new(own, web()?, since, Clock::system())),
        (SourceKind::Peertube, _) => {
            let (web, url) = web()?;
            Box::new(Peertube::new(own, web, &url)?)
        }
        (SourceKind::Amb | SourceKind::Oersi | SourceKind::Csv, Some(path)) if settings.url.is_none() => {
            Box::new(Document::on_disk(own, path.clone()))
        }
        (SourceKind::Amb | SourceKind::Oersi | SourceKind::Csv, _) => {
            let (web, url) = web()?;
            Box::new(Document::on_web(own, web, url))
        }
    })
}

fn address(settings: &SourceSettings) -> Result<&Url, Trouble> {
    settings.url.as_ref().ok_or_else(|| {
        Trouble::Failed("it has no address: add url = \"https://…\" to its [[source]]".to_owned())
    })
}
