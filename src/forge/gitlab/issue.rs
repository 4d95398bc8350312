//! A confidential issue, which the members of a project alone can read.
//!
//! Its text is a map to what must not be public: it is sent only once GitLab has said that the issue,
//! still empty, is confidential.

use http::Method;
use http::header::{CONTENT_TYPE, HeaderValue};
use serde::Deserialize;
use serde_json::{Value, json};
use url::Url;

use super::super::client::{Ask, Client, shown};
use super::super::fault::Fault;
use super::super::{ForgeError, text};

/// The longest title GitLab takes, in characters.
const TITLE: usize = 255;

#[derive(Debug, Deserialize)]
struct Issue {
    iid: u64,
    #[serde(default)]
    confidential: bool,
    web_url: Option<String>,
}

/// Opens the issue; returns its address.
pub(super) async fn open(
    client: &Client,
    project: u64,
    title: &str,
    words: &str,
) -> Result<String, ForgeError> {
    if !client.has_token() {
        let text = "a confidential issue needs a token with the scope api: set token_file or token_env";
        return Err(client.error(Fault::Refused, text));
    }
    let issues = client.at(&format!("projects/{project}/issues"))?;
    let title = text::line(title, TITLE).unwrap_or_else(|| "Glane".to_owned());
    let asked = json!({ "title": title, "confidential": true });
    let issue: Issue = send(client, Method::POST, issues.clone(), &asked).await?;
    let place = client.at(&format!("projects/{project}/issues/{}", issue.iid))?;
    if !issue.confidential {
        let _: Value = send(client, Method::PUT, place, &json!({ "state_event": "close" })).await?;
        let text = format!(
            "{} opened an issue that is not confidential: it was closed empty; send the message yourself",
            shown(&issues)
        );
        return Err(client.error(Fault::Refused, text));
    }
    let written: Issue = send(client, Method::PUT, place.clone(), &json!({ "description": words })).await?;
    if !written.confidential {
        let text = format!("{} is no longer confidential: look at it now, and close it", shown(&place));
        return Err(client.error(Fault::Refused, text));
    }
    let address = issue.web_url.as_deref().and_then(|url| text::own_address(url, client.base()));
    Ok(address.unwrap_or_else(|| shown(&place)))
}

async fn send<T: serde::de::DeserializeOwned>(
    client: &Client,
    method: Method,
    url: Url,
    body: &Value,
) -> Result<T, ForgeError> {
    let ask = Ask::new(method, url)
        .with_token()
        .header(CONTENT_TYPE, HeaderValue::from_static("application/json"))
        .body(body.to_string().into());
    client.send(ask).await?.json(client)
}
