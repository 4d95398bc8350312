//! `glane gate send`: the message to the owner, as a confidential issue of the source forge.
//!
//! Only where the operator allows it for that forge.

use anyhow::anyhow;

use super::letter::{self, Letter};
use super::{Held, find, hosts};
use crate::cli::Tongue;
use crate::command::{Ending, UsageError, output};
use crate::egress::Reach;
use crate::forge;
use crate::service::Service;

/// Sends it; says where it can be read.
pub(super) async fn run(service: &Service, named: &str, lang: Option<Tongue>) -> anyhow::Result<Ending> {
    let project = find::project(service, named).await?;
    let held = Held::of(service, project).await?;
    let key = &held.project.source.key;
    let settings = service.settings.forges.iter().find(|forge| forge.id == key.forge);
    let settings =
        settings.ok_or_else(|| UsageError(format!("forge {} is no longer configured", key.forge)))?;
    if !settings.tell_owners {
        let text = format!(
            "forge {} does not allow it: set tell_owners = true there, or send glane gate show {key} --for-owner yourself",
            key.forge
        );
        return Err(UsageError(text).into());
    }
    let hosts = hosts(service, &held.project);
    let standing = held.standing(service, &hosts);
    let text = Letter::of(service, &held, &standing).written(lang);
    let text =
        text.ok_or_else(|| UsageError(format!("{key} is not held: there is nothing to tell its owner")))?;
    let forge = forge::build(settings, &Reach::new(service.settings.network.clone()))?;
    let title = letter::subject(lang.unwrap_or(Tongue::Fr));
    let address = forge.tell_owner(key, title, &text).await.map_err(|error| anyhow!(error.reason.message))?;
    output::line(&address);
    Ok(Ending::Done)
}
