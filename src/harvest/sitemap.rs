//! Sites whose pages carry JSON-LD, gone through by their sitemap: the pages that describe something to learn
//! with are records, the others are nothing to us.
//!
//! Every fourth harvest asks for all pages again, so that what is gone is seen; the others only for those that
//! changed, by what the sitemap says. Must not know how a page or a sitemap is written.

mod lists;
mod site;
mod spot;

use async_trait::async_trait;
use glane_catalog::read::{self, SitemapEntry};
use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use url::Url;

use self::lists::{Lists, Looked};
use self::site::Site;
use self::spot::{Spot, Tally};
use super::record::record;
use super::{Gathered, Led, Page, Place, Source, Trouble, Web, for_messages};
use crate::clock::Clock;
use crate::config::SourceSettings;

/// Most pages asked for between two places that are kept.
const BATCH: usize = 20;
/// Most pages asked for in one harvest.
const PAGES: u64 = 100_000;
/// How many harvests there are to one that asks for everything.
const ROUNDS: u32 = 4;

/// A site that is gone through.
pub(super) struct Sitemap {
    settings: SourceSettings,
    site: Site,
    root: Url,
    since: Option<Since>,
    clock: Clock,
    lists: Lists,
}

/// What a harvest leaves for the next.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
struct Since {
    /// How many harvests there were.
    round: u32,
    /// The newest change that the sitemap told of.
    newest: Option<Timestamp>,
}

/// What came of asking for one page.
enum Met {
    Told(Gathered),
    /// It describes nothing to learn with, or is no page at all.
    Silent,
    /// It asks to be left out.
    Withheld,
    /// It is not there.
    Absent,
    /// It leads to another site.
    Elsewhere,
    /// robots.txt refuses it to us, or where it leads.
    Forbidden,
    /// No answer, or none of use: its own fault, or that of the whole site.
    Unanswered(String),
}

impl Sitemap {
    /// The site with a sitemap at this address; `since` is what the last whole harvest left.
    pub(super) fn new(
        settings: SourceSettings,
        (web, root): (Web, Url),
        since: Option<&str>,
        clock: Clock,
    ) -> Self {
        // What cannot be understood is as good as nothing: everything is asked for.
        let since = since.and_then(|since| serde_json::from_str(since).ok());
        Self { settings, site: Site::new(web, &root), root, since, clock, lists: Lists::default() }
    }

    /// Takes up to a batch of pages from a sitemap.
    async fn batch(&self, spot: &mut Spot, entries: &[SitemapEntry]) -> Result<Vec<Gathered>, Trouble> {
        let (mut told, mut asked, mut last) = (Vec::new(), 0, None);
        let mut unanswered = 0;
        while let Some(entry) = entries.get(spot.at).filter(|_| asked < BATCH && spot.asked < PAGES) {
            spot.at += 1;
            spot.newest = spot.newest.max(entry.changed.filter(|changed| *changed <= spot.began));
            if self.is_unchanged(entry, spot.began) {
                continue;
            }
            (asked, spot.asked) = (asked + 1, spot.asked + 1);
            match self.ask(&entry.address).await? {
                Met::Told(one) => told.push(one),
                Met::Silent => spot.tally.silent += 1,
                Met::Withheld => spot.tally.withheld += 1,
                Met::Absent => spot.tally.absent += 1,
                Met::Elsewhere => spot.tally.elsewhere += 1,
                Met::Forbidden => spot.tally.refused += 1,
                Met::Unanswered(why) => {
                    unanswered += 1;
                    told.push(Gathered::Refused { id: entry.address.to_string(), why: why.clone() });
                    last = Some(why);
                }
            }
        }
        // What it is called in the catalogue stands in the page that could not be had.
        spot.is_partial |= unanswered > 0;
        match last {
            // One page may be at fault; when none of them answers, it may be the site.
            Some(why) if unanswered == asked && !self.site.is_up().await => Err(Trouble::Failed(why)),
            _ => Ok(told),
        }
    }

    /// Whether the last harvest saw a page as it is; one that changed last is asked for again, since it may
    /// have changed twice that day. What is told of days to come says nothing.
    fn is_unchanged(&self, entry: &SitemapEntry, began: Timestamp) -> bool {
        let newest = if self.is_whole() { None } else { self.newest(began) };
        newest.zip(entry.changed).is_some_and(|(newest, changed)| changed < newest)
    }

    /// The newest change that the last harvest was told of.
    fn newest(&self, began: Timestamp) -> Option<Timestamp> {
        self.since.as_ref()?.newest.filter(|newest| *newest <= began)
    }

    async fn ask(&self, address: &Url) -> Result<Met, Trouble> {
        let answer = match self.site.get(address).await {
            Ok(Led::Here(answer)) => answer,
            Ok(Led::Away(led)) if !self.site.is_of_site(&led) => return Ok(Met::Elsewhere),
            Ok(Led::Away(led)) if self.site.refuses(&led).await? => return Ok(Met::Forbidden),
            // Led round in circles.
            Ok(Led::Away(_)) => return Ok(Met::Absent),
            Err(error) => return Ok(Met::Unanswered(error.to_string())),
        };
        if matches!(answer.status, 404 | 410) {
            return Ok(Met::Absent);
        }
        if !answer.is_good() {
            let why = format!("{} answers with status {}", for_messages(address), answer.status);
            return Ok(Met::Unanswered(why));
        }
        if !answer.media.as_deref().is_none_or(|media| media.contains("html")) {
            return Ok(Met::Silent);
        }
        let text = read::text_of(answer.url.path(), &answer.body);
        let page = read::web_page(&answer.url, &text);
        Ok(match page.reading {
            _ if page.is_withheld => Met::Withheld,
            None => Met::Silent,
            Some(reading) => Met::Told(record(&self.settings, &page.identifier, reading)),
        })
    }

    /// What the last page of a harvest says of the whole.
    fn close(&self, spot: &Spot, page: &mut Page) {
        page.is_partial = spot.is_partial;
        page.remarks.extend(spot.tally.remarks());
        if !spot.is_partial {
            let round = self.since.as_ref().map_or(0, |since| since.round).wrapping_add(1);
            let since = Since { round, newest: spot.newest.max(self.newest(spot.began)) };
            page.since = serde_json::to_string(&since).ok();
        }
    }
}

#[async_trait]
impl Source for Sitemap {
    async fn page(&self, place: Option<&Place>) -> Result<Page, Trouble> {
        let mut spot = Spot::of(place, &self.root, self.clock.now())?;
        self.site.greet().await?;
        let mut page = Page::default();
        match self.lists.at(&self.site, &mut spot, &mut page.remarks).await? {
            Looked::Pages(entries) => {
                page.records = self.batch(&mut spot, &entries).await?;
                if spot.at >= entries.len() {
                    spot.turn();
                }
            }
            Looked::Others => spot.turn(),
        }
        if spot.asked >= PAGES && spot.list < spot.lists.len() {
            spot.is_partial = true;
            page.remarks.push(format!("more than {PAGES} pages are listed: the others were not asked for"));
            spot.list = spot.lists.len();
        }
        if spot.list < spot.lists.len() {
            page.next = Some(spot.place());
        } else {
            self.close(&spot, &mut page);
        }
        Ok(page)
    }

    async fn look(&self) -> Result<String, Trouble> {
        self.site.greet().await?;
        let found = lists::fetched(&self.site, &self.root, true).await.map_err(Trouble::Failed)?;
        let what = if found.is_index { "sitemaps" } else { "pages" };
        Ok(format!("a sitemap of {} {what}; robots.txt was read", found.entries.len()))
    }

    fn is_whole(&self) -> bool {
        self.since.as_ref().is_none_or(|since| since.round.is_multiple_of(ROUNDS))
    }
}

impl Tally {
    /// What became of the pages that are no records, for who runs the harvest.
    fn remarks(&self) -> impl Iterator<Item = String> {
        [
            (self.silent, "pages describe nothing to learn with in JSON-LD, and were passed over"),
            (self.refused, "pages were not asked for: robots.txt of the site refuses them to us"),
            (self.withheld, "pages ask to be left out of catalogues (noindex), and were"),
            (self.absent, "pages of the sitemap are not there (404)"),
            (self.elsewhere, "entries of the sitemap lead to other sites, and were not followed"),
            (self.unreadable, "entries of the sitemap are no addresses, or beyond what one may hold"),
        ]
        .into_iter()
        .filter(|(number, _)| *number > 0)
        .map(|(number, what)| format!("{number} {what}"))
    }
}
