//! GitLab, REST v4, as a source: whole instances, groups, single projects, to the last page or not at all.
//!
//! Must not decide what may be published; it keeps nothing of a project that is not public but a count.

mod issue;
mod listing;
mod paging;
mod project;
mod releases;
mod ticket;
pub(super) mod token;

use std::collections::HashSet;

use async_trait::async_trait;
use glane_catalog::model::{ForgeId, ProjectKey, Reason, ReasonCode, SourceProject};
use http::HeaderName;
use jiff::Timestamp;
use serde_json::Value;

use self::project::Item;
use super::client::{Ask, Client, Credential, Limits, base_address, shown};
use super::fault::{Fault, Side};
use super::pages::Gathering;
use super::wanted::Wanted;
use super::{Answers, Checked, Forge, ForgeError, Listing, Release, Tickets};
use crate::config::ForgeSettings;

/// A GitLab instance.
pub(super) struct Gitlab {
    id: ForgeId,
    client: Client,
    groups: Vec<String>,
    projects: Vec<String>,
    wanted: Wanted,
    /// The globs, as they change the meaning of what is kept of a page.
    meaning: String,
    pages: usize,
    tells_owners: bool,
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
        Ok(Self {
            id,
            client,
            groups: outermost(&settings.groups),
            projects: settings.projects.clone(),
            wanted,
            meaning: format!("{:?}\n{:?}", settings.include, settings.exclude),
            pages,
            tells_owners: settings.tell_owners,
        })
    }

    /// The number by which GitLab knows a project.
    fn number(&self, key: &ProjectKey) -> Result<u64, ForgeError> {
        key.id.parse().map_err(|_| {
            self.client.error(Fault::Invalid, format!("project {key}: GitLab's ids are numbers"))
        })
    }
}

#[async_trait]
impl Forge for Gitlab {
    fn id(&self) -> &ForgeId {
        &self.id
    }

    async fn list(&self, answers: &dyn Answers) -> Result<Listing, ForgeError> {
        let mut gathering = Gathering::default();
        self.gather_all(answers, false, &mut gathering).await?;
        if !self.client.has_token() {
            // Strangers are not told which projects are archived, but may ask for those alone.
            let mut archived = Gathering::default();
            self.gather_all(answers, true, &mut archived).await?;
            let archived: HashSet<_> =
                archived.listing.projects.into_iter().map(|project| project.key).collect();
            for project in &mut gathering.listing.projects {
                project.archived |= archived.contains(&project.key);
            }
        }
        self.gather_singles(answers, &mut gathering).await?;
        Ok(gathering.listing)
    }

    async fn project(&self, key: &ProjectKey) -> Result<Option<SourceProject>, ForgeError> {
        let id = self.number(key)?;
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
            let text = format!("project {key}: the forge answered with another project");
            return Err(self.client.error(Fault::Invalid, text));
        }
        match Item::read(&value, &self.id, self.client.base(), with_token) {
            Item::Public(project) => Ok(Some(*project)),
            Item::NotPublic(_) => Ok(None),
            Item::Unready(reason) if reason.code == ReasonCode::NotPublic => Ok(None),
            Item::Unready(reason) => Err(ForgeError { retry_after: Some(60), ..ForgeError::new(reason) }),
            Item::Unreadable(reason) => Err(ForgeError::new(reason)),
        }
    }

    async fn releases(&self, key: &ProjectKey) -> Result<Vec<Release>, ForgeError> {
        releases::of(&self.client, self.number(key)?, self.pages).await
    }

    async fn tickets(&self, key: &ProjectKey, since: Timestamp) -> Result<Tickets, ForgeError> {
        ticket::newest(&self.client, self.number(key)?, since).await
    }

    async fn tell_owner(&self, key: &ProjectKey, title: &str, text: &str) -> Result<String, ForgeError> {
        issue::open(&self.client, self.number(key)?, title, text).await
    }

    async fn check(&self) -> Result<Checked, ForgeError> {
        let found = token::check(&self.id, &self.client, self.tells_owners).await?;
        Ok(found.and(&self.check_places().await?))
    }
}

/// The groups that lie in no other one of the list: a group is listed with all its sub-groups.
fn outermost(groups: &[String]) -> Vec<String> {
    let plain = |group: &String| group.trim_matches('/').to_lowercase();
    let below = |inner: &String, outer: &String| {
        plain(inner).strip_prefix(&plain(outer)).is_some_and(|rest| rest.starts_with('/'))
    };
    let mut kept: Vec<String> = Vec::new();
    for group in groups.iter().filter(|group| !groups.iter().any(|other| below(group, other))) {
        if !kept.iter().any(|known| plain(known) == plain(group)) {
            kept.push(group.clone());
        }
    }
    kept
}

fn unreadable(id: Option<u64>, why: &str) -> Reason {
    let which = id.map_or_else(|| "a project without a numeric id".to_owned(), |id| format!("project {id}"));
    Reason::new(ReasonCode::SourceInvalid, format!("{which} of the listing cannot be read: {why}"))
}

#[cfg(test)]
mod tests {
    use super::outermost;

    #[test]
    fn a_group_within_another_is_listed_with_it() {
        let own = |groups: &[&str]| groups.iter().map(|group| (*group).to_owned()).collect::<Vec<_>>();
        let kept = outermost(&own(&["eole", "EOLE/g1", "eole2", "dsi/outils", "Dsi/outils/"]));
        assert_eq!(kept, own(&["eole", "eole2", "dsi/outils"]));
    }
}
