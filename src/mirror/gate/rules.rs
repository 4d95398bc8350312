//! What the gate looks for, with the name of these rules: other rules look at everything again.
//!
//! Made once for a process; must not look at anything.

use std::collections::BTreeMap;

use glane_catalog::model::{Decision, ForgeId, ProjectRecord, Reason, ReasonCode};
use glane_store::Store;
use sha2::{Digest, Sha256};
use tokio::sync::OnceCell;

use super::approval::{Approval, is_approved};
use crate::config::{ForgeSettings, GatePolicy};
use crate::examine::{LOOK, LookOptions};
use crate::forge::Host;

/// Largest object looked into, whatever hosts take: more does not fit in the child's memory.
const LARGEST: u64 = 100 << 20;
/// Size from which an object is worth a word.
const SIZEABLE: u64 = 50 << 20;

/// What is looked for, and its name.
#[derive(Debug, Clone)]
pub struct Rules {
    /// What the child is told.
    pub options: LookOptions,
    /// Name of these rules.
    pub ruleset: String,
}

impl Rules {
    /// Reads the policy, for hosts that take objects up to a size.
    ///
    /// # Errors
    /// `internal`, when the file of further rules cannot be read.
    pub fn new(policy: &GatePolicy, key: String, object: Option<u64>) -> Result<Self, Reason> {
        let unreadable = |problem: String| {
            Reason::new(
                ReasonCode::Internal,
                format!("the gate's rules cannot be read: {problem}; mend rules of [gate]"),
            )
        };
        let read = |path: &std::path::PathBuf| {
            std::fs::read_to_string(path).map_err(|error| unreadable(format!("{}: {error}", path.display())))
        };
        let options = LookOptions {
            secrets: policy.secrets,
            personal_data: policy.personal_data,
            third_party: policy.third_party,
            skip_paths: policy.skip_paths.clone(),
            rules: policy.rules.as_ref().map(read).transpose()?,
            author_addresses: policy.author_addresses.clone(),
            largest: object.map_or(LARGEST, |object| object.min(LARGEST)),
            sizeable: SIZEABLE,
            key: String::new(),
        };
        let scanner = options.scanner().map_err(|error| unreadable(error.to_string()))?;
        let mut hash = Sha256::new();
        hash.update(scanner.ruleset());
        hash.update(serde_json::to_vec(&options).unwrap_or_default());
        let digest: String = hash.finalize().iter().take(8).map(|byte| format!("{byte:02x}")).collect();
        Ok(Self { ruleset: format!("{LOOK}-{digest}"), options: LookOptions { key, ..options } })
    }
}

/// What the gate of one process needs besides what a pass brings.
#[derive(Debug, Default)]
pub struct Setup {
    approvals: BTreeMap<ForgeId, Approval>,
    rules: OnceCell<Rules>,
}

impl Setup {
    /// For these forges.
    #[must_use]
    pub fn new(forges: &[ForgeSettings]) -> Self {
        let approvals = forges.iter().map(|forge| (forge.id.clone(), Approval::of(forge))).collect();
        Self { approvals, rules: OnceCell::new() }
    }

    /// Who approves a forge's projects; for one that is no longer configured, a person.
    #[must_use]
    pub fn approval(&self, forge: &ForgeId) -> Approval {
        self.approvals.get(forge).cloned().unwrap_or(Approval::EachTime)
    }

    /// Whether a person has yet to approve the first publication of a project.
    #[must_use]
    pub fn awaits_approval(&self, project: &ProjectRecord, decisions: &[Decision]) -> bool {
        project.published_at.is_none()
            && self.approval(&project.source.key.forge) == Approval::EachTime
            && !is_approved(decisions)
    }

    /// The rules, read when they are first needed. Digests are keyed with the storage's identity, so
    /// that a decision names the same sighting after a restore.
    ///
    /// # Errors
    /// When they cannot be read, or the store fails.
    pub async fn rules(
        &self,
        store: &dyn Store,
        policy: &GatePolicy,
        hosts: &[Box<dyn Host>],
    ) -> Result<&Rules, Reason> {
        let read = || async {
            let key = store.identity().await;
            let key = key.map_err(|error| Reason::new(ReasonCode::Internal, error.to_string()))?;
            let object = hosts.iter().filter_map(|host| host.limits().object).min();
            Rules::new(policy, key, object)
        };
        self.rules.get_or_try_init(read).await
    }
}
