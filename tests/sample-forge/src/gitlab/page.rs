//! The two ways GitLab turns pages: by key (`id_after`) and by number (`page`).
//!
//! Must not know what is listed.

use std::collections::BTreeMap;

use axum::http::HeaderMap;
use percent_encoding::{NON_ALPHANUMERIC, utf8_percent_encode};

use crate::project::Project;
use crate::rate::set;

/// GitLab's own number of lines a page.
const USUAL: usize = 20;

/// GitLab's greatest number of lines a page.
const MOST: usize = 100;

/// Parameters of a query, sorted as GitLab sorts them in its links.
pub(super) type Parameters = BTreeMap<String, String>;

/// The page asked for.
pub(super) struct Page<'a> {
    /// Address without query.
    pub(super) address: String,
    pub(super) parameters: &'a Parameters,
    /// Its `next` leads to itself.
    pub(super) endless: bool,
}

impl Page<'_> {
    fn number(&self, name: &str) -> Option<usize> {
        self.parameters.get(name)?.parse().ok()
    }

    fn per_page(&self) -> usize {
        self.number("per_page").filter(|number| *number > 0).unwrap_or(USUAL).min(MOST)
    }

    /// Cuts a page by key out of a list sorted by id. As in GitLab every page that holds
    /// something names a next one; the last one is empty and names none.
    pub(super) fn by_key(&self, mut all: Vec<Project>, descending: bool) -> (Vec<Project>, HeaderMap) {
        let bound = |name: &str| self.number(name).and_then(|id| u64::try_from(id).ok());
        all.retain(|project| bound("id_after").is_none_or(|id| project.id > id));
        all.retain(|project| bound("id_before").is_none_or(|id| project.id < id));
        all.truncate(self.per_page());
        let mut headers = HeaderMap::new();
        if let Some(last) = all.last() {
            let key = if descending { "id_before" } else { "id_after" };
            let change = if self.endless { None } else { Some((key, last.id.to_string())) };
            set(&mut headers, "link", &self.link(change, "next"));
        }
        (all, headers)
    }

    /// Cuts a page by number.
    pub(super) fn by_number(&self, all: Vec<Project>) -> (Vec<Project>, HeaderMap) {
        let (per_page, page) = (self.per_page(), self.number("page").unwrap_or(1).max(1));
        let (total, pages) = (all.len(), all.len().div_ceil(per_page).max(1));
        let next = if self.endless { Some(page) } else { (page < pages).then_some(page + 1) };
        let word = |number: Option<usize>| number.map(|number| number.to_string()).unwrap_or_default();
        let mut headers = HeaderMap::new();
        set(&mut headers, "x-next-page", &word(next));
        set(&mut headers, "x-page", &page);
        set(&mut headers, "x-per-page", &per_page);
        set(&mut headers, "x-prev-page", &word((page > 1).then_some(page - 1)));
        set(&mut headers, "x-total", &total);
        set(&mut headers, "x-total-pages", &pages);
        let places = [
            ("prev", (page > 1).then_some(page - 1)),
            ("next", next),
            ("first", Some(1)),
            ("last", Some(pages)),
        ];
        let links = places
            .into_iter()
            .filter_map(|(name, number)| Some(self.link(Some(("page", number?.to_string())), name)));
        set(&mut headers, "link", &links.collect::<Vec<_>>().join(", "));
        (all.into_iter().skip((page - 1).saturating_mul(per_page)).take(per_page).collect(), headers)
    }

    fn link(&self, change: Option<(&str, String)>, relation: &str) -> String {
        let mut parameters = self.parameters.clone();
        parameters.insert("per_page".to_owned(), self.per_page().to_string());
        parameters.extend(change.map(|(name, value)| (name.to_owned(), value)));
        let encode = |text: &str| utf8_percent_encode(text, NON_ALPHANUMERIC).to_string().replace("%5F", "_");
        let pairs: Vec<_> =
            parameters.iter().map(|(name, value)| format!("{}={}", encode(name), encode(value))).collect();
        format!("<{}?{}>; rel=\"{relation}\"", self.address, pairs.join("&"))
    }
}
