//! Brings a copy's description, topics, switches, default branch and archive into line, and checks
//! the organisation.
//!
//! Writes only what differs: what is right is left alone. Must not touch visibility.

use serde_json::{Value, json};

use super::super::client::shown;
use super::super::forgejo::{segment, token};
use super::super::{Checked, Dress, ForgeError};
use super::Forgejo;
use super::copy::{Copy, Looks};

impl Forgejo {
    /// Before a push: marked, with nothing that would run or be answered there, and open to pushes
    /// unless its source is archived. One whose source is archived is opened by a dress that says so.
    pub(super) async fn make_ready(
        &self,
        copy: &Copy,
        dress: &Dress,
        looks: &Looks,
    ) -> Result<(), ForgeError> {
        let unmarked = !copy.has_topic(looks.mark());
        let switches = copy.switches();
        let reopens = copy.archived && !dress.archived;
        if reopens || (copy.archived && (unmarked || !switches.is_empty())) {
            self.change(&copy.name, &json!({ "archived": false })).await?;
        }
        if unmarked {
            // Before anything is pushed: after a kill it is what the next pass knows the copy by.
            self.set_topics(&copy.name, &looks.topics).await?;
        }
        if !switches.is_empty() {
            let changes = looks.changes(copy);
            self.change(&copy.name, &Value::Object(changes)).await?;
        }
        Ok(())
    }

    /// After a push: everything a visitor sees, and the archive last.
    pub(super) async fn refine(&self, copy: &Copy, dress: &Dress, looks: &Looks) -> Result<(), ForgeError> {
        let topics = !copy.has_topics(&looks.topics);
        let mut changes = looks.changes(copy);
        let branch =
            dress.default_branch.as_ref().filter(|branch| copy.default_branch.as_ref() != Some(branch));
        if let Some(branch) = branch {
            changes.insert("default_branch".to_owned(), json!(branch));
        }
        let opens = copy.archived && (!dress.archived || topics || !changes.is_empty());
        if opens {
            self.change(&copy.name, &json!({ "archived": false })).await?;
        }
        if topics {
            self.set_topics(&copy.name, &looks.topics).await?;
        }
        if !changes.is_empty() {
            let now = self.change(&copy.name, &Value::Object(changes)).await?;
            if branch.is_some_and(|branch| now.default_branch.as_ref() != Some(branch)) {
                let text =
                    format!("{} did not take its default branch: is it there?", self.address(&copy.name));
                return Err(self.api.error(text));
            }
        }
        if dress.archived && (opens || !copy.archived) {
            self.change(&copy.name, &json!({ "archived": true })).await?;
        }
        Ok(())
    }

    /// The organisation and the token, for `glane check`.
    pub(super) async fn check_organisation(&self) -> Result<Checked, ForgeError> {
        let client = &self.api.client;
        let version = token::version(client).await?;
        let rights = token::rights(client, "write:repository and write:organization").await?;
        let route = format!("orgs/{}", segment(&self.organisation));
        let Some(found) = self.api.find(&route).await? else {
            return Err(self.api.error(format!(
                "organisation {} is not at {}, or the token may not see it: check organisation",
                self.organisation,
                shown(&self.site)
            )));
        };
        let visibility = found.get("visibility").and_then(Value::as_str).unwrap_or("public");
        let hidden = (self.publish && visibility != "public").then_some(
            "the organisation is not public, so no copy in it can be: change its visibility there",
        );
        let text = format!(
            "host \"{}\": {version} answers at {}, organisation {} is there",
            self.id,
            shown(client.base()),
            self.organisation
        );
        Ok(Checked::well(text).with(rights).warning_if(hidden))
    }
}
