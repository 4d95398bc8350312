//! The addresses that servers of large files answered with, each behind a number of ours.
//!
//! Must not connect to any.

use std::sync::{Mutex, PoisonError};

use axum::body::Bytes;
use axum::http::{HeaderMap, HeaderName, HeaderValue, header};
use serde_json::{Value, json};
use url::Url;

use super::ACTION;
use crate::egress::canonical;

/// Most actions of one command: three for each of some ten thousand files.
const MOST: usize = 30_000;
/// What an action asks for.
const KINDS: [&str; 3] = ["download", "upload", "verify"];
/// What concerns the connection and not the file.
const OURS: [HeaderName; 6] = [
    header::HOST,
    header::CONNECTION,
    header::CONTENT_LENGTH,
    header::TRANSFER_ENCODING,
    header::PROXY_AUTHORIZATION,
    header::UPGRADE,
];

/// Where something of a large file is done, and with which headers.
#[derive(Debug, Clone)]
pub(super) struct Action {
    pub(super) url: Url,
    pub(super) headers: HeaderMap,
}

/// All that were answered so far.
#[derive(Default)]
pub(super) struct Actions(Mutex<Vec<Action>>);

impl Actions {
    pub(super) fn get(&self, number: usize) -> Option<Action> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).get(number).cloned()
    }

    /// Puts our addresses in the place of those of an answer; none when it is no answer of the API.
    pub(super) fn take_over(&self, base: &str, body: &[u8]) -> Option<Bytes> {
        let mut answer: Value = serde_json::from_slice(body).ok()?;
        // Any other way of transfer would lead past us.
        if answer.get("transfer").is_some_and(|transfer| transfer != "basic") {
            return None;
        }
        for object in answer.get_mut("objects")?.as_array_mut()? {
            let object = object.as_object_mut()?;
            object.remove("_links");
            let told = object.remove("actions").unwrap_or_default();
            let kept = KINDS.into_iter().filter_map(|kind| {
                let action = read(told.get(kind)?)?;
                Some((kind.to_owned(), json!({ "href": format!("{base}{ACTION}{}", self.keep(action)?) })))
            });
            let kept: serde_json::Map<String, Value> = kept.collect();
            if !kept.is_empty() {
                object.insert("actions".to_owned(), kept.into());
            }
        }
        Some(serde_json::to_vec(&answer).ok()?.into())
    }

    fn keep(&self, action: Action) -> Option<usize> {
        let mut all = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        all.push(action);
        (all.len() <= MOST).then(|| all.len() - 1)
    }
}

fn read(told: &Value) -> Option<Action> {
    let url = canonical(told.get("href")?.as_str()?)?;
    let pairs = told.get("header").and_then(Value::as_object).into_iter().flatten();
    let header = |(name, value): (&String, &Value)| {
        let name = HeaderName::from_bytes(name.as_bytes()).ok().filter(|name| !OURS.contains(name))?;
        Some((name, HeaderValue::from_str(value.as_str()?).ok()?))
    };
    Some(Action { url, headers: pairs.filter_map(header).collect() })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_addresses_of_an_answer_become_ours() {
        // The example of https://github.com/git-lfs/git-lfs/blob/main/docs/api/batch.md, with a hostile
        // header and an address of no use added.
        let answer = json!({"transfer": "basic", "hash_algo": "sha256", "objects": [
            {"oid": "1111111", "size": 123, "authenticated": true, "_links": {"download": {"href": "http://a/"}},
             "actions": {"download": {"href": "https://some-download.com",
                "header": {"Key": "value", "Host": "metadata.internal"}, "expires_at": "2016-11-10T15:29:07Z"},
                "verify": {"href": "file:///etc/passwd"}}},
            {"oid": "2222222", "size": 9, "error": {"code": 404, "message": "Object does not exist"}}]});
        let actions = Actions::default();
        let ours = actions.take_over("http://127.0.0.1:9", answer.to_string().as_bytes()).unwrap();
        let ours: Value = serde_json::from_slice(&ours).unwrap();
        let first = &ours["objects"][0];
        assert_eq!(first["actions"], json!({"download": {"href": "http://127.0.0.1:9/action/0"}}));
        assert!(first.get("_links").is_none());
        assert_eq!(ours["objects"][1], answer["objects"][1]);
        let action = actions.get(0).unwrap();
        assert_eq!((action.url.as_str(), action.headers.len()), ("https://some-download.com/", 1));
        assert_eq!(action.headers["key"], "value");
        assert!(actions.get(1).is_none());
        for broken in ["[]", "{}", r#"{"transfer": "ssh", "objects": []}"#, r#"{"objects": [1]}"#] {
            assert!(actions.take_over("http://127.0.0.1:9", broken.as_bytes()).is_none(), "{broken}");
        }
    }
}
