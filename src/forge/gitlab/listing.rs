//! What of a GitLab instance is listed, and how a page of it is read.
//!
//! Must not follow pages itself; of what is not public only a number remains.

use percent_encoding::{NON_ALPHANUMERIC, utf8_percent_encode};
use serde_json::Value;
use url::Url;

use super::super::client::{Answer, Ask};
use super::super::fault::Fault;
use super::super::link::Next;
use super::super::pages::{self, Gathering, Page, Reader, Walk};
use super::super::{Answers, ForgeError};
use super::Gitlab;
use super::paging::{self, Order};
use super::project::{self, Item};

/// Projects asked for in one page: GitLab's maximum.
pub(super) const PER_PAGE: usize = 100;

/// An instance whose pages are read in one order.
struct Paged<'a> {
    instance: &'a Gitlab,
    order: Order,
}

impl Reader for Paged<'_> {
    fn read(&self, answer: &Answer, items: &[Value]) -> Result<Page, String> {
        let ids: Vec<u64> = items.iter().filter_map(project::id_of).collect();
        let next = match paging::next(answer, self.order, items.len(), ids.iter().copied().max()) {
            Next::End => None,
            Next::Page(next) => Some(next),
            Next::Broken(why) => return Err(why),
        };
        let mut page = Page { ids: pages::digest(&ids), next, ..Page::default() };
        items.iter().for_each(|item| self.instance.sort(item, &mut page));
        Ok(page)
    }
}

impl Gitlab {
    /// Puts an item of a page where it belongs.
    fn sort(&self, value: &Value, page: &mut Page) {
        match Item::read(value, &self.id, self.client.base(), self.client.has_token()) {
            Item::Public(project) if self.wanted.has(&project.path) => page.projects.push(*project),
            Item::NotPublic(path) => {
                page.not_public += u64::from(path.is_none_or(|path| self.wanted.has(&path)));
            }
            Item::Public(_) => {}
            Item::Unready(reason) | Item::Unreadable(reason) => page.unreadable.push(reason),
        }
    }

    fn walk<'a>(&'a self, answers: &'a dyn Answers) -> Walk<'a> {
        Walk { forge: &self.id, client: &self.client, answers, meaning: &self.meaning, most: self.pages }
    }

    /// The groups that the configuration names, or the whole instance where it names nothing.
    pub(super) async fn gather_all(
        &self,
        answers: &dyn Answers,
        only_archived: bool,
        into: &mut Gathering,
    ) -> Result<(), ForgeError> {
        let walk = self.walk(answers);
        if self.groups.is_empty() && self.projects.is_empty() {
            let first = self.listing_address("projects", Order::Keyset, only_archived)?;
            walk.follow(first, &Paged { instance: self, order: Order::Keyset }, into).await?;
        }
        for group in &self.groups {
            let first = self.listing_address(&group_path(group), Order::Offset, only_archived)?;
            let reader = Paged { instance: self, order: Order::Offset };
            walk.follow(first, &reader, into).await.map_err(|mut error| {
                error.reason.message = format!("group \"{group}\": {}", error.reason.message);
                error
            })?;
        }
        Ok(())
    }

    /// The single projects that the configuration names. One that is not there, or not for us, is
    /// counted: which of the two it is, nobody tells.
    pub(super) async fn gather_singles(
        &self,
        answers: &dyn Answers,
        into: &mut Gathering,
    ) -> Result<(), ForgeError> {
        let walk = self.walk(answers);
        for path in &self.projects {
            let address = self.client.at(&project_path(path))?;
            match walk.single(&address, &Paged { instance: self, order: Order::Keyset }).await? {
                Some(page) => into.take(page),
                None => into.listing.not_public += 1,
            }
        }
        Ok(())
    }

    fn listing_address(&self, path: &str, order: Order, only_archived: bool) -> Result<Url, ForgeError> {
        let mut url = self.client.at(path)?;
        {
            let mut query = url.query_pairs_mut();
            match order {
                Order::Keyset => query.append_pair("pagination", "keyset"),
                Order::Offset => query
                    .append_pair("include_subgroups", "true")
                    .append_pair("with_shared", "false")
                    .append_pair("page", "1"),
            };
            query
                .append_pair("order_by", "id")
                .append_pair("sort", "asc")
                .append_pair("per_page", &PER_PAGE.to_string());
            if only_archived {
                query.append_pair("archived", "true");
            }
            if !self.client.has_token() {
                query.append_pair("visibility", "public");
            }
        }
        Ok(url)
    }

    /// Asks each configured group for its first projects, and for each single project.
    pub(super) async fn check_places(&self) -> Result<String, ForgeError> {
        let mut silent = Vec::new();
        for group in &self.groups {
            let address = self.listing_address(&group_path(group), Order::Offset, false)?;
            if let Err(error) = self.ask::<Vec<Value>>(address).await {
                silent.push(format!("\"{group}\" ({error})"));
            }
        }
        for path in &self.projects {
            if let Err(error) = self.ask::<Value>(self.client.at(&project_path(path))?).await {
                silent.push(format!("\"{path}\" ({error})"));
            }
        }
        let all = self.groups.len() + self.projects.len();
        let what = match (self.groups.is_empty(), self.projects.is_empty()) {
            (_, true) => "groups",
            (true, _) => "projects",
            _ => "groups and projects",
        };
        if silent.is_empty() {
            let told = format!("{all} of {all} {what} can be listed");
            return Ok(if all > 0 { told } else { String::new() });
        }
        Err(self.client.error(
            Fault::Invalid,
            format!(
                "{} of {all} {what} can be listed; mend these in the configuration, or let the token see them: {}",
                all - silent.len(),
                silent.join("; ")
            ),
        ))
    }

    async fn ask<T: serde::de::DeserializeOwned>(&self, address: Url) -> Result<(), ForgeError> {
        let _: T = self.client.send(Ask::json(address).with_token()).await?.json(&self.client)?;
        Ok(())
    }
}

/// Where the API lists a group's projects; a group's full path is one segment there.
fn group_path(group: &str) -> String {
    format!("groups/{}/projects", utf8_percent_encode(group.trim_matches('/'), NON_ALPHANUMERIC))
}

/// Where the API shows a project by its full path, one segment as well.
fn project_path(path: &str) -> String {
    format!("projects/{}", utf8_percent_encode(path.trim_matches('/'), NON_ALPHANUMERIC))
}
