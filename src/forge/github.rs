//! GitHub as a source: organisations and people, single repositories, a whole Enterprise server.
//!
//! Must not decide what may be published; it keeps nothing of a repository that is not public but a count.

mod listing;
pub(super) mod place;
mod releases;
pub(super) mod repository;
mod ticket;
pub(super) mod token;

use std::collections::HashMap;
use std::sync::Mutex;

use async_trait::async_trait;
use glane_catalog::model::{ForgeId, ProjectKey, SourceProject};
use jiff::Timestamp;
use serde_json::Value;
use url::Url;

use self::repository::Item;
use super::client::{Answer, Ask, Client, Credential, Limits, base_address, shown};
use super::fault::{Fault, Side};
use super::pages::Gathering;
use super::wanted::Wanted;
use super::{Answers, Checked, Forge, ForgeError, Listing, Release, Tickets};
use crate::config::ForgeSettings;

/// github.com or a GitHub Enterprise server.
pub(super) struct Github {
    id: ForgeId,
    client: Client,
    /// Asks without a token. It has its own pace: strangers may ask little in an hour, and what they have
    /// used up must not stop what the token may.
    strangers: Client,
    /// The address people see, whose host clone addresses must have.
    site: Url,
    groups: Vec<String>,
    projects: Vec<String>,
    wanted: Wanted,
    /// The globs, as they change the meaning of what is kept of a page.
    meaning: String,
    pages: usize,
    /// Where each owner's repositories are listed, and which of them, once it was asked.
    kinds: Mutex<HashMap<String, (&'static str, &'static str)>>,
}

impl Github {
    pub(super) fn new(settings: &ForgeSettings, limits: Limits) -> Result<Self, ForgeError> {
        let id = settings.id.clone();
        let wrong = |text: String| Side::Source.error(Fault::Invalid, format!("forge \"{id}\" {text}"));
        let url = settings.url.as_ref().ok_or_else(|| wrong("has no address: set url".to_owned()))?;
        let site = base_address(Side::Source, url)?;
        let named = !settings.groups.is_empty() || !settings.projects.is_empty();
        if place::is_public_site(&site) && !named {
            let text = "would be all of GitHub: name organisations in groups, or repositories in projects";
            return Err(wrong(text.to_owned()));
        }
        if let Some(bad) = settings.groups.iter().find(|group| !place::is_account(group)) {
            return Err(wrong(format!("names the group \"{}\", which is no account", bad.escape_default())));
        }
        if let Some(bad) = settings.projects.iter().find(|path| !place::is_repository(path)) {
            let bad = bad.escape_default();
            return Err(wrong(format!("names the project \"{bad}\": write owner/repository")));
        }
        let api = place::api_of(Side::Source, &site)?;
        let token = settings.token.clone();
        let credential = token.map(|token| Credential::Header(http::header::AUTHORIZATION, "Bearer ", token));
        let pages = limits.pages;
        Ok(Self {
            strangers: Client::new(Side::Source, api.clone(), None, limits.clone())?,
            client: Client::new(Side::Source, api, credential.as_ref(), limits)?,
            id,
            site,
            groups: settings.groups.clone(),
            projects: settings.projects.clone(),
            wanted: Wanted::new(&settings.include, &settings.exclude)?,
            meaning: format!("{:?}\n{:?}", settings.include, settings.exclude),
            pages,
            kinds: Mutex::default(),
        })
    }

    /// The number by which GitHub knows a repository.
    fn number(&self, key: &ProjectKey) -> Result<u64, ForgeError> {
        key.id.parse().map_err(|_| {
            self.client.error(Fault::Invalid, format!("project {key}: GitHub's ids are numbers"))
        })
    }

    /// A repository as strangers are told of it. Strangers may ask little in an hour: when they may ask
    /// no more, the token asks, and is believed only where GitHub itself says "public".
    async fn told_to_anyone(&self, id: u64) -> Result<Answer, ForgeError> {
        let address = self.client.at(&format!("repositories/{id}"))?;
        match self.strangers.send(Ask::json(address.clone())).await {
            Err(error) if error.retry_after.is_some() && self.client.has_token() => {
                self.client.send(Ask::json(address).with_token()).await
            }
            answered => answered,
        }
    }
}

#[async_trait]
impl Forge for Github {
    fn id(&self) -> &ForgeId {
        &self.id
    }

    async fn list(&self, answers: &dyn Answers) -> Result<Listing, ForgeError> {
        let mut gathering = Gathering::default();
        self.gather(answers, &mut gathering).await?;
        Ok(gathering.listing)
    }

    async fn project(&self, key: &ProjectKey) -> Result<Option<SourceProject>, ForgeError> {
        let id = self.number(key)?;
        let answer = self.told_to_anyone(id).await?;
        // 451: taken down for legal reasons.
        if matches!(answer.status.as_u16(), 404 | 410 | 451) {
            return Ok(None);
        }
        let value: Value = answer.json(&self.client)?;
        if repository::id_of(&value) != Some(id) {
            let text = format!("project {key}: the forge answered with another project");
            return Err(self.client.error(Fault::Invalid, text));
        }
        match Item::read(&value, &self.id, &self.site) {
            Item::Public(project, _) => Ok(Some(*project)),
            Item::NotPublic(_) => Ok(None),
            Item::Unreadable(reason) => Err(ForgeError::new(reason)),
        }
    }

    async fn releases(&self, key: &ProjectKey) -> Result<Vec<Release>, ForgeError> {
        releases::of(&self.client, &self.site, self.number(key)?, self.pages).await
    }

    async fn tickets(&self, key: &ProjectKey, since: Timestamp) -> Result<Tickets, ForgeError> {
        ticket::newest(&self.client, self.number(key)?, since).await
    }

    async fn check(&self) -> Result<Checked, ForgeError> {
        let address = shown(self.client.base());
        let answer = self.client.send(Ask::json(self.client.at("meta")?).with_token()).await?;
        answer.json::<Value>(&self.client)?;
        let found = Checked::well(format!("forge \"{}\": GitHub answers at {address}", self.id));
        let found = if self.client.has_token() {
            found.and("the token is accepted").with(token::judged(&answer, &[]))
        } else {
            found.and("without a token, which is enough for a few organisations only")
        };
        Ok(found.and(&self.check_places().await?))
    }
}
