//! GitLab, REST v4, as a host: copies in one group, found again by our mark.
//!
//! A copy is made private and shown last, and only where `publish` asks for it. Must never take over
//! a project that does not bear the mark.
//!
//! The mark is a topic, given with the very request that makes the project, so that a kill leaves no
//! copy without it. Everything is written by the project's number: GitLab refuses to write at a former path.

mod copy;
mod group;
mod refine;
mod release;

use std::collections::BTreeMap;

use async_trait::async_trait;
use glane_catalog::model::{HostId, Reason, ReasonCode, SourceProject};
use http::{HeaderName, Method};
use percent_encoding::{NON_ALPHANUMERIC, utf8_percent_encode};
use serde_json::{Value, json};
use tokio::sync::OnceCell;
use url::Url;

use self::copy::{Copy, Looks};
use super::client::{Client, Credential, Limits, base_address, shown};
use super::fault::{Fault, Side};
use super::host_api::{self, Api};
use super::{
    Checked, Dress, ForgeError, Gone, Host, HostLimits, Release, ReleaseJudge, Released, Seen, Target, mark,
    names,
};
use crate::config::{HostSettings, Token};

/// A group of a GitLab.
pub(super) struct Gitlab {
    id: HostId,
    /// Full path of the group.
    group: String,
    /// Its number, once asked.
    number: OnceCell<u64>,
    rule: String,
    /// The address people see, whose host clone addresses must have.
    site: Url,
    token: Token,
    api: Api,
    publish: bool,
    pages: usize,
}

impl Gitlab {
    pub(super) fn new(settings: &HostSettings, limits: Limits) -> Result<Self, ForgeError> {
        let id = settings.id.clone();
        let lacks =
            |what: &str| Side::Host.error(Fault::Invalid, format!("host \"{id}\" lacks {what}: set it"));
        let url = settings.url.as_ref().ok_or_else(|| lacks("url"))?;
        let group = settings.organisation.clone().ok_or_else(|| lacks("organisation"))?;
        let token = settings.token.clone().ok_or_else(|| lacks("token_file or token_env"))?;
        let legal = |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '_' | '.');
        if !group.split('/').all(|part| !part.is_empty() && part.chars().all(legal)) {
            let text = format!("host \"{id}\": \"{}\" is no group", group.escape_default());
            return Err(Side::Host.error(Fault::Invalid, text));
        }
        let site = base_address(Side::Host, url)?;
        let api = site
            .join("api/v4/")
            .map_err(|_| Side::Host.error(Fault::Invalid, format!("{} is no base address", shown(&site))))?;
        let pages = limits.pages;
        let header = HeaderName::from_static("private-token");
        let credential = Credential::Header(header, "", token.clone());
        let client = Client::new(Side::Host, api, Some(&credential), limits)?;
        let api = Api { client, needs: "the scope api, as an owner of the group" };
        let (rule, publish, number) = (settings.name.clone(), settings.publish, OnceCell::new());
        Ok(Self { id, group, number, rule, site, token, api, publish, pages })
    }

    fn address(&self, name: &str) -> String {
        format!("{}{}/{}", shown(&self.site), self.group, self.api.client.quote(name))
    }

    fn read(&self, value: &Value) -> Result<Copy, ForgeError> {
        Copy::read(value).ok_or_else(|| {
            self.api.error(format!(
                "{} describes a project in another shape than expected: is it a GitLab?",
                shown(&self.site)
            ))
        })
    }

    /// The project of that name, wherever a former path leads.
    async fn find(&self, name: &str) -> Result<Option<Copy>, ForgeError> {
        let path = format!("{}/{name}", self.group);
        let route = format!("projects/{}", utf8_percent_encode(&path, NON_ALPHANUMERIC));
        self.api.find(&route).await?.map(|value| self.read(&value)).transpose()
    }

    /// The project that stands at this name; a former path that leads to something that is not this
    /// project's copy is free.
    async fn standing(&self, name: &str, looks: &Looks) -> Result<Option<Copy>, ForgeError> {
        let found = self.find(name).await?;
        Ok(found.filter(|copy| self.is_at(copy, name) || copy.has_topic(looks.mark())))
    }

    fn is_at(&self, copy: &Copy, name: &str) -> bool {
        copy.path_with_namespace.eq_ignore_ascii_case(&format!("{}/{name}", self.group))
    }

    async fn create(&self, name: &str, looks: &Looks) -> Result<Option<Copy>, ForgeError> {
        let body = looks.birth(name, self.group_number().await?);
        let answer = self.api.send(Method::POST, "projects", &body).await?;
        if matches!(answer.status.as_u16(), 400 | 409)
            && host_api::words(&answer).contains("has already been taken")
        {
            return Ok(None);
        }
        let copy = self.read(&self.api.taken(&answer)?)?;
        if copy.path != name {
            return Err(self.api.error(format!(
                "{} made \"{}\" when asked for \"{name}\": delete it there and change the host's naming rule",
                shown(&self.site),
                self.api.client.quote(&copy.path)
            )));
        }
        Ok(Some(copy))
    }

    /// Stops before a project that is not our copy of this project, or that nobody may push to.
    fn accept(&self, copy: &Copy, dress: &Dress, looks: &Looks) -> Result<(), ForgeError> {
        if !copy.is_in(&self.group) || !copy.has_topic(looks.mark()) {
            return Err(self.taken_by_other(&copy.path, &dress.mark));
        }
        if copy.dies {
            return Err(self.api.error(format!(
                "{} is marked for deletion: restore it there, or delete it for good, and it is made again",
                self.address(&copy.path)
            )));
        }
        if copy.is_public() && !self.publish {
            return Err(self.api.error(format!(
                "{} is public, and this host's copies stay private: make it private there, or set publish = true",
                self.address(&copy.path)
            )));
        }
        Ok(())
    }

    fn taken_by_other(&self, name: &str, key: &str) -> ForgeError {
        let text = format!(
            "{} exists and is not our copy of {key}: rename it there, or give it the topic {} to hand it over",
            self.address(name),
            mark::of(key)
        );
        ForgeError::new(Reason::new(ReasonCode::NameTaken, text))
    }

    fn target(&self, copy: &Copy, created: bool) -> Result<Target, ForgeError> {
        let push = copy.push_address(&self.site).ok_or_else(|| {
            self.api.error(format!(
                "{} names a clone address that is not on {}: check the host's url",
                self.address(&copy.path),
                shown(&self.site)
            ))
        })?;
        Ok(Target {
            name: copy.path.clone(),
            push,
            public_url: copy.is_public().then(|| self.address(&copy.path)),
            token: Some(self.token.current()),
            created,
            is_public: copy.is_public(),
        })
    }

    /// Our copy of that name, or why there is none to work with.
    async fn ours(&self, name: &str, dress: &Dress, looks: &Looks) -> Result<Copy, ForgeError> {
        let copy = self.find(name).await?.ok_or_else(|| {
            self.api.error(format!("{} is gone: the next pass makes it again", self.address(name)))
        })?;
        self.accept(&copy, dress, looks)?;
        Ok(copy)
    }

    fn hidden(&self, name: &str) -> ForgeError {
        self.api.error(format!(
            "{} exists, but our token may not see it: make its account an owner of the group",
            self.address(name)
        ))
    }

    async fn change(&self, copy: &Copy, body: &Value) -> Result<Copy, ForgeError> {
        let answered = self.api.write(Method::PUT, &format!("projects/{}", copy.id), body).await?;
        self.read(&answered)
    }

    async fn set_archived(&self, copy: &Copy, archived: bool) -> Result<(), ForgeError> {
        let verb = if archived { "archive" } else { "unarchive" };
        let route = format!("projects/{}/{verb}", copy.id);
        self.api.write(Method::POST, &route, &Value::Null).await.map(drop)
    }

    async fn erase(&self, copy: &Copy) -> Result<Gone, ForgeError> {
        let route = format!("projects/{}", copy.id);
        self.api.write(Method::DELETE, &route, &Value::Null).await?;
        // GitLab keeps a deleted project for some days, unless it is set otherwise.
        Ok(if self.api.find(&route).await?.is_some() { Gone::Private } else { Gone::Removed })
    }
}

#[async_trait]
impl Host for Gitlab {
    fn id(&self) -> &HostId {
        &self.id
    }

    fn name_for(&self, project: &SourceProject) -> String {
        names::for_gitlab(&self.rule, project)
    }

    async fn ensure(&self, name: &str, dress: &Dress) -> Result<Target, ForgeError> {
        let looks = Looks::new(dress);
        let (copy, created) = match self.standing(name, &looks).await? {
            Some(copy) => (copy, false),
            None => match self.create(name, &looks).await? {
                Some(copy) => (copy, true),
                // Somebody made it between our two questions, or it hides from our token.
                None => (self.find(name).await?.ok_or_else(|| self.hidden(name))?, false),
            },
        };
        self.accept(&copy, dress, &looks)?;
        self.make_ready(&copy, dress, created).await?;
        self.target(&copy, created)
    }

    async fn dress(&self, target: &Target, dress: &Dress) -> Result<(), ForgeError> {
        let looks = Looks::new(dress);
        let copy = self.ours(&target.name, dress, &looks).await?;
        self.refine(&copy, dress, &looks).await
    }

    fn limits(&self) -> HostLimits {
        HostLimits { lfs: true, ..HostLimits::default() }
    }

    async fn overview(&self) -> Result<Option<BTreeMap<String, Seen>>, ForgeError> {
        self.list_copies().await.map(Some)
    }

    async fn reveal(&self, target: &Target, dress: &Dress) -> Result<Option<String>, ForgeError> {
        if !self.publish {
            return Ok(None);
        }
        let looks = Looks::new(dress);
        let copy = self.ours(&target.name, dress, &looks).await?;
        if !copy.is_public() {
            if copy.archived {
                self.set_archived(&copy, false).await?;
            }
            let now = self.change(&copy, &json!({ "visibility": "public" })).await?;
            if !now.is_public() {
                return Err(self.api.error(format!(
                    "{} stays private although it was to be public: are the group and the host public?",
                    self.address(&copy.path)
                )));
            }
            if copy.archived {
                self.set_archived(&copy, true).await?;
            }
        }
        Ok(Some(self.address(&copy.path)))
    }

    async fn rename(&self, from: &str, to: &str, dress: &Dress) -> Result<(), ForgeError> {
        let looks = Looks::new(dress);
        let Some(copy) = self.standing(from, &looks).await? else { return Ok(()) };
        self.accept(&copy, dress, &looks)?;
        if copy.path == to {
            return Ok(());
        }
        if copy.archived {
            self.set_archived(&copy, false).await?;
        }
        let route = format!("projects/{}", copy.id);
        let answer = self.api.send(Method::PUT, &route, &json!({ "name": to, "path": to })).await?;
        let taken =
            answer.status.as_u16() == 400 && host_api::words(&answer).contains("has already been taken");
        let renamed = if taken { None } else { Some(self.read(&self.api.taken(&answer)?)?) };
        if copy.archived {
            self.set_archived(&copy, true).await?;
        }
        match renamed {
            None => Err(self.taken_by_other(to, &dress.mark)),
            Some(renamed) if renamed.path == to => Ok(()),
            Some(renamed) => Err(self.api.error(format!(
                "{} was to be named \"{to}\" and is named otherwise: change the host's naming rule",
                self.address(&renamed.path)
            ))),
        }
    }

    async fn hide(&self, name: &str, key: &str, erase: bool) -> Result<Gone, ForgeError> {
        let found = self.find(name).await?;
        let copy = match found {
            Some(copy) if copy.has_topic(&mark::of(key)) && copy.is_in(&self.group) => copy,
            Some(copy) if self.is_at(&copy, name) => return Err(self.taken_by_other(name, key)),
            _ => return Ok(Gone::Absent),
        };
        // Also before it is deleted: a deletion may be kept for days.
        if !copy.is_private() && !self.change(&copy, &json!({ "visibility": "private" })).await?.is_private()
        {
            let text = format!("{} is still public: make it private there now", self.address(&copy.path));
            return Err(self.api.error(text));
        }
        if erase && !copy.dies { self.erase(&copy).await } else { Ok(Gone::Private) }
    }

    async fn adopt(&self, name: &str, dress: &Dress) -> Result<Target, ForgeError> {
        let looks = Looks::new(dress);
        let found = self.find(name).await?.filter(|copy| self.is_at(copy, name));
        let Some(copy) = found else {
            return Err(self
                .api
                .error(format!("{} is not there: nothing can be adopted", self.address(name))));
        };
        if !copy.has_topic(looks.mark()) {
            if copy.is_marked() {
                return Err(self.taken_by_other(&copy.path, &dress.mark));
            }
            self.change(&copy, &json!({ "topics": looks.topics })).await?;
        }
        self.target(&copy, false)
    }

    async fn release(
        &self,
        target: &Target,
        releases: &[Release],
        judge: &dyn ReleaseJudge,
    ) -> Result<Released, ForgeError> {
        if releases.is_empty() {
            return Ok(Released::default());
        }
        let Some(copy) = self.find(&target.name).await? else { return Ok(Released::default()) };
        release::bring(&self.api, copy.id, releases, judge).await
    }

    async fn check(&self) -> Result<Checked, ForgeError> {
        self.check_group().await
    }
}
