//! One listing followed to its last page, or void; a page that did not change is not read again.
//!
//! Must not know a dialect. What is kept of a page holds nothing of what is not public.

use std::collections::HashSet;

use async_trait::async_trait;
use glane_catalog::model::{ForgeId, ProjectKey, Reason, SourceProject};
use http::header::{ETAG, IF_NONE_MATCH};
use http::{HeaderValue, StatusCode};
use serde::{Deserialize, Serialize};
use serde_json::Value;
use url::Url;

use super::client::{Answer, Ask, Client, shown};
use super::fault::Fault;
use super::{Answers, ForgeError, Listing, names};

/// Pages in a row that may be empty and yet name a next one.
const EMPTY_PAGES: usize = 50;

/// Goes up when what is kept of a page changes its meaning, so that older documents are not asked for.
const FORM: &str = "page-1";

/// What was understood of one page.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Page {
    /// Its public projects that the globs want.
    pub(super) projects: Vec<SourceProject>,
    /// How many of it are not public.
    pub(super) not_public: u64,
    /// Owners of public projects, where a listing is read for them alone.
    #[serde(default)]
    pub(super) owners: Vec<String>,
    /// Digest of the ids on it; nothing when it holds none.
    pub(super) ids: String,
    /// The page after it; none when it was the last.
    pub(super) next: Option<Url>,
    /// Its forks, where a listing does not say of what.
    #[serde(skip)]
    pub(super) forks: Vec<ProjectKey>,
    /// What could not be read. A page with such an item is not kept: it is read again.
    #[serde(skip)]
    pub(super) unreadable: Vec<Reason>,
}

/// How a dialect reads a page.
#[async_trait]
pub(super) trait Reader: Send + Sync {
    /// What a page says.
    ///
    /// # Errors
    /// Why the page after it cannot be told.
    fn read(&self, answer: &Answer, items: &[Value]) -> Result<Page, String>;

    /// Asks for what the page does not say itself.
    ///
    /// # Errors
    /// When the forge cannot be asked.
    async fn complete(&self, walk: &Walk<'_>, page: &mut Page) -> Result<(), ForgeError> {
        let _ = (walk, page);
        Ok(())
    }
}

/// A listing as it grows.
#[derive(Debug, Default)]
pub(super) struct Gathering {
    pub(super) listing: Listing,
    pub(super) owners: Vec<String>,
    seen: HashSet<ProjectKey>,
}

impl Gathering {
    /// Takes a page in; each project once.
    pub(super) fn take(&mut self, page: Page) {
        for project in page.projects {
            if self.seen.insert(project.key.clone()) {
                self.listing.projects.push(project);
            }
        }
        self.listing.not_public += page.not_public;
        self.listing.unreadable.extend(page.unreadable);
        for owner in page.owners {
            if !self.owners.contains(&owner) {
                self.owners.push(owner);
            }
        }
    }
}

/// Who asks, and what changes the meaning of the answers.
pub(super) struct Walk<'a> {
    pub(super) forge: &'a ForgeId,
    pub(super) client: &'a Client,
    pub(super) answers: &'a dyn Answers,
    /// What the answers are read with besides their address: globs.
    pub(super) meaning: &'a str,
    /// Pages of one listing.
    pub(super) most: usize,
}

impl Walk<'_> {
    /// Follows one listing from its first address to its last page.
    ///
    /// # Errors
    /// Any page that cannot be read, and pages that turn in a circle.
    pub(super) async fn follow(
        &self,
        first: Url,
        reader: &dyn Reader,
        into: &mut Gathering,
    ) -> Result<(), ForgeError> {
        let (mut here, mut empty) = (first, 0);
        let (mut visited, mut digests) = (HashSet::new(), HashSet::new());
        for _ in 0..self.most {
            visited.insert(here.clone());
            let page = self.page(&here, reader).await?;
            let again = !page.ids.is_empty() && !digests.insert(page.ids.clone());
            empty = if page.ids.is_empty() { empty + 1 } else { 0 };
            let next = page.next.clone();
            into.take(page);
            let Some(next) = next else { return Ok(()) };
            if again || visited.contains(&next) || empty > EMPTY_PAGES {
                return Err(self.void(&here, "its pages turn in a circle"));
            }
            here = next;
        }
        Err(self.void(&here, &format!("it has more than {} pages", self.most)))
    }

    async fn page(&self, url: &Url, reader: &dyn Reader) -> Result<Page, ForgeError> {
        let (answer, question) = match self.ask(url).await? {
            Asked::Same(page) => return Ok(page),
            Asked::New(answer, question) => (answer, question),
        };
        let items: Vec<Value> = answer.json(self.client)?;
        let mut page = reader.read(&answer, &items).map_err(|why| self.void(url, &why))?;
        reader.complete(self, &mut page).await?;
        if page.unreadable.is_empty() {
            self.keep(&question, &answer, &page).await;
        }
        Ok(page)
    }

    /// One object instead of a page: read as a page of one; none when it is not there, or not for us.
    ///
    /// # Errors
    /// When it cannot be read.
    pub(super) async fn single(&self, url: &Url, reader: &dyn Reader) -> Result<Option<Page>, ForgeError> {
        let (answer, question) = match self.ask(url).await? {
            Asked::Same(page) => return Ok(Some(page)),
            Asked::New(answer, question) => (answer, question),
        };
        if matches!(answer.status.as_u16(), 404 | 410 | 451) {
            return Ok(None);
        }
        let item: Value = answer.json(self.client)?;
        let mut page = reader.read(&answer, &[item]).map_err(|why| self.void(url, &why))?;
        page.next = None;
        if page.unreadable.is_empty() && page.not_public == 0 {
            self.keep(&question, &answer, &page).await;
        }
        Ok(Some(page))
    }

    /// Asks, on condition that it changed since the former answer, if that is still understood.
    async fn ask(&self, url: &Url) -> Result<Asked, ForgeError> {
        let question = self.question(url);
        let mut ask = Ask::json(url.clone()).with_token();
        let former = self.former(&question).await;
        if let Some((validator, _)) = &former {
            ask = ask.header(IF_NONE_MATCH, validator.clone());
        }
        let answer = self.client.send(ask).await?;
        match former {
            Some((_, page)) if answer.status == StatusCode::NOT_MODIFIED => Ok(Asked::Same(page)),
            _ => Ok(Asked::New(answer, question)),
        }
    }

    /// The former answer, if it is still understood and leads nowhere but to this origin.
    async fn former(&self, question: &str) -> Option<(HeaderValue, Page)> {
        let (validator, document) = self.answers.former(self.forge, question).await?;
        let page: Page = serde_json::from_str(&document).ok()?;
        let validator = HeaderValue::from_str(&validator).ok()?;
        let inside = page.next.as_ref().is_none_or(|next| next.origin() == self.client.base().origin());
        inside.then_some((validator, page))
    }

    async fn keep(&self, question: &str, answer: &Answer, page: &Page) {
        let Some(validator) = answer.header(ETAG.as_str()).filter(|text| !text.is_empty()) else { return };
        if let Ok(document) = serde_json::to_string(page) {
            self.answers.keep(self.forge, question, validator, &document).await;
        }
    }

    /// What is asked, as a digest: names of groups may be nobody's business.
    fn question(&self, url: &Url) -> String {
        let asked = format!("{FORM}\n{url}\n{}\n{}", self.client.has_token(), self.meaning);
        names::digits(&asked, 40)
    }

    /// The error of a listing from which nothing may be concluded.
    pub(super) fn void(&self, at: &Url, why: &str) -> ForgeError {
        self.client.error(
            Fault::Invalid,
            format!(
                "the listing of forge \"{}\" is void at {}: {why}: nothing is concluded from it",
                self.forge,
                shown(at)
            ),
        )
    }
}

/// What came of a question.
enum Asked {
    /// What was understood of the former answer still holds.
    Same(Page),
    /// An answer, and under which question it is kept.
    New(Answer, String),
}

/// The digest by which a page that comes again is known.
pub(super) fn digest(ids: &[u64]) -> String {
    if ids.is_empty() {
        return String::new();
    }
    let text: Vec<String> = ids.iter().map(ToString::to_string).collect();
    names::digits(&text.join(" "), 40)
}
