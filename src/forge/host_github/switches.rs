//! What must be off on a copy, before anything is pushed: it only shows what its source has.
//!
//! Actions would run the source's workflows with our organisation's rights, and Pages would publish
//! what the gate has not seen.

use serde::Deserialize;
use serde_json::{Value, json};

use super::super::ForgeError;
use super::super::fault::Fault;
use super::super::github::place;
use super::api::Api;
use super::copy::Copy;

#[derive(Debug, Deserialize)]
struct Permissions {
    enabled: bool,
}

/// Sees to it that issues, wiki, projects, discussions, Actions and Pages are off.
pub(super) async fn off(api: &Api, copy: &Copy, created: bool) -> Result<(), ForgeError> {
    let tabs = copy.tabs();
    if !tabs.is_empty() {
        api.patch(&copy.name, &Value::Object(tabs)).await?;
    }
    actions(api, &copy.name, created).await?;
    if copy.has_pages { no_site(api, copy).await } else { Ok(()) }
}

async fn actions(api: &Api, name: &str, created: bool) -> Result<(), ForgeError> {
    let route = format!("{}/actions/permissions", api.route(name));
    if !created {
        match api.get::<Permissions>(&route).await? {
            Some(Permissions { enabled: false }) => return Ok(()),
            // A server of one's own may have no Actions at all.
            None if !place::is_public_site(&api.site) => return Ok(()),
            _ => {}
        }
    }
    match api.put(&route, &json!({ "enabled": false })).await {
        Ok(()) => Ok(()),
        Err(_)
            if created && !place::is_public_site(&api.site) && api.get::<Value>(&route).await?.is_none() =>
        {
            Ok(())
        }
        Err(error) => {
            let text = format!(
                "Actions cannot be turned off on {}, and nothing is pushed while they may run: {}",
                api.page(name),
                error.reason.message
            );
            Err(ForgeError {
                retry_after: error.retry_after,
                refused_token: error.refused_token,
                ..api.client.error(Fault::Refused, text)
            })
        }
    }
}

/// Takes away the web site that is served from a copy.
pub(super) async fn no_site(api: &Api, copy: &Copy) -> Result<(), ForgeError> {
    api.delete(&format!("{}/pages", api.route(&copy.name))).await.map(drop)
}
