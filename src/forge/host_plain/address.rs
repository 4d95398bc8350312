//! A git address under which repositories already exist: found by name, never made, never marked.
//!
//! Must not push. Such a host knows no mark: who may create repositories there answers for the names.

use url::Url;

use super::super::client::{Ask, Client, Credential, Limits, base_address, shown};
use super::super::fault::{Fault, Side};
use super::super::plain::service;
use super::super::{ForgeError, Target};
use crate::config::Token;

/// A git address.
pub(super) struct Address {
    client: Client,
    token: Option<Token>,
}

impl Address {
    pub(super) fn new(url: &Url, token: Option<Token>, limits: Limits) -> Result<Self, ForgeError> {
        let base = base_address(Side::Host, url)?;
        let credential = token.clone().map(Credential::Basic);
        Ok(Self { client: Client::new(Side::Host, base, credential.as_ref(), limits)?, token })
    }

    pub(super) async fn ensure(&self, name: &str) -> Result<Target, ForgeError> {
        let place = self.client.at(&format!("{name}.git"))?;
        let asked = service(&place, "git-receive-pack")
            .ok_or_else(|| self.client.error(Fault::Invalid, format!("{} is no address", shown(&place))))?;
        let answer = self.client.send(Ask::probe(asked).with_token()).await?;
        let kind = answer.header("content-type").unwrap_or_default();
        match answer.status.as_u16() {
            200 if kind == "application/x-git-receive-pack-advertisement" => Ok(Target {
                name: name.to_owned(),
                push: place.into(),
                public_url: None,
                token: self.token.as_ref().map(Token::current),
                created: false,
                is_public: false,
            }),
            200 => Err(self.client.error(Fault::Invalid, format!(
                "{} answers, but not as a git server that may be pushed to: check the host's address", shown(&place)
            ))),
            404 => Err(self.client.error(Fault::Invalid, format!(
                "{} does not exist: create it there, empty; a plain host's repositories are not made by us",
                shown(&place)
            ))),
            _ => Err(answer.refusal(&self.client)),
        }
    }

    pub(super) async fn check(&self) -> Result<String, ForgeError> {
        // Any answer but an error of transport shows that somebody is there.
        self.client.send(Ask::probe(self.client.base().clone()).with_token()).await?;
        Ok(format!("{} answers", shown(self.client.base())))
    }
}
