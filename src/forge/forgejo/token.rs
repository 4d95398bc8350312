//! `glane check` for Forgejo and Gitea: does it answer, is the token taken, may it do more than it needs.
//!
//! Reads only; must not show a token or the name of its owner. These forges tell neither the
//! scopes of a token nor an end, but they refuse by scope, which tells something.

use glane_catalog::model::ForgeId;
use http::StatusCode;
use serde::Deserialize;
use serde_json::Value;

use super::super::client::{Ask, Client, shown};
use super::super::fault::Fault;
use super::super::text;
use super::super::{Checked, ForgeError};

#[derive(Debug, Deserialize)]
struct Version {
    version: String,
}

#[derive(Debug, Deserialize)]
struct User {
    #[serde(default)]
    is_admin: bool,
}

/// Checks address and token, for `glane check`.
pub(super) async fn check(id: &ForgeId, client: &Client) -> Result<Checked, ForgeError> {
    let address = shown(client.base());
    let version = version(client).await?;
    if client.has_token() {
        let token = rights(client, "read:repository and read:user").await?;
        return Ok(Checked::well(format!("forge \"{id}\": {version} answers at {address}")).with(token));
    }
    let page: Value = client.send(Ask::json(client.at("repos/search?limit=1")?)).await?.json(client)?;
    let any = page.get("data").and_then(Value::as_array).is_some_and(|items| !items.is_empty());
    let what = if any { "and shows public projects" } else { "but shows no public project" };
    Ok(Checked::well(format!("forge \"{id}\": {version} answers at {address} without a token {what}")))
}

/// The version as the forge tells it, to anyone or to the token.
pub(in crate::forge) async fn version(client: &Client) -> Result<String, ForgeError> {
    let answer = client.send(Ask::json(client.at("version")?).with_token()).await?;
    let version = answer.json::<Version>(client)?;
    let version = text::line(&version.version, 60).unwrap_or_default();
    // A Forgejo says of itself `10.0.0+gitea-1.22.0`.
    let name = if version.contains("+gitea-") { "Forgejo" } else { "Forgejo or Gitea" };
    Ok(format!("{name} {version}"))
}

/// What can be told of the token, and what of it is more than `enough`.
pub(in crate::forge) async fn rights(client: &Client, enough: &str) -> Result<Checked, ForgeError> {
    let answer = client.send(Ask::json(client.at("user")?).with_token()).await?;
    if answer.status == StatusCode::UNAUTHORIZED {
        return Err(answer.refusal(client));
    }
    if answer.status == StatusCode::FORBIDDEN {
        return Ok(Checked::well("the token is accepted and may not read its own account, which is fine"));
    }
    let user: User = answer.json(client)?;
    if user.is_admin && may_administer(client).await? {
        return Ok(Checked::well("the token is accepted").warning(format!(
            "the token has every right of an administrator, far more than it needs: make one with {enough} for \
             an account without special rights"
        )));
    }
    let text =
        format!("the token is accepted; the forge does not tell its scopes, {enough} are enough, nor an end");
    Ok(Checked::well(text))
}

/// Whether the token reaches what is for administrators.
async fn may_administer(client: &Client) -> Result<bool, ForgeError> {
    let answer = client.send(Ask::json(client.at("admin/orgs?limit=1")?).with_token()).await?;
    match answer.status.as_u16() {
        200 => Ok(true),
        401 => Err(client.error(Fault::Refused, "the token is refused: make a new one and set it")),
        _ => Ok(false),
    }
}
