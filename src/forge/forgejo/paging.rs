//! Reads a listing by number of page until what came fits what was announced.
//!
//! Pages shift while a listing runs: a project deleted meanwhile pulls another one off the page that
//! comes next. A round whose count does not fit is read again; after a few the listing is void.

use std::collections::HashSet;

use serde_json::Value;
use url::Url;

use super::super::ForgeError;
use super::super::client::{Answer, Ask, Client, shown};
use super::super::fault::Fault;
use super::repository::id_of;

/// Repositories asked for in one page: the usual maximum; an instance may give fewer.
const PER_PAGE: usize = 50;

/// How often a listing that changes while it is read is begun anew.
const ROUNDS: usize = 4;

/// A listing to be read.
pub(in crate::forge) struct Paging<'a> {
    pub(in crate::forge) client: &'a Client,
    /// Whose listing it is, for messages: `forge "x"`.
    pub(in crate::forge) whose: String,
    /// Most pages.
    pub(in crate::forge) pages: usize,
}

/// One reading from the first page to the last.
struct Round<T> {
    items: Vec<(Option<u64>, T)>,
    ids: HashSet<u64>,
    lines: usize,
    /// What the pages announced; more than one number means that the listing changed.
    totals: HashSet<usize>,
}

impl<T> Round<T> {
    /// Whether every page announced the same number, and as many different repositories came.
    fn fits(&self) -> bool {
        match self.totals.iter().next() {
            None => true,
            Some(total) => self.totals.len() == 1 && self.items.len() == *total,
        }
    }
}

impl Paging<'_> {
    /// Every repository the token sees, or those of one owner, each once, in the order of their ids.
    pub(in crate::forge) async fn whole<T: Send>(
        &self,
        owner: Option<u64>,
        read: impl Fn(&Value) -> T + Send + Sync,
    ) -> Result<Vec<(Option<u64>, T)>, ForgeError> {
        let first = self.first(owner)?;
        for _ in 0..ROUNDS {
            let round = self.round(&first, &read).await?;
            if round.fits() {
                return Ok(round.items);
            }
            tracing::debug!(address = %shown(&first), "the listing changed while it was read");
        }
        let why = "each time it is read it holds another number of projects than it announces";
        Err(self.void(&first, why))
    }

    fn first(&self, owner: Option<u64>) -> Result<Url, ForgeError> {
        let mut url = self.client.at("repos/search")?;
        {
            let mut query = url.query_pairs_mut();
            query.append_pair("sort", "id").append_pair("order", "asc");
            query.append_pair("limit", &PER_PAGE.to_string());
            if let Some(owner) = owner {
                query.append_pair("uid", &owner.to_string()).append_pair("exclusive", "true");
            }
        }
        Ok(url)
    }

    async fn round<T: Send>(
        &self,
        first: &Url,
        read: &(impl Fn(&Value) -> T + Send + Sync),
    ) -> Result<Round<T>, ForgeError> {
        let mut round = Round { items: Vec::new(), ids: HashSet::new(), lines: 0, totals: HashSet::new() };
        for page in 1..=self.pages {
            let mut here = first.clone();
            here.query_pairs_mut().append_pair("page", &page.to_string());
            let answer = self.client.send(Ask::json(here.clone()).with_token()).await?;
            let items = self.items(&answer)?;
            let before = round.items.len();
            round.lines += items.len();
            for value in &items {
                let id = id_of(value);
                if id.is_none_or(|id| round.ids.insert(id)) {
                    round.items.push((id, read(value)));
                }
            }
            let total = answer.header("x-total-count").and_then(|text| text.parse::<usize>().ok());
            round.totals.extend(total);
            // A short page is not the last: an instance may give fewer a page than asked for.
            if items.is_empty() || total.is_some_and(|total| round.lines >= total) {
                return Ok(round);
            }
            if round.items.len() == before {
                return Err(self.void(&here, "its pages turn in a circle"));
            }
        }
        Err(self.void(first, &format!("it has more than {} pages", self.pages)))
    }

    /// The items of a page: `{"ok": true, "data": […]}`.
    fn items(&self, answer: &Answer) -> Result<Vec<Value>, ForgeError> {
        let mut page: Value = answer.json(self.client)?;
        let ok = page.get("ok").and_then(Value::as_bool) != Some(false);
        match page.get_mut("data").map(Value::take) {
            Some(Value::Array(items)) if ok => Ok(items),
            _ => Err(self.void(&answer.url, "a page is not a list of projects")),
        }
    }

    fn void(&self, at: &Url, why: &str) -> ForgeError {
        let text = format!(
            "the listing of {} is void at {}: {why}: nothing is concluded from it",
            self.whose,
            shown(at)
        );
        self.client.error(Fault::Invalid, text)
    }
}
