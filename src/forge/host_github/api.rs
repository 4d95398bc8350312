//! GitHub's calls as we make them, through octocrab, with errors that name a remedy.
//!
//! Must not decide anything: it asks, and tells what was answered.

use std::sync::{Arc, OnceLock};

use bytes::Bytes;
use http::{Response, Uri};
use http_body_util::combinators::BoxBody;
use octocrab::{Octocrab, Page};
use serde::de::DeserializeOwned;
use serde_json::{Value, json};
use url::Url;

use super::super::ForgeError;
use super::super::client::{Answer, Client, Limits, base_address, shown};
use super::super::fault::{Fault, Side};
use super::super::github::place;
use super::access::Access;
use super::copy::Copy;
use super::{refusal, transport};
use crate::clock::Clock;
use crate::config::HostSettings;

/// An answer of octocrab's, unread.
type Sent = Response<BoxBody<Bytes, octocrab::Error>>;

/// An organisation's API.
pub(super) struct Api {
    pub(super) organisation: String,
    /// The address people see, whose host clone addresses must have.
    pub(super) site: Url,
    pub(super) client: Arc<Client>,
    pub(super) access: Arc<Access>,
    pub(super) limits: Limits,
    /// Made at the first call: it needs a running executor.
    octocrab: OnceLock<Octocrab>,
}

impl Api {
    pub(super) fn new(settings: &HostSettings, limits: Limits, clock: Clock) -> Result<Self, ForgeError> {
        let id = &settings.id;
        let lacks =
            |what: &str| Side::Host.error(Fault::Invalid, format!("host \"{id}\" lacks {what}: set it"));
        let url = settings.url.as_ref().ok_or_else(|| lacks("url"))?;
        let organisation = settings.organisation.clone().ok_or_else(|| lacks("organisation"))?;
        if !place::is_account(&organisation) {
            let text = format!("host \"{id}\": \"{}\" is no organisation", organisation.escape_default());
            return Err(Side::Host.error(Fault::Invalid, text));
        }
        let site = base_address(Side::Host, url)?;
        let api = place::api_of(Side::Host, &site)?;
        let access = Arc::new(Access::new(settings, clock)?);
        let client = Arc::new(Client::new(Side::Host, api, access.credential().as_ref(), limits.clone())?);
        Ok(Self { organisation, site, client, access, limits, octocrab: OnceLock::new() })
    }

    fn octocrab(&self) -> &Octocrab {
        self.octocrab.get_or_init(|| transport::over(Arc::clone(&self.client), Arc::clone(&self.access)))
    }

    /// Where a copy of that name is.
    pub(super) fn route(&self, name: &str) -> String {
        format!("/repos/{}/{name}", self.organisation)
    }

    /// Its address for people and messages.
    pub(super) fn page(&self, name: &str) -> String {
        format!("{}{}/{}", shown(&self.site), self.organisation, self.client.quote(name))
    }

    /// Reads; none when there is no such thing.
    pub(super) async fn get<T: DeserializeOwned>(&self, route: &str) -> Result<Option<T>, ForgeError> {
        match self.octocrab().get::<T, _, _>(route, None::<&()>).await {
            Ok(found) => Ok(Some(found)),
            Err(error) if refusal::status(&error) == Some(404) => Ok(None),
            Err(error) => Err(self.refused(&error, route)),
        }
    }

    /// The repository of that name, wherever a former name leads.
    pub(super) async fn find(&self, name: &str) -> Result<Option<Copy>, ForgeError> {
        self.get(&self.route(name)).await
    }

    /// Every item of a list, to its last page.
    ///
    /// # Errors
    /// Any page that cannot be read; more pages than a listing may have.
    pub(super) async fn all<T: DeserializeOwned>(&self, route: &str) -> Result<Vec<T>, ForgeError> {
        let mut items = Vec::new();
        let mut next: Option<Uri> = None;
        for _ in 0..self.limits.pages {
            let here = next.as_ref().and_then(|uri| Some(uri.path_and_query()?.as_str().to_owned()));
            // A page names the next one by its whole address, in which the API's own path stands first.
            let base = self.client.base().path();
            let here = here.map(|path| format!("/{}", path.strip_prefix(base).unwrap_or(&path)));
            let here = here.unwrap_or_else(|| route.to_owned());
            let page: Page<T> =
                self.octocrab().get(&here, None::<&()>).await.map_err(|error| self.refused(&error, &here))?;
            items.extend(page.items);
            match page.next {
                None => return Ok(items),
                Some(uri) if next.as_ref() == Some(&uri) => break,
                Some(uri) => next = Some(uri),
            }
        }
        let text = format!("the list at {} does not end: nothing is concluded from it", self.address(route));
        Err(self.client.error(Fault::Invalid, text))
    }

    /// Changes a repository.
    pub(super) async fn patch(&self, name: &str, body: &Value) -> Result<Copy, ForgeError> {
        self.change(&self.route(name), body).await
    }

    /// Changes what is at a route.
    pub(super) async fn change<T: DeserializeOwned>(
        &self,
        route: &str,
        body: &Value,
    ) -> Result<T, ForgeError> {
        self.octocrab().patch(route, Some(body)).await.map_err(|error| self.refused(&error, route))
    }

    /// Changes a repository, unless GitHub finds that field wrong: then none.
    pub(super) async fn patch_unless(
        &self,
        name: &str,
        body: &Value,
        field: &str,
    ) -> Result<Option<Copy>, ForgeError> {
        let route = self.route(name);
        match self.octocrab().patch::<Copy, _, _>(&route, Some(body)).await {
            Ok(copy) => Ok(Some(copy)),
            Err(error) if refusal::status(&error) == Some(422) && refusal::is_about(&error, field) => {
                Ok(None)
            }
            Err(error) => Err(self.refused(&error, &route)),
        }
    }

    /// Creates something and reads it; none when GitHub finds that field wrong.
    pub(super) async fn post<T: DeserializeOwned>(
        &self,
        route: &str,
        body: &Value,
        field: &str,
    ) -> Result<Option<T>, ForgeError> {
        match self.octocrab().post::<Value, T>(route, Some(body)).await {
            Ok(made) => Ok(Some(made)),
            Err(error) if refusal::status(&error) == Some(422) && refusal::is_about(&error, field) => {
                Ok(None)
            }
            Err(error) => Err(self.refused(&error, route)),
        }
    }

    /// Puts something in its place; the answer may be empty.
    pub(super) async fn put(&self, route: &str, body: &Value) -> Result<(), ForgeError> {
        let sent = self.octocrab()._put(route, Some(body)).await;
        self.done(sent, route).await
    }

    /// Removes something; false when there was nothing.
    pub(super) async fn delete(&self, route: &str) -> Result<bool, ForgeError> {
        let sent = self.octocrab()._delete(route, None::<&()>).await;
        match sent {
            Ok(response) if response.status().as_u16() == 404 => Ok(false),
            sent => self.done(sent, route).await.map(|()| true),
        }
    }

    async fn done(&self, sent: octocrab::Result<Sent>, route: &str) -> Result<(), ForgeError> {
        let response = sent.map_err(|error| self.refused(&error, route))?;
        octocrab::map_github_error(response).await.map(drop).map_err(|error| self.refused(&error, route))
    }

    /// Reads, with the answer's head, which tells of the token.
    pub(super) async fn head_of(&self, route: &str) -> Result<(Answer, Value), ForgeError> {
        let explain = |error: octocrab::Error| self.refused(&error, route);
        let response = self.octocrab()._get(route).await.map_err(explain)?;
        let response = octocrab::map_github_error(response).await.map_err(explain)?;
        let (status, headers) = (response.status(), response.headers().clone());
        let body: Bytes = self.octocrab().body_to_string(response).await.map_err(explain)?.into();
        let value = serde_json::from_slice(&body).map_err(|_| {
            let text = format!(
                "the answer of {} is not JSON: is the host's url the address of a GitHub server?",
                self.address(route)
            );
            self.client.error(Fault::Invalid, text)
        })?;
        Ok((Answer { url: self.client.base().clone(), status, headers, body }, value))
    }

    /// Sets the topics, the mark among them.
    pub(super) async fn set_topics(&self, name: &str, topics: &[String]) -> Result<(), ForgeError> {
        self.put(&format!("{}/topics", self.route(name)), &json!({ "names": topics })).await
    }

    fn address(&self, route: &str) -> String {
        self.client
            .at(route.trim_start_matches('/'))
            .map_or_else(|_| shown(self.client.base()), |url| shown(&url))
    }

    fn refused(&self, error: &octocrab::Error, route: &str) -> ForgeError {
        let mut refused = refusal::explain(error, &self.client, route);
        refused.reason.message = self.access.scrub(&refused.reason.message);
        refused
    }
}
