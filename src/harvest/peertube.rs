//! Instances of PeerTube, by their API: the public videos of the instance, of one account or of one channel.
//!
//! Lists say a video in short; what it is about stands in its own answer, so that each is asked for. Must not
//! know how an answer is read.

use async_trait::async_trait;
use glane_catalog::read::{self, Video, Videos};
use serde::{Deserialize, Serialize};
use url::Url;

use super::record::record;
use super::{Gathered, Page, Place, Source, Trouble, Web, for_messages};
use crate::config::SourceSettings;

/// Videos of one page of a list: the most that PeerTube gives.
const COUNT: u64 = 100;
/// Most videos taken of one source.
const VIDEOS: u64 = 100_000;

/// What came of asking for one video.
enum Met {
    Told(Box<Video>),
    /// It went, or closed, since it was listed.
    Withheld,
    /// No answer of use: what is kept of it stays.
    Unanswered(String),
}

/// An instance, or a part of it.
pub(super) struct Peertube {
    settings: SourceSettings,
    web: Web,
    root: Url,
    /// Where its list is, below the root.
    list: String,
}

/// Where a harvest is.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
struct Spot {
    start: u64,
    /// How many there were when it began.
    total: Option<u64>,
    /// The first video of the page before.
    first: Option<String>,
    /// The last one, with which the next page has to begin.
    last: Option<String>,
    /// How many were not taken since they are not for everybody to see.
    withheld: u64,
    /// Whether videos may have been missed.
    is_partial: bool,
}

impl Peertube {
    /// The instance at this address: that of its front page, of an account (`/a/ada`) or of a channel
    /// (`/c/maths`), as a browser shows it.
    ///
    /// # Errors
    /// An address that is none of these, or a category that is no number.
    pub(super) fn new(settings: SourceSettings, web: Web, url: &Url) -> Result<Self, Trouble> {
        let Some(list) = list_of(url) else {
            return Err(Trouble::Failed(format!(
                "{} is not the address of an instance, an account (…/a/name) or a channel (…/c/name) of PeerTube",
                for_messages(url)
            )));
        };
        if let Some(other) = settings.sets.iter().find(|set| set.parse::<u32>().is_err()) {
            let text = format!("\"{other}\" in sets is not the number of a category");
            return Err(Trouble::Failed(format!(
                "{text}; the instance lists them at /api/v1/videos/categories"
            )));
        }
        let mut root = url.clone();
        root.set_path("/");
        Ok(Self { settings, web, root, list })
    }

    /// The address of a page of the list; the oldest come first, so that what is new comes last.
    fn address(&self, start: u64) -> Url {
        let mut url = self.root.clone();
        url.set_path(&self.list);
        let mut query = url.query_pairs_mut();
        for (key, value) in [("start", start), ("count", COUNT)] {
            query.append_pair(key, &value.to_string());
        }
        for (key, value) in [("sort", "publishedAt"), ("isLocal", "true"), ("nsfw", "false")] {
            query.append_pair(key, value);
        }
        for category in &self.settings.sets {
            query.append_pair("categoryOneOf", category);
        }
        drop(query);
        url
    }

    async fn listed(&self, start: u64) -> Result<Videos, Trouble> {
        let url = self.address(start);
        let answer = self.web.get(&url).await?;
        let shown = for_messages(&url);
        if !answer.is_good() {
            let text =
                format!("{shown} answers with status {}: check the address of the instance", answer.status);
            return Err(Trouble::Failed(text));
        }
        let text = String::from_utf8_lossy(&answer.body);
        read::videos(&self.root, &text).ok_or_else(|| {
            let text = format!("{shown} is no list of videos: check that the address is that of a PeerTube");
            Trouble::Failed(text)
        })
    }

    /// What the answer about one video says. Its list says it in short only: that never takes the place of
    /// what is kept.
    async fn described(&self, listed: &Video) -> Met {
        let mut url = self.root.clone();
        url.set_path(&format!("/api/v1/videos/{}", listed.uuid));
        let shown = for_messages(&url);
        let answer = match self.web.get(&url).await {
            Ok(answer) if answer.is_good() => answer,
            Ok(answer) if matches!(answer.status, 404 | 410) => return Met::Withheld,
            Ok(answer) => return Met::Unanswered(format!("{shown} answers with status {}", answer.status)),
            Err(error) => return Met::Unanswered(error.to_string()),
        };
        let own = read::video(&self.root, &String::from_utf8_lossy(&answer.body));
        match own.filter(|own| own.uuid == listed.uuid) {
            Some(own) if own.withheld.is_some() => Met::Withheld,
            Some(own) => Met::Told(Box::new(own)),
            None => Met::Unanswered(format!("{shown} does not describe that video")),
        }
    }

    async fn take(&self, videos: &[Option<Video>], spot: &mut Spot) -> Vec<Gathered> {
        let mut taken = Vec::new();
        for (at, listed) in (spot.start..).zip(videos) {
            let Some(video) = listed else {
                let why = "a video of the list has no identifier (uuid)".to_owned();
                taken.push(Gathered::Refused { id: format!("#{at}"), why });
                // It may be any of those that are kept.
                spot.is_partial = true;
                continue;
            };
            let met = if video.withheld.is_none() { self.described(video).await } else { Met::Withheld };
            match met {
                Met::Told(video) => taken.push(record(&self.settings, &video.uuid, video.reading)),
                Met::Withheld => spot.withheld += 1,
                Met::Unanswered(why) => taken.push(Gathered::Refused { id: video.uuid.clone(), why }),
            }
        }
        taken
    }
}

/// The path of the list of videos that an address means.
fn list_of(url: &Url) -> Option<String> {
    let parts: Vec<&str> = url.path_segments()?.filter(|part| !part.is_empty()).collect();
    match parts.as_slice() {
        [] => Some("/api/v1/videos".to_owned()),
        ["a" | "accounts", name, ..] => Some(format!("/api/v1/accounts/{name}/videos")),
        ["c" | "video-channels", name, ..] => Some(format!("/api/v1/video-channels/{name}/videos")),
        _ => None,
    }
}

#[async_trait]
impl Source for Peertube {
    async fn page(&self, place: Option<&Place>) -> Result<Page, Trouble> {
        let mut spot = match place {
            None => Spot::default(),
            Some(place) => serde_json::from_str(&place.0)
                .map_err(|_| Trouble::Lost("the place of this harvest cannot be read".to_owned()))?,
        };
        // Each page begins with the last video of the one before: where it does not, the list moved.
        let overlap = u64::from(spot.start > 0);
        let found = self.listed(spot.start - overlap).await?;
        let mut page = Page { of: found.total, ..Page::default() };
        let uuid = |video: &Option<Video>| video.as_ref().map(|video| video.uuid.clone());
        let first = found.videos.iter().find_map(uuid);
        if spot.first.is_some() && spot.first == first && found.videos.len() > 1 {
            spot.is_partial = true;
            page.remarks.push("the instance gives the same page again: the list was left there".to_owned());
            return Ok(self.closed(page, &spot));
        }
        let stayed = found.videos.first().is_some_and(|first| uuid(first) == spot.last);
        if overlap > 0 && !stayed {
            spot.is_partial = true;
            page.remarks
                .push("videos went or came while the list was read: nothing is taken for gone".to_owned());
        }
        let further = found.videos.get(usize::from(overlap > 0 && stayed)..).unwrap_or_default();
        page.records = self.take(further, &mut spot).await;
        let end = spot.start - overlap + found.videos.len() as u64;
        // Whatever is answered, the list is gone through to an end.
        spot.start = end.max(spot.start + u64::from(!further.is_empty()));
        (spot.first, spot.last) = (first, found.videos.last().and_then(uuid));
        if let Some(next) = spot.next(!further.is_empty(), found.total, &mut page.remarks) {
            page.next = Some(next);
            return Ok(page);
        }
        Ok(self.closed(page, &spot))
    }

    async fn look(&self) -> Result<String, Trouble> {
        let found = self.listed(0).await?;
        let number = found.total.unwrap_or(found.videos.len() as u64);
        Ok(format!("PeerTube, {number} videos"))
    }

    fn is_whole(&self) -> bool {
        true
    }
}

impl Spot {
    /// Where the list goes on; none at its end, or where it is left.
    fn next(&mut self, gave: bool, total: Option<u64>, remarks: &mut Vec<String>) -> Option<Place> {
        // What was taken away meanwhile moved the others up: one of them may have slipped past.
        self.is_partial |= self.total.zip(total).is_some_and(|(before, now)| now < before);
        self.total = self.total.or(total);
        if gave && self.first.is_none() {
            self.is_partial = true;
            remarks.push("no video of a page has an identifier: the list was left there".to_owned());
            return None;
        }
        if self.start >= VIDEOS {
            self.is_partial = true;
            remarks.push(format!("more than {VIDEOS} videos: the others were not asked for"));
            return None;
        }
        if total.is_some_and(|total| self.start >= total) {
            return None;
        }
        if !gave {
            // A list that says how many there are has to give them.
            self.is_partial |= total.is_some();
            return None;
        }
        serde_json::to_string(self).ok().map(Place)
    }
}

impl Peertube {
    /// What the last page says of the whole.
    fn closed(&self, mut page: Page, spot: &Spot) -> Page {
        page.is_partial = spot.is_partial;
        if spot.withheld > 0 {
            let remark = "videos are private, sensitive, live or gone, and were left out";
            page.remarks.push(format!("{} {remark}", spot.withheld));
        }
        page
    }
}

#[cfg(test)]
mod tests {
    use super::list_of;

    #[test]
    fn addresses_as_a_browser_shows_them_mean_lists() {
        for (address, list) in [
            ("https://tube.example.fr", Some("/api/v1/videos")),
            ("https://tube.example.fr/a/ada/video-channels", Some("/api/v1/accounts/ada/videos")),
            (
                "https://tube.example.fr/accounts/ada@tube.example",
                Some("/api/v1/accounts/ada@tube.example/videos"),
            ),
            ("https://tube.example.fr/c/maths/videos?s=1", Some("/api/v1/video-channels/maths/videos")),
            ("https://tube.example.fr/video-channels/maths", Some("/api/v1/video-channels/maths/videos")),
            ("https://tube.example.fr/w/abc", None),
            ("https://tube.example.fr/a", None),
        ] {
            assert_eq!(list_of(&address.parse().unwrap()).as_deref(), list, "{address}");
        }
    }
}
