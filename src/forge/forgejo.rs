//! Forgejo and Gitea, REST v1, as a source: instances, organisations and people, listed whole or not at all.
//!
//! Must not decide what may be published; it keeps nothing of a project that is not public but a count.

pub(super) mod paging;
mod releases;
mod repository;
mod ticket;
pub(super) mod token;

use std::collections::HashSet;

use async_trait::async_trait;
use glane_catalog::model::{ForgeId, ProjectKey, Reason, ReasonCode, SourceProject};
use http::header::AUTHORIZATION;
use jiff::Timestamp;
use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};
use serde::Deserialize;
use serde_json::Value;
use url::Url;

use self::paging::Paging;
use self::repository::Item;
use super::client::{Answer, Ask, Client, Credential, Limits, base_address, shown};
use super::fault::{Fault, Side};
use super::wanted::Wanted;
use super::{Answers, Checked, Forge, ForgeError, Listing, Release, Tickets};
use crate::config::ForgeSettings;

/// What is written otherwise in a segment of a path: everything that RFC 3986 does not leave alone.
const SEGMENT: &AsciiSet = &NON_ALPHANUMERIC.remove(b'-').remove(b'.').remove(b'_').remove(b'~');

/// A Forgejo or Gitea instance.
pub(super) struct Forgejo {
    id: ForgeId,
    client: Client,
    groups: Vec<String>,
    projects: Vec<String>,
    wanted: Wanted,
    pages: usize,
}

/// A listing as it grows.
#[derive(Default)]
struct Gathering {
    listing: Listing,
    seen: HashSet<u64>,
}

/// An organisation or a person, of which only the number is needed.
#[derive(Deserialize)]
struct Owner {
    id: u64,
}

impl Gathering {
    /// Puts an item where it belongs, if it was not seen before.
    fn take(&mut self, id: Option<u64>, item: Item, wanted: impl Fn(&str) -> bool) {
        if id.is_some_and(|id| !self.seen.insert(id)) {
            return;
        }
        match item {
            Item::Public(project) if wanted(&project.path) => self.listing.projects.push(*project),
            Item::Public(_) => {}
            Item::NotPublic(path) => {
                self.listing.not_public += u64::from(path.is_none_or(|path| wanted(&path)));
            }
            Item::Unreadable(reason) => self.listing.unreadable.push(reason),
        }
    }
}

impl Forgejo {
    pub(super) fn new(settings: &ForgeSettings, limits: Limits) -> Result<Self, ForgeError> {
        let id = settings.id.clone();
        let url = settings.url.as_ref().ok_or_else(|| {
            Side::Source.error(Fault::Invalid, format!("forge \"{id}\" has no address: set url"))
        })?;
        let api = api_of(Side::Source, url)?;
        let credential =
            settings.token.clone().map(|token| Credential::Header(AUTHORIZATION, "token ", token));
        let pages = limits.pages;
        let client = Client::new(Side::Source, api, credential.as_ref(), limits)?;
        let wanted = Wanted::new(&settings.include, &settings.exclude)?;
        let (groups, projects) = (settings.groups.clone(), settings.projects.clone());
        Ok(Self { id, client, groups, projects, wanted, pages })
    }

    async fn ask(&self, path: &str) -> Result<Answer, ForgeError> {
        self.client.send(Ask::json(self.client.at(path)?).with_token()).await
    }

    /// Everything the token sees, or what one owner has.
    async fn gather(&self, owner: Option<u64>, into: &mut Gathering) -> Result<(), ForgeError> {
        let paging =
            Paging { client: &self.client, whose: format!("forge \"{}\"", self.id), pages: self.pages };
        let with_token = self.client.has_token();
        for (id, item) in paging.whole(owner, |value| self.read(value, with_token)).await? {
            into.take(id, item, |path| self.wanted.has(path));
        }
        Ok(())
    }

    /// Everything of one owner; organisations and people are asked for alike.
    async fn gather_owner(&self, name: &str, into: &mut Gathering) -> Result<(), ForgeError> {
        let named = |mut error: ForgeError| {
            error.reason.message = format!("group \"{name}\": {}", error.reason.message);
            error
        };
        let owner = self.owner(name).await.map_err(named)?;
        self.gather(Some(owner), into).await.map_err(named)
    }

    async fn owner(&self, name: &str) -> Result<u64, ForgeError> {
        let owner: Owner = self.ask(&format!("users/{}", segment(name))).await?.json(&self.client)?;
        Ok(owner.id)
    }

    /// One project that the configuration names. What is not there is known by its place in the
    /// list only: it may exist and be private.
    async fn gather_named(&self, place: usize, path: &str, into: &mut Gathering) -> Result<(), ForgeError> {
        let route = path.trim_matches('/').split('/').map(segment).collect::<Vec<_>>().join("/");
        let answer = self.ask(&format!("repos/{route}")).await?;
        if answer.status.as_u16() == 404 {
            let text = format!(
                "entry {} of \"projects\" of forge \"{}\" does not exist, or is not public: check its path",
                place + 1,
                self.id
            );
            into.listing.unreadable.push(Reason::new(ReasonCode::SourceInvalid, text));
            return Ok(());
        }
        let value: Value = answer.json(&self.client)?;
        let item = self.read(&value, self.client.has_token());
        into.take(repository::id_of(&value), item, |path| !self.wanted.excludes(path));
        Ok(())
    }

    fn read(&self, value: &Value, with_token: bool) -> Item {
        Item::read(value, &self.id, self.client.base(), with_token)
    }

    /// What anyone sees of a project at this moment, as the forge wrote it.
    async fn anonymous(&self, key: &ProjectKey) -> Result<Option<Value>, ForgeError> {
        let wrong = |why: &str| self.client.error(Fault::Invalid, format!("project {key}: {why}"));
        let id: u64 = key.id.parse().map_err(|_| wrong("Forgejo's ids are numbers"))?;
        let answer = self.client.send(Ask::json(self.client.at(&format!("repositories/{id}"))?)).await?;
        match answer.status.as_u16() {
            404 | 410 => return Ok(None),
            401 | 403 => {
                return Err(self.client.error(
                    Fault::Refused,
                    format!(
                        "{} asks for an account even for public projects, so nothing of it is public now: \
                         its administrator can allow anonymous reading",
                        shown(&answer.url)
                    ),
                ));
            }
            _ => {}
        }
        let value: Value = answer.json(&self.client)?;
        if repository::id_of(&value) != Some(id) {
            return Err(wrong("the forge answered with another project"));
        }
        Ok(Some(value))
    }

    /// Asks for each configured owner.
    async fn check_groups(&self) -> Result<String, ForgeError> {
        let mut silent = Vec::new();
        for group in &self.groups {
            if let Err(error) = self.owner(group).await {
                silent.push(format!("\"{group}\" ({error})"));
            }
        }
        let all = self.groups.len();
        if silent.is_empty() {
            let told = format!("{all} of {all} organisations or people can be listed");
            return Ok(if all > 0 { told } else { String::new() });
        }
        Err(self.client.error(
            Fault::Invalid,
            format!(
                "{} of {all} organisations or people can be listed; mend these in groups: {}",
                all - silent.len(),
                silent.join("; ")
            ),
        ))
    }
}

#[async_trait]
impl Forge for Forgejo {
    fn id(&self) -> &ForgeId {
        &self.id
    }

    async fn list(&self, _answers: &dyn Answers) -> Result<Listing, ForgeError> {
        let mut gathering = Gathering::default();
        if self.groups.is_empty() && self.projects.is_empty() {
            self.gather(None, &mut gathering).await?;
        }
        for group in &self.groups {
            self.gather_owner(group, &mut gathering).await?;
        }
        for (place, path) in self.projects.iter().enumerate() {
            self.gather_named(place, path, &mut gathering).await?;
        }
        Ok(gathering.listing)
    }

    async fn project(&self, key: &ProjectKey) -> Result<Option<SourceProject>, ForgeError> {
        // Without the token: what anyone sees is what is public.
        let Some(value) = self.anonymous(key).await? else { return Ok(None) };
        match self.read(&value, false) {
            Item::Public(project) => Ok(Some(*project)),
            Item::NotPublic(_) => Ok(None),
            Item::Unreadable(reason) => Err(ForgeError::new(reason)),
        }
    }

    async fn releases(&self, key: &ProjectKey) -> Result<Vec<Release>, ForgeError> {
        let Some(project) = self.project(key).await? else { return Ok(Vec::new()) };
        releases::list(&self.client, &project.path).await
    }

    async fn tickets(&self, key: &ProjectKey, since: Timestamp) -> Result<Tickets, ForgeError> {
        let Some(project) = self.project(key).await? else { return Ok(Tickets::asked(1)) };
        ticket::newest(&self.client, &project.path, since).await
    }

    async fn check(&self) -> Result<Checked, ForgeError> {
        let found = token::check(&self.id, &self.client).await?;
        Ok(found.and(&self.check_groups().await?))
    }
}

/// Where the API of an instance is.
pub(super) fn api_of(side: Side, url: &Url) -> Result<Url, ForgeError> {
    let base = base_address(side, url)?;
    base.join("api/v1/")
        .map_err(|_| side.error(Fault::Invalid, format!("{} is no base address", shown(&base))))
}

/// A name as one segment of a path.
pub(super) fn segment(name: &str) -> String {
    utf8_percent_encode(name, SEGMENT).to_string()
}
