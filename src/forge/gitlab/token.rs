//! `glane check` for GitLab: does it answer, what may the token do, until when.
//!
//! Reads only; must not show a token or the name of its owner.

use glane_catalog::model::ForgeId;
use http::StatusCode;
use jiff::civil::Date;
use serde::Deserialize;
use serde_json::Value;

use super::super::client::{Answer, Ask, Client, shown};
use super::super::fault::Fault;
use super::super::text;
use super::super::{Checked, ForgeError};

/// Days before its end at which a token is called to mind.
const SOON: i64 = 30;

#[derive(Debug, Deserialize)]
struct Token {
    #[serde(default)]
    scopes: Vec<String>,
    expires_at: Option<Date>,
    #[serde(default = "yes")]
    active: bool,
    #[serde(default)]
    revoked: bool,
}

#[derive(Debug, Deserialize)]
struct Version {
    version: String,
}

fn yes() -> bool {
    true
}

/// Checks address and token, for `glane check`.
///
/// `tells_owners`: it shall open confidential issues, which takes more than reading.
pub(super) async fn check(id: &ForgeId, client: &Client, tells_owners: bool) -> Result<Checked, ForgeError> {
    let address = shown(client.base());
    if client.has_token() {
        let token = token(client, tells_owners).await?;
        let version = version(client).await?;
        Ok(Checked::well(format!("forge \"{id}\": {version} answers at {address}")).with(token))
    } else {
        let one: Vec<Value> = client
            .send(Ask::json(client.at("projects?visibility=public&per_page=1")?))
            .await?
            .json(client)?;
        let what = if one.is_empty() { "but shows no public project" } else { "and shows public projects" };
        Ok(Checked::well(format!("forge \"{id}\": GitLab answers at {address} without a token {what}")))
    }
}

async fn version(client: &Client) -> Result<String, ForgeError> {
    let answer = client.send(Ask::json(client.at("version")?).with_token()).await?;
    let version = answer.json::<Version>(client).ok().and_then(|found| text::line(&found.version, 40));
    Ok(version.map_or_else(|| "GitLab".to_owned(), |version| format!("GitLab {version}")))
}

async fn token(client: &Client, tells_owners: bool) -> Result<Checked, ForgeError> {
    let answer = client.send(Ask::json(client.at("personal_access_tokens/self")?).with_token()).await?;
    if matches!(answer.status, StatusCode::NOT_FOUND | StatusCode::FORBIDDEN) {
        // Older versions and group tokens do not tell; that the token is taken must do.
        let user = client.send(Ask::json(client.at("user")?).with_token()).await?;
        user.json::<Value>(client)?;
        return Ok(Checked::well("the token is accepted, its scopes and its end are not told"));
    }
    judge(&answer, client, tells_owners)
}

/// What the answer about the token means.
fn judge(answer: &Answer, client: &Client, tells_owners: bool) -> Result<Checked, ForgeError> {
    let token: Token = answer.json(client)?;
    if !token.active || token.revoked {
        return Err(
            client.error(Fault::Refused, "the token is expired or revoked: make a new one and set it")
        );
    }
    let scopes: Vec<_> = token.scopes.iter().take(20).filter_map(|scope| text::line(scope, 40)).collect();
    let scopes = scopes.join(", ");
    if !token.scopes.iter().any(|scope| scope == "read_api" || scope == "api") {
        return Err(client.error(
            Fault::Refused,
            format!("the token has the scopes \"{scopes}\": make one with read_api, which is enough"),
        ));
    }
    let may_write = token.scopes.iter().any(|scope| scope == "api");
    if tells_owners && !may_write {
        return Err(client.error(
            Fault::Refused,
            format!(
                "the token has the scopes \"{scopes}\", and tell_owners needs api to open confidential issues: \
                 make one with api, or take tell_owners out"
            ),
        ));
    }
    let needed = |scope: &str| {
        matches!(scope, "read_api" | "read_user" | "read_repository") || (tells_owners && scope == "api")
    };
    let excess = !token.scopes.iter().all(|scope| needed(scope));
    let enough = if tells_owners { "api" } else { "read_api" };
    let found = Checked::well(format!("the token has the scopes {scopes}"))
        .warning_if(excess.then(|| format!("{enough} would be enough: make a token with that scope alone")));
    Ok(found.with(end(token.expires_at, answer)))
}

/// What is told of a token's end, or of its having none.
pub(in crate::forge) fn end(end: Option<Date>, answer: &Answer) -> Checked {
    match end {
        None => Checked::default().warning("the token has no end: make one that ends"),
        Some(end) if days_left(end, answer).is_some_and(|days| days <= SOON) => {
            Checked::default().warning(format!("the token ends on {end}: renew it now"))
        }
        Some(end) => Checked::well(format!("it ends on {end}")),
    }
}

/// Days until a token ends, by the forge's own clock.
fn days_left(end: Date, answer: &Answer) -> Option<i64> {
    let end = end.to_zoned(jiff::tz::TimeZone::UTC).ok()?.timestamp().as_second();
    Some((end - answer.date()?) / 86_400)
}

#[cfg(test)]
mod tests {
    use bytes::Bytes;
    use http::{HeaderMap, HeaderValue, header};

    use super::super::super::client::{Credential, Limits};
    use super::super::super::fault::Side;
    use super::*;

    fn client() -> Client {
        let credential = Credential::Header(header::AUTHORIZATION, "", "s3cret".to_owned().into());
        let base = "http://127.0.0.1:9/".parse().unwrap();
        Client::new(Side::Source, base, Some(&credential), Limits::default()).unwrap()
    }

    fn told(body: &'static str) -> Result<Checked, ForgeError> {
        judged(body, false)
    }

    fn judged(body: &'static str, tells_owners: bool) -> Result<Checked, ForgeError> {
        let mut headers = HeaderMap::new();
        headers.insert(header::CONTENT_TYPE, HeaderValue::from_static("application/json"));
        headers.insert(header::DATE, HeaderValue::from_static("Wed, 14 Oct 2020 08:30:00 GMT"));
        let url = "http://127.0.0.1:9/personal_access_tokens/self".parse().unwrap();
        judge(
            &Answer { url, status: StatusCode::OK, headers, body: Bytes::from_static(body.as_bytes()) },
            &client(),
            tells_owners,
        )
    }

    #[test]
    fn a_token_is_judged_by_scope_and_end() {
        let fine = told(r#"{"scopes":["read_api"],"active":true,"expires_at":"2021-06-01"}"#).unwrap();
        assert_eq!(fine, Checked::well("the token has the scopes read_api; it ends on 2021-06-01"));
        let soon = told(r#"{"scopes":["api"],"active":true,"expires_at":"2020-11-01"}"#).unwrap();
        let excess = "read_api would be enough: make a token with that scope alone";
        assert_eq!(soon.warnings, [excess, "the token ends on 2020-11-01: renew it now"]);
        for bad in [r#"{"scopes":["read_registry"]}"#, r#"{"scopes":["api"],"revoked":true}"#] {
            assert!(told(bad).is_err(), "{bad}");
        }
    }

    #[test]
    fn telling_owners_takes_the_right_to_write() {
        let reads = judged(r#"{"scopes":["read_api"]}"#, true).unwrap_err();
        assert!(reads.to_string().contains("tell_owners needs api"), "{reads}");
        let writes = judged(r#"{"scopes":["api"]}"#, true).unwrap();
        assert_eq!(writes.sentence, "the token has the scopes api");
        assert_eq!(writes.warnings, ["the token has no end: make one that ends"]);
        let excess = judged(r#"{"scopes":["api","sudo"]}"#, true).unwrap();
        assert!(excess.warnings[0].starts_with("api would be enough"), "{excess}");
    }
}
