//! One copy being brought up to date: default branch, deletions, the rest, and the host's own
//! default branch as soon as it is there.
//!
//! Notes at once what was acknowledged. Must not decide what to change.

use std::collections::BTreeMap;
use std::path::Path;

use glane_catalog::model::{MirrorRecord, ProjectRecord, Reason, ReasonCode};

use super::{Found, has_notes};
use crate::forge::{Dress, Host, Target};
use crate::layout::Layout;
use crate::mirror::confirm::{self, Confirmation};
use crate::mirror::outcome::Stop;
use crate::mirror::packed;
use crate::mirror::pass::Context;
use crate::mirror::public::stands_in_the_way;
use crate::mirror::push::{self, Plan, Pushed, RefChange};
use crate::mirror::references::References;
use crate::mirror::split::Splitting;

/// First part of the name of a branch that is default for a moment, while the default makes room.
const MOMENTARY: &str = "refs/heads/glane-default-moves";

/// One copy being brought up to date.
pub(super) struct Work<'a> {
    pub(super) context: &'a Context,
    pub(super) confirmation: &'a Confirmation<'a>,
    pub(super) project: &'a ProjectRecord,
    pub(super) layout: &'a Layout,
    pub(super) host: &'a dyn Host,
    pub(super) target: &'a Target,
    /// A branch that neither the source nor the copy has.
    pub(super) momentary: String,
    /// What the host had before.
    pub(super) present: &'a References,
    /// Whether the copy must be dressed though no reference asks for it.
    pub(super) must_dress: bool,
    pub(super) pushed: Pushed,
    pub(super) undressed: Option<Reason>,
}

/// A branch name that neither of them has.
pub(super) fn momentary(wanted: &References, present: &References) -> String {
    (1_u32..)
        .map(|number| format!("{MOMENTARY}-{number}"))
        .find(|name| !wanted.ids.contains_key(name) && !present.ids.contains_key(name))
        .unwrap_or_else(|| MOMENTARY.to_owned())
}

impl Work<'_> {
    /// Brings the copy to its plan, and tells what it holds then.
    pub(super) async fn bring(
        &mut self,
        plan: &Plan,
        dress: &Dress,
        found: &Found,
        wanted: &References,
    ) -> Result<References, Stop> {
        if plan.is_empty() {
            if self.must_dress {
                self.dress(dress).await;
            }
            return Ok(found.present.clone());
        }
        // What is read-only is opened for the time of the push.
        let writable = Dress { archived: false, ..dress.clone() };
        let is_closed = |mirror: &MirrorRecord| mirror.host == *self.host.id() && mirror.archived;
        if !found.target.created && self.project.mirrors.iter().any(is_closed) {
            self.dress(&Dress { default_branch: None, ..writable.clone() }).await;
        }
        self.carry_out(plan, &writable).await?;
        Ok(push::list_host(&self.context.git, self.target, has_notes(wanted, &found.ours)).await?)
    }

    /// Shows a faithful copy to the public, once its source is known to be public still, and closes
    /// it where its source is closed. Returns the address that anyone can open.
    pub(super) async fn show(
        &mut self,
        dress: &Dress,
        url: Option<String>,
        changed: bool,
    ) -> Result<Option<String>, Stop> {
        let mut url = url;
        if self.undressed.is_none() && !self.target.is_public {
            if self.host.on_disk(&self.target.name).is_none() {
                confirm::confirm_public(self.context, &self.project.source).await?;
            }
            self.confirmation.undecided(self.project).await?;
            tracing::debug!(project = self.project.number, step = "show", "step");
            let open = Dress { archived: false, ..dress.clone() };
            match self.host.reveal(self.target, &open).await {
                Ok(shown) => url = shown,
                Err(error) => self.undressed = Some(error.reason),
            }
        }
        if dress.archived && changed && self.undressed.is_none() {
            self.dress(dress).await;
        }
        Ok(url)
    }

    /// Default branch, deletions, the rest; the host's own default moves as soon as its branch is there.
    async fn carry_out(&mut self, plan: &Plan, dress: &Dress) -> Result<(), Stop> {
        let deleted = plan.deletions.iter().map(|change| (change.name.clone(), String::new())).collect();
        let blocked = plan.first.iter().any(|change| stands_in_the_way(&change.name, &deleted));
        if blocked {
            self.make_room(plan, dress).await?;
        }
        if plan.deletions.is_empty() && self.host.on_disk(&self.target.name).is_some() {
            // HEAD of a folder is set by us: what is pushed first decides nothing there.
            let all = [plan.first.as_slice(), &plan.rest].concat();
            self.push(&all).await?;
            let new = all.iter().filter(|change| !self.present.ids.contains_key(&change.name)).count();
            packed::after(&self.context.git, Path::new(&self.target.push), new).await;
            self.dress(dress).await;
            return Ok(());
        }
        self.push(&plan.first).await?;
        if self.must_dress || !plan.first.is_empty() {
            self.dress(dress).await;
        }
        if blocked {
            self.remove_momentary(plan).await?;
        } else {
            self.push(&plan.deletions).await?;
        }
        self.push(&plan.rest).await
    }

    /// The old default branch is in the way of the new one and cannot be deleted while it is the
    /// default: another branch is, for a moment. It is noted as ours before it is made, so that a pass
    /// after a kill knows it and removes it.
    async fn make_room(&mut self, plan: &Plan, dress: &Dress) -> Result<(), Stop> {
        let Some(tip) = plan.first.first().and_then(|change| change.new.clone()) else { return Ok(()) };
        let noted = BTreeMap::from([(self.momentary.clone(), Some(tip.clone()))]);
        self.context.store.record_pushed(self.project.number, self.host.id(), &noted).await?;
        let create = RefChange { name: self.momentary.clone(), old: None, new: Some(tip) };
        self.push(&[create]).await?;
        if !self.pushed.acknowledged.contains_key(&self.momentary) {
            let text =
                format!("the host refused {}, which the default branch needs to make room", self.momentary);
            return Err(Reason::new(ReasonCode::HostRefused, text).into());
        }
        let short = self.momentary.strip_prefix("refs/heads/").map(str::to_owned);
        self.dress(&Dress { default_branch: short, ..dress.clone() }).await;
        self.push(&plan.deletions).await
    }

    async fn remove_momentary(&mut self, plan: &Plan) -> Result<(), Stop> {
        let old = plan.first.first().and_then(|change| change.new.clone());
        self.push(&[RefChange { name: self.momentary.clone(), old, new: None }]).await
    }

    /// Pushes, in parts where the host takes no more at once.
    async fn push(&mut self, changes: &[RefChange]) -> Result<(), Stop> {
        let Some(limit) = self.host.limits().push else {
            for part in changes.chunks(push::BATCH) {
                self.push_part(part, part).await?;
            }
            return Ok(());
        };
        let splitting = Splitting { git: &self.context.git, public: &self.layout.public, limit };
        let mut present: Vec<&str> = self.present.ids.values().map(String::as_str).collect();
        present.extend(self.pushed.acknowledged.values().flatten().map(String::as_str));
        for part in splitting.split(changes, &present).await? {
            let refused = |change: &RefChange| self.pushed.rejected.iter().any(|r| r.name == change.name);
            if !part.iter().all(refused) {
                self.push_part(&part, changes).await?;
            }
        }
        Ok(())
    }

    /// Pushes a part of some changes, if all of those that it leads to may still go out, and notes at
    /// once what was acknowledged, whatever comes after it.
    async fn push_part(&mut self, changes: &[RefChange], whole: &[RefChange]) -> Result<(), Stop> {
        if changes.is_empty() {
            return Ok(());
        }
        let leads = |to: &&RefChange| changes.iter().any(|change| change.name == to.name);
        let going: Vec<&str> = whole.iter().filter(leads).filter_map(|to| to.new.as_deref()).collect();
        self.confirmation.clear(self.project, &going).await?;
        tracing::debug!(project = self.project.number, step = "push", "step");
        let mut part = Pushed::default();
        let ended = push::push(&self.context.git, &self.layout.public, self.target, changes, &mut part).await;
        tracing::debug!(project = self.project.number, step = "note", "step");
        let (number, host) = (self.project.number, self.host.id());
        self.context.store.record_pushed(number, host, &part.acknowledged).await?;
        self.pushed.acknowledged.extend(part.acknowledged);
        self.pushed.rejected.extend(part.rejected);
        Ok(ended?)
    }

    /// A host that does not take its description still takes references.
    async fn dress(&mut self, dress: &Dress) {
        tracing::debug!(project = self.project.number, step = "dress", "step");
        self.undressed = self.host.dress(self.target, dress).await.err().map(|error| error.reason);
    }
}
