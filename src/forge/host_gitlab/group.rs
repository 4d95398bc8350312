//! The group: its number, the listing of its copies, and what `glane check` says of it and of the token.
//!
//! Reads only.

use std::collections::{BTreeMap, HashSet};

use percent_encoding::{NON_ALPHANUMERIC, utf8_percent_encode};
use serde::Deserialize;
use serde_json::Value;

use super::super::client::{Ask, shown};
use super::super::{ForgeError, Seen};
use super::Gitlab;
use super::copy::Copy;

/// Days before its end at which a token is called to mind.
const SOON: i64 = 30;

/// What GitLab tells a token of itself.
#[derive(Deserialize)]
struct Told {
    #[serde(default)]
    scopes: Vec<String>,
    expires_at: Option<jiff::civil::Date>,
}

impl Gitlab {
    fn group_route(&self) -> String {
        format!("groups/{}", utf8_percent_encode(&self.group, NON_ALPHANUMERIC))
    }

    async fn group(&self) -> Result<Value, ForgeError> {
        self.api.find(&format!("{}?with_projects=false", self.group_route())).await?.ok_or_else(|| {
            self.api.error(format!(
                "group {} is not at {}, or the token may not see it: check organisation",
                self.group,
                shown(&self.site)
            ))
        })
    }

    /// The number of the group, asked once.
    pub(super) async fn group_number(&self) -> Result<u64, ForgeError> {
        let ask = || async {
            let group = self.group().await?;
            group.get("id").and_then(Value::as_u64).ok_or_else(|| self.api.error("the group has no number"))
        };
        self.number.get_or_try_init(ask).await.copied()
    }

    /// Every copy of ours, to the last page or not at all.
    pub(super) async fn list_copies(&self) -> Result<BTreeMap<String, Seen>, ForgeError> {
        let client = &self.api.client;
        let query =
            "include_subgroups=false&with_shared=false&statistics=true&order_by=id&sort=asc&per_page=100";
        let (mut copies, mut ids) = (BTreeMap::new(), HashSet::new());
        let void = |why: &str| {
            self.api
                .error(format!("the listing of host \"{}\" is void: {why}: nothing is concluded", self.id))
        };
        for page in 1..=self.pages {
            let here = client.at(&format!("{}/projects?{query}&page={page}", self.group_route()))?;
            let answer = client.send(Ask::json(here).with_token()).await?;
            let items = self.api.taken(&answer)?;
            let items = items.as_array().ok_or_else(|| void("a page is not a list of projects"))?;
            let read: Vec<Copy> = items.iter().filter_map(Copy::read).collect();
            let fresh = read.iter().filter(|copy| ids.insert(copy.id)).count();
            let marked = read.iter().filter(|copy| copy.is_marked() && copy.is_in(&self.group));
            copies.extend(marked.map(|copy| (copy.path.to_lowercase(), copy.seen())));
            // A header lost on the way does not end it: then an empty page does.
            if items.is_empty() || answer.header("x-next-page") == Some("") {
                return Ok(copies);
            }
            if fresh == 0 {
                return Err(void("its pages turn in a circle"));
            }
        }
        Err(void("it has too many pages"))
    }

    /// The sentence for `glane check`.
    pub(super) async fn check_group(&self) -> Result<String, ForgeError> {
        let group = self.group().await?;
        let visibility = group.get("visibility").and_then(Value::as_str).unwrap_or("public");
        let warning = if self.publish && visibility != "public" {
            "; the group is not public, so no copy in it can be: change its visibility there"
        } else {
            ""
        };
        Ok(format!(
            "host \"{}\": group {} answers at {}; {}{warning}",
            self.id,
            self.group,
            shown(self.api.client.base()),
            self.check_token().await?
        ))
    }

    async fn check_token(&self) -> Result<String, ForgeError> {
        let client = &self.api.client;
        let answer = client.send(Ask::json(client.at("personal_access_tokens/self")?).with_token()).await?;
        if matches!(answer.status.as_u16(), 403 | 404) {
            return Ok("the token is accepted, its scopes and its end are not told".to_owned());
        }
        let told: Told = serde_json::from_value(self.api.taken(&answer)?)
            .map_err(|_| self.api.error("what GitLab tells of the token cannot be read: check the url"))?;
        let has = |scope: &str| told.scopes.iter().any(|has| has == scope);
        if !has("api") {
            let text = "the token cannot write: make one with the scopes api and write_repository";
            return Err(self.api.error(text));
        }
        let mut sentence = "the token may write".to_owned();
        if has("sudo") || has("admin_mode") {
            sentence.push_str(", and has rights of an administrator that it does not need");
        }
        let Some(end) = told.expires_at else { return Ok(format!("{sentence}, and has no end")) };
        sentence.push_str(&format!(", and ends on {end}"));
        let at = end.to_zoned(jiff::tz::TimeZone::UTC).ok().map(|end| end.timestamp().as_second());
        if at.zip(answer.date()).is_some_and(|(end, now)| (end - now) / 86_400 <= SOON) {
            sentence.push_str(": renew it now");
        }
        Ok(sentence)
    }
}
