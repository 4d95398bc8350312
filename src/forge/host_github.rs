//! GitHub as a host, through octocrab: copies in one organisation, found again by our mark.
//!
//! A copy is made private, and is made public only by [`Host::reveal`]. Must never take over a
//! repository that does not bear the mark.
//!
//! The mark is the topic `glane-` and twelve digits of the SHA-256 of the project's key, set before
//! the first push. A kill between creation and mark leaves a private, empty repository whose
//! description is exactly ours: that is taken for our copy too.

mod access;
mod api;
mod app;
mod copy;
mod refusal;
mod release;
mod switches;
mod transport;

use std::collections::BTreeMap;

use async_trait::async_trait;
use glane_catalog::model::{HostId, Reason, ReasonCode, SourceProject};
use serde_json::{Value, json};

use self::api::Api;
use self::copy::{Copy, Looks};
use super::client::{Limits, shown};
use super::fault::Fault;
use super::{
    Checked, Dress, ForgeError, Gone, Host, HostLimits, Release, ReleaseJudge, Released, Seen, Target,
    github, mark, names,
};
use crate::clock::Clock;
use crate::config::HostSettings;

/// The largest object GitHub takes, in bytes.
const OBJECT: u64 = 100 << 20;

/// The largest push GitHub takes, in bytes.
const PUSH: u64 = 2 << 30;

/// The references GitHub advises at most.
const REFERENCES: usize = 5_000;

/// An organisation on github.com or a GitHub Enterprise server.
pub(super) struct Github {
    id: HostId,
    rule: String,
    publish: bool,
    api: Api,
}

impl Github {
    pub(super) fn new(settings: &HostSettings, limits: Limits, clock: Clock) -> Result<Self, ForgeError> {
        let (id, rule) = (settings.id.clone(), settings.name.clone());
        Ok(Self { id, rule, publish: settings.publish, api: Api::new(settings, limits, clock)? })
    }

    async fn create(&self, name: &str, looks: &Looks) -> Result<Option<Copy>, ForgeError> {
        let route = format!("/orgs/{}/repos", self.api.organisation);
        let body = json!({
            "name": name,
            "description": looks.description,
            "homepage": looks.homepage,
            "private": true,
            "has_issues": false,
            "has_projects": false,
            "has_wiki": false,
            "has_discussions": false,
            "auto_init": false,
        });
        match self.api.post::<Copy>(&route, &body, "name").await? {
            Some(copy) if copy.name != name => Err(self.api.client.error(Fault::Invalid, format!(
                "{} made \"{}\" when asked for \"{name}\": delete it there and change the host's naming rule",
                shown(&self.api.site), self.api.client.quote(&copy.name)
            ))),
            Some(copy) if !copy.private => Err(self.api.client.error(Fault::Refused, format!(
                "{} is public from its birth although it was asked for as private: make it private there, and see \
                 the organisation's rules for new repositories",
                self.api.page(name)
            ))),
            made => Ok(made),
        }
    }

    /// The repository that stands at this name; a former name that leads to something that is not this
    /// project's copy is free.
    async fn standing(&self, name: &str, looks: &Looks) -> Result<Option<Copy>, ForgeError> {
        let found = self.api.find(name).await?;
        Ok(found.filter(|copy| copy.name.eq_ignore_ascii_case(name) || copy.bears(looks)))
    }

    /// That a repository is our copy, or the error that it is not.
    fn ours(&self, copy: &Copy, is_ours: bool, key: &str) -> Result<(), ForgeError> {
        if is_ours && copy.belongs_to(&self.api.organisation) {
            return Ok(());
        }
        Err(taken(format!(
            "{} exists and is not our copy of {key}: rename it there, or give it the topic {} to hand it over",
            self.api.page(&copy.name),
            mark::of(key)
        )))
    }

    /// The copy as a target.
    async fn target(&self, copy: &Copy, created: bool) -> Result<Target, ForgeError> {
        let page = self.api.page(&copy.name);
        if !copy.private && !self.publish {
            return Err(self.api.client.error(Fault::Refused, format!(
                "{page} is public, and copies on this host stay private: make it private there, or set publish"
            )));
        }
        let push = copy.push_address(&self.api.site).ok_or_else(|| {
            let site = shown(&self.api.site);
            let text = format!("{page} names a clone address that is not on {site}: check the host's url");
            self.api.client.error(Fault::Invalid, text)
        })?;
        let public_url = (!copy.private).then(|| copy.page(&self.api.site).unwrap_or(page));
        let token = Some(self.api.access.token(&self.api.client).await?);
        Ok(Target { name: copy.name.clone(), push, public_url, token, created, is_public: !copy.private })
    }

    /// The copy of that name, which must be there and ours.
    async fn known(&self, name: &str, looks: &Looks, key: &str) -> Result<Copy, ForgeError> {
        let gone = || {
            let text = format!("{} is gone: the next pass makes it again", self.api.page(name));
            self.api.client.error(Fault::Invalid, text)
        };
        let copy = self.api.find(name).await?.ok_or_else(gone)?;
        self.ours(&copy, copy.bears(looks), key)?;
        Ok(copy)
    }

    /// An archived repository takes neither pushes nor changes.
    async fn unarchived(&self, copy: Copy) -> Result<Copy, ForgeError> {
        if copy.archived { self.api.patch(&copy.name, &json!({ "archived": false })).await } else { Ok(copy) }
    }

    async fn archive(&self, name: &str) -> Result<(), ForgeError> {
        self.api.patch(name, &json!({ "archived": true })).await.map(drop)
    }

    fn hidden(&self, name: &str) -> ForgeError {
        let text = format!(
            "{} exists, but our token may not see it: give the token access to all repositories",
            self.api.page(name)
        );
        self.api.client.error(Fault::Refused, text)
    }
}

/// The error of a name that is somebody else's.
fn taken(text: String) -> ForgeError {
    ForgeError::new(Reason::new(ReasonCode::NameTaken, text))
}

#[async_trait]
impl Host for Github {
    fn id(&self) -> &HostId {
        &self.id
    }

    fn name_for(&self, project: &SourceProject) -> String {
        names::name_for(&self.rule, project)
    }

    fn limits(&self) -> HostLimits {
        HostLimits {
            object: Some(OBJECT),
            push: Some(PUSH),
            references: Some(REFERENCES),
            sha256: false,
            lfs: true,
        }
    }

    async fn ensure(&self, name: &str, dress: &Dress) -> Result<Target, ForgeError> {
        let looks = Looks::new(dress);
        let (copy, created) = match self.standing(name, &looks).await? {
            Some(copy) => (copy, false),
            None => match self.create(name, &looks).await? {
                Some(copy) => (copy, true),
                // Somebody made it between our two questions, or it hides from our token.
                None => (self.api.find(name).await?.ok_or_else(|| self.hidden(name))?, false),
            },
        };
        self.ours(&copy, created || copy.bears(&looks), &dress.mark)?;
        let target = self.target(&copy, created).await?;
        let copy = self.unarchived(copy).await?;
        if !copy.has_topic(looks.mark()) {
            // Before anything is pushed: after a kill it is what the next pass knows the copy by.
            self.api.set_topics(&target.name, &looks.topics).await?;
        }
        switches::off(&self.api, &copy, created).await?;
        Ok(target)
    }

    async fn dress(&self, target: &Target, dress: &Dress) -> Result<(), ForgeError> {
        let looks = Looks::new(dress);
        let copy = self.known(&target.name, &looks, &dress.mark).await?;
        let topics = !copy.has_topics(&looks.topics);
        let mut changes = looks.changes(&copy);
        let branch =
            dress.default_branch.as_ref().filter(|branch| copy.default_branch.as_ref() != Some(branch));
        let differs = topics || !changes.is_empty() || branch.is_some() || copy.has_pages;
        let was_archived = copy.archived;
        let copy = if differs || !dress.archived { self.unarchived(copy).await? } else { copy };
        if topics {
            self.api.set_topics(&copy.name, &looks.topics).await?;
        }
        if copy.has_pages {
            switches::no_site(&self.api, &copy).await?;
        }
        if !changes.is_empty() {
            self.api.patch(&copy.name, &Value::Object(std::mem::take(&mut changes))).await?;
        }
        if let Some(branch) = branch {
            self.api.patch(&copy.name, &json!({ "default_branch": branch })).await?;
        }
        if dress.archived && (differs || !was_archived) { self.archive(&copy.name).await } else { Ok(()) }
    }

    async fn overview(&self) -> Result<Option<BTreeMap<String, Seen>>, ForgeError> {
        let route =
            format!("/orgs/{}/repos?type=all&sort=created&direction=asc&per_page=100", self.api.organisation);
        let copies: Vec<Copy> = self.api.all(&route).await?;
        let ours = copies.iter().filter(|copy| copy.is_marked());
        let seen = ours
            .map(|copy| (copy.name.to_lowercase(), Seen { state: copy.state(), is_public: !copy.private }));
        Ok(Some(seen.collect()))
    }

    async fn reveal(&self, target: &Target, dress: &Dress) -> Result<Option<String>, ForgeError> {
        if !self.publish {
            return Ok(None);
        }
        let looks = Looks::new(dress);
        let mut copy = self.known(&target.name, &looks, &dress.mark).await?;
        if copy.private {
            copy = self.unarchived(copy).await?;
            switches::off(&self.api, &copy, false).await?;
            copy = self.api.patch(&copy.name, &json!({ "visibility": "public" })).await?;
            if copy.private {
                let text = format!(
                    "{} stayed private when it was made public: the organisation's rules may forbid it",
                    self.api.page(&copy.name)
                );
                return Err(self.api.client.error(Fault::Refused, text));
            }
            if dress.archived {
                self.archive(&copy.name).await?;
            }
        }
        Ok(Some(copy.page(&self.api.site).unwrap_or_else(|| self.api.page(&copy.name))))
    }

    async fn rename(&self, from: &str, to: &str, dress: &Dress) -> Result<(), ForgeError> {
        let looks = Looks::new(dress);
        // A former name leads to the present one, so this is also how a rename that was killed is found done.
        let copy = self.known(from, &looks, &dress.mark).await?;
        if copy.name == to {
            return Ok(());
        }
        let was_archived = copy.archived;
        let copy = self.unarchived(copy).await?;
        let renamed = self.api.patch_unless(&copy.name, &json!({ "name": to }), "name").await?;
        let name = renamed.map(|copy| copy.name);
        if was_archived {
            self.archive(name.as_deref().unwrap_or(&copy.name)).await?;
        }
        match name {
            Some(name) if name == to => Ok(()),
            Some(name) => Err(self.api.client.error(
                Fault::Invalid,
                format!(
                    "{} became \"{}\" when it should be \"{to}\": change the host's naming rule",
                    self.api.page(from),
                    self.api.client.quote(&name)
                ),
            )),
            None => Err(taken(format!(
                "{} cannot be renamed to \"{to}\": GitHub has another repository of that name, or refuses it",
                self.api.page(&copy.name)
            ))),
        }
    }

    async fn hide(&self, name: &str, mark: &str, erase: bool) -> Result<Gone, ForgeError> {
        let Some(copy) = self.api.find(name).await? else { return Ok(Gone::Absent) };
        self.ours(&copy, copy.has_topic(&mark::of(mark)), mark)?;
        if erase {
            let removed = self.api.delete(&self.api.route(&copy.name)).await?;
            return Ok(if removed { Gone::Removed } else { Gone::Absent });
        }
        if copy.private && !copy.has_pages {
            return Ok(Gone::Private);
        }
        let was_archived = copy.archived;
        let copy = self.unarchived(copy).await?;
        if copy.has_pages {
            switches::no_site(&self.api, &copy).await?;
        }
        let hidden = self.api.patch(&copy.name, &json!({ "visibility": "private" })).await?;
        if was_archived {
            self.archive(&copy.name).await?;
        }
        if hidden.private {
            return Ok(Gone::Private);
        }
        let text =
            format!("{} stayed public when it was made private: do it there now", self.api.page(&copy.name));
        Err(self.api.client.error(Fault::Refused, text))
    }

    async fn adopt(&self, name: &str, dress: &Dress) -> Result<Target, ForgeError> {
        let looks = Looks::new(dress);
        let absent = || {
            let text = format!("{} does not exist, or the token may not see it", self.api.page(name));
            self.api.client.error(Fault::Invalid, text)
        };
        let copy = self.api.find(name).await?.ok_or_else(absent)?;
        let page = self.api.page(&copy.name);
        if !copy.belongs_to(&self.api.organisation) {
            return Err(taken(format!(
                "{page} leads to a repository outside the organisation: name that one's host"
            )));
        }
        let is_marked = copy.has_topic(looks.mark());
        if !is_marked && copy.is_marked() {
            let text = format!("{page} bears the mark of another project: withdraw that one first");
            return Err(taken(text));
        }
        let target = self.target(&copy, false).await?;
        let copy = self.unarchived(copy).await?;
        if !is_marked {
            self.api.set_topics(&copy.name, &looks.topics).await?;
        }
        switches::off(&self.api, &copy, false).await?;
        Ok(target)
    }

    async fn release(
        &self,
        target: &Target,
        releases: &[Release],
        judge: &dyn ReleaseJudge,
    ) -> Result<Released, ForgeError> {
        release::carry(&self.api, &target.name, releases, judge).await
    }

    async fn check(&self) -> Result<Checked, ForgeError> {
        let organisation = &self.api.organisation;
        let (answer, found) = self.api.head_of(&format!("/orgs/{organisation}")).await?;
        let may = found.get("members_can_create_private_repositories").and_then(Value::as_bool);
        let closed = (may == Some(false))
            .then_some("its members may not create private repositories: allow it, or use an owner's token");
        let base = shown(self.api.client.base());
        let text = format!(
            "host \"{}\": organisation {organisation} answers at {base} and the token is accepted",
            self.id
        );
        let token = github::token::judged(&answer, &["repo", "public_repo", "read:org"]);
        Ok(Checked::well(text).warning_if(closed).with(token))
    }
}
