//! One resource: what is told of it, and in which formats.

use glane_store::Announced;

use super::Answer;
use super::format::Format;
use super::list::record as told;
use super::refusal::Refusal;
use super::sheet::leaf;
use crate::web::app::App;
use crate::web::error::PageError;

async fn find(app: &App, identifier: &str) -> Result<Option<Announced>, PageError> {
    match app.repository().id(identifier) {
        Some(id) => Ok(app.store().announced_one(id).await?),
        None => Ok(None),
    }
}

/// `GetRecord`
pub(super) async fn record(app: &App, identifier: &str, format: Format) -> Result<Answer, PageError> {
    let Some(found) = find(app, identifier).await? else { return Ok(Err(Refusal::Identifier)) };
    Ok(Ok(format!("<GetRecord>\n{}</GetRecord>\n", told(app.repository(), &found, format))))
}

/// `ListMetadataFormats`: every resource that there is has them all.
pub(super) async fn formats(app: &App, identifier: Option<&str>) -> Result<Answer, PageError> {
    if let Some(identifier) = identifier {
        match find(app, identifier).await? {
            None => return Ok(Err(Refusal::Identifier)),
            Some(found) if found.record.is_none() => return Ok(Err(Refusal::NoFormats)),
            Some(_) => {}
        }
    }
    let all = Format::ALL.map(|format| {
        let [prefix, schema, namespace] = [
            ("metadataPrefix", format.prefix()),
            ("schema", format.schema()),
            ("metadataNamespace", format.namespace()),
        ]
        .map(|(name, text)| leaf(name, text));
        format!("<metadataFormat>\n{prefix}{schema}{namespace}</metadataFormat>\n")
    });
    Ok(Ok(format!("<ListMetadataFormats>\n{}</ListMetadataFormats>\n", all.concat())))
}
