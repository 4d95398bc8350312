//! OAI-PMH 2.0: the lists of another catalogue, a page at a time, from servers of every quality.
//!
//! Must not know what is done with the records.

mod answer;
mod choice;
mod clean;
mod course;
mod item;
mod round;
mod stamp;
mod taken;

use async_trait::async_trait;
use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};
use url::Url;

use self::answer::Said;
use self::course::{Course, List, Shortage, Since};
use self::round::Step;
use self::stamp::Granularity;
use super::{Page, Place, Source, Trouble, Web, for_messages};
use crate::config::SourceSettings;

/// Everything in an argument but what no server can misread.
const ARGUMENT: &AsciiSet = &NON_ALPHANUMERIC.remove(b'-').remove(b'.').remove(b'_').remove(b'~');

/// A catalogue that is asked by OAI-PMH.
pub(super) struct Oai {
    settings: SourceSettings,
    web: Web,
    base: Url,
    since: Option<Since>,
}

impl Oai {
    /// The catalogue at a base address; `since` is what its last whole harvest left.
    pub(super) fn new(settings: SourceSettings, web: Web, base: Url, since: Option<&str>) -> Self {
        let since = since.and_then(|since| serde_json::from_str(since).ok());
        Self { settings, web, base, since }
    }

    /// What it says of itself, and in which format it would be asked.
    async fn greeting(&self) -> Result<String, Trouble> {
        let base = for_messages(&self.base);
        let identify = self.ask(&[("verb", "Identify")]).await?;
        if identify.granularity.is_none() && identify.deletions.is_none() {
            let text = format!("{base} does not say what it is (Identify): check the address");
            return Err(Trouble::Failed(text));
        }
        let offers = self.ask(&[("verb", "ListMetadataFormats")]).await?.offers;
        let prefix = self.settings.format.clone().unwrap_or_else(|| choice::best(&offers));
        if offers.iter().all(|offer| offer.prefix != prefix) {
            let named = choice::named(&offers);
            return Err(Trouble::Failed(format!(
                "{base} has no format {prefix}: set format to one of: {named}"
            )));
        }
        let keeps = match identify.deletions.as_deref() {
            Some("persistent") => "keeps deletions",
            _ => "is asked for everything each time",
        };
        Ok(format!("OAI-PMH, {prefix}; {keeps}"))
    }

    /// What is known before the first list is asked for.
    async fn begin(&self) -> Result<Course, Trouble> {
        let identify = self.ask(&[("verb", "Identify")]).await?;
        let since = self.since.as_ref().map(|since| since.from.clone());
        let prefix = match (&self.settings.format, &self.since) {
            (Some(prefix), _) => prefix.clone(),
            (None, Some(since)) => since.prefix.clone(),
            (None, None) => choice::best(&self.ask(&[("verb", "ListMetadataFormats")]).await?.offers),
        };
        Ok(Course {
            prefix,
            granularity: identify.granularity.as_deref().map(Granularity::of).unwrap_or_default(),
            keeps_deletions: identify.deletions.as_deref() == Some("persistent"),
            began: identify.date.as_deref().and_then(stamp::read),
            list: List { from: since.clone(), ..List::default() },
            since,
            set: 0,
        })
    }

    /// The list where a course stands.
    async fn list(&self, course: &Course) -> Result<Said, Trouble> {
        let mut arguments = vec![("verb", "ListRecords")];
        if let Some(token) = &course.list.token {
            arguments.push(("resumptionToken", token));
        } else {
            arguments.push(("metadataPrefix", &course.prefix));
            arguments.extend(course.list.from.as_deref().map(|from| ("from", from)));
            arguments.extend(self.settings.sets.get(course.set).map(|set| ("set", set.as_str())));
        }
        self.ask(&arguments).await
    }

    /// Asks until the answer is one of OAI-PMH: servers that are tired answer with web pages.
    async fn ask(&self, arguments: &[(&str, &str)]) -> Result<Said, Trouble> {
        let written =
            |(name, value): &(&str, &str)| format!("{name}={}", utf8_percent_encode(value, ARGUMENT));
        let mut url = self.base.clone();
        url.set_query(Some(&arguments.iter().map(written).collect::<Vec<_>>().join("&")));
        let is_further = arguments.iter().any(|(name, _)| *name == "resumptionToken");
        let mut pauses = self.web.pauses();
        loop {
            let answer = self.web.get(&url).await?;
            let (status, is_good) = (answer.status, answer.is_good());
            let what = match read(answer.body).await {
                Ok(said) if is_further && said.is_no_list() => "neither a list nor an error".to_owned(),
                Ok(said) => return Ok(said),
                Err(what) => what,
            };
            let pause = pauses.next().filter(|_| is_good);
            let Some(pause) = pause else {
                let verb = arguments.first().map_or("", |(_, verb)| *verb);
                return Err(Trouble::Failed(format!(
                    "{} ({verb}) answered {what}, with status {status}: check the address, and try again later",
                    for_messages(&self.base),
                )));
            };
            tokio::time::sleep(pause).await;
        }
    }

    /// The records of an answer, read beside what else goes on; with the answer.
    async fn taken(&self, said: Said) -> Result<(Page, Said), Trouble> {
        let settings = self.settings.clone();
        let work = move || (taken::page(&settings, &said), said);
        let broke = |_| Trouble::Failed("its records cannot be read: see the log".to_owned());
        tokio::task::spawn_blocking(work).await.map_err(broke)
    }

    /// What to do about the errors of an answer: none is fatal that means an empty list.
    async fn refused(&self, said: &Said, course: &Course) -> Result<(), Trouble> {
        let Some((code, text)) = said.errors.iter().find(|(code, _)| code != "noRecordsMatch") else {
            return Ok(());
        };
        let said: String = text.chars().filter(|letter| !letter.is_control()).take(200).collect();
        let remedy = match code.as_str() {
            "cannotDisseminateFormat" => {
                let offers = self.ask(&[("verb", "ListMetadataFormats")]).await?.offers;
                format!("set format to one of: {}", choice::named(&offers))
            }
            "noSetHierarchy" => "it has no sets: take the line sets out".to_owned(),
            "badArgument" if !self.settings.sets.is_empty() => "check sets and format".to_owned(),
            _ => "check the address, and tell whoever runs it".to_owned(),
        };
        let (base, prefix) = (for_messages(&self.base), &course.prefix);
        let code: String = code.chars().filter(char::is_ascii_alphanumeric).take(40).collect();
        Err(Trouble::Failed(format!("{base} (ListRecords, {prefix}) answered {code} ({said}): {remedy}")))
    }

    /// Begins a list again whose token the server knows no more.
    fn again(mut course: Course) -> Result<Page, Trouble> {
        let text = "the server forgot where its list was (badResumptionToken)";
        let Some(restart) = course.restart() else {
            return Err(Trouble::Lost(format!("{text}, each time at the same place")));
        };
        let so = if restart.is_later { "; nothing is taken for gone" } else { "" };
        let remarks = vec![format!("{text}: it was asked for again from {}{so}", restart.from)];
        let is_partial = restart.is_later;
        Ok(Page { next: Some(course.place()), remarks, is_partial, ..Page::default() })
    }

    /// What follows a page: the next one, the next set, or the end.
    fn forward(&self, course: &mut Course, said: &Said, page: &mut Page) {
        let step = course.list.round.step(said.items.iter().filter_map(|item| item.id.as_deref()));
        if step != Step::Again {
            course.list.named += said.items.len() as u64;
        }
        if step != Step::New {
            page.remarks.push("the server gave the same page more than once".to_owned());
        }
        let token = said.token.as_ref();
        course.list.size = token.and_then(|token| token.size).or(course.list.size);
        page.of = course.list.size.filter(|_| self.settings.sets.len() < 2);
        course.list.token = token.map(|token| token.text.clone()).filter(|text| !text.is_empty());
        if course.list.token.is_some() && step != Step::Stuck {
            page.next = Some(course.place());
            return;
        }
        if step == Step::Stuck {
            page.is_partial = true;
            page.remarks.push("its list never ends: it was left, and nothing is taken for gone".to_owned());
        } else {
            missed(&course.list, page);
        }
        if course.set + 1 < self.settings.sets.len() {
            course.next_set();
            page.next = Some(course.place());
        } else {
            page.since = course.left();
        }
    }
}

/// Reads an answer beside what else goes on: it may be large, and hostile.
async fn read(body: impl AsRef<[u8]> + Send + 'static) -> Result<Said, String> {
    let read = tokio::task::spawn_blocking(move || Said::of(clean::text_of(body.as_ref()))).await;
    read.unwrap_or_else(|_| Err("what cannot be read".to_owned()))
}

/// Says what a list that ended did not give.
fn missed(list: &List, page: &mut Page) {
    match list.shortage() {
        Shortage::Nothing => return,
        Shortage::AFew => page.is_short = true,
        Shortage::Many => page.is_partial = true,
    }
    let (named, size) = (list.named, list.size.unwrap_or_default());
    page.remarks.push(format!(
        "its list ended after {named} of the {size} records it announced: nothing is taken for gone"
    ));
}

#[async_trait]
impl Source for Oai {
    async fn page(&self, place: Option<&Place>) -> Result<Page, Trouble> {
        let mut course = match place {
            Some(place) => Course::of(place)?,
            None => self.begin().await?,
        };
        let said = self.list(&course).await?;
        let is_further = course.list.token.is_some();
        if is_further && said.error("badResumptionToken").is_some() {
            return Self::again(course);
        }
        self.refused(&said, &course).await?;
        course.note(&said.items);
        let (mut page, said) = self.taken(said).await?;
        if is_further && said.error("noRecordsMatch").is_some() {
            page.is_partial = true;
            let text = "it broke its list off (noRecordsMatch to a token): nothing is taken for gone";
            page.remarks.push(text.to_owned());
        }
        self.forward(&mut course, &said, &mut page);
        Ok(page)
    }

    async fn look(&self) -> Result<String, Trouble> {
        self.greeting().await
    }

    fn is_whole(&self) -> bool {
        self.since.is_none()
    }
}
