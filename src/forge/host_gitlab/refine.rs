//! Brings a copy's description, topics, switches, default branch and archive into line, and takes
//! away the protection GitLab gives its branches.
//!
//! Writes only what differs: what is right is left alone. Must not touch visibility.

use http::Method;
use percent_encoding::{NON_ALPHANUMERIC, utf8_percent_encode};
use serde_json::{Value, json};

use super::super::{Dress, ForgeError};
use super::Gitlab;
use super::copy::{Copy, Looks};

impl Gitlab {
    /// Before a push: nothing on that would run or be answered there, branches free, and open to
    /// pushes unless its source is archived. One whose source is archived is opened by a dress that
    /// says so.
    pub(super) async fn make_ready(
        &self,
        copy: &Copy,
        dress: &Dress,
        created: bool,
    ) -> Result<(), ForgeError> {
        if copy.archived && (!dress.archived || !copy.switches().is_empty()) {
            self.set_archived(copy, false).await?;
        }
        if !copy.switches().is_empty() {
            self.change(copy, &Value::Object(copy.switches().clone())).await?;
        }
        if created { Ok(()) } else { self.unprotect(copy).await }
    }

    /// After a push: everything a visitor sees, and the archive last.
    pub(super) async fn refine(&self, copy: &Copy, dress: &Dress, looks: &Looks) -> Result<(), ForgeError> {
        let mut changes = looks.changes(copy);
        let branch =
            dress.default_branch.as_ref().filter(|branch| copy.default_branch.as_ref() != Some(branch));
        if let Some(branch) = branch {
            changes.insert("default_branch".to_owned(), json!(branch));
        }
        let opens = copy.archived && (!dress.archived || !changes.is_empty());
        if opens {
            self.set_archived(copy, false).await?;
        }
        if !changes.is_empty() {
            let now = self.change(copy, &Value::Object(changes)).await?;
            if branch.is_some_and(|branch| now.default_branch.as_ref() != Some(branch)) {
                let text =
                    format!("{} did not take its default branch: is it there?", self.address(&copy.path));
                return Err(self.api.error(text));
            }
        }
        // The first push of a default branch protects it.
        self.unprotect(copy).await?;
        if dress.archived && (opens || !copy.archived) {
            self.set_archived(copy, true).await?;
        }
        Ok(())
    }

    /// Protected branches refuse what a mirror must do: moving back and disappearing.
    async fn unprotect(&self, copy: &Copy) -> Result<(), ForgeError> {
        let route = format!("projects/{}/protected_branches", copy.id);
        let found = self.api.find(&format!("{route}?per_page=100")).await?;
        for branch in found.as_ref().and_then(Value::as_array).into_iter().flatten() {
            let Some(name) = branch.get("name").and_then(Value::as_str) else { continue };
            let route = format!("{route}/{}", utf8_percent_encode(name, NON_ALPHANUMERIC));
            self.api.write(Method::DELETE, &route, &Value::Null).await?;
        }
        Ok(())
    }
}
