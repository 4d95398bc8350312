//! The group: its number, the listing of its copies, and what `glane check` says of it and of the token.
//!
//! Reads only.

use std::collections::{BTreeMap, HashSet};

use percent_encoding::{NON_ALPHANUMERIC, utf8_percent_encode};
use serde::Deserialize;
use serde_json::Value;

use super::super::client::{Ask, shown};
use super::super::gitlab::token;
use super::super::{Checked, ForgeError, Seen, text};
use super::Gitlab;
use super::copy::Copy;

/// What is needed, and what it holds already.
const CONTAINED: [&str; 5] = ["api", "read_api", "read_user", "read_repository", "write_repository"];

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

    /// The group and the token, for `glane check`.
    pub(super) async fn check_group(&self) -> Result<Checked, ForgeError> {
        let group = self.group().await?;
        let visibility = group.get("visibility").and_then(Value::as_str).unwrap_or("public");
        let hidden = (self.publish && visibility != "public")
            .then_some("the group is not public, so no copy in it can be: change its visibility there");
        let address = shown(self.api.client.base());
        let found = Checked::well(format!("host \"{}\": group {} answers at {address}", self.id, self.group));
        Ok(found.with(self.check_token().await?).warning_if(hidden))
    }

    async fn check_token(&self) -> Result<Checked, ForgeError> {
        let client = &self.api.client;
        let answer = client.send(Ask::json(client.at("personal_access_tokens/self")?).with_token()).await?;
        if matches!(answer.status.as_u16(), 403 | 404) {
            return Ok(Checked::well("the token is accepted, its scopes and its end are not told"));
        }
        let told: Told = serde_json::from_value(self.api.taken(&answer)?)
            .map_err(|_| self.api.error("what GitLab tells of the token cannot be read: check the url"))?;
        if !told.scopes.iter().any(|has| has == "api") {
            let text = "the token cannot write: make one with the scope api";
            return Err(self.api.error(text));
        }
        let excess = told.scopes.iter().filter(|scope| !CONTAINED.contains(&scope.as_str())).take(20);
        let excess: Vec<String> = excess.filter_map(|scope| text::line(scope, 40)).collect();
        let excess = (!excess.is_empty())
            .then(|| format!("the token may more than it needs ({}): make one without", excess.join(", ")));
        Ok(Checked::well("the token may write").warning_if(excess).with(token::end(told.expires_at, &answer)))
    }
}
