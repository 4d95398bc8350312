//! What an octocrab error means: status, address, remedy.
//!
//! Must not retry; a message of GitHub's is quoted, shortened and freed of the token.

use http::HeaderMap;
use http::StatusCode;

use super::super::ForgeError;
use super::super::client::{Answer, Client, shown};
use super::super::fault::Fault;

/// The shortest wait after a secondary rate limit without a header, in seconds (GitHub's advice).
const SECONDARY: u64 = 60;

/// The status GitHub answered, if it answered.
pub(super) fn status(error: &octocrab::Error) -> Option<u16> {
    match error {
        octocrab::Error::GitHub { source, .. } => Some(source.status_code.as_u16()),
        _ => None,
    }
}

/// Whether GitHub names that field as the one that is wrong.
pub(super) fn is_about(error: &octocrab::Error, field: &str) -> bool {
    let octocrab::Error::GitHub { source, .. } = error else { return false };
    let named =
        |entry: &serde_json::Value| entry.get("field").and_then(serde_json::Value::as_str) == Some(field);
    source.errors.iter().flatten().any(named)
}

/// The error for our callers.
pub(super) fn explain(error: &octocrab::Error, client: &Client, route: &str) -> ForgeError {
    if let octocrab::Error::GitHub { source, .. } = error {
        return answered(source, client, route);
    }
    if let Some(ours) = carried(error) {
        return ours;
    }
    let address = address(client, route);
    let what = match error {
        octocrab::Error::Json { source, .. } => {
            let place = source.inner();
            format!(
                "is JSON of another shape than expected at line {}, column {}",
                place.line(),
                place.column()
            )
        }
        _ => "could not be read".to_owned(),
    };
    client.error(
        Fault::Invalid,
        format!("the answer of {address} {what}: is the host's url the address of a GitHub server?"),
    )
}

fn answered(error: &octocrab::GitHubError, client: &Client, route: &str) -> ForgeError {
    let (address, status) = (address(client, route), error.status_code);
    let said = client.quote(&error.message);
    let details: Vec<_> =
        error.errors.iter().flatten().filter_map(|entry| entry.get("message")?.as_str()).collect();
    let said =
        if details.is_empty() { said } else { format!("{said} {}", client.quote(&details.join("; "))) };
    let said = if error.message.trim_start().starts_with('<') {
        "a web page".to_owned()
    } else {
        format!("\"{said}\"")
    };
    let limited = said.to_ascii_lowercase().contains("rate limit");
    let remedy = match status.as_u16() {
        _ if limited => "GitHub asks us to slow down: it is tried again later",
        401 => "the token is wrong, expired or revoked: make a new one and set it",
        403 => {
            "the token lacks a right: it needs administration and contents, read and write, in the organisation"
        }
        404 => {
            "the organisation or repository does not exist, or the token may not see it: check organisation"
        }
        422 => "GitHub finds the request wrong: check name and description of the project",
        _ => "check the host's url",
    };
    let fault = match status {
        _ if limited => Fault::Unreachable,
        StatusCode::UNAUTHORIZED | StatusCode::FORBIDDEN => Fault::Refused,
        _ => Fault::Invalid,
    };
    let told = client.error(fault, format!("{address} answered {status} ({said}): {remedy}"));
    let retry_after = limited.then(|| wait(error, client).unwrap_or(SECONDARY));
    ForgeError { retry_after, refused_token: status == StatusCode::UNAUTHORIZED, ..told }
}

fn wait(error: &octocrab::GitHubError, client: &Client) -> Option<u64> {
    let headers: HeaderMap = error.headers.clone()?;
    let url = client.base().clone();
    Answer { url, status: error.status_code, headers, body: bytes::Bytes::new() }.wait()
}

/// Our own error, as it comes back through octocrab.
fn carried(error: &octocrab::Error) -> Option<ForgeError> {
    let mut cause: Option<&dyn std::error::Error> = Some(error);
    while let Some(error) = cause {
        if let Some(ours) = error.downcast_ref::<ForgeError>() {
            return Some(ours.clone());
        }
        cause = error.source();
    }
    None
}

fn address(client: &Client, route: &str) -> String {
    client.at(route.trim_start_matches('/')).map_or_else(|_| shown(client.base()), |url| shown(&url))
}
