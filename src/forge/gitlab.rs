//! GitLab, REST v4, as a source: whole instances and groups, listed to the last page or not at all.
//!
//! Must not decide what may be published; it keeps nothing of a project that is not public but a count.

mod paging;
mod project;
mod token;

use std::collections::HashSet;

use async_trait::async_trait;
use glane_catalog::model::{ForgeId, ProjectKey, Reason, ReasonCode, SourceProject};
use http::HeaderName;
use percent_encoding::{NON_ALPHANUMERIC, utf8_percent_encode};
use serde_json::Value;
use url::Url;

use self::paging::{Next, Order};
use self::project::Item;
use super::client::{Ask, Client, Credential, Limits, base_address, shown};
use super::fault::{Fault, Side};
use super::wanted::Wanted;
use super::{Answers, Forge, ForgeError, Listing};
use crate::config::ForgeSettings;

/// Projects asked for in one page: GitLab's maximum.
const PER_PAGE: usize = 100;

/// Pages in a row that may be empty and yet name a next one.
const EMPTY_PAGES: usize = 50;

/// A GitLab instance.
pub(super) struct Gitlab {
    id: ForgeId,
    client: Client,
    groups: Vec<String>,
    wanted: Wanted,
    pages: usize,
}

/// A listing as it grows.
#[derive(Default)]
struct Gathering {
    listing: Listing,
    seen: HashSet<u64>,
}

impl Gitlab {
    pub(super) fn new(settings: &ForgeSettings, limits: Limits) -> Result<Self, ForgeError> {
        let id = settings.id.clone();
        let url = settings.url.as_ref().ok_or_else(|| {
            Side::Source.error(Fault::Invalid, format!("forge \"{id}\" has no address: set url"))
        })?;
        let base = base_address(Side::Source, url)?;
        let api = base.join("api/v4/").map_err(|_| {
            Side::Source.error(Fault::Invalid, format!("{} is no base address", shown(&base)))
        })?;
        let token = settings.token.clone();
        let header = HeaderName::from_static("private-token");
        let credential = token.map(|token| Credential::Header(header, "", token));
        let pages = limits.pages;
        let client = Client::new(Side::Source, api, credential.as_ref(), limits)?;
        let wanted = Wanted::new(&settings.include, &settings.exclude)?;
        Ok(Self { id, client, groups: settings.groups.clone(), wanted, pages })
    }

    /// Follows one listing from its first address to its last page.
    async fn gather(&self, first: Url, order: Order, into: &mut Gathering) -> Result<(), ForgeError> {
        let mut here = first;
        let mut visited = HashSet::new();
        let mut ids = HashSet::new();
        let mut empty = 0;
        for _ in 0..self.pages {
            visited.insert(here.clone());
            let answer = self.client.send(Ask::json(here.clone()).with_token()).await?;
            let items: Vec<Value> = answer.json(&self.client)?;
            let page: Vec<u64> = items.iter().filter_map(project::id_of).collect();
            let fresh = page.iter().filter(|id| ids.insert(**id)).count();
            self.sort(&items, into);
            let next = match paging::next(&answer, order, items.len(), page.iter().copied().max()) {
                Next::End => return Ok(()),
                Next::Page(next) => next,
                Next::Broken(why) => return Err(self.void(&here, &why)),
            };
            empty = if items.is_empty() { empty + 1 } else { 0 };
            if visited.contains(&next) || (fresh == 0 && !page.is_empty()) || empty > EMPTY_PAGES {
                return Err(self.void(&here, "its pages turn in a circle"));
            }
            here = next;
        }
        Err(self.void(&here, &format!("it has more than {} pages", self.pages)))
    }

    /// Puts each item of a page where it belongs.
    fn sort(&self, items: &[Value], into: &mut Gathering) {
        for value in items {
            if let Some(id) = project::id_of(value)
                && !into.seen.insert(id)
            {
                continue;
            }
            match Item::read(value, &self.id, self.client.base(), self.client.has_token()) {
                Item::Public(project) if self.wanted.has(&project.path) => {
                    into.listing.projects.push(*project);
                }
                Item::NotPublic(path) => {
                    into.listing.not_public += u64::from(path.is_none_or(|path| self.wanted.has(&path)));
                }
                Item::Public(_) => {}
                Item::Unready(reason) | Item::Unreadable(reason) => into.listing.unreadable.push(reason),
            }
        }
    }

    fn void(&self, at: &Url, why: &str) -> ForgeError {
        self.client.error(
            Fault::Invalid,
            format!(
                "the listing of forge \"{}\" is void at {}: {why}: nothing is concluded from it",
                self.id,
                shown(at)
            ),
        )
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

    /// Asks each configured group for its first projects.
    async fn check_groups(&self) -> Result<String, ForgeError> {
        let mut silent = Vec::new();
        for group in &self.groups {
            if let Err(error) = self.ask_group(group).await {
                silent.push(format!("\"{group}\" ({error})"));
            }
        }
        let all = self.groups.len();
        if silent.is_empty() {
            return Ok(if all > 0 {
                format!("; {all} of {all} groups can be listed")
            } else {
                String::new()
            });
        }
        Err(self.client.error(
            Fault::Invalid,
            format!(
                "{} of {all} groups can be listed; mend these in groups, or let the token see them: {}",
                all - silent.len(),
                silent.join("; ")
            ),
        ))
    }

    async fn ask_group(&self, group: &str) -> Result<(), ForgeError> {
        let address = self.listing_address(&group_path(group), Order::Offset, false)?;
        let _: Vec<Value> = self.client.send(Ask::json(address).with_token()).await?.json(&self.client)?;
        Ok(())
    }

    /// Everything the configuration names: the groups, or the whole instance.
    async fn gather_all(&self, only_archived: bool, into: &mut Gathering) -> Result<(), ForgeError> {
        if self.groups.is_empty() {
            let first = self.listing_address("projects", Order::Keyset, only_archived)?;
            self.gather(first, Order::Keyset, into).await?;
        }
        for group in &self.groups {
            self.gather_group(group, only_archived, into).await?;
        }
        Ok(())
    }

    async fn gather_group(
        &self,
        group: &str,
        only_archived: bool,
        into: &mut Gathering,
    ) -> Result<(), ForgeError> {
        let first = self.listing_address(&group_path(group), Order::Offset, only_archived)?;
        self.gather(first, Order::Offset, into).await.map_err(|mut error| {
            error.reason.message = format!("group \"{group}\": {}", error.reason.message);
            error
        })
    }
}

#[async_trait]
impl Forge for Gitlab {
    fn id(&self) -> &ForgeId {
        &self.id
    }

    async fn list(&self, _answers: &dyn Answers) -> Result<Listing, ForgeError> {
        let mut gathering = Gathering::default();
        self.gather_all(false, &mut gathering).await?;
        if !self.client.has_token() {
            // Strangers are not told which projects are archived, but may ask for those alone.
            let mut archived = Gathering::default();
            self.gather_all(true, &mut archived).await?;
            let archived: HashSet<_> =
                archived.listing.projects.into_iter().map(|project| project.key).collect();
            for project in &mut gathering.listing.projects {
                project.archived |= archived.contains(&project.key);
            }
        }
        Ok(gathering.listing)
    }

    async fn project(&self, key: &ProjectKey) -> Result<Option<SourceProject>, ForgeError> {
        let wrong = |why: &str| self.client.error(Fault::Invalid, format!("project {key}: {why}"));
        let id: u64 = key.id.parse().map_err(|_| wrong("GitLab's ids are numbers"))?;
        let address = self.client.at(&format!("projects/{id}"))?;
        // Without the token: what anyone sees is what is public.
        let answer = self.client.send(Ask::json(address.clone())).await?;
        if matches!(answer.status.as_u16(), 404 | 410) {
            return Ok(None);
        }
        if answer.status.as_u16() == 401 {
            return Err(self.client.error(
                Fault::Refused,
                format!(
                    "{} asks for an account even for public projects, so nothing of it is public now: \
                 its administrator can allow anonymous reading",
                    shown(&answer.url)
                ),
            ));
        }
        let mut value: Value = answer.json(&self.client)?;
        let with_token = self.client.has_token();
        if with_token && project::is_public(&value, false) {
            // It is public; the token adds what strangers are not told, such as "archived".
            value = self.client.send(Ask::json(address).with_token()).await?.json(&self.client)?;
        }
        if project::id_of(&value) != Some(id) {
            return Err(wrong("the forge answered with another project"));
        }
        match Item::read(&value, &self.id, self.client.base(), with_token) {
            Item::Public(project) => Ok(Some(*project)),
            Item::NotPublic(_) => Ok(None),
            Item::Unready(reason) if reason.code == ReasonCode::NotPublic => Ok(None),
            Item::Unready(reason) => Err(ForgeError { retry_after: Some(60), ..ForgeError::new(reason) }),
            Item::Unreadable(reason) => Err(ForgeError::new(reason)),
        }
    }

    async fn check(&self) -> Result<String, ForgeError> {
        let sentence = token::check(&self.id, &self.client).await?;
        Ok(format!("{sentence}{}", self.check_groups().await?))
    }
}

/// Where the API lists a group's projects; a group's full path is one segment there.
fn group_path(group: &str) -> String {
    format!("groups/{}/projects", utf8_percent_encode(group.trim_matches('/'), NON_ALPHANUMERIC))
}

fn unreadable(id: Option<u64>, why: &str) -> Reason {
    let which = id.map_or_else(|| "a project without a numeric id".to_owned(), |id| format!("project {id}"));
    Reason::new(ReasonCode::SourceInvalid, format!("{which} of the listing cannot be read: {why}"))
}
