//! GitHub as a host, through octocrab: private copies in one organisation, found again by our mark.
//!
//! Must never make a copy public, and never take over a repository that does not bear the mark.
//!
//! The mark is the topic `glane-` and twelve digits of the SHA-256 of the project's key, set before
//! the first push. A kill between creation and mark leaves a private, empty repository whose
//! description is exactly ours: that is taken for our copy too.

mod copy;
mod refusal;
mod transport;

use std::sync::{Arc, OnceLock};

use async_trait::async_trait;
use glane_catalog::model::{HostId, Reason, ReasonCode, SourceProject};
use octocrab::Octocrab;
use serde::Serialize;
use serde_json::{Value, json};
use url::Url;

use self::copy::{Copy, Looks};
use super::client::{Client, Credential, Limits, base_address, shown};
use super::fault::{Fault, Side};
use super::{Dress, ForgeError, Host, Target, names};
use crate::config::{HostSettings, Token};

/// An organisation on github.com or a GitHub Enterprise server.
pub(super) struct Github {
    id: HostId,
    organisation: String,
    rule: String,
    /// The address people see, whose host clone addresses must have.
    site: Url,
    token: Token,
    client: Arc<Client>,
    /// Made at the first call: it needs a running executor.
    octocrab: OnceLock<Octocrab>,
}

impl Github {
    pub(super) fn new(settings: &HostSettings, limits: Limits) -> Result<Self, ForgeError> {
        let id = settings.id.clone();
        let lacks =
            |what: &str| Side::Host.error(Fault::Invalid, format!("host \"{id}\" lacks {what}: set it"));
        let url = settings.url.as_ref().ok_or_else(|| lacks("url"))?;
        let organisation = settings.organisation.clone().ok_or_else(|| lacks("organisation"))?;
        let token = settings.token.clone().ok_or_else(|| lacks("token_file or token_env"))?;
        if organisation.is_empty()
            || !organisation.chars().all(|c| c.is_ascii_alphanumeric() || c == '-' || c == '_')
        {
            let text = format!("host \"{id}\": \"{}\" is no organisation", organisation.escape_default());
            return Err(Side::Host.error(Fault::Invalid, text));
        }
        let site = base_address(Side::Host, url)?;
        let api = api_of(&site)?;
        let credential = Credential::Header(http::header::AUTHORIZATION, "Bearer ", token.clone());
        let client = Arc::new(Client::new(Side::Host, api, Some(&credential), limits)?);
        let rule = settings.name.clone();
        Ok(Self { id, organisation, rule, site, token, client, octocrab: OnceLock::new() })
    }

    fn octocrab(&self) -> &Octocrab {
        self.octocrab.get_or_init(|| transport::over(Arc::clone(&self.client)))
    }

    fn route(&self, name: &str) -> String {
        format!("/repos/{}/{name}", self.organisation)
    }

    /// The repository of that name, wherever a former name leads.
    async fn find(&self, name: &str) -> Result<Option<Copy>, ForgeError> {
        match self.octocrab().get::<Copy, _, _>(self.route(name), None::<&()>).await {
            Ok(copy) => Ok(Some(copy)),
            Err(error) if refusal::status(&error) == Some(404) => Ok(None),
            Err(error) => Err(self.refused(&error, &self.route(name))),
        }
    }

    async fn create(&self, name: &str, looks: &Looks) -> Result<Option<Copy>, ForgeError> {
        let route = format!("/orgs/{}/repos", self.organisation);
        let body = json!({
            "name": name,
            "description": looks.description,
            "homepage": looks.homepage,
            "private": true,
            "has_issues": false,
            "has_projects": false,
            "has_wiki": false,
            "auto_init": false,
        });
        match self.octocrab().post::<Value, Copy>(&route, Some(&body)).await {
            Ok(copy) if copy.name == name => Ok(Some(copy)),
            Ok(copy) => Err(self.client.error(Fault::Invalid, format!(
                "{} made \"{}\" when asked for \"{name}\": delete it there and change the host's naming rule",
                shown(&self.site), self.client.quote(&copy.name)
            ))),
            Err(error) if refusal::status(&error) == Some(422) && refusal::is_about(&error, "name") => Ok(None),
            Err(error) => Err(self.refused(&error, &route)),
        }
    }

    /// The copy as a target, unless it is not ours or not in a state to be pushed to.
    fn accept(&self, copy: &Copy, dress: &Dress, created: bool) -> Result<Target, ForgeError> {
        let looks = Looks::new(dress);
        let address = format!("{}{}/{}", shown(&self.site), self.organisation, self.client.quote(&copy.name));
        if !copy.belongs_to(&self.organisation) || !(created || copy.bears(&looks)) {
            let text = format!(
                "{address} exists and is not our copy of {}: rename it there, or give it the topic {} to hand it over",
                dress.mark,
                looks.mark()
            );
            return Err(ForgeError::new(Reason::new(ReasonCode::NameTaken, text)));
        }
        if !copy.private {
            return Err(self.client.error(Fault::Refused, format!(
                "{address} is public, and this version pushes to private copies only: make it private there"
            )));
        }
        if copy.archived {
            return Err(self.client.error(
                Fault::Refused,
                format!("{address} is archived, so nothing can be pushed: unarchive it there"),
            ));
        }
        let push = copy.push_address(&self.site).ok_or_else(|| {
            self.client.error(
                Fault::Invalid,
                format!(
                    "{address} names a clone address that is not on {}: check the host's url",
                    shown(&self.site)
                ),
            )
        })?;
        let token = Some(self.token.current());
        Ok(Target { name: copy.name.clone(), push, public_url: None, token, created, is_public: false })
    }

    async fn write<B: Serialize>(&self, put: bool, route: &str, body: &B) -> Result<(), ForgeError> {
        let done = if put {
            self.octocrab().put::<Value, _, _>(route, Some(body)).await
        } else {
            self.octocrab().patch::<Value, _, _>(route, Some(body)).await
        };
        done.map(drop).map_err(|error| self.refused(&error, route))
    }

    /// Sets the topics, the mark among them.
    async fn mark(&self, name: &str, looks: &Looks) -> Result<(), ForgeError> {
        self.write(true, &format!("{}/topics", self.route(name)), &json!({ "names": looks.topics })).await
    }

    fn hidden(&self, name: &str) -> ForgeError {
        self.client.error(
            Fault::Refused,
            format!(
                "{}{}/{name} exists, but our token may not see it: give the token access to all repositories",
                shown(&self.site),
                self.organisation
            ),
        )
    }

    fn refused(&self, error: &octocrab::Error, route: &str) -> ForgeError {
        refusal::explain(error, &self.client, route)
    }
}

#[async_trait]
impl Host for Github {
    fn id(&self) -> &HostId {
        &self.id
    }

    fn name_for(&self, project: &SourceProject) -> String {
        names::name_for(&self.rule, project)
    }

    async fn ensure(&self, name: &str, dress: &Dress) -> Result<Target, ForgeError> {
        let looks = Looks::new(dress);
        let (copy, created) = match self.find(name).await? {
            Some(copy) => (copy, false),
            None => match self.create(name, &looks).await? {
                Some(copy) => (copy, true),
                // Somebody made it between our two questions, or it hides from our token.
                None => (self.find(name).await?.ok_or_else(|| self.hidden(name))?, false),
            },
        };
        let target = self.accept(&copy, dress, created)?;
        if !copy.has_topic(looks.mark()) {
            // Before anything is pushed: after a kill it is what the next pass knows the copy by.
            self.mark(&target.name, &looks).await?;
        }
        Ok(target)
    }

    async fn dress(&self, target: &Target, dress: &Dress) -> Result<(), ForgeError> {
        let looks = Looks::new(dress);
        let route = self.route(&target.name);
        let gone =
            || self.client.error(Fault::Invalid, format!("{route} is gone: the next pass makes it again"));
        let copy = self.find(&target.name).await?.ok_or_else(gone)?;
        self.accept(&copy, dress, false)?;
        if !copy.has_topics(&looks.topics) {
            self.mark(&target.name, &looks).await?;
        }
        let changes = looks.changes(&copy);
        if !changes.is_empty() {
            self.write(false, &route, &Value::Object(changes)).await?;
        }
        match &dress.default_branch {
            Some(branch) if copy.default_branch.as_ref() != Some(branch) => {
                self.write(false, &route, &json!({ "default_branch": branch })).await
            }
            _ => Ok(()),
        }
    }

    async fn check(&self) -> Result<String, ForgeError> {
        let route = format!("/orgs/{}", self.organisation);
        let found: Value =
            self.octocrab().get(&route, None::<&()>).await.map_err(|error| self.refused(&error, &route))?;
        let may = found.get("members_can_create_private_repositories").and_then(Value::as_bool);
        let rights = match may {
            Some(false) => {
                ", whose members may not create private repositories: allow it, or use an owner's token"
            }
            _ => " and the token is accepted",
        };
        Ok(format!(
            "host \"{}\": organisation {} answers at {}{rights}",
            self.id,
            self.organisation,
            shown(self.client.base())
        ))
    }
}

/// Where the API of a site is.
fn api_of(site: &Url) -> Result<Url, ForgeError> {
    let address = match site.host_str() {
        Some("github.com" | "www.github.com") => Url::parse("https://api.github.com/"),
        _ => site.join("api/v3/"),
    };
    address.map_err(|_| Side::Host.error(Fault::Invalid, format!("{} is no base address", shown(site))))
}
