//! A host's JSON API: reading and writing with the token, and what its refusals mean.
//!
//! Must not know any dialect. A write is sent once: whether it was done is for the next look to find out.

use bytes::Bytes;
use http::header::{ACCEPT, CONTENT_TYPE};
use http::{HeaderValue, Method};
use serde_json::Value;

use super::ForgeError;
use super::client::{Answer, Ask, Client, shown};
use super::fault::Fault;
use crate::egress::PROXY_ACCOUNT;

const JSON: HeaderValue = HeaderValue::from_static("application/json");

/// The API of one host.
pub(super) struct Api {
    pub(super) client: Client,
    /// What a token needs here, for the remedy of a refusal.
    pub(super) needs: &'static str,
}

impl Api {
    /// Reads; an address that is not there is none.
    pub(super) async fn find(&self, path: &str) -> Result<Option<Value>, ForgeError> {
        let answer = self.client.send(Ask::json(self.client.at(path)?).with_token()).await?;
        if answer.status.as_u16() == 404 { Ok(None) } else { self.taken(&answer).map(Some) }
    }

    /// Writes; the answer is returned whatever its status.
    pub(super) async fn send(&self, method: Method, path: &str, body: &Value) -> Result<Answer, ForgeError> {
        let body = if body.is_null() { Bytes::new() } else { body.to_string().into() };
        let ask = Ask::new(method, self.client.at(path)?).header(ACCEPT, JSON).header(CONTENT_TYPE, JSON);
        self.client.send(ask.with_token().body(body)).await
    }

    /// Writes and expects it to be taken; what the host then says, if it says anything.
    pub(super) async fn write(&self, method: Method, path: &str, body: &Value) -> Result<Value, ForgeError> {
        let answer = self.send(method, path, body).await?;
        if answer.status.is_success() && answer.body.is_empty() {
            return Ok(Value::Null);
        }
        self.taken(&answer)
    }

    /// The body of an answer that is not a refusal.
    pub(super) fn taken(&self, answer: &Answer) -> Result<Value, ForgeError> {
        if answer.status.is_success() { answer.json(&self.client) } else { Err(self.refused(answer)) }
    }

    /// A refusal, with the host's words and a remedy.
    pub(super) fn refused(&self, answer: &Answer) -> ForgeError {
        let (address, status) = (shown(&answer.url), answer.status);
        let said = self.client.quote(&words(answer));
        let said = if said.is_empty() { said } else { format!(" (\"{said}\")") };
        let remedy = match status.as_u16() {
            401 => "the token is wrong, expired or revoked: make a new one and set it".to_owned(),
            403 => format!("the token lacks a right: it needs {}", self.needs),
            404 => "it does not exist, or the token may not see it: check organisation and token".to_owned(),
            400 | 409 | 422 => "the host finds the request wrong: mend what it names".to_owned(),
            407 => PROXY_ACCOUNT.to_owned(),
            300..=399 => "it was moved: check the host's url and organisation".to_owned(),
            _ => "check the host's url".to_owned(),
        };
        let told = self.client.error(Fault::Refused, format!("{address} answered {status}{said}: {remedy}"));
        ForgeError { refused_token: answer.refusal(&self.client).refused_token, ..told }
    }

    /// An error that no answer carries.
    pub(super) fn error(&self, text: impl AsRef<str>) -> ForgeError {
        self.client.error(Fault::Refused, text)
    }
}

/// What a refusal says: `message` and `error` may be texts, lists, or lists by field.
pub(super) fn words(answer: &Answer) -> String {
    let body: Value = serde_json::from_slice(&answer.body).unwrap_or_default();
    let mut said = Vec::new();
    for key in ["message", "error", "errors", "invalidTopics"] {
        gather(body.get(key).unwrap_or(&Value::Null), &mut said);
    }
    said.join("; ")
}

fn gather(value: &Value, into: &mut Vec<String>) {
    match value {
        Value::String(text) if !text.is_empty() => into.push(text.clone()),
        Value::Array(items) => items.iter().for_each(|item| gather(item, into)),
        Value::Object(fields) => {
            for (field, value) in fields {
                let mut said = Vec::new();
                gather(value, &mut said);
                into.extend(said.into_iter().map(|text| format!("{field} {text}")));
            }
        }
        _ => {}
    }
}

#[cfg(test)]
mod tests {
    use http::{HeaderMap, StatusCode};

    use super::*;

    #[test]
    fn refusals_are_read_in_every_shape() {
        for (body, said) in [
            // As recorded from gitlab.com for a name that is taken.
            (
                r#"{"message": {"name": ["has already been taken"], "path": ["has already been taken"]}}"#,
                "name has already been taken; path has already been taken",
            ),
            (r#"{"message": "404 Project Not Found"}"#, "404 Project Not Found"),
            (r#"{"error": "id is invalid"}"#, "id is invalid"),
            (
                r#"{"errors": ["user redirect does not exist"], "message": "GetUserByName", "url": "x"}"#,
                "GetUserByName; user redirect does not exist",
            ),
            (
                r#"{"invalidTopics": ["é"], "message": "Topic names are invalid"}"#,
                "Topic names are invalid; é",
            ),
            ("<html>", ""),
        ] {
            let url = "https://host.example/x".parse().unwrap();
            let status = StatusCode::BAD_REQUEST;
            let answer = Answer { url, status, headers: HeaderMap::new(), body: body.into() };
            assert_eq!(words(&answer), said, "{body}");
        }
    }
}
