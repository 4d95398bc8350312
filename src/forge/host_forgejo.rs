//! Forgejo and Gitea as a host: copies in one organisation, found again by our mark.
//!
//! A copy is made private and shown last, and only where `publish` asks for it. Must never take over
//! a repository that does not bear the mark.
//!
//! The mark is a topic, set before the first push. A kill between creation and mark leaves a private,
//! empty repository whose description is exactly ours: that is taken for our copy too.

mod copy;
mod refine;
mod release;

use std::collections::BTreeMap;

use async_trait::async_trait;
use glane_catalog::model::{HostId, Reason, ReasonCode, SourceProject};
use http::Method;
use http::header::AUTHORIZATION;
use serde_json::{Value, json};
use url::Url;

use self::copy::{Copy, Looks};
use super::client::{Client, Credential, Limits, base_address, shown};
use super::fault::{Fault, Side};
use super::forgejo::paging::Paging;
use super::forgejo::{self, segment};
use super::host_api::{self, Api};
use super::{
    Checked, Dress, ForgeError, Gone, Host, HostLimits, Release, ReleaseJudge, Released, Seen, Target, mark,
    names,
};
use crate::config::{HostSettings, Token};

/// An organisation of a Forgejo or Gitea.
pub(super) struct Forgejo {
    id: HostId,
    organisation: String,
    rule: String,
    /// The address people see, whose host clone addresses must have.
    site: Url,
    token: Token,
    api: Api,
    publish: bool,
    pages: usize,
}

impl Forgejo {
    pub(super) fn new(settings: &HostSettings, limits: Limits) -> Result<Self, ForgeError> {
        let id = settings.id.clone();
        let lacks =
            |what: &str| Side::Host.error(Fault::Invalid, format!("host \"{id}\" lacks {what}: set it"));
        let url = settings.url.as_ref().ok_or_else(|| lacks("url"))?;
        let organisation = settings.organisation.clone().ok_or_else(|| lacks("organisation"))?;
        let token = settings.token.clone().ok_or_else(|| lacks("token_file or token_env"))?;
        if organisation.is_empty()
            || !organisation.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '-' | '_' | '.'))
        {
            let text = format!("host \"{id}\": \"{}\" is no organisation", organisation.escape_default());
            return Err(Side::Host.error(Fault::Invalid, text));
        }
        let site = base_address(Side::Host, url)?;
        let pages = limits.pages;
        let credential = Credential::Header(AUTHORIZATION, "token ", token.clone());
        let client = Client::new(Side::Host, forgejo::api_of(Side::Host, url)?, Some(&credential), limits)?;
        let api =
            Api { client, needs: "write:repository and write:organization, as an owner of the organisation" };
        let (rule, publish) = (settings.name.clone(), settings.publish);
        Ok(Self { id, organisation, rule, site, token, api, publish, pages })
    }

    fn route(&self, name: &str) -> String {
        format!("repos/{}/{}", segment(&self.organisation), segment(name))
    }

    fn address(&self, name: &str) -> String {
        format!("{}{}/{}", shown(&self.site), self.organisation, self.api.client.quote(name))
    }

    fn read(&self, value: &Value) -> Result<Copy, ForgeError> {
        Copy::read(value).ok_or_else(|| {
            self.api.error(format!(
                "{} describes a repository in another shape than expected: is it a Forgejo or Gitea?",
                shown(&self.site)
            ))
        })
    }

    /// The repository of that name, wherever a former name leads.
    async fn find(&self, name: &str) -> Result<Option<Copy>, ForgeError> {
        self.api.find(&self.route(name)).await?.map(|value| self.read(&value)).transpose()
    }

    /// The repository that stands at this name; a former name that leads to something that is not
    /// this project's copy is free.
    async fn standing(&self, name: &str, looks: &Looks) -> Result<Option<Copy>, ForgeError> {
        let found = self.find(name).await?;
        Ok(found.filter(|copy| copy.name.eq_ignore_ascii_case(name) || copy.has_topic(looks.mark())))
    }

    async fn create(&self, name: &str, dress: &Dress, looks: &Looks) -> Result<Option<Copy>, ForgeError> {
        let route = format!("orgs/{}/repos", segment(&self.organisation));
        let mut body = json!({
            "name": name,
            "description": looks.description,
            "private": true,
            "auto_init": false,
        });
        if let Some(branch) = &dress.default_branch {
            body["default_branch"] = json!(branch);
        }
        let answer = self.api.send(Method::POST, &route, &body).await?;
        if answer.status.as_u16() == 409 {
            return Ok(None);
        }
        let copy = self.read(&self.api.taken(&answer)?)?;
        if copy.name != name {
            return Err(self.api.error(format!(
                "{} made \"{}\" when asked for \"{name}\": delete it there and change the host's naming rule",
                shown(&self.site),
                self.api.client.quote(&copy.name)
            )));
        }
        Ok(Some(copy))
    }

    /// Stops before a repository that is not our copy of this project, or that nobody may push to.
    fn accept(&self, copy: &Copy, dress: &Dress, looks: &Looks, created: bool) -> Result<(), ForgeError> {
        if !copy.belongs_to(&self.organisation) || !(created || copy.bears(looks)) {
            return Err(self.taken_by_other(&copy.name, &dress.mark));
        }
        if copy.is_public && !self.publish {
            return Err(self.api.error(format!(
                "{} is public, and this host's copies stay private: make it private there, or set publish = true",
                self.address(&copy.name)
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
                self.address(&copy.name),
                shown(&self.site)
            ))
        })?;
        Ok(Target {
            name: copy.name.clone(),
            push,
            public_url: copy.is_public.then(|| self.address(&copy.name)),
            token: Some(self.token.current()),
            created,
            is_public: copy.is_public,
        })
    }

    /// Our copy of that name, or why there is none to work with.
    async fn ours(&self, name: &str, dress: &Dress, looks: &Looks) -> Result<Copy, ForgeError> {
        let copy = self.find(name).await?.ok_or_else(|| {
            self.api.error(format!("{} is gone: the next pass makes it again", self.address(name)))
        })?;
        self.accept(&copy, dress, looks, false)?;
        Ok(copy)
    }

    fn hidden(&self, name: &str) -> ForgeError {
        self.api.error(format!(
            "{} exists, but our token may not see it: make its account an owner of the organisation",
            self.address(name)
        ))
    }

    async fn change(&self, name: &str, body: &Value) -> Result<Copy, ForgeError> {
        let answered = self.api.write(Method::PATCH, &self.route(name), body).await?;
        self.read(&answered)
    }

    async fn set_topics(&self, name: &str, topics: &[String]) -> Result<(), ForgeError> {
        let route = format!("{}/topics", self.route(name));
        self.api.write(Method::PUT, &route, &json!({ "topics": topics })).await.map(drop)
    }
}

#[async_trait]
impl Host for Forgejo {
    fn id(&self) -> &HostId {
        &self.id
    }

    fn name_for(&self, project: &SourceProject) -> String {
        names::for_forgejo(&self.rule, project)
    }

    async fn ensure(&self, name: &str, dress: &Dress) -> Result<Target, ForgeError> {
        let looks = Looks::new(dress);
        let (copy, created) = match self.standing(name, &looks).await? {
            Some(copy) => (copy, false),
            None => match self.create(name, dress, &looks).await? {
                Some(copy) => (copy, true),
                // Somebody made it between our two questions, or it hides from our token.
                None => (self.find(name).await?.ok_or_else(|| self.hidden(name))?, false),
            },
        };
        self.accept(&copy, dress, &looks, created)?;
        self.make_ready(&copy, dress, &looks).await?;
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
        let route = format!("orgs/{}", segment(&self.organisation));
        let organisation = self.api.find(&route).await?.unwrap_or_default();
        let Some(owner) = organisation.get("id").and_then(Value::as_u64) else {
            return Err(self.api.error(format!("organisation {} is not there", self.organisation)));
        };
        let (client, whose) = (&self.api.client, format!("host \"{}\"", self.id));
        let paging = Paging { client, whose, pages: self.pages };
        let copies = paging.whole(Some(owner), |value| {
            let copy = Copy::read(value).filter(Copy::is_marked)?;
            Some((copy.name.to_lowercase(), copy.seen()))
        });
        Ok(Some(copies.await?.into_iter().filter_map(|(_, copy)| copy).collect()))
    }

    async fn reveal(&self, target: &Target, dress: &Dress) -> Result<Option<String>, ForgeError> {
        if !self.publish {
            return Ok(None);
        }
        let looks = Looks::new(dress);
        let copy = self.ours(&target.name, dress, &looks).await?;
        if !copy.is_public && !self.change(&copy.name, &json!({ "private": false })).await?.is_public {
            return Err(self.api.error(format!(
                "{} stays private although it was to be public: the host may force it, or hide the organisation",
                self.address(&copy.name)
            )));
        }
        Ok(Some(self.address(&copy.name)))
    }

    async fn rename(&self, from: &str, to: &str, dress: &Dress) -> Result<(), ForgeError> {
        let looks = Looks::new(dress);
        let Some(copy) = self.standing(from, &looks).await? else { return Ok(()) };
        self.accept(&copy, dress, &looks, false)?;
        if copy.name == to {
            return Ok(());
        }
        let answer = self.api.send(Method::PATCH, &self.route(&copy.name), &json!({ "name": to })).await?;
        if matches!(answer.status.as_u16(), 409 | 422) && host_api::words(&answer).contains("taken") {
            return Err(self.taken_by_other(to, &dress.mark));
        }
        let renamed = self.read(&self.api.taken(&answer)?)?;
        if renamed.name == to {
            return Ok(());
        }
        let text = format!(
            "{} was to be named \"{to}\" and is named otherwise: change the host's naming rule",
            self.address(&renamed.name)
        );
        Err(self.api.error(text))
    }

    async fn hide(&self, name: &str, key: &str, erase: bool) -> Result<Gone, ForgeError> {
        let found = self.find(name).await?;
        let marked = |copy: &Copy| copy.has_topic(&mark::of(key)) && copy.belongs_to(&self.organisation);
        let copy = match found {
            Some(copy) if marked(&copy) => copy,
            Some(copy) if copy.name.eq_ignore_ascii_case(name) => return Err(self.taken_by_other(name, key)),
            _ => return Ok(Gone::Absent),
        };
        if erase {
            self.api.write(Method::DELETE, &self.route(&copy.name), &Value::Null).await?;
            return Ok(Gone::Removed);
        }
        if copy.is_public && self.change(&copy.name, &json!({ "private": true })).await?.is_public {
            let text = format!("{} is still public: make it private there now", self.address(&copy.name));
            return Err(self.api.error(text));
        }
        Ok(Gone::Private)
    }

    async fn adopt(&self, name: &str, dress: &Dress) -> Result<Target, ForgeError> {
        let looks = Looks::new(dress);
        let found = self.find(name).await?.filter(|copy| copy.name.eq_ignore_ascii_case(name));
        let Some(copy) = found.filter(|copy| copy.belongs_to(&self.organisation)) else {
            return Err(self
                .api
                .error(format!("{} is not there: nothing can be adopted", self.address(name))));
        };
        if !copy.has_topic(looks.mark()) {
            if copy.is_marked() {
                return Err(self.taken_by_other(&copy.name, &dress.mark));
            }
            self.set_topics(&copy.name, &looks.topics).await?;
        }
        self.target(&copy, false)
    }

    async fn release(
        &self,
        target: &Target,
        releases: &[Release],
        judge: &dyn ReleaseJudge,
    ) -> Result<Released, ForgeError> {
        release::bring(&self.api, &self.route(&target.name), releases, judge).await
    }

    async fn check(&self) -> Result<Checked, ForgeError> {
        self.check_organisation().await
    }
}
